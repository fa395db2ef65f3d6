"""What a merge put at the head of a circle stays there when a person takes away what it had followed."""

from collections.abc import Callable

import pytest

from annotations.codebook_tree import Place
from annotations.importers.draft import Draft
from annotations.project import Project
from tests.annotations.store.merging.conftest import (
    THIRD,
    article,
    head_and_member,
    merge,
    name_author,
    named,
    put_under,
)


def merge_more(project: Project, *others: Project) -> None:
    """Merge copies into one, of which the first has something new."""
    name_author(others[0], THIRD)
    for other in others:
        merge(project, other)


@pytest.mark.parametrize("ended", ["dissolved", "taken out"])
def test_a_group_that_came_of_a_circle_and_was_ended_stays_ended(in_a_circle, ended) -> None:
    anna, boris, cleo = in_a_circle(3)
    merge(anna, boris)
    head, member = head_and_member(anna)
    if ended == "dissolved":
        anna.step("Dissolve", lambda p: p.groups.dissolve(article(p, head)))
    else:
        anna.step("Take out", lambda p: p.groups.take_out([article(p, member)]))
    apart = named(anna)
    assert apart == {head[:3]: None, member[:3]: member[:3], "Thi": None}
    name_author(cleo, THIRD)
    merge(anna, cleo)
    assert named(anna) == apart
    merge(boris, anna)
    assert named(boris) == apart
    anna.undo()
    anna.undo()
    assert named(anna) == {head[:3]: None, member[:3]: head[:3], "Thi": None}


@pytest.mark.parametrize("of_head", [True, False])
def test_a_newer_version_of_an_article_that_came_out_of_a_circle_takes_its_place_for_good(in_a_circle, of_head) -> None:
    anna, boris, cleo = in_a_circle(3)
    merge(anna, boris)
    head, member = head_and_member(anna)
    old = head if of_head else member
    newer = anna.step("Import", lambda p: p.articles.add(Draft(text="Newer: " + old))).value
    anna.step("Replace", lambda p: p.versions.replace(article(p, old), newer))
    right = {head[:3]: None, member[:3]: head[:3], "New": None, "Thi": None}
    right |= {head[:3]: None, member[:3]: "New"} if of_head else {member[:3]: None, "New": head[:3]}
    assert named(anna) == right
    merge_more(anna, cleo, boris)
    assert named(anna) == right
    merge(boris, anna)
    assert named(boris) == right


def test_whom_a_person_lets_lead_does_not_go_along_when_its_copy_goes_under_another_lead_elsewhere(in_a_circle) -> None:
    anna, boris, cleo = in_a_circle(3)
    merge(anna, boris)
    head, member = head_and_member(anna)
    put_under(anna, head, member)
    put_under(cleo, THIRD, member)
    merge(boris, cleo)
    for project, other in ((anna, cleo), (boris, anna)):
        merge(project, other)
        assert named(project) == {head[:3]: None, member[:3]: "Thi", "Thi": None}


def in_turn(one: Project, other: Project) -> tuple[int, int]:
    """Let two tags be within one another, merge, and return that at the top and the one beneath it."""
    first, second = (tag.id for tag in one.codebook.read().tags[:2])
    one.step("Nest", lambda p: p.codebook.update_tag(second, parent_id=first))
    other.step("Nest", lambda p: p.codebook.update_tag(first, parent_id=second))
    merge(one, other)
    top = first if parent(one, first) is None else second
    return top, second if top == first else first


def parent(project: Project, tag_id: int) -> int | None:
    return project.codebook.read().tag(tag_id).parent_id


MOVES: dict[str, Callable[[Project, int], object]] = {
    "moved": lambda p, tag: p.codebook.move_tags([tag], Place()),
    "updated": lambda p, tag: p.codebook.update_tag(tag, parent_id=None),
}


@pytest.mark.parametrize("moved", MOVES)
def test_a_tag_at_the_top_stays_there_when_that_beneath_it_is_put_there_too(three, moved) -> None:
    anna, boris, cleo = three(3)
    top, beneath = in_turn(anna, boris)
    assert (parent(anna, top), parent(anna, beneath)) == (None, top)
    anna.step("Move", lambda p: MOVES[moved](p, beneath))
    merge_more(anna, cleo, boris)
    merge(boris, anna)
    for project in (anna, boris):
        assert (parent(project, top), parent(project, beneath)) == (None, None)
        assert project.check() == []


def test_a_tag_at_the_top_stays_there_when_that_beneath_it_gets_another_parent_by_a_merge_of_tags(three) -> None:
    anna, boris, cleo = three(3)
    top, between = in_turn(anna, boris)
    below, kept = (tag.id for tag in anna.codebook.read().tags[2:4])
    for project in (anna, boris):
        project.step("Nest", lambda p: p._store.update("tags", [below], parent_id=between))
        project.step("Nest", lambda p: p._store.update("tags", [top], parent_id=below))
        project.step("Nest", lambda p: p._store.update("tags", [between], parent_id=top))
    merge(anna, boris)
    assert (parent(anna, top), parent(anna, between), parent(anna, below)) == (None, top, between)
    anna.step("Merge tags", lambda p: p.codebook.merging.merge(kept, [between]))
    assert (parent(anna, top), parent(anna, below)) == (None, kept)
    merge_more(anna, cleo)
    assert (parent(anna, top), parent(anna, below)) == (None, kept)
