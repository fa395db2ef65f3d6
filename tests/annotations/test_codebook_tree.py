"""The order and nesting of tags, as values."""

import pytest

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.codebook_tree import (
    MOST_LEVELS,
    Place,
    below,
    doubles,
    indented,
    outdented,
    placements,
    roots,
    shifted,
    tree,
    why_kept,
)
from annotations.errors import CodebookError

ACTORS = Dimension("Actors", Kind.ACTORS, key="actors", id=1)
THEMES = Dimension("Themes", Kind.MANY, key="themes", id=2)


def book(*tags: Tag) -> Codebook:
    return Codebook((ACTORS, THEMES), (*tags, Tag("None of these", key="none", id=99, dimension_id=1)))


def tag(number: int, parent: int | None = None, name: str = "", dimension: int = 1, **values: object) -> Tag:
    return Tag(name or f"t{number}", id=number, position=number, parent_id=parent, dimension_id=dimension, **values)


# 1 (2 (3)) 4 5
SMALL = book(tag(1), tag(2, 1), tag(3, 2), tag(4), tag(5))


def order(codebook: Codebook, ids: list[int], place: Place) -> list[tuple[int, int | None]]:
    return [tuple(one) for one in placements(codebook, ids, place)]


def test_each_tag_is_followed_by_those_beneath_it_and_none_of_these_is_last() -> None:
    assert [(one.tag.id, one.level) for one in tree(SMALL, 1)] == [(1, 0), (2, 1), (3, 2), (4, 0), (5, 0), (99, 0)]
    assert below(SMALL, 1) == {2, 3}


def test_parents_that_come_round_or_are_of_another_dimension_count_for_nothing() -> None:
    odd = book(tag(1, 2), tag(2, 1), tag(3, 1), tag(4, 7), tag(5, 99), tag(7, dimension=2))
    assert [(one.tag.id, one.level) for one in tree(odd, 1)] == [(n, 0) for n in (1, 2, 3, 4, 5, 99)]


def test_a_chain_deeper_than_python_calls_is_walked() -> None:
    deep = book(*(tag(n, n - 1 if n > 200 else None) for n in range(200, 3200)))
    assert max(one.level for one in tree(deep, 1)) == 2999


def test_a_move_takes_along_what_is_beneath() -> None:
    assert order(SMALL, [2], Place(4)) == [(1, None), (4, None), (2, 4), (3, 2), (5, None), (99, None)]
    assert order(SMALL, [5], Place(None, 1))[:2] == [(5, None), (1, None)]
    assert order(SMALL, [2, 3], Place(5))[-3:] == [(2, 5), (3, 2), (99, None)]


@pytest.mark.parametrize(
    ("moved", "place", "said"),
    [
        ([1], Place(3), "beneath itself"),
        ([1], Place(1), "beneath itself"),
        ([99], Place(None, 1), "stands last"),
        ([1], Place(99), "beneath “None of these”"),
        ([1], Place(77), "its own dimension"),
    ],
)
def test_what_cannot_be_is_refused(moved: list[int], place: Place, said: str) -> None:
    with pytest.raises(CodebookError, match=said):
        placements(SMALL, moved, place)


def test_tags_of_two_dimensions_are_not_moved_together() -> None:
    both = book(tag(1), tag(2, dimension=2))
    with pytest.raises(CodebookError, match="two dimensions"):
        placements(both, [1, 2], Place())


def test_nesting_ends_at_the_fourth_level() -> None:
    chain = book(tag(1), tag(2, 1), tag(3, 2), tag(4), tag(5, 4))
    with pytest.raises(CodebookError, match=f"{MOST_LEVELS} deep"):
        placements(chain, [4], Place(3))
    assert (5, 3) in order(chain, [5], Place(3))


def test_keys_move_among_siblings_and_stop_at_the_ends() -> None:
    assert shifted(SMALL, [4], -1) == Place(None, 1)
    assert shifted(SMALL, [4], 1) == Place(None, 99)
    assert shifted(SMALL, [1], -1) is None
    assert shifted(SMALL, [2], 1) is None
    assert shifted(SMALL, [4, 5], -1) == Place(None, 1)
    assert shifted(SMALL, [3, 4], -1) is None, "they do not stand beside one another"
    assert shifted(SMALL, [], 1) is None


def test_keys_nest_beneath_the_one_above_and_back_after_it() -> None:
    assert indented(SMALL, [4]) == Place(1)
    assert indented(SMALL, [1]) is None
    assert outdented(SMALL, [3]) == Place(1, None)
    assert outdented(SMALL, [2]) == Place(None, 4)
    assert outdented(SMALL, [4]) is None


def test_only_the_topmost_of_a_selection_are_moved() -> None:
    assert [one.id for one in roots(SMALL, [3, 5, 1])] == [1, 5]


def test_built_in_tags_say_why_they_stay() -> None:
    built_in = book(tag(1, key="the-outlet"), tag(2, key="unnamed"), tag(3, key="unnamed", dimension=2))
    assert "its own voice" in why_kept(built_in, 1)
    assert "not named" in why_kept(built_in, 2)
    assert "nothing else fits" in why_kept(built_in, 99)
    assert why_kept(built_in, 3) == "", "only among actors it is a speaker"


def test_names_that_occur_twice_are_found_whatever_the_case() -> None:
    twice = book(
        tag(1, name="Port Authority"),
        tag(2, name="Harbour office", aliases=("port  authority",)),
        tag(3, name="Mayor"),
        tag(4, name="port authority", dimension=2),
    )
    assert [[one.id for one in group] for group in doubles(twice, 1)] == [[1, 2]]
    assert doubles(twice, 2) == []
