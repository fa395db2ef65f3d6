"""Breaking lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.brief.faces import special
from annotations.brief.setting import Run, fitted, flowed, plain
from annotations.brief.typography import BODY, LINK, TEXT, TEXT_BOLD

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=400)


@given(TEXTS, st.floats(20, 400))
def test_no_character_is_lost_and_no_line_too_long(text: str, width: float) -> None:
    setting = plain(text, BODY, width)
    kept = "".join(text[start:end] for start, end in setting.lines)
    assert [c for c in kept if not c.isspace()] == [c for c in text if not c.isspace() and c != "\u200b"] or (
        "\u200b" in text
    )
    ends = 0
    for n, (start, end) in enumerate(setting.lines):
        assert start >= ends
        assert end > start
        assert text[ends:start].strip().strip("\u200b") == ""
        assert setting.width(n) <= width + 0.01 or end - start == 1
        ends = end
    assert text[ends:].strip().strip("\u200b") == ""


@given(st.lists(st.tuples(TEXTS, st.sampled_from([TEXT, TEXT_BOLD, LINK])), max_size=6), st.floats(60, 300))
def test_pieces_are_the_line(parts: list, width: float) -> None:
    setting = flowed([Run(text, style) for text, style in parts], width)
    assert setting.text == "".join(text for text, _ in parts)
    for n, (start, end) in enumerate(setting.lines):
        pieces = setting.pieces(n)
        if setting.levels:
            assert sorted("".join(piece.text for piece in pieces)) == sorted(setting.text[start:end])
        else:
            assert "".join(piece.text for piece in pieces) == setting.text[start:end]
        assert sum(piece.width for piece in pieces) == pytest.approx(setting.width(n))
        assert all(piece.width == pytest.approx(piece.style.measure(piece.text), abs=0.01) for piece in pieces)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two", ["one", "two"]),
        ("one  two ", ["one", "two"]),
        ("semi-final", ["semi-", "final"]),
        ("of 25 %", ["of", "25 %"]),
        ("of 25 %\u3000と", ["of", "25 %\u3000", "と"]),
        ("−2 −1", ["−2 −1"]),
    ],
)
def test_lines_end_at_spaces_and_after_hyphens(text: str, lines: list[str]) -> None:
    setting = plain(text, BODY, 30)
    assert [text[start:end] for start, end in setting.lines] == lines


def test_an_address_breaks_after_a_slash() -> None:
    text = "https://example.org/a-folder/another-folder/page.html"
    setting = plain(text, BODY, 120)
    assert all(text[end - 1] in "/-." for _, end in setting.lines[:-1])


def test_a_mark_stays_with_its_letter() -> None:
    text = "е\u0301" * 60
    setting = plain(text, BODY, 50)
    assert len(setting.lines) > 2
    assert all(text[start] == "е" for start, _ in setting.lines)


def test_a_text_that_does_not_fit_ends_in_an_ellipsis() -> None:
    assert fitted("short", TEXT, 200) == "short"
    cut = fitted("word " * 50, TEXT, 100)
    assert cut.endswith("word…")
    assert TEXT.measure(cut) <= 100


@pytest.mark.parametrize("character", ["a", "я", "ω", "→", "“"])
def test_common_characters_are_simply_in_the_face(character: str) -> None:
    assert special(character, BODY.face) is None


def test_other_characters_are_borrowed_boxed_or_invisible() -> None:
    assert special("●", BODY.face).borrowed
    assert special("国", BODY.face).boxed
    assert special("\u202e", BODY.face).boxed
    assert special("\ufe0f", BODY.face) == special("\u200d", BODY.face)
    assert special("\u200d", BODY.face).width == 0
    assert special("\u0301", BODY.face).mark
