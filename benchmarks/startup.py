"""Measure the start: `python benchmarks/startup.py`.

Medians of several warm starts, each in a process of its own: `pressmark --version`, a bare PySide6 window, the
Pressmark window, empty and on the sample project. A window counts as shown when its first frame is painted. On a
display if there is one (`xvfb-run python benchmarks/startup.py`), else offscreen.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

PATIENCE = 30
BUDGETS = {"pressmark --version": 0.3, "Pressmark window": 1.0}
VERSION = "from annotations.cli import main; main()"
SHOWN = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Watch(QObject):
    # Ends the process as soon as a window has painted.
    over = False

    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint and isinstance(thing, QWidget):
            QTimer.singleShot(0, self.done)
        return False

    def done(self):
        if not self.over:
            self.over = True
            print("shown", flush=True)
            QApplication.exit(0)
"""
BARE = f"""{SHOWN}
from PySide6.QtWidgets import QMainWindow
application = QApplication([])
watch = Watch()
application.installEventFilter(watch)
window = QMainWindow()
window.resize(1280, 800)
window.show()
application.exec()
"""
KNOWN = "from app.settings import Settings; Settings().person = ('A. Coder', 'AC')"
"""Makes the settings of a person who has used the program before; the first start asks for the name."""

PRESSMARK = f"""{SHOWN}
from annotations.cli import pressmark
from app import application

def run(*_):
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    return wait()

wait, QApplication.exec = QApplication.exec, run
pressmark(["open", *sys.argv[1:]])
"""


def seconds(code: str, words: list[str], environment: dict[str, str]) -> float:
    """Time from the start of the process to its first line of output."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        watchdog = threading.Timer(PATIENCE, process.kill)
        watchdog.start()
        line = process.stdout.readline() if process.stdout else ""
        taken = time.perf_counter() - began
        process.wait()
        watchdog.cancel()
    if process.returncode or not line.startswith(("shown", "pressmark")):
        raise SystemExit(f"It did not start and end within {PATIENCE} s: {code.splitlines()[-1]}")
    return taken


def main() -> None:
    """Print a table of medians and ratios to the bare window."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    environment = dict(os.environ)
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            environment[name] = home
        # Compiled modules are kept as an installed program keeps them, but not in the source tree.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(Path(home) / "compiled")
        subprocess.run([sys.executable, "-c", KNOWN], check=True, env=environment)
        from annotations.sample import write_sample

        sample = str(write_sample(Path(home)))
        cases = {
            "pressmark --version": (VERSION, ["--version"]),
            "bare PySide6 window": (BARE, []),
            "Pressmark window": (PRESSMARK, []),
            "Pressmark on the sample": (PRESSMARK, [sample]),
        }
        times: dict[str, list[float]] = {name: [] for name in cases}
        for turn in range(rounds + 1):
            for name, (code, words) in cases.items():
                taken = seconds(code, words, environment)
                if turn:  # the first round warms the disk
                    times[name].append(taken)
    medians = {name: statistics.median(values) for name, values in times.items()}
    bare = medians["bare PySide6 window"]
    print(f"{rounds} starts each, {os.cpu_count()} cores, {environment.get('QT_QPA_PLATFORM', 'on a display')}")
    print(f"{'':26}{'median':>9}{'ratio':>8}{'budget':>9}")
    for name, median in medians.items():
        budget = f"{BUDGETS[name]:.1f} s" if name in BUDGETS else ""
        print(f"{name:26}{median:7.3f} s{median / bare:8.2f}{budget:>9}")


if __name__ == "__main__":
    main()
