"""What both copies settled: *agreed* says what the later decision says, and the other one can be taken."""

from dataclasses import replace
from itertools import permutations

import pytest

from annotations.errors import AnnotationError
from annotations.merging import Side, Standing
from annotations.settling import Decision
from annotations.store.merging import restoring
from tests.annotations.store.merging.conftest import merge


def settle(project, *places: int, reason: str = "") -> None:
    dimension = project.codebook.read().by_key("framing")
    tags = project.codebook.read().tags_of(dimension.id)
    claim = project.claims.all()[0].id
    said = [(tags[place].id, "") for place in places]
    project.step("Settle", lambda p: p.settlements.settle(claim, dimension.id, Decision.OTHER, said, reason=reason))


def agreed(project) -> list[int]:
    """The places of the tags in their dimension."""
    dimension = project.codebook.read().by_key("framing")
    places = {tag.id: place for place, tag in enumerate(project.codebook.read().tags_of(dimension.id))}
    built_in = project.coders.agreed().id
    return sorted(places[one.tag_id] for one in project.claims.all()[0].taggings if one.coder_id == built_in)


def test_of_two_decisions_the_later_one_holds_alone_in_both_copies(copies) -> None:
    anna, boris = copies(2)
    settle(anna, 1, 3)
    settle(boris, 2, 3)
    report = merge(anna, boris)
    merge(boris, anna)
    assert agreed(anna) == agreed(boris) == [2, 3]
    assert merge(anna, boris).nothing
    (conflict,) = report.conflicts
    assert (conflict.kind, conflict.name, conflict.winner) == ("settlements", "Claim 1 · Framing", Side.THERE)
    assert [one.field for one in conflict.differences] == ["agreed on"]
    anna.undo()
    assert agreed(anna) == [1, 3]


def test_the_decision_that_lost_is_taken_with_its_tags_and_set_back(copies) -> None:
    anna, boris = copies(2)
    settle(anna, 1)
    settle(boris, 2)
    report = merge(anna, boris)
    for stands, place in ((Standing.HERE, 1), (Standing.THERE, 2)):
        anna.step("Restore", lambda p: p.merging.restore(report.merge_id, 0))
        assert agreed(anna) == [place]
        assert anna.merging.standing(report.merge_id) == {0: stands}
    settle(anna, 4)
    assert anna.merging.standing(report.merge_id) == {0: Standing.NEITHER}


def test_a_decision_taken_back_later_leaves_nothing_agreed_on(copies) -> None:
    anna, boris = copies(2)
    settle(anna, 1)
    merge(boris, anna)
    settle(anna, 2)
    claim, dimension = boris.claims.all()[0].id, boris.codebook.read().by_key("framing").id
    boris.step("Reopen", lambda p: p.settlements.reopen(claim, dimension))
    for project, other in ((anna, boris), (boris, anna)):
        merge(project, other)
        assert agreed(project) == []
        assert project.settlements.all() == []


@pytest.mark.parametrize("order", [*permutations(range(3))])
@pytest.mark.parametrize("how", ["settled", "reopened"])
def test_what_the_later_decision_kept_of_the_one_before_stands_though_another_took_it_off(copies, order, how) -> None:
    *opened, all_of_them = copies(4)
    anna, boris, cleo = opened
    settle(anna, 1, reason="first")
    for other in (boris, cleo):
        merge(other, anna)
    claim, framing = cleo.claims.all()[0].id, cleo.codebook.read().by_key("framing").id
    if how == "settled":
        settle(cleo, 2, reason="another")
    else:
        cleo.step("Reopen", lambda p: p.settlements.reopen(claim, framing))
    settle(boris, 1, 3, reason="last")
    for place in order:
        merge(all_of_them, opened[place])
    assert agreed(all_of_them) == [1, 3]
    assert [one.reason for one in all_of_them.settlements.all()] == ["last"]
    assert all(merge(all_of_them, other).nothing for other in opened)
    merge(boris, all_of_them)
    assert agreed(boris) == [1, 3]
    assert merge(boris, all_of_them).nothing


def test_a_decision_made_knowing_the_other_is_no_conflict(copies) -> None:
    anna, boris = copies(2)
    settle(anna, 1)
    merge(boris, anna)
    settle(boris, 2)
    assert merge(anna, boris).conflicts == ()
    assert agreed(anna) == [2]


def test_a_scale_set_anew_knowing_the_other_value_is_no_conflict(copies) -> None:
    anna, boris = copies(2)
    claim = anna.claims.all()[0].id
    scale = anna.codebook.read().tags_of(anna.codebook.read().by_key("sentiment").id)
    anna.step("Tag", lambda p: p.claims.tag(claim, scale[0].id))
    merge(boris, anna)
    boris.step("Tag", lambda p: p.claims.tag(claim, scale[1].id))
    assert merge(anna, boris).conflicts == ()


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "[" * 5000,
        "[]",
        '{"here": {}}',
        '{"here": {"note = 1 --": ""}, "there": {"note": "a"}}',
        '{"here": {"uid": "a"}, "there": {"note": "a"}}',
        '{"here": {"note": "x"}, "there": {"note": ["a"]}}',
        '{"here": {"note": "x"}, "there": {"note": "a"}, "agreed": {"here": [], "there": []}}',
    ],
)
def test_what_no_merge_of_ours_kept_stands_nowhere_and_is_not_taken(copies, stored: str) -> None:
    anna, boris = copies(2)
    for project, note in ((anna, "mine"), (boris, "theirs")):
        project.step("Note", lambda p, n=note: p.claims.update(p.claims.all()[0].id, note=n))
    (conflict,) = merge(anna, boris).conflicts
    forged = replace(conflict, stored=stored)
    assert restoring.standing(anna._store, forged) is Standing.GONE
    with pytest.raises(AnnotationError, match="gone"):
        anna.step("Restore", lambda p: restoring.restore(p._store, forged))
