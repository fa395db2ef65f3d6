"""Putting the schema back into a copy of a file that lost its own.

Where only the first page is gone the pages that hold the schema are found again; see
`annotations.store.repair.remains`. Where those are gone too, a project that was never compacted still has its tables
at the very pages where a new one has them, because both were made by the same statements. So the schema's pages of a
new project fit; what is read then is tried before it is believed. Of a compacted file that lost all of its schema's
pages nothing tells where a table begins.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from annotations.store.connections.connection import connect
from annotations.store.files.making import make
from annotations.store.repair import remains
from annotations.text import digest

_PAGE = 4096
_INTERIOR = (2, 5)
_HEADER = 100
_AT_CHANGES, _AT_PAGES, _AT_FREE, _AT_VALID_FOR = 24, 28, 32, 92


def grafted(damaged: Path, folder: Path) -> Path | None:
    """Make a copy of a damaged file with the schema of a new project.

    Args:
        damaged: the file; this process must not have it open as a project.
        folder: where the copy goes, for a moment's use.

    Returns:
        The copy, or None if the schema does not fit this file.
    """
    if damaged.stat().st_size < _PAGE:
        return None
    remnants = remains.found(damaged)
    if remnants and (remains.is_whole(remnants) or not _by_place(damaged, folder)):
        copy = remains.restored(damaged, remnants, folder)
        return copy if _fits(copy) else None
    return _by_place(damaged, folder)


def _by_place(damaged: Path, folder: Path) -> Path | None:
    """The copy, with the schema of a new project where that has it."""
    new, copy = folder / "new.pressmark", folder / "copy.pressmark"
    new.unlink(missing_ok=True)
    make(new, lambda _: 0)
    shutil.copyfile(damaged, copy)
    content = new.read_bytes()
    with copy.open("rb+") as file:
        for page in _schema_pages(content):
            file.seek(page * _PAGE)
            file.write(content[page * _PAGE : (page + 1) * _PAGE])
        pages = max(copy.stat().st_size // _PAGE, len(content) // _PAGE)
        for place, value in ((_AT_PAGES, pages), (_AT_FREE, 0), (_AT_FREE + 4, 0)):
            file.seek(place)
            file.write(value.to_bytes(4))
        file.seek(_AT_VALID_FOR)
        file.write(content[_AT_CHANGES : _AT_CHANGES + 4])
    return copy if _fits(copy) else None


def _schema_pages(content: bytes) -> Iterator[int]:
    """The pages, counted from 0, of the tree that holds the schema."""
    waiting = [0]
    while waiting:
        number = waiting.pop()
        yield number
        page = content[number * _PAGE : (number + 1) * _PAGE]
        header = page[_HEADER:] if number == 0 else page
        if header[0] in _INTERIOR:
            count = int.from_bytes(header[3:5])
            cells = [int.from_bytes(header[at : at + 2]) for at in range(12, 12 + 2 * count, 2)]
            waiting += [int.from_bytes(page[cell : cell + 4]) - 1 for cell in cells]
            waiting.append(int.from_bytes(header[8:12]) - 1)


def _fits(copy: Path) -> bool:
    """Whether the first rows that can be read are what their tables hold."""
    with closing(connect(copy, mode="ro", immutable=True, inspected=False)) as connection:
        texts = _first(connection, "SELECT digest, text FROM texts LIMIT 1")
        claims = _first(connection, "SELECT length(exact), end - start, length(uid) FROM claims LIMIT 1")
        coders = _first(connection, "SELECT length(uid), name <> '' FROM coders LIMIT 1")
    try:
        return (
            (not texts or digest(texts[1]) == texts[0])
            and (not claims or (claims[0] == claims[1] and claims[2] == 36))  # noqa: PLR2004 - a uid's length
            and bool(texts or claims or (coders and tuple(coders) == (36, 1)))
        )
    except AttributeError:
        return False


def _first(connection: sqlite3.Connection, query: str) -> sqlite3.Row | None:
    try:
        row: sqlite3.Row | None = connection.execute(query).fetchone()
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    return row
