"""Batches: what an import was, and what became of its articles."""

import pytest

from annotations.article_lists import ArticleFilter
from annotations.articles import Batch, BatchUse, Status
from annotations.errors import AnnotationError
from annotations.importers.draft import Draft

WIRE = Batch(origin="Wire index", search="harbour  AND\ncrane", period="March 2026", retrieved_on="2026-03-15")


@pytest.fixture
def ids(project) -> list[int]:
    """Four articles of one batch."""
    drafts = [Draft(f"Text {n} of the harbour.", f"Headline {n}") for n in range(4)]
    return project.step("Import", lambda p: p.articles.add_all(drafts, WIRE)).value


@pytest.fixture
def batch(project, ids) -> int:
    return project.batches.latest().id


def test_a_batch_has_a_name_made_of_what_is_known_of_it(project, batch) -> None:
    assert project.batches.get(batch).name == "Wire index · “harbour AND crane” · March 2026 · 2026-03-15"
    assert Batch(7, retrieved_by="AL").name == "Import 7"


def test_its_articles_are_counted_by_what_was_decided_on_them(project, ids, batch) -> None:
    assert project.batches.usage() == {batch: BatchUse(new=4)}
    project.step("Triage", lambda p: p.triage.leave_out([ids[0]], "off topic"))
    project.step("Triage", lambda p: p.triage.keep([ids[1]]))
    project.step("Read", lambda p: p.articles.update([ids[2]], status=Status.DONE))
    use = project.batches.usage()[batch]
    assert (use, use.found) == (BatchUse(new=1, kept=2, left_out=1), 4)


def test_a_batch_is_edited_in_one_step_that_is_undone(project, batch) -> None:
    before = project.batches.get(batch)
    project.step("Edit batch", lambda p: p.batches.update(batch, search=" quay ", retrieved_by="Boris"))
    after = project.batches.get(batch)
    assert (after.search, after.retrieved_by, after.origin) == ("quay", "Boris", before.origin)
    project.undo()
    assert project.batches.get(batch) == before
    with pytest.raises(TypeError, match="colour"):
        project.step("Edit batch", lambda p: p.batches.update(batch, colour="red"))


def test_only_a_batch_without_articles_is_deleted_and_articles_move_to_another(project, ids, batch) -> None:
    with pytest.raises(AnnotationError, match="has 4 articles"):
        project.step("Delete batch", lambda p: p.batches.delete([batch]))
    other = project.step("Add", lambda p: p.batches.add(Batch(origin="Post"))).value
    project.step("Move", lambda p: p.articles.update(ids, batch_id=other))
    assert project.batches.usage() == {other: BatchUse(new=4)}
    project.step("Delete batch", lambda p: p.batches.delete([batch]))
    assert [each.id for each in project.batches.all()] == [other]
    project.undo()
    project.undo()
    assert project.batches.usage() == {batch: BatchUse(new=4)}
    assert project.check() == []


def test_lists_are_narrowed_to_a_batch(project, ids, batch) -> None:
    loose = project.step("Import", lambda p: p.articles.add(Draft("Of no batch at all.", "Loose"))).value
    assert set(project.lists.ids(ArticleFilter(batch_id=batch))) == set(ids)
    assert not project.lists.meets(loose, ArticleFilter(batch_id=batch))
    assert project.lists.meets(ids[0], ArticleFilter(batch_id=batch))
