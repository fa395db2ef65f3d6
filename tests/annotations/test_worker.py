"""The child process: requests and replies, and what happens when it dies."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from annotations.errors import AnnotationError
from annotations.process_memory import used_by
from annotations.progress import Progress, drive
from annotations.worker import Worker, WorkerFaultError, WorkerLostError, command, serve

WORK = """
import ctypes, os, sys, time
from pathlib import Path
from annotations.errors import ImportFileError
from annotations.progress import Progress, drive
from annotations.worker import tell

def work(request):
    do = request["do"]
    if do == "echo":
        return request["value"]
    if do == "pid":
        return os.getpid()
    if do == "note":
        with open(request["file"], "a") as notes:
            notes.write(request["value"])
        return request["value"]
    if do == "noise":
        print("noise on stdout")
        os.write(1, b'{"id": 1, "result": "forged"}\\n')
        sys.stdout.write("more"); sys.stdout.flush()
        ctypes.CDLL(None).puts(b"noise from C")
        ctypes.CDLL(None).fflush(None)
        return [sys.stdin.read(), "clean"]
    if do == "refuse":
        raise ImportFileError("is bad", "Do better", Path("x.txt"))
    if do == "fault":
        raise KeyError("our bug")
    if do == "progress":
        return counting()
    if do == "crash":
        print("last words", file=sys.stderr, flush=True)
        os._exit(3)
    if do == "hang":
        time.sleep(600)
    if do == "eat":
        kept = []
        while True:
            kept.append(bytearray(20_000_000))
    if do == "eat aloud":
        kept = []
        while len(kept) < 100:
            kept.append(bytearray(20_000_000))
            for _ in range(100):
                tell(Progress(len(kept), 0, "part"))
        return "eaten"
    if do == "slowly":
        for part in range(4):
            tell(Progress(part, 4, "part"))
        time.sleep(request["rest"])
        return "done"
    if do == "flood":
        sys.stderr.write("x" * 3_000_000)
        return "y" * 3_000_000

def counting():
    for done in range(3):
        yield Progress(done, 3, "part")
    return "counted"
"""


@pytest.fixture
def worker(tmp_path):
    (tmp_path / "some_work.py").write_text(textwrap.dedent(WORK))
    start = (
        "import sys; sys.path[:0] = sys.argv[1:]; from annotations import worker; "
        "worker.KINDS['test'] = 'some_work:work'; sys.exit(worker.serve('test'))"
    )
    argv = [sys.executable, "-c", start, str(tmp_path), str(Path(__file__).parents[2])]
    with Worker("test", memory=300_000_000, argv=argv) as made:
        yield made


def noted(notes: Path, value: str) -> bool:
    """Whether a child writes this within ten seconds."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if notes.exists() and notes.read_text() == value:
            return True
        time.sleep(0.01)
    return False


def test_what_comes_next_is_done_before_it_is_called_for_and_only_once(worker, tmp_path):
    following = {"do": "note", "file": str(tmp_path / "notes"), "value": "a"}
    assert worker.call({"do": "echo", "value": 1}, deadline=30, then=following) == 1
    assert noted(tmp_path / "notes", "a")
    assert worker.call(following, deadline=30) == "a"
    assert worker.call({"do": "echo", "value": 2}, deadline=30) == 2
    assert (tmp_path / "notes").read_text() == "a"


def test_another_call_than_was_announced_gets_its_own_result(worker):
    assert worker.call({"do": "echo", "value": 1}, deadline=30, then={"do": "echo", "value": 2}) == 1
    assert worker.call({"do": "echo", "value": 3}, deadline=30) == 3


def test_a_child_lost_by_what_comes_next_costs_that_only(worker):
    following = {"do": "crash"}
    first = worker.call({"do": "pid"}, deadline=30, then=following)
    with pytest.raises(WorkerLostError) as lost:
        worker.call(following, deadline=30, then={"do": "pid"})
    assert lost.value.reason == "crash"
    assert worker.call({"do": "pid"}, deadline=30) != first


def test_what_a_child_answered_right_before_it_went_is_heard(worker, monkeypatch):
    check = worker._check

    def late(child, *given, **more):
        child._threads[0].join(20)  # it answers, begins what comes next and is gone before anybody looks
        check(child, *given, **more)

    monkeypatch.setattr(worker, "_check", late)
    assert worker.call({"do": "pid"}, deadline=30, then={"do": "crash"})


