"""Opening what is open already, opening several, and what comes from outside while the program runs."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QProcessEnvironment, Qt
from PySide6.QtWidgets import QApplication

from annotations.project import Project
from app.crash import LOG
from app.presence import come_forward
from app.settings import state_folder

PROGRAM = "import sys; from annotations.cli import main; sys.argv[0] = 'pressmark'; main()"


def made(path: Path) -> Path:
    Project.create(path, coder=("Anna Lindqvist", "AL")).close()
    return path


def started(path: Path) -> QProcess:
    """The program in a process of its own, as a double click starts it."""
    child = QProcess()
    environment = QProcessEnvironment()
    for name, value in os.environ.items():
        environment.insert(name, value)
    child.setProcessEnvironment(environment)
    child.start(sys.executable, ["-c", PROGRAM, str(path)])
    return child


def test_opening_a_project_twice_raises_the_window_that_has_it(desk, qtbot, tmp_path) -> None:
    project = made(tmp_path / "week.pressmark")
    window = desk.start(project)
    window.setWindowState(Qt.WindowState.WindowMinimized)
    child = started(project)
    qtbot.waitUntil(lambda: child.state() == QProcess.ProcessState.NotRunning, timeout=60_000)
    assert child.exitCode() == 0
    assert bytes(child.readAllStandardError().data()) == b""
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.session.can_write


def test_a_start_that_hands_over_leaves_what_ended_the_program_to_be_told_by_a_window(desk, qtbot, tmp_path) -> None:
    project = made(tmp_path / "week.pressmark")
    desk.start(project)
    log, said = state_folder() / LOG, "Fatal Python error: Aborted\n"
    log.write_text(said, encoding="utf-8")
    child = started(project)
    qtbot.waitUntil(lambda: child.state() == QProcess.ProcessState.NotRunning, timeout=60_000)
    assert child.exitCode() == 0
    assert log.read_text(encoding="utf-8") == said


def test_a_window_that_is_shown_a_project_of_another_one_lets_that_come_forward(desk, qtbot, tmp_path) -> None:
    theirs, ours = made(tmp_path / "theirs.pressmark"), made(tmp_path / "ours.pressmark")
    window = desk.start(ours)
    child = started(theirs)
    qtbot.waitUntil(lambda: come_forward(theirs), timeout=60_000)  # it has the lock before it listens
    try:
        assert not window.files.open(theirs)
        assert "came to the front" in window.toast.text
        assert window.session.project.path == ours
    finally:
        child.terminate()
        qtbot.waitUntil(lambda: child.state() == QProcess.ProcessState.NotRunning, timeout=60_000)
    assert window.files.open(theirs), "it was closed there"


def test_a_killed_window_is_no_hindrance(desk, qtbot, tmp_path) -> None:
    project = made(tmp_path / "week.pressmark")
    desk.start()  # so that the name of who works is known
    desk.close()
    child = started(project)
    lock = project.with_name("week.pressmark.lock")
    qtbot.waitUntil(lock.exists, timeout=60_000)
    child.kill()
    qtbot.waitUntil(lambda: child.state() == QProcess.ProcessState.NotRunning, timeout=60_000)
    window = desk.start(project)
    assert window.session.can_write


def test_what_the_system_hands_over_is_opened_here_only_where_nothing_is_open(desk, tmp_path, monkeypatch) -> None:
    first, second = made(tmp_path / "first.pressmark"), made(tmp_path / "second.pressmark")
    asked = []
    monkeypatch.setattr("app.presence.start_program", lambda path=None: not asked.append(path))
    window = desk.start()
    window.windows.open_from_outside(first)
    assert window.session.project.path == first
    window.windows.open_from_outside(first)
    assert asked == []
    window.windows.open_from_outside(second)
    assert asked == [second]
    assert window.session.project.path == first
    window.commands.run("file.window")
    assert asked == [second, None]
    QApplication.processEvents()
