"""A program that is killed in the middle of a merge leaves the project as it was, or wholly merged."""

import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span

WORKER = """
import sys
from pathlib import Path
from annotations.progress import drive
from annotations.project import Project
project = Project.open(Path(sys.argv[1]))
found = drive(project.merging.look(Path(sys.argv[2])))
print(flush=True)
told = []
def tell(progress):
    if progress.label == "Merging":
        print(progress.done, flush=True)
        if not told:
            told.append(input())  # goes on once it is known that writing begins: all may be stored before it is killed
project.step("Merge", lambda p: p.merging.apply(found), on_progress=tell)
print("merged", flush=True)
input()
"""
ARTICLES = 600


def counted(path: Path) -> tuple[int, ...]:
    """Rows of what a merge writes, as whoever opens the file next sees them."""
    kinds = ("articles", "claims", "merges", "merge_stamps", "tombstones", "replicas", "history")
    with closing(sqlite3.connect(path)) as connection:
        return tuple(connection.execute(f"SELECT count(*) FROM {kind}").fetchone()[0] for kind in kinds)


@pytest.fixture
def two(folder) -> tuple[Path, Path]:
    """A project, and a copy of it with much more in it."""
    mine, theirs = folder / "mine.pressmark", folder / "theirs.pressmark"
    with Project.create(mine, coder=("Anna", "A")) as project:
        project.step("Add", lambda p: [p.articles.add(Draft(text=f"Gone {n}")) for n in range(40)])
    shutil.copy(mine, theirs)
    with Project.open(theirs) as project:
        project.coder_id = 2
        ids = project.step("Import", _imported).value
        project.step("Mark", lambda p: [p.claims.add(article, Span(0, 5)) for article in ids])
        project.step("Delete", lambda p: p.articles.delete(p.articles.ids()[-20:]))
    return mine, theirs


def _imported(p: Project):
    drafts = [Draft(text=f"{n} " + "words of an article " * 40) for n in range(ARTICLES)]
    return (yield from p.articles.add_all(drafts))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize(
    "kills",
    [
        pytest.param(4, marks=pytest.mark.timeout(300)),
        pytest.param(200, marks=[pytest.mark.long, pytest.mark.timeout(3600)]),
    ],
)
def test_a_merge_that_was_killed_is_done_wholly_or_not_at_all(two, kills: int) -> None:
    mine, theirs = two
    before, as_it_was, their_bytes = counted(mine), mine.read_bytes(), theirs.read_bytes()
    chance, outcomes, reached = random.Random(kills), set(), 0
    for kill in range(kills):
        mine.write_bytes(as_it_was)
        command = [sys.executable, "-c", WORKER, str(mine), str(theirs)]
        worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        worker.stdout.readline()
        seen = worker.stdout.readline()  # writing begins
        if kill % 3 == 0:
            worker.kill()
        else:
            worker.stdin.write("\n")
            worker.stdin.flush()
            threading.Timer(chance.uniform(0, 0.3), worker.kill).start()
        while line := worker.stdout.readline():
            seen = line
            if line.strip() == "merged":
                break
        worker.wait(60)
        worker.stdin.close()
        worker.stdout.close()
        reached += seen.strip() != "merged"
        after = counted(mine)
        outcomes.add(after)
        assert after == before or after[2] == 1, "half a merge"
        assert seen.strip() != "merged" or after[2] == 1, "what was reported is there"
        assert theirs.read_bytes() == their_bytes
        with Project.open(mine) as project:
            assert project.check() == []
    assert reached, "killed before all was stored"
    assert before in outcomes
