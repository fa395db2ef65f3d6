"""What a merge put together and sets right: two issues of one number, leads of groups, circles of tags."""

import sqlite3
from contextlib import closing
from itertools import permutations

import pytest

from annotations.codebook_tree import depth
from annotations.importers.draft import Draft
from annotations.project import Project
from tests.annotations.store.merging.conftest import merge


def stamps(project) -> list[object]:
    with closing(sqlite3.connect(f"file:{project.path}?mode=ro", uri=True)) as connection:
        kinds = ("articles", "tags", "brief_issues", "tombstones")
        return [connection.execute(f"SELECT * FROM {kind} ORDER BY 1, 2").fetchall() for kind in kinds]


def test_of_two_issues_of_one_number_the_later_stands_and_the_report_says_so(copies) -> None:
    anna, boris = copies(2)
    brief = anna.step("Brief", lambda p: p._store.insert("briefs", name="Weekly", spec="{}")).value
    merge(boris, anna)
    for project, at in ((anna, "2026-03-02"), (boris, "2026-03-03")):
        values = {"number": "5", "version": 1, "state": "issued", "issued_at": at}
        project.step("Issue", lambda p, v=values: p._store.insert("brief_issues", brief_id=brief, **v))
    before = stamps(anna)
    report = merge(anna, boris)
    assert report.notes == (
        "Both copies issued “Weekly”, issue 5, version 1: the later one stands, the other is superseded",
    )
    merge(boris, anna)
    for project in (anna, boris):
        assert sorted((one.issued_at, one.state.value) for one in project.issues.of_brief(brief)) == [
            ("2026-03-02", "superseded"),
            ("2026-03-03", "issued"),
        ]
    assert merge(anna, boris).nothing
    anna.undo()
    assert stamps(anna) == before


def test_leads_and_tags_that_come_round_are_set_right_and_undo_leaves_their_clocks(copies) -> None:
    anna, boris = copies(2)
    for project in (anna, boris):
        project.step("Import", lambda p: [p.articles.add(Draft(text=f"Wire {n} says so")) for n in range(3)])
    one, other, third = anna.articles.ids()[:3]
    first, second = (tag.id for tag in anna.codebook.read().tags[:2])
    for project, lead, copy, above, below in (
        (anna, one, other, first, second),
        (boris, other, one, second, first),
    ):
        project.step("Group", lambda p, a=lead, b=copy: p._store.update("articles", [b], lead_id=a))
        project.step("Nest", lambda p, a=above, b=below: p._store.update("tags", [b], parent_id=a))
    boris.step("Group", lambda p: p._store.update("articles", [third], lead_id=other))
    before = stamps(anna)
    merge(anna, boris)
    after = stamps(anna)
    merge(boris, anna)
    for project in (anna, boris):
        rows = project._store.rows("SELECT id, lead_id FROM articles WHERE lead_id IS NOT NULL")
        (lead,) = {row["lead_id"] for row in rows}
        assert lead not in {row["id"] for row in rows}
        parents = project._store.column(f"SELECT parent_id FROM tags WHERE id IN ({first}, {second})")
        assert sorted(parent is None for parent in parents) == [False, True]
        assert project.check() == []
    anna.undo()
    assert stamps(anna) == before
    anna.redo()
    assert stamps(anna) == after


@pytest.fixture
def issued(copies):
    """Makes copies of a project with a brief, the first two of which issue the same number of it, the second later."""

    def make(number: int) -> list[Project]:
        opened = copies(number)
        brief = opened[0].step("Brief", lambda p: p._store.insert("briefs", name="Weekly", spec="{}")).value
        for other in opened[1:]:
            merge(other, opened[0])
        for project, at in zip(opened[:2], ("2026-03-02", "2026-03-03"), strict=True):
            values = {"brief_id": brief, "number": "5", "version": 1, "state": "issued", "issued_at": at}
            project.step("Issue", lambda p, v=values: p._store.insert("brief_issues", **v))
        return opened

    return make


def states(project: Project) -> list[tuple[str, str]]:
    (brief,) = project.briefs.all()
    return sorted((one.issued_at, one.state.value) for one in project.issues.of_brief(brief.id))


def withdraw(project: Project) -> None:
    """Delete the later issue."""
    (brief,) = project.briefs.all()
    project.step("Delete issue", lambda p: p.issues.delete([max(p.issues.of_brief(brief.id), key=issued_at).id]))


def issued_at(issue) -> str:
    return issue.issued_at


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_an_issue_is_no_more_superseded_once_the_other_was_deleted_in_whichever_order(issued, order) -> None:
    *opened, all_of_them = issued(4)
    anna, boris, cleo = opened
    merge(cleo, boris)
    withdraw(cleo)
    for place in order:
        merge(all_of_them, opened[place])
        assert all_of_them.check() == []
    assert states(all_of_them) == [("2026-03-02", "issued")]
    assert all(merge(all_of_them, other).nothing for other in (anna, boris, cleo))


def test_an_issue_that_a_merge_superseded_stands_again_where_the_other_was_deleted_here(issued) -> None:
    anna, boris = issued(2)
    merge(anna, boris)
    withdraw(anna)
    assert states(anna) == [("2026-03-02", "superseded")]
    for project, other in ((boris, anna), (anna, boris)):
        merge(project, other)
        assert states(project) == [("2026-03-02", "issued")]
        assert merge(project, other).nothing
    anna.undo()
    assert states(anna) == [("2026-03-02", "superseded")]


def test_an_issue_that_its_later_version_superseded_stays_so_when_that_is_deleted(issued) -> None:
    anna, boris, cleo = issued(3)
    (brief,) = anna.briefs.all()
    first = anna._store.column("SELECT id FROM brief_issues")
    second = {"brief_id": brief.id, "number": "5", "version": 2, "state": "issued", "issued_at": "2026-03-05"}

    def issue_again(p: Project) -> None:
        p._store.update("brief_issues", first, state="superseded")
        p._store.insert("brief_issues", **second)

    anna.step("Issue", issue_again)
    withdraw(anna)
    merge(anna, cleo)
    merge(boris, anna)
    assert states(anna) == [("2026-03-02", "superseded")]
    assert states(boris) == [("2026-03-02", "superseded"), ("2026-03-03", "issued")]


def test_a_circle_of_tags_is_broken_before_what_hangs_on_it_is_lifted(copies) -> None:
    opened = copies(5)
    first = opened[0]
    framing = first.codebook.read().by_key("framing").id
    tags = sorted(first.codebook.read().tags_of(framing, with_none=False), key=lambda tag: tag.uid)
    hanging, *ring = tags[:6]
    assert len(ring) == len(opened)
    for place, project in enumerate(opened):
        parent = ring[(place + 1) % len(ring)].id
        project.step("Nest", lambda p, a=parent, b=ring[place].id: p._store.update("tags", [b], parent_id=a))
    first.step("Nest", lambda p: p._store.update("tags", [hanging.id], parent_id=ring[-1].id))
    for other in opened[1:]:
        merge(first, other)
    codebook = first.codebook.read()
    assert max(depth(codebook, tag.id) for tag in tags) == 3
    assert codebook.tag(ring[0].id).parent_id is None
    assert codebook.tag(hanging.id).parent_id == ring[-1].id
    assert first.check() == []
