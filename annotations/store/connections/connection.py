"""The one place that opens SQLite connections."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from annotations.store.format import schema

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 64_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
"""Nothing in an honest project reaches them; a hostile file is refused before it fills the memory."""

MINIMUM_SQLITE = (3, 37)
SQLITE = sqlite3.sqlite_version
"""The version of SQLite in use."""


def connect(path: Path, *, mode: str, immutable: bool = False, inspected: bool = True) -> sqlite3.Connection:
    """Open a connection in autocommit mode with foreign keys on.

    Args:
        path: the project file.
        mode: "rw" or "ro", as SQLite's URI names them. Only "rw" and an inspected file can be written.
        immutable: read without any lock: for a file in a folder that cannot be written.
        inspected: whether everything in its schema is known to be ours. Nothing of the schema is trusted before;
            after, no more than this SQLite needs to keep the full-text index.

    Raises:
        sqlite3.Error: if it cannot be opened.
    """
    name = quote(os.fsencode(path.resolve()))
    connection = sqlite3.connect(
        f"file:{name}?mode={mode}{'&immutable=1' if immutable else ''}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        if inspected and mode == "ro":
            stand_in(connection)
        _set_up(connection, query_only=mode == "ro" or not inspected, trusted=inspected and not _fts_runs_untrusted())
    except BaseException:
        connection.close()
        raise
    return connection


def stand_in(connection: sqlite3.Connection) -> None:
    """Let an older file that is only read seem to have, and hold nothing in, what came with later versions."""
    for version in range(schema.version_of(connection) or schema.VERSION, schema.VERSION):
        for statement in schema.STAND_INS.get(version + 1, ()):
            connection.execute(statement)


def stand_down(connection: sqlite3.Connection) -> None:
    """Take away what `stand_in` made: a table behind a stand-in of its name can have no trigger made for it."""
    for kind, name in connection.execute("SELECT type, name FROM temp.sqlite_schema").fetchall():
        connection.execute(f"DROP {kind} temp.{name}")


def _set_up(connection: sqlite3.Connection, *, query_only: bool, trusted: bool) -> None:
    connection.row_factory = sqlite3.Row
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    for pragma in ("foreign_keys = ON", "recursive_triggers = ON", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA query_only = {'ON' if query_only else 'OFF'}")
    connection.execute(f"PRAGMA trusted_schema = {'ON' if trusted else 'OFF'}")


_probed: list[bool] = []


def _fts_runs_untrusted() -> bool:
    """Whether this SQLite lets a trigger write a full-text table of an untrusted schema; 3.40 does not."""
    if not _probed:
        probe = sqlite3.connect(":memory:", isolation_level=None)
        try:
            probe.executescript(
                "CREATE TABLE t(x); CREATE VIRTUAL TABLE f USING fts5(x);"
                "CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO f(x) VALUES(new.x); END;"
                "PRAGMA trusted_schema = OFF;"
            )
            probe.execute("INSERT INTO t VALUES('x')")
            _probed.append(True)
        except sqlite3.OperationalError:
            _probed.append(False)
        finally:
            probe.close()
    return _probed[0]
