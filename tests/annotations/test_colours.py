"""Colours that the window and the brief share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import Tag
from annotations.colours import SCALE_SHADES, TAG_SHADES, colour_key, luminance, mixed, on_white, scale_key


def contrast_with_white(colour: str) -> float:
    return 1.05 / (luminance(colour) + 0.05)


@pytest.mark.parametrize("key", [*TAG_SHADES, *SCALE_SHADES])
def test_shipped_colours_are_seen_on_paper(key: str) -> None:
    assert contrast_with_white(on_white(key)) >= 3


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_of_a_codebook_is_made_visible_on_paper(value: int) -> None:
    assert contrast_with_white(on_white(f"#{value:06X}")) >= 3


def test_a_colour_that_is_dark_enough_is_kept() -> None:
    assert on_white("#102030") == "#102030"


def test_unknown_colours_are_slate() -> None:
    assert on_white("no such colour") == on_white("#12") == on_white("slate")


def test_mixing_goes_from_ground_to_colour() -> None:
    assert mixed("#FFFFFF", "#000000", 0.0) == "#FFFFFF"
    assert mixed("#FFFFFF", "#102030", 1.0) == "#102030"
    assert mixed("#FFFFFF", "#000000", 0.5) == "#808080"


def test_the_key_is_the_tags_own_colour_or_its_place_on_the_scale() -> None:
    assert colour_key(Tag("Own", colour="blue", value=1)) == "blue"
    assert colour_key(Tag("Hostile", value=-2)) == "-2"
    assert colour_key(Tag("Plain")) == "slate"
    assert scale_key(7) == "+2"
