"""Row images: what a step did to each row, recorded by temporary triggers and played back by undo and redo.

Images are JSON objects keyed by column name. They never hold SQL, so that a file from a stranger cannot carry
statements to be run. The clock's columns are not part of an image: every write is stamped anew.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from annotations.errors import StepRefusedError
from annotations.store.changes import MOST_KEYS, Key, TableChanges

LOGGED = (
    *("coders", "outlets", "batches", "articles", "cuts", "dimensions", "tags", "aliases"),
    *("claims", "claim_tags", "briefs", "brief_issues", "rejections"),
)
_OWNERS = {"claims": "claims", "claim_tags": "claims", "cuts": "cuts", "rejections": "rejections"}
"""Which table names the article of a row, given the first column of its key."""
_STAMPS = ("hlc", "replica_id")
_CHUNK = 1_000_000
_CHANGED = "Something it touched was changed by someone else since"
_DAMAGED = "The recorded history of this action is damaged"
_WIDEST = 1 << 63
_SIDES = {"i": (False, False), "u": (True, True), "d": (True, False)}
"""Which of old and new an image has, by operation."""
_NOTHING_DONE = "Nothing was changed; make the change by hand"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Image:
    """One row before and after: `old` None for an insert, `new` None for a delete or where only the key is kept."""

    table: str
    op: str
    key: tuple[Any, ...]
    old: Row | None
    new: Row | None


class Tables:
    """The logged tables of one connection: their columns and keys, read from the file's own schema."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read columns and primary keys."""
        self.columns: dict[str, tuple[str, ...]] = {}
        self.keys: dict[str, tuple[str, ...]] = {}
        for table in LOGGED:
            rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
            self.columns[table] = tuple(row["name"] for row in rows if row["name"] not in _STAMPS)
            keyed = sorted((row["pk"], row["name"]) for row in rows if row["pk"])
            self.keys[table] = tuple(name for _, name in keyed)

    def attach(self, connection: sqlite3.Connection) -> None:
        """Create the temporary tables and triggers that record images and tombstones."""
        connection.executescript(
            "CREATE TEMP TABLE images (n INTEGER PRIMARY KEY, tbl TEXT, op TEXT, key TEXT, old TEXT, new TEXT);"
            "CREATE TEMP TABLE stamp (hlc INTEGER, replica_id INTEGER);"
        )
        for table in LOGGED:
            connection.executescript(self._triggers(table))

    def _triggers(self, table: str) -> str:
        old, new = self._json(table, "old"), self._json(table, "new")
        old_key = f"json_array({', '.join(f'old.{name}' for name in self.keys[table])})"
        new_key = f"json_array({', '.join(f'new.{name}' for name in self.keys[table])})"
        differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in self.columns[table])
        uid = "uid" if "uid" in self.columns[table] else ""
        buried = f"old.{uid}" if uid else old_key
        raised = f"new.{uid}" if uid else new_key
        return f"""
        CREATE TEMP TRIGGER log_insert_{table} AFTER INSERT ON main.{table} BEGIN
          INSERT INTO images(tbl, op, key) VALUES('{table}', 'i', {new_key});
          DELETE FROM tombstones WHERE kind = '{table}' AND uid = {raised};
        END;
        CREATE TEMP TRIGGER log_update_{table} AFTER UPDATE ON main.{table} WHEN {differs} BEGIN
          INSERT INTO images(tbl, op, key, old, new) VALUES('{table}', 'u', {old_key}, {old}, {new});
        END;
        CREATE TEMP TRIGGER log_delete_{table} AFTER DELETE ON main.{table} BEGIN
          INSERT INTO images(tbl, op, key, old) VALUES('{table}', 'd', {old_key}, {old});
          INSERT OR REPLACE INTO tombstones(kind, uid, hlc, replica_id, row)
            SELECT '{table}', {buried}, hlc, replica_id, {old} FROM stamp;
        END;
        """

    def _json(self, table: str, side: str) -> str:
        pairs = ", ".join("'" + name + "', " + side + "." + name for name in self.columns[table])
        return f"json_object({pairs})"

    def checked(self, image: Image) -> Image:
        """Return the image if its table, key and columns are those of this file.

        Raises:
            StepRefusedError: if not; the history of a damaged or forged file is not played.
        """
        columns = set(self.columns.get(image.table, ()))
        fits = (
            bool(columns)
            and len(image.key) == len(self.keys[image.table])
            and all(map(_is_plain, image.key))
            and image.op in _SIDES
            and _SIDES[image.op] == (image.old is not None, image.new is not None)
            and all(_is_row(row, columns) for row in (image.old, image.new) if row is not None)
        )
        if not fits:
            raise StepRefusedError(_DAMAGED, _NOTHING_DONE)
        return image


def _is_row(row: object, columns: set[str]) -> bool:
    return isinstance(row, dict) and set(row) == columns and all(map(_is_plain, row.values()))


def _is_plain(value: object) -> bool:
    """Whether SQLite can hold it."""
    if isinstance(value, int):
        return -_WIDEST <= value < _WIDEST
    return value is None or isinstance(value, str | float)


