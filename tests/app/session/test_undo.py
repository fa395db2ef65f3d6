"""Undo and redo: at once where they are short, behind the window where they are long."""

import sqlite3
import threading
from contextlib import closing

from watched_session import add_article, heard

from annotations.spans import Span


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
