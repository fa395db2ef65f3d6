"""Looking at project files from outside, and projects to make copies of."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotations.project import Project
from annotations.sample import write_sample

NOT_COMPARED = (
    "article_fts",
    "history",
    "_sqlite",
    "replicas",
    "tombstones",
    "meta",
    "texts",
    "highest_ids",
    "emptied",
    "corrected_texts",
)


@pytest.fixture
def outside(path: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection of another program to the project file, which commits at once."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


@pytest.fixture
def contents() -> Callable[[Path], dict[str, list[tuple[object, ...]]]]:
    """Every row of a project's own tables, without the clock, for comparing states."""

    def read(path: Path) -> dict[str, list[tuple[object, ...]]]:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            names = [
                row[0]
                for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
                if not row[0].startswith(NOT_COMPARED)
            ]
            found = {}
            for name in names:
                columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
                kept = ", ".join(column for column in columns if column not in ("hlc", "replica_id"))
                found[name] = sorted(connection.execute(f"SELECT {kept} FROM {name}").fetchall(), key=repr)
            return found

    return read


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where a copy is to be written."""
    return tmp_path / "for the ministry.pressmark"


@pytest.fixture
def sample(tmp_path: Path):
    """The sample project, open."""
    with Project.open(write_sample(tmp_path)) as opened:
        yield opened


@pytest.fixture
def with_secrets(project: Project, add_article, add_claim) -> Project:
    """A project in which a note and an article were deleted, and their undoing is possible."""
    article = add_article("The minister spoke. Nobody listened.")
    claim = add_claim(article)
    project.step("Note", lambda p: p.claims.update(claim, note="Quokkafield is the informant"))
    project.step("Note", lambda p: p.claims.update(claim, note=""))
    secret = add_article("Zyzzogeton leaves flutter. Xylographic Wombatshire sleeps.")
    project.step("Delete", lambda p: p.articles.delete([secret]))
    project.step("Vain", lambda p: p.articles.update([article], author="Undonelius"))
    project.undo()
    return project
