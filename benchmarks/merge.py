"""How long two copies of a project take to become one, and how much memory: run with the number of articles.

`python benchmarks/merge.py 10000` makes a project of that many articles with ten claims each, lets two copies go apart
by 2,000 edits on either side (20,000 from 100,000 articles on), and merges them. A bare pass over every row of both
files stands beside it: what a machine needs at least to look at them.
"""

import random
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from large_project import Size, build
from timing import Line, peak

from annotations.progress import drive
from annotations.project import Project
from annotations.spans import Span
from annotations.store.files import known

BUDGETS = {10_000: 3_000, 100_000: 30_000}  # milliseconds
_LARGE = 100_000
_TABLES = ("articles", "claims", "claim_tags", "tombstones")


def edits_of(articles: int) -> int:
    """How many edits are made on either side."""
    return 20_000 if articles >= _LARGE else 2_000


def edit(path: Path, seed: int, number: int) -> None:
    """Do what analysts do with a copy: claims, notes, tags, deletions, articles' metadata."""
    chance = random.Random(seed)
    with Project.open(path) as project:
        project.coder_id = project.coders.all()[-1].id
        tags = [tag.id for tag in project.codebook.read().tags[:10]]
        articles = project.articles.ids()
        highest = project.claims.count()

        def work(p: Project) -> None:
            for _ in range(number):
                what, claim = chance.random(), chance.randrange(1, highest)
                if what < 0.35:
                    p.claims.add(chance.choice(articles), Span(100, 180))
                elif what < 0.7:
                    p.claims.update(claim, note=f"Note {chance.random()}")
                elif what < 0.9 and p.claims.some([claim]):
                    p.claims.tag(claim, chance.choice(tags), "speaker")
                elif what < 0.95:
                    p.claims.delete([claim])
                else:
                    p.articles.update([chance.choice(articles)], author=f"A{chance.random()}")

        project.step("Work", work)
    known.remember(path)


def scanned(*paths: Path) -> float:
    """Milliseconds of a bare pass over the rows of both files."""
    began = time.perf_counter()
    for path in paths:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            for table in _TABLES:
                connection.execute(f"SELECT max(hlc), max(replica_id), count(*) FROM {table}").fetchone()
    return (time.perf_counter() - began) * 1000


def measure(folder: Path, articles: int) -> list[Line]:
    """Make the copies and merge them."""
    mine, theirs = folder / "mine.pressmark", folder / "theirs.pressmark"
    build(mine, Size(articles, articles * 10, articles * 40))
    shutil.copy(mine, theirs)
    for seed, path in enumerate((mine, theirs)):
        edit(path, seed, edits_of(articles))
    scanned(mine, theirs)
    bare = scanned(mine, theirs)
    lines = [_line("a bare pass over the rows of both files", bare, 0)]
    with Project.open(mine) as project:
        began = _now()
        found = drive(project.merging.look(theirs))
        looked = _since(began)
        parts: dict[str, _Times] = {}

        def tell(progress: object) -> None:
            parts.setdefault(str(getattr(progress, "label", "")), _now())

        project.step("Merge", lambda p: p.merging.apply(found), on_progress=tell)
        writing, whole = _since(parts["Merging"]), _since(began)
        backup = _since(parts["Making a backup"], parts["Merging"])
        merged = whole[0] - backup[0], whole[1] - backup[1]
        lines += [
            _line("look: compare and report", *looked),
            _line("the backup first", *backup),
            _line("write it", *writing),
            _line("look and merge, without the backup", *merged, BUDGETS.get(articles)),
            Line("… in bare passes", 1, merged[0] / bare, merged[0] / bare, unit="times"),
        ]
        began = _now()
        project.undo()
        lines.append(_line("undo it", *_since(began)))
        assert project.merging.reports() == []
    return [*lines, peak("memory of the process")]


_Times = tuple[float, float]
"""Milliseconds that passed, and of the processor."""


def _now() -> _Times:
    return time.perf_counter() * 1000, time.process_time() * 1000


def _since(began: _Times, ended: _Times | None = None) -> _Times:
    wall, processor = ended or _now()
    return wall - began[0], processor - began[1]


def _line(name: str, milliseconds: float, processor: float, budget: float | None = None) -> Line:
    return Line(name, 1, milliseconds, milliseconds, processor, budget=budget)


def main() -> None:
    """Print the table."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        print(f"{articles:,} articles, {articles * 10:,} claims, {edits_of(articles):,} edits on either side")
        for line in measure(Path(folder), articles):
            print(line)


if __name__ == "__main__":
    main()
