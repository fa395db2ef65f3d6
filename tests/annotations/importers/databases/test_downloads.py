"""Downloads come apart into the articles they were composed of: each once, whole, with what the source says of it."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from press_downloads import DOWNLOADS, ODD_DOWNLOADS, WITHOUT_LABELS, Piece, write_download

from annotations.importers.registry import read_file

TRICKY = (
    "Language: the new battleground of two ministries that have never agreed on a word.",
    "12 March 2026",
    "Copyright in the archive is a matter for the courts, and the courts are in no hurry at all.",
    "Section 4 of the decree was quoted: nobody had read section 5.",
    "1 of 3 documents was missing when the commission opened the box.",
    "He had 512 words for it.",
    "Copyright 2019 is what the stamp on the box says.",
    "Document 12 of the archive was lost, and nobody looked for it.",
    "Title: nothing. Author: nobody. That is how the anonymous letter began.",
    "Body",
    "End of Document",
    "_" * 60,
)
PLAINLY_TEXT = TRICKY[:-4]
"""Those that no layout takes for its own, wherever they stand."""

names = (
    st.text("abdeghiklmnoprstuvéèüöñ", min_size=2, max_size=9)
    .map(str.capitalize)
    .filter(lambda name: name not in {"Von", "Par", "Por"})  # "by" in languages of the press
)


def words_of(letters: int) -> st.SearchStrategy[str]:
    """Words of at least so many letters: PDFium takes a row of single ones for a word that is set wide."""
    made = st.text("abcdefghiklmnoprstuvwzéèüöñçß", min_size=letters, max_size=12)
    return st.one_of(made, st.sampled_from(["“yes”", "a–b", "don’t"]))


def authors(shorter_than: int) -> st.SearchStrategy[str]:
    """Nobody, or one to three people; where nothing marks them, they are told by being shorter than the headline."""
    people = st.lists(st.tuples(names, names).map(" ".join), max_size=3)
    return people.map(" and ".join).filter(lambda printed: len(printed) < shorter_than)


@st.composite
def pieces(draw, letters: int = 1) -> Piece:
    words = words_of(letters)
    sentences = st.lists(words, min_size=6, max_size=30).map(lambda found: " ".join(found).capitalize() + ".")
    paragraphs = st.lists(st.one_of(sentences, st.sampled_from(PLAINLY_TEXT)), min_size=2, max_size=6, unique=True)
    headline = " ".join(["Oh", draw(names), *draw(st.lists(words, min_size=4, max_size=14))])
    return Piece(
        headline=headline,
        outlet="The " + " ".join(draw(st.lists(names, min_size=1, max_size=3))),
        author=draw(authors(shorter_than=len(headline))),
        year=draw(st.integers(1995, 2029)),
        month=draw(st.integers(1, 12)),
        day=draw(st.integers(1, 28)),
        section=draw(names),
        language=draw(st.sampled_from(("en", "fr", "de", "es"))),
        paragraphs=tuple(
            draw(sentences) + " " + draw(sentences) if n == 0 else p for n, p in enumerate(draw(paragraphs))
        ),
    )


def seen(draft, name):
    author = draft.author if name not in WITHOUT_LABELS else ""
    language = draft.language if has_language(name) else ""
    return draft.headline, draft.text, draft.outlet, author, draft.published[:10], draft.section.casefold(), language


def wanted(piece, name):
    author = piece.author if name not in WITHOUT_LABELS else ""
    section = piece.section.casefold() if name not in WITHOUT_LABELS else ""
    language = piece.language if has_language(name) else ""
    return piece.headline, piece.text, piece.outlet, author, piece.iso, section, language


def has_language(name):
    """Whether a layout says the language, which else is told from the words."""
    return name not in WITHOUT_LABELS and not name.startswith("europresse")


@pytest.mark.parametrize("name", [*DOWNLOADS, *ODD_DOWNLOADS])
@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_every_article_is_found_once_and_whole(tmp_path, name, language):
    made = [
        replace(Piece(), language=language),
        replace(
            Piece(), language=language, headline="Nobody asked the ministries", author="", day=13, outlet="The Herald"
        ),
        replace(Piece(), language=language, headline="A third one, about the same bank", month=12),
    ]
    found = read_file(write_download(tmp_path, name, made))
    assert (found.error, found.fault) == ("", "")
    assert [seen(draft, name) for draft in found.drafts] == [wanted(piece, name) for piece in made]
    assert all(draft.raw_header for draft in found.drafts)
    assert [draft.warnings for draft in found.drafts] == [()] * 3


@pytest.mark.parametrize("name", [name for name in (*DOWNLOADS, *ODD_DOWNLOADS) if not name.endswith(".pdf")])
@settings(max_examples=15)
@given(made=st.lists(pieces(), min_size=1, max_size=4))
def test_any_articles_come_back(name, made):
    with tempfile.TemporaryDirectory() as folder:
        found = read_file(write_download(Path(folder), name, made))
    assert (found.error, found.fault) == ("", "")
    assert [seen(draft, name) for draft in found.drafts] == [wanted(piece, name) for piece in made]


@pytest.mark.parametrize("name", [name for name in DOWNLOADS if name.endswith(".pdf")])
@settings(max_examples=8, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(made=st.lists(pieces(letters=3), min_size=1, max_size=3))
def test_any_articles_come_back_from_pages(name, made):
    """But for where a paragraph ends at the end of a page, which nothing shows. To shrink examples would take long."""
    with tempfile.TemporaryDirectory() as folder:
        found = read_file(write_download(Path(folder), name, made))
    assert (found.error, found.fault) == ("", "")
    on_one_line = [replace(draft, text=" ".join(draft.text.split("\n"))) for draft in found.drafts]
    expected = [wanted(piece, name) for piece in made]
    assert [seen(draft, name) for draft in on_one_line] == [
        (headline, " ".join(text.split("\n")), *rest) for headline, text, *rest in expected
    ]


@pytest.mark.parametrize("name", [name for name in (*DOWNLOADS, *ODD_DOWNLOADS) if "bare" not in name])
def test_paragraphs_that_look_like_labels_stay_in_the_text(tmp_path, name):
    first, last = Piece().paragraphs
    for tricky in TRICKY[: -1 if name.endswith(".pdf") else None]:  # on a page, a rule is broken like words are
        made = [replace(Piece(), paragraphs=(first, tricky, last)), Piece()]
        found = read_file(write_download(tmp_path, name, made))
        assert [draft.text for draft in found.drafts] == [piece.text for piece in made], tricky
