"""Measure suggestions in the window: `python benchmarks/suggesting.py [--articles 12] [--claims 100] [--short]`.

Makes a project of articles out of the invented texts in tests/gold and opens it in the window. Measured are the times
from opening an article until its marks are painted, with the child still to be started, with the engine loaded, and
where what was found is kept; from setting a tag until the tags of the article's other claims are proposed anew; the
memory of the children; and how long the window pauses meanwhile between two ticks of a timer, and what of that its own
thread worked: on a busy machine only that tells of the program. `processor` is the child's. The rests before an article
is read or learnt from (`REST` of app/suggestions/service.py and learning.py) are left out and told. At the end an
article of a megabyte is read, unless `--short`. Needs no display.
"""

import argparse
import gc
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from preview import Pauses
from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication
from timing import Line

from annotations.articles import Status
from annotations.importers.draft import Draft
from annotations.language.sentences import sentences
from annotations.process_memory import used_by
from annotations.project import Project
from app.application import SWITCH
from app.session import Session
from app.settings import Settings
from app.suggestions import learning, service
from app.theme import Theme
from app.window import Window

TEXTS = Path(__file__).parent.parent / "tests/gold/text"
LONG, SHORT, LARGE = "1,000 words", "300 words", "1 MB"
WORDS = {LONG: 1000, SHORT: 300}
MEGABYTE = 1_000_000
CLAIMS_OF_ARTICLE = 10
FIRST_MARKS, WHOLE, RANKED, STALL, MEMORY = 1.0, 1.5, 50.0, 50.0, 500
"""The budgets: seconds, seconds, milliseconds, milliseconds, megabytes."""

PATIENCE, REST_SECONDS = 600.0, 5.0


@dataclass(frozen=True, slots=True)
class Made:
    """The articles of the project by their length, and how many claims are tagged."""

    ids: dict[str, list[int]]
    claims: int


class Painted(QObject):
    """Knows since when the marks of the article that was opened last are on the screen."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._window = window
        self.at: float | None = None
        window.reading.reader.viewport().installEventFilter(self)

    def forget(self) -> None:
        """Another article is being opened."""
        self.at = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Qt: note when what is painted now is done, if marks are among it."""
        if event.type() == QEvent.Type.Paint and self.at is None and self._has_marks():
            QTimer.singleShot(0, self._note)
        return super().eventFilter(watched, event)

    def _has_marks(self) -> bool:
        article = self._window.reading.article_id
        return article is not None and bool(self._window.suggested.claims.candidates)

    def _note(self) -> None:
        self.at = self.at or time.perf_counter()


class Child:
    """Looks at a child process: its memory while it lives, and what it had of the processor."""

    def __init__(self, pid: Callable[[], int]) -> None:
        self._pid = pid
        self._over = threading.Event()
        self.peak = 0
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            pid = self._pid()
            self.peak = max(self.peak, (used_by(pid) or 0) if pid else 0)

    def seconds(self) -> float:
        """Those of the processor until now; 0 without a child or where the system does not tell."""
        path = Path(f"/proc/{self._pid()}/stat")
        if not path.exists():
            return 0.0
        fields = path.read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self, name: str) -> Line:
        """Look no more; what it took at most."""
        self._over.set()
        value = self.peak / 1e6
        return Line(f"most memory of the child that {name}", 1, value, value, unit="MB", budget=MEMORY)


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


