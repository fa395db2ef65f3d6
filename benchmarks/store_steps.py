"""The steps of `benchmarks/store.py`: short ones, large ones, imports; bare loops over the same rows beside them."""

import os
import random
import statistics
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from large_project import sentences
from timing import Line, peak, spent, timed

from annotations.importers.draft import Draft
from annotations.progress import drive
from annotations.project import Project
from annotations.spans import Span
from annotations.store.articles import Articles
from annotations.store.batches import Batches
from annotations.store.connections.connection import connect
from annotations.store.files import known
from annotations.store.outlets import Outlets
from annotations.store.store import Store

ADDING, UNDOING = 10, 1000  # milliseconds
IMPORTED = 10_000  # rows a second
LARGE_STEP, IMPORT = 20_000, 1250


def small_steps(path: Path) -> list[Line]:
    """Short actions, each with its own commit, and the disk's own sync beside them."""
    with Project.open(path) as project:
        project.coder_id = project.coders.all()[-1].id
        tags = _one_tag_each(project)
        ids = random.Random(6).sample(project.articles.ids(), 60)

        def add(turn: int) -> None:
            def work(p: Project) -> None:
                claim = p.claims.add(ids[turn], Span(100, 180))
                for tag, role in tags:
                    p.claims.tag(claim, tag, role)

            project.step("Add claim", work)

        def note(turn: int) -> None:
            project.step("Change note", lambda p: p.claims.update(turn + 1, note=f"Note {turn}"))

        return [
            timed("the disk's own sync of 32 KB", _syncing(path.with_suffix(".sync")), rounds=50),
            timed("add a claim with four tags (and a sync)", add, ADDING, rounds=50),
            timed("undo it (and a sync)", lambda _: project.undo(), rounds=50, warm=0),
            timed("redo it (and a sync)", lambda _: project.redo(), rounds=50, warm=0),
            timed("change a note (and a sync)", note, rounds=50),
            timed("make the file complete (checkpoint)", lambda n: (note(n + 100), project.checkpoint()), rounds=9),
            peak("memory of the process with short steps"),
        ]


def _one_tag_each(project: Project) -> list[tuple[int, str]]:
    codebook = project.codebook.read()
    tags = [codebook.tags_of(dimension.id)[0] for dimension in codebook.dimensions]
    return [(tag.id, "speaker" if d.key == "actors" else "") for tag, d in zip(tags, codebook.dimensions, strict=True)]


def _syncing(path: Path) -> Callable[[int], None]:
    def sync(_: int) -> None:
        with path.open("ab", buffering=0) as file:
            file.write(bytes(32_768))
            os.fsync(file.fileno())

    return sync


