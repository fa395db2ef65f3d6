"""The system asks the program to end: logging out, or `kill`."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from annotations.project import Project
from app.ending import leave

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Callable[[Path], subprocess.Popen]]:
    """Start the window on a project, as a program of its own."""
    started = []

    def start(path: Path) -> subprocess.Popen:
        command = [sys.executable, "-m", "annotations.cli", "open", str(path)]
        started.append(subprocess.Popen(command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_until_it_listens(process: subprocess.Popen) -> None:
    """Wait until the program catches SIGTERM, where the system tells; loading Qt takes its time on a busy machine."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        time.sleep(3)
        return
    until = time.monotonic() + 30
    while time.monotonic() < until:
        caught = next(line for line in status.read_text().splitlines() if line.startswith("SigCgt:"))
        if int(caught.split()[1], 16) >> signal.SIGTERM - 1 & 1:
            return
        time.sleep(0.05)
    pytest.fail("the program never listened to signals")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_closes_the_window_and_the_project(tmp_path: Path, program, number: signal.Signals) -> None:
    path = tmp_path / "harbour.pressmark"
    Project.create(path).close()
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "pressmark"
    settings.mkdir(parents=True)
    (settings / "settings.ini").write_text("[person]\nname=Anna\ninitials=A\n")
    process = program(path)
    until = time.monotonic() + 30
    while not list(tmp_path.glob("*.lock")) and time.monotonic() < until:
        time.sleep(0.05)
    assert list(tmp_path.glob("*.lock")), "the window did not open the project"
    time.sleep(0.5)
    process.send_signal(number)
    assert process.wait(30) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["harbour.pressmark"]


def test_a_signal_ends_it_also_while_it_asks_for_a_name_before_its_loop_began(tmp_path: Path, program) -> None:
    path = tmp_path / "harbour.pressmark"
    Project.create(path).close()
    process = program(path)
    wait_until_it_listens(process)
    time.sleep(0.5)
    assert process.poll() is None
    assert not list(tmp_path.glob("*.lock")), "the project was opened without a name"
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["harbour.pressmark"]


def test_dialogs_over_one_another_are_answered_with_no(qapp) -> None:
    window = QWidget()
    window.show()
    first = QDialog(window)
    second = QDialog(first)
    answers = []
    for dialog in (first, second):
        dialog.finished.connect(answers.append)
        dialog.open()
    stopped = []
    leave(window, lambda: stopped.append(window.isVisible()))
    assert stopped == [True], "closing would have asked whether to stop"
    assert answers == [QDialog.DialogCode.Rejected.value] * 2
    assert not window.isVisible()
    window.deleteLater()
