"""Reading children that stay for a while, so that a drop need not wait until they have started.

A child takes a second to start and to load what tells languages. Whoever expects a drop lets that begin: when files are
dragged over the window, or while they are chosen.
"""

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress

from annotations.process_memory import used_by
from annotations.worker import Worker

MEMORY = 1024 * 1024 * 1024
"""Bytes of memory that one reading process may use."""

WORKERS = 2
KEPT = 180.0
"""Seconds that a child stays without work."""

_HEAVY = 400 * 1024 * 1024
"""Bytes of memory above which a child does not stay: a large file left more behind than a fresh start costs."""


def new_reader() -> Worker:
    """A child that has not started yet."""
    return Worker("import", memory=MEMORY)


class Readers:
    """Children between two drops. All methods may be called from any thread and none waits for a child.

    Args:
        make: makes a child that is not started.
        kept: seconds that one stays without work.
    """

    def __init__(self, make: Callable[[], Worker] = new_reader, kept: float = KEPT) -> None:
        self._make = make
        self._kept = kept
        self._idle: list[Worker] = []
        self._guard = threading.Lock()
        self._clock: threading.Timer | None = None
        self._closed = False

    def warm(self) -> None:
        """Let children start and load what every reading needs; those that are there already are left alone."""
        threading.Thread(target=self._warm, daemon=True, name="readers").start()

    def _warm(self) -> None:
        with self._guard:
            if self._closed:
                return
            with suppress(OSError):  # where no child can start, the reading that follows tells
                for _ in range(WORKERS - len(self._idle)):
                    child = self._make()
                    child.begin({"warm": True})
                    self._idle.append(child)
            self._wind()

    def borrow(self, count: int) -> list[Worker]:
        """Return so many children, those first that are there; they are given back, or closed by whoever has them."""
        with self._guard:
            taken, self._idle = self._idle[:count], self._idle[count:]
        return [*taken, *(self._make() for _ in range(count - len(taken)))]

    def give_back(self, children: Iterable[Worker]) -> None:
        """Keep children that have nothing to do any more, as many as a reading takes; the others are ended."""
        gone: list[Worker] = []
        with self._guard:
            for child in children:
                room = not self._closed and len(self._idle) < WORKERS
                fit = bool(child.pid) and (used_by(child.pid) or 0) < _HEAVY
                (self._idle if room and fit else gone).append(child)
            self._wind()
        for child in gone:
            child.close()

    def close(self) -> None:
        """End the children that are here; what is given back later is ended then."""
        self._closed = True
        self._let_go()

    def _wind(self) -> None:
        """Begin anew to count the seconds without work, if a child is here."""
        if self._clock:
            self._clock.cancel()
        if not self._idle:
            return
        self._clock = threading.Timer(self._kept, self._let_go)
        self._clock.daemon = True
        self._clock.start()

    def _let_go(self) -> None:
        with self._guard:
            gone, self._idle = self._idle, []
            if self._clock:
                self._clock.cancel()
        for child in gone:
            child.close()
