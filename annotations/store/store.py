"""The open project file: reading on any thread, writing on one, and the steps.

One thread owns the only writing connection. A step is one transaction on that thread; temporary triggers record
what it did to each row, and undo and redo play that back.
"""

import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from annotations.errors import ProjectFileError, StepRefusedError
from annotations.store import replicas, steplog
from annotations.store.brake import Brake, OnProgress, Work, done
from annotations.store.changes import Changes
from annotations.store.connection import connect
from annotations.store.ids import next_stamp, uuid7
from annotations.store.images import Recorded, Tables, articles_of, summed_up, taken, unpacked
from annotations.store.playback import play_back
from annotations.store.readers import Readers, closed
from annotations.store.snapshot import write_snapshot
from annotations.store.telling import in_words, primary_code, told
from annotations.store.watch import Outside, Watch, empty_log, lost

T = TypeVar("T")

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
        self.coder_id = 0
        self._rollback = rollback
        self.new_reader = partial(connect, path, mode="ro", immutable=immutable)
        """Opens a reading connection that is the caller's to close."""
        self._readers = Readers(self.new_reader)
        self._watch: Watch | None = None
        self._outside = Outside.NOTHING
        self._committed = False
        self._guard = threading.Lock()
        self._closed = False
        self._sequence = 0
        self._last: steplog.Last | None = None
        self._codebook_version = 0
        self._step_open = False
        self._writer: sqlite3.Connection | None = None
        self._writer_thread = 0
        self._replica = 0
        self._hlc = 0
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="writer") if writable else None
        if self._executor:
            try:
                self._executor.submit(self._open_writer).result()
            except sqlite3.Error as error:
                self._executor.shutdown()
                raise ProjectFileError(
                    f"The file cannot be opened for writing ({error})", "Check its folder and disk", path
                ) from error

    @property
    def in_step(self) -> bool:
        """Whether this thread is inside a step."""
        return self._step_open and threading.get_ident() == self._writer_thread

    @property
    def stamp(self) -> int:
        """The clock of the step under way: no two steps have the same."""
        return self._hlc

    # -- connections

    def _open_writer(self) -> None:
        self._writer_thread = threading.get_ident()
        connection = connect(self.path, mode="rw")
        try:
            connection.execute(f"PRAGMA journal_mode = {'DELETE' if self._rollback else 'WAL'}")
            # Without a log, a large step would else keep all readers out from the moment its pages fill the memory.
            connection.execute(f"PRAGMA cache_spill = {'OFF' if self._rollback else 'ON'}")
            # Nor can a step be stored while somebody reads, and a check of a large file takes some seconds.
            connection.execute(f"PRAGMA busy_timeout = {30_000 if self._rollback else 5_000}")
            connection.execute("PRAGMA synchronous = FULL")
            # Images of rows, and what takes one statement back: kept in files they double the time of undo.
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA cache_size = -32000")  # kilobytes; with less a large step is written twice
            self._tables = Tables(connection)
            self._tables.attach(connection)
            self._place = replicas.mark_of(self.path)
            self._replica, self._hlc = replicas.found(connection, self._place)
            self._watch = Watch(self.path, connection, self.new_reader)
        except BaseException:
            connection.close()
            raise
        self._writer = connection

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """The connection of this thread: the writing one inside a step, else a reader of its own."""
        if self.in_step and self._writer:
            yield self._writer
            return
        with self._readers.use() as reader:
            yield reader

    def close(self) -> None:
        """Close every connection and leave one complete file. Waits for the step under way; may be called twice."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
        self._readers.close()
        if self._executor:
            try:
                self._executor.submit(self._close_writer).result()
            finally:
                self._executor.shutdown()

    def _close_writer(self) -> None:
        writer, self._writer = cast("sqlite3.Connection", self._writer), None
        try:
            # Refused while another program reads. The file then keeps its log, which the next opening folds in.
            with suppress(sqlite3.Error):
                if self._outside is Outside.OVERWRITTEN:
                    empty_log(self.path)
                    return
                writer.execute("PRAGMA busy_timeout = 1000")
                writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                writer.execute("PRAGMA journal_mode = DELETE")
        finally:
            writer.close()

    def checkpoint(self) -> bool:
        """Fold the write-ahead log into the file, without waiting for readers.

        Returns:
            Whether a copy made now is complete; False while someone reads: try again later.
        """
        return self._queue(self._checkpoint).result() if self.writable else True

    def _checkpoint(self) -> bool:
        writer = cast("sqlite3.Connection", self._writer)
        with told(self.path):
            self._examine()
            if self._outside.is_loss or self._rollback:
                return not self._outside.is_loss
            writer.execute("PRAGMA busy_timeout = 0")
            try:
                busy, in_log, _ = writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                return False
            finally:
                writer.execute("PRAGMA busy_timeout = 5000")
            self._lose_if(cast("Watch", self._watch).wrote())
        return not busy and in_log <= 0

    # -- what other programs do to the file

    @property
    def outside(self) -> Outside:
        """What parted the file from what is open, as far as that was seen; nothing can be written then."""
        return self._outside

    def look(self) -> Outside:
        """What other programs did to the file since the last look or step.

        Of a project open for reading it is always asked on one thread.

        Raises:
            ProjectFileError: if the file cannot be read.
        """
        if self.writable:
            return self._queue(self._look).result()
        with told(self.path), self._connection() as connection:
            self._watch = self._watch or Watch(self.path, connection, self.new_reader)
            return self._watch.look()

    def _look(self) -> Outside:
        self._examine()
        seen = Outside.COMMITTED if self._committed else Outside.NOTHING
        self._committed = False
        return self._outside if self._outside.is_loss else seen

    def _examine(self) -> None:
        if self._outside.is_loss:
            return
        found = cast("Watch", self._watch).look()
        self._lose_if(found)
        if found is Outside.COMMITTED:
            self._take_over()

    def _take_over(self) -> None:
        """Another program stored something: its clock is ours from now on, and nothing remembered holds."""
        connection = cast("sqlite3.Connection", self._writer)
        self._hlc = max(self._hlc, connection.execute("SELECT max(last_hlc) FROM replicas").fetchone()[0])
        self._codebook_version += 1
        self._committed = True

    def _lose_if(self, found: Outside) -> None:
        if not found.is_loss:
            return
        self._outside = found
        if found is not Outside.OVERWRITTEN and not self._rollback:
            # Into the file that is open, wherever it is: its log must not be played into what has its name now.
            with suppress(sqlite3.Error):
                cast("sqlite3.Connection", self._writer).execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def save_as(self, target: Path, on_progress: OnProgress | None = None) -> None:
        """Write what is open into a new file, from the open connection: whatever happened to the file itself.

        Raises:
            ProjectFileError: if `target` cannot be written, or what is open is not whole any more; nothing is left
                at `target` then, and what stood there before is untouched.
        """
        self._queue(lambda: write_snapshot(cast("sqlite3.Connection", self._writer), target, on_progress)).result()

    def _queue(self, work: Callable[..., T], *values: object) -> Future[T]:
        """Have something done on the writer thread, after what is under way."""
        if self._executor is None:
            raise ProjectFileError("The project is open for reading only", "Work on a copy", self.path)
        if self.in_step:
            raise RuntimeError("A step cannot wait for what comes after it")
        with self._guard:
            if self._closed:
                raise closed()
            return self._executor.submit(work, *values)

    @property
    def codebook_state(self) -> Hashable:
        """Differs, on one thread, whenever the codebook may have changed since."""
        if self.writable:
            return self._codebook_version
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
        if not self.writable:
            return True
        return self._search_fits() if self.in_step else self._queue(self._search_fits).result()

    def _search_fits(self) -> bool:
        writer = cast("sqlite3.Connection", self._writer)
        try:
            writer.execute("INSERT INTO article_fts(article_fts, rank) VALUES('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if primary_code(error) == sqlite3.SQLITE_CORRUPT:
                return False
            raise ProjectFileError(*in_words(error), self.path) from error
        return True

    def project_uid(self) -> str:
        """What tells this project, and every copy of it, from others."""
        return str(self.value("SELECT value FROM meta WHERE key = 'uid'"))

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
        return self._queue(self._run_step, label, work, initiator, Brake(on_progress))

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
        future: Future[Outcome[T]] = self._queue(self._run_step, label, work, initiator, brake, joins)
        try:
            return future.result()
        except KeyboardInterrupt:
            brake.pulled = True
            return future.result()

    def _run_step(self, label: str, work: Work[T], initiator: object, brake: Brake, joins: str = "") -> Outcome[T]:
        last = self._last
        with self._transaction() as connection:
            value = done(work, brake)
            images = taken(connection)
            if images:
                last = steplog.record(connection, label, self.coder_id, images, last, joins)
            brake.check()
        self._last = last
        return Outcome(value, self._changes(label, initiator, images))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = cast("sqlite3.Connection", self._writer)
        with told(self.path):
            self._make_sure()
            connection.execute("BEGIN IMMEDIATE")
            replica = self._replica
            try:
                self._stamp(connection)
                self._step_open = True
                yield connection
                connection.execute("UPDATE replicas SET last_hlc = ? WHERE id = ?", (self._hlc, self._replica))
                connection.execute("COMMIT")
                self._make_sure(written=True)
            except BaseException:
                self._replica = replica
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._step_open = False

    def _make_sure(self, *, written: bool = False) -> None:
        """Raise if the file is not the one that was opened: before a step, and once it is stored."""
        if written:
            self._lose_if(cast("Watch", self._watch).wrote())
        else:
            self._examine()
        if self._outside.is_loss:
            raise lost(self.path, self._outside)

    def _stamp(self, connection: sqlite3.Connection) -> None:
        self._hlc = next_stamp(self._hlc)
        self._replica = self._replica or replicas.added(connection, self._place)
        connection.execute("DELETE FROM temp.stamp")
        connection.execute("INSERT INTO temp.stamp VALUES(?, ?)", (self._hlc, self._replica))

    def forget_history(self) -> None:
        """Drop what was recorded so far: making a project is nothing to be undone."""

        def forget() -> None:
            with told(self.path):
                cast("sqlite3.Connection", self._writer).execute("DELETE FROM history")

        self._queue(forget).result()

    # -- undo and redo

    def undo(self, *, initiator: object = None) -> Changes:
        """Take back the last step.

        Raises:
            StepRefusedError: if there is none, or something it touched was changed since; nothing is changed then.
        """
        return self._queue(self._replay, "done", "undone", initiator).result()

    def redo(self, *, initiator: object = None) -> Changes:
        """Do again the step that was taken back last.

        Raises:
            StepRefusedError: as `undo`.
        """
        return self._queue(self._replay, "undone", "done", initiator).result()

    def label(self, state: str) -> str:
        """Name of the step that undo (state "done") or redo ("undone") would play, empty if there is none."""
        with told(self.path), self._connection() as connection:
            step = steplog.next_step(connection, state)
            if step is None or not steplog.is_kept(connection, step["id"]):
                return ""
            return cast("str", step["label"])

    def _replay(self, state: str, after: str, initiator: object) -> Changes:
        self._last = None
        try:
            with self._transaction() as connection:
                step = steplog.next_step(connection, state)
                if step is None:
                    raise StepRefusedError(f"There is nothing to {'undo' if state == 'done' else 'redo'}")
                inverse = self._played_back(connection, step["id"])
                steplog.turn(connection, step["id"], after, inverse)
        except sqlite3.IntegrityError as error:
            raise StepRefusedError(*_CHANGED_SINCE) from error
        return self._changes(step["label"], initiator, inverse)

    def _played_back(self, connection: sqlite3.Connection, step: int) -> list[Recorded]:
        """Play a recorded step back and return the images of doing so, which turn it round again."""
        chunks = steplog.chunks_of(connection, step)
        if not chunks:
            raise StepRefusedError("That is too long ago: what it changed is no longer kept", "Change it by hand")
        images = [self._tables.checked(image) for image in unpacked(chunks)]
        connection.execute("PRAGMA defer_foreign_keys = ON")
        play_back(connection, self._tables, images, (self._hlc, self._replica))
        inverse = taken(connection)
        if len(inverse) != len(images):
            raise StepRefusedError(*_CHANGED_SINCE)
        return inverse

    def _changes(self, label: str, initiator: object, images: list[Recorded]) -> Changes:
        self._sequence += 1
        tables, articles = summed_up(images, partial(articles_of, cast("sqlite3.Connection", self._writer)))
        if {"dimensions", "tags", "aliases"} & set(tables):
            self._codebook_version += 1
        return Changes(label, initiator, self._sequence, tables, articles)
