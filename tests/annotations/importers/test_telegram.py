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
