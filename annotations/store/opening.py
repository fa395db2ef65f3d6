"""Opening a file that may be anything: what it is, whether it is ours, whether it is whole."""

import os
import re
import sqlite3
from functools import cache
from pathlib import Path

from annotations.errors import ProjectFileError
from annotations.store import schema
from annotations.store.connection import MINIMUM_SQLITE, connect

_HEADER = b"SQLite format 3\x00"
_LIBRARY_OBJECTS = re.compile(
    r"sqlite_stat\d|_sqlite_migrations|idx__sqlite_migrations.*|sqlite_autoindex.*|sqlite_sequence"
)
_SPACE = re.compile(r"\s+")


def inspect(path: Path) -> None:
    """Make sure that a file is a project this program can open.

    Only what our own migrations make may stand in its schema, so no trigger, view or table of a stranger is run.

    Raises:
        ProjectFileError: says what it is instead and what to do.
    """
    if sqlite3.sqlite_version_info < MINIMUM_SQLITE:
        raise ProjectFileError(
            f"SQLite {sqlite3.sqlite_version} is too old", "Install Python with SQLite 3.37 or later"
        )
    _inspect_header(path)
    immutable = not os.access(path.parent, os.W_OK)
    try:
        connection = connect(path, mode="ro", immutable=immutable)
    except sqlite3.Error as error:
        raise ProjectFileError(f"The file cannot be opened ({error})", "Check who may read it", path) from error
    try:
        _inspect_schema(connection, path)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise ProjectFileError("The file is damaged", "Open a backup or a colleague's copy", path) from error
    finally:
        connection.close()


def _inspect_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(100)
    except FileNotFoundError:
        raise ProjectFileError("There is no such file", "Check its name and folder", path) from None
    except IsADirectoryError:
        raise ProjectFileError("This is a folder, not a project", "Choose a .pressmark file", path) from None
    except OSError as error:
        raise ProjectFileError(f"The file cannot be read ({error.strerror})", "Check who may read it", path) from error
    if not start.startswith(_HEADER):
        raise ProjectFileError("This is not a Pressmark project", "Import it if it is an article", path)
    if int.from_bytes(start[68:72], "big") != schema.APPLICATION_ID:
        raise ProjectFileError("This is a database of another program", "Choose a .pressmark file", path)
    version = int.from_bytes(start[60:64], "big")
    if version > schema.VERSION:
        raise ProjectFileError(
            f"This project was made by a newer Pressmark (format {version}; this one reads up to {schema.VERSION})",
            "Install the newest Pressmark",
            path,
        )


def _inspect_schema(connection: sqlite3.Connection, path: Path) -> None:
    found = objects(connection)
    expected = _expected()
    if strange := sorted(set(found) - set(expected)):
        names = ", ".join(name for _, name, _ in strange[:3])
        raise ProjectFileError(
            f"The file holds something that is not Pressmark's ({names})", "Ask its sender for an unchanged copy", path
        )
    missing = sorted(set(expected) - set(found))
    changed = sorted(key for key in set(found) & set(expected) if found[key] != expected[key])
    if missing or changed:
        names = ", ".join(name for _, name, _ in (missing + changed)[:3])
        raise ProjectFileError(f"The file's tables are not as they should be ({names})", "Open a backup", path)


def objects(connection: sqlite3.Connection) -> dict[tuple[str, str, str], str]:
    """Type, name and table of everything in a schema, with its normalised SQL; libraries' own tables left out."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    return {
        (row["type"], row["name"], row["tbl_name"]): _SPACE.sub(" ", row["sql"] or "")
        for row in rows
        if not _LIBRARY_OBJECTS.fullmatch(row["name"])
    }


@cache
def _expected() -> dict[tuple[str, str, str], str]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        schema.migrate(connection)
        return objects(connection)
    finally:
        connection.close()
