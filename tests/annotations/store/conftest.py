"""Looking at project files from outside."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

NOT_COMPARED = ("article_fts", "history", "_sqlite", "replicas", "tombstones", "meta", "texts")


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
