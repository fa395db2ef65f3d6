"""The writing side of an open project: one connection, on a thread of its own, with its transactions and its clock."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from annotations.errors import ProjectFileError
from annotations.store.connections.brake import OnProgress
from annotations.store.connections.connection import connect
from annotations.store.connections.readers import closed
from annotations.store.connections.telling import in_words, primary_code, told
from annotations.store.files.watch import Outside, Watch, empty_log, lost
from annotations.store.format import replicas
from annotations.store.ids import next_stamp
from annotations.store.sharing.snapshot import write_snapshot
from annotations.store.undo.images import Tables, tables_of

T = TypeVar("T")


class Writer:
    """The one connection that writes a project file.

    Everything that touches `connection` runs on the writer's thread, through `queue`.

    Args:
        path: the file, already known to be a project of ours.
        new_reader: opens a connection that reads it.
        rollback: write with a rollback journal in place of a write-ahead log.

    Raises:
        ProjectFileError: if the file cannot be opened for writing.
    """

    connection: sqlite3.Connection
    tables: Tables
    """What is recorded of each table."""

    def __init__(self, path: Path, new_reader: Callable[[], sqlite3.Connection], *, rollback: bool) -> None:
        """Open the connection on its thread."""
        self.path = path
        self.outside = Outside.NOTHING
        """What parted the file from what is open, as far as that was seen; nothing can be written then."""
        self.stamp = 0
        """The clock of the transaction under way, or of the last one: no two have the same."""
        self.replica = 0
        """Id of this place among all that write the project."""
        self.overtaken = 0
        """How often another program was seen to have stored something."""
        self._new_reader = new_reader
        self._rollback = rollback
        self._committed = False
        self._guard = threading.Lock()
        self._closed = False
        self._step_open = False
        self._thread = 0
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="writer")
        try:
            self._executor.submit(self._open).result()
        except sqlite3.Error as error:
            self._executor.shutdown()
            raise ProjectFileError(
                f"The file cannot be opened for writing ({error})", "Check its folder and disk", path
            ) from error

    def _open(self) -> None:
        self._thread = threading.get_ident()
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
            # Kilobytes. With less a large step is written twice, and an import into a large project reads the indexes
            # of articles over and over.
            connection.execute("PRAGMA cache_size = -64000")
            self.tables = tables_of(connection)
            self.tables.attach(connection)
            self._place = replicas.mark_of(self.path)
            self.replica, self.stamp = replicas.found(connection, self._place)
            self._watch = Watch(self.path, connection, self._new_reader)
        except BaseException:
            connection.close()
            raise
        self.connection = connection

    @property
    def in_step(self) -> bool:
        """Whether this thread is the writer's, and inside a transaction."""
        return self._step_open and threading.get_ident() == self._thread

    def queue(self, work: Callable[..., T], *values: object) -> Future[T]:
        """Have something done on the writer's thread, after what is under way.

        Raises:
            ProjectFileError: if the project was closed.
            RuntimeError: from within a step: a fault of the program.
        """
        if self.in_step:
            raise RuntimeError("A step cannot wait for what comes after it")
        with self._guard:
            if self._closed:
                raise closed()
            return self._executor.submit(work, *values)

    def close(self) -> None:
        """Fold the log in and close; waits for what is under way. May be called twice."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
        try:
            self._executor.submit(self._close).result()
        finally:
            self._executor.shutdown()

    def _close(self) -> None:
        try:
            # Refused while another program reads. The file then keeps its log, which the next opening folds in.
            with suppress(sqlite3.Error):
                if self.outside is Outside.OVERWRITTEN:
                    empty_log(self.path)
                    return
                self.connection.execute("PRAGMA busy_timeout = 1000")
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self.connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            self.connection.close()

    # -- transactions

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction with a clock of its own, stored when the block is left and taken back where that raises.

        Raises:
            FileLostError: if the file is not the one that was opened any more.
            ProjectFileError: for what SQLite says of the disk or the file.
        """
        connection = self.connection
        with told(self.path):
            self._make_sure()
            connection.execute("BEGIN IMMEDIATE")
            replica = self.replica
            try:
                self._stamp()
                self._step_open = True
                yield connection
                connection.execute("UPDATE replicas SET last_hlc = ? WHERE id = ?", (self.stamp, self.replica))
                connection.execute("COMMIT")
                self._make_sure(written=True)
            except BaseException:
                self.replica = replica
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._step_open = False

    @contextmanager
    def aside(self) -> Iterator[sqlite3.Connection]:
        """A transaction for what is no part of the work: without a clock, and no step.

        Raises:
            FileLostError: as `transaction`.
            ProjectFileError: likewise.
        """
        with told(self.path):
            self._make_sure()
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
                self._make_sure(written=True)
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def _make_sure(self, *, written: bool = False) -> None:
        """Raise if the file is not the one that was opened: before a step, and once it is stored."""
        if written:
            self._lose_if(self._watch.wrote())
        else:
            self._examine()
        if self.outside.is_loss:
            raise lost(self.path, self.outside)

    def _stamp(self) -> None:
        self.stamp = next_stamp(self.stamp)
        self.replica = self.replica or replicas.added(self.connection, self._place)
        self._tell_triggers()

    def outrun(self, stamp: int) -> None:
        """Put the clock of the transaction under way above another one."""
        if stamp >= self.stamp:
            self.stamp = next_stamp(stamp)
            self._tell_triggers()

    def _tell_triggers(self) -> None:
        self.connection.execute("DELETE FROM temp.stamp")
        self.connection.execute("INSERT INTO temp.stamp VALUES(?, ?)", (self.stamp, self.replica))

    # -- the file

    def checkpoint(self) -> bool:
        """Fold the write-ahead log into the file, without waiting for readers.

        Returns:
            Whether a copy made now is complete; False while someone reads: try again later.
        """
        return self.queue(self._checkpoint).result()

    def _checkpoint(self) -> bool:
        with told(self.path):
            self._examine()
            if self.outside.is_loss or self._rollback:
                return not self.outside.is_loss
            self.connection.execute("PRAGMA busy_timeout = 0")
            try:
                busy, in_log, _ = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                return False
            finally:
                self.connection.execute("PRAGMA busy_timeout = 5000")
            self._lose_if(self._watch.wrote())
        return not busy and in_log <= 0

    def look(self) -> Outside:
        """What other programs did to the file since the last look or step."""
        return self.queue(self._look).result()

    def _look(self) -> Outside:
        self._examine()
        seen = Outside.COMMITTED if self._committed else Outside.NOTHING
        self._committed = False
        return self.outside if self.outside.is_loss else seen

    def _examine(self) -> None:
        if self.outside.is_loss:
            return
        found = self._watch.look()
        self._lose_if(found)
        if found is Outside.COMMITTED:
            self._take_over()

    def _take_over(self) -> None:
        """Another program stored something: its clock is ours from now on, and nothing remembered holds."""
        self.stamp = max(self.stamp, self.connection.execute("SELECT max(last_hlc) FROM replicas").fetchone()[0])
        self.overtaken += 1
        self._committed = True

    def _lose_if(self, found: Outside) -> None:
        if not found.is_loss:
            return
        self.outside = found
        if found is not Outside.OVERWRITTEN and not self._rollback:
            # Into the file that is open, wherever it is: its log must not be played into what has its name now.
            with suppress(sqlite3.Error):
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def save_as(self, target: Path, on_progress: OnProgress | None = None) -> None:
        """Write what is open into a new file, from the open connection: whatever happened to the file itself.

        Raises:
            ProjectFileError: if `target` cannot be written, or what is open is not whole any more; nothing is left
                at `target` then, and what stood there before is untouched.
        """
        self.queue(lambda: write_snapshot(self.connection, target, on_progress)).result()

    def search_fits(self) -> bool:
        """Whether the full-text index says what the articles say."""
        return self._search_fits() if self.in_step else self.queue(self._search_fits).result()

    def _search_fits(self) -> bool:
        try:
            self.connection.execute("INSERT INTO article_fts(article_fts, rank) VALUES('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if primary_code(error) == sqlite3.SQLITE_CORRUPT:
                return False
            raise ProjectFileError(*in_words(error), self.path) from error
        return True