def taken(connection: sqlite3.Connection) -> list[Image]:
    """Return the images recorded since the last call, in order, and forget them."""
    rows = connection.execute("SELECT tbl, op, key, old, new FROM temp.images ORDER BY n").fetchall()
    connection.execute("DELETE FROM temp.images")
    return [_image(*row) for row in rows]


def _image(table: str, op: str, key: str, old: str | None, new: str | None) -> Image:
    return Image(table, op, tuple(json.loads(key)), json.loads(old) if old else None, json.loads(new) if new else None)


def packed(images: Iterable[Image]) -> Iterator[str]:
    """Write images as JSON lines in chunks of about a megabyte."""
    lines: list[str] = []
    size = 0
    for image in images:
        line = json.dumps([image.table, image.op, image.key, image.old, image.new], ensure_ascii=False)
        if lines and size + len(line) > _CHUNK:
            yield "\n".join(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    if lines:
        yield "\n".join(lines)


def unpacked(chunks: Iterable[str]) -> Iterator[Image]:
    """Read what `packed` wrote.

    Raises:
        StepRefusedError: if it is not that.
    """
    for chunk in chunks:
        for line in chunk.split("\n"):
            try:
                table, op, key, old, new = json.loads(line)
                yield Image(str(table), str(op), tuple(key), old, new)
            except (ValueError, TypeError, RecursionError) as error:
                raise StepRefusedError(_DAMAGED, _NOTHING_DONE) from error


def play_back(connection: sqlite3.Connection, tables: Tables, images: list[Image], stamp: tuple[int, int]) -> None:
    """Undo checked images, the last first, inside an open transaction with deferred foreign keys.

    Raises:
        StepRefusedError: if a row is not as the images left it; the caller rolls back.
    """
    for image in reversed(images):
        match image.op:
            case "i":
                _delete(connection, tables, image)
            case "u":
                _restore(connection, tables, image, stamp)
            case "d":
                _insert(connection, tables, image, stamp)


def _where(tables: Tables, table: str) -> str:
    return " AND ".join(f"{name} IS ?" for name in tables.keys[table])


def _delete(connection: sqlite3.Connection, tables: Tables, image: Image) -> None:
    done = connection.execute(f"DELETE FROM {image.table} WHERE {_where(tables, image.table)}", image.key)
    if done.rowcount != 1:
        raise StepRefusedError(_CHANGED, _NOTHING_DONE)


def _restore(connection: sqlite3.Connection, tables: Tables, image: Image, stamp: tuple[int, int]) -> None:
    old, new = image.old or {}, image.new or {}
    changed = [name for name in tables.columns[image.table] if old.get(name) != new.get(name) and name in old]
    settings = ", ".join(f"{name} = ?" for name in (*changed, *_STAMPS))
    unchanged = " AND ".join(f"{name} IS ?" for name in changed)
    done = connection.execute(
        f"UPDATE {image.table} SET {settings} WHERE {_where(tables, image.table)} AND {unchanged}",
        (*(old[name] for name in changed), *stamp, *image.key, *(new[name] for name in changed)),
    )
    if done.rowcount != 1:
        raise StepRefusedError(_CHANGED, _NOTHING_DONE)


def _insert(connection: sqlite3.Connection, tables: Tables, image: Image, stamp: tuple[int, int]) -> None:
    old = image.old or {}
    names = [name for name in tables.columns[image.table] if name in old]
    marks = ", ".join("?" * (len(names) + len(_STAMPS)))
    connection.execute(
        f"INSERT INTO {image.table}({', '.join((*names, *_STAMPS))}) VALUES({marks})",
        (*(old[name] for name in names), *stamp),
    )


def summed_up(
    images: Iterable[Image], article_of: Callable[[str, int], int | None]
) -> tuple[Mapping[str, TableChanges], frozenset[int]]:
    """Return the changes by table, and the articles touched.

    Args:
        images: what a step, undo or redo recorded, in order.
        article_of: the article of a row that still stands, given its table and id; None for another.
    """
    first: dict[str, dict[Key, str]] = {}
    last: dict[str, dict[Key, str]] = {}
    articles: set[int] = set()
    owned: set[tuple[str, int]] = set()
    for image in images:
        key: Key = image.key[0] if len(image.key) == 1 else image.key
        first.setdefault(image.table, {}).setdefault(key, image.op)
        last.setdefault(image.table, {})[key] = image.op
        articles.update(row["article_id"] for row in (image.old, image.new) if row and "article_id" in row)
        if image.table == "articles":
            articles.add(image.key[0])
        elif image.table in _OWNERS:
            owned.add((_OWNERS[image.table], image.key[0]))
    articles.update(article for place in owned if (article := article_of(*place)))
    return {table: _table(first[table], last[table]) for table in first}, frozenset(articles)


def _table(first: Mapping[Key, str], last: Mapping[Key, str]) -> TableChanges:
    """What became of each row in all: one that came and went within the step is none of the three."""
    if len(first) > MOST_KEYS:
        return TableChanges(everything=True)
    inserted = frozenset(key for key, op in first.items() if op == "i" and last[key] != "d")
    deleted = frozenset(key for key, op in last.items() if op == "d" and first[key] != "i")
    updated = frozenset(key for key, op in first.items() if op != "i" and last[key] != "d")
    return TableChanges(inserted, updated, deleted)
