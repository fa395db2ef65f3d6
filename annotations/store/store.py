"""The open project file: reading on any thread, writing on one, and the steps.

A step is one transaction of the `Writer`; temporary triggers record what it did to each row, and undo and redo play
that back.
"""

import sqlite3
import threading
from collections.abc import Hashable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from annotations.errors import ProjectFileError, StepRefusedError
from annotations.progress import Progress
from annotations.store.changes import Changes
from annotations.store.connections.brake import Brake, OnProgress, Work, done
from annotations.store.connections.connection import connect
from annotations.store.connections.readers import Readers
from annotations.store.connections.telling import told
from annotations.store.connections.veil import hidden_articles
from annotations.store.connections.writing import Writer
from annotations.store.files.watch import Outside, Watch
from annotations.store.format import schema
from annotations.store.ids import uuid7
from annotations.store.merging import given_way, stamps
from annotations.store.undo import steplog
from annotations.store.undo.images import Recorded, articles_of, summed_up, taken
from annotations.store.undo.playback import AT_ONCE, play_back

T = TypeVar("T")

_LARGEST_ID = 1 << 53

_FRESH_ID = (
    "(SELECT CASE WHEN highest < "
    + str(_LARGEST_ID)
    + " THEN highest + 1 END FROM (SELECT max(coalesce((SELECT max(id) FROM {table}), 0), id) AS highest"
    " FROM highest_ids WHERE kind = '{table}'))"
)
"""An id that no row has or had; NULL where SQLite has to look for a free one: in a file that was tampered with."""

_VEILING = {"samples", "second_codings"}
"""The tables that say what is hidden from whom."""

