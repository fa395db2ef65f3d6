"""The steps as they stand in the file: who did what, and the images that undo and redo play."""

import sqlite3
from datetime import UTC, datetime
from typing import cast

from annotations.store import schema
from annotations.store.images import Image, packed
from annotations.text import canonicalise

KEPT_STEPS = 200
KEPT_CHARACTERS = 50_000_000


def record(connection: sqlite3.Connection, label: str, coder_id: int, images: list[Image]) -> None:
    """Write a step that was just done; what had been undone before can no longer be redone."""
    _drop_undone(connection)
    at = datetime.now(tz=UTC).isoformat(timespec="seconds")
    step = connection.execute(
        "INSERT INTO history(at, coder_id, label, state, schema_version) VALUES(?, ?, ?, 'done', ?)",
        (at, coder_id or None, " ".join(canonicalise(label).split()), schema.VERSION),
    ).lastrowid
    _store_images(connection, cast("int", step), images)
    _trim(connection)


def next_step(connection: sqlite3.Connection, state: str) -> sqlite3.Row | None:
    """Id and label of the step that comes next: the last one done, or the first one undone."""
    order = "DESC" if state == "done" else "ASC"
    row = connection.execute(
        f"SELECT id, label FROM history WHERE state = '{state}' ORDER BY id {order} LIMIT 1"
    ).fetchone()
    return cast("sqlite3.Row | None", row)


def is_kept(connection: sqlite3.Connection, step: int) -> bool:
    """Whether the images of a step are still there."""
    return connection.execute("SELECT 1 FROM history_changes WHERE step_id = ? LIMIT 1", (step,)).fetchone() is not None


def chunks_of(connection: sqlite3.Connection, step: int) -> list[str]:
    """The recorded images of a step, empty if they are no longer kept."""
    rows = connection.execute("SELECT chunk FROM history_changes WHERE step_id = ? ORDER BY n", (step,)).fetchall()
    return [row["chunk"] for row in rows]


def turn(connection: sqlite3.Connection, step: int, state: str, images: list[Image]) -> None:
    """Note that a step is now done or undone, and what turns it back."""
    _store_images(connection, step, images)
    connection.execute("UPDATE history SET state = ? WHERE id = ?", (state, step))


def _store_images(connection: sqlite3.Connection, step: int, images: list[Image]) -> None:
    chunks = list(packed(images))
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
