"""Playing images back: what undo and redo do to the rows."""

import sqlite3
from itertools import groupby
from operator import itemgetter
from typing import Any

from annotations.errors import StepRefusedError
from annotations.store.images import DAMAGED, NOTHING_DONE, STAMPS, Image, Tables

_CHANGED = "Something it touched was changed by someone else since"
_Statement = tuple[str, tuple[Any, ...]]


def play_back(connection: sqlite3.Connection, tables: Tables, images: list[Image], stamp: tuple[int, int]) -> None:
    """Undo checked images, the last first, inside an open transaction with deferred foreign keys.

    Raises:
        StepRefusedError: if a row is not as the images left it; the caller rolls back.
    """
    statements = (_inverse(tables, image, stamp) for image in reversed(images))
    for sql, some in groupby(statements, itemgetter(0)):
        values = [given for _, given in some]
        try:
            touched = connection.executemany(sql, values).rowcount
        except OverflowError as error:
            raise StepRefusedError(DAMAGED, NOTHING_DONE) from error
        # Each statement names one row by its key, so together they touch as many rows as there are, or one is missing.
        if touched != len(values):
            raise StepRefusedError(_CHANGED, NOTHING_DONE)


def _inverse(tables: Tables, image: Image, stamp: tuple[int, int]) -> _Statement:
    match image.op:
        case "i":
            return f"DELETE FROM {image.table} WHERE {tables.place(image.table)}", image.key
        case "u":
            return _restoring(tables, image, stamp)
        case _:
            return _inserting(tables, image, stamp)


def _restoring(tables: Tables, image: Image, stamp: tuple[int, int]) -> _Statement:
    old, new = image.old or {}, image.new or {}
    changed = [name for name in tables.columns[image.table] if old[name] != new[name]]
    settings = ", ".join(f"{name} = ?" for name in (*changed, *STAMPS))
    unchanged = "".join(f" AND {name} IS ?" for name in changed)
    return (
        f"UPDATE {image.table} SET {settings} WHERE {tables.place(image.table)}{unchanged}",
        (*(old[name] for name in changed), *stamp, *image.key, *(new[name] for name in changed)),
    )


def _inserting(tables: Tables, image: Image, stamp: tuple[int, int]) -> _Statement:
    old, names = image.old or {}, tables.columns[image.table]
    marks = ", ".join("?" * (len(names) + len(STAMPS)))
    return (
        f"INSERT INTO {image.table}({', '.join((*names, *STAMPS))}) VALUES({marks})",
        (*(old[name] for name in names), *stamp),
    )