_CHANGED_SINCE = ("Something it touched was changed since", "Nothing was changed")


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
        rollback: write with a rollback journal in place of a write-ahead log, which does not work over a network and
            is not carried along by programs that keep folders in step.

    Raises:
        ProjectFileError: if it cannot be opened for writing.
    """

    def __init__(self, path: Path, *, writable: bool, immutable: bool = False, rollback: bool = False) -> None:
        """Open the writing side on its own thread; readers are opened where they are needed."""
        self.path = path
        self.writable = writable
        self._coder_id = 0
        self.new_reader = partial(connect, path, mode="ro", immutable=immutable)
        """Opens a reading connection that is the caller's to close."""
        self._readers = Readers(self.new_reader)
        self._watch: Watch | None = None
        self._sequence = 0
        self._last: steplog.Last | None = None
        self._codebook_version = 0
        self._writer = Writer(path, self.new_reader, rollback=rollback) if writable else None

    @property
    def coder_id(self) -> int:
        """The person whose work it is, 0 while nobody is named."""
        return self._coder_id

    @coder_id.setter
    def coder_id(self, coder_id: int) -> None:
        self._coder_id = coder_id
        self._follow_veil()

    @property
    def veiled(self) -> bool:
        """Whether something is hidden from the person who works here, see `annotations.store.connections.veil`."""
        return self._readers.veiled_from != 0

    def _follow_veil(self) -> None:
        hides = self._coder_id and self.row(f"{hidden_articles(self._coder_id)} LIMIT 1")
        self._readers.veiled_from = self._coder_id if hides else 0

    @property
    def in_step(self) -> bool:
        """Whether this thread is inside a step."""
        return self._writer is not None and self._writer.in_step

    @property
    def stamp(self) -> int:
        """The clock of the step under way: no two steps have the same."""
        return self._writer.stamp if self._writer else 0

    def _writing(self) -> Writer:
        if self._writer is None:
            raise ProjectFileError("The project is open for reading only", "Work on a copy", self.path)
        return self._writer

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """The connection of this thread: the writing one inside a step, else a reader of its own."""
        if self._writer and self._writer.in_step:
            yield self._writer.connection
            return
        with self._readers.use() as reader:
            yield reader

    def close(self) -> None:
        """Close every connection and leave one complete file. Waits for the step under way; may be called twice."""
        self._readers.close()
        if self._writer:
            self._writer.close()

    def checkpoint(self) -> bool:
        """Fold the write-ahead log into the file, without waiting for readers.

        Returns:
            Whether a copy made now is complete; False while someone reads: try again later.
        """
        return self._writer.checkpoint() if self._writer else True

    # -- what other programs do to the file

    @property
    def outside(self) -> Outside:
        """What parted the file from what is open, as far as that was seen; nothing can be written then."""
        return self._writer.outside if self._writer else Outside.NOTHING

    def look(self) -> Outside:
        """What other programs did to the file since the last look or step.

        Of a project open for reading it is always asked on one thread.

        Raises:
            ProjectFileError: if the file cannot be read.
        """
        if self._writer:
            return self._writer.look()
        with told(self.path), self._connection() as connection:
            self._watch = self._watch or Watch(self.path, connection, self.new_reader)
            return self._watch.look()

    def save_as(self, target: Path, on_progress: OnProgress | None = None) -> None:
        """Write what is open into a new file, from the open connection: whatever happened to the file itself.

        Raises:
            ProjectFileError: if `target` cannot be written, or what is open is not whole any more; nothing is left
                at `target` then, and what stood there before is untouched.
        """
        self._writing().save_as(target, on_progress)

    @property
    def codebook_state(self) -> Hashable:
        """Differs, on one thread, whenever the codebook may have changed since."""
        if self._writer:
            return self._codebook_version, self._writer.overtaken
        return threading.get_ident(), self.value("PRAGMA data_version")

    # -- reading

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """All rows of a query, seen from this thread.

        Raises:
            ProjectFileError: if the file is damaged or gone.
        """
        with told(self.path), self._connection() as connection:
            return connection.execute(sql, values).fetchall()

    def column(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """The first column of all rows; for long lists, where a row object for each would take most of the time."""
        with told(self.path), self._connection() as connection, closing(connection.cursor()) as cursor:
            cursor.row_factory = None
            return [row[0] for row in cursor.execute(sql, values)]

    def row(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        # A query read by half would keep the log from being folded in, and one that failed the file locked.
        with told(self.path), self._connection() as connection, closing(connection.execute(sql, values)) as cursor:
            return cast("sqlite3.Row | None", cursor.fetchone())

    def value(self, sql: str, values: Sequence[object] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, values)
        return row[0] if row else None

    def search_fits(self) -> bool:
        """Whether the full-text index says what the articles say; only a writing connection can tell."""
        return self._writer.search_fits() if self._writer else True

    def project_uid(self) -> str:
        """What tells this project, and every copy of it, from others."""
        return str(self.value("SELECT value FROM meta WHERE key = 'uid'"))

    # -- writing inside a step

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run a writing statement.

        Raises:
            RuntimeError: outside a step, or on another thread than its own: a fault of the program.
        """
        return self._in_step().connection.execute(sql, values)

    def _in_step(self) -> Writer:
        if self._writer is None or not self._writer.in_step:
            raise RuntimeError("Writing needs an open step")
        return self._writer

    def insert(self, table: str, **values: object) -> int:
        """Insert a stamped row and return its id; entities without a uid get a new one."""
        writer = self._in_step()
        values = {**values, "hlc": writer.stamp, "replica_id": writer.replica}
        if table != "claim_tags" and not values.get("uid"):
            values["uid"] = uuid7()
        names, marks = list(values), ["?"] * len(values)
        if table != "claim_tags":
            names, marks = ["id", *names], [_FRESH_ID.format(table=table), *marks]
        sql = f"INSERT INTO {table}({', '.join(names)}) VALUES({', '.join(marks)})"
        return self.execute(sql, tuple(values.values())).lastrowid or 0

    def insert_all(self, table: str, names: Sequence[str], rows: Sequence[tuple[object, ...]]) -> list[int]:
        """Insert stamped rows with values of these columns, many to a statement, and return their ids in order.

        Indexing the words of articles takes a third of the time where many come in one statement.
        """
        writer, first = self._in_step(), self.value(f"SELECT {_FRESH_ID.format(table=table)}")
        if first is None:
            return [self.insert(table, **dict(zip(names, row, strict=True))) for row in rows]
        start = f"INSERT INTO {table}(hlc, replica_id, id, {', '.join(names)}) VALUES "
        one = f"(?1, ?2, {', '.join('?' * (1 + len(names)))})"
        for place in range(0, len(rows), AT_ONCE):
            some = rows[place : place + AT_ONCE]
            values = chain.from_iterable((first + place + n, *row) for n, row in enumerate(some))
            self.execute(start + ", ".join([one] * len(some)), (writer.stamp, writer.replica, *values))
        return list(range(first, first + len(rows)))

    def execute_each(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        """Run a writing statement with each of these values; as `execute`."""
        self._in_step().connection.executemany(sql, values)

    def outrun(self, stamp: int) -> None:
        """Let the clock of the step under way, and all after it, be above a stamp that came from elsewhere."""
        self._in_step().outrun(stamp)

    def update(self, table: str, ids: Iterable[int], **values: object) -> None:
        """Set columns of rows by id; rows that already have the values are not touched."""
        if not values:
            return
        settings = ", ".join(f"{name} = ?" for name in (*values, "hlc", "replica_id"))
        differs = " OR ".join(f"{name} IS NOT ?" for name in values)
        given, writer = tuple(values.values()), self._in_step()
        for row_id in ids:
            self.execute(
                f"UPDATE {table} SET {settings} WHERE id = ? AND ({differs})",
                (*given, writer.stamp, writer.replica, row_id, *given),
            )

    def empty(self, table: str, column: str, ids: Iterable[int]) -> None:
        """Let references of rows, by id, name nothing from now on.

        Unlike `update` it also touches those that are empty already, but only because what they named was deleted or
        because of a merge: the next merge brings nothing back that they had named.
        """
        writer = self._in_step()
        stamp = writer.stamp, writer.replica
        kept = (
            f"SELECT 1 FROM emptied e WHERE e.kind = '{table}' AND e.name = '{column}' AND e.uid = {table}.uid"
            f" AND e.hlc = {table}.hlc AND e.replica_id = {table}.replica_id"
        )
        touched = (
            f"UPDATE {table} SET {column} = NULL, hlc = ?, replica_id = ?"
            f" WHERE id = ? AND ({column} IS NOT NULL OR EXISTS ({kept}))"
        )
        forgotten = (
            f"DELETE FROM emptied WHERE kind = '{table}' AND name = '{column}' AND (uid, hlc, replica_id) ="
            f" (SELECT uid, hlc, replica_id FROM {table} WHERE id = ? AND hlc = ? AND replica_id = ?)"
        )
        for row_id in ids:
            self.execute(touched, (*stamp, row_id))
            self.execute(forgotten, (row_id, *stamp))

    def delete(self, table: str, ids: Iterable[int]) -> None:
        """Delete rows by id, with what belongs to them."""
        found = sorted(ids)
        for place in range(0, len(found), AT_ONCE):
            some = found[place : place + AT_ONCE]
            self.execute(f"DELETE FROM {table} WHERE id IN ({', '.join('?' * len(some))})", some)

    # -- steps

    def submit(
        self, label: str, work: Work[T], *, initiator: object = None, on_progress: OnProgress | None = None
    ) -> Future[Outcome[T]]:
        """Queue a step on the writer thread."""
        return self._writing().queue(self._run_step, label, work, initiator, Brake(on_progress))

    def step(
        self,
        label: str,
        work: Work[T],
        *,
        initiator: object = None,
        on_progress: OnProgress | None = None,
        joins: str = "",
    ) -> Outcome[T]:
        """Run a step and wait for it; within a step it joins the outer one.

        One that `joins` the same as the last step, by the same coder and soon after, becomes part of that step.
        An interrupt from the keyboard cancels it: it is then not stored, or was stored just before.
        """
        if self.in_step:
            return Outcome(done(work, on_progress), Changes(label, initiator))
        brake = Brake(on_progress)
        future: Future[Outcome[T]] = self._writing().queue(self._run_step, label, work, initiator, brake, joins)
        try:
            return future.result()
        except KeyboardInterrupt:
            brake.pulled = True
            return future.result()

    def _run_step(self, label: str, work: Work[T], initiator: object, brake: Brake, joins: str = "") -> Outcome[T]:
        last = self._last
        with self._writing().transaction() as connection:
            value = done(work, brake)
            images = taken(connection)
            given_way.follow(connection.execute, images)
            if images:
                last = steplog.record(connection, label, self.coder_id, images, last, joins)
            brake.check()
        self._last = last
        return Outcome(value, self._changes(label, initiator, images))

    def put_aside(self, *statements: tuple[str, Sequence[object]]) -> None:
        """Run writing statements on what is no part of the work, all or none, and wait: no step, nothing to undo.

        Raises:
            ProjectFileError: if the project is open for reading only, was closed, or cannot be written now.
        """
        writer = self._writing()

        def write() -> None:
            with writer.aside() as connection:
                for sql, values in statements:
                    connection.execute(sql, values)

        writer.queue(write).result()

    def forget_history(self) -> None:
        """Drop what was recorded so far: making a project is nothing to be undone."""
        writer = self._writing()

        def forget() -> None:
            with told(self.path):
                writer.connection.execute("DELETE FROM history")

        writer.queue(forget).result()

    # -- undo and redo

    def undo(self, *, initiator: object = None, on_progress: OnProgress | None = None) -> Future[Changes]:
        """Queue taking back the last step.

        The future raises `StepRefusedError` if there is none, or something it touched was changed since; nothing is
        changed then.
        """
        return self._writing().queue(self._replay, "done", "undone", initiator, Brake(on_progress))

    def redo(self, *, initiator: object = None, on_progress: OnProgress | None = None) -> Future[Changes]:
        """Queue doing again the step that was taken back last; as `undo`."""
        return self._writing().queue(self._replay, "undone", "done", initiator, Brake(on_progress))

    def label(self, state: str) -> str:
        """Name of the step that undo (state "done") or redo ("undone") would play, empty if there is none."""
        with told(self.path), self._connection() as connection:
            step = steplog.next_step(connection, state)
            if step is None or not steplog.is_kept(connection, step["id"]):
                return ""
            return cast("str", step["label"])

    def takes_long(self, state: str) -> bool:
        """Whether so much is to be played by undo (state "done") or redo ("undone") that a person would wait for it."""
        with told(self.path), self._connection() as connection:
            step = steplog.next_step(connection, state)
            return step is not None and steplog.is_long(connection, step["id"])

    def _replay(self, state: str, after: str, initiator: object, brake: Brake) -> Changes:
        self._last = None
        try:
            with self._writing().transaction() as connection:
                step = steplog.next_step(connection, state)
                if step is None:
                    raise StepRefusedError(f"There is nothing to {'undo' if state == 'done' else 'redo'}")
                self._check_own(step["id"])
                inverse = self._played_back(connection, step["id"], step["schema_version"], brake)
                stamps.follow(connection, inverse)
                if state == "undone":
                    given_way.follow(connection.execute, inverse)
                steplog.turn(connection, step["id"], after, inverse)
                brake.check()
        except sqlite3.IntegrityError as error:
            raise StepRefusedError(*_CHANGED_SINCE) from error
        return self._changes(step["label"], initiator, inverse)

    def _check_own(self, step: int) -> None:
        """Refuse to play what somebody else did, while that is hidden from the person who works here."""
        if self.veiled and self.value("SELECT coder_id FROM history WHERE id = ?", (step,)) != self._coder_id:
            raise StepRefusedError("What somebody else did is hidden while you code second", "Finish that first")

    def _played_back(self, connection: sqlite3.Connection, step: int, version: int, brake: Brake) -> list[Recorded]:
        """Play a recorded step back and return the images of doing so, which turn it round again."""
        chunks = steplog.chunks_of(connection, step)
        if not chunks and version < schema.VERSION:
            raise StepRefusedError("That was done before the file got its present format", "Change it by hand")
        if not chunks:
            raise StepRefusedError("That is too long ago: what it changed is no longer kept", "Change it by hand")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        writer = self._writing()
        stamp = writer.stamp, writer.replica
        return play_back(connection, writer.tables, chunks, stamp, lambda done, total: brake(Progress(done, total)))

    def _changes(self, label: str, initiator: object, images: list[Recorded]) -> Changes:
        self._sequence += 1
        tables, articles = summed_up(images, partial(articles_of, self._writing().connection))
        if _VEILING & set(tables):
            self._follow_veil()
        if {"dimensions", "tags", "aliases"} & set(tables):
            self._codebook_version += 1
        return Changes(label, initiator, self._sequence, tables, articles)
