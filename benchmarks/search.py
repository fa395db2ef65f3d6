"""Search as one types: `python benchmarks/search.py [ARTICLES]` (20,000 by default; 5 KB each, five claims an article).

Prints the time until the first passages are there for queries of several kinds, and that of all hits as lines, then the
longest pause of the window while words are typed letter by letter into Find, scrolled, sorted and marked. Budgets: a
first page in 150 ms, no pause over 50 ms. Chinese is searched in ARTICLES texts of 1,500 letters.
"""

import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from large_project import OFTEN, RARE, SOME, Size, build
from preview import Pauses
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.search import Claimed, Order, Scope, parse
from app.application import SWITCH
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.window import Window
from app.workspaces.find.lines import read_lines
from app.workspaces.find.results import PAGE, read_results

ROUNDS, MOST = 5, 20_000
QUERIES = {
    "rare word": RARE,
    "word in 6 %": SOME,
    "word in 60 %": OFTEN,
    "two words": f"{SOME} {OFTEN}",
    "phrase": f'"{SOME} {SOME}"',
    "one without the other": f"{OFTEN} -{SOME}",
    "beginning, 2 letters": "ba*",
    "beginning, 4 letters": "tamb*",
    "outlet and word": f"outlet:the {SOME}",
    "not there": "xyzzy",
}


def timed(work: Callable[[], object]) -> float:
    """Milliseconds, the median of some runs."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def queries(project: Project) -> None:
    """Times without a window."""
    print(f"{'':26}{'articles':>9}{'first page':>12}{'all lines':>11}  (ms)")
    for name, typed in QUERIES.items():
        query, found = parse(typed), project.search.find(parse(typed))

        def first(query=query):
            ids = project.search.find(query).ids
            read_results(project, query, ids[:PAGE], Claimed.EITHER)

        def every(query=query, ids=found.ids):
            read_lines(project, query, ids, Claimed.EITHER, MOST)

        print(f"{name:26}{len(found.ids):>9,}{timed(first):>12.1f}{timed(every):>11.1f}")
    for claimed in (Claimed.INSIDE, Claimed.OUTSIDE):
        query, scope = parse(SOME), Scope(claimed=claimed)
        taken = timed(lambda query=query, scope=scope: project.search.find(query, scope, Order.BEST))
        print(f"word in 6 %, {claimed.value} claims{taken:>20.1f}")


def chinese(folder: Path, count: int) -> None:
    """Times for texts in which words are not set apart."""
    chance = random.Random(3)
    letters = [chr(0x4E00 + number) for number in range(3000)]
    weights = [1 / (rank + 10) for rank in range(len(letters))]
    pool = chance.choices(letters, weights, k=2_000_000)
    with Project.create(folder / "zh.pressmark") as project:
        starts = [chance.randrange(len(pool) - 1500) for _ in range(count)]
        drafts = (Draft(text="".join(pool[start : start + 1500]), language="zh") for start in starts)
        project.step("Import", lambda p: [p.articles.add(draft) for draft in drafts])
        for typed in (letters[60] + letters[400], letters[5] + letters[9]):
            query = parse(typed)
            found = project.search.find(query)
            taken = timed(lambda query=query: project.search.find(query))
            print(f"{'Chinese, two letters':26}{len(found.ids):>9,}{taken:>12.1f}")


class Typist:
    """Types into Find and does what one does there, watching the pauses of the window."""

    def __init__(self, path: Path) -> None:
        settings = Settings()
        settings.person = ("Anna Example", "AE")
        self.window = Window(Session(), settings, Theme.light())
        self.window.show()
        self.window.files.open(path)
        self.window.commands.run("find.open")
        self.page = self.window.searching.page
        QTest.qWait(500)
        gc.freeze()  # as the program does

    def wait(self) -> None:
        """Wait until all that was asked is there."""
        page = self.page
        QTest.qWait(200)
        while page.busy:
            QTest.qWait(5)
        QTest.qWait(50)

    def watched(self, name: str, work: Callable[[], object]) -> None:
        """Do something and print the pauses meanwhile."""
        pauses = Pauses()
        work()
        self.wait()
        print(f"{name:34}", pauses.told())
        pauses.stop()

    def type(self, typed: str) -> None:
        """Type letter by letter, a key each 80 ms."""
        self.page.field.clear()
        for letter in typed:
            QTest.keyClick(self.page.field, letter)
            QTest.qWait(80)

    def work(self) -> None:
        """All of it."""
        page, window = self.page, self.window
        for typed in (SOME, f"{OFTEN} ", "ba* b*", f"{SOME} OR {OFTEN}"):
            self.watched(f"typing {typed}", lambda typed=typed: self.type(typed))
        bar = page.list.verticalScrollBar()

        def scroll() -> None:
            for _ in range(60):
                bar.setValue(bar.value() + 400)
                QTest.qWait(16)

        self.watched("scrolling articles", scroll)
        self.watched("lines", lambda: window.commands.run("find.lines"))
        print(f"{'':34} {page.lines.rowCount():,} lines")
        for column in (2, 4, 0):
            self.watched(f"sorting lines by column {column}", lambda column=column: page.sort_by(column))
        lines = page.table.verticalScrollBar()

        def scroll_lines() -> None:
            for place in range(0, lines.maximum(), max(1, lines.maximum() // 60)):
                lines.setValue(place)
                QTest.qWait(16)

        self.watched("scrolling lines", scroll_lines)
        page.table.selectRow(page.lines.rowCount() // 2)
        self.watched("to the passage", lambda: QTest.keyClick(page.table, Qt.Key.Key_Return))
        self.watched("and back", lambda: window.commands.run("go.back"))


def main() -> None:
    """Measure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    sys.setswitchinterval(SWITCH)
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = home
        path = Path(home) / "large.pressmark"
        build(path, Size(count, count * 5, count * 20))
        with Project.open(path, read_only=True) as project:
            queries(project)
        chinese(Path(home), count)
        application = QApplication([])
        Theme.light().apply(application)
        typist = Typist(path)
        typist.work()
        typist.window.close()
        typist.window.session.shut_down()


if __name__ == "__main__":
    main()
