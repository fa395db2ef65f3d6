"""One window for each project, as processes see it."""

import os
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QTimer
from PySide6.QtGui import QFileOpenEvent

from annotations.project import Project
from annotations.store.files.lock import living_holder
from app import presence
from app.application import Application
from app.presence import Presence, _address, come_forward, start_program

ASK = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.presence import come_forward
application = QCoreApplication([])
sys.exit(0 if come_forward(Path(sys.argv[1]), float(sys.argv[2])) else 3)
"""


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "week.pressmark"
    opened = Project.create(path, coder=("Anna Lindqvist", "AL"))
    yield path
    opened.close()


@pytest.fixture
def holder(qtbot):
    made = Presence()
    yield made
    made.hold(None)


def asked_by_another(qtbot, path, patience=20.0):
    """Start another process that opens a project; whether it was answered."""
    child = QProcess()
    child.start(sys.executable, ["-c", ASK, str(path), str(patience)])
    qtbot.waitUntil(lambda: child.state() == QProcess.ProcessState.NotRunning, timeout=60_000)
    assert child.exitCode() in (0, 3), bytes(child.readAllStandardError().data()).decode()
    return child.exitCode() == 0


def test_whoever_opens_it_makes_the_window_come_forward(qtbot, project, holder):
    holder.hold(project)
    heard = []
    holder.wanted.connect(lambda: heard.append(1))
    assert asked_by_another(qtbot, project)
    assert heard == [1]
    link = project.with_name("link.pressmark")
    link.symlink_to(project)
    assert asked_by_another(qtbot, link), "another name of the same file"


def test_a_window_that_begins_to_listen_a_moment_later_is_found(qtbot, project, holder):
    QTimer.singleShot(1500, lambda: holder.hold(project))
    assert asked_by_another(qtbot, project)


def test_nobody_answers_for_a_project_that_was_closed(qtbot, project, holder):
    holder.hold(project)
    holder.hold(None)
    assert not asked_by_another(qtbot, project, 0.3)
    assert not Path(_address(project)).exists()


def test_an_address_left_by_a_killed_program_is_taken_over(qtbot, project, holder):
    left = socket.socket(socket.AF_UNIX)
    left.bind(_address(project))
    left.close()
    assert Path(_address(project)).exists()
    holder.hold(project)
    assert holder.listens
    assert asked_by_another(qtbot, project)


def test_a_window_that_hangs_is_no_answer(qtbot, project):
    with socket.socket(socket.AF_UNIX) as hung:
        hung.bind(_address(project))
        hung.listen()
        assert not asked_by_another(qtbot, project, 0.5)
    Path(_address(project)).unlink()


def test_only_this_person_reaches_it(project, holder):
    holder.hold(project)
    assert Path(_address(project)).stat().st_mode & 0o077 == 0


def test_without_anybody_in_it_nothing_is_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(presence, "_asked", lambda *_: pytest.fail("asked"))
    assert not come_forward(tmp_path / "gone.pressmark")
    path = tmp_path / "closed.pressmark"
    Project.create(path, coder=("Anna", "A")).close()
    assert not come_forward(path)
    circle = tmp_path / "circle.pressmark"
    circle.symlink_to(circle)
    assert not come_forward(circle)


class _WaitedError(Exception):
    pass


@pytest.mark.parametrize(("seconds", "is_waited_for"), [(3600, False), (1, True), (-3600, True)])
def test_only_who_may_be_a_window_coming_up_is_waited_for(qapp, project, monkeypatch, seconds, is_waited_for):
    since = (datetime.now(tz=UTC) - timedelta(seconds=seconds)).isoformat("T", "seconds")
    other = replace(living_holder(project), pid=os.getppid(), since=since)
    monkeypatch.setattr(presence, "living_holder", lambda _: other)

    def sleep(_):
        raise _WaitedError

    monkeypatch.setattr(presence.time, "sleep", sleep)
    if is_waited_for:
        with pytest.raises(_WaitedError):
            come_forward(project)
    else:
        assert not come_forward(project)


def test_the_window_itself_is_not_asked(project, monkeypatch):
    monkeypatch.setattr(presence, "_asked", lambda *_: pytest.fail("asked"))
    assert not come_forward(project)


def test_nonsense_is_not_answered(qtbot, project, holder):
    holder.hold(project)
    heard = []
    holder.wanted.connect(lambda: heard.append(1))
    for said in (b"\n", b"\x00" * 400, b"show" + b"x" * 400):
        with socket.socket(socket.AF_UNIX) as other:
            other.connect(_address(project))
            other.sendall(said)
            other.setblocking(False)

            def closed(other=other):
                try:
                    return other.recv(100) == b""
                except BlockingIOError:
                    return False

            qtbot.waitUntil(closed)
    assert heard == []
    assert asked_by_another(qtbot, project)


def test_where_no_address_can_be_made_it_goes_without(project, holder, monkeypatch, tmp_path):
    deep = tmp_path / ("x" * 120)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    holder.hold(project)
    assert not holder.listens


def test_another_program_is_started_with_the_path(monkeypatch, tmp_path):
    said = []
    monkeypatch.setattr(presence.QProcess, "startDetached", lambda *given: said.append(given) or (True, 1))
    assert start_program(tmp_path / "a b.pressmark")
    ((program, arguments),) = said
    assert program == sys.executable
    assert arguments[-2:] == ["open", str(tmp_path / "a b.pressmark")]
    done = subprocess.run(
        [program, *arguments[:-2], "--version"], check=False, capture_output=True, text=True, cwd=tmp_path, timeout=60,
        env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    assert done.stdout.startswith("pressmark "), done.stderr
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    start_program()
    assert said[-1] == (sys.executable, [])


def test_files_that_the_system_hands_over_are_told(qapp):
    told = []

    class Told:
        class file_opened:  # noqa: N801
            emit = told.append

    event = QFileOpenEvent("/press/week 12.pressmark")
    assert Application.event(Told, event)
    assert told == ["/press/week 12.pressmark"]
