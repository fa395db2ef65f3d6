"""The steps as they stand in the file: who did what, and the images that undo and redo play."""

import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import cast

from annotations.store.format import schema
from annotations.store.undo.images import Recorded, joined, line_of, packed, unpacked
from annotations.text import canonicalise

KEPT_STEPS = 200
KEPT_CHARACTERS = 50_000_000


_LONG = 1500
"""Rows that are played in the time of about three frames."""
_USUAL_IMAGE = 300
"""Characters; those of rows that were made have fewer."""
_ARTICLE_IN_ROWS = 20
"""An article takes as long as that many other rows, because its words are indexed."""

JOINED_WITHIN = 60
"""Seconds after which an edit of the same text is a step of its own."""


@dataclass(frozen=True, slots=True)
class Last:
    """The step done last: what may still join it, whose it is, and when it was done (Unix time in seconds)."""

    step: int
    joins: str
    coder_id: int
    at: float

    def admits(self, joins: str, coder_id: int, now: float) -> bool:
        """Whether an edit made now belongs to it."""
        same = bool(joins) and (joins, coder_id) == (self.joins, self.coder_id)
        return same and 0 <= now - self.at <= JOINED_WITHIN


def record(
    connection: sqlite3.Connection,
    label: str,
    coder_id: int,
    images: list[Recorded],
    last: Last | None = None,
    joins: str = "",
) -> Last | None:
    """Write what was just done, as a part of the step before if it joins that, and return what the next may join.

    What had been undone before can no longer be redone.
    """
    now = time.time()
    if last and last.admits(joins, coder_id, now) and _is_last(connection, last.step):
        return replace(last, at=now) if _extend(connection, last.step, images) else None
    _drop_undone(connection)
    step = connection.execute(
        "INSERT INTO history(at, coder_id, label, state, schema_version) VALUES(?, ?, ?, 'done', ?)",
        (_now(), coder_id or None, " ".join(canonicalise(label).split()), schema.VERSION),
    ).lastrowid
    _store_images(connection, cast("int", step), (image.line for image in images))
    _trim(connection)
    return Last(cast("int", step), joins, coder_id, now)


def _extend(connection: sqlite3.Connection, step: int, images: list[Recorded]) -> bool:
    """Put images into the step done last; whether together they change anything, so that there is what to undo."""
    both = joined(list(unpacked(chunks_of(connection, step))), list(unpacked(image.line for image in images)))
    _store_images(connection, step, map(line_of, both))
    connection.execute(
        "UPDATE history SET at = ?, state = ? WHERE id = ?", (_now(), "done" if both else "dropped", step)
    )
    return bool(both)


def _is_last(connection: sqlite3.Connection, step: int) -> bool:
    """Whether a step is the newest of all, done and kept."""
    row = connection.execute("SELECT id, state, size FROM history ORDER BY id DESC LIMIT 1").fetchone()
    return row is not None and row["id"] == step and row["state"] == "done" and row["size"] > 0


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="seconds")


def next_step(connection: sqlite3.Connection, state: str) -> sqlite3.Row | None:
    """Id, label and version of the format of the step that comes next: the last one done, or the first one undone."""
    order = "DESC" if state == "done" else "ASC"
    row = connection.execute(
        f"SELECT id, label, schema_version FROM history WHERE state = '{state}' ORDER BY id {order} LIMIT 1"
    ).fetchone()
    return cast("sqlite3.Row | None", row)


def is_kept(connection: sqlite3.Connection, step: int) -> bool:
    """Whether the images of a step are still there."""
    return connection.execute("SELECT 1 FROM history_changes WHERE step_id = ? LIMIT 1", (step,)).fetchone() is not None


def chunks_of(connection: sqlite3.Connection, step: int) -> list[str]:
    """The recorded images of a step, empty if they are no longer kept."""
    rows = connection.execute("SELECT chunk FROM history_changes WHERE step_id = ? ORDER BY n", (step,)).fetchall()
    return [row["chunk"] for row in rows]


def is_long(connection: sqlite3.Connection, step: int) -> bool:
    """Whether playing a step takes longer than a window may stand still, as far as the number of its rows tells."""
    size = connection.execute("SELECT size FROM history WHERE id = ?", (step,)).fetchone()[0]
    if size > _LONG * _USUAL_IMAGE:
        return True
    chunks = chunks_of(connection, step)
    rows = sum(chunk.count("\n") + 1 for chunk in chunks)
    return rows + _ARTICLE_IN_ROWS * sum(chunk.count('["articles", ') for chunk in chunks) > _LONG


def turn(connection: sqlite3.Connection, step: int, state: str, images: list[Recorded]) -> None:
    """Note that a step is now done or undone, and what turns it back."""
    _store_images(connection, step, (image.line for image in images))
    connection.execute("UPDATE history SET state = ? WHERE id = ?", (state, step))


def _store_images(connection: sqlite3.Connection, step: int, lines: Iterable[str]) -> None:
    chunks = list(packed(lines))
    connection.execute("DELETE FROM history_changes WHERE step_id = ?", (step,))
    connection.executemany("INSERT INTO history_changes VALUES(?, ?, ?)", ((step, *c) for c in enumerate(chunks)))
    connection.execute("UPDATE history SET size = ? WHERE id = ?", (sum(map(len, chunks)), step))


def _drop_undone(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM history_changes WHERE step_id IN (SELECT id FROM history WHERE state = 'undone')")
    connection.execute("UPDATE history SET state = 'dropped', size = 0 WHERE state = 'undone'")


def _trim(connection: sqlite3.Connection) -> None:
    """Forget the images of old steps; who did what and when stays."""
    rows = connection.execute("SELECT id, size FROM history WHERE size > 0 ORDER BY id DESC").fetchall()
    total = 0
    for place, (step, size) in enumerate(rows):
        total += size
        if place >= KEPT_STEPS or (place and total > KEPT_CHARACTERS):
            connection.execute("DELETE FROM history_changes WHERE step_id <= ?", (step,))
            connection.execute("UPDATE history SET size = 0 WHERE id <= ? AND size > 0", (step,))
            return
