"""Measure the preview of a brief: `python benchmarks/composing.py [ARTICLES] [CLAIMS]`.

Builds the project of `brief.py` (300 articles, 4,600 claims, or as many as asked for) in a temporary folder, types into
the bottom line, colours an article that is in view by another dimension, translates a claim of the list, and prints
from the edit to the painted page: milliseconds on the clock, and of the processor. Also how long making the whole takes
behind it. Needs no display.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from brief import build
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.brief.presets import FULL
from annotations.brief.spec import BriefSpec
from annotations.project import Project
from app.application import SWITCH
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.window import Window

BUDGET_MS = 150
ROUNDS = 5


def wait(until: Callable[[], bool], seconds: float = 300) -> None:
    """Run the window until something is so."""
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            sys.exit("it took too long")
        loop = QEventLoop()
        QTimer.singleShot(4, loop.quit)
        loop.exec()


def measured(name: str, edit: Callable[[int], None], done: Callable[[], bool], rest: Callable[[], bool]) -> None:
    """Edit again and again, each time waiting for the pages in view, and then until everything rests."""
    clock, cpu, own = [], [], []
    for number in range(ROUNDS):
        start, used, mine = time.perf_counter(), time.process_time(), time.thread_time()
        edit(number)
        wait(done)
        clock.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - used) * 1000)
        own.append((time.thread_time() - mine) * 1000)
        wait(rest)
    print(
        f"{name}: median {statistics.median(clock):.0f} ms, worst {max(clock):.0f} ms"
        f" (processor {statistics.median(cpu):.0f} ms, the window {statistics.median(own):.0f}), budget {BUDGET_MS} ms"
    )


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
        path = Path(folder) / "brief.pressmark"
        with Project.create(path, coder=("Anna Example", "AE")) as project:
            project.step("Fill", lambda opened: build(opened, asked.articles, asked.claims))
            spec = FULL.applied(BriefSpec(title="Measured", issued="2026-03-23"))
            project.step("Add brief", lambda opened: opened.briefs.add("Measured", spec))
        run(path)
    application.quit()


def run(path: Path) -> None:
    settings = Settings()
    settings.person = ("Anna Example", "AE")
    window = Window(Session(), settings, Theme.light())
    window.resize(1400, 900)
    window.show()
    window.files.open(path)
    start = time.perf_counter()
    window.workspaces.show("brief")
    page = window.workspaces["brief"]
    preview = page.preview  # type: ignore[attr-defined]
    view = preview.view

    def painted() -> bool:
        return bool(view.leaves) and view.missing() is None

    def rests() -> bool:
        return not preview.busy

    def anew() -> Callable[[], bool]:
        old = {leaf.proof for leaf in view.leaves}
        return lambda: painted() and any(view.leaves[n].proof not in old for n in [view.page - 1])

    wait(painted)
    print(f"first page after {(time.perf_counter() - start) * 1000:.0f} ms")
    wait(rests)
    proof = preview.proof
    print(f"{proof.pages} pages, {preview.seconds:.1f} s of the processor behind the window")

    done: list[Callable[[], bool]] = []
    line = page.sections[3].line  # type: ignore[attr-defined]

    def type_(number: int) -> None:
        done[:] = [anew()]
        QTest.keyClicks(line, chr(ord("a") + number))

    measured("a letter in the bottom line", type_, lambda: all(one() for one in done), rests)
    view.go_to(*proof.places["article-150" if "article-150" in proof.places else "article-1"])
    wait(rests)
    uids = [dimension.uid for dimension in window.session.codebook.dimensions]

    def colour(number: int) -> None:
        done[:] = [anew()]
        page.draft.store("Colour", None, {"colour_by": uids[number % len(uids)]})  # type: ignore[attr-defined]

    measured("another colour for the article in view", colour, lambda: all(one() for one in done), rests)
    uids_by_number = window.session.project.claims.uids_by_number()
    middle = sorted(uids_by_number)[len(uids_by_number) // 2]
    claim = window.session.project.claims.by_uid(uids_by_number[middle]).id
    view.go_to(preview.proof.places[f"claim-{middle}"][0])
    wait(rests)

    def translate(number: int) -> None:
        done[:] = [anew()]
        window.session.run("Translate", lambda project: project.claims.update(claim, translation=f"Said {number}."))

    measured("a claim in the list in view", translate, lambda: all(one() for one in done), rests)
    window.close()
    window.session.shut_down()


if __name__ == "__main__":
    main()
