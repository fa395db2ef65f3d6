"""The open project as the window sees it: steps, jobs, people, closing."""

import sqlite3
import threading
from contextlib import closing

import pytest

from annotations.errors import AnnotationError, ProjectLockedError, StepRefusedError
from annotations.importers.draft import Draft
from annotations.importers.readers import Readers
from annotations.process_memory import used_by
from annotations.progress import Progress
from annotations.project import Project
from annotations.spans import Span
from app.session import Session

PERSON = ("Anna Lindqvist", "AL")


@pytest.fixture
def session(tmp_path, qapp):
    made = watched(Session())
    assert made.create(tmp_path / "p.pressmark", PERSON)
    made.said.clear()
    yield made
    made.shut_down()


def watched(session):
    """The session, with a list of all it says."""
    session.said = []
    for name in ("changed", "project_changed", "closing", "coder_changed", "writable_changed", "failed"):
        getattr(session, name).connect(lambda *args, name=name: session.said.append((name, *args)))
    return session


def heard(session, name):
    return [said[1] for said in session.said if said[0] == name]


def add_article(project, headline="Headline"):
    return project.articles.add(Draft(f"{headline} text of an article.", headline=headline))


def long_import(count, gate=None, begun=None):
    def work(project):
        for n in range(count):
            yield Progress(n, count)
            if begun:
                begun.set()
            if gate:
                gate.wait(5)
            add_article(project, f"Article {n}")
        return count

    return work


# -- steps


def test_a_step_gives_its_value_and_one_signal_with_its_initiator(session):
    who = object()
    article_id = session.run("Add article", add_article, who)
    assert isinstance(article_id, int)
    (changes,) = heard(session, "changed")
    assert (changes.label, changes.initiator) == ("Add article", who)
    assert article_id in changes.articles


def test_a_step_that_changes_nothing_says_nothing(session):
    assert session.run("Nothing", lambda project: 5) == 5
    assert heard(session, "changed") == []


def test_an_error_of_the_person_is_told_and_nothing_is_stored(session):
    def work(project):
        add_article(project)
        raise AnnotationError("That cannot be", "Try otherwise")

    assert session.run("Fail", work) is None
    assert [str(error) for error in heard(session, "failed")] == ["That cannot be. Try otherwise"]
    assert heard(session, "changed") == []
    assert session.project.articles.ids() == []


def test_a_fault_is_raised_and_nothing_is_stored(session):
    def work(project):
        add_article(project)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        session.run("Fault", work)
    assert heard(session, "failed") == []
    assert session.project.articles.ids() == []
    assert session.run("Add article", add_article)


def test_without_a_project_actions_are_refused_with_the_reason(qapp):
    session = watched(Session())
    assert session.run("Add article", add_article) is None
    session.undo()
    assert [type(error) for error in heard(session, "failed")] == [StepRefusedError] * 2
    assert session.why_not == "No project is open"
    assert session.codebook.dimensions == ()
    session.shut_down()


