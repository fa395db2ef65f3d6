"""Children that stay between two drops, and those that are let go."""

import threading
import time
from collections.abc import Callable
from contextlib import closing

import pytest

from annotations.importers import readers as module
from annotations.importers.readers import WORKERS, Readers
from annotations.importers.reading import read_files
from annotations.process_memory import used_by
from annotations.progress import drive
from annotations.worker import Worker


@pytest.fixture
def readers():
    with closing(Readers()) as readers:
        yield readers


def happens(what: Callable[[], bool]) -> bool:
    until = time.monotonic() + 20
    while not what() and time.monotonic() < until:
        time.sleep(0.02)
    return what()


def warmed() -> bool:
    """Whether nobody is about to start children any more."""
    return not [thread for thread in threading.enumerate() if thread.name == "readers"]


def lives(pid: int) -> bool:
    return used_by(pid) is not None


def pids(readers: Readers) -> list[int]:
    """Of the children that are there."""
    children = readers.borrow(WORKERS)
    found = [child.pid for child in children]
    readers.give_back(children)
    return [pid for pid in found if pid]


def test_warmed_children_read_the_next_drop_and_stay(readers, press):
    readers.warm()
    assert happens(lambda: len(pids(readers)) == WORKERS)
    before = pids(readers)
    readers.warm()
    assert happens(warmed)  # it would miss those that read just now, and start others
    for name in ("a.txt", "b.txt"):
        (found,) = drive(read_files([press.write(name, "The bridge\nIt was opened.")], readers=readers))
        assert found.drafts[0].headline == "The bridge"
    assert sorted(pids(readers)) == sorted(before)
    assert all(map(lives, before))


def test_a_cancelled_reading_keeps_no_child_that_is_still_at_work(readers, press):
    running = read_files([press.write(f"{n}.txt", "A\nb") for n in range(20)], readers=readers)
    next(running)
    running.close()
    assert pids(readers) == []


def test_closing_ends_the_children_also_what_is_given_back_later(readers, press):
    drive(read_files([press.write("a.txt", "A\nb")], readers=readers))
    (stayed,) = pids(readers)
    readers.close()
    assert not lives(stayed)
    late = module.new_reader()
    late.call({"warm": True}, deadline=60)
    pid = late.pid
    readers.give_back([late])
    assert not lives(pid)
    assert happens(lambda: not any(isinstance(thread, threading.Timer) for thread in threading.enumerate()))


def test_a_child_that_cannot_start_is_no_fault_before_anything_is_read(press, monkeypatch):
    faults, asked = [], threading.Event()
    monkeypatch.setattr(threading, "excepthook", faults.append)

    class NoChild(Worker):
        def begin(self, request):
            asked.set()
            raise OSError("no more processes")

    with closing(Readers(lambda: NoChild("import"))) as readers:
        readers.warm()
        assert asked.wait(20)
        assert happens(warmed)
        assert faults == []
        (found,) = drive(read_files([press.write("a.txt", "A\nb")], readers=readers))
        assert found.drafts[0].headline == "A"


def test_children_without_work_are_let_go(press):
    made = []
    with closing(Readers(lambda: made.append(module.new_reader()) or made[-1], kept=0.5)) as readers:
        (found,) = drive(read_files([press.write("a.txt", "A\nb")], readers=readers))
        assert found.drafts
        assert happens(lambda: not made[0].pid)  # not asked by borrowing it, which would be the end of its being kept


def test_a_child_that_has_grown_does_not_stay(readers, press, monkeypatch):
    monkeypatch.setattr(module, "_HEAVY", 1)
    drive(read_files([press.write("a.txt", "A\nb")], readers=readers))
    assert pids(readers) == []
