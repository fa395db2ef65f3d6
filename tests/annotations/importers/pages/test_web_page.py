"""Saved web pages: what they say about themselves, what is article and what is not, and hostile ones."""

import socket
import time

import pytest

from annotations.importers.registry import read_file

DEEP = 10_000


def test_json_ld_article(press, read_one):
    draft = read_one(
        press.page(
            headline=press.headline,
            author=[{"@type": "Person", "name": "A. Writer"}, {"@type": "Person", "name": "B. Other"}],
            publisher={"@type": "Organization", "name": "The Example Courier"},
            datePublished="2026-03-12T09:30:00+03:00",
            inLanguage="en-GB",
            mainEntityOfPage={"@id": "https://courier.example/model"},
        )
    )
    lines = draft.text.split("\n")
    assert lines == [press.headline, press.standfirst, *press.paragraphs]
    assert (draft.outlet, draft.author) == ("The Example Courier", "A. Writer, B. Other")
    assert (draft.published, draft.language) == ("2026-03-12T09:30", "en")
    assert draft.url == "https://courier.example/model"
    assert "NewsArticle" in draft.raw_header
    assert draft.warnings == ()


def test_json_ld_graph_with_references(press, read_one):
    script = """<script type="application/ld+json">{"@graph": [
      {"@type": "WebSite", "@id": "#site", "name": "The Site"},
      {"@type": "NewsMediaOrganization", "@id": "#org", "name": "The Example Herald"},
      {"@type": ["OpinionNewsArticle", "Thing"], "headline": "Opinion &amp; facts", "publisher": {"@id": "#org"},
       "author": {"@id": "#nobody"}, "datePublished": "2026-03-12"}]}</script>"""
    draft = read_one(press.page(head=script))
    assert (draft.outlet, draft.published, draft.type) == ("The Example Herald", "2026-03-12", "opinion")
    assert draft.text.startswith("Opinion & facts\n")


def test_open_graph_and_article_meta(press, read_one):
    draft = read_one(
        press.page(
            head="<meta property='og:site_name' content='Courier'><meta property='og:url' content='https://c.example/1'>"
            "<meta property='article:published_time' content='2026-03-12T00:00:00Z'>"
            "<meta name='author' content='By A. Writer'>"
            "<meta property='og:title' content='State bank unveils its own language … - Courier'>"
        )
    )
    assert (draft.outlet, draft.url, draft.published, draft.author) == (
        "Courier",
        "https://c.example/1",
        "2026-03-12",
        "A. Writer",
    )


def test_a_headline_cut_for_machines_is_taken_whole_from_the_page(press, read_one):
    draft = read_one(press.page(headline=press.headline[:40] + "…"))
    assert draft.headline == press.headline
    assert draft.text.count(press.headline) == 1


def test_printed_byline_and_time_element(press, read_one):
    body = (
        f"<h1>{press.headline}</h1><div class='byline'>By A. Writer</div><time datetime='2026-03-12'>Thursday</time>"
        + "".join(f"<p>{text}</p>" for text in press.paragraphs)
    )
    draft = read_one(press.page(body=body))
    assert (draft.author, draft.published) == ("A. Writer", "2026-03-12")


def test_two_times_are_no_date(press, read_one):
    times = "<time datetime='2026-03-12'>a</time><time datetime='2026-03-13'>b</time>"
    draft = read_one(press.page(body=f"<h1>{press.headline}</h1>{times}<p>{press.paragraphs[0]}</p>"))
    assert draft.published == ""
    assert "No date was found." in draft.warnings


def test_menus_scripts_and_footers_are_no_text(press, read_one):
    text = read_one(press.page()).text
    for word in ("Politics", "never text", "color:red", "Imprint"):
        assert word not in text


def test_headings_lists_and_breaks_are_paragraphs(press, read_one):
    body = (
        f"<h1>{press.headline}</h1><p>{press.paragraphs[0]}</p><h2>Sanctions</h2><ul><li>First reason of many</li>"
        f"<li>Second reason of many</li></ul><p>{press.paragraphs[1]}<br><br>{press.paragraphs[2]}</p>"
    )
    lines = read_one(press.page(body=body)).text.split("\n")
    assert lines[2:5] == ["Sanctions", "• First reason of many", "• Second reason of many"]
    assert lines[5:] == list(press.paragraphs[1:])


