"""A copy is of one moment; without a log nobody who writes meanwhile waits for all of it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import CancelledError
from annotations.store.connections.connection import connect
from annotations.store.sharing import paging
from annotations.store.sharing.paging import copy_pages


@pytest.fixture
def base(tmp_path) -> Path:
    """A database with two numbers that are always the same, far apart."""
    path = tmp_path / "base.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE n(id INTEGER PRIMARY KEY, i, filler)")
        connection.executemany("INSERT INTO n VALUES(?, 0, ?)", ((n, "x" * 3000) for n in range(200)))
    return path


@pytest.fixture
def target(tmp_path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "target.db")) as connection:
        yield connection


def write(path: Path) -> None:
    """Count both numbers up, as somebody does who cannot wait."""
    with closing(sqlite3.connect(path, timeout=0)) as connection, connection:
        connection.execute("UPDATE n SET i = i + 1 WHERE id IN (0, 199)")


def numbers(connection: sqlite3.Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT i FROM n WHERE id IN (0, 199)")]


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_others_write_between_two_portions_and_the_copy_is_of_one_moment(base, target, journal) -> None:
    with closing(sqlite3.connect(base)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        seen = []

        def tell(done: int, total: int) -> None:
            seen.append(total - done)
            if len(seen) in (3, 40):
                write(base)

        with closing(connect(base, mode="ro")) as source:
            copy_pages(source, target, tell, pages=5)
        assert numbers(target) == ([2, 2] if journal == "delete" else [0, 0])
        assert numbers(connection) == [2, 2]
        assert seen[-1] == 0


def test_where_somebody_writes_all_the_time_they_wait_in_the_end(base, target) -> None:
    refused, written = 0, 0

    def tell(done: int, total: int) -> None:
        nonlocal refused, written
        try:
            write(base)
            written += 1
        except sqlite3.OperationalError:
            refused += 1

    with closing(connect(base, mode="ro")) as source:
        copy_pages(source, target, tell, pages=5)
        assert not source.in_transaction
    assert written > paging._MOST_ANEW
    assert refused
    assert numbers(target) == [written] * 2


def test_what_is_raised_ends_the_copying_and_lets_go_of_the_file(base, target) -> None:
    def cancel(done: int, total: int) -> None:
        raise CancelledError

    with closing(connect(base, mode="ro")) as source:
        with pytest.raises(CancelledError):
            copy_pages(source, target, cancel, pages=5)
        write(base)


def test_a_step_in_a_shared_folder_does_not_wait_for_a_backup(path, monkeypatch) -> None:
    from annotations.importers.draft import Draft
    from annotations.project import Project
    from annotations.store.sharing import backups
    from annotations.store.sharing.places import Kind, Place

    monkeypatch.setattr("annotations.project.place_of", lambda _: Place(Kind.SYNCHRONISED, "a folder"))
    monkeypatch.setattr(backups, "_PAGES", 5)
    with Project.create(path, coder=("Anna", "A")) as project:
        done = threading.Event()
        step = threading.Thread(
            target=lambda: (project.step("Add", lambda p: p.articles.add(Draft(text="The quay"))), done.set())
        )

        def stop() -> bool:
            if not step.ident:
                step.start()
            done.wait(60)
            return False

        made = backups.back_up(path, project.uid, stop=stop)
        step.join()
        assert done.is_set()
        with Project.open(made.path, read_only=True) as copy:
            assert len(copy.articles.ids()) == 1
            assert copy.check() == []
