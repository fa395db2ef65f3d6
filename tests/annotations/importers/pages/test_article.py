"""Which part of a page is its article, where names of boxes mislead and the article is in several pieces."""

import json
from pathlib import Path

from annotations.importers.cleaning.boilerplate import Why
from annotations.importers.pages import web_page
from annotations.importers.source import Source
from tests.annotations.importers.conftest import HEADLINE, PARAGRAPHS

P = [f"<p>{text}</p>" for text in PARAGRAPHS]


def read(body):
    page = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{HEADLINE}</title></head><body>{body}</body></html>"
    )
    return web_page.read_page(Source(Path("page.html"), page.encode()))


def test_a_box_that_holds_the_article_is_none():
    for names in ("post tag-politics has-sidebar", "paywall", "newsletter-article", "related", "share"):
        draft = read(f"<h1>{HEADLINE}</h1><div class='{names}'>{''.join(P)}</div>")
        assert draft.text.split("\n") == [HEADLINE, *PARAGRAPHS], names


def test_a_form_around_the_whole_page_is_no_box():
    assert read(f"<form><h1>{HEADLINE}</h1><div>{''.join(P)}</div></form>").text.split("\n") == [HEADLINE, *PARAGRAPHS]


def test_a_row_of_many_cells_stands_between_the_paragraphs_as_one_line():
    cells = [f"cell {number}" for number in range(2_000)]
    row = f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"
    lines = read(f"<h1>{HEADLINE}</h1><article>{P[0]}{P[1]}{row}{P[2]}</article>").text.split("\n")
    assert lines[:3] + lines[4:] == [HEADLINE, *PARAGRAPHS]
    assert all(cell in lines[3] for cell in cells)


def test_an_article_parted_by_an_advertisement_is_whole():
    body = (
        f"<h1>{HEADLINE}</h1><div class='part'>{P[0]}{P[1]}</div><div class='ad'><p>Buy this</p></div><div>{P[2]}</div>"
    )
    draft = read(f"<main>{body}</main>")
    assert draft.text.split("\n") == [HEADLINE, *PARAGRAPHS]
    assert [(cut.line, cut.why) for cut in draft.cuts] == [("Buy this", Why.ADVERT)]


def test_entries_of_a_live_blog_are_all_read():
    entries = "".join(f"<article class='entry'><h3>Entry {n}</h3>{p}</article>" for n, p in enumerate(P * 3))
    lines = read(f"<h1>{HEADLINE}</h1><div>{entries}</div>").text.split("\n")
    assert lines[0] == HEADLINE
    assert lines[1::2] == [f"Entry {n}" for n in range(9)]


def test_a_digest_of_links_keeps_them():
    items = "".join(f"<li><a href='/{n}'>Number {n} of the news of this day</a></li>" for n in range(20))
    lines = read(f"<h1>{HEADLINE}</h1><div>{P[0]}<ul>{items}</ul>{P[1]}</div>").text.split("\n")
    assert len(lines) == 23


def test_lists_of_links_within_an_article_are_left_out_and_shown():
    links = "<ul><li><a href='/1'>Who owns the silos?</a></li><li><a href='/2'>A harbour without a master</a></li></ul>"
    draft = read(f"<h1>{HEADLINE}</h1><div>{P[0]}{links}{P[1]}{P[2]}</div>")
    assert draft.text.split("\n") == [HEADLINE, *PARAGRAPHS]
    assert [cut.line for cut in draft.cuts] == ["• Who owns the silos?", "• A harbour without a master"]


def test_sentences_behind_the_article_can_be_brought_back():
    rest = "A sentence that stands far below the article, in a box of its own, and may be its end after all."
    bottom = f"<div><div class='recommended'><a href='/x'>Another article</a> <p>{rest}</p></div></div>"
    draft = read(f"<article><h1>{HEADLINE}</h1>{''.join(P)}</article>{bottom}")
    assert draft.text.split("\n") == [HEADLINE, *PARAGRAPHS]
    assert rest in [cut.line for cut in draft.cuts]


def test_a_body_in_the_data_that_is_only_the_beginning_does_not_bound_the_article():
    data = json.dumps({"@type": "NewsArticle", "headline": HEADLINE, "articleBody": PARAGRAPHS[0]})
    script = f"<script type='application/ld+json'>{data}</script>"
    assert read(f"{script}<h1>{HEADLINE}</h1><div>{''.join(P)}</div>").text.split("\n") == [HEADLINE, *PARAGRAPHS]


def test_an_article_of_one_paragraph_keeps_its_list():
    body = f"<div>{P[0]}<ul><li>a register</li><li>a fund</li></ul><p>That is all.</p></div>"
    assert read(f"<h1>{HEADLINE}</h1>{body}").text.split("\n") == [
        HEADLINE, PARAGRAPHS[0], "• a register", "• a fund", "That is all.",
    ]  # fmt: skip


def test_a_cookie_wall_above_the_headline_is_shown_among_what_was_left_out():
    note = "We and our partners use cookies to store information on your device and to measure what you read here."
    wall = f"<div class='consent'><p>{note}</p><button>Accept all</button></div>"
    draft = read(f"{wall}<h1>{HEADLINE}</h1><p class='kicker'>Politics</p>{''.join(P)}")
    assert draft.text.split("\n") == [HEADLINE, "Politics", *PARAGRAPHS]
    assert [(cut.line, cut.why) for cut in draft.cuts] == [(note, Why.COOKIES)]


def test_a_page_that_trips_the_extractor_is_read_without_it(monkeypatch):
    def trip(*_given, **_more):
        raise ValueError("no")

    monkeypatch.setattr("trafilatura.bare_extraction", trip)
    menu = "<nav><a href='/'>Home</a></nav>"
    assert read(f"{menu}<article><h1>{HEADLINE}</h1>{''.join(P)}</article>").text.split("\n") == [HEADLINE, *PARAGRAPHS]
