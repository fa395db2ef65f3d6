"""Quirks of Nexis Uni downloads beyond what the composed downloads have."""

import io
from dataclasses import replace

import pytest
from press_downloads import LABELS, Piece, docx, nexis_lines, rtf

from annotations.importers.registry import read_file

LANGUAGES = ["en", "fr", "de", "es"]


@pytest.fixture
def read(tmp_path):
    def found(lines, name="a.docx"):
        path = tmp_path / name
        path.write_bytes(lines if isinstance(lines, bytes) else docx(lines) if name.endswith("docx") else rtf(lines))
        return read_file(path)

    return found


@pytest.mark.parametrize("name", ["a.docx", "a.rtf"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("labels", [True, False])
def test_an_article_whose_text_has_the_words_that_end_articles(read, name, language, labels):
    first, last = Piece().paragraphs
    end = LABELS[language][7]
    made = [replace(Piece(), language=language, paragraphs=(first, end, last)), replace(Piece(), language=language)]
    found = read(nexis_lines(made, labels=labels), name)
    assert [draft.text for draft in found.drafts] == [piece.text for piece in made]
    assert found.drafts[0].warnings == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_more_than_a_hundred_documents(read, language):
    made = [
        replace(Piece(), language=language, headline=f"Article {n} about the bank", day=1 + n % 28) for n in range(120)
    ]
    drafts = read(nexis_lines(made, listed=True)).drafts
    assert [(draft.headline, draft.published, draft.text) for draft in drafts] == [
        (piece.headline, piece.iso, piece.text) for piece in made
    ]
    assert not any(draft.warnings for draft in drafts)


def test_the_styles_of_paragraphs_say_nothing(read):
    import docx as library

    made = [Piece(), replace(Piece(), headline="Nobody asked the ministries")]
    document = library.Document()
    for place, line in enumerate(nexis_lines(made)):
        document.add_paragraph(line, style=["Normal", "Heading 1", "Title", "Heading 2"][place % 4])
    buffer = io.BytesIO()
    document.save(buffer)
    drafts = read(buffer.getvalue()).drafts
    assert [(draft.headline, draft.text) for draft in drafts] == [(piece.headline, piece.text) for piece in made]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("headline", ["Copyright 2026: what changes for whom", "Copyright by night", "© or not ©"])
def test_a_headline_about_copyright_is_a_headline(read, language, headline):
    made = [replace(Piece(), language=language, headline=headline), replace(Piece(), language=language)]
    drafts = read(nexis_lines(made)).drafts
    assert [(draft.headline, draft.outlet, draft.text) for draft in drafts] == [
        (piece.headline, piece.outlet, piece.text) for piece in made
    ]


def test_labels_are_followed_by_blanks_that_do_not_break(read):
    lines = [
        line.replace(": ", ":\u00a0\u00a0", 1) if line.count(": ") == 1 else line for line in nexis_lines([Piece()])
    ]
    (draft,) = read(lines).drafts
    assert (draft.section, draft.author, draft.language) == ("POLITICS", "Anna Writer", "en")


@pytest.mark.parametrize("line", ["Link to Image", "Link zum PDF-Dokument", "View original source"])
def test_links_of_the_delivery_are_no_text(read, line):
    lines = nexis_lines([Piece()])
    lines.insert(lines.index("Classification"), line)
    lines.insert(1, line)
    (draft,) = read(lines).drafts
    assert (draft.headline, draft.text) == (Piece().headline, Piece().text)


def test_an_article_that_could_not_be_delivered_costs_only_itself(read):
    lines = nexis_lines([Piece(), replace(Piece(), headline="Another")])
    faulty = ["We are sorry but there is an error in this document and it is not possible to display it."]
    drafts = read([*faulty, "End of Document", *lines]).drafts
    assert [draft.headline for draft in drafts] == [Piece().headline, "Another"]
    assert drafts[0].warnings == ("Left out: 1 article without any text.",)


def test_a_picture_without_a_text_keeps_its_headline(read):
    picture = nexis_lines([replace(Piece(), headline="A picture of the bank", paragraphs=())])
    drafts = read([*picture, *nexis_lines([Piece()])]).drafts
    assert [draft.text for draft in drafts] == ["A picture of the bank", Piece().text]
    assert "Only one paragraph was found." in drafts[0].warnings


def test_without_a_date_it_stays_empty_and_is_told(read):
    lines = [line for line in nexis_lines([Piece()]) if not line.startswith(Piece().date)]
    (draft,) = read(lines).drafts
    assert (draft.published, draft.outlet, draft.text) == ("", Piece().outlet, Piece().text)
    assert {"headline", "outlet"} <= set(draft.guessed)
    assert "No date was found." in draft.warnings


def test_the_date_may_have_its_edition_beside_it(read):
    lines = [f"{Piece().date} Thursday, Late Edition - Final" if line.startswith(Piece().date) else line
             for line in nexis_lines([Piece()])]  # fmt: skip
    (draft,) = read(lines).drafts
    assert (draft.published, draft.outlet, draft.headline) == (Piece().iso, Piece().outlet, Piece().headline)


@pytest.mark.parametrize("author", ["Anna Writer and Ben Other", "Anna Writer; Ben Other; Cleo Third", "A. WRITER"])
def test_several_authors(read, author):
    assert read(nexis_lines([replace(Piece(), author=author)])).drafts[0].author == author


def test_the_same_article_twice_is_found_twice(read):
    assert [draft.text for draft in read(nexis_lines([Piece(), Piece()])).drafts] == [Piece().text] * 2


def test_labels_in_dutch(read):
    lines = nexis_lines([Piece()])
    dutch = {"Section": "Sectie", "Length": "Lengte", "Byline": "Auteur", "Body": "Hoofdtekst",
             "Load-Date": "Laaddatum", "Classification": "Classificatie", "Language": "Taal",
             "End of Document": "Einde van document"}  # fmt: skip
    for name, translated in dutch.items():
        lines = [line.replace(name, translated, 1) if line.startswith(name) else line for line in lines]
    (draft,) = read(lines).drafts
    assert (draft.section, draft.author, draft.language, draft.text) == ("POLITICS", "Anna Writer", "en", Piece().text)
