"""Holding back the collector of cycles while many values are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_held() -> Iterator[None]:
    """Hold back the collector for a block; threads share it.

    What a brief or a large step is made of has few cycles: to look through it again and again finds nothing, takes a
    fifth to a quarter of the time, and each time holds up all threads, the window's too, for a tenth of a second.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
