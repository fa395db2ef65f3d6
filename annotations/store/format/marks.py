"""What a project file says of itself: that it holds excerpts only, that it is an archive."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotations.store.connections.connection import connect
from annotations.store.connections.telling import told
from annotations.store.store import Store

CONTENTS = "contents"
EXCERPTS = "excerpts"
ARCHIVED = "archived"

_LONGEST = 20
_WANTED = f"SELECT key, value FROM meta WHERE key IN ('{CONTENTS}', '{ARCHIVED}')"


@dataclass(frozen=True, slots=True)
class Marks:
    """`excerpts`: its articles were shortened to their claims. `archived`: when it was archived (ISO 8601), or ""."""

    excerpts: bool = False
    archived: str = ""


def marks_of(store: Store) -> Marks:
    """The marks of an open project."""
    values = {row["key"]: row["value"] for row in store.rows(_WANTED)}
    return Marks(values.get(CONTENTS) == EXCERPTS, _day(values[ARCHIVED]) if ARCHIVED in values else "")


def archived_on(path: Path, *, immutable: bool = False) -> str:
    """The date of archiving of a file that is known to be a project, empty if it is no archive.

    Raises:
        ProjectFileError: if it cannot be read.
    """
    with told(path), closing(connect(path, mode="ro", immutable=immutable)) as connection:
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (ARCHIVED,)).fetchone()
    return _day(row["value"]) if row else ""


def _day(value: str) -> str:
    """A stranger may have written anything there; an archive stays one."""
    return " ".join(value.split())[:_LONGEST] or "an unknown day"
