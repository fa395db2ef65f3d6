"""Files of unknown origin are looked at in a child process, and large ones are read through while they are open."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path
from queue import SimpleQueue

import pytest

from annotations import worker
from annotations.errors import DamagedFileError, ProjectFileError
from annotations.progress import Progress
from annotations.project import Project
from annotations.store.files import known, opening, vetting
from annotations.store.files.vetting import Vetting


@pytest.fixture
def foreign(project, path, add_article, add_claim) -> Path:
    """A closed project that somebody else has had."""
    add_claim(add_article())
    project.close()
    os.utime(path, (1, 1))
    return path


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


@pytest.fixture
def late(monkeypatch) -> threading.Event:
    """Reading through takes until the event is set."""
    go_on = threading.Event()

    def slow(request):
        yield vetting._LOOKED_OVER
        while not go_on.wait(0.01):
            yield vetting._LOOKED_OVER
        return (yield from vetting.look(request))

    monkeypatch.setattr(vetting, "PATIENCE", 0)
    monkeypatch.setattr(vetting, "answers", slow)
    return go_on


def test_a_strangers_file_is_looked_at_by_a_child_that_is_gone_after(foreign, monkeypatch) -> None:
    children = []
    start = worker._Child.__init__

    def note(self, argv) -> None:
        start(self, argv)
        children.append(self)

    monkeypatch.setattr(worker._Child, "__init__", note)
    with Project.open(foreign) as project:
        assert not project.read_only
        assert project.checked
        assert project.damage == ""
    assert [child.process.poll() is not None for child in children] == [True]
    assert known.is_known(foreign)
    Project.open(foreign).close()
    assert len(children) == 1


def test_the_child_cannot_take_more_memory_than_it_was_given(foreign) -> None:
    done = worker.Worker("vet", argv=[*worker.command("vet")])
    with done:
        answer = done.call({"path": str(foreign), "immutable": False}, deadline=60)
    assert answer == {"refused": None, "damage": ""}
    source = (
        "from annotations.store.files import vetting;"
        "import sqlite3; list(vetting.serve({'path': '/', 'immutable': True}));"
        "c = sqlite3.connect(':memory:')\n"
        "try:\n    c.execute('SELECT length(zeroblob(900000000) || 1)').fetchone(); print('room')\n"
        "except MemoryError:\n    print('limited')"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "limited\n"


def test_a_large_file_is_open_before_it_was_read_through(foreign, late) -> None:
    told = SimpleQueue()  # whoever waits for the result itself goes on before anybody is told
    with Project.open(foreign) as project:
        assert not project.checked
        assert not project.read_only
        project.when_checked(told.put)
        project.step("Edit", lambda p: p.articles.update(p.articles.ids(), author="R. Pell"))
        late.set()
        assert told.get(timeout=20) == ""
        assert (project.checked, project.damage, told.empty()) == (True, "", True)
    assert known.is_known(foreign)


def test_a_file_that_takes_long_to_be_read_through_is_not_locked_meanwhile(foreign, monkeypatch) -> None:
    """The child holds a lock for as long as one of its statements runs, a minute if need be."""
    reading = opening.read_through

    def long(path: Path, *, immutable: bool) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            rows = connection.execute("SELECT 1 FROM articles UNION ALL SELECT 2")
            rows.fetchone()
            while not go_on.wait(0.01) and not stopped.is_set():
                pass
            rows.close()
        reading(path, immutable=immutable)

    def here(request):
        """In a thread of this process, so that it can be held up; ended like a child."""
        stopped.clear()
        with ThreadPoolExecutor(1) as executor:
            if not request.get("looked_over"):
                opening.look_over(foreign, immutable=False)
            work = executor.submit(long, foreign, immutable=False)
            try:
                while not work.done():
                    yield vetting._LOOKED_OVER
                    wait([work], 0.01)
            finally:
                stopped.set()
        work.result()
        return {"refused": None, "damage": ""}

    go_on, stopped = threading.Event(), threading.Event()
    monkeypatch.setattr(vetting, "PATIENCE", 0.05)
    monkeypatch.setattr(vetting, "answers", here)
    with Project.open(foreign) as project:
        assert not project.checked
        project.step("Edit", lambda p: p.articles.update(p.articles.ids(), author="R. Pell"))
        assert not project.read_only
        go_on.set()
        assert project._vetting.result.result(10) == ""


def test_damage_that_is_found_later_stops_the_work_and_is_told(foreign, late) -> None:
    change(foreign, "UPDATE articles SET n_chars = 100000000")
    told = SimpleQueue()
    with Project.open(foreign) as project:
        assert not project.read_only
        project.when_checked(told.put)
        late.set()
        assert told.get(timeout=20) == project.damage
        assert project.read_only
        assert "do not fit together" in project.read_only_reason
    assert not known.is_known(foreign)


def test_a_file_closed_before_it_was_read_through_is_looked_at_again(foreign, late) -> None:
    with Project.open(foreign) as project:
        told = []
        project.when_checked(told.append)
    assert told == []
    assert not known.is_known(foreign)


@pytest.mark.parametrize("reason", ["time", "memory", "crash"])
def test_a_child_that_is_lost_while_it_looks_the_file_over_is_a_refusal(foreign, monkeypatch, reason: str) -> None:
    def lost(self, request, *, deadline):
        yield Progress(0, 0)
        raise worker.WorkerLostError(reason)

    monkeypatch.setattr(worker.Worker, "run", lost)
    with pytest.raises(DamagedFileError, match="could not be checked") as raised:
        Project.open(foreign)
    assert raised.value.path == foreign
    assert "Recover" in raised.value.remedy


def test_a_child_that_is_lost_later_leaves_the_file_to_be_read(foreign, monkeypatch) -> None:
    def lost(self, request, *, deadline):
        yield vetting._LOOKED_OVER
        raise worker.WorkerLostError("crash")

    monkeypatch.setattr(worker.Worker, "run", lost)
    with Project.open(foreign) as project:
        assert project.read_only
        assert "could not be checked" in project.damage
        assert len(project.articles.ids()) == 1


def test_where_no_child_can_be_started_the_file_is_looked_at_here(foreign, monkeypatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(worker._Child, "__init__", refused)
    with Project.open(foreign) as project:
        assert project.checked
        assert not project.read_only
    change(foreign, "CREATE VIEW extra AS SELECT 1")
    with pytest.raises(DamagedFileError, match="'extra'"):
        Project.open(foreign)


def test_an_opening_that_fails_ends_the_child(foreign, late, monkeypatch) -> None:
    closed = []
    close = Vetting.close
    monkeypatch.setattr(Vetting, "close", lambda self: closed.append(close(self)))
    foreign.with_name(foreign.name + ".lock").mkdir()
    with pytest.raises((ProjectFileError, OSError)):
        Project.open(foreign)
    assert closed


def test_waiting_is_short(foreign, late) -> None:
    start = time.monotonic()
    with Project.open(foreign):
        assert time.monotonic() - start < 5
