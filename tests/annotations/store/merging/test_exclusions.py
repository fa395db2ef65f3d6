"""Taggings of one coder that exclude each other, however they came to.

Copies give what is new ids of their own, so all is found by its name here.
"""

from itertools import permutations

import pytest

from annotations.codebook import Kind
from annotations.project import Project
from tests.annotations.store.merging.conftest import merge

ORDERS = [*permutations(range(3))]
NONE = "None of these"


def dimension(project: Project, name: str = "Tone") -> int:
    return next(one.id for one in project.codebook.read().dimensions if one.name == name)


def tag(project: Project, name: str, within: str = "Tone") -> int:
    return next(one.id for one in project.codebook.read().tags_of(dimension(project, within)) if one.name == name)


def set_tags(project: Project, *names: str, within: str = "Tone") -> None:
    """In one step."""
    (claim,) = project.claims.all()
    project.step("Tag", lambda p: [p.claims.tag(claim.id, tag(p, name, within)) for name in names])


def take_off(project: Project, name: str) -> None:
    (claim,) = project.claims.all()
    project.step("Untag", lambda p: p.claims.untag(claim.id, tag(p, name)))


def let_take(project: Project, kind: Kind) -> None:
    project.step("Change kind", lambda p: p.codebook.dimensions.update(dimension(p), kind=kind))


def of_coder(project: Project, within: str = "Tone") -> list[str]:
    """The tags of a dimension that stand on the claim."""
    names = {one.id: one.name for one in project.codebook.read().tags_of(dimension(project, within))}
    (claim,) = project.claims.all()
    return sorted(names[tagging.tag_id] for tagging in claim.taggings if tagging.tag_id in names)


@pytest.fixture
def made(copies):
    """Four copies with a dimension of several values, *Tone*, and another one, *Topic*: its tags are A, B and C."""

    def make(p: Project) -> None:
        for name in ("Tone", "Topic"):
            new = p.codebook.dimensions.add(name, Kind.MANY)
            for letter in "ABC":
                p.codebook.add_tag(new, letter)

    first, *others = found = copies(4)
    first.step("Make dimensions", make)
    for other in others:
        merge(other, first)
    return found


def agree(all_of_them: Project, opened: list[Project], order: tuple[int, ...]) -> None:
    """Merge all into one in an order, and back; then nobody has anything that another one has not."""
    for place in order:
        merge(all_of_them, opened[place])
    for other in opened:
        merge(other, all_of_them)
        assert of_coder(other) == of_coder(all_of_them)
        assert merge(all_of_them, other).nothing


@pytest.mark.parametrize("order", ORDERS)
def test_of_two_tags_the_later_stands_where_their_dimension_takes_one_since(made, order) -> None:
    *opened, all_of_them = made
    anna, boris, cleo = opened
    set_tags(anna, "A")
    set_tags(boris, "B")
    let_take(cleo, Kind.ONE)
    agree(all_of_them, opened, order)
    assert of_coder(all_of_them) == ["B"]


@pytest.mark.parametrize("order", ORDERS)
def test_none_of_these_does_not_stand_beside_a_tag_that_came_from_another_dimension(made, order) -> None:
    *opened, all_of_them = made
    anna, boris, cleo = opened
    set_tags(anna, "A", within="Topic")
    set_tags(boris, NONE)
    cleo.step("Rename", lambda p: p.codebook.update_tag(tag(p, "A", "Topic"), name="Of topic"))
    cleo.step("Dissolve", lambda p: p.codebook.dimensions.dissolve(dimension(p, "Topic"), dimension(p)))
    agree(all_of_them, opened, order)
    assert of_coder(all_of_them) == [NONE]


@pytest.mark.parametrize("order", ORDERS)
def test_of_two_tags_set_in_one_step_one_stands_where_their_dimension_takes_one_elsewhere(made, order) -> None:
    *opened, all_of_them = made
    anna, boris, _ = opened
    set_tags(anna, "A", "B")
    let_take(boris, Kind.ONE)
    agree(all_of_them, opened, order)
    assert len(of_coder(all_of_them)) == 1


@pytest.mark.parametrize("order", ORDERS)
def test_both_tags_stand_where_their_dimension_takes_several_in_the_end(made, order) -> None:
    *opened, all_of_them = made
    anna, boris, cleo = opened
    let_take(anna, Kind.ONE)
    set_tags(anna, "A")
    set_tags(boris, "B")
    let_take(cleo, Kind.ONE)
    let_take(cleo, Kind.MANY)
    agree(all_of_them, opened, order)
    assert of_coder(all_of_them) == ["A", "B"]


@pytest.mark.parametrize("order", ORDERS)
def test_a_tag_that_had_stood_beside_another_one_stays_when_their_dimension_takes_one(made, order) -> None:
    *opened, all_of_them = made
    anna, boris, _ = opened
    set_tags(anna, "A")
    set_tags(anna, "B")
    take_off(anna, "B")
    let_take(anna, Kind.ONE)
    set_tags(boris, "C", within="Topic")
    agree(all_of_them, opened, order)
    assert of_coder(all_of_them) == ["A"]


@pytest.mark.parametrize("order", ORDERS)
def test_what_gave_way_stands_where_the_later_tag_was_taken_off_without_knowing_of_it(made, order) -> None:
    *opened, all_of_them = made
    anna, boris, cleo = opened
    let_take(anna, Kind.ONE)
    for other in (boris, cleo):
        merge(other, anna)
    set_tags(anna, "A")
    set_tags(boris, "B")
    merge(cleo, boris)
    take_off(cleo, "B")
    agree(all_of_them, opened, order)
    assert of_coder(all_of_them) == ["A"]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("then", [(), ("C",)])
def test_what_gave_way_is_gone_once_the_later_tag_is_taken_off_or_replaced_beside_it(made, order, then) -> None:
    *opened, all_of_them = made
    anna, boris, cleo = opened
    let_take(anna, Kind.ONE)
    for other in (boris, cleo):
        merge(other, anna)
    set_tags(anna, "A")
    set_tags(boris, "B")
    merge(cleo, anna)
    merge(cleo, boris)
    assert of_coder(cleo) == ["B"]
    if then:
        set_tags(cleo, *then)
    else:
        take_off(cleo, "B")
    let_take(cleo, Kind.MANY)
    agree(all_of_them, opened, order)
    assert of_coder(all_of_them) == [*then]


@pytest.mark.parametrize("order", ORDERS)
def test_of_two_tags_one_stands_where_the_claim_of_both_comes_back(made, order) -> None:
    *opened, all_of_them = made
    anna, boris, cleo = opened
    let_take(anna, Kind.ONE)
    for other in (boris, cleo):
        merge(other, anna)
    set_tags(anna, "A")
    merge(cleo, anna)
    (claim,) = cleo.claims.all()
    set_tags(boris, "B")
    merge(cleo, boris)
    cleo.step("Delete", lambda p: p.claims.delete([claim.id]))
    (claim,) = anna.claims.all()
    anna.step("Note", lambda p: p.claims.update(claim.id, note="needed"))
    agree(all_of_them, opened, order)
    assert of_coder(all_of_them) == ["B"]


def test_taking_a_merge_back_lets_what_gave_way_stand_and_doing_it_again_lets_it_go(made) -> None:
    anna, boris, *_ = made
    let_take(anna, Kind.ONE)
    merge(boris, anna)
    set_tags(anna, "A")
    set_tags(boris, "B")
    merge(anna, boris)
    for act, stands in ((anna.undo, ["A"]), (anna.redo, ["B"])):
        act()
        assert of_coder(anna) == stands
    assert merge(anna, boris).nothing
