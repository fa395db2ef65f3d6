"""Measure the project file: `python benchmarks/store.py [--small]`.

Builds a project of 100,000 articles of 5 KB, 1,000,000 claims and 4,000,000 taggings once (about five minutes and
2.5 GB under the temporary folder, or `--file`), and measures every query of the window on it, then the steps on a copy
of it. Medians of warm runs beside the budgets; every part in a process of its own. Needs no display.

What the window asks today goes through the gateways. What it does not ask yet is plain SQL through the store, marked
with *: claims of a tag, full-text search, co-occurrence, articles by outlet and by tag.
"""

import argparse
import multiprocessing
import os
import random
import shutil
import statistics
import tempfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from large_project import OFTEN, RARE, SOME, Size, build
from store_steps import importing, large_steps, small_steps
from timing import ROUNDS, Line, peak, timed

from annotations.article_lists import ArticleFilter, Order, Sorting
from annotations.articles import Status
from annotations.project import Project
from annotations.store.articles import ArticleOrder
from annotations.store.files import known
from annotations.store.format import schema
from annotations.store.store import Store

FULL, SMALL = Size(100_000, 1_000_000, 4_000_000), Size(2_000, 20_000, 80_000)
QUERY, OPENING = 50, 500  # milliseconds
FIRST = 200
MOST_RANKED = 10_000
FREQUENT, SELDOM = 3_000, 60_000

_OF_TAG = f"""SELECT c.* FROM claims c WHERE c.id IN
  (SELECT claim_id FROM claim_tags WHERE tag_id = ? ORDER BY claim_id DESC LIMIT {FIRST}) ORDER BY c.id DESC"""
_TAGS_OF = f"SELECT * FROM claim_tags WHERE claim_id IN ({', '.join('?' * FIRST)})"
_HAVING = "SELECT claim_id FROM claim_tags WHERE tag_id = ?"
_BOTH_OFTEN = f"SELECT count(*) FROM ({_HAVING} INTERSECT {_HAVING} ORDER BY claim_id LIMIT -1)"
"""Ordered, SQLite merges the two lists as they stand in the index; it would else copy them first."""
_ONE_SELDOM = """SELECT count(DISTINCT x.claim_id) FROM claim_tags x JOIN claim_tags y INDEXED BY claim_tags_tag
  ON y.claim_id = x.claim_id AND y.tag_id = ? WHERE x.tag_id = ?"""
_BARE = "SELECT sum(claim_id) FROM claim_tags WHERE tag_id IN (?, ?)"
_OF_OUTLET = f"SELECT id FROM articles WHERE outlet_id = ? ORDER BY published DESC, id DESC LIMIT {FIRST}"
_OFTEN_TAGGED = f"""SELECT a.id FROM articles a WHERE EXISTS (SELECT 1 FROM claims c
  CROSS JOIN claim_tags t ON t.claim_id = c.id WHERE c.article_id = a.id AND t.tag_id = ?)
  ORDER BY a.published DESC, a.id DESC LIMIT {FIRST}"""
_RARELY_TAGGED = f"""SELECT a.id FROM articles a WHERE a.id IN (SELECT c.article_id FROM claim_tags t
  JOIN claims c ON c.id = t.claim_id WHERE t.tag_id = ?) ORDER BY a.published DESC, a.id DESC LIMIT {FIRST}"""
_HITS = f"SELECT count(*) FROM (SELECT 1 FROM article_fts WHERE article_fts MATCH ? LIMIT {MOST_RANKED})"
_FOUND = """SELECT rowid, snippet(article_fts, 2, '[', ']', '…', 24) FROM article_fts WHERE rowid IN
  (SELECT rowid FROM article_fts WHERE article_fts MATCH ?1 ORDER BY {} LIMIT 50) AND article_fts MATCH ?1"""


# -- the parts; each runs in a process of its own


def opening(path: Path) -> list[Line]:
    """One opening, one list, one closing: what a person waits for, without the start of the program."""
    opened: list[Project] = []
    parts = {
        "open": lambda: opened.append(Project.open(path)),
        f"list the first {FIRST} articles for the first time": lambda: first_rows(opened[0]),
        "close": lambda: Project.close(opened[0]),
    }
    return [timed(name, lambda _, w=work: w(), OPENING, rounds=1, warm=0) for name, work in parts.items()]


def first_rows(project: Project) -> object:
    return project.articles.rows(project.articles.ids()[:FIRST])


def window(path: Path) -> list[Line]:
    """The whole window on the project, without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from app.actions.views import theme_of
    from app.session import Session
    from app.settings import Settings
    from app.window import Window

    application, settings, session = QApplication([]), Settings(), Session()
    settings.person = ("Anna Example", "AE")
    shown = Window(session, settings, theme_of(settings.appearance))
    shown.show()
    application.processEvents()

    def show_project(_: int) -> None:
        shown.files.open(path)
        application.processEvents()

    lines = [timed("open in the window and paint it", show_project, OPENING, rounds=1, warm=0)]
    lines.append(peak("memory of the window's process"))
    session.shut_down()
    return lines


def reading(path: Path) -> list[Line]:
    """The window's queries through the gateways, and the others through a store."""
    with Project.open(path) as project:
        lines = [*article_lists(project), *claims_and_counts(project), *window_list(project)]
    store = Store(path, writable=False)
    try:
        lines += [*others(store), peak("memory of the process that read all this")]
    finally:
        store.close()
    return lines


