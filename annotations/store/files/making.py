"""Making a new project file: built beside its place and put there when it is whole."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from annotations.codebook import shipped_uid
from annotations.errors import ProjectFileError
from annotations.store.connections.connection import connect
from annotations.store.connections.telling import in_words
from annotations.store.format import schema
from annotations.store.ids import uuid7
from annotations.store.store import Store


def make(path: Path, fill: Callable[[Store], int]) -> int:
    """Make a project file.

    Whatever happens, power failure included, nothing half made stands at `path`.

    Args:
        path: where; nothing is overwritten.
        fill: writes the first rows, inside a step that leaves no history: making a project is nothing to be undone.

    Returns:
        What `fill` returned.

    Raises:
        ProjectFileError: if something stands there or the folder cannot be written.
    """
    claim(path)
    for leftover in beside(path):
        leftover.unlink(missing_ok=True)  # of a project of this name that is gone: SQLite would play it into ours
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        value = _build(unfinished, fill)
        unfinished.replace(path)
    except BaseException as error:
        for leftover in (unfinished, *beside(unfinished), path):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise ProjectFileError(*in_words(error), path) from error
        if isinstance(error, OSError):
            raise ProjectFileError(
                f"The file cannot be made ({error.strerror})", "Choose another folder", path
            ) from error
        if isinstance(error, ProjectFileError):
            raise ProjectFileError(error.what, error.remedy, path) from error
        raise
    return value


def beside(path: Path) -> list[Path]:
    """What SQLite may have left beside a database."""
    return [path.with_name(f"{path.name}-{end}") for end in ("wal", "shm", "journal")]


def claim(path: Path) -> None:
    """Take a name by an empty file.

    Raises:
        ProjectFileError: if something stands there or the folder cannot be written.
    """
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        raise ProjectFileError("There is a file of this name already", "Choose another name", path) from None
    except OSError as error:
        raise ProjectFileError(f"The file cannot be made ({error.strerror})", "Choose another folder", path) from error


def _build(path: Path, fill: Callable[[Store], int]) -> int:
    path.touch(exist_ok=False)
    with closing(connect(path, mode="rw")) as connection:
        schema.migrate(connection)
        _first_rows(connection)
    store = Store(path, writable=True)
    try:
        value = store.step("New project", lambda: fill(store)).value
        store.forget_history()
    finally:
        store.close()
    with closing(connect(path, mode="rw")) as connection:
        connection.execute("UPDATE replicas SET label = ''")  # whoever opens it at its place takes it over
    return value


def _first_rows(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    connection.execute("INSERT INTO meta VALUES('uid', ?)", (uuid7(),))
    connection.execute("INSERT INTO replicas(id, uid) VALUES(1, ?)", (uuid7(),))
    connection.execute(
        "INSERT INTO coders(uid, name, initials, agreed, hlc, replica_id) VALUES(?, 'Agreed', '=', 1, 1, 1)",
        (shipped_uid("coder", "agreed"),),
    )
    connection.execute("COMMIT")
