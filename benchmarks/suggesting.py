"""Measure suggestions in the window: `python benchmarks/suggesting.py [ARTICLES]`.

Makes a project of articles of 1,000 words out of the invented texts in tests/gold, opens it in the window and goes from
one article to the next, each being read by the child for the first time; then the same articles again, which are kept.
Printed are the time from opening an article until what was found in it is there, with the engine loaded and without the
rest before an article is read (`REST` of app/suggestions/service.py, told apart); what the child's processor had of it,
which on a busy machine says what an idle one would take; its memory; and for how long the window did not get a moment
meanwhile, as `exporting.py` tells it. At the end an article of a megabyte is read, unless `--short`. Needs no display.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from exporting import said, waits
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from annotations.articles import Status
from annotations.importers.draft import Draft
from annotations.process_memory import used_by
from annotations.project import Project
from app.application import SWITCH
from app.session import Session
from app.settings import Settings
from app.suggestions import service
from app.theme import Theme
from app.window import Window

TEXTS = Path(__file__).parent.parent / "tests/gold/text"
WORDS = 1000
SHORT_WORDS = 300
MEGABYTE = 1_000_000
BUDGETS = {"first marks": 1.0, "1,000 words": 1.5}
MEMORY_MB = 500
SMALLEST_MS = 10
"""What the processor's clock of another process can tell apart."""


class Child:
    """Looks at the child that reads: its memory while it lives, and what it had of the processor."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._over = threading.Event()
        self.peak = 0
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            pid = self._window.suggestions.child_pid
            self.peak = max(self.peak, (used_by(pid) or 0) if pid else 0)

    def seconds(self) -> float:
        """Those of the processor until now; 0 without a child or where the system does not tell."""
        path = Path(f"/proc/{self._window.suggestions.child_pid}/stat")
        if not path.exists():
            return 0.0
        fields = path.read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """Look no more."""
        self._over.set()


def paragraphs() -> list[str]:
    """Those of the invented texts, in their order."""
    return [
        line for path in sorted(TEXTS.glob("*.txt")) for line in path.read_text(encoding="utf-8").split("\n") if line
    ]


def composed(chance: random.Random, words: int) -> str:
    """A text of about so many words out of whole paragraphs."""
    lines, chosen = paragraphs(), list[str]()
    while sum(len(line.split()) for line in chosen) < words:
        chosen.append(chance.choice(lines))
    return "\n\n".join(chosen)


def build(path: Path, articles: int) -> dict[str, list[int]]:
    """A project with long and short articles and one of a megabyte; their ids."""
    chance = random.Random(8)
    ids: dict[str, list[int]] = {"1,000 words": [], "300 words": [], "1 MB": []}
    text = composed(chance, WORDS * 10)
    large = (text * (MEGABYTE // len(text) + 1))[:MEGABYTE]
    with Project.create(path, coder=("Anna Example", "AE")) as project:

        def fill(opened: Project) -> None:
            for name, words in (("1,000 words", WORDS), ("300 words", SHORT_WORDS)):
                for number in range(articles):
                    draft = Draft(composed(chance, words), headline=f"{name} {number}", language="en")
                    ids[name].append(opened.articles.add(draft))
            # Done, so that none is read ahead: each is to be read when it is opened, and not before.
            opened.articles.update([one for some in ids.values() for one in some], status=Status.DONE)
            ids["1 MB"].append(opened.articles.add(Draft(large, headline="Large", language="en")))

        project.step("Fill", fill)
    return ids


def waited(window: Window, article: int, patience: float = 600.0) -> tuple[float, list]:
    """Open an article and wait until it has suggestions; the seconds that took, and the window's moments meanwhile."""
    end = time.monotonic() + patience
    began = time.perf_counter()
    window.articles.select(article)

    def is_there() -> bool:
        return window.suggestions.found(article) is not None or time.monotonic() > end

    moments = waits(is_there) if not is_there() else []
    if window.suggestions.found(article) is None:
        sys.exit(f"nothing after {patience:.0f} s: {window.suggestions.state} {window.suggestions.tip}")
    return time.perf_counter() - began, moments


def told(name: str, clock: list[float], processor: list[float], budget: float | None) -> None:
    """Print a line: medians."""
    spent = statistics.median(processor)
    share = f"{spent:6.2f} s of the child's processor" if spent * 1000 >= SMALLEST_MS else ""
    allowed = f" (budget {budget} s)" if budget else ""
    print(f"{name:44}{statistics.median(clock):6.2f} s{allowed:16} {share}")


def each(window: Window, child: Child, ids: list[int]) -> tuple[list[float], list[float], list]:
    """Go through articles: seconds on the clock, seconds of the child, moments of the window."""
    clock, processor, moments = [], [], []
    for article in ids:
        before = child.seconds()
        taken, some = waited(window, article)
        clock.append(taken)
        processor.append(child.seconds() - before)
        moments += some
    return clock, processor, moments


def run(path: Path, ids: dict[str, list[int]], *, short: bool) -> None:
    rest, service.REST = service.REST, 0
    window = Window(Session(), Settings(), Theme.light())
    window.resize(1400, 900)
    window.show()
    child = Child(window)
    window.files.open(path)
    first, _ = waited(window, ids["300 words"][-1])
    spent = child.seconds()
    print(f"the first article, with starting the child and loading: {first:.2f} s, {spent:.2f} s of its processor")
    print(f"the rest before an article is read, not counted below: {rest / 1000:.2f} s")
    names = {"300 words": "first marks", "1,000 words": "1,000 words"}
    for words, name in names.items():
        clock, processor, moments = each(window, child, ids[words][:-1])
        told(f"read for the first time, {words}: {name}", clock, processor, BUDGETS[name])
        said("  the window meanwhile", moments)
    window.session.close_project()
    window.files.open(path)
    clock, processor, _ = each(window, child, ids["1,000 words"][:-1])
    told("the same again, kept in the project", clock, processor, None)
    print(f"memory of the child at most {child.peak / 1e6:.0f} MB (budget {MEMORY_MB} MB)")
    if not short:
        clock, processor, moments = each(window, child, ids["1 MB"])
        told("an article of a megabyte", clock, processor, None)
        said("  the window meanwhile", moments)
        print(f"memory of the child at most {child.peak / 1e6:.0f} MB (budget {MEMORY_MB} MB)")
    child.end()
    window.close()
    window.session.shut_down()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=12)
    parser.add_argument("--short", action="store_true", help="without the article of a megabyte")
    asked = parser.parse_args()
    sys.setswitchinterval(SWITCH)
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        os.environ["XDG_CONFIG_HOME"] = folder
        Settings().person = ("Anna Example", "AE")
        path = Path(folder) / "articles.pressmark"
        run(path, build(path, asked.articles), short=asked.short)
    application.quit()


if __name__ == "__main__":
    main()
