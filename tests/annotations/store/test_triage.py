"""Triage: what waits, what was kept, what was left out, and how that is undone."""

import pytest

from annotations.article_lists import Tally
from annotations.articles import Status
from annotations.importers.draft import Draft


@pytest.fixture
def ids(project) -> list[int]:
    """Articles of four days, the newest first; two of the same words."""

    def add(p) -> None:
        for day, text in ((1, "One."), (2, "Two."), (3, "Same."), (4, "Same.")):
            p.articles.add(Draft(text, f"Headline {day}", outlet=f"Outlet {day}", published=f"2026-03-0{day}"))

    project.step("Import", add)
    return project.articles.ids()


def test_new_articles_wait_the_newest_first(project, ids) -> None:
    assert project.triage.waiting() == ids
    assert project.triage.tally() == Tally(4, 0, 0)


def test_what_is_kept_stays_new_and_waits_no_more(project, ids) -> None:
    changes = project.step("Keep", lambda p: p.triage.keep([ids[1]])).changes
    assert ids[1] in changes.articles
    assert project.triage.waiting() == [ids[0], *ids[2:]]
    assert not project.triage.is_waiting(ids[1])
    assert project.articles.get(ids[1]).status is Status.NEW
    assert project.triage.tally() == Tally(3, 1, 0)
    label = project.undo_label
    project.step("Keep again", lambda p: p.triage.keep([ids[1]]))
    assert project.undo_label == label
    project.undo()
    assert project.triage.waiting() == ids


def test_what_is_left_out_has_its_reason_and_may_be_kept_after_all(project, ids) -> None:
    project.step("Leave out", lambda p: p.triage.leave_out([ids[0]], "off topic"))
    assert project.articles.get(ids[0]).left_out_reason == "off topic"
    assert project.triage.tally() == Tally(3, 0, 1)
    project.step("Keep", lambda p: p.triage.keep([ids[0]]))
    kept = project.articles.get(ids[0])
    assert (kept.status, kept.left_out_reason) == (Status.NEW, "")
    assert project.triage.tally() == Tally(3, 1, 0)


def test_what_somebody_works_on_does_not_wait(project, ids, add_claim) -> None:
    add_claim(ids[0], 0, 3)
    project.step("Done", lambda p: p.articles.update([ids[1]], status=Status.DONE))
    assert project.triage.waiting() == ids[2:]


def test_copies_are_told_by_their_words_and_their_group(project, ids) -> None:
    project.step("Group", lambda p: p.articles.update([ids[2]], lead_id=ids[0]))
    first, second, third, _ = (project.articles.get(i) for i in ids)
    assert [a.id for a in project.triage.copies(first)] == [ids[2], ids[1]]
    assert [a.id for a in project.triage.copies(third)] == [ids[0]]
    assert [a.id for a in project.triage.copies(second)] == [ids[0]]
