"""Reading a damaged project file: whatever rows can still be reached, table by table.

A range of keys that cannot be read is halved until what is unreadable stands alone. Which rows there should be is
known from the indexes too, which hold copies of some columns. The file is only read.
"""

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from annotations.store.connections.connection import connect
from annotations.store.format import schema
from annotations.store.repair.grafting import grafted

Row = dict[str, Any]

_PATIENCE = 20.0
"""Seconds without a row after which a query is given up: damage can lead in circles."""
_STRIDE = 100_000
_MOST_FAILURES = 200_000
_MOST_OUT_OF_ORDER = 1000
"""Rows that come after one with a higher key: more of them do not stand on one page, but on pages named many times."""
_BEYOND = 1000
"""Keys looked for after the last one known, where the end of a table cannot be read."""
_COUNT = "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
_DAMAGE = (sqlite3.Error, OverflowError, ValueError)


@dataclass(frozen=True, slots=True)
class Table:
    """What the schema says of a table.

    `columns` are those that are stored; `needed` those that must have a value; `key` is "rowid" or, in tables without
    one, the first column of the key. `indexes` are the whole indexes by name with their columns. `parents` are the
    referring columns with the table and column they refer to, and whether they may be empty.
    """

    name: str
    columns: tuple[str, ...]
    needed: frozenset[str]
    key: str
    by_number: bool
    indexes: Mapping[str, tuple[str, ...]]
    parents: tuple[tuple[str, str, str, bool], ...]

    @property
    def has_rowid(self) -> bool:
        """Whether each row has a number of its own."""
        return self.key == "rowid"