def test_the_deadline_holds_for_a_child_that_takes_no_requests_any_more():
    # As one that hangs in a pattern does: no thread of it runs, and more is asked meanwhile than a pipe holds.
    answers = """
import sys, time
sys.stdin.readline()
print('{"id": 1, "result": "a"}', flush=True)
time.sleep(600)
"""
    with Worker("test", argv=[sys.executable, "-c", answers]) as worker:
        following = {"do": "echo", "value": 1}
        assert worker.call({"do": "echo", "value": 0}, deadline=30, then=following) == "a"
        with pytest.raises(WorkerLostError) as lost:
            worker.call(following, deadline=1, then={"do": "echo", "value": "x" * 1_000_000})
        assert lost.value.reason == "time"


def test_what_is_begun_is_waited_for_by_nobody(worker, tmp_path):
    worker.begin({"do": "note", "file": str(tmp_path / "notes"), "value": "b"})
    assert noted(tmp_path / "notes", "b")
    assert worker.call({"do": "echo", "value": 4}, deadline=30) == 4


def test_requests_are_answered_by_one_child(worker):
    assert worker.pid == 0
    value = {"text": "ä\u2028😀\ud800", "numbers": [1, 2.5, None]}
    assert worker.call({"do": "echo", "value": value}, deadline=20) == value
    assert worker.call({"do": "pid"}, deadline=20) == worker.call({"do": "pid"}, deadline=20) == worker.pid


def test_noise_does_not_break_the_protocol(worker):
    for _ in range(2):
        assert worker.call({"do": "noise"}, deadline=20) == ["", "clean"]


def test_long_replies_and_a_flooded_error_stream(worker):
    assert len(worker.call({"do": "flood"}, deadline=20)) == 3_000_000


def test_progress_is_passed_on(worker):
    seen = []
    assert worker.call({"do": "progress"}, deadline=20, on_progress=seen.append) == "counted"
    assert seen == [Progress(done, 3, "part") for done in range(3)]


def test_cancelling_from_progress_ends_the_child(worker):
    def stop(_progress):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        worker.call({"do": "progress"}, deadline=20, on_progress=stop)
    assert worker.pid == 0
    assert worker.call({"do": "echo", "value": 1}, deadline=20) == 1


def test_as_a_job_it_yields_and_can_be_closed(worker):
    running = worker.run({"do": "progress"}, deadline=20)
    seen = []
    assert drive(running, seen.append) == "counted"
    assert [progress.done for progress in seen if progress.total][-3:] == [0, 1, 2]
    hanging = worker.run({"do": "hang"}, deadline=60)
    next(hanging)
    pid = worker.pid
    hanging.close()
    assert gone(pid)


def test_errors_of_the_person_and_of_the_program_are_told_apart(worker):
    with pytest.raises(AnnotationError) as refused:
        worker.call({"do": "refuse"}, deadline=20)
    assert (refused.value.what, refused.value.remedy, refused.value.path) == ("is bad", "Do better", Path("x.txt"))
    pid = worker.pid
    with pytest.raises(WorkerFaultError, match="our bug"):
        worker.call({"do": "fault"}, deadline=20)
    assert worker.call({"do": "pid"}, deadline=20) == pid


def test_a_crash_is_noticed_at_once_and_a_new_child_takes_over(worker):
    worker.call({"do": "echo", "value": 1}, deadline=20)
    started = time.monotonic()
    with pytest.raises(WorkerLostError) as lost:
        worker.call({"do": "crash"}, deadline=60)
    assert time.monotonic() - started < 5
    assert lost.value.reason == "crash"
    assert "last words" in lost.value.details
    assert worker.call({"do": "echo", "value": 2}, deadline=20) == 2


def test_a_hang_is_ended_at_the_deadline(worker):
    worker.call({"do": "echo", "value": 1}, deadline=20)
    pid, started = worker.pid, time.monotonic()
    with pytest.raises(WorkerLostError) as lost:
        worker.call({"do": "hang"}, deadline=0.5)
    assert lost.value.reason == "time"
    assert time.monotonic() - started < 20
    assert gone(pid)


