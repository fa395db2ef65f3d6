"""The lock beside an open project."""

import json
import os
import platform
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotations.errors import ProjectFileError, ProjectLockedError
from annotations.project import Project
from annotations.store.files import lock as locks
from annotations.store.files.lock import Lock, read_holder
from annotations.store.files.processes import start_of


@pytest.fixture
def lock_path(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def held(lock_path: Path, **values: object) -> dict[str, object]:
    """Write a lock as someone else would have left it."""
    holder = {
        "person": "anna",
        "machine": "PC-7",
        "pid": 4711,
        "started": f"{BOOT}/1",
        "since": datetime(2026, 3, 12, 13, 2, tzinfo=UTC).isoformat(),
        **values,
    }
    lock_path.write_text(json.dumps(holder), encoding="utf-8")
    return holder


BOOT = start_of(os.getpid()).rpartition("/")[0]
"""How the start of this machine is called."""


def gone_process() -> int:
    """The number of a process that has ended."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait(30)
    return done.pid


def test_a_second_opening_is_refused_and_says_who_where_and_since_when(project, path) -> None:
    with pytest.raises(ProjectLockedError) as raised:
        Project.open(path)
    error = raised.value
    assert error.path == path
    assert "Anna Lindqvist" in error.what
    assert platform.node() in error.what
    assert f"since {datetime.now():%H:}" in error.what or "since" in error.what
    assert "read-only" in error.remedy


def test_an_open_project_can_still_be_read(project, path, add_article) -> None:
    article = add_article()
    with Project.open(path, read_only=True) as reading:
        assert reading.articles.ids() == [article]
        assert reading.read_only
    assert project.articles.ids() == [article]


def test_the_name_and_the_machine_of_another_are_told(project, path, lock_path) -> None:
    project.close()
    held(lock_path)
    with pytest.raises(ProjectLockedError, match=r"anna on PC-7 has it open since \d\d:\d\d on \d\d \w+"):
        Project.open(path)
    assert json.loads(lock_path.read_text())["person"] == "anna"


def test_a_lock_from_another_machine_without_a_sign_of_life_is_broken(project, path, lock_path) -> None:
    project.close()
    held(lock_path)
    old = time.time() - locks.STALE_AFTER - 1
    os.utime(lock_path, (old, old))
    with Project.open(path):
        assert read_holder(lock_path).pid == os.getpid()
    assert not lock_path.exists()


def test_a_lock_of_a_process_of_this_machine_that_is_gone_is_broken_at_once(project, path, lock_path) -> None:
    project.close()
    held(lock_path, machine=platform.node(), pid=gone_process())
    with Project.open(path):
        assert read_holder(lock_path).pid == os.getpid()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the start of a process is not known")
def test_a_process_number_used_again_is_not_mistaken_for_the_holder(project, path, lock_path) -> None:
    project.close()
    held(lock_path, machine=platform.node(), pid=os.getpid(), started=f"{BOOT}/12345")
    with Project.open(path):
        assert read_holder(lock_path).started != f"{BOOT}/12345"


def test_a_living_process_of_this_machine_holds_its_lock_however_old(project, path, lock_path) -> None:
    os.utime(lock_path, (1, 1))
    with pytest.raises(ProjectLockedError):
        Project.open(path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "7",
        '{"person": "anna"}',
        '{"person": 1, "machine": "m", "pid": 1, "started": "", "since": "2026-03-12"}',
        '{"person": "a", "machine": "m", "pid": "../1", "started": "", "since": "2026-03-12"}',
        '{"person": "a", "machine": "m", "pid": 1, "started": "", "since": "yesterday"}',
        '{"person": "a", "machine": "m", "pid": 1, "started": "", "since": "0001-01-01"}',
        "x" * 20_000,
    ],
)
def test_a_lock_that_cannot_be_read_is_broken(project, path, lock_path, content: str) -> None:
    project.close()
    lock_path.write_text(content)
    os.utime(lock_path, (1, 1))
    with Project.open(path):
        assert read_holder(lock_path) is not None


def test_a_lock_that_was_made_this_moment_may_still_be_under_way(path, monkeypatch) -> None:
    monkeypatch.setattr(locks, "_WRITING", 60.0)  # on a busy machine the moment is long
    project = Project.create(path)
    lock_path = path.with_name(path.name + ".lock")
    content = lock_path.read_text()
    lock_path.write_text("")
    writing = threading.Timer(0.2, lock_path.write_text, [content])
    writing.start()
    with pytest.raises(ProjectLockedError):
        Project.open(path)
    writing.join()
    project.close()


def test_of_two_who_find_a_stale_lock_only_one_gets_it(path, lock_path) -> None:
    Project.create(path).close()
    for _ in range(20):
        held(lock_path, machine=platform.node(), pid=gone_process() if _ == 0 else 2**22 - 1)
        taken, refused = [], []
        start = threading.Barrier(4)

        def take(start=start, taken=taken, refused=refused) -> None:
            start.wait(20)
            try:
                taken.append(Lock(path))
            except ProjectLockedError:
                refused.append(1)

        threads = [threading.Thread(target=take) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert (len(taken), len(refused)) == (1, 3)
        taken[0].release()
        assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_giving_back_leaves_a_lock_that_is_someone_elses_by_now(path, lock_path) -> None:
    lock = Lock(path)
    theirs = held(lock_path)
    os.utime(lock_path, (1, 1))
    lock.beat()
    assert lock_path.stat().st_mtime == 1, "a sign of life of ours would keep theirs alive"
    lock.release()
    assert json.loads(lock_path.read_text()) == theirs


def test_a_sign_of_life_is_given_while_the_project_is_open(path, lock_path, monkeypatch) -> None:
    monkeypatch.setattr("annotations.project.HEARTBEAT", 0.02)
    with Project.create(path):
        os.utime(lock_path, (1, 1))
        deadline = time.monotonic() + 10
        while lock_path.stat().st_mtime == 1 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert lock_path.stat().st_mtime > 1


def test_a_link_to_the_project_leads_to_the_same_lock(project, path, tmp_path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    link = other / "link.pressmark"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no links there")
    with pytest.raises(ProjectLockedError):
        Project.open(link)
    project.close()
    with Project.open(link):
        assert path.with_name(path.name + ".lock").exists()
    assert [entry.name for entry in other.iterdir()] == ["link.pressmark"]


def test_where_no_lock_can_be_made_the_project_says_so(project, path, monkeypatch) -> None:
    project.close()

    def full(self: Lock) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Lock, "_write", full)
    with pytest.raises(ProjectFileError, match="No lock can be put beside the file \\(No space left") as raised:
        Project.open(path)
    assert raised.value.path == path


def test_the_start_of_a_process_tells_the_living_from_the_gone() -> None:
    assert start_of(os.getpid()) == start_of(os.getpid()) != ""
    assert start_of(gone_process()) == ""
    assert start_of(0) == start_of(-1) == start_of(2**80) == ""


def test_a_lock_from_before_this_machine_was_started_is_broken_at_once(path, lock_path, monkeypatch) -> None:
    Project.create(path).close()
    held(lock_path, machine=platform.node(), pid=os.getpid(), started="earlier/1")
    seen = time.time() - 60
    os.utime(lock_path, (seen, seen))
    monkeypatch.setattr(locks, "seconds_up", lambda: 30.0)
    with Project.open(path):
        assert read_holder(lock_path).person != "anna"


def test_another_machine_of_the_same_name_holds_its_lock(path, lock_path, monkeypatch) -> None:
    Project.create(path).close()
    held(lock_path, machine=platform.node(), pid=gone_process(), started="another/1")
    seen = time.time() - 60
    os.utime(lock_path, (seen, seen))
    monkeypatch.setattr(locks, "seconds_up", lambda: 3600.0)
    with pytest.raises(ProjectLockedError, match="anna"):
        Project.open(path)


def test_where_the_start_of_a_process_is_unknown_its_signs_of_life_count(path, lock_path, monkeypatch) -> None:
    Project.create(path).close()
    monkeypatch.setattr(locks, "start_of", lambda pid: locks.RUNNING)
    held(lock_path, machine=platform.node(), started=locks.RUNNING)
    with pytest.raises(ProjectLockedError):
        Project.open(path)
    os.utime(lock_path, (1, 1))
    with Project.open(path):
        assert read_holder(lock_path).person != "anna"


@pytest.mark.parametrize(("age", "alive"), [(60, True), (-60, True), (400, False), (-400, False)])
def test_the_age_of_a_lock_is_told_by_the_clock_of_its_folder(path, lock_path, monkeypatch, age, alive) -> None:
    Project.create(path).close()
    held(lock_path)
    there = lock_path.stat().st_mtime + age
    monkeypatch.setattr(locks, "_time_at", lambda _: there)
    monkeypatch.setattr(locks.time, "time", lambda: there + 3600)
    if alive:
        with pytest.raises(ProjectLockedError):
            Lock(path)
    else:
        Lock(path).release()


def test_the_clock_of_a_folder_is_read_without_a_trace(path) -> None:
    assert abs(locks._time_at(path) - time.time()) < 5
    assert list(path.parent.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is kept from this person")
def test_a_lock_that_may_not_be_read_is_no_half_written_one(path, lock_path) -> None:
    Project.create(path).close()
    held(lock_path)
    lock_path.chmod(0)
    with pytest.raises(ProjectLockedError, match="does not let itself be read"):
        Lock(path)
    os.utime(lock_path, (1, 1))
    Lock(path).release()


def test_a_lock_that_cannot_be_read_for_a_fault_of_the_drive_is_kept(path, lock_path, monkeypatch) -> None:
    Project.create(path).close()
    held(lock_path)

    def fault(self: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fault)
    with pytest.raises(ProjectLockedError, match="does not let itself be read"):
        Lock(path)


def test_a_lock_that_vanished_is_made_anew_and_one_taken_over_is_left(path, lock_path) -> None:
    lock = Lock(path, "Anna")
    lock_path.unlink()
    assert lock.beat()
    assert read_holder(lock_path).person == "Anna"
    held(lock_path)
    assert not lock.beat()
    assert not lock.held


def test_who_finds_a_lock_left_behind_removes_no_new_one(path, lock_path) -> None:
    held(lock_path, machine=platform.node(), pid=gone_process())
    slow = Lock.__new__(Lock)
    slow.path = lock_path
    stale = read_holder(lock_path)
    with_new = Lock(path)
    slow._remove(stale)
    assert with_new.held
    with_new.release()
    assert list(path.parent.iterdir()) == []


def test_what_a_program_killed_while_removing_a_lock_left_does_not_stop_others(path, lock_path) -> None:
    held(lock_path, machine=platform.node(), pid=gone_process())
    guard = lock_path.with_name(lock_path.name + "-breaking")
    guard.touch()
    with pytest.raises(ProjectLockedError, match="at this moment"):
        Lock(path)
    os.utime(guard, (1, 1))
    Lock(path).release()
    assert list(path.parent.iterdir()) == []