def test_children_that_read_end_with_the_session_and_not_with_the_project(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("app.session.Readers", Readers)
    session = Session()
    assert session.create(tmp_path / "p.pressmark", PERSON)
    (child,) = session.readers.borrow(1)
    child.call({"warm": True}, deadline=60)
    pid = child.pid
    session.readers.give_back([child])
    session.close_project()
    assert used_by(pid) is not None
    session.shut_down()
    assert used_by(pid) is None


def test_undo_and_redo_say_what_they_changed(session):
    session.run("Add article", add_article)
    session.undo()
    assert session.project.articles.ids() == []
    assert (session.undo_label, session.redo_label) == ("", "Add article")
    session.redo()
    assert len(session.project.articles.ids()) == 1
    assert [changes.label for changes in heard(session, "changed")] == ["Add article"] * 3
    assert [changes.initiator for changes in heard(session, "changed")][1:] == [session, session]


def test_nothing_to_undo_is_told(session):
    session.undo()
    assert "nothing to undo" in str(heard(session, "failed")[0])


def test_who_asks_for_undo_is_called_with_what_it_changed_after_the_views(session):
    session.run("Add article", add_article)
    heard_before = []
    changes = session.undo(lambda told: heard_before.append((told, len(heard(session, "changed")))))
    assert heard_before == [(changes, 2)]


def many_claims(project, count=1600):
    article = add_article(project)
    return [project.claims.add(article, Span(n % 20, n % 20 + 3)) for n in range(count)]


def test_a_large_step_is_undone_behind_the_window_and_keeps_others_out(session, qtbot):
    session.run("Mark all", many_claims)
    told = []
    assert session.undo(told.append) is None
    (job,) = session.jobs.running
    assert (job.label, session.why_not) == ("Undo Mark all", "Wait until this is done: Undo Mark all")
    progresses = []
    job.progressed.connect(progresses.append)
    assert session.run("Add article", add_article) is None
    qtbot.waitUntil(lambda: bool(told))
    assert [(p.done, p.total) for p in progresses] == [(1000, 1601), (1601, 1601)]
    assert session.can_write
    assert session.project.claims.count() == 0
    assert heard(session, "changed")[-1] is told[0]
    assert (session.undo_label, session.redo_label) == ("", "Mark all")
    assert session.redo(told.append) is None
    qtbot.waitUntil(lambda: len(told) == 2)
    assert session.project.claims.count() == 1600


def test_a_large_undo_that_is_cancelled_leaves_everything_as_it_was(session, qtbot):
    session.run("Mark all", many_claims)
    gate = threading.Event()
    session.project._store._writer.queue(gate.wait)
    session.undo()
    (job,) = session.jobs.running
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
        gate.set()
    assert session.undo_label == "Mark all"
    assert session.project.claims.count() == 1600
    assert len(heard(session, "changed")) == 1


def test_a_large_undo_that_is_refused_is_told_as_any_other(session, qtbot):
    claims = session.run("Mark all", many_claims)
    with closing(sqlite3.connect(session.project.path)) as outside:
        outside.execute("DELETE FROM claims WHERE id = ?", (claims[7],))
        outside.commit()
    told = []
    session.undo(told.append)
    qtbot.waitUntil(lambda: not session.jobs.running)
    assert "changed by someone else" in str(heard(session, "failed")[0])
    assert told == []
    assert session.undo_label == "Mark all"


def test_deleting_an_article_or_two_is_undone_at_once_and_a_hundred_behind_the_window(session, qtbot):
    ids = session.run("Import", lambda p: [add_article(p, f"{n}") for n in range(100)])
    session.run("Delete", lambda p: p.articles.delete(ids[:2]))
    assert session.undo() is not None
    session.run("Delete", lambda p: p.articles.delete(ids))
    assert session.undo() is None
    qtbot.waitUntil(lambda: not session.jobs.running)
    assert len(session.project.articles.ids()) == 100


# -- long steps


def test_a_long_step_is_one_step_and_one_signal(session, qtbot):
    job = session.run_long("Import 3 articles", long_import(3))
    with qtbot.waitSignal(job.finished) as ended:
        pass
    assert ended.args[0].value == 3
    assert len(heard(session, "changed")) == 1
    assert session.undo_label == "Import 3 articles"


def test_a_long_step_keeps_others_out_and_says_why(session, qtbot):
    gate, begun = threading.Event(), threading.Event()
    job = session.run_long("Import 2 articles", long_import(2, gate, begun))
    assert begun.wait(5)
    assert not session.can_write
    assert session.run("Add article", add_article) is None
    session.undo()
    errors = [str(error) for error in heard(session, "failed")]
    assert errors == ["Wait until this is done: Import 2 articles. Nothing was changed"] * 2
    gate.set()
    qtbot.waitUntil(lambda: not job.running)
    assert session.can_write
    assert session.run("Add article", add_article)
    assert session.said.count(("writable_changed",)) == 2


def test_a_second_long_step_fails_with_the_reason_and_leaves_the_first_alone(session, qtbot):
    gate, begun = threading.Event(), threading.Event()
    first = session.run_long("Import 2 articles", long_import(2, gate, begun))
    assert begun.wait(5)
    second = session.run_long("Import 9 articles", long_import(9))
    with qtbot.waitSignal(second.failed):
        pass
    assert session.jobs.running == [first]
    gate.set()
    qtbot.waitUntil(lambda: not first.running)
    assert len(session.project.articles.ids()) == 2


def test_nothing_of_a_cancelled_step_is_kept(session, qtbot):
    gate, begun = threading.Event(), threading.Event()
    job = session.run_long("Import 5 articles", long_import(5, gate, begun))
    assert begun.wait(5)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not job.running)
    assert session.project.articles.ids() == []
    assert heard(session, "changed") == heard(session, "failed") == []


