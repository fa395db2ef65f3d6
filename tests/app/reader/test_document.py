"""Offsets of the article against positions of Qt's document, over any text."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from annotations.spans import Span
from annotations.text import canonicalise
from app.reader import document
from app.reader.document import LONGEST, Kind, ReaderText
from app.reader.text_style import TextStyle
from app.reader.typesetting import Measures, typeset

ALPHABET = st.one_of(
    st.characters(),
    st.sampled_from("a b.\n\t\u00a0é\u0301\u0308я中。😀𝒜👩‍🚀אבגالعربية\u200f\u202b\r\u2028\ufffc\u00ad"),
)
TEXTS = st.text(ALPHABET, max_size=120).map(canonicalise)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, longest: int) -> ReaderText:
    """The text as it is shown where already this many code points make a paragraph too long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "LONGEST", longest)
        return ReaderText(text)


@given(TEXTS)
@example("")
@example("\n\n")
@example("😀😀😀😀 here")
def test_positions_are_utf16_units_where_nothing_is_cut(text: str) -> None:
    shown = ReaderText(text)
    assert shown.shown == text
    for offset in range(len(text) + 1):
        assert shown.position(offset) == units(text[:offset])
        assert shown.offset(shown.position(offset)) == offset


@given(TEXTS, st.integers(4, 30))
@example("😀" * 40, 4)
@example("a. b. c. d. e. f. 😀. g.", 6)
def test_every_offset_comes_back_from_a_display_that_is_cut(text: str, longest: int) -> None:
    shown = shortened(text, longest)
    for offset in range(len(text) + 1):
        assert shown.offset(shown.position(offset)) == offset
        assert shown.offset(shown.position(offset, ends=True)) == offset
    positions = [shown.position(offset) for offset in range(len(text) + 1)]
    assert all(earlier < later for earlier, later in pairwise(positions))


@given(TEXTS, st.integers(4, 30))
def test_qts_document_has_the_characters_and_paragraphs_that_are_expected(qapp, text: str, longest: int) -> None:
    shown = shortened(text, longest)
    made = typeset(shown, Measures(TextStyle()), QColor("black"))
    assert made.characterCount() == units(shown.shown) + 1
    assert made.blockCount() == len(shown.paragraphs)
    for number, paragraph in enumerate(shown.paragraphs):
        block = made.findBlockByNumber(number)
        assert (block.position(), block.position() + block.length() - 1) == (paragraph.start, paragraph.end)
        assert shown.paragraph_at(paragraph.start) == shown.paragraph_at(paragraph.end) == number
    for offset, character in enumerate(text):
        expected = (
            "\u2029" if character == "\n" else character.encode("utf-16-le")[:2].decode("utf-16-le", "surrogatepass")
        )
        assert made.characterAt(shown.position(offset)) == expected


@given(TEXTS, st.integers(4, 30))
def test_the_display_adds_breaks_and_nothing_else(text: str, longest: int) -> None:
    shown = shortened(text, longest)
    pieces = [p for p in shown.paragraphs if p.goes_on]
    assert units(shown.shown) == units(text) + len(pieces)
    without = "".join(
        shown.text[shown.offset(p.start) : shown.offset(p.end)] + ("" if p.goes_on else "\n") for p in shown.paragraphs
    )
    assert without == text + "\n"


@given(TEXTS, st.integers(4, 30), st.data())
def test_a_passage_stays_within_its_own_words(text: str, longest: int, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown = shortened(text, longest)
    first, last = shown.positions(Span(start, end))
    assert last > first
    assert (shown.offset(first), shown.offset(last)) == (start, end)


def test_a_passage_beyond_the_text_is_cut_off() -> None:
    assert ReaderText("abc").positions(Span(1, 99)) == (1, 3)
    assert ReaderText("").positions(Span(1, 99)) == (0, 0)


def test_a_long_paragraph_is_cut_behind_sentences() -> None:
    text = "Head\n" + "He said so. " * 2_000
    shown = ReaderText(text)
    pieces = shown.paragraphs[1:]
    assert len(pieces) > 3
    assert all(p.end - p.start <= LONGEST for p in pieces)
    assert all(shown.shown[p.start : p.end].startswith("He said so.") for p in pieces)
    assert [p.goes_on for p in pieces] == [True] * (len(pieces) - 1) + [False]


def test_chinese_is_cut_behind_its_full_stops_and_a_text_without_any_somewhere() -> None:
    chinese = ReaderText("银行训练了自己的模型。" * 1_000)
    assert len(chinese.paragraphs) > 1
    assert all(chinese.shown[p.start : p.end].endswith("。") for p in chinese.paragraphs)
    assert [p.end - p.start for p in ReaderText("x" * 13_000).paragraphs] == [LONGEST, LONGEST, 1_000]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", [Kind.BLANK]),
        ("Only a headline", [Kind.BODY]),
        ("Head\nBody", [Kind.HEADLINE, Kind.BODY]),
        ("Head\nStand\nBody", [Kind.HEADLINE, Kind.STANDFIRST, Kind.BODY]),
        ("\nHead\n \nStand\nBody\n", [Kind.BLANK, Kind.HEADLINE, Kind.BLANK, Kind.STANDFIRST, Kind.BODY, Kind.BLANK]),
        ("x" * 300 + "\nBody\nBody", [Kind.BODY] * 3),
        ("Head\n" + "x" * 300 + "\nBody", [Kind.HEADLINE, Kind.BODY, Kind.BODY]),
    ],
)
def test_headline_and_standfirst_are_known_by_their_place_and_length(text: str, kinds: list[Kind]) -> None:
    assert [paragraph.kind for paragraph in ReaderText(text).paragraphs] == kinds