def test_article_body_of_json_ld_stands_in_for_an_empty_page(press, read_one):
    body = "\n\n".join(press.paragraphs)
    draft = read_one(press.page(body="<div id='app'></div>", headline=press.headline, articleBody=body))
    assert draft.text.split("\n") == [press.headline, *press.paragraphs]


def test_saved_from_comments(press, read_one):
    page = press.page().read_text(encoding="utf-8")
    chrome = press.write(
        "c.html", page.replace("<html>", "<!-- saved from url=(0027)https://courier.example/a/b --><html>")
    )
    assert read_one(chrome).url == "https://courier.example/a/b"
    saved = "\n url: https://courier.example/c \n saved date: Sat Mar 14 2026 10:00:00 GMT+0300 (MSK)\n"
    single = f"<!--\n Page saved with SingleFile {saved}-->"
    draft = read_one(press.write("s.html", page.replace("<html>", f"<html>{single}")))
    assert (draft.url, draft.accessed, draft.outlet) == (
        "https://courier.example/c",
        "2026-03-14T10:00",
        "courier.example",
    )
    assert "The outlet was taken from the web address." in draft.warnings


@pytest.mark.parametrize(
    "script",
    ["{broken", "[" * 100_000, '{"@type":"NewsArticle","headline":{"a":1},"author":[[[["x"]]]]}', "null", '"text"'],
)
def test_broken_json_ld_is_passed_over(press, read_one, script):
    draft = read_one(press.page(head=f"<script type='application/ld+json'>{script}</script>"))
    assert draft.headline == press.headline


@pytest.mark.parametrize("tag", ["div", "span", "b", "table", "ul", "blockquote", "font"])
def test_deep_nesting_loses_no_text_and_little_time(press, read_one, tag):
    body = f"<{tag}>" * DEEP + "".join(f"<p>{text}</p>" for text in press.paragraphs) + f"</{tag}>" * DEEP
    started = time.monotonic()
    draft = read_one(press.page(body=f"<h1>{press.headline}</h1>{body}"))
    assert time.monotonic() - started < 10
    assert all(text in draft.text for text in press.paragraphs)


def test_entity_bombs_stay_small(press):
    bomb = (
        "<!DOCTYPE html [" + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9)) + '<!ENTITY a0 "ha">]>'
    )
    found = read_file(
        press.write(
            "bomb.html", f"{bomb}<html><body><h1>Bomb</h1><p>&a9;</p><p>{press.paragraphs[0]}</p></body></html>"
        )
    )
    assert all(len(draft.text) < 5_000 for draft in found.drafts)


def test_external_entities_and_frames_are_never_fetched(press, monkeypatch, tmp_path):
    secret = press.write("secret.txt", "the secret words")

    def refuse(*_args: object) -> None:
        raise AssertionError("something reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><head><base href="http://127.0.0.1:9/">'
        f'<link rel="stylesheet" href="http://127.0.0.1:9/a.css"></head><body><h1>Head</h1>'
        f"<p>&x; {press.paragraphs[0]}</p>"
        f'<iframe src="{secret.as_uri()}"></iframe><object data="secret.txt"></object></body></html>'
    )
    found = read_file(press.write("x.html", page))
    assert found.drafts
    assert "secret words" not in found.drafts[0].text


@pytest.mark.parametrize(
    "markup",
    [
        "<html>",
        "<html><body></body></html>",
        "<html><head><title></title></head><body><script>x()</script></body></html>",
        "<!doctype html><!--",
    ],
)
def test_pages_without_text(press, markup):
    found = read_file(press.write("a.html", markup))
    assert found.drafts == ()
    assert found.error
    assert found.remedy


def test_a_page_in_utf_16(press, read_one):
    text = press.page().read_text(encoding="utf-8").replace("<meta charset='utf-8'>", "")
    assert read_one(press.write("u.html", text, "utf-16")).headline == press.headline
