"""Playing images back: what undo and redo do to the rows.

Images of the same operation that follow one another are played table by table, many rows to a statement. That changes
nothing in what comes of it: rows that are put back need only their parents, rows that are taken out only that their
children went first, and rows that were changed are set back in order.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain, groupby
from operator import attrgetter, itemgetter
from typing import Any

from annotations.collector import collector_held
from annotations.errors import StepRefusedError
from annotations.store.undo.images import (
    DAMAGED,
    LOGGED,
    NOTHING_DONE,
    STAMPS,
    Image,
    Recorded,
    Row,
    Tables,
    added,
    taken,
    unpacked,
)

_CHANGED = ("Something it touched was changed by someone else since", NOTHING_DONE)
AT_ONCE = 300
"""Rows to a statement. The words of articles are written into the index once for each statement."""
_PORTION = 1000
"""Rows between two looks at whether to go on."""
_RANK = {table: place for place, table in enumerate(LOGGED)}
"""No table refers to one that comes after it, but for itself."""

Values = tuple[Any, ...]
Told = Callable[[int, int], object]


def play_back(
    connection: sqlite3.Connection,
    tables: Tables,
    chunks: Sequence[str],
    stamp: tuple[int, int],
    tell: Told = lambda _, __: None,
) -> list[Recorded]:
    """Undo the images of a step, the last first, inside an open transaction with deferred foreign keys.

    Every image is checked before it is played.

    Args:
        connection: the writing one, which records.
        tables: what it records.
        chunks: the images as they are stored.
        stamp: the clock that every row written gets.
        tell: told now and then how many images were played, of how many; may raise to stop.

    Returns:
        The images of doing so, which turn it round again.

    Raises:
        StepRefusedError: if an image is not of this file, if a row is not as the images left it, or if others would
            go with it; the caller rolls back.
    """
    player = _Player(connection, tables, stamp)
    played, total = 0, sum(chunk.count("\n") + 1 for chunk in chunks)
    with collector_held():
        # Chunk by chunk, because what a large step recorded takes a lot of memory once it is read.
        for chunk in reversed(chunks):
            images = [tables.checked(image) for image in unpacked([chunk])]
            for op, some in groupby(reversed(images), attrgetter("op")):
                for portion in _portions(op, list(some)):
                    player.play(op, portion)
                    played += len(portion)
                    if played % _PORTION < len(portion):
                        tell(played, total)
        tell(played, total)
        inverse = player.recorded()
    if len(inverse) != played:
        raise StepRefusedError(*_CHANGED)
    return inverse


def _portions(op: str, run: list[Image]) -> Iterator[list[Image]]:
    """Put a run into the order in which it is played; a portion is of one table, but for rows that were changed."""
    if op == "u":
        yield from _batches(run, _PORTION)
        return
    run.sort(key=lambda image: _RANK[image.table], reverse=op == "i")
    for _, of_table in groupby(run, attrgetter("table")):
        some = list(of_table)
        if op == "d":
            some.sort(key=_number)  # words are indexed several times as fast in the order of their articles
        yield from _batches(some, _PORTION)


def _number(image: Image) -> int:
    """The first part of the key; what a stranger wrote there may be anything."""
    return image.key[0] if type(image.key[0]) is int else 0


def _batches(items: Sequence[Any], size: int) -> Iterator[Any]:
    for place in range(0, len(items), size):
        yield items[place : place + size]


class _Player:
    """Undoes portions of images, and keeps what turns that round again."""

    def __init__(self, connection: sqlite3.Connection, tables: Tables, stamp: tuple[int, int]) -> None:
        self._connection = connection
        self._tables = tables
        self._stamp = stamp
        self._inverse: list[Recorded] = []

    def recorded(self) -> list[Recorded]:
        """The images of all that was played so far."""
        self._inverse += taken(self._connection)
        return self._inverse

    def play(self, op: str, portion: list[Image]) -> None:
        """Undo images of one operation; unless they changed rows, of one table."""
        try:
            self._play(op, portion)
        except OverflowError as error:
            raise StepRefusedError(DAMAGED, NOTHING_DONE) from error

    def _play(self, op: str, portion: list[Image]) -> None:
        table = portion[0].table
        match op:
            case "i":
                self._take_out(table, [image.key for image in portion])
            case "u":
                statements = (_restoring(self._tables, image, self._stamp) for image in portion)
                for sql, some in groupby(statements, itemgetter(0)):
                    self._run(sql, [values for _, values in some])
            case _:
                self._put_back(table, [image.old or {} for image in portion])

    def _take_out(self, table: str, keys: list[Values]) -> None:
        names = self._tables.keys[table]
        # SQLite looks through the whole table for a list of compound keys, and takes out those of a list in its own
        # order: rows that others of the same table refer to must not go before these, which would change them.
        if len(names) > 1 or self._are_referred_to(table, keys):
            self._run(f"DELETE FROM {table} WHERE {self._tables.place(table)}", keys)
            return
        for some in _batches(keys, AT_ONCE):
            marks = ", ".join("?" * len(some))
            sql = f"DELETE FROM {table} WHERE {names[0]} IN ({marks})"
            _make_sure(self._connection.execute(sql, [key for (key,) in some]).rowcount, len(some))

    def _are_referred_to(self, table: str, keys: list[Values]) -> bool:
        """Whether a row of the table refers to one of these."""
        for column in self._tables.own_references[table]:
            for some in _batches(keys, AT_ONCE):
                marks = ", ".join("?" * len(some))
                sql = f"SELECT 1 FROM {table} WHERE {column} IN ({marks}) LIMIT 1"
                if self._connection.execute(sql, [key for (key,) in some]).fetchone():
                    return True
        return False

    def _put_back(self, table: str, rows: list[Row]) -> None:
        if len(rows) < AT_ONCE:
            self._insert(table, rows)
            return
        # What the triggers would record is known beforehand, and recording it takes as long as writing the rows.
        self.recorded()
        with self._tables.unrecorded(self._connection):
            for some in _batches(rows, AT_ONCE):
                self._insert(table, some)
        self._inverse += added(self._connection, self._tables, table, rows)

    def _insert(self, table: str, rows: list[Row]) -> None:
        columns = self._tables.columns[table]
        one = f"(?1, ?2, {', '.join('?' * len(columns))})"
        self._connection.execute(
            f"INSERT INTO {table}({', '.join((*STAMPS, *columns))}) VALUES {', '.join([one] * len(rows))}",
            [*self._stamp, *chain.from_iterable(map(itemgetter(*columns), rows))],
        )

    def _run(self, sql: str, values: Collection[Values]) -> None:
        """Run a statement with each of these values, each the key of a row; or refuse."""
        _make_sure(self._connection.executemany(sql, values).rowcount, len(values))


def _make_sure(touched: int, wanted: int) -> None:
    """Each value names one row by its key: together they touch as many rows as there are, or one is missing."""
    if touched != wanted:
        raise StepRefusedError(*_CHANGED)


def _restoring(tables: Tables, image: Image, stamp: tuple[int, int]) -> tuple[str, Values]:
    old, new = image.old or {}, image.new or {}
    changed = [name for name in tables.columns[image.table] if old[name] != new[name]]
    settings = ", ".join(f"{name} = ?" for name in (*changed, *STAMPS))
    unchanged = "".join(f" AND {name} IS ?" for name in changed)
    return (
        f"UPDATE {image.table} SET {settings} WHERE {tables.place(image.table)}{unchanged}",
        (*(old[name] for name in changed), *stamp, *image.key, *(new[name] for name in changed)),
    )
