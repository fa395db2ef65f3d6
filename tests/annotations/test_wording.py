"""Lines for the terminal."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.wording import number_of, printable


def test_numbers_agree_with_their_nouns() -> None:
    assert [number_of(n, "article") for n in (0, 1, 2)] == ["0 articles", "1 article", "2 articles"]


@given(st.text())
def test_any_text_becomes_one_line_that_a_terminal_only_shows(text: str) -> None:
    line = printable(text)
    assert line.isprintable()
    assert printable(line) == line
    line.encode("utf-8")


def test_what_can_be_shown_stays() -> None:
    assert printable("Вести, 12 März: “ok” 😀") == "Вести, 12 März: “ok” 😀"
