"""Quirks of the older LexisNexis downloads beyond what the composed downloads have."""

from dataclasses import replace

import pytest
from press_downloads import Piece, lexis_page, lexis_text

from annotations.importers.registry import read_file

LANGUAGES = ["en", "fr", "de", "es"]

OLDEST = """
                               1 of 2 DOCUMENTS


             Copyright 1996 The Example Courier Company
                        The Example Courier

             March 12, 1996, Tuesday, Late Edition - Final

SECTION: Section A; Page 1; Column 4; National Desk

LENGTH: 120 words

HEADLINE: State bank unveils a machine

BYLINE: By ANNA WRITER

DATELINE: KOLVAR, March 11

BODY:
   The state bank on Tuesday presented a machine that was built here, and said
that the ministries would use it.

   Critics answer that nobody asked the ministries at all.

GRAPHIC: Photo: The machine

LANGUAGE: ENGLISH

LOAD-DATE: March 12, 1996

                          FOCUS - 2 of 2 DOCUMENTS

             Copyright 1996 The Example Courier Company
                        The Example Courier

                  March 13, 1996, Wednesday

SECTION: Business

HEADLINE: Another day at the bank

BODY:
   The bank was open on Wednesday as well, as it is on all days but Sunday.
"""


@pytest.fixture
def read(tmp_path):
    def found(content, name="a.txt"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return read_file(path)

    return found


def test_the_oldest_order_with_rights_first_and_labels_for_headline_and_body(read):
    first, second = read(OLDEST).drafts
    assert (first.headline, first.outlet, first.author) == (
        "State bank unveils a machine", "The Example Courier", "ANNA WRITER"
    )  # fmt: skip
    assert (first.published, first.section, first.language) == ("1996-03-12", "Section A", "en")
    assert first.text.split("\n") == [
        "State bank unveils a machine",
        "The state bank on Tuesday presented a machine that was built here, and said that the ministries would use it.",
        "Critics answer that nobody asked the ministries at all.",
    ]
    assert (second.headline, second.published, second.outlet) == (
        "Another day at the bank", "1996-03-13", "The Example Courier"
    )  # fmt: skip
    assert second.text.count("\n") == 1
    assert "Copyright 1996" in first.raw_header


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("headline", ["Copyright 2026: what changes for whom", "Copyright by night"])
@pytest.mark.parametrize(("write", "name"), [(lexis_text, "a.txt"), (lexis_page, "a.html")])
def test_a_headline_about_copyright_is_a_headline(read, language, headline, write, name):
    made = [replace(Piece(), language=language, headline=headline), replace(Piece(), language=language)]
    drafts = read(write(made), name).drafts
    assert [(draft.headline, draft.outlet, draft.text) for draft in drafts] == [
        (piece.headline, piece.outlet, piece.text) for piece in made
    ]


def test_a_page_of_the_search_before_the_first_article_is_none(read):
    title = "Print Request: Selected Document(s): 1, 2\nTime of Request: March 13, 2026\nTerms: bank AND model\n\n"
    made = [Piece(), replace(Piece(), headline="Another")]
    assert [draft.text for draft in read(title + lexis_text(made)).drafts] == [piece.text for piece in made]


def test_without_a_date_it_stays_empty_and_is_told(read):
    text = "\n".join(line for line in lexis_text([Piece()]).split("\n") if Piece().date not in line or ":" in line)
    (draft,) = read(text).drafts
    assert (draft.published, draft.outlet, draft.text) == ("", Piece().outlet, Piece().text)
    assert "No date was found." in draft.warnings


@pytest.mark.parametrize("labels", [True, False])
@pytest.mark.parametrize("rights", [True, False])
def test_without_labels_or_rights(read, labels, rights):
    made = [Piece(), replace(Piece(), headline="Another")]
    drafts = read(lexis_text(made, labels=labels, rights=rights)).drafts
    assert [draft.text for draft in drafts] == [piece.text for piece in made]


@pytest.mark.parametrize("author", ["Anna Writer and Ben Other", "Anna Writer; Ben Other", "ANNA WRITER"])
@pytest.mark.parametrize(("write", "name"), [(lexis_text, "a.txt"), (lexis_page, "a.html")])
def test_several_authors(read, author, write, name):
    assert read(write([replace(Piece(), author=author)]), name).drafts[0].author == author


@pytest.mark.parametrize(("write", "name"), [(lexis_text, "a.txt"), (lexis_page, "a.html")])
def test_the_same_article_twice_is_found_twice(read, write, name):
    assert [draft.text for draft in read(write([Piece(), Piece()]), name).drafts] == [Piece().text] * 2


def test_counters_and_labels_in_dutch(read):
    text = lexis_text([Piece()]).replace("1 of 1 DOCUMENTS", "1 van 1 DOCUMENTEN")
    for name, translated in {"SECTION": "SECTIE", "LENGTH": "LENGTE", "BYLINE": "AUTEUR", "LANGUAGE": "TAAL"}.items():
        text = text.replace(name, translated)
    (draft,) = read(text).drafts
    assert (draft.section, draft.author, draft.text) == ("Politics", "Anna Writer", Piece().text)
