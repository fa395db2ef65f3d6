"""Taggings of one coder that exclude each other, however they came to."""

import pytest

from annotations.codebook import Kind
from tests.annotations.store.merging.conftest import merge
from tests.annotations.store.merging.tones import (
    NONE,
    ORDERS,
    agree,
    dimension,
    let_take,
    of_coder,
    set_tags,
    tag,
    take_off,
    take_off_unaware,
)


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
    uids = {one.name: one.uid for one in anna.codebook.read().tags_of(dimension(anna))}
    assert of_coder(all_of_them) == [max("AB", key=uids.__getitem__)], "the same in whichever order"


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
    take_off_unaware(*opened)
    agree(all_of_them, opened, order)
    assert of_coder(all_of_them) == ["A"]


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
