"""Steps: all or nothing, and what they say they changed."""

import os
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Generator, Iterator

import pytest

from annotations.articles import Status
from annotations.errors import CancelledError, ProjectFileError
from annotations.importers.draft import Draft
from annotations.progress import Progress
from annotations.spans import Span
from annotations.store.undo import images

LONG = "A long text of several words, in which there is room for passages. " * 5


def labels(project) -> list[str]:
    return [entry.label for entry in project.history.entries()]


def test_an_exception_takes_everything_back(project, path, contents) -> None:
    before = contents(path)

    def half_done(p) -> None:
        article = p.articles.add(Draft(text=LONG, outlet="New outlet"))
        p.claims.add(article, Span(0, 6))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        project.step("Import", half_done)
    assert contents(path) == before
    assert labels(project) == []
    assert project.check() == []


def test_cancelling_takes_everything_back(project, path, contents) -> None:
    before = contents(path)
    seen = []

    def cancel_at_the_third(progress: Progress) -> None:
        seen.append(progress.done)
        if progress.done == 2:
            raise CancelledError

    drafts = [Draft(text=f"{LONG}{n}", outlet="New outlet") for n in range(5)]
    with pytest.raises(CancelledError):
        project.step("Import", lambda p: p.articles.add_all(drafts), on_progress=cancel_at_the_third)
    assert seen == [0, 1, 2]
    assert contents(path) == before
    assert labels(project) == []


def test_work_that_goes_on_after_being_cancelled_cleans_up_first(project) -> None:
    log = []

    def work(p) -> Generator[Progress, None, None]:
        try:
            p.articles.add(Draft(text=LONG))
            yield Progress(0, 1)
        finally:
            log.append(p.articles.ids())

    def cancel(_: Progress) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        project.step("Import", work, on_progress=cancel)
    assert len(log[0]) == 1, "the work still sees what it wrote"
    assert project.articles.ids() == []


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl+C is heard, also where the tests run in the background, for which shells switch it off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot send itself Ctrl+C there")
@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_from_the_keyboard_stops_a_step_and_stores_nothing(project) -> None:
    def endless(p) -> Generator[Progress, None, None]:
        for n in range(10_000):
            p.articles.add(Draft(text=f"{LONG}{n}"))
            if n == 3:
                os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.005)
            yield Progress(n, 10_000)

    with pytest.raises(CancelledError):
        project.step("Import", endless)
    assert project.articles.ids() == []
    assert project.check() == []


def test_a_step_that_changes_nothing_leaves_no_history(project, add_article) -> None:
    article = add_article(headline="Same")
    outcome = project.step("Rename", lambda p: p.articles.update([article], headline="Same"))
    assert outcome.changes.empty
    assert project.step("Look", lambda p: p.articles.get(article).headline).value == "Same"
    assert labels(project) == ["Add article"]


def test_a_step_within_a_step_joins_it(project, add_article) -> None:
    def outer(p) -> int:
        return p.step("Inner", lambda q: q.articles.add(Draft(text=LONG))).value

    article = project.step("Outer", outer).value
    assert project.articles.get(article).length == len(LONG)
    assert labels(project) == ["Outer"]