@cache
def tables(version: int = schema.VERSION) -> Mapping[str, Table]:
    """Our own tables by name, as the schema of a version makes them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        for statement in schema.statements(version):
            connection.execute(statement)
        names = connection.execute("SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
        own = sorted(row["name"] for row in names.fetchall() if not row["name"].startswith("sqlite_"))
        return {name: _table(connection, name) for name in own}


def _table(connection: sqlite3.Connection, name: str) -> Table:
    found = connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
    columns = [row for row in found if not row["hidden"]]
    keys = {row["name"]: row["type"] for row in columns if row["pk"] == 1}
    without_rowid = connection.execute("SELECT wr FROM pragma_table_list WHERE name = ?", (name,)).fetchone()[0]
    first = next(iter(keys), "rowid")
    optional = {row["name"] for row in columns if not row["notnull"]}
    indexes = {
        row["name"]: tuple(r["name"] for r in connection.execute(f"PRAGMA index_xinfo({row['name']})") if r["name"])
        for row in connection.execute(f"PRAGMA index_list({name})").fetchall()
        if not row["partial"] and not (without_rowid and row["origin"] == "pk")
    }
    parents = connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()
    return Table(
        name,
        tuple(row["name"] for row in columns),
        frozenset(row["name"] for row in columns if row["notnull"] and row["dflt_value"] is None and not row["pk"]),
        first if without_rowid else "rowid",
        keys.get(first) == "INTEGER" if without_rowid else True,
        indexes,
        tuple((row["from"], row["table"], row["to"], row["from"] in optional) for row in parents),
    )


class Salvage:
    """A damaged file, opened for reading whatever it holds; `close` it after.

    Args:
        path: the file.
        folder: for copies, as long as it is open.

    Raises:
        sqlite3.Error: if nothing at all can be read of it.
    """

    def __init__(self, path: Path, folder: Path) -> None:
        self._until = 0.0
        self._connection = _opened(path, folder)
        self._connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        self._connection.set_progress_handler(lambda: time.monotonic() > self._until, _STRIDE)
        self.unreadable: set[str] = set()
        """Tables of which some part could not be read."""
        self._version = _version(self._connection)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def rows(self, table: Table, known: Iterable[int] = ()) -> Iterator[tuple[Any, Row]]:
        """Every row that can be read with its key, in no order; in tables without rowid some may come twice.

        Args:
            table: which.
            known: numbers of rows that should be there, found elsewhere; they only say how far to look.
        """
        as_made = tables(self._version).get(table.name)
        if not self._has(as_made or table):
            if as_made:  # else it came with a later version
                self.unreadable.add(table.name)
            return
        table = as_made or table
        seen: set[Any] = set()
        for key, row in self._all(table, known):
            if not table.has_rowid:
                yield key, row
            elif key not in seen:
                seen.add(key)
                yield key, row

    def _has(self, table: Table) -> bool:
        """Whether there is such a table; what only has its name (a view, a program's virtual table) is not read."""
        kinds = "SELECT type, sql FROM sqlite_schema WHERE name = ?"
        try:
            found = list(self._query(kinds, (table.name,)))
            list(self._query(f"SELECT {', '.join(table.columns)} FROM {table.name} LIMIT 0"))
        except _DAMAGE:
            return False
        return [row[0] for row in found] == ["table"] and "VIRTUAL" not in str(found[0][1])[:20].upper()

    def _all(self, table: Table, known: Iterable[int]) -> Iterator[tuple[Any, Row]]:
        columns = ", ".join(table.columns)
        query = f"SELECT {table.key} AS key_, {columns} FROM {table.name}"
        lowest, highest = None, None
        whole = True
        for order in ("ASC", "DESC"):
            last, out_of_order = None, 0
            try:
                for row in self._query(f"{query} ORDER BY {table.key} {order}"):
                    if table.has_rowid and last is not None and (row[0] <= last) == (order == "ASC"):
                        out_of_order += 1
                        if out_of_order > _MOST_OUT_OF_ORDER:
                            raise sqlite3.DatabaseError("it leads in circles")
                    last = row[0]
                    yield last, dict(zip(table.columns, row[1:], strict=True))
            except _DAMAGE:
                whole = False
            if order == "ASC":
                lowest = last
            else:
                highest = last
            if whole:
                return
        self.unreadable.add(table.name)
        if table.by_number:
            first = lowest if isinstance(lowest, int) else 1
            end = highest if isinstance(highest, int) else max(known, default=first) + _BEYOND
            yield from self._between(table, query, first, max(first, end))

    def _between(self, table: Table, query: str, first: int, end: int) -> Iterator[tuple[Any, Row]]:
        """The rows with keys in a range, by halves: the widest stretches first."""
        ranged = f"{query} WHERE {table.key} BETWEEN ? AND ? ORDER BY {table.key}"
        waiting = deque([(first, end)])
        failures = 0
        while waiting and failures < _MOST_FAILURES:
            low, high = waiting.popleft()
            try:
                for row in self._query(ranged, (low, high)):
                    if isinstance(row[0], int) and low <= row[0] <= high:
                        low = row[0]
                        yield low, dict(zip(table.columns, row[1:], strict=True))
            except _DAMAGE:
                failures += 1
                if low < high:
                    middle = (low + high) // 2
                    waiting += [(low, middle), (middle + 1, high)]

    def from_indexes(self, table: Table) -> dict[int, Row]:
        """What the indexes of a table with rowid tell of its rows, by rowid: some columns of each."""
        found: dict[int, Row] = {}
        for index, columns in table.indexes.items():
            for key, *values in self._both_ways(table, index, columns):
                if isinstance(key, int) and key > 0:
                    found.setdefault(key, {}).update(zip(columns, values, strict=True))
        return found

    def index_rows(self, table: Table) -> Iterator[Row]:
        """Rows as the indexes of a table without rowid have them."""
        for index, columns in table.indexes.items():
            for _, *values in self._both_ways(table, index, columns):
                yield dict(zip(columns, values, strict=True))

    def _both_ways(self, table: Table, index: str, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
        names = ", ".join(columns)
        for order in ("ASC", "DESC"):
            ordered = ", ".join(f"{name} {order}" for name in columns[:1])
            try:
                yield from self._query(
                    f"SELECT {table.key}, {names} FROM {table.name} INDEXED BY {index} ORDER BY {ordered}"
                )
            except _DAMAGE:
                continue
            return

    def _query(self, sql: str, values: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
        self._until = time.monotonic() + _PATIENCE
        with closing(self._connection.cursor()) as cursor:
            cursor.row_factory = None
            for row in cursor.execute(sql, values):
                self._until = time.monotonic() + _PATIENCE
                yield row


def _version(connection: sqlite3.Connection) -> int:
    """The version of the format, as far as the file says one that there is."""
    try:
        version = schema.version_of(connection)
    except _DAMAGE:
        return schema.VERSION
    return version if 0 < version < schema.VERSION else schema.VERSION


def _opened(path: Path, folder: Path) -> sqlite3.Connection:
    """With the log of an unclean end if it can be played in, or else the file as it stands, or with our own schema."""
    attempts: list[Callable[[], sqlite3.Connection | None]] = [
        partial(connect, path, mode="ro", inspected=False),
        partial(connect, path, mode="ro", immutable=True, inspected=False),
        lambda: _with_our_schema(path, folder),
        partial(_bearing, path),
    ]
    error: Exception | None = None
    for attempt in attempts:
        connection = None
        try:
            connection = attempt()
            if connection and connection.execute(_COUNT).fetchone()[0]:
                return connection
        except _DAMAGE as raised:
            error = raised
        if connection:
            connection.close()
    raise error or sqlite3.DatabaseError("there are no tables in it")


def _with_our_schema(path: Path, folder: Path) -> sqlite3.Connection | None:
    copy = grafted(path, folder)
    return connect(copy, mode="ro", immutable=True, inspected=False) if copy else None


def _bearing(path: Path) -> sqlite3.Connection:
    """A connection that puts up with parts of the schema that cannot be."""
    connection = connect(path, mode="ro", immutable=True, inspected=False)
    connection.execute("PRAGMA writable_schema = ON")
    return connection
