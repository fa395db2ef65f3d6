"""Whether an open project is still the file it was: other programs replace, overwrite, move and write files.

Only SQLite and `stat` look at the file; a plain `open` would drop the locks this process has on it.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from enum import Enum
from pathlib import Path

from annotations.errors import FileLostError
from annotations.store.connections.telling import primary_code

Connect = Callable[[], sqlite3.Connection]

_NOT_OURS = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_SCHEMA)
"""What SQLite says of a file in which something else stands now."""


class Outside(Enum):
    """What happened to a file since it was last looked at."""

    NOTHING = ""
    COMMITTED = "Another program stored something in it"
    REPLACED = "Another file was put in its place"
    OVERWRITTEN = "Another program wrote over it"
    VANISHED = "It was moved or deleted, or its drive is gone"

    @property
    def is_loss(self) -> bool:
        """Whether what is on the screen and the file have parted, so that nothing may be written any more."""
        return self not in (Outside.NOTHING, Outside.COMMITTED)


class Watch:
    """Looks at one open file, always through the same connection and on its thread.

    Args:
        path: the file.
        connection: the one that is asked whether others committed.
        connect: opens another one, for a second opinion.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, connect: Connect) -> None:
        """Remember how the file is now."""
        self._path = path
        self._connection = connection
        self._connect = connect
        self._identity, self._seen = _looks(path)
        self._version = _data_version(connection)
        self._project = _project(connection)

    def look(self) -> Outside:
        """What happened since the last look or the last write of our own.

        Raises:
            sqlite3.DatabaseError: if the file cannot be read now.
        """
        try:
            identity, seen = _looks(self._path)
        except OSError:
            return Outside.VANISHED
        if identity != self._identity:
            return Outside.REPLACED
        try:
            found = self._by_content(seen)
        except (UnicodeDecodeError, TypeError):
            return Outside.OVERWRITTEN
        except sqlite3.DatabaseError as error:
            if primary_code(error) not in _NOT_OURS:
                raise  # locked, or out of reach for the moment
            return Outside.OVERWRITTEN
        self._seen = seen
        return found

    def _by_content(self, seen: tuple[int, int]) -> Outside:
        version = _data_version(self._connection)
        if version != self._version:
            self._version = version
            return Outside.COMMITTED if _project(self._connection) == self._project else Outside.OVERWRITTEN
        if seen == self._seen:
            return Outside.NOTHING
        # Not written through SQLite, or not written at all: many programs only touch a file.
        with closing(self._connect()) as other:
            same = state_of(other) == state_of(self._connection) and _is_whole(other)
        return Outside.NOTHING if same else Outside.OVERWRITTEN

    def wrote(self) -> Outside:
        """Remember how the file is after a write of our own; what was written may have gone elsewhere."""
        try:
            identity, seen = _looks(self._path)
        except OSError:
            return Outside.VANISHED
        if identity != self._identity:
            return Outside.REPLACED
        self._seen = seen
        return Outside.NOTHING


def lost(path: Path, outside: Outside) -> FileLostError:
    """What is said of an action that cannot be stored because the file is not there any more."""
    return FileLostError(
        f"{outside.value}; the last action was not stored", "Save what you have under another name", path
    )


def state_of(connection: sqlite3.Connection) -> tuple[object, ...]:
    """Differs whenever Pressmark stored something, and in most cases when another program did."""
    history = connection.execute("SELECT max(id), count(*) FROM history").fetchone()
    clock = connection.execute("SELECT max(last_hlc), count(*) FROM replicas").fetchone()
    pages = connection.execute("PRAGMA page_count").fetchone()
    return (*_project(connection), *history, *clock, *pages)


def empty_log(path: Path) -> None:
    """Keep the log of a file that was overwritten from being played into what stands there now."""
    with suppress(OSError):
        os.truncate(path.with_name(path.name + "-wal"), 0)


def _looks(path: Path) -> tuple[tuple[int, int], tuple[int, int]]:
    found = path.stat()
    return (found.st_dev, found.st_ino), (found.st_size, found.st_mtime_ns)


def _data_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _project(connection: sqlite3.Connection) -> tuple[object, ...]:
    """What another program leaves as it is unless it puts another project there."""
    uid = connection.execute("SELECT value FROM meta WHERE key = 'uid'").fetchone()
    return uid[0] if uid else "", connection.execute("PRAGMA schema_version").fetchone()[0]


def _is_whole(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
