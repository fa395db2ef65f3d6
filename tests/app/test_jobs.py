"""Jobs: their signals, on which thread, and how they end."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from annotations.errors import CancelledError, ExportError
from annotations.progress import Progress, drive
from app.jobs import Job, Jobs


@pytest.fixture
def thread():
    with ThreadPoolExecutor(1) as executor:
        yield executor


@pytest.fixture
def watched(qtbot):
    """A job with a list of all it said, each with the thread that heard it."""

    def make(label="Working", **values):
        job = Job(label, **values)
        job.said = []
        for name in ("progressed", "finished", "failed", "cancelled"):
            signal = getattr(job, name)
            signal.connect(lambda *args, name=name: job.said.append((name, *args, threading.current_thread())))
        return job

    return make


def names(job):
    return [said[0] for said in job.said]


def test_its_signals_arrive_on_the_windows_thread(watched, thread, qtbot):
    def work():
        assert threading.current_thread() is not threading.main_thread()
        yield Progress(1, 2, "half")
        return "result"

    job = watched()
    job.start(lambda told: thread.submit(lambda: drive(work(), told)))
    qtbot.waitUntil(lambda: not job.running)
    main = threading.main_thread()
    assert job.said == [("progressed", Progress(1, 2, "half"), main), ("finished", "result", main)]


def test_work_that_is_done_at_once_ends_only_when_one_can_have_connected(watched, qtbot):
    future: Future[int] = Future()
    future.set_result(3)
    job = watched()
    job.start(lambda _: future)
    assert job.said == []
    qtbot.waitUntil(lambda: names(job) == ["finished"])


def test_a_cancelled_job_stops_at_its_next_progress_and_says_so_once(watched, thread, qtbot):
    begun, go_on, cleaned = threading.Event(), threading.Event(), []

    def work():
        try:
            for n in range(1000):
                yield Progress(n, 1000)
                begun.set()
                go_on.wait(60)
        finally:
            cleaned.append(True)

    job = watched()
    job.start(lambda told: thread.submit(lambda: drive(work(), told)))
    assert begun.wait(60)
    job.cancel()
    assert job.stopping
    go_on.set()
    qtbot.waitUntil(lambda: not job.running)
    assert names(job)[-1] == "cancelled"
    assert names(job).count("cancelled") == 1
    assert "finished" not in names(job)
    assert cleaned == [True]


def test_work_that_waits_for_its_turn_never_begins_once_it_is_cancelled(watched, thread, qtbot):
    gate, ran = threading.Event(), []
    thread.submit(gate.wait)
    job = watched()
    job.start(lambda _: thread.submit(lambda: ran.append(True)))
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not job.running)
    assert names(job) == ["cancelled"]
    assert ran == []


@pytest.mark.parametrize("error", [ExportError("The disk is full"), ZeroDivisionError("a fault")])
def test_what_the_work_raises_is_handed_on(watched, qtbot, error):
    future: Future[int] = Future()
    future.set_exception(error)
    job = watched()
    job.start(lambda _: future)
    qtbot.waitUntil(lambda: not job.running)
    assert job.said[0][:2] == ("failed", error)


def test_settling_tells_the_end_at_once_and_only_once(watched, qtbot):
    future: Future[int] = Future()
    job = watched()
    job.settle()
    job.start(lambda _: future)
    job.settle()
    assert job.said == []
    future.set_result(1)
    job.settle()
    assert names(job) == ["finished"]
    qtbot.wait(20)
    assert names(job) == ["finished"]


def test_jobs_are_kept_until_they_end(watched, qtbot):
    jobs, changes = Jobs(), []
    jobs.changed.connect(lambda: changes.append(len(jobs.running)))
    reading, storing = watched(), watched(stores=True)
    futures = [Future(), Future()]
    for job, future in zip((reading, storing), futures, strict=True):
        jobs.add(job)
        job.start(lambda _, future=future: future)
    assert jobs.storing is storing
    futures[1].set_exception(CancelledError())
    futures[0].set_result(None)
    qtbot.waitUntil(lambda: not jobs.running)
    assert jobs.storing is None
    assert changes == [1, 2, 1, 0]


def test_stopping_all_waits_and_tells_how_each_ended(watched, thread, qtbot):
    jobs, begun = Jobs(), threading.Event()

    def endless():
        while True:
            begun.set()
            yield Progress(0, 0)

    first, second = watched(), watched()
    for job in (first, second):
        jobs.add(job)
        job.start(lambda told: thread.submit(lambda: drive(endless(), told)))
    assert begun.wait(60)
    jobs.stop_all()
    assert jobs.running == []
    assert names(first)[-1] == "cancelled"
    assert names(second) == ["cancelled"]


def test_a_job_that_ended_is_deleted_after_all_that_it_said_has_arrived(watched, thread, qtbot):
    def work():
        for n in range(50):
            yield Progress(n, 50, "")
        return "result"

    jobs, job, gone = Jobs(), watched(), []
    job.destroyed.connect(lambda: gone.append(True))
    jobs.add(job)
    job.start(lambda told: thread.submit(lambda: drive(work(), told)))
    qtbot.waitUntil(lambda: bool(gone))
    assert names(job) == [*["progressed"] * 50, "finished"]
    assert (job.running, job.future.result(), jobs.running) == (False, "result", [])
    job.cancel()


def test_a_job_that_was_settled_at_once_is_deleted_too(watched, thread, qtbot):
    jobs, job, gone = Jobs(), watched(), []
    job.destroyed.connect(lambda: gone.append(True))
    jobs.add(job)
    job.start(lambda _: thread.submit(lambda: 3))
    jobs.stop_all()
    assert job.said
    qtbot.waitUntil(lambda: bool(gone))
    assert len(job.said) == 1
