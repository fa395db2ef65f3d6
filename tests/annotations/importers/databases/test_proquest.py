"""Quirks of ProQuest downloads beyond what the composed downloads have."""

from dataclasses import replace

import pytest
from press_downloads import PROQUEST, Piece, proquest_page, proquest_text

from annotations.importers.registry import read_file

RULE = "_" * 60


@pytest.fixture
def read(tmp_path):
    def found(content, name="a.txt"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return read_file(path)

    return found


@pytest.mark.parametrize("line", [RULE, "Document", "Full stop: a column on punctuation.", "ProQuest is a database."])
def test_a_line_of_the_text_that_looks_like_a_part_of_the_download_stays(read, line):
    first, last = Piece().paragraphs
    made = [replace(Piece(), paragraphs=(first, line, last)), Piece()]
    assert [draft.text for draft in read(proquest_text(made)).drafts] == [piece.text for piece in made]


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
@pytest.mark.parametrize(("write", "name"), [(proquest_text, "a.txt"), (proquest_page, "a.html")])
def test_a_download_without_full_text_is_refused_as_metadata_only(read, language, write, name):
    piece = replace(Piece(), language=language)
    label = PROQUEST[language][6]
    content = write([piece, replace(piece, headline="Another")])
    for paragraph in piece.paragraphs:
        content = content.replace(paragraph, "")
    found = read(content.replace(f"{label}:", "Abstract:"), name)
    assert (found.drafts, found.error) == ((), "holds no document with its full text")
    assert "Full text" in found.remedy


def test_without_rules_and_counters_the_numbers_part_the_documents(read):
    text = proquest_text([Piece(), replace(Piece(), headline="Another")], parted=False)
    drafts = read(text).drafts
    assert [(draft.headline, draft.url) for draft in drafts] == [
        (Piece().headline, "https://archive.example/1"),
        ("Another", "https://archive.example/2"),
    ]


def test_the_line_of_publication_stands_in_for_outlet_and_date(read):
    text = proquest_text([Piece()])
    lines = [line for line in text.split("\n") if not line.startswith(("Publication title", "Publication date"))]
    place = next(n for n, line in enumerate(lines) if line.startswith("Pages"))
    lines.insert(place, "Publication info: The Example Courier; Kolvar [Kolvar]12 Mar 2026: A.1.")
    (draft,) = read("\n".join(lines)).drafts
    assert (draft.outlet, draft.published, draft.warnings) == ("The Example Courier", "2026-03-12", ())


def test_anonymous_is_nobody_and_several_authors_stay(read):
    drafts = read(
        proquest_text([replace(Piece(), author="Anonymous"), replace(Piece(), author="Writer, Anna; Other, Ben")])
    ).drafts
    assert [draft.author for draft in drafts] == ["", "Writer, Anna; Other, Ben"]


def test_a_document_without_a_date_is_told(read):
    text = proquest_text([Piece()])
    lines = [line for line in text.split("\n") if not line.startswith("Publication date")]
    (draft,) = read("\n".join(lines)).drafts
    assert (draft.published, draft.warnings) == ("", ("No date was found.",))


def test_labels_below_the_text_that_are_not_wanted_are_no_text(read):
    text = proquest_text([Piece()]).replace(
        "Subject: Banking", "Credit: The Courier\nFull text availability: yes\nWord count: 40\nSubject: Banking"
    )
    assert read(text).drafts[0].text == Piece().text
