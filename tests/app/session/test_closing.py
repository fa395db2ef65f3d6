"""Closing a project, and making its file complete meanwhile."""

import itertools
import sqlite3
import threading
from contextlib import closing

from watched_session import PERSON, add_article, heard, long_import

from annotations.progress import Progress
from annotations.project import Project


def test_a_closed_project_is_one_complete_file(session, tmp_path):
    path = session.project.path
    session.run("Add article", add_article)
    session.close_project()
    assert [file.name for file in tmp_path.iterdir()] == ["p.pressmark"]
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    session.close_project()


def endless_import(begun):
    """Ends only when it is stopped: what is counted may be done before the project is closed."""

    def work(project):
        for n in itertools.count():
            add_article(project, f"Article {n}")
            yield Progress(n, 0)
            begun.set()
            threading.Event().wait(0.01)

    return work


def test_closing_stops_the_jobs_and_tells_their_end_before_the_project_is_gone(session, qtbot):
    begun = threading.Event()
    job = session.run_long("Import articles", endless_import(begun))
    ends = []
    job.cancelled.connect(lambda: ends.append(session.project is not None))
    assert begun.wait(60)
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
        gate.wait(60)
        return add_article(project)

    session.run_long("Import 1 article", work)
    assert begun.wait(60)
    told = []
    session.changed.connect(lambda changes: told.append(session.project.path.name))
    threading.Timer(0.05, gate.set).start()
    assert session.open(tmp_path / "next.pressmark", PERSON)
    qtbot.wait(50)
    assert told == ["p.pressmark"]


def test_what_is_being_typed_can_be_stored_while_closing_even_after_an_import(session):
    begun = threading.Event()
    session.run_long("Import articles", endless_import(begun))
    assert begun.wait(60)
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
    assert begun.wait(60)
    session.checkpoint()
    assert session._idle.isActive()
    job.cancel()
    gate.set()
    log = session.project.path.with_name("p.pressmark-wal")
    qtbot.waitUntil(lambda: not log.exists() or log.stat().st_size == 0)
