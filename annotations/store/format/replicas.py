"""Whose stamps a project's rows bear: every place at which a project is written has a replica of its own.

Two copies that are written apart must not stamp rows alike, or merging could not tell them apart. So a replica is
bound to an installation of the program and the path of the file: whoever writes a copy, however it was made, adds a
replica with the first step. Opening alone adds none.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import cast

from platformdirs import user_state_path

from annotations.store.ids import uuid7
from annotations.text import digest

_LENGTH = 32
_installations: dict[Path, str] = {}


def mark_of(path: Path) -> str:
    """What tells a project at this path, under this installation, from its copies; says nothing of either."""
    place = os.fsencode(path.resolve()).decode("utf-8", "backslashreplace")
    return digest(f"{_installation()}\n{place}")[:_LENGTH]


def _installation() -> str:
    """A random name of this installation; one for this run only where none can be kept."""
    file = user_state_path("pressmark", appauthor=False) / "installation"
    if file not in _installations:
        name = uuid7()
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError), file.open("x", encoding="utf-8") as made:
                made.write(name)
            name = file.read_text(encoding="utf-8", errors="replace").strip() or name
        _installations[file] = name
    return _installations[file]


def found(connection: sqlite3.Connection, mark: str) -> tuple[int, int]:
    """The id of the replica with this mark, 0 if there is none, and the highest clock in the file."""
    row = connection.execute(
        "SELECT coalesce((SELECT max(id) FROM replicas WHERE label = ?), 0), max(last_hlc) FROM replicas", (mark,)
    ).fetchone()
    return row[0], row[1]


def added(connection: sqlite3.Connection, mark: str) -> int:
    """Give this place a replica, inside a transaction, and return its id.

    That of a project that was made and never opened is taken over.
    """
    fresh = connection.execute("SELECT id FROM replicas WHERE label = '' AND (SELECT count(*) FROM replicas) = 1")
    if row := fresh.fetchone():
        connection.execute("UPDATE replicas SET label = ? WHERE id = ?", (mark, row["id"]))
        return cast("int", row["id"])
    made = connection.execute("INSERT INTO replicas(uid, label) VALUES(?, ?)", (uuid7(), mark))
    return cast("int", made.lastrowid)
