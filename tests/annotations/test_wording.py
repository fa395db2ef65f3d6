"""Lines for the terminal, and names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.wording import initials_of, number_of, printable


def test_numbers_agree_with_their_nouns() -> None:
    assert [number_of(n, "article") for n in (0, 1, 2)] == ["0 articles", "1 article", "2 articles"]
    assert number_of(12_000, "claim") == "12,000 claims"


@given(st.text())
def test_any_text_becomes_one_line_that_a_terminal_only_shows(text: str) -> None:
    line = printable(text)
    assert line.isprintable()
    assert printable(line) == line
    line.encode("utf-8")


def test_what_can_be_shown_stays() -> None:
    assert printable("Вести, 12 März: “ok” 😀") == "Вести, 12 März: “ok” 😀"


@given(st.text())
def test_initials_are_a_few_letters(name: str) -> None:
    assert len(initials_of(name)) <= 4
    assert all(letter.isalpha() or unicodedata.combining(letter) for letter in initials_of(name))


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Mara Voss", "MV"), ("Mara <b>Voss", "MB"), ("o'brien", "O"), ("a b c d e", "ABCD"), ("12 (3)", "")],
)
def test_initials_are_the_first_letters_of_the_words(name: str, initials: str) -> None:
    assert initials_of(name) == initials