def large_steps(path: Path) -> list[Line]:
    """Steps over many claims, once each."""
    lines = []
    with Project.open(path) as project:
        project.coder_id = project.coders.all()[-1].id
        claims = range(1, min(LARGE_STEP, project.claims.count() // 2) + 1)
        codebook = project.codebook.read()
        tag = codebook.tags_of(codebook.dimensions[0].id)[1].id
        ids = project.articles.ids()
        actions = {
            "add": lambda p: [p.claims.add(ids[n % len(ids)], Span(100, 180)) for n in range(len(claims))],
            "tag": lambda p: [p.claims.tag(claim, tag) for claim in claims],
            "flag": lambda p: [p.claims.update(claim, question="Is that so?") for claim in claims],
            "delete": lambda p: p.claims.delete(claims),
        }
        for name, work in actions.items():
            title = f"{name} {len(claims):,} claims"
            lines += [
                timed(title, lambda _, n=name, w=work: project.step(n, w), rounds=1, warm=0),
                timed(f"undo: {title}", lambda _: project.undo(), UNDOING, rounds=1, warm=0),
                timed(f"redo: {title}", lambda _: project.redo(), rounds=1, warm=0),
            ]
            project.undo()
    return [*lines, peak("memory of the process with large steps"), put_back(path, len(claims))]


def put_back(path: Path, count: int) -> Line:
    """What a bare loop takes to insert the rows that undoing the deletion inserts; nothing is checked or recorded."""
    with closing(connect(path, mode="rw")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA cache_size = -64000")
        rows = {
            table: [tuple(row) for row in connection.execute(f"SELECT * FROM {table} WHERE {key} <= {count:d}")]
            for table, key in (("claims", "id"), ("claim_tags", "claim_id"))
        }
        connection.execute("BEGIN")
        connection.execute(f"DELETE FROM claims WHERE id <= {count:d}")

        def insert(_: int) -> None:
            for table, some in rows.items():
                connection.executemany(f"INSERT INTO {table} VALUES({', '.join('?' * len(some[0]))})", some)
            connection.execute("COMMIT")

        number = sum(map(len, rows.values()))
        return timed(f"  a bare loop that inserts its {number:,} rows", insert, rounds=1, warm=0)


def importing(path: Path) -> list[Line]:
    """An import through the gateway, with the full-text index and without."""
    whole = _import(path, "with")
    undone = [line for count in (1, 1000) for line in _deleted(path, count)]
    with closing(connect(path, mode="rw")) as connection:
        connection.execute("DROP TRIGGER article_fts_insert")
    without = _import(path, "without")
    indexing = [1 / (1 / with_ - 1 / rate) for with_, rate in zip(_rates(whole), _rates(without), strict=True)]
    alone = Line("full-text indexing alone", 4, *indexing, unit="rows/s")
    memory = peak("memory of the process that imported")
    return [without, _bare_import(path), alone, whole, *undone, memory]


def _rates(line: Line) -> tuple[float, float, float]:
    return line.median, line.fastest, line.processor


def _import(path: Path, how: str) -> Line:
    pool, chance = sentences(random.Random(11), 5000), random.Random(how)
    store = Store(path, writable=True)
    articles = Articles(store, Outlets(store), Batches(store))
    taken = []
    for _ in range(4):
        drafts = [_draft(chance, pool, number) for number in range(IMPORT)]
        taken.append(spent(lambda d=drafts: store.step("Import", lambda: drive(articles.add_all(d)))))
    store.close()
    wall, processor = ([1000 * IMPORT / value for value in values] for values in zip(*taken, strict=True))
    budget = IMPORTED if how == "without" else None
    rates = (statistics.median(wall), max(wall), statistics.median(processor))
    return Line(f"import of articles {how} full-text indexing", 4, *rates, unit="rows/s", budget=budget, at_least=True)


def _bare_import(path: Path) -> Line:
    """The rows of the last import once more, as they stand in the tables, by a bare loop."""
    with closing(connect(path, mode="rw")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA cache_size = -64000")
        last = f"SELECT id FROM articles ORDER BY id DESC LIMIT {IMPORT}"
        sources = {
            "texts": f"digest IN (SELECT digest FROM articles WHERE id IN ({last}))",
            "articles": f"id IN ({last})",
        }
        rows, columns = {}, {}
        for table, where in sources.items():
            columns[table] = [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
            found = connection.execute(f"SELECT {', '.join(columns[table])} FROM {table} WHERE {where}")
            rows[table] = [tuple(row) for row in found]
        connection.execute("BEGIN")
        connection.execute(f"DELETE FROM articles WHERE id IN ({last})")
        connection.executemany("DELETE FROM texts WHERE digest = ?", [(row[0],) for row in rows["texts"]])

        def insert() -> None:
            for table, some in rows.items():
                names = ", ".join(columns[table])
                marks = ", ".join("?" * len(columns[table]))
                connection.executemany(f"INSERT INTO {table}({names}) VALUES({marks})", some)
            connection.execute("COMMIT")

        wall, processor = (1000 * IMPORT / value for value in spent(insert))
    return Line("  a bare loop that inserts the rows of one", 1, wall, wall, processor, unit="rows/s")


def _deleted(path: Path, count: int) -> list[Line]:
    """Articles without claims, deleted and brought back; the largest part is the full-text index."""
    known.remember(path)
    with Project.open(path) as project:
        ids = sorted(project.articles.ids())[-count:]
        name = f"delete {count:,} article{'s' * (count > 1)}"
        return [
            timed(name, lambda _: project.step("Delete", lambda p: p.articles.delete(ids)), rounds=1, warm=0),
            timed(f"undo: {name}", lambda _: project.undo(), rounds=1, warm=0),
        ]


def _draft(chance: random.Random, pool: list[str], number: int) -> Draft:
    chosen = chance.choices(pool, k=45)
    text = "\n".join(" ".join(chosen[place : place + 5]) for place in range(0, 45, 5))
    outlet = f"The Paper {number % 50}"
    return Draft(text, chosen[0][:80], outlet=outlet, published="2026-03-12", author="A. Writer", language="en")
