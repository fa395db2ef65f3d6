"""How claims and tags came about, once two copies are one."""

import pytest

from annotations.claims import Origin
from annotations.merging import Side
from annotations.spans import Span
from tests.annotations.store.merging.conftest import merge

TYPED, ACCEPTED, CHANGED = Origin.TYPED, Origin.ACCEPTED, Origin.CHANGED


def accepted(project) -> int:
    """The id of a claim made of a suggestion, with a suggested sentiment."""
    scale = sentiments(project)

    def work(p) -> int:
        claim = p.claims.add(p.articles.ids()[-1], Span(13, 21), origin=ACCEPTED)
        p.claims.tag(claim, scale[0], origin=ACCEPTED)
        return claim

    return project.step("Accept", work).value


def sentiments(project) -> list[int]:
    codebook = project.codebook.read()
    return [tag.id for tag in codebook.tags_of(codebook.by_key("sentiment").id)]


def state(project, claim: int):
    """The claim's origin and its tags with theirs."""
    found = project.claims.get(claim)
    return found.origin, {tagging.tag_id: tagging.origin for tagging in found.taggings}


@pytest.fixture
def both(copies):
    """Two copies that have the accepted claim, its id, and two values of the scale."""
    anna, boris = copies(2)
    claim = accepted(anna)
    merge(boris, anna)
    return anna, boris, claim, sentiments(anna)


def test_a_change_there_is_a_change_here(both) -> None:
    anna, boris, claim, scale = both
    assert state(boris, claim) == (ACCEPTED, {scale[0]: ACCEPTED})
    boris.step("Move", lambda p: p.claims.move(claim, Span(4, 21)))
    boris.step("Tag", lambda p: p.claims.tag(claim, scale[1]))
    merge(anna, boris)
    assert state(anna, claim) == (CHANGED, {scale[1]: CHANGED})
    anna.undo()
    assert state(anna, claim) == (ACCEPTED, {scale[0]: ACCEPTED})


def test_the_later_write_stands_with_its_origin_and_the_other_comes_back_with_its_own(both) -> None:
    anna, boris, claim, _ = both
    anna.step("Move", lambda p: p.claims.move(claim, Span(4, 21)))
    boris.step("Note", lambda p: p.claims.update(claim, note="later, of the passage that was accepted"))
    report = merge(anna, boris)
    found = anna.claims.get(claim)
    assert (found.span, found.origin) == (Span(13, 21), ACCEPTED)
    (conflict,) = report.conflicts
    assert conflict.winner is Side.THERE
    anna.step("Restore", lambda p: p.merging.restore(report.merge_id, 0))
    found = anna.claims.get(claim)
    assert (found.span, found.origin) == (Span(4, 21), CHANGED)


@pytest.mark.parametrize("origin", [None, ACCEPTED])
def test_a_value_that_lost_comes_back_as_it_came_about(copies, origin) -> None:
    anna, boris = copies(2)
    claim, scale = anna.claims.all()[0].id, sentiments(anna)
    anna.step("Tag", lambda p: p.claims.tag(claim, scale[0], origin=origin))
    boris.step("Accept", lambda p: p.claims.tag(claim, scale[1], origin=ACCEPTED))
    report = merge(anna, boris)
    assert state(anna, claim)[1][scale[1]] is ACCEPTED
    anna.step("Restore", lambda p: p.merging.restore(report.merge_id, 0))
    assert state(anna, claim)[1][scale[0]] is (origin or TYPED)
    anna.step("Restore", lambda p: p.merging.restore(report.merge_id, 0))
    assert state(anna, claim)[1][scale[1]] is ACCEPTED


def test_whichever_copy_is_merged_into_the_other_the_origins_are_the_same(both) -> None:
    anna, boris, claim, scale = both
    anna.step("Tag", lambda p: p.claims.tag(claim, scale[1]))
    boris.step("Tag", lambda p: p.claims.tag(claim, scale[2]))
    anna.step("Move", lambda p: p.claims.move(claim, Span(4, 21)))
    merge(anna, boris)
    merge(boris, anna)
    assert state(anna, claim) == state(boris, claim) == (CHANGED, {scale[2]: CHANGED})
