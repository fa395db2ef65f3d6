"""Copies that are merged to and fro come to rest, whatever was taken back or restored in between."""

from itertools import permutations

from annotations.project import Project
from tests.annotations.store.merging.conftest import (
    OTHER,
    TEXT,
    THIRD,
    article,
    merge,
    name_author,
    named,
    put_under,
)
from tests.annotations.store.merging.oracle import contents


def merge_all(*projects: Project) -> None:
    for project, other in permutations(projects, 2):
        merge(project, other)


def at_rest(*projects: Project) -> bool:
    """Whether all say the same, and no merge changes anything."""
    for project in projects:
        project.checkpoint()
        assert project.check() == []
    first, *others = (contents(project.path) for project in projects)
    return all(one == first for one in others) and all(merge(a, b).nothing for a, b in permutations(projects, 2))


def test_three_copies_whose_articles_lead_one_another_in_a_ring(three) -> None:
    opened = three(3)
    for project, lead, member in zip(opened, (TEXT, OTHER, THIRD), (OTHER, THIRD, TEXT), strict=True):
        put_under(project, lead, member)
    merge_all(*opened)
    merge_all(*opened)
    assert at_rest(*opened)


def test_a_merge_that_was_taken_back_counts_for_nothing_in_those_after_it(in_a_circle) -> None:
    anna, boris, cleo, dora = in_a_circle(4)
    put_under(cleo, THIRD, TEXT)
    merge(anna, boris)
    anna.undo()
    for project, others in ((anna, (cleo, boris)), (dora, (boris, cleo, anna))):
        for other in others:
            merge(project, other)
    assert named(anna) == named(dora)
    merge_all(anna, boris, cleo, dora)
    assert at_rest(anna, boris, cleo, dora)


def test_a_value_restored_into_a_circle_stands_everywhere_and_is_taken_back_everywhere(in_a_circle) -> None:
    anna, boris, cleo = in_a_circle(3)
    merge(cleo, anna)
    name_author(anna, OTHER)
    boris.step("Set", lambda p: p._store.update("articles", [article(p, OTHER)], lead_id=article(p, THIRD)))
    merge_id = merge(anna, boris).merge_id
    before = named(anna)
    for conflict in anna.merging.report(merge_id).conflicts:
        anna.step("Restore", lambda p, n=conflict.n: p.merging.restore(merge_id, n))
    assert anna.articles.get(article(anna, OTHER)).author == "B. Writer"
    merge(boris, anna)
    assert named(boris) == named(anna)
    while anna.undo_label == "Restore":
        anna.undo()
    assert named(anna) == before
    merge_all(anna, boris, cleo)
    assert named(boris) == before
    assert at_rest(anna, boris, cleo)