@pytest.mark.skipif(used_by(os.getpid()) is None, reason="memory of processes cannot be measured here")
def test_a_glutton_is_ended(worker):
    worker.call({"do": "echo", "value": 1}, deadline=20)
    pid = worker.pid
    with pytest.raises(WorkerLostError) as lost:
        worker.call({"do": "eat"}, deadline=60)
    assert lost.value.reason == "memory"
    assert gone(pid)


@pytest.mark.skipif(used_by(os.getpid()) is None, reason="memory of processes cannot be measured here")
def test_a_glutton_that_tells_of_progress_all_the_time_is_ended(worker):
    with pytest.raises(WorkerLostError) as lost:
        worker.call({"do": "eat aloud"}, deadline=60)
    assert lost.value.reason == "memory"


def test_a_deadline_is_for_all_of_the_work_or_for_each_part_of_it(worker, monkeypatch):
    told = []  # the clock goes by what was told, two seconds for each part: a busy machine takes longer for one
    monkeypatch.setattr("annotations.worker.time", SimpleNamespace(monotonic=lambda: 2.0 * len(told)))
    parts = {"do": "slowly", "rest": 0.5}
    assert worker.call(parts, deadline=3, renewed=True, on_progress=told.append) == "done"
    assert [progress.done for progress in told] == [0, 1, 2, 3]
    with pytest.raises(WorkerLostError) as lost:
        worker.call({**parts, "rest": 600}, deadline=3, on_progress=told.append)
    assert lost.value.reason == "time"


def test_close_ends_a_call_under_way_and_leaves_no_zombie(worker):
    worker.call({"do": "echo", "value": 1}, deadline=20)
    pid = worker.pid
    threading.Timer(0.3, worker.close).start()
    with pytest.raises(WorkerLostError):
        worker.call({"do": "hang"}, deadline=60)
    assert gone(pid)
    with pytest.raises(WorkerLostError, match="closed"):
        worker.call({"do": "pid"}, deadline=1)


def test_the_child_ends_with_its_parent(worker):
    worker.call({"do": "echo", "value": 1}, deadline=20)
    child = worker._child
    child.process.stdin.close()
    assert child.process.wait(10) == 0


def test_a_child_at_work_ends_with_its_parent_too(worker):
    hanging = worker.run({"do": "hang"}, deadline=60)
    next(hanging)
    child = worker._child
    child.process.stdin.close()
    assert child.process.wait(10) == 0


def test_an_interrupt_is_for_the_parent_to_act_on(worker):
    worker.call({"do": "echo", "value": 1}, deadline=20)
    pid = worker.pid
    os.kill(pid, signal.SIGINT)
    assert worker.call({"do": "pid"}, deadline=20) == pid


def gone(pid: int) -> bool:
    """Whether the process does not exist any more, not even as a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_the_shipped_kinds_can_be_loaded_and_started(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('a module of the current folder was taken')")
    (tmp_path / "a.txt").write_text("Headline\nText")
    monkeypatch.chdir(tmp_path)
    with Worker("import") as real:
        assert real.call({"path": str(tmp_path / "a.txt")}, deadline=30)["drafts"][0]["headline"] == "Headline"


def test_an_unknown_kind(capsys):
    assert serve("nonsense") == 2
    assert "nonsense" in capsys.readouterr().err


def test_the_window_of_windows_starts_its_workers_by_the_program_that_has_streams(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/programs/pressmark-window.exe")
    assert command("import") == [str(Path("/programs/pressmark.exe")), "--worker", "import"]


def test_the_command_of_a_frozen_program(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command("import") == [sys.executable, "--worker", "import"]


def test_the_command_line_starts_a_worker_too():
    argv = [sys.executable, "-m", "annotations.worker", "nonsense"]
    done = subprocess.run(argv, capture_output=True, timeout=30, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 2


def test_own_memory_is_measured():
    if (before := used_by(os.getpid())) is None:
        pytest.skip("cannot be measured here")
    ballast = b"x" * 50_000_000
    assert used_by(os.getpid()) - before > 30_000_000
    assert len(ballast) == 50_000_000
    assert used_by(2**22 + 1) is None
