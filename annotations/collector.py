"""Holding back the collector of cycles while many values are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock


class _Holding:
    """Who holds the collector back is counted: threads that came and went in turns would leave it switched off."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._holders = 0
        self._was_on = True

    def begin(self) -> None:
        with self._lock:
            if not self._holders:
                self._was_on = gc.isenabled()
                gc.disable()
            self._holders += 1

    def end(self) -> None:
        with self._lock:
            self._holders -= 1
            if not self._holders and self._was_on:
                gc.enable()


_holding = _Holding()


@contextmanager
def collector_held() -> Iterator[None]:
    """Hold back the collector for a block; where blocks overlap, in one thread or several, until the last one ends.

    What a brief or a large step is made of has few cycles: to look through it again and again finds nothing, takes a
    fifth to a quarter of the time, and each time holds up all threads, the window's too, for a tenth of a second.
    """
    _holding.begin()
    try:
        yield
    finally:
        _holding.end()
