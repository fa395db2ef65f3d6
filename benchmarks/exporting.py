"""Measure the window while a brief is exported: `python benchmarks/exporting.py [ARTICLES] [CLAIMS]`.

Builds the project of `brief.py` (300 articles, 4,600 claims, or as many as asked for) in a temporary folder and exports
its whole brief as the command does. Meanwhile the window asks for a moment every few milliseconds; printed is for how
long it did not get one: the median, one in twenty, the longest. Beside that stands how much of the processor the
program's other threads had in the longest wait, because on a busy machine a window also waits for other programs: what
the export holds up is at most the smaller of the two. Needs no display.
"""

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from brief import build
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotations.brief.presets import FULL
from annotations.brief.spec import BriefSpec
from annotations.project import Project
from app.application import SWITCH
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.window import Window

STALL_MS = 50
TICK_MS = 4
REST_SECONDS = 5.0


@dataclass(frozen=True)
class Wait:
    """How many milliseconds the window waited for its moment, and how many of the processor others had meanwhile."""

    clock: float
    others: float

    @property
    def held(self) -> float:
        """What the others can have held up at most."""
        return min(self.clock, self.others)


def waits(until: Callable[[], bool]) -> list[Wait]:
    """Ask for a moment every few milliseconds until something is so; what came between."""
    found: list[Wait] = []

    def others() -> float:
        return time.process_time() - time.thread_time()

    last, before = time.perf_counter(), others()
    loop = QEventLoop()

    def moment() -> None:
        nonlocal last, before
        now, after = time.perf_counter(), others()
        found.append(Wait((now - last) * 1000 - TICK_MS, (after - before) * 1000))
        last, before = now, after
        if until():
            loop.quit()

    timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(moment)
    timer.start()
    loop.exec()
    timer.stop()
    return found


def said(name: str, found: list[Wait]) -> None:
    """Print them."""
    clock, held = sorted(wait.clock for wait in found), sorted(wait.held for wait in found)
    print(
        f"{name}: {len(found)} moments, waited {statistics.median(clock):.1f} ms, one in twenty"
        f" {clock[len(clock) * 95 // 100]:.1f} ms, longest {clock[-1]:.0f} ms; held up by other threads one in twenty"
        f" {held[len(held) * 95 // 100]:.1f} ms, longest {held[-1]:.0f} ms (budget {STALL_MS} ms)"
    )


def run(path: Path) -> None:
    window = Window(Session(), Settings(), Theme.light())
    window.resize(1400, 900)
    window.show()
    gc.freeze()  # as the program does
    window.files.open(path)
    end = time.monotonic() + REST_SECONDS
    waits(lambda: time.monotonic() > end)  # what the window does after opening is over
    end = time.monotonic() + REST_SECONDS
    said("at rest", waits(lambda: time.monotonic() > end))
    start, own = time.process_time(), time.thread_time()
    job = window.briefs.write(FULL.applied(BriefSpec(title="Measured", issued="2026-03-23")), path.with_suffix(".pdf"))
    said("while exporting", waits(lambda: not job.running))
    spent, window_spent = time.process_time() - start, time.thread_time() - own
    print(f"processor {spent:.1f} s, of it the window {window_spent:.1f}")
    window.close()
    window.session.shut_down()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=300)
    parser.add_argument("claims", nargs="?", type=int, default=4600)
    asked = parser.parse_args()
    sys.setswitchinterval(SWITCH)
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        Settings().person = ("Anna Example", "AE")
        path = Path(folder) / "brief.pressmark"
        with Project.create(path, coder=("Anna Example", "AE")) as project:
            project.step("Fill", lambda opened: build(opened, asked.articles, asked.claims))
        run(path)
    application.quit()


if __name__ == "__main__":
    main()
