"""How column and margin share the width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reader.page import AIR, Page, share

MARGINS = (166, 244)


@given(st.integers(1, 3_000), st.integers(1, 1_200), st.integers(0, 600), st.sampled_from([(0, 0), MARGINS]))
def test_column_and_margin_stay_within_the_width(width: int, wished: int, least: int, margins: tuple[int, int]) -> None:
    page = share(width, wished, least, margins)
    assert 1 <= page.column <= wished
    assert page.margin == 0 or margins[0] <= page.margin <= margins[1]
    assert page.margin == 0 or page.column >= min(least, wished)
    assert page.left + page.column + page.margin <= max(width, page.left + 1)
    assert page.left >= AIR or width <= page.column + AIR


@given(st.integers(1, 3_000), st.integers(1, 1_200))
def test_more_room_makes_nothing_narrower_once_there_is_a_margin(width: int, wished: int) -> None:
    before, after = share(width, wished, 401, MARGINS), share(width + 1, wished, 401, MARGINS)
    assert after.margin >= before.margin
    assert after.column >= before.column or not before.margin


@pytest.mark.parametrize(
    ("width", "page"),
    [
        (1_400, Page(278, 600, 244)),
        (860, Page(AIR, 600, 244)),
        (720, Page(AIR, 500, 204)),
        (582, Page(AIR, 400, 166)),
        (581, Page(AIR, 549, 0)),
        (300, Page(AIR, 268, 0)),
    ],
)
def test_what_gives_way_when_the_reader_gets_narrow(width: int, page: Page) -> None:
    assert share(width, 600, 400, MARGINS) == page


def test_without_a_margin_wanted_the_text_has_the_width_to_itself() -> None:
    assert share(1_000, 600, 400) == Page(200, 600, 0)
