"""What is left of the schema in a file whose first page is gone.

The first page only leads to the schema; the pages that hold its rows lie elsewhere, and say of each table what it is
and where it begins, wherever compacting put it. They are found by looking at every page, and believed only where they
say what our own migrations make. The bytes are read past SQLite, so never in a process that has the file open.
"""

import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from annotations.store.connections.connection import connect
from annotations.store.files import opening
from annotations.store.format import schema

PAGE = 4096
"""Bytes of a page, in every file that Pressmark made."""
_AT_ONCE = 1000
_LEAF = 13
_TREES = {"table": (5, 13), "index": (2, 10)}
"""The kinds of pages with which a tree begins: of tables, and of indexes and tables without numbers of rows."""
_COLUMNS = 5
_TEXT = 13
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_AT_PAGES, _AT_FORMAT, _AT_ENCODING = 28, 44, 56
_WORDS = re.compile(rb"CREATE |sqlite_autoindex_")
_SPACE = re.compile(r"\s+")
_MOST_LOOKED_AT = 64_000_000
"""Bytes in which a project shows itself: both making and compacting write the schema first."""
_ENOUGH = 5
"""Tables by which a file is known to be a project: more than anybody quotes by chance."""


class Remnant(NamedTuple):
    """A row of the schema: its number there, what it makes, and the page at which that begins."""

    row: int
    kind: str
    name: str
    table: str
    root: int
    sql: str | None


def is_project(path: Path) -> bool:
    """Whether the pages of a file show that it is a project, whatever became of its first.

    Raises:
        OSError: if it cannot be read.
    """
    return sum(remnant.kind == "table" for remnant in found(path, _MOST_LOOKED_AT).values()) >= _ENOUGH


def found(path: Path, most: int = sys.maxsize) -> dict[tuple[str, str], Remnant]:
    """Tables and indexes of ours that the schema's pages still tell of, by kind and name; where two differ the later.

    Args:
        path: the file.
        most: bytes from its beginning that are looked at.

    Raises:
        OSError: if the file cannot be read.
    """
    known = _ours()
    pages = path.stat().st_size // PAGE
    latest: dict[tuple[str, str], Remnant] = {}
    with path.open("rb") as file:
        while file.tell() < most and (piece := file.read(PAGE * _AT_ONCE)):
            if _WORDS.search(piece):
                for at in range(0, len(piece) - PAGE + 1, PAGE):
                    for remnant in _rows(piece[at : at + PAGE]):
                        key = remnant.kind, remnant.name
                        if (
                            _is_ours(remnant, known)
                            and 1 < remnant.root <= pages
                            and (key not in latest or latest[key].row < remnant.row)
                        ):
                            latest[key] = remnant
        return {key: remnant for key, remnant in latest.items() if _begins_there(file, remnant)}


def _begins_there(file: BinaryIO, remnant: Remnant) -> bool:
    """Whether the page it names is one with which such a thing begins."""
    file.seek((remnant.root - 1) * PAGE)
    rowless = remnant.kind == "index" or "WITHOUT ROWID" in (remnant.sql or "")
    return file.read(1)[0] in _TREES["index" if rowless else "table"]


def _is_ours(remnant: Remnant, known: dict[tuple[str, str, str], set[str]]) -> bool:
    if remnant.sql is None:
        return remnant.kind == "index" and remnant.name.startswith(f"sqlite_autoindex_{remnant.table}_")
    return _SPACE.sub(" ", remnant.sql) in known.get((remnant.kind, remnant.name, remnant.table), ())


@cache
def _ours() -> dict[tuple[str, str, str], set[str]]:
    """What any version makes of tables and indexes; what libraries make can be done without."""
    known: dict[tuple[str, str, str], set[str]] = {}
    for version in range(1, schema.VERSION + 1):
        for key, sql in opening.expected(version).items():
            if key[0] in _TREES and sql.startswith(("CREATE TABLE", "CREATE INDEX")):
                known.setdefault(key, set()).add(sql)
    return known


