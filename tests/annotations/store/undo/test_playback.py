"""Large steps played back: in portions, many rows to a statement, and still all or nothing."""

import gc
import random
import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.errors import CancelledError, StepRefusedError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from annotations.store.undo import playback

TEXT = "A long text of several words, in which there is room for passages. " * 20
CLAIMS = 700


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A project with some hundred claims of four tags each, to be copied."""
    path = tmp_path_factory.mktemp("template") / "many.pressmark"
    with Project.create(path, coder=("Anna", "A")) as project:
        codebook = project.codebook.read()
        tags = [codebook.tags_of(dimension.id)[0].id for dimension in codebook.dimensions]

        def fill(p: Project) -> None:
            articles = [p.articles.add(Draft(text=f"{TEXT}{n}", outlet=f"Outlet {n}")) for n in range(7)]
            for n in range(CLAIMS):
                claim = p.claims.add(articles[n % 7], Span(n, n + 5))
                for tag in tags:
                    p.claims.tag(claim, tag, "speaker")

        project.step("Fill", fill)
    return path


@pytest.fixture
def copied(template, tmp_path):
    def copy() -> Project:
        path = tmp_path / "copy.pressmark"
        path.write_bytes(template.read_bytes())
        project = Project.open(path)
        project.coder_id = project.coders.all()[-1].id
        return project

    return copy


class Mixed:
    """Work that makes, tags, edits and deletes claims in runs of any length, some of them made just before."""

    def __init__(self, seed: int, ids: list[int], tags: list[int]) -> None:
        self.chance = random.Random(seed)
        self.ids = ids
        self.tags = tags

    def __call__(self, p: Project) -> None:
        done = 0
        while done < 2500:
            run = self.chance.choice((1, 2, 150, 400))
            done += run
            self.chance.choice((self.add, self.tag, self.untag, self.edit, self.delete))(p, run)

    def some(self, count: int) -> list[int]:
        return self.chance.sample(self.ids, min(count, len(self.ids)))

    def add(self, p: Project, count: int) -> None:
        article = self.chance.choice(p.articles.ids())
        self.ids += [p.claims.add(article, Span(n, n + 7)) for n in range(count)]

    def tag(self, p: Project, count: int) -> None:
        for claim in self.some(count):
            p.claims.tag(claim, self.chance.choice(self.tags), "target")

    def untag(self, p: Project, count: int) -> None:
        for claim in self.some(count):
            for tagging in p.claims.get(claim).taggings:
                p.claims.untag(claim, tagging.tag_id, tagging.role)

    def edit(self, p: Project, count: int) -> None:
        for n, claim in enumerate(self.some(count)):
            p.claims.update(claim, note=f"Note {count}", **({"comment": "c"} if n % 3 else {}))

    def delete(self, p: Project, count: int) -> None:
        gone = set(self.some(count // 2))
        p.claims.delete(gone)
        self.ids = [claim for claim in self.ids if claim not in gone]


@given(seed=st.integers(0, 2**32))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_large_step_of_anything_is_undone_and_redone_exactly(copied, contents, seed: int) -> None:
    with copied() as project:
        path, ids = project.path, [claim.id for claim in project.claims.all()]
        tags = [tag.id for tag in project.codebook.read().tags]
        before = contents(path)
        told = project.step("Mixed", Mixed(seed, ids, tags)).changes
        after = contents(path)
        for _ in range(2):
            back = project.undo()
            assert contents(path) == before
            assert back.articles == told.articles
            forth = project.redo()
            assert contents(path) == after
        for table, changes in told.tables.items():
            assert back.tables[table].inserted == changes.deleted
            assert back.tables[table].deleted == changes.inserted
            assert forth.tables[table].inserted == changes.inserted
        assert project.check() == []


INTRUSIONS = {
    "a note changed": "UPDATE claims SET note = 'hers' WHERE id = {claim}",
    "a claim gone": "DELETE FROM claims WHERE id = {claim}",
    "a tagging gone": "DELETE FROM claim_tags WHERE claim_id = {claim} AND tag_id = {tag}",
    "a tagging more": "INSERT INTO claim_tags(claim_id, tag_id, role, coder_id, hlc, replica_id)"
    " VALUES({claim}, {other}, '', 1, 1, 1)",
}


@given(seed=st.integers(0, 2**32), what=st.sampled_from(sorted(INTRUSIONS)))
@settings(max_examples=16, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_large_step_of_which_one_row_was_changed_since_is_refused_whole(copied, contents, seed, what) -> None:
    """Claims are made, tagged and edited; what another program did to a single one of them stands in the way."""
    with copied() as project:
        path, article = project.path, project.articles.ids()[0]
        framing = project.codebook.read().by_key("framing")
        tag, other = (tag.id for tag in project.codebook.read().tags_of(framing.id)[:2])

        def work(p: Project) -> list[int]:
            claims = [p.claims.add(article, Span(n, n + 3)) for n in range(1100)]
            for claim in claims:
                p.claims.tag(claim, tag)
            for claim in claims:
                p.claims.update(claim, note="mine")
            return claims

        claims = project.step("Mark", work).value
        chosen = random.Random(seed).choice(claims)
        with closing(sqlite3.connect(path, isolation_level=None)) as outside:
            outside.execute("PRAGMA foreign_keys = ON")
            outside.execute(INTRUSIONS[what].format(claim=chosen, tag=tag, other=other))
        now = contents(path)
        with pytest.raises(StepRefusedError, match="changed"):
            project.undo()
        assert contents(path) == now
        assert (project.undo_label, project.redo_label) == ("Mark", "")
        assert project.check() == []


@pytest.mark.parametrize("taken", ["the number", "the id"])
def test_rows_are_not_put_back_where_one_of_their_places_is_taken(copied, contents, taken: str) -> None:
    with copied() as project:
        claims = [claim.id for claim in project.claims.all()]
        kept = project.claims.get(claims[350])
        project.step("Delete", lambda p: p.claims.delete(claims))
        claim_id, uid = (kept.id, "x" * 36) if taken == "the id" else (5000, kept.uid)
        with closing(sqlite3.connect(project.path, isolation_level=None)) as outside:
            outside.execute(
                "INSERT INTO claims(id, uid, number, article_id, start, end, exact, coder_id, created_at, hlc,"
                " replica_id) VALUES(?, ?, 9, ?, 0, 6, 'A long', 2, '', 1, 1)",
                (claim_id, uid, kept.article_id),
            )
        now = contents(project.path)
        with pytest.raises(StepRefusedError):
            project.undo()
        assert contents(project.path) == now


def test_rows_put_back_are_recorded_as_if_they_had_been_made(copied, outside_of) -> None:
    """What is not recorded by the triggers, because of its number, is the same as what they record."""
    recorded = {}
    for few in (10_000, 1):
        with copied() as project, pytest.MonkeyPatch.context() as patch:
            patch.setattr(playback, "AT_ONCE", few)
            project.step("Delete", lambda p: p.claims.delete([claim.id for claim in p.claims.all()]))
            changes = project.undo()
            lines = outside_of(project, "SELECT chunk FROM history_changes ORDER BY step_id DESC, n").split("\n")
            graves = outside_of(project, "SELECT kind, uid FROM tombstones")
            recorded[few] = (sorted(lines), graves, changes.tables, changes.articles)
    assert recorded[1] == recorded[10_000]
    assert recorded[1][1] == ""


@pytest.fixture
def outside_of():
    def read(project: Project, sql: str) -> str:
        with closing(sqlite3.connect(project.path)) as outside:
            return "\n".join(str(row[0]) for row in outside.execute(sql))

    return read


def test_a_group_of_copies_comes_and_goes_with_its_lead(project, add_article, path, contents) -> None:
    """Taking out the lead before its copies would change these, which is no part of the step."""
    before = contents(path)

    def work(p: Project) -> None:
        lead = p.articles.add(Draft(text=TEXT))
        copies = [p.articles.add(Draft(text=f"{TEXT}{n}")) for n in range(150)]
        p.articles.update(copies, lead_id=lead)

    project.step("Group", work)
    after = contents(path)
    for expected in (before, after, before):
        (project.undo if expected is before else project.redo)()
        assert contents(path) == expected
    project.redo()
    project.step("Delete", lambda p: p.articles.delete(p.articles.ids()))
    project.undo()
    assert contents(path) == after


def test_a_text_that_came_and_went_in_one_step_can_be_imported_again(project, add_article, path, contents) -> None:
    """The new article has the uid of the one that was deleted: that one comes back only after the new one went."""
    drafts = [Draft(text=f"{TEXT}{n}") for n in range(150)]
    project.step("Import", lambda p: p.articles.add_all(drafts))
    before = contents(path)

    def again(p: Project) -> None:
        p.articles.delete(p.articles.ids())
        for draft in drafts:
            p.articles.add(draft)

    project.step("Import again", again)
    after = contents(path)
    for expected in (before, after, before):
        (project.undo if expected is before else project.redo)()
        assert contents(path) == expected


def test_undo_tells_how_far_it_is_and_stops_when_it_is_told_to(copied, contents) -> None:
    with copied() as project:
        claims = [claim.id for claim in project.claims.all()]
        before = contents(project.path)
        project.step("Delete", lambda p: p.claims.delete(claims))
        after = contents(project.path)
        seen = []

        def stop(progress) -> None:
            seen.append((progress.done, progress.total))
            raise CancelledError

        with pytest.raises(CancelledError):
            project.undo(on_progress=stop)
        assert seen == [(1700, 3500)]
        assert gc.isenabled()
        assert contents(project.path) == after
        assert project.undo_label == "Delete"
        project.undo()
        assert contents(project.path) == before
