"""Exports of Telegram Desktop: posts as articles, with their time of day."""

import json

from annotations.importers.registry import read_file

STAND_IN = "A post has no headline: its first words stand in for it."
LONG = (
    "The bank has shown a model that answers in two languages, and the hall was full to the last seat of the gallery."
)


def export(messages, **more):
    return json.dumps({"name": "Torvania Now", "type": "public_channel", "id": 1, "messages": messages, **more})


def post(text, number=1, **more):
    return {
        "id": number,
        "type": "message",
        "date": "2026-03-12T18:40:05",
        "from": "Torvania Now",
        "text": text,
        **more,
    }


def test_each_post_with_text_is_an_article(press):
    service = {"id": 0, "type": "service", "date": "2026-03-01T00:00:00", "text": ""}
    rich = ["Read ", {"type": "link", "text": "this"}, {"type": "bold", "text": " now"}, "\nSecond line."]
    messages = [service, post(LONG, 2), post("", 3), post(rich, 4, forwarded_from="Far Shore")]
    found = read_file(press.write("result.json", export(messages)))
    first, second = found.drafts
    assert (first.outlet, first.published, first.text) == ("Torvania Now", "2026-03-12T18:40", LONG)
    assert first.headline == "The bank has shown a model that answers in two languages, and the hall was full …"
    assert first.warnings == second.warnings == (STAND_IN,)
    assert (second.text, second.author) == ("Read this now\nSecond line.", "Far Shore")
    assert second.raw_header.splitlines()[0] == "Post: 4"


def test_an_export_of_several_chats(press):
    chats = {"chats": {"list": [json.loads(export([post("One post")])), json.loads(export([post("Another")]))]}}
    assert [d.text for d in read_file(press.write("result.json", json.dumps(chats))).drafts] == ["One post", "Another"]


def test_the_export_as_a_page(press):
    page = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Exported Data</title></head><body>
    <div class="page_header"><div class="content"><div class="text bold"> Torvania Now </div></div></div>
    <div class="history"><div class="message service" id="message-1"><div class="body details">12 March 2026</div></div>
    <div class="message default clearfix" id="message7"><div class="body">
      <div class="pull_right date details" title="12.03.2026 18:40:05 UTC+03:00">18:40</div>
      <div class="from_name"> Torvania Now </div><div class="text"> First line.<br><br>Second line. </div></div></div>
    <div class="message default clearfix joined" id="message8"><div class="body">
      <div class="pull_right date details" title="12.03.2026 19:00:00">19:00</div>
      <div class="forwarded body"><div class="from_name"> Far Shore </div><div class="text">Taken over.</div></div>
    </div></div></div></body></html>"""
    first, second = read_file(press.write("messages.html", page)).drafts
    assert (first.text, first.published, first.outlet) == (
        "First line.\nSecond line.",
        "2026-03-12T18:40",
        "Torvania Now",
    )
    assert (second.text, second.author) == ("Taken over.", "Far Shore")
    assert first.raw_header.splitlines()[0] == "Post: 7"


def test_exports_without_text_and_damaged_ones(press):
    assert read_file(press.write("a.json", export([post("")]))).error == "holds no post with text"
    assert read_file(press.write("b.json", export([post("x")])[:-2])).error == "is a damaged Telegram export"
    hostile = export([{"type": "message", "text": {"text": 5}, "date": 7}, "x", None])
    assert read_file(press.write("c.json", hostile)).error == "holds no post with text"


def test_what_an_export_says_of_a_post_stands_in_its_head(press, read_one):
    more = {"edited": "2026-03-12T19:00:00", "views": 4100, "reactions": [{"emoji": "👍", "count": 3}, {"count": 1}, 5]}
    draft = read_one(press.write("result.json", export([post("One post", 4, author="A. Writer", **more)])))
    assert draft.author == "A. Writer"
    assert draft.raw_header.splitlines()[3:] == [
        "Author: A. Writer",
        "Edited: 2026-03-12T19:00",
        "Views: 4100",
        "Reactions: 👍 3, other 1",
    ]


def test_in_a_group_who_wrote_a_post_is_its_author(press):
    messages = [post("One post", **{"from": "Ira"}), post("Another", **{"from": None})]
    drafts = read_file(press.write("result.json", export(messages, type="public_supergroup"))).drafts
    assert [draft.author for draft in drafts] == ["Ira", ""]


def test_personal_chats_of_an_account_are_left_out_and_told(press):
    channel, left = json.loads(export([post("One post")])), json.loads(export([post("Another")]))
    personal = json.loads(export([post("Not for the press")], type="personal_chat"))
    account = {
        "about": "Here is the data you requested.",
        "contacts": {"list": [{"first_name": "Ira"}] * 1000},
        "chats": {"list": [personal, channel]},
        "left_chats": {"list": [left]},
    }
    drafts = read_file(press.write("result.json", json.dumps(account))).drafts
    assert [draft.text for draft in drafts] == ["One post", "Another"]
    told = "Left out: 1 personal chat of this account. To import one, export it by itself."
    assert drafts[0].warnings == (STAND_IN, told)


def test_a_personal_chat_exported_by_itself_is_read(press, read_one):
    assert read_one(press.write("a.json", export([post("One post")], type="saved_messages"))).text == "One post"
    chats = {"chats": {"list": [json.loads(export([post("Mine")], type="personal_chat"))]}}
    data = json.dumps({"about": "Data", **chats, "type": "saved_messages"})
    assert read_one(press.write("b.json", data)).text == "Mine"


def test_authors_signatures_and_reactions_in_a_page(press):
    def message(number, inner, joined=""):
        return (
            f'<div class="message default clearfix{joined}" id="message{number}"><div class="body">'
            f'<div class="pull_right date details" title="12.03.2026 18:40:05">18:40</div>{inner}</div></div>'
        )

    page = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>'
        '<div class="page_header"><div class="content"><div class="text bold"> The Group </div></div></div>'
        '<div class="history">'
        + message(1, '<div class="from_name"> Ira </div><div class="text">One.</div>')
        + message(2, '<div class="text">Two.</div>', " joined")
        + message(
            3,
            '<div class="from_name"> The Group </div><div class="text">Three.</div>'
            '<div class="signature details">Desk</div><span class="reactions"><span class="reaction">'
            '<span class="emoji">👍</span><span class="count">3</span></span></span>',
        )
        + "</div></body></html>"
    )
    drafts = read_file(press.write("messages2.html", page)).drafts
    assert [(draft.text, draft.author) for draft in drafts] == [("One.", "Ira"), ("Two.", "Ira"), ("Three.", "Desk")]
    assert "Reactions: 👍3" in drafts[2].raw_header
