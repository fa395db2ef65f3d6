"""Which way text runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.brief.scripts.direction import in_visual_order, is_leftward, levels, mirrored

MIXED = st.text(st.sampled_from("ab1 ,(«مرحשל\u0301\u200f\u202e\u2067\n\ud7c7"), max_size=40)


def seen(text: str) -> list[str]:
    """The stretches from left to right, those that run leftward turned around."""
    found = levels(text)
    if not found:
        return [text]
    return [
        text[one.start : one.end] if one.rightward else mirrored(text[one.start : one.end])
        for one in in_visual_order(found, 0, len(text))
    ]


def test_text_that_runs_one_way_needs_no_levels() -> None:
    assert levels("Plain words, “quoted”, русские, 国家") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("he said שלום twice", "he said םולש twice"),
        ("שלום 12 (abc) לכם", "םכל (abc) 12 םולש"),
        ("שלום, NATO.", ".NATO ,םולש"),
        ("12% של", "לש 12%"),
    ],
)
def test_words_stand_where_a_reader_expects_them(text: str, expected: str) -> None:
    assert "".join(seen(text)) == expected


def test_a_line_of_a_longer_text_keeps_the_direction_of_the_whole() -> None:
    text = "שלום hello world"
    runs = in_visual_order(levels(text), 5, 10)
    assert [(one.start, one.end, one.rightward) for one in runs] == [(5, 10, True)]
    assert is_leftward(text)
    assert not is_leftward("12 hello שלום")


@given(MIXED)
def test_every_character_stands_once(text: str) -> None:
    found = levels(text)
    assert len(found) in {0, len(text)}
    stretches = in_visual_order(found, 0, len(found))
    places = sorted(place for one in stretches for place in range(one.start, one.end))
    assert places == list(range(len(found)))
