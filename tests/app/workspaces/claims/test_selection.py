"""What is selected, found again among other rows."""

from array import array
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.workspaces.claims import selection
from app.workspaces.claims.selection import Found, Place, found, picked, ranges

ids = st.lists(st.integers(1, 60), unique=True, max_size=40).map(lambda some: array("q", some))


@given(ids, ids, st.integers(0, 60))
def test_what_is_still_there_is_selected_again_wherever_it_went(before, after, current):
    place = Place(before, current)
    result = found(after, place)
    assert set(picked(after, result.ranges)) == set(before) & set(after)
    assert (after[result.current] == current) if result.current >= 0 else current not in after


@given(st.sets(st.integers(0, 50)))
def test_ranges_are_as_few_as_can_be(rows):
    pieces = list(ranges(sorted(rows)))
    assert {row for first, last in pieces for row in range(first, last + 1)} == rows
    assert all(other[0] > one[1] + 1 for one, other in pairwise(pieces))


def test_what_is_picked_comes_in_the_order_of_the_rows():
    assert list(picked(array("q", [9, 8, 7, 6]), [(3, 3), (0, 1)])) == [9, 8, 6]


def test_a_selection_in_too_many_pieces_is_dropped(monkeypatch):
    monkeypatch.setattr(selection, "MOST_RANGES", 2)
    listed = array("q", range(10))
    assert found(listed, Place(array("q", [1, 3]), 3)).ranges == ((1, 1), (3, 3))
    assert found(listed, Place(array("q", [1, 3, 5]), 3)) == Found((), 3)


def test_nothing_is_looked_for_where_nothing_was_chosen():
    assert found(array("q", [1]), Place()) == Found()