def test_whoever_hears_the_end_of_a_long_step_can_store_at_once(session, qtbot):
    stored = []
    session.changed.connect(lambda changes: stored.append(session.can_write))
    job = session.run_long("Import 1 article", long_import(1))
    qtbot.waitUntil(lambda: not job.running)
    assert stored == [True]


def test_a_fault_in_a_job_surfaces(session, qtbot):
    def work(project):
        yield Progress(0, 1)
        raise ZeroDivisionError("in the job")

    with qtbot.captureExceptions() as raised:
        job = session.run_aside("Faulty", work)
        qtbot.waitUntil(lambda: not job.running)
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert heard(session, "failed") == []


def test_an_error_of_the_person_in_a_job_is_told(session, qtbot):
    def work(project):
        yield Progress(0, 1)
        raise AnnotationError("The disk is full")

    job = session.run_aside("Export", work)
    qtbot.waitUntil(lambda: not job.running)
    assert [str(error) for error in heard(session, "failed")] == ["The disk is full"]


def test_reading_aside_keeps_nobody_out(session, qtbot):
    gate, begun = threading.Event(), threading.Event()

    def work(project):
        begun.set()
        yield Progress(0, 1)
        gate.wait(5)
        return len(project.articles.ids())

    job = session.run_aside("Count", work)
    assert begun.wait(5)
    assert session.run("Add article", add_article)
    results = []
    job.finished.connect(results.append)
    gate.set()
    qtbot.waitUntil(lambda: not job.running)
    assert results == [1]


# -- projects


def test_a_project_that_cannot_be_opened_leaves_the_one_before(session, tmp_path):
    other = tmp_path / "other.pressmark"
    other.write_text("no project")
    before = session.project
    assert not session.open(other, PERSON)
    assert session.project is before
    assert heard(session, "project_changed") == []
    assert heard(session, "failed")[0].path == other
    assert session.run("Add article", add_article)


def test_what_stands_there_is_not_overwritten(session, tmp_path):
    assert not session.create(session.project.path, PERSON)
    assert "already" in str(heard(session, "failed")[0])


def test_a_project_that_is_open_elsewhere_can_be_read(session, tmp_path, qapp):
    session.run("Add article", add_article)
    other = watched(Session())
    with pytest.raises(ProjectLockedError):
        other.open(session.project.path, PERSON)
    assert other.project is None
    assert other.open_read_only(session.project.path)
    assert len(other.project.articles.ids()) == 1
    other.shut_down()


def test_a_read_only_project_refuses_everything_with_the_reason(session, qtbot):
    path = session.project.path
    session.close_project()
    assert session.open_read_only(path)
    session.said.clear()
    assert session.run("Add article", add_article) is None
    job = session.run_long("Import 1 article", long_import(1))
    qtbot.waitUntil(lambda: not job.running)
    session.undo()
    session.switch_coder("Boris", "B")
    session.checkpoint()
    reasons = {str(error) for error in heard(session, "failed")}
    assert reasons == {"It was opened for reading only. Nothing was changed"}
    assert session.jobs.running == []
    assert session.coder is None


def test_a_closed_project_is_one_complete_file(session, tmp_path):
    path = session.project.path
    session.run("Add article", add_article)
    session.close_project()
    assert [file.name for file in tmp_path.iterdir()] == ["p.pressmark"]
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    session.close_project()


def test_closing_stops_the_jobs_and_tells_their_end_before_the_project_is_gone(session, qtbot):
    begun = threading.Event()
    job = session.run_long("Import 1000 articles", long_import(1000, begun=begun))
    ends = []
    job.cancelled.connect(lambda: ends.append(session.project is not None))
    assert begun.wait(5)
    session.close_project()
    assert ends == [True]
    qtbot.wait(20)
    assert heard(session, "changed") == []


