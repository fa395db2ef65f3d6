"""The canonical text and its offsets, against definitions written another way."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text import OffsetMap, canonicalise, count_words, digest, paragraphs

ODD = list("\r\n\t\x0b\x0c\x85\u2028\u2029\x00\x1b\x7f\ud800\udfff\ufeff\ufdd0\uffff\U0001ffff\u00a0\u00ad")
PLAIN = [*"aZ 9.,é", "e\u0301", "é", "ж", "Ω", "א", "ب", "\u202e", "中", "ก", "हि", "😀", "👩\u200d💻", "🇫🇷", "\r\n"]
raw_texts = st.lists(st.sampled_from(ODD + PLAIN) | st.characters(exclude_categories=())).map("".join)
texts = raw_texts.map(canonicalise)


def noncharacter(character: str) -> bool:
    return 0xFDD0 <= ord(character) <= 0xFDEF or ord(character) & 0xFFFE == 0xFFFE


def one_by_one(raw: str) -> str:
    """What `canonicalise` promises, a character at a time."""
    kept = []
    for place, character in enumerate(raw):
        if character == "\r" and raw[place + 1 : place + 2] == "\n":
            continue
        if character in "\n\r\x0b\x0c\x85\u2028\u2029":
            kept.append("\n")
        elif character == "\t":
            kept.append(character)
        elif unicodedata.category(character) not in ("Cc", "Cs") and character != "\ufeff":
            kept.append("" if noncharacter(character) else character)
    return "".join(kept)


@given(raw_texts)
def test_canonical_text_is_what_the_definition_says(raw: str) -> None:
    assert canonicalise(raw) == one_by_one(raw)


@given(raw_texts)
def test_canonical_text_stays_as_it_is_and_can_be_written(raw: str) -> None:
    text = canonicalise(raw)
    assert canonicalise(text) == text
    assert text.encode("utf-8").decode("utf-8") == text


def test_letters_are_not_normalised() -> None:
    assert canonicalise("cafe\u0301 café ﬁ Å") == "cafe\u0301 café ﬁ Å"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("one\r\r\ntwo", "one\n\ntwo"),
        ("\ufeffone\u2028two\u2029three", "one\ntwo\nthree"),
        ("bell\x07 escape\x1b[31m tab\t", "bell escape[31m tab\t"),
        ("half a pair \ud83d left", "half a pair  left"),
    ],
)
def test_line_breaks_become_line_feeds_and_control_characters_go(raw: str, text: str) -> None:
    assert canonicalise(raw) == text


@given(texts)
def test_offsets_in_utf16_are_those_of_the_encoded_text(text: str) -> None:
    offsets = OffsetMap.of(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le")) // 2
        assert offsets.to_utf16(offset) == units
        assert offsets.from_utf16(units) == offset


@given(texts)
def test_offsets_in_utf8_are_those_of_the_encoded_text(text: str) -> None:
    offsets = OffsetMap.of(text)
    for offset in range(len(text) + 1):
        count = len(text[:offset].encode())
        assert offsets.to_utf8(offset) == count
        assert offsets.from_utf8(count) == offset


@given(texts)
def test_an_offset_inside_a_character_is_moved_to_its_start(text: str) -> None:
    offsets = OffsetMap.of(text)
    starts_utf16 = [offsets.to_utf16(offset) for offset in range(len(text) + 1)]
    starts_utf8 = [offsets.to_utf8(offset) for offset in range(len(text) + 1)]
    for units in range(starts_utf16[-1] + 1):
        assert starts_utf16[offsets.from_utf16(units)] == max(start for start in starts_utf16 if start <= units)
    for count in range(starts_utf8[-1] + 1):
        assert starts_utf8[offsets.from_utf8(count)] == max(start for start in starts_utf8 if start <= count)


def test_four_emoji_before_a_passage_move_it_by_four_units() -> None:
    text = "😀😀😀😀 The minister spoke."
    assert OffsetMap.of(text).to_utf16(text.index("minister")) == text.index("minister") + 4


@given(texts)
def test_paragraphs_are_the_lines(text: str) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == text.split("\n")
    assert "\n".join(text[start:end] for start, end in paragraphs(text)) == text


def test_words_are_counted_with_their_hyphens_and_apostrophes() -> None:
    assert count_words("The well-known minister didn’t say “no”. – 40 миллиардов!") == 8
    assert count_words(" – … \n") == 0


def test_the_digest_is_that_of_the_utf8_form() -> None:
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest("é") != digest("e\u0301")
