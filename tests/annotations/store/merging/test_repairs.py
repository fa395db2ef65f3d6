"""What a merge put together and sets right: two issues of one number, leads of groups, circles of tags."""

import sqlite3
from contextlib import closing

from annotations.importers.draft import Draft
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
