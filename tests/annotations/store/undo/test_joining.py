"""Rapid edits of one text are one step."""

import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotations.errors import StepRefusedError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from annotations.store.changes import Changes, TableChanges
from annotations.store.undo.steplog import JOINED_WITHIN

LONG = "A long text of several words, in which there is room for passages."


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still; `forward` moves it on."""
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])

    def forward(seconds: float) -> None:
        now[0] += seconds

    return forward


@pytest.fixture
def write(project, add_article, add_claim):
    """Edit the note of the one claim, as the inspector does at each pause."""
    claim = add_claim(add_article(LONG))

    def edit(text: str, joins: str = "claim/1/note", **others: str) -> Changes:
        values = {"note": text, **others}
        return project.step("Edit note", lambda p: p.claims.update(claim, **values), joins=joins).changes

    edit.note = lambda: project.claims.get(claim).note
    edit.claim = claim
    return edit


def labels(project) -> list[str]:
    return [entry.label for entry in project.history.entries() if entry.state == "done"]


def test_one_undo_takes_back_a_whole_edit_and_one_redo_brings_it_back(project, write, clock) -> None:
    for text in ("The", "The mayor", "The mayor said"):
        write(text)
        clock(JOINED_WITHIN - 1)
    assert labels(project).count("Edit note") == 1
    project.undo()
    assert write.note() == ""
    assert project.undo_label == "Add claim"
    project.redo()
    assert write.note() == "The mayor said"


def test_each_part_tells_its_own_changes(write) -> None:
    write("one")
    changes = write("two")
    assert changes.tables["claims"].updated == {write.claim}
    assert (changes.label, len(changes.articles)) == ("Edit note", 1)


def test_the_text_as_it_was_is_kept_once_however_long_the_edit(project, write, outside) -> None:
    sizes = []
    for n in range(8):
        write("x" * n + "end")
        sizes.append(outside.execute("SELECT sum(length(chunk)) FROM history_changes").fetchone()[0])
    assert sizes[-1] - sizes[1] == 6
    assert project.check() == []


def test_after_a_minute_an_edit_is_a_step_of_its_own(project, write, clock) -> None:
    write("one")
    clock(JOINED_WITHIN + 1)
    write("two")
    project.undo()
    assert write.note() == "one"


def test_a_clock_that_went_back_joins_nothing(project, write, clock) -> None:
    write("one")
    clock(-3600)
    write("two")
    project.undo()
    assert write.note() == "one"


@pytest.mark.parametrize("joins", ["claim/2/note", "claim/1/comment", ""])
def test_another_text_is_a_step_of_its_own(project, write, joins: str) -> None:
    write("one", joins)
    write("two")
    assert labels(project).count("Edit note") == 2


def test_steps_without_a_text_never_join(project, write) -> None:
    write("one", "")
    write("two", "")
    project.undo()
    assert write.note() == "one"


def test_what_was_done_in_between_parts_the_edits(project, write) -> None:
    write("one")
    project.step("Edit comment", lambda p: p.claims.update(write.claim, comment="c"))
    write("two")
    assert labels(project)[:3] == ["Edit note", "Edit comment", "Edit note"]


def test_what_changed_nothing_in_between_does_not(project, write) -> None:
    write("one")
    project.step("Look", lambda p: p.claims.update(write.claim, comment=""))
    write("two")
    project.undo()
    assert write.note() == ""


def test_a_step_that_failed_in_between_does_not(project, write) -> None:
    write("one")
    with pytest.raises(ZeroDivisionError):
        project.step("Fail", lambda p: (p.claims.update(write.claim, note="lost"), 1 / 0), joins="claim/1/note")
    write("two")
    assert labels(project).count("Edit note") == 1
    project.undo()
    assert write.note() == ""


def test_another_coders_edit_is_a_step_of_its_own(project, write) -> None:
    boris = project.step("Add coder", lambda p: p.coders.ensure("Boris", "B")).value
    write("one")
    project.coder_id = boris
    write("two")
    assert [entry.coder_id for entry in project.history.entries(2)] == [boris, boris - 1]


def test_nothing_joins_what_was_undone_or_redone(project, write) -> None:
    write("one")
    project.undo()
    write("two")
    states = [(entry.label, entry.state) for entry in project.history.entries(2)]
    assert states == [("Edit note", "done"), ("Edit note", "dropped")]
    project.undo()
    project.redo()
    write("three")
    project.undo()
    assert write.note() == "two"


def test_nothing_joins_a_step_from_before_the_project_was_opened(path, project, write) -> None:
    write("one")
    project.close()
    with Project.open(path) as again:
        again.coder_id = 2
        again.step("Edit note", lambda p: p.claims.update(write.claim, note="two"), joins="claim/1/note")
        again.undo()
        assert again.claims.get(write.claim).note == "one"


def test_an_edit_that_ends_where_it_began_leaves_nothing_to_undo(project, write) -> None:
    write("a slip")
    write("")
    assert project.undo_label == "Add claim"
    write("meant")
    project.undo()
    assert (write.note(), project.undo_label) == ("", "Add claim")


def test_a_row_that_another_program_wrote_in_between_is_not_set_back(project, write, outside) -> None:
    write("one")
    outside.execute("UPDATE claims SET comment = 'hers'")
    write("two")
    project.undo()
    claim = project.claims.get(write.claim)
    assert (claim.note, claim.comment) == ("", "hers")
    project.redo()
    assert project.claims.get(write.claim).note == "two"


def test_steps_in_which_rows_come_and_go_join_too(project, write, add_article, tag_id, contents, path) -> None:
    framing = [tag_id("framing", key) for key in ("brain-drain", "western-monopoly")]
    before = contents(path)
    for n in range(4):
        project.step("Tag", lambda p, n=n: p.claims.tag(write.claim, framing[n % 2]), joins="claim/1/framing")
        project.step("Note", lambda p, n=n: p.claims.update(write.claim, note=f"{n}"), joins="claim/1/framing")
        project.step("Untag", lambda p, n=n: p.claims.untag(write.claim, framing[n % 2]), joins="claim/1/framing")
    after = contents(path)
    for expected in (before, after, before, after):
        (project.undo if expected is before else project.redo)()
        assert contents(path) == expected


State = dict[int, tuple[str, str]]


class Edits(RuleBasedStateMachine):
    """Edits of two claims at random, with and without a name to join, against a list of states."""

    @initialize()
    def make(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "p.pressmark"
        self.project = Project.create(self.path, coder=("Anna", "A"))
        self.coders = (
            self.project.coder_id,
            self.project.step("Add coder", lambda p: p.coders.ensure("Boris", "B")).value,
        )

        def fill(p: Project) -> None:
            article = p.articles.add(Draft(text=LONG))
            self.claims = [p.claims.add(article, Span(n, n + 3)) for n in (0, 7)]

        self.project.step("Fill", fill)
        self.project._store.forget_history()
        self.now: State = dict.fromkeys(self.claims, ("", ""))
        self.done: list[State] = []
        self.undone: list[State] = []
        self.last: tuple[Any, ...] | None = None
        self.time = time.time()
        self.real, time.time = time.time, lambda: self.time

    def teardown(self) -> None:
        if hasattr(self, "real"):
            time.time = self.real
            self.project.close()
            self.folder.cleanup()

    @rule(
        which=st.integers(0, 1),
        note=st.sampled_from(["", "one", "two"]),
        comment=st.sampled_from(["", "", "c"]),
        joins=st.sampled_from(["", "a", "a", "a", "b"]),
    )
    def edit(self, which: int, note: str, comment: str, joins: str) -> None:
        claim, before = self.claims[which], self.now
        outcome = self.project.step("Edit", lambda p: p.claims.update(claim, note=note, comment=comment), joins=joins)
        self.now = {**before, claim: (note, comment)}
        if self.now == before:
            assert outcome.changes.empty
            return
        assert outcome.changes.tables == {"claims": TableChanges(updated=frozenset({claim}))}
        mark = (joins, self.project.coder_id)
        last, self.last = self.last, (*mark, self.time)
        if last and joins and last[:2] == mark and self.time - last[2] <= JOINED_WITHIN:
            if self.now == self.done[-1]:
                self.done.pop()
                self.last = None
        else:
            self.done.append(before)
            self.undone.clear()

    @rule(seconds=st.sampled_from([1, 59, 61]))
    def wait(self, seconds: int) -> None:
        self.time += seconds

    @rule(coder=st.integers(0, 1))
    def hand_over(self, coder: int) -> None:
        self.project.coder_id = self.coders[coder]

    @rule()
    def reopen(self) -> None:
        coder = self.project.coder_id
        self.project.close()
        self.project = Project.open(self.path)
        self.project.coder_id = coder
        self.last = None

    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        self.turn(times, self.project.undo, self.done, self.undone)

    @rule(times=st.integers(1, 3))
    def redo(self, times: int) -> None:
        self.turn(times, self.project.redo, self.undone, self.done)

    def turn(self, times: int, play: Any, back: list[State], forth: list[State]) -> None:
        self.last = None
        for _ in range(times):
            if not back:
                with pytest.raises(StepRefusedError):
                    play()
                return
            before, self.now = self.now, back.pop()
            forth.append(before)
            changed = frozenset(claim for claim in self.now if self.now[claim] != before[claim])
            assert play().tables == {"claims": TableChanges(updated=changed)}

    @invariant()
    def the_file_says_what_the_model_says(self) -> None:
        if not hasattr(self, "real"):
            return
        assert {claim.id: (claim.note, claim.comment) for claim in self.project.claims.all()} == self.now
        with closing(sqlite3.connect(self.path)) as outside:
            count = "SELECT count(*) FROM history WHERE state = ?"
            assert outside.execute(count, ("done",)).fetchone()[0] == len(self.done)
            assert outside.execute(count, ("undone",)).fetchone()[0] == len(self.undone)


TestEdits = type("TestEdits", (Edits.TestCase,), {})
TestEdits.settings = settings(max_examples=40, stateful_step_count=30)
