"""How column and margin share the width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reader.page import AIR, Page, share


@given(st.integers(1, 3_000), st.integers(1, 1_200), st.sampled_from([0, 244]))
def test_column_and_margin_stay_within_the_width(width: int, wished: int, margin: int) -> None:
    page = share(width, wished, margin)
    assert 1 <= page.column <= wished
    assert page.margin in (0, margin)
    assert page.left + page.column + page.margin <= max(width, page.left + 1)
    assert page.left >= AIR or width <= page.column + AIR


@pytest.mark.parametrize(
    ("width", "page"),
    [
        (1_400, Page(278, 600, 244)),
        (860, Page(AIR, 600, 244)),
        (700, Page(AIR, 440, 244)),
        (600, Page(AIR, 568, 0)),
        (300, Page(AIR, 268, 0)),
    ],
)
def test_what_gives_way_when_the_reader_gets_narrow(width: int, page: Page) -> None:
    assert share(width, 600, 244) == page
