"""Long statements on a thread of their own, which can be watched and stopped from outside."""

import sqlite3
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TypeVar

from annotations.errors import CancelledError
from annotations.progress import Progress

T = TypeVar("T")

LOOK = 0.1
"""Seconds between two progresses."""

_STEPS = 20_000
"""Steps of SQLite between two looks at whether to stop: a few milliseconds."""


class Halt:
    """Handed to the work: it tells how far it is, and learns that it is to stop."""

    def __init__(self) -> None:
        """Nothing done yet."""
        self.pulled = False
        self.progress = Progress(0, 0)

    def tell(self, done: int, total: int, label: str) -> None:
        """Say how far the work is.

        Raises:
            CancelledError: if it is to stop.
        """
        if self.pulled:
            raise CancelledError
        self.progress = Progress(done, total, label)

    def watch(self, connection: sqlite3.Connection) -> None:
        """Let the connection's statements end with an `sqlite3.OperationalError` once the work is to stop."""
        connection.set_progress_handler(lambda: self.pulled, _STEPS)


def halting(work: Callable[[Halt], T]) -> Generator[Progress, None, T]:
    """Run work on a thread of its own, yielding its progress until it is done; returns what it returned.

    An exception thrown in, as `CancelledError`, stops the work; the work has ended when it comes out again.
    """
    halt = Halt()
    yield halt.progress
    executor = ThreadPoolExecutor(1, thread_name_prefix="aside")
    try:
        future = executor.submit(work, halt)
        while not wait([future], timeout=LOOK).done:
            yield halt.progress
        return future.result()
    finally:
        halt.pulled = True
        executor.shutdown()


_reading = threading.local()


@contextmanager
def stoppable(stop: Callable[[], bool]) -> Iterator[None]:
    """Within it, what this thread reads of projects ends with a `CancelledError` soon after `stop` says so.

    Args:
        stop: asked every few milliseconds, on this thread.
    """
    _reading.stop = stop
    try:
        yield
    finally:
        del _reading.stop


def stopped() -> bool:
    """Whether what this thread reads is to end; never outside `stoppable`."""
    stop: Callable[[], bool] | None = getattr(_reading, "stop", None)
    return stop is not None and stop()


def let_stop(connection: sqlite3.Connection) -> None:
    """Let the connection's statements end with an `sqlite3.OperationalError` once they are `stopped`."""
    connection.set_progress_handler(stopped, _STEPS)