def _rows(page: bytes) -> Iterator[Remnant]:
    """The rows of the schema on a page, if it is one that holds some."""
    if page[0] != _LEAF or not _WORDS.search(page):
        return
    for n in range(int.from_bytes(page[3:5])):
        at = 8 + 2 * n
        try:
            yield _row(page, int.from_bytes(page[at : at + 2]))
        except (IndexError, ValueError):
            continue


def _row(page: bytes, at: int) -> Remnant:
    """Read a row, laid out as SQLite's documentation of its file format says.

    Raises:
        ValueError, IndexError: if it is none of a schema.
    """
    size, at = _varint(page, at)
    number, at = _varint(page, at)
    length, place = _varint(page, at)
    kinds, end = list[int](), at + length
    while place < end:
        kind, place = _varint(page, place)
        kinds.append(kind)
    if len(kinds) != _COLUMNS or at + size > len(page):
        raise ValueError
    values: list[str | int | None] = []
    for kind in kinds:
        value, place = _value(page, place, kind)
        values.append(value)
    what, name, table, root, sql = values
    fits = isinstance(what, str) and isinstance(name, str) and isinstance(table, str) and isinstance(root, int)
    if not fits or isinstance(sql, int):
        raise ValueError
    return Remnant(number, str(what), str(name), str(table), cast("int", root), sql)


def _value(page: bytes, at: int, kind: int) -> tuple[str | int | None, int]:
    if kind >= _TEXT and kind % 2:
        end = at + (kind - _TEXT) // 2
        return page[at:end].decode(), end
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(page[at:end], signed=True), end
    if kind in (8, 9):
        return kind - 8, at
    if kind == 0:
        return None, at
    raise ValueError


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """A number in SQLite's way of writing it, and where it ends."""
    value = 0
    for n in range(8):
        byte = page[at + n]
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            return value, at + n + 1
    return value << 8 | page[at + 8], at + 9


def restored(damaged: Path, remnants: dict[tuple[str, str], Remnant], folder: Path) -> Path:
    """Make a copy of a file with a first page and a schema that lead to what was found.

    Args:
        damaged: the file.
        remnants: as `found` returns them.
        folder: where the copy goes, for a moment's use.

    Raises:
        OSError, sqlite3.Error: if it cannot be written.
    """
    blank, copy = folder / "blank.pressmark", folder / "copy.pressmark"
    with closing(sqlite3.connect(blank, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {_version(remnants)}")
    shutil.copyfile(damaged, copy)
    first, pages = bytearray(blank.read_bytes()[:PAGE]), copy.stat().st_size // PAGE
    for place, value in ((_AT_PAGES, pages), (_AT_FORMAT, 4), (_AT_ENCODING, 1)):
        first[place : place + 4] = value.to_bytes(4)
    with copy.open("rb+") as file:
        file.truncate(pages * PAGE)
        file.write(first)
    taken: set[int] = set()
    with closing(connect(copy, mode="rw")) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("BEGIN")
        for remnant in sorted(remnants.values(), key=lambda remnant: (remnant.kind == "index", -remnant.row)):
            if remnant.root not in taken and (remnant.kind == "table" or ("table", remnant.table) in remnants):
                taken.add(remnant.root)
                connection.execute("INSERT INTO sqlite_schema VALUES(?, ?, ?, ?, ?)", remnant[1:])
        connection.execute("COMMIT")
    return copy


def _version(remnants: dict[tuple[str, str], Remnant]) -> int:
    """The latest version that added something that was found."""
    before = {key[:2] for key in opening.expected(1)}
    latest = 1
    for version in range(2, schema.VERSION + 1):
        made = {key[:2] for key in opening.expected(version)}
        latest = version if (made - before) & set(remnants) else latest
        before |= made
    return latest


def is_whole(remnants: dict[tuple[str, str], Remnant]) -> bool:
    """Whether all tables of the file's version are among them."""
    made = opening.expected(_version(remnants))
    return {(kind, name) for kind, name, table in made if kind == "table" and (kind, name, table) in _ours()} <= set(
        remnants
    )