def article_lists(project: Project) -> Iterator[Line]:
    """The list of articles: all ids in order, then the rows that are in sight."""
    articles = project.articles
    for order in ArticleOrder:
        name = f"first {FIRST} articles, {order.name.lower()}"
        yield timed(name, lambda _, o=order: articles.rows(articles.ids(order=o)[:FIRST]), QUERY)
    outlet = project.outlets.all()[3].name
    filters = {
        "of one status": {"statuses": [Status.DONE]},
        "of three statuses": {"statuses": [Status.NEW, Status.IN_PROGRESS, Status.DONE]},
        "with a word": {"text": "tanbren"},
        "with a word beyond ASCII": {"text": "tänbren"},
        "with letters many have": {"text": "an"},
        "with an outlet's name": {"text": outlet},
        "of a status, with a word": {"text": "tanbren", "statuses": [Status.NEW]},
        "with a word, by headline": {"text": "tanbren", "order": ArticleOrder.HEADLINE},
    }
    for name, values in filters.items():
        yield timed(f"first {FIRST} {name}", lambda _, v=values: articles.rows(articles.ids(**v)[:FIRST]), QUERY)
    ids = articles.ids()
    yield timed("100 rows anywhere in the list", lambda n: articles.rows(ids[n * len(ids) // 40 :][:100]), QUERY)


def claims_and_counts(project: Project) -> Iterator[Line]:
    """What is read for one article, and what every step asks for again."""
    ids = random.Random(5).sample(project.articles.ids(), ROUNDS + 2)
    yield timed("one article's claims with tags", lambda n: project.claims.of_article(ids[n]), QUERY)
    yield timed(
        "one article and its text", lambda n: (project.articles.get(ids[n]), project.articles.text(ids[n])), QUERY
    )
    count = project.claims.count()
    yield timed("one claim by number", lambda n: project.claims.by_number(1 + n * count // 40), QUERY)
    yield timed("number of claims", lambda _: project.claims.count(), QUERY)
    yield timed("articles of each status", lambda _: project.articles.counts(), QUERY)
    yield timed("new articles", lambda _: project.articles.ids(statuses=[Status.NEW]), QUERY)
    yield timed("codebook", lambda _: project.codebook.read(), QUERY)
    yield timed("coders", lambda _: project.coders.all(), QUERY)
    yield timed("names of undo and redo", lambda _: (project.undo_label, project.redo_label), QUERY)
    yield timed(f"last {FIRST} actions", lambda _: project.history.entries(FIRST), QUERY)


def window_list(project: Project) -> Iterator[Line]:
    """What the window's list is made of; it is read behind the window."""
    today = date(2027, 1, 1)
    yield timed("sections of the list of articles", lambda _: project.lists.sections(ArticleFilter(), today), QUERY)
    for by in Sorting:
        yield timed(f"ids of all articles by {by.value}", lambda _, b=by: project.lists.ids(order=Order(b)))
    yield timed("how far triage is", lambda _: project.triage.tally(), QUERY)


def others(store: Store) -> Iterator[Line]:
    """What the window does not ask yet, as plain SQL."""
    tags = [row[0] for row in store.rows("SELECT tag_id FROM claim_tags GROUP BY tag_id ORDER BY count(*) DESC")]
    outlets = [row[0] for row in store.rows("SELECT id FROM outlets LIMIT 30")]

    def newest(tag: int) -> None:
        rows = store.rows(_OF_TAG, (tag,))
        store.rows(_TAGS_OF, [row["id"] for row in rows] + [0] * (FIRST - len(rows)))

    yield timed(f"newest {FIRST} claims of a tag, with tags *", lambda n: newest(tags[n]), QUERY)
    for which, first in (("the two most frequent tags", 0), ("two frequent tags", 5)):
        count = store.value("SELECT count(*) FROM claim_tags WHERE tag_id = ?", (tags[first + 1],))
        name = f"claims with {which} ({count:,}) *"
        yield timed(name, lambda _, f=first: together(store, tags[f], tags[f + 1]), QUERY)
        yield timed("  a bare loop over both", lambda _, f=first: store.rows(_BARE, (tags[f], tags[f + 1])))
    yield timed("claims with a frequent and a rare tag *", lambda n: together(store, tags[0], tags[-n - 1]), QUERY)
    yield timed(f"first {FIRST} articles of an outlet *", lambda n: store.rows(_OF_OUTLET, (outlets[n],)), QUERY)
    yield timed(f"first {FIRST} articles with a frequent tag *", lambda n: tagged(store, tags[n % 5]), QUERY)
    yield timed(f"first {FIRST} articles with a rare tag *", lambda n: tagged(store, tags[-n - 1]), QUERY)
    for share, word in (("0.5", RARE), ("6", SOME), ("60", OFTEN)):
        yield timed(f"50 passages of a word in {share} % of articles *", lambda _, w=word: found(store, w), QUERY)
    yield timed("50 passages of two words *", lambda _: found(store, f"{SOME} {OFTEN}"), QUERY)


def together(store: Store, often: int, seldom: int) -> int:
    """How many claims have two tags: two lists merged, or looked up one by one if the second tag is seldom."""
    few = store.value(f"SELECT count(*) FROM ({_HAVING} LIMIT {SELDOM})", (seldom,)) < SELDOM
    return store.value(_ONE_SELDOM if few else _BOTH_OFTEN, (often, seldom))


def tagged(store: Store, tag: int) -> list[int]:
    """Articles with a claim of this tag: along the list if the tag is frequent, else from the tag."""
    hits = store.value(f"SELECT count(*) FROM (SELECT 1 FROM claim_tags WHERE tag_id = ? LIMIT {FREQUENT})", (tag,))
    return store.column(_OFTEN_TAGGED if hits == FREQUENT else _RARELY_TAGGED, (tag,))


def found(store: Store, words: str) -> list[object]:
    """Passages: the best first, or the newest where there are too many to be ranked."""
    few = store.value(_HITS, (words,)) < MOST_RANKED
    return list(store.rows(_FOUND.format("rank" if few else "rowid DESC"), (words,)))


def checking(path: Path) -> list[Line]:
    """The opening of a file from elsewhere, and everything `pressmark check` looks at."""
    opened: list[Project] = []
    lines = [
        timed("open a file from elsewhere", lambda _: opened.append(Project.open(path)), rounds=1, warm=0),
        timed("check", lambda _: opened[0].check(), rounds=1, warm=0),
    ]
    opened[0].close()
    return [*lines, peak("memory of the process that checked")]


# -- putting it together


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="a fiftieth of the size, for a quick look")
    for name in ("articles", "claims", "taggings"):
        parser.add_argument(f"--{name}", type=int, default=0)
    parser.add_argument("--file", type=Path, help="where the project is kept between runs")
    options = parser.parse_args()
    size = SMALL if options.small else FULL
    size = Size(*(getattr(options, name) or getattr(size, name) for name in ("articles", "claims", "taggings")))
    tables = zlib.crc32("".join(schema.statements()).encode())  # a file with other tables is of no use
    name = f"{size.articles}-{size.claims}-{size.taggings}-{tables:08x}.pressmark"
    path = options.file or Path(tempfile.gettempdir()) / "pressmark-benchmark" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            os.environ[variable] = folder
        if not path.exists():
            built(path, size, Path(folder))
        print(f"{path.stat().st_size / 1e6:,.0f} MB, {os.cpu_count()} cores; ! misses its budget; * plain SQL")
        print(f"{'':50}{'n':>4}{'median':>11}{'fastest':>11}{'processor':>11}")
        measured(path, Path(folder) / "copy.pressmark")


def built(path: Path, size: Size, folder: Path) -> None:
    """Build beside the place and put it there when it is whole."""
    print(f"Building {size} …", flush=True)
    unfinished = folder / path.name
    seconds = apart(build, unfinished, size)
    unfinished.replace(path)
    rate = size.articles / seconds["full-text index"]
    print(", ".join(f"{part} {value:,.0f} s" for part, value in seconds.items()) + f" ({rate:,.0f} articles/s)")


def measured(path: Path, copy: Path) -> None:
    """Print every part; what writes works on a copy. The first opening is of a file this person never had."""
    show(apart(checking, path))
    show(repeated(opening, path, 9))
    show(repeated(window, path, 5))
    show(apart(reading, path))
    shutil.copyfile(path, copy)
    known.remember(copy)
    for part in (small_steps, large_steps, importing):
        show(apart(part, copy))


def repeated(part: Callable[[Path], list[Line]], path: Path, count: int) -> list[Line]:
    """Medians of a part that is warm only in a process of its own; the first of them warms the disk."""
    rounds = [apart(part, path) for _ in range(count + 1)][1:]
    lines = []
    for same in zip(*rounds, strict=True):
        median, processor = (
            statistics.median(getattr(line, name) for line in same) for name in ("median", "processor")
        )
        fastest = min(line.fastest for line in same)
        lines.append(replace(same[0], n=count, median=median, fastest=fastest, processor=processor))
    return lines


def apart(work: Callable[..., object], *values: object) -> Any:
    """Run in a new process, so that its memory and caches are its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *values).result()


def show(lines: list[Line]) -> None:
    for line in lines:
        print(line, flush=True)


if __name__ == "__main__":
    main()
