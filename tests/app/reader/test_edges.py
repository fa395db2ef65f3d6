"""The edges of a passage go to words, never past one another, and leave the other edge alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.spans import Span
from app.reader.edges import Edge, put, stepped

TEXT = "The bank, “so he said”, has trained its own model.\nThe West has not."


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("edge", "offset", "exact", "expected"),
    [
        (Edge.END, TEXT.index("ained its"), False, "bank, “so he said”, has trained"),
        (Edge.END, TEXT.index("ained its"), True, "bank, “so he said”, has tr"),
        (Edge.END, TEXT.index("trained its"), False, "bank, “so he said”, has"),
        (Edge.END, 0, False, "bank"),
        (Edge.END, 0, True, "b"),
        (Edge.START, 1, False, "The bank, “so"),
        (Edge.START, 1, True, "he bank, “so"),
        (Edge.START, TEXT.index(", “so"), False, ", “so"),
        (Edge.START, len(TEXT), False, "so"),
    ],
)
def test_an_edge_is_put_at_a_word_or_exactly(edge: Edge, offset: int, exact: bool, expected: str) -> None:
    assert put(TEXT, span("bank, “so"), edge, offset, exact=exact).of(TEXT) == expected


def test_white_space_at_the_edge_is_left_out_also_where_it_is_exact() -> None:
    start = TEXT.index(" has trained")
    for exact in (True, False):
        assert put(TEXT, span("has trained"), Edge.END, TEXT.index("its own"), exact=exact) == span("has trained")
        assert put(TEXT, span("has trained"), Edge.START, start, exact=exact) == span("has trained")


def test_the_end_goes_on_by_words_signs_and_paragraphs() -> None:
    found = [span("own")]
    for _ in range(5):
        found.append(stepped(TEXT, found[-1], Edge.END, 1))
    assert [s.of(TEXT) for s in found] == [
        "own",
        "own model",
        "own model.",
        "own model.\nThe",
        "own model.\nThe West",
        "own model.\nThe West has",
    ]


def test_the_start_goes_back_by_words_and_signs_and_stops_at_the_beginning() -> None:
    found = [span("he said")]
    for _ in range(6):
        found.append(stepped(TEXT, found[-1], Edge.START, -1))
    assert [s.of(TEXT) for s in found[1:]] == [
        "so he said",
        "“so he said",
        ", “so he said",
        "bank, “so he said",
        "The bank, “so he said",
        "The bank, “so he said",
    ]


def test_the_last_word_is_kept() -> None:
    assert stepped(TEXT, span("trained"), Edge.START, 1) == span("trained")
    assert stepped(TEXT, span("trained"), Edge.END, -1) == span("trained")


def test_an_edge_inside_of_a_word_stays_there_while_the_other_moves() -> None:
    inside = Span(TEXT.index("ained"), TEXT.index(" own"))
    assert put(TEXT, inside, Edge.END, len(TEXT)).start == inside.start
    assert stepped(TEXT, inside, Edge.END, -1).of(TEXT) == "ained"


def test_chinese_goes_by_characters_and_a_letter_keeps_its_accent() -> None:
    text = "银行训练了模型。"
    assert stepped(text, span("训练", text), Edge.END, 1).of(text) == "训练了"
    assert stepped(text, span("训练", text), Edge.START, -1).of(text) == "行训练"
    text = "Le café de\u0301ja\u0300 ouvert"
    assert stepped(text, span("café", text), Edge.END, 1).of(text) == "café de\u0301ja\u0300"


texts = st.text(alphabet="ab é。银\u0301\n.,“”😀ש_-’", min_size=1, max_size=40).filter(lambda text: not text.isspace())


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(texts)
    filled = [n for n, character in enumerate(text) if not character.isspace()]
    first, last = sorted(draw(st.tuples(st.sampled_from(filled), st.sampled_from(filled))))
    return text, Span(first, last + 1)


@given(passages(), st.sampled_from(Edge), st.integers(-3, 45), st.booleans())
def test_a_put_edge_moves_alone_and_rests_on_words(
    passage: tuple[str, Span], edge: Edge, offset: int, exact: bool
) -> None:
    text, before = passage
    after = put(text, before, edge, offset, exact=exact)
    assert after.end <= len(text)
    assert (after.end == before.end) if edge is Edge.START else (after.start == before.start)
    assert after == before or not (text[after.start].isspace() and edge is Edge.START)
    assert after == before or not (text[after.end - 1].isspace() and edge is Edge.END)


@given(passages(), st.sampled_from(Edge), st.sampled_from([-1, 1]))
def test_steps_move_one_edge_in_their_direction_or_not_at_all(passage: tuple[str, Span], edge: Edge, step: int) -> None:
    text, before = passage
    after = stepped(text, before, edge, step)
    assert after.end <= len(text)
    moved = (after.start - before.start, after.end - before.end)
    assert moved[edge is Edge.START] == 0
    assert moved[edge is Edge.END] * step >= 0


@given(passages(), st.sampled_from(Edge))
def test_steps_outward_reach_the_end_of_the_text(passage: tuple[str, Span], edge: Edge) -> None:
    text, found = passage
    for _ in range(len(text)):
        found = stepped(text, found, edge, -1 if edge is Edge.START else 1)
    outside = text[: found.start] if edge is Edge.START else text[found.end :]
    assert not outside.strip()