def build(path: Path, articles: int, claims: int) -> Made:
    """A project with long and short articles, articles with claims that have no tag yet, and one of a megabyte."""
    chance = random.Random(8)
    ids: dict[str, list[int]] = {LONG: [], SHORT: [], LARGE: [], "claims": []}
    text = composed(chance, WORDS[LONG] * 10)
    large = (text * (MEGABYTE // len(text) + 1))[:MEGABYTE]
    with Project.create(path, coder=("Anna Example", "AE")) as project:

        def fill(opened: Project) -> None:
            for name, words in WORDS.items():
                for number in range(articles):
                    draft = Draft(composed(chance, words), headline=f"{name} {number}", language="en")
                    ids[name].append(opened.articles.add(draft))
            for number in range(claims // CLAIMS_OF_ARTICLE):
                said = composed(chance, WORDS[SHORT])
                ids["claims"].append(opened.articles.add(Draft(said, headline=f"Claims {number}", language="en")))
                said = opened.articles.text(ids["claims"][-1])
                for span in [one for one in sentences(said) if len(one) > 40][:CLAIMS_OF_ARTICLE]:
                    opened.claims.add(ids["claims"][-1], span)
            # Done, so that none is read ahead: each is to be read when it is opened, and not before.
            opened.articles.update([one for some in ids.values() for one in some], status=Status.DONE)
            ids[LARGE].append(opened.articles.add(Draft(large, headline="Large", language="en")))

        project.step("Fill", fill)
    return Made(ids, claims)


def waited(until: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    end, loop, timer = time.monotonic() + PATIENCE, QEventLoop(), QTimer(interval=5)
    timer.timeout.connect(lambda: loop.quit() if until() or time.monotonic() > end else None)
    timer.start()
    loop.exec()
    timer.stop()
    if not until():
        sys.exit(f"nothing after {PATIENCE:.0f} s")


class Pausing:
    """Takes down the pauses of the window over several stretches of time."""

    def __init__(self) -> None:
        self.found: list[float] = []
        self.worked: list[float] = []

    def while_(self, until: Callable[[], bool], work: Callable[[], object]) -> None:
        """Do something, and let the window work until something else is so."""
        pauses = Pauses()
        work()
        waited(until)
        pauses.stop()
        self.found += pauses.found
        self.worked += pauses.worked

    def lines(self, what: str) -> Iterator[Line]:
        """The pauses, and the window's own work in them."""
        for name, values, budget in (("pause", self.found, None), ("own work in a pause", self.worked, STALL)):
            ordered = sorted(values)
            p95, longest = ordered[int(len(ordered) * 0.95)], ordered[-1]
            yield Line(f"{what}: {name}, 95 of 100", len(ordered), p95, p95)
            yield Line(f"{what}: {name}, longest", len(ordered), longest, longest, budget=budget)


class Bench:
    """The window with its project."""

    def __init__(self, path: Path, made: Made) -> None:
        self.made = made
        self.window = Window(Session(), Settings(), Theme.light())
        self.window.resize(1400, 900)
        self.window.show()
        gc.freeze()  # as the program does
        self.window.known_actors.prepare().join()  # as it does once the window stands
        self.painted = Painted(self.window)
        self.reader = Child(lambda: self.window.suggestions.child_pid)
        self.learner = Child(lambda: self.window.learning.child_pid)
        self._open(path)

    def _open(self, path: Path) -> None:
        """Open the project, and wait until what the window does after that is over."""
        self.window.files.open(path)
        end = time.monotonic() + REST_SECONDS
        waited(lambda: time.monotonic() > end)

    def opened(self, article: int, pausing: Pausing) -> float:
        """Open an article; seconds until its marks are painted."""
        self.painted.forget()
        began = time.perf_counter()
        pausing.while_(lambda: self.painted.at is not None, lambda: self.window.articles.select(article))
        assert self.painted.at
        return self.painted.at - began

    def each(self, name: str, articles: list[int], budget: float | None) -> Iterator[Line]:
        """Open one article after the other."""
        pausing, clock, processor = Pausing(), list[float](), list[float]()
        for article in articles:
            before = self.reader.seconds()
            clock.append(self.opened(article, pausing))
            processor.append(self.reader.seconds() - before)
        spent = statistics.median(processor)
        yield Line(name, len(clock), statistics.median(clock), min(clock), spent, unit="s", budget=budget)
        yield from pausing.lines("  meanwhile")

    def learnt(self) -> Iterator[Line]:
        """Tag one claim after the other, each with the form beside it; until tags are proposed anew."""
        window, pausing, clock, chance = self.window, Pausing(), list[float](), random.Random(4)
        project, dimension = window.session.project, window.session.codebook.by_key("framing")
        assert project
        assert dimension
        tags = [tag.id for tag in window.session.codebook.tags_of(dimension.id)]
        before = self.learner.seconds()
        for article in self.made.ids["claims"]:
            pausing.while_(self._has_learnt, lambda article=article: window.articles.select(article))
            for claim in project.claims.of_article(article):
                window.reading.activate(claim.id)
                tag = chance.choice(tags)
                work = lambda claim=claim, tag=tag: window.session.run(  # noqa: E731
                    "Tag", lambda opened: opened.claims.tag(claim.id, tag)
                )
                began = time.perf_counter()
                pausing.while_(self._has_learnt, work)
                clock.append((time.perf_counter() - began) * 1000)
        spent = (self.learner.seconds() - before) * 1000 / len(clock)
        name = "a tag set until tags are proposed anew"
        yield Line(name, len(clock), statistics.median(clock), min(clock), spent, budget=RANKED)
        yield from pausing.lines("  meanwhile")

    def _has_learnt(self) -> bool:
        return not self.window.learning.busy and bool(self.learner.seconds())

    def run(self, *, short: bool) -> Iterator[Line]:
        """All of it, a line at a time."""
        ids, pausing = self.made.ids, Pausing()
        first = self.opened(ids[LONG][-1], pausing)
        yield Line(f"{LONG}, child started and engine loaded", 1, first, first, self.reader.seconds(), unit="s")
        yield from pausing.lines("  meanwhile")
        yield from self.each(f"{SHORT}, read for the first time", ids[SHORT], FIRST_MARKS)
        yield from self.each(f"{LONG}, read for the first time", ids[LONG][:-1], WHOLE)
        self.window.session.close_project()
        self._open(self.window.settings.recent[0])
        yield from self.each(f"{LONG}, kept in the project", ids[LONG][:-1], FIRST_MARKS)
        if self.made.claims:
            yield from self.learnt()
        yield self.learner.end("learns")
        yield self.reader.end("reads")
        if not short:
            self.reader = Child(lambda: self.window.suggestions.child_pid)
            yield from self.each("1 MB, marks of its first part", ids[LARGE], None)
            yield from self._rest()

    def _rest(self) -> Iterator[Line]:
        """The article of a megabyte is read to its end, and another one is opened meanwhile."""
        pausing, between = Pausing(), self.opened(self.made.ids[SHORT][0], Pausing())
        yield Line(f"{SHORT}, kept, while 1 MB is read", 1, between, between, unit="s", budget=FIRST_MARKS)
        began, before = time.perf_counter(), self.reader.seconds()
        pausing.while_(self._is_read, lambda: self.window.articles.select(self.made.ids[LARGE][0]))
        taken = time.perf_counter() - began
        yield Line("1 MB, the rest of it", 1, taken, taken, self.reader.seconds() - before, unit="s")
        yield from pausing.lines("  meanwhile")
        yield self.reader.end("reads it")

    def _is_read(self) -> bool:
        state = self.window.suggestions.state
        return state.startswith("suggestions: English") and "%" not in state

    def end(self) -> None:
        """Close the window."""
        self.window.close()
        self.window.session.shut_down()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=12)
    parser.add_argument("--claims", type=int, default=100)
    parser.add_argument("--short", action="store_true", help="without the article of a megabyte")
    asked = parser.parse_args()
    sys.setswitchinterval(SWITCH)
    application = QApplication([])
    Theme.light().apply(application)
    print(f"rests left out: {service.REST} ms before an article is read, {learning.REST} ms before the first is learnt")
    service.REST = learning.REST = 0
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        os.environ["XDG_CONFIG_HOME"] = folder
        Settings().person = ("Anna Example", "AE")
        path = Path(folder) / "articles.pressmark"
        bench = Bench(path, build(path, asked.articles, asked.claims))
        print(f"{'':50}{'n':>4}{'median':>11}{'best':>11}{'processor':>11}")
        for line in bench.run(short=asked.short):
            print(line, flush=True)
        bench.end()
    application.quit()


if __name__ == "__main__":
    main()
