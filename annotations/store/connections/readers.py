"""Reading connections: one for each thread, closed with its thread or with the project."""

import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from annotations.errors import CancelledError, ProjectFileError
from annotations.store.connections.halting import let_stop, stopped
from annotations.store.connections.veil import put_on


class _Reader:
    """A connection and the lock that keeps it from being closed in the middle of a query."""

    __slots__ = ("__weakref__", "closed", "connection", "lock", "veiled_from")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.lock = threading.Lock()
        self.closed = False
        self.veiled_from = 0
        weakref.finalize(self, connection.close)

    def close(self) -> None:
        with self.lock:
            self.closed = True
            self.connection.close()


class Readers:
    """Opens a reader for every thread that asks."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        """Keep how to open one."""
        self._connect = connect
        self._own = threading.local()
        self._all: weakref.WeakSet[_Reader] = weakref.WeakSet()
        self._guard = threading.Lock()
        self._closed = False
        self.veiled_from = 0
        """The person from whom is hidden what `veil` hides, 0 for nobody; readers follow before their next query."""

    @contextmanager
    def use(self) -> Iterator[sqlite3.Connection]:
        """The connection of this thread, which stays open until the block is left.

        Raises:
            CancelledError: if what this thread reads is to end, see `halting.stoppable`.
            ProjectFileError: if the project was closed.
        """
        reader: _Reader | None = getattr(self._own, "reader", None)
        if reader is None:
            reader = self._own.reader = self._opened()
        with reader.lock:
            if reader.closed:
                raise closed()
            if stopped():
                raise CancelledError
            try:
                if reader.veiled_from != (wanted := self.veiled_from):
                    put_on(reader.connection, wanted)
                    reader.veiled_from = wanted
                yield reader.connection
            except sqlite3.OperationalError as error:
                if stopped():
                    raise CancelledError from error
                raise

    def _opened(self) -> _Reader:
        with self._guard:
            if self._closed:
                raise closed()
            reader = _Reader(self._connect())
            self._all.add(reader)
        let_stop(reader.connection)
        return reader

    def close(self) -> None:
        """Close them all, waiting for the queries under way; none can be opened after."""
        with self._guard:
            self._closed = True
            readers = list(self._all)
        for reader in readers:
            reader.close()


def closed() -> ProjectFileError:
    """What is said to work that comes too late."""
    return ProjectFileError("The project was closed", "Open it again")
