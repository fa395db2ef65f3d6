"""Taggings of one coder that exclude each other, however they came to."""

from itertools import permutations

import pytest

from annotations.codebook import Kind
from annotations.project import Project
from tests.annotations.store.merging.conftest import merge

ORDERS = [*permutations(range(3))]


def of_coder(project: Project, tags: list[int]) -> list[int]:
    """Those of some tags that stand on the claim."""
    (claim,) = project.claims.all()
    return [tagging.tag_id for tagging in claim.taggings if tagging.tag_id in tags]


def made(opened: list[Project], *names: str) -> list[list[int]]:
    """Dimensions of that name in all copies, each with its tags: *none of these* and another one."""
    first, *others = opened

    def make(p: Project) -> list[list[int]]:
        found = []
        for name in names:
            dimension = p.codebook.dimensions.add(name, Kind.MANY)
            found.append(
                [dimension, p.codebook.read().none_tag(dimension).id, p.codebook.add_tag(dimension, f"in {name}")]
            )
        return found

    found = first.step("Make dimensions", make).value
    for other in others:
        merge(other, first)
    return found


@pytest.mark.parametrize("order", ORDERS)
def test_of_two_tags_the_later_stands_where_their_dimension_takes_one_since(copies, order) -> None:
    *opened, all_of_them = copies(4)
    anna, boris, cleo = opened
    ((dimension, _, first),) = made([*opened, all_of_them], "Tone")
    second = anna.step("Add", lambda p: p.codebook.add_tag(dimension, "Other")).value
    for other in (boris, cleo, all_of_them):
        merge(other, anna)
    (claim,) = anna.claims.all()
    anna.step("Tag", lambda p: p.claims.tag(claim.id, first))
    boris.step("Tag", lambda p: p.claims.tag(claim.id, second))
    cleo.step("Change kind", lambda p: p.codebook.dimensions.update(dimension, kind=Kind.ONE))
    for place in order:
        merge(all_of_them, opened[place])
    assert of_coder(all_of_them, [first, second]) == [second]
    assert all(merge(all_of_them, other).nothing for other in opened)


@pytest.mark.parametrize("order", ORDERS)
def test_none_of_these_does_not_stand_beside_a_tag_that_came_from_another_dimension(copies, order) -> None:
    *opened, all_of_them = copies(4)
    anna, boris, cleo = opened
    (going, _, tag), (dimension, none, _) = made([*opened, all_of_them], "Tone", "Topic")
    (claim,) = anna.claims.all()
    anna.step("Tag", lambda p: p.claims.tag(claim.id, tag))
    boris.step("Tag", lambda p: p.claims.tag(claim.id, none))
    cleo.step("Dissolve", lambda p: p.codebook.dimensions.dissolve(going, dimension))
    for place in order:
        merge(all_of_them, opened[place])
    assert of_coder(all_of_them, [tag, none]) == [none]
    assert all(merge(all_of_them, other).nothing for other in opened)
