"""Copying a database page by page while others go on writing it."""

import sqlite3
import sys
from collections.abc import Callable

OnPages = Callable[[int, int], object]
"""Called with how many pages are copied, of how many; what it raises ends the copying."""

PAGES = 2000
"""Pages copied between two looks at whether to stop: about ten milliseconds' worth."""

_MOST_ANEW = 5
_LOG = "wal"


class _RestlessError(Exception):
    """It began anew too often."""


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection, tell: OnPages, *, pages: int = PAGES) -> None:
    """Copy all that a connection sees at one moment.

    With a write-ahead log that moment is the beginning, and writers go on. Without one a reader keeps them from storing
    anything, so it reads in portions; whenever somebody wrote in between it begins anew, and only after that happened
    some times it keeps them waiting until it is done.

    Args:
        source: outside a transaction.
        target: whatever stands there is replaced.
        tell: told after each portion.
        pages: how many are a portion.

    Raises:
        sqlite3.Error: if one cannot be read or the other not written.
    """
    if source.execute("PRAGMA journal_mode").fetchone()[0] != _LOG:
        try:
            source.backup(target, pages=pages, progress=_limited(tell))
        except _RestlessError:
            pass
        else:
            return
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # from here on it sees one moment
        source.backup(target, pages=pages, progress=lambda _, left, total: tell(total - left, total))
    finally:
        source.execute("ROLLBACK")


def _limited(tell: OnPages) -> Callable[[int, int, int], object]:
    """Tell, and give up once as many pages were left as before, or more, too often."""
    before, anew = sys.maxsize, 0

    def progress(_: int, left: int, total: int) -> None:
        nonlocal before, anew
        anew += left >= before
        before = left
        if anew > _MOST_ANEW:
            raise _RestlessError
        tell(total - left, total)

    return progress
