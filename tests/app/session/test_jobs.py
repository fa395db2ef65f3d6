"""Long steps: one after the other, told when they end, and cancelled without a trace."""

import threading

from watched_session import add_article, heard, long_import

from annotations.errors import AnnotationError
from annotations.progress import Progress


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
    assert begun.wait(60)
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
    assert begun.wait(60)
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
    assert begun.wait(60)
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
        gate.wait(60)
        return len(project.articles.ids())

    job = session.run_aside("Count", work)
    assert begun.wait(60)
    assert session.run("Add article", add_article)
    results = []
    job.finished.connect(results.append)
    gate.set()
    qtbot.waitUntil(lambda: not job.running)
    assert results == [1]
