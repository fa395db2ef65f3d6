"""The open project file: reading on any thread, writing on one, and the steps.

One thread owns the only writing connection. A step is one transaction on that thread; temporary triggers record
what it did to each row, and undo and redo play that back.
"""

import sqlite3
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import GeneratorType
from typing import Any, Generic, TypeVar, cast

from annotations.errors import ProjectFileError, StepRefusedError
from annotations.progress import Progress, drive
from annotations.store import schema
from annotations.store.changes import Changes
from annotations.store.connection import connect
from annotations.store.ids import next_stamp, uuid7
from annotations.store.images import Image, Tables, packed, play_back, summed_up, taken, unpacked

T = TypeVar("T")
Work = Callable[[], T | Generator[Progress, None, T]]
OnProgress = Callable[[Progress], None]

KEPT_STEPS = 200
KEPT_CHARACTERS = 50_000_000
_CACHE_TABLES = "engine_results"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a step returned and what it changed."""

    value: T
    changes: Changes


class Store:
    """One project file.

    Args:
        path: the file, already known to be a project of ours.
        writable: whether steps may be run.
        immutable: read without locks, for a file in a folder that cannot be written.
    """

    def __init__(self, path: Path, *, writable: bool, immutable: bool = False) -> None:
        """Open the reading side; the writing one is opened on its own thread."""
        self.path = path
        self.writable = writable
        self.coder_id = 0
        self._immutable = immutable
        self._readers: dict[int, sqlite3.Connection] = {}
        self._guard = threading.Lock()
        self._sequence = 0
        self.codebook_version = 0
        self._step_open = False
        self._writer: sqlite3.Connection | None = None
        self._writer_thread = 0
        self._executor: ThreadPoolExecutor | None = None
        if writable:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="writer")
            try:
                self._executor.submit(self._open_writer).result()
            except BaseException:
                self._executor.shutdown()
                raise

    @property
    def in_step(self) -> bool:
        """Whether this thread is inside a step."""
        return self._step_open and threading.get_ident() == self._writer_thread

    # -- connections

    def _open_writer(self) -> None:
        self._writer_thread = threading.get_ident()
        connection = connect(self.path, mode="rw")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        self._tables = Tables(connection)
        self._tables.attach(connection)
        replica = connection.execute("SELECT id, last_hlc FROM replicas ORDER BY id DESC LIMIT 1").fetchone()
        self._replica, self._hlc = replica["id"], replica["last_hlc"]
        self._writer = connection

    def _connection(self) -> sqlite3.Connection:
        """The connection of this thread: the writing one inside a step, else a reader of its own."""
        if self.in_step and self._writer:
            return self._writer
        thread = threading.get_ident()
        with self._guard:
            reader = self._readers.get(thread)
            if reader is None:
                reader = self._readers[thread] = connect(self.path, mode="ro", immutable=self._immutable)
        return reader

    def close(self) -> None:
        """Close every connection and leave one complete file. Waits for the step under way."""
        with self._guard:
            readers, self._readers = list(self._readers.values()), {}
        for reader in readers:
            reader.close()
        if self._executor:
            self._executor.submit(self._close_writer).result()
            self._executor.shutdown()
            self._executor = None

    def _close_writer(self) -> None:
        if self._writer is None:
            return
        with suppress(sqlite3.Error):
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._writer.execute("PRAGMA journal_mode = DELETE")
        self._writer.close()
        self._writer = None

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file, without waiting for readers."""
        if self._executor and self.writable:
            self._executor.submit(self._checkpoint).result()

    def _checkpoint(self) -> None:
        if self._writer is None:
            return
        self._writer.execute("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.OperationalError):
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._writer.execute("PRAGMA busy_timeout = 5000")

    # -- reading

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """All rows of a query, seen from this thread.

        Raises:
            ProjectFileError: if the file is damaged or gone.
        """
        with self._told():
            return self._connection().execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        with self._told():
            return cast("sqlite3.Row | None", self._connection().execute(sql, values).fetchone())

    def value(self, sql: str, values: Sequence[object] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, values)
        return row[0] if row else None

    # -- writing inside a step

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run a writing statement.

        Raises:
            RuntimeError: outside a step, or on another thread than its own: a fault of the program.
        """
        if not self.in_step or self._writer is None:
            raise RuntimeError("Writing needs an open step")
        return self._writer.execute(sql, values)

    def insert(self, table: str, **values: object) -> int:
        """Insert a stamped row and return its id; entities without a uid get a new one."""
        values = {**values, "hlc": self._hlc, "replica_id": self._replica}
        if table != "claim_tags" and not values.get("uid"):
            values["uid"] = uuid7()
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        return self.execute(f"INSERT INTO {table}({names}) VALUES({marks})", tuple(values.values())).lastrowid or 0

    def update(self, table: str, ids: Iterable[int], **values: object) -> None:
        """Set columns of rows by id; rows that already have the values are not touched."""
        if not values:
            return
        settings = ", ".join(f"{name} = ?" for name in (*values, "hlc", "replica_id"))
        differs = " OR ".join(f"{name} IS NOT ?" for name in values)
        given = tuple(values.values())
        for row_id in ids:
            self.execute(
                f"UPDATE {table} SET {settings} WHERE id = ? AND ({differs})",
                (*given, self._hlc, self._replica, row_id, *given),
            )

    def delete(self, table: str, ids: Iterable[int]) -> None:
        """Delete rows by id, with what belongs to them."""
        for row_id in ids:
            self.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))

    # -- steps

    def submit(
        self, label: str, work: Work[T], *, initiator: object = None, on_progress: OnProgress | None = None
    ) -> Future[Outcome[T]]:
        """Queue a step on the writer thread."""
        if self._executor is None:
            raise ProjectFileError("The project is open for reading only", "Work on a copy", self.path)
        return self._executor.submit(self._run_step, label, work, initiator, on_progress)

    def step(
        self, label: str, work: Work[T], *, initiator: object = None, on_progress: OnProgress | None = None
    ) -> Outcome[T]:
        """Run a step and wait for it; within a step it joins the outer one."""
        if self.in_step:
            return Outcome(_done(work, on_progress), Changes(label, initiator))
        return self.submit(label, work, initiator=initiator, on_progress=on_progress).result()

    def _run_step(self, label: str, work: Work[T], initiator: object, on_progress: OnProgress | None) -> Outcome[T]:
        with self._transaction() as connection:
            value = _done(work, on_progress)
            images = taken(connection)
            if images:
                self._drop_undone(connection)
                self._record(connection, label, images)
        return Outcome(value, self._changes(label, initiator, images))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = cast("sqlite3.Connection", self._writer)
        with self._told():
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._stamp(connection)
                self._step_open = True
                yield connection
                connection.execute("UPDATE replicas SET last_hlc = ? WHERE id = ?", (self._hlc, self._replica))
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._step_open = False
                with suppress(sqlite3.Error):
                    connection.execute("DELETE FROM temp.images")

    def _stamp(self, connection: sqlite3.Connection) -> None:
        self._hlc = next_stamp(self._hlc)
        connection.execute("DELETE FROM temp.stamp")
        connection.execute("INSERT INTO temp.stamp VALUES(?, ?)", (self._hlc, self._replica))

    def _record(self, connection: sqlite3.Connection, label: str, images: list[Image]) -> None:
        at = datetime.now(tz=UTC).isoformat(timespec="seconds")
        step = connection.execute(
            "INSERT INTO history(at, coder_id, label, state, schema_version) VALUES(?, ?, ?, 'done', ?)",
            (at, self.coder_id or None, label, schema.VERSION),
        ).lastrowid
        self._store_images(connection, cast("int", step), images)
        self._trim(connection)

    @staticmethod
    def _store_images(connection: sqlite3.Connection, step: int, images: list[Image]) -> None:
        chunks = list(packed(images))
        connection.execute("DELETE FROM history_changes WHERE step_id = ?", (step,))
        connection.executemany("INSERT INTO history_changes VALUES(?, ?, ?)", ((step, *c) for c in enumerate(chunks)))
        connection.execute("UPDATE history SET size = ? WHERE id = ?", (sum(map(len, chunks)), step))

    @staticmethod
    def _drop_undone(connection: sqlite3.Connection) -> None:
        connection.execute(
            "DELETE FROM history_changes WHERE step_id IN (SELECT id FROM history WHERE state = 'undone')"
        )
        connection.execute("UPDATE history SET state = 'dropped', size = 0 WHERE state = 'undone'")

    @staticmethod
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

    def forget_history(self) -> None:
        """Drop what was recorded so far: making a project is nothing to be undone."""
        executor = cast("ThreadPoolExecutor", self._executor)
        executor.submit(lambda: cast("sqlite3.Connection", self._writer).execute("DELETE FROM history")).result()

    # -- undo and redo

    def undo(self, *, initiator: object = None) -> Changes:
        """Take back the last step.

        Raises:
            StepRefusedError: if there is none, or something it touched was changed since; nothing is changed then.
        """
        return self._replay("done", "DESC", "undone", "There is nothing to undo", initiator)

    def redo(self, *, initiator: object = None) -> Changes:
        """Do again the step that was taken back last.

        Raises:
            StepRefusedError: as `undo`.
        """
        return self._replay("undone", "ASC", "done", "There is nothing to redo", initiator)

    def label(self, state: str) -> str:
        """Name of the step that undo (state "done") or redo ("undone") would play, empty if there is none."""
        order = "DESC" if state == "done" else "ASC"
        row = self.row(f"SELECT id, label FROM history WHERE state = ? ORDER BY id {order} LIMIT 1", (state,))
        if row is None or not self.row("SELECT 1 FROM history_changes WHERE step_id = ?", (row["id"],)):
            return ""
        return cast("str", row["label"])

    def _replay(self, state: str, order: str, after: str, nothing: str, initiator: object) -> Changes:
        if self._executor is None:
            raise ProjectFileError("The project is open for reading only", "Work on a copy", self.path)
        return self._executor.submit(self._run_replay, state, order, after, nothing, initiator).result()

    def _run_replay(self, state: str, order: str, after: str, nothing: str, initiator: object) -> Changes:
        with self._transaction() as connection:
            row = connection.execute(
                f"SELECT id, label FROM history WHERE state = ? ORDER BY id {order} LIMIT 1", (state,)
            ).fetchone()
            if row is None:
                raise StepRefusedError(nothing)
            chunks = connection.execute(
                "SELECT chunk FROM history_changes WHERE step_id = ? ORDER BY n", (row["id"],)
            ).fetchall()
            if not chunks:
                raise StepRefusedError("That is too long ago: what it changed is no longer kept", nothing)
            images = [self._tables.checked(image) for image in unpacked(chunk["chunk"] for chunk in chunks)]
            connection.execute("PRAGMA defer_foreign_keys = ON")
            try:
                play_back(connection, self._tables, images, (self._hlc, self._replica))
            except sqlite3.IntegrityError as error:
                raise StepRefusedError("Something it touched was changed since", "Nothing was changed") from error
            inverse = taken(connection)
            if len(inverse) != len(images):
                raise StepRefusedError("Something it touched was changed since", "Nothing was changed")
            self._store_images(connection, row["id"], inverse)
            connection.execute("UPDATE history SET state = ? WHERE id = ?", (after, row["id"]))
        return self._changes(row["label"], initiator, inverse)

    def _changes(self, label: str, initiator: object, images: list[Image]) -> Changes:
        self._sequence += 1
        tables, articles = summed_up(images, self._article_of_claim)
        if {"dimensions", "tags", "aliases"} & set(tables):
            self.codebook_version += 1
        return Changes(label, initiator, self._sequence, tables, articles)

    def _article_of_claim(self, claim_id: int) -> int | None:
        row = (
            cast("sqlite3.Connection", self._writer)
            .execute("SELECT article_id FROM claims WHERE id = ?", (claim_id,))
            .fetchone()
        )
        return row[0] if row else None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what SQLite says of a bad disk or file into words for the person."""
        try:
            yield
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise
            raise ProjectFileError(*_advice(str(error)), self.path) from error


def _advice(message: str) -> tuple[str, str]:
    if "full" in message:
        return "The disk is full; the last action was not stored", "Free some space and repeat it"
    if "readonly" in message or "unable to open" in message:
        return (
            "The file cannot be written; the last action was not stored",
            "Check the folder, or save a copy elsewhere",
        )
    if "locked" in message or "busy" in message:
        return "Another program holds the file", "Close that program and repeat the action"
    return f"The file is damaged or its drive has failed ({message})", "Open a backup or a colleague's copy"


def _done(work: Work[T], on_progress: OnProgress | None) -> "T":
    value = work()
    return drive(value, on_progress) if isinstance(value, GeneratorType) else cast("T", value)