def test_a_step_within_a_step_that_fails_takes_the_outer_one_with_it(project) -> None:
    def outer(p) -> None:
        p.articles.add(Draft(text=LONG))
        p.step("Inner", lambda q: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        project.step("Outer", outer)
    assert project.articles.ids() == []


def test_writing_outside_a_step_is_a_fault_of_the_program(project, add_article) -> None:
    article = add_article()
    with pytest.raises(RuntimeError, match="open step"):
        project.claims.add(article, Span(0, 3))
    with pytest.raises(RuntimeError, match="open step"):
        project.articles.delete([article])
    assert project.claims.count() == 0


def test_another_thread_cannot_write_into_an_open_step(project, add_article) -> None:
    article = add_article()
    refused = []

    def intrude() -> None:
        try:
            project.claims.add(article, Span(0, 3))
        except RuntimeError as error:
            refused.append(str(error))

    def work(p) -> None:
        thread = threading.Thread(target=intrude)
        thread.start()
        thread.join()

    project.step("Work", work)
    assert refused == ["Writing needs an open step"]


def test_undo_from_within_a_step_is_refused_instead_of_waiting_for_itself(project, add_article) -> None:
    add_article()
    with pytest.raises(RuntimeError, match="cannot wait"):
        project.step("Work", lambda p: p.undo())
    assert labels(project) == ["Add article"]


def test_changes_name_the_rows_that_came_changed_and_went(project, add_article, add_claim, tag_id) -> None:
    article = add_article(LONG)
    first, second = add_claim(article, 0, 6), add_claim(article, 7, 11)
    sanctions = tag_id("framing", "sanctions")

    def work(p) -> int:
        p.claims.update(first, note="checked")
        p.claims.delete([second])
        p.claims.tag(first, sanctions)
        return p.claims.add(article, Span(12, 20))

    initiator = object()
    outcome = project.step("Mixed", work, initiator=initiator)
    changes = outcome.changes
    assert (changes.label, changes.initiator) == ("Mixed", initiator)
    claims = changes.tables["claims"]
    # the id of the deleted one was the highest, and is not given again
    assert outcome.value > second
    assert (claims.inserted, claims.updated, claims.deleted) == ({outcome.value}, {first}, {second})
    assert changes.tables["claim_tags"].inserted == {(first, sanctions, "", project.coder_id)}
    assert changes.articles == {article}
    assert changes.touches("claims")
    assert not changes.touches("articles", "tags")


def test_what_came_and_went_within_a_step_is_no_change_of_a_row(project, add_article) -> None:
    article = add_article(LONG)

    def work(p) -> None:
        p.claims.delete([p.claims.add(article, Span(0, 6))])

    claims = project.step("Nothing much", work).changes.tables["claims"]
    assert (claims.inserted, claims.updated, claims.deleted) == (set(), set(), set())


def test_changes_name_articles_touched_before_and_after(project, add_article, add_claim) -> None:
    one, two = add_article(LONG), add_article(LONG + "two")
    claim = add_claim(one, 0, 6)
    assert project.step("Delete", lambda p: p.claims.delete([claim])).changes.articles == {one}
    assert project.undo().articles == {one}
    assert project.step("State", lambda p: p.articles.update([two], status=Status.DONE)).changes.articles == {two}
    assert project.step("Delete", lambda p: p.articles.delete([one])).changes.articles == {one}
    assert project.undo().articles == {one}


def test_every_change_has_a_number_above_the_last(project, add_article) -> None:
    add_article()
    numbers = [project.undo().sequence, project.redo().sequence]
    assert numbers[0] < numbers[1]


def test_very_many_changes_are_told_as_everything(project, add_article, monkeypatch) -> None:
    monkeypatch.setattr(images, "MOST_KEYS", 5)
    article = add_article(LONG)
    changes = project.step("Many", lambda p: [p.claims.add(article, Span(n, n + 1)) for n in range(6)]).changes
    assert changes.tables["claims"].everything
    assert changes.articles == {article}
    assert project.undo().tables["claims"].everything


def test_no_note_or_label_can_hold_what_a_file_cannot(project, add_article, add_claim) -> None:
    claim = add_claim(add_article())
    project.step("Edit \ud800note\x00\nnow", lambda p: p.claims.update(claim, note="a\ud800b\x00c\r\nd"))
    assert project.claims.get(claim).note == "abc\nd"
    assert project.undo_label == "Edit note now"


def test_notes_are_edited_any_number_of_times(project, add_article, add_claim) -> None:
    claim = add_claim(add_article())
    for note in ("first", "second", "", "third"):
        project.step("Edit note", lambda p, note=note: p.claims.update(claim, note=note))
    for expected in ("", "second", "first", ""):
        project.undo()
        assert project.claims.get(claim).note == expected
    for expected in ("first", "second", "", "third"):
        project.redo()
        assert project.claims.get(claim).note == expected


def test_every_row_written_in_a_step_has_the_steps_clock(project, add_article, add_claim, outside) -> None:
    claim = add_claim(add_article(LONG))
    stamps = {claim: outside.execute("SELECT hlc FROM claims WHERE id = ?", (claim,)).fetchone()[0]}
    project.step("Edit", lambda p: p.claims.update(claim, note="x"))
    after = outside.execute("SELECT hlc FROM claims").fetchone()[0]
    assert after > stamps[claim]
    assert outside.execute("SELECT last_hlc FROM replicas").fetchone()[0] == after


def test_the_clock_never_goes_back_even_when_the_machines_does(project, add_article, outside, monkeypatch) -> None:
    add_article("one")
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000)
    add_article("two")
    add_article("three")
    stamps = [row[0] for row in outside.execute("SELECT hlc FROM articles ORDER BY id")]
    assert stamps == sorted(set(stamps))


def test_a_full_disk_stores_nothing_and_says_so(project, add_article, path, contents) -> None:
    article = add_article()
    before = contents(path)
    writer = project._store._writer

    def limit(pages: int) -> None:
        writer.queue(lambda: writer.connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()).result()

    limit(1)  # SQLite makes it as many as the file has
    with pytest.raises(ProjectFileError, match="disk is full") as raised:
        project.step(
            "Import", lambda p: [p.articles.add(Draft(text=f"{n} {LONG * 50}", outlet=f"O{n}")) for n in range(50)]
        )
    assert raised.value.path == path
    assert "Free some space" in raised.value.remedy
    assert contents(path) == before
    assert project.check() == []
    limit(1_000_000)
    project.step("Edit", lambda p: p.articles.update([article], headline="It works again"))
    assert project.articles.get(article).headline == "It works again"


def test_a_text_beyond_every_measure_is_refused_in_words(project, path) -> None:
    with pytest.raises(ProjectFileError, match="too long"):
        project.step("Import", lambda p: p.articles.add(Draft(text="я" * 33_000_000)))
    assert project.articles.ids() == []


def test_a_rule_broken_by_the_program_is_not_told_as_a_damaged_file(project) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        project.step("Fault", lambda p: p._store.insert("claims", number=1))
