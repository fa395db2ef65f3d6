"""Measure the tables: `python benchmarks/tables.py [--claims N] [--articles N] [--file PATH]`.

The table of claims and the list of articles in the whole window: opening, sorting by every column, filters, scrolling,
selecting all, tagging. For each the milliseconds until the first rows are there and until all are, and the longest
pause of the event loop meanwhile (budget: 50). By default with 1,000,000 claims in 100,000 articles, which are made in
a temporary folder (some minutes, 2 GB) unless `--file` names a project: one that is not there is made and kept.
Needs no display.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HOME = tempfile.TemporaryDirectory(prefix="pressmark-")
for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[name] = HOME.name
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from large_project import OFTEN, RARE, Size, build  # noqa: E402 - the settings must not be the person's own
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit  # noqa: E402

from annotations import recoding  # noqa: E402
from annotations.articles import Status  # noqa: E402
from annotations.claim_filter import ClaimFilter, Coding, Match  # noqa: E402
from annotations.claim_rows import Sort  # noqa: E402
from annotations.codebook import Codebook  # noqa: E402
from annotations.store.files import known  # noqa: E402
from app.application import SWITCH  # noqa: E402
from app.session import Session  # noqa: E402
from app.settings import Settings  # noqa: E402
from app.theme import Theme  # noqa: E402
from app.window import Window  # noqa: E402
from app.workspaces.claims.page import ClaimsPage  # noqa: E402

PERSON = ("Anna Example", "AE")
BUDGET = 50.0
TAGGINGS = 4.137744
LONGEST = 120.0
Done = Callable[[], object]


class Watch:
    """Runs the event loop and looks how long it is held up."""

    def __init__(self) -> None:
        self.longest = 0.0

    def until(self, done: Done, start: float) -> float:
        """Milliseconds from `start` until something is done."""
        while not done():
            began = time.perf_counter()
            QApplication.processEvents()
            now = time.perf_counter()
            self.longest = max(self.longest, (now - began) * 1000)
            if now - start > LONGEST:
                raise TimeoutError("it never ends")
            time.sleep(0.0005)
        return (time.perf_counter() - start) * 1000

    def settle(self, seconds: float = 0.3) -> None:
        """Let what follows come to its end."""
        start = time.perf_counter()
        self.until(lambda: time.perf_counter() - start > seconds, start)


def percentile(found: list[float], share: float) -> float:
    """The value below which a share of the others lie."""
    return sorted(found)[min(len(found) - 1, int(len(found) * share))]


def say(what: str, *figures: tuple[str, float], pause: float | None = None) -> None:
    """One line."""
    told = "  ".join(f"{name} {value:9.1f}" for name, value in figures)
    over = "" if pause is None or pause <= BUDGET else "  OVER"
    print(f"{what:34s} {told}" + ("" if pause is None else f"  pause {pause:6.1f}{over}"), flush=True)


# -- the table of claims


def listed(page: ClaimsPage) -> Done:
    """Whether all is listed and what is seen was read."""
    return lambda: page.whole and not page.feed.busy and not page.model.missing(page.table.seen())


def first_rows(page: ClaimsPage) -> Done:
    """Whether rows are seen."""
    return lambda: len(page.model.ids) and not page.model.missing(page.table.seen())


def ask(page: ClaimsPage, what: str, change: Callable[[], object]) -> None:
    """Measure from a change until its first rows, and until all rows, are there."""
    heard: list[float] = []

    def hear(_: object) -> None:
        heard.append((time.perf_counter() - start) * 1000)

    watch, start = Watch(), time.perf_counter()
    page.feed.listed.connect(hear)
    began = time.perf_counter()
    change()
    watch.longest = (time.perf_counter() - began) * 1000
    whole = watch.until(lambda: heard and listed(page)(), start)
    page.feed.listed.disconnect(hear)
    watch.settle()
    say(what, ("first", heard[0]), ("all", whole), ("rows", float(len(page.model.ids))), pause=watch.longest)


def filters(codebook: Codebook) -> dict[str, ClaimFilter]:
    """What analysts ask for, from few claims to most."""
    found = {key: codebook.by_key(key) for key in ("framing", "actors", "sentiment")}
    tags = {key: codebook.tags_of(d.id) for key, d in found.items() if d}
    uids = {key: d.uid for key, d in found.items() if d}
    rare, often = tags["actors"][-2], tags["framing"][0]
    low = tuple(tag.uid for tag in tags["sentiment"] if tag.value is not None and tag.value < 0)
    return {
        "a frequent framing": ClaimFilter((Coding(uids["framing"], tags=(often.uid,)),)),
        "not that framing": ClaimFilter((Coding(uids["framing"], Match.NONE, (often.uid,)),)),
        "framing not coded": ClaimFilter((Coding(uids["framing"], Match.NONE),)),
        "a rare speaker": ClaimFilter((Coding(uids["actors"], tags=(rare.uid,), role="speaker"),)),
        "framing, sentiment, since": ClaimFilter(
            (Coding(uids["framing"], tags=(often.uid,)), Coding(uids["sentiment"], tags=low)), since="2026-01"
        ),
        "articles done": ClaimFilter(statuses=(Status.DONE,)),
        "a rare word": ClaimFilter(words=RARE),
        "a frequent word": ClaimFilter(words=OFTEN),
    }


def measure_claims(window: Window) -> None:
    """All of the table of claims."""
    watch, start = Watch(), time.perf_counter()
    window.commands.run("go.claims")
    page = window.workspaces["claims"]
    if not isinstance(page, ClaimsPage):
        raise TypeError(page)
    watch.longest = (time.perf_counter() - start) * 1000
    first = watch.until(first_rows(page), start)
    whole = watch.until(listed(page), start)
    say("claims: open", ("first", first), ("all", whole), ("rows", float(len(page.model.ids))), pause=watch.longest)
    watch.settle(1)
    for head in page.model.heads:
        for sort in (Sort(head.key), Sort(head.key, descending=True)):
            what = f"sort {head.title[:20]}{' down' if sort.descending else ''}"
            ask(page, what, lambda sort=sort: page.table.sort_asked.emit(sort))
    page.table.sort_asked.emit(Sort())
    watch.until(listed(page), time.perf_counter())
    for what, wanted in filters(window.session.codebook).items():
        ask(page, f"filter {what}", lambda wanted=wanted: page.bar.put(wanted))
    ask(page, "filter cleared", lambda: page.bar.put(ClaimFilter()))
    scroll("claims", page.table, lambda: not page.model.missing(page.table.seen()))
    measure_changes(window, page)


def measure_changes(window: Window, page: ClaimsPage) -> None:
    """Selecting everything, and tagging twenty claims while everything is listed."""
    start = time.perf_counter()
    page.table.selectAll()
    watch = Watch()
    watch.settle()
    say("select all", ("all", (time.perf_counter() - start) * 1000 - 300), pause=watch.longest)
    page.table.go_to(500)
    watch.settle()
    ids = page.model.ids[500:520]
    has = {tagging.tag_id for claim in window.session.project.claims.some(ids) for tagging in claim.taggings}
    sorts_by = next(head.key for head in page.model.heads if head.dimension)
    tag = next(tag for tag in window.session.codebook.tags if tag.id not in has)
    change = lambda: window.session.run("Tag", lambda p: [p.claims.tag(i, tag.id) for i in ids])  # noqa: E731
    page.table.sort_asked.emit(Sort(sorts_by))
    watch.until(listed(page), time.perf_counter())
    page.table.go_to(len(page.model.ids) // 2)
    watch.settle()
    ask(page, "tag 20, sorted by a dimension", change)
    measure_many(window, page)


def measure_many(window: Window, page: ClaimsPage) -> None:
    """Recoding twenty thousand claims, until they are shown anew."""
    page.table.sort_asked.emit(Sort())
    watch = Watch()
    watch.until(listed(page), time.perf_counter())
    ids, tag, start = page.model.ids[:20_000], window.session.codebook.tags[1], time.perf_counter()
    job = window.session.run_long("Tag", lambda p: recoding.tag(p, ids, tag.id))
    stored = watch.until(lambda: not job.running, start)
    watch.settle(1)
    say("tag 20,000", ("stored", stored), pause=watch.longest)
    watch, start = Watch(), time.perf_counter()
    window.session.undo()
    watch.longest = (time.perf_counter() - start) * 1000
    undone = watch.until(lambda: not window.session.jobs.running, start)
    watch.settle(1)
    say("undo that", ("stored", undone), pause=watch.longest)


# -- any view


def scroll(what: str, view: QAbstractItemView, there: Done) -> None:
    """A page at a time, and to places far apart: each frame, and the time until the rows are read."""
    bar, chance = view.verticalScrollBar(), random.Random(5)
    steps = {
        "by pages": [(n + 1) * bar.pageStep() for n in range(200)],
        "by wheel": [n * 3 * 28 for n in range(300)],
        "far apart": [chance.randrange(bar.maximum() + 1) for _ in range(100)],
    }
    for how, places in steps.items():
        frames, filled, watch = [], [], Watch()
        for place in places:
            start = time.perf_counter()
            bar.setValue(place)
            view.viewport().repaint()
            frames.append((time.perf_counter() - start) * 1000)
            filled.append(watch.until(there, start))
        figures = [
            (f"{of} {name}", percentile(found, share))
            for of, found in (("frame", frames), ("read", filled))
            for name, share in (("p50", 0.5), ("p95", 0.95))
        ]
        say(f"{what}: scroll {how}", *figures, pause=max(watch.longest, *frames))


def measure_articles(window: Window) -> None:
    """The list of articles: scrolling, and typing into its filter."""
    view: Any = window.articles.view
    watch = Watch()
    window.commands.run("go.read")
    watch.settle(2)
    scroll("articles", view, lambda: True)
    field = window.articles.findChild(QLineEdit)
    for words in ("the", "zzz", ""):
        watch, start = Watch(), time.perf_counter()
        field.setText(words)
        watch.longest = (time.perf_counter() - start) * 1000
        watch.settle(1.5)
        say(f"articles: filter “{words}”", pause=watch.longest)


def main() -> None:
    """Build what is not there, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--file", type=Path, default=Path(HOME.name) / "large.pressmark")
    asked = parser.parse_args()
    if not asked.file.exists():
        seconds = build(asked.file, Size(asked.articles, asked.claims, int(asked.claims * TAGGINGS)))
        print("built in", {part: round(each, 1) for part, each in seconds.items()}, flush=True)
    known.remember(asked.file)  # or it would be read through first, as a stranger's
    sys.setswitchinterval(SWITCH)
    application = QApplication([])
    Theme.light().apply(application)
    settings = Settings()
    settings.person = PERSON
    window = Window(Session(), settings, Theme.light())
    window.resize(1280, 800)
    window.show()
    watch, start = Watch(), time.perf_counter()
    window.files.open(asked.file)
    watch.longest = (time.perf_counter() - start) * 1000
    watch.settle(2)
    if window.session.project is None:
        raise SystemExit(window.banner.text)
    say("open the project", pause=watch.longest)
    measure_claims(window)
    measure_articles(window)
    window.close()
    window.session.shut_down()
    HOME.cleanup()


if __name__ == "__main__":
    main()
