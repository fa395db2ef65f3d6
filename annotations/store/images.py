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
_STAMPS = ("hlc", "replica_id")
_CHUNK = 1_000_000
_CHANGED = "Something it touched was changed by someone else since"
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
        known = image.table in self.columns and len(image.key) == len(self.keys[image.table])
        rows = [row for row in (image.old, image.new) if row is not None]
        if not known or any(set(row) != set(self.columns[image.table]) for row in rows):
            raise StepRefusedError("The recorded history of this action is damaged", _NOTHING_DONE)
        return image


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
            except (ValueError, TypeError) as error:
                raise StepRefusedError("The recorded history of this action is damaged", _NOTHING_DONE) from error


def play_back(connection: sqlite3.Connection, tables: Tables, images: list[Image], stamp: tuple[int, int]) -> None:
    """Undo images, the last first, inside an open transaction with deferred foreign keys.

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
            case _:
                raise StepRefusedError("The recorded history of this action is damaged", _NOTHING_DONE)


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
    images: Iterable[Image], article_of: Callable[[int], int | None]
) -> tuple[Mapping[str, TableChanges], frozenset[int]]:
    """Return the changes by table, and the articles touched.

    Args:
        images: what a step, undo or redo recorded.
        article_of: the article of a claim that still stands, None for another.
    """
    keys: dict[str, dict[str, set[Key]]] = {}
    articles: set[int] = set()
    claims: set[int] = set()
    for image in images:
        key: Key = image.key[0] if len(image.key) == 1 else image.key
        keys.setdefault(image.table, {"i": set(), "u": set(), "d": set()})[image.op].add(key)
        rows = [row for row in (image.old, image.new) if row]
        articles.update(row["article_id"] for row in rows if row.get("article_id"))
        if image.table == "articles":
            articles.add(image.key[0])
        elif image.table in ("claims", "claim_tags"):
            claims.add(image.key[0])
    articles.update(article for claim in claims if (article := article_of(claim)))
    return {table: _table(found) for table, found in keys.items()}, frozenset(articles)


def _table(found: dict[str, set[Key]]) -> TableChanges:
    if sum(len(keys) for keys in found.values()) > MOST_KEYS:
        return TableChanges(everything=True)
    inserted, deleted = found["i"] - found["d"], found["d"] - found["i"]
    both = found["i"] & found["d"]
    updated = (found["u"] | both) - inserted - deleted
    return TableChanges(frozenset(inserted), frozenset(updated), frozenset(deleted))
