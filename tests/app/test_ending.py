"""The system asks the program to end: logging out, or `kill`."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotations.project import Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_closes_the_window_and_the_project(tmp_path: Path, number: signal.Signals) -> None:
    path = tmp_path / "harbour.pressmark"
    Project.create(path).close()
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "pressmark"
    settings.mkdir(parents=True)
    (settings / "settings.ini").write_text("[person]\nname=Anna\ninitials=A\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "annotations.cli", "open", str(path)], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )
    try:
        until = time.monotonic() + 30
        while not list(tmp_path.glob("*.lock")) and time.monotonic() < until:
            time.sleep(0.05)
        assert list(tmp_path.glob("*.lock")), "the window did not open the project"
        time.sleep(0.5)
        process.send_signal(number)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
    assert [file.name for file in tmp_path.iterdir()] == ["harbour.pressmark"]