def test_what_a_job_stored_at_the_last_moment_is_not_told_of_the_next_project(session, qtbot, tmp_path):
    Project.create(tmp_path / "next.pressmark", coder=PERSON).close()
    gate, begun = threading.Event(), threading.Event()

    def work(project):
        yield Progress(0, 1)
        begun.set()
        gate.wait(5)
        return add_article(project)

    session.run_long("Import 1 article", work)
    assert begun.wait(5)
    told = []
    session.changed.connect(lambda changes: told.append(session.project.path.name))
    threading.Timer(0.05, gate.set).start()
    assert session.open(tmp_path / "next.pressmark", PERSON)
    qtbot.wait(50)
    assert told == ["p.pressmark"]


def test_what_is_being_typed_can_be_stored_while_closing_even_after_an_import(session):
    begun = threading.Event()
    session.run_long("Import 1000 articles", long_import(1000, begun=begun))
    assert begun.wait(5)
    session.closing.connect(lambda: session.run("Typed", add_article))
    path = session.project.path
    session.close_project()
    assert heard(session, "failed") == []
    with Project.open(path) as project:
        assert len(project.articles.ids()) == 1


def test_when_idle_the_file_is_made_complete(session, qtbot):
    log = session.project.path.with_name("p.pressmark-wal")
    session._idle.setInterval(10)
    session.run("Add article", add_article)
    qtbot.waitUntil(lambda: not log.exists() or log.stat().st_size == 0)


def test_the_window_does_not_wait_for_the_file_to_be_made_complete(session, qtbot):
    log = session.project.path.with_name("p.pressmark-wal")
    session.run("Add article", add_article)
    gate = threading.Event()
    session.project._store._writer.queue(gate.wait)
    session.checkpoint()
    assert log.stat().st_size > 0
    gate.set()
    qtbot.waitUntil(lambda: log.stat().st_size == 0)
    assert heard(session, "failed") == []


def test_making_the_file_complete_is_tried_again_while_somebody_reads(session, qtbot):
    log = session.project.path.with_name("p.pressmark-wal")
    session._idle.setInterval(10)
    session.run("Add article", add_article)
    with closing(sqlite3.connect(session.project.path)) as outside:
        rows = outside.execute("SELECT 1 FROM articles UNION ALL SELECT 2")
        rows.fetchone()
        session.run("Add article", add_article)
        session.checkpoint()
        qtbot.wait(100)
        assert log.stat().st_size > 0
        rows.close()
    qtbot.waitUntil(lambda: not log.exists() or log.stat().st_size == 0)


def test_closing_does_not_mind_that_the_file_was_to_be_made_complete(session, qtbot, tmp_path):
    session.run("Add article", add_article)
    session.checkpoint()
    session.close_project()
    qtbot.wait(20)
    assert [file.name for file in tmp_path.iterdir()] == ["p.pressmark"]
    assert heard(session, "failed") == []


def test_while_a_job_stores_making_the_file_complete_waits(session, qtbot):
    gate, begun = threading.Event(), threading.Event()
    session._idle.setInterval(10)
    session.run("Add article", add_article)
    job = session.run_long("Import 2 articles", long_import(2, gate, begun))
    assert begun.wait(5)
    session.checkpoint()
    assert session._idle.isActive()
    job.cancel()
    gate.set()
    log = session.project.path.with_name("p.pressmark-wal")
    qtbot.waitUntil(lambda: not log.exists() or log.stat().st_size == 0)


# -- people


def test_the_person_is_recognised_in_a_project(session, tmp_path):
    path = session.project.path
    session.close_project()
    assert session.open(path, ("  anna  LINDQVIST ", "AL"))
    assert session.coder.name == "Anna Lindqvist"


def test_a_stranger_is_nobody_until_introduced(session):
    path = session.project.path
    session.close_project()
    assert session.open(path, ("Boris Okafor", "BO"))
    assert session.coder is None
    session.said.clear()
    session.switch_coder("Boris Okafor", "BO")
    assert session.coder.initials == "BO"
    assert ("coder_changed",) in session.said


def test_undoing_the_introduction_of_the_person_leaves_nobody(session):
    article = session.run("Add article", add_article)
    session.switch_coder("Boris Okafor", "BO")
    session.said.clear()
    session.undo()
    assert session.coder is None
    assert ("coder_changed",) in session.said
    assert session.run("Add claim", lambda p: p.claims.add(article, Span(0, 4))) is None
    assert "coder" in str(heard(session, "failed")[0])


def test_nobody_can_work_as_agreed(session):
    path = session.project.path
    session.close_project()
    assert session.open(path, ("Agreed", "="))
    assert session.coder is None
