"""Row images: what a step did to each row, recorded by temporary triggers and played back by undo and redo.

Images are JSON objects keyed by column name. They never hold SQL, so that a file from a stranger cannot carry
statements to be run. The clock's columns are not part of an image: every write is stamped anew.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

from annotations.errors import StepRefusedError
from annotations.store.changes import MOST_KEYS, Key, TableChanges
from annotations.store.undo import emptied

LOGGED = (
    *("coders", "outlets", "batches", "articles", "cuts", "dimensions", "tags", "aliases"),
    *("claims", "claim_tags", "briefs", "brief_issues", "rejections", "saved_filters", "earlier_texts", "triaged"),
    *("review_comments", "samples", "second_codings", "settlements", "merges"),
)
_ARTICLE = "article_id"
STAMPS = ("hlc", "replica_id")
_CHUNK = 1_000_000
_BATCH = 500
_LINE_FEED = "\n"
DAMAGED = "The recorded history of this action is damaged"
_PLAIN = {str, int, float, bool, type(None)}
_SIDES = {"i": (False, False), "u": (True, True), "d": (True, False)}
"""Which of old and new an image has, by operation."""
NOTHING_DONE = "Nothing was changed; make the change by hand"

_RECORDED = """
CREATE TEMP TABLE images (n INTEGER PRIMARY KEY, tbl TEXT, op TEXT, key TEXT, old TEXT, new TEXT,
  before INTEGER, after INTEGER);
CREATE TEMP TABLE stamp (hlc INTEGER, replica_id INTEGER);
CREATE TEMP TABLE unrecorded (x INTEGER);
"""

Row = dict[str, Any]


class Image(NamedTuple):
    """One row before and after: `old` None for an insert, `new` None for a delete or where only the key is kept."""

    table: str
    op: str
    key: tuple[Any, ...]
    old: Row | None
    new: Row | None


class Recorded(NamedTuple):
    """An image just recorded, as it is stored: `line` is its JSON, which is not read back to be written.

    `before` and `after` are the articles its row belonged to, where the row itself names one.
    """

    table: str
    op: str
    key: str
    line: str
    before: int | None
    after: int | None


_read: dict[tuple[str, ...], "Tables"] = {}
"""By the statements of a schema; those of files of the present version are all the same."""


def tables_of(connection: sqlite3.Connection) -> "Tables":
    """The logged tables of a connection, read from the file's own schema; of a schema that was read before, as then."""
    schema = connection.execute("SELECT sql FROM main.sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    key = tuple(str(row[0]) for row in schema)
    if key not in _read:
        _read.clear()
        _read[key] = Tables(connection)
    return _read[key]


class Tables:
    """The logged tables of connections with one schema: their columns and keys."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read columns and primary keys."""
        self.columns: dict[str, tuple[str, ...]] = {}
        self.own_references: dict[str, tuple[str, ...]] = {}
        """By table, the columns that refer to other rows of it."""
        self._names: dict[str, set[str]] = {}
        self.keys: dict[str, tuple[str, ...]] = {}
        self._places: dict[str, str] = {}
        self._owners: dict[str, tuple[tuple[str, str], ...]] = {}
        for table in LOGGED:
            rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
            self.columns[table] = tuple(row["name"] for row in rows if row["name"] not in STAMPS)
            references = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            self.own_references[table] = tuple(row["from"] for row in references if row["table"] == table)
            self._owners[table] = tuple((r["from"], r["table"]) for r in references if r["on_delete"] == "CASCADE")
            self._names[table] = set(self.columns[table])
            keyed = sorted((row["pk"], row["name"]) for row in rows if row["pk"])
            self.keys[table] = tuple(name for _, name in keyed)
            self._places[table] = " AND ".join(f"{name} IS ?" for name in self.keys[table])
        triggers = [*map(self._triggers, LOGGED), *(f"{made};" for made in emptied.triggers(connection, LOGGED))]
        self._recording = f"BEGIN; {_RECORDED} {' '.join(triggers)} COMMIT;"

    def place(self, table: str) -> str:
        """The condition that finds a row of a table by its key."""
        return self._places[table]

    def attach(self, connection: sqlite3.Connection) -> None:
        """Create the temporary tables and triggers that record images, tombstones and what is emptied."""
        connection.executescript(self._recording)

    @contextmanager
    def unrecorded(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Record no rows that are inserted meanwhile: what comes of them is to be told by `added`."""
        connection.execute("INSERT INTO temp.unrecorded VALUES(1)")
        yield
        connection.execute("DELETE FROM temp.unrecorded")  # of a step that failed, taken back with the step

    def article_column(self, table: str) -> str:
        """The column that says which article a row of a table belongs to; empty where none does."""
        return "id" if table == "articles" else _ARTICLE if _ARTICLE in self.columns[table] else ""

    def _triggers(self, table: str) -> str:
        old, new = self._json(table, "old"), self._json(table, "new")
        old_key = f"json_array({', '.join(f'old.{name}' for name in self.keys[table])})"
        new_key = f"json_array({', '.join(f'new.{name}' for name in self.keys[table])})"
        differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in self.columns[table])
        uid = "uid" if "uid" in self.columns[table] else ""
        buried = f"old.{uid}" if uid else old_key
        raised = f"new.{uid}" if uid else new_key
        article = self.article_column(table)
        before, after = (f"old.{article}", f"new.{article}") if article else ("NULL", "NULL")
        return f"""
        CREATE TEMP TRIGGER log_insert_{table} AFTER INSERT ON main.{table}
          WHEN NOT EXISTS (SELECT 1 FROM unrecorded) BEGIN
          INSERT INTO images(tbl, op, key, after) VALUES('{table}', 'i', {new_key}, {after});
          DELETE FROM tombstones WHERE kind = '{table}' AND uid = {raised};
        END;
        CREATE TEMP TRIGGER log_update_{table} AFTER UPDATE ON main.{table} WHEN {differs} BEGIN
          INSERT INTO images(tbl, op, key, old, new, before, after)
            VALUES('{table}', 'u', {old_key}, {old}, {new}, {before}, {after});
        END;
        CREATE TEMP TRIGGER log_delete_{table} AFTER DELETE ON main.{table} BEGIN
          INSERT INTO images(tbl, op, key, old, before) VALUES('{table}', 'd', {old_key}, {old}, {before});
          INSERT OR REPLACE INTO tombstones(kind, uid, hlc, replica_id, row, row_hlc, row_replica_id, cascaded)
            SELECT '{table}', {buried}, stamp.hlc, stamp.replica_id, images.old, old.hlc, old.replica_id,
              {self._cascaded(table)} FROM stamp, images WHERE images.n = last_insert_rowid();
          {f"UPDATE highest_ids SET id = old.id WHERE kind = '{table}' AND id < old.id;" if uid else ""}
        END;
        """

    def _cascaded(self, table: str) -> str:
        """Whether a row that is deleted goes with what it belongs to, which is gone already then."""
        gone = (
            f"(old.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM main.{owner} WHERE id = old.{column}))"
            for column, owner in self._owners[table]
        )
        return " OR ".join(gone) or "0"

    def _json(self, table: str, side: str) -> str:
        pairs = ", ".join("'" + name + "', " + side + "." + name for name in self.columns[table])
        return f"json_object({pairs})"

    def checked(self, image: Image) -> Image:
        """Return the image if its table, key and columns are those of this file.

        Raises:
            StepRefusedError: if not; the history of a damaged or forged file is not played.
        """
        table, op, key, old, new = image
        names = self._names.get(table)
        fits = (
            names is not None
            and len(key) == len(self.keys[table])
            and _are_plain(key)
            and op in _SIDES
            and _SIDES[op] == (old is not None, new is not None)
            and (old is None or _is_row(old, names))
            and (new is None or _is_row(new, names))
        )
        if not fits:
            raise StepRefusedError(DAMAGED, NOTHING_DONE)
        return image


def _is_row(row: object, columns: set[str]) -> bool:
    return isinstance(row, dict) and row.keys() == columns and _are_plain(row.values())


def _are_plain(values: Iterable[object]) -> bool:
    """Whether they are of types that SQLite can hold; numbers too wide for it are found when they are played."""
    return _PLAIN.issuperset(map(type, values))


def taken(connection: sqlite3.Connection) -> list[Recorded]:
    """Return the images recorded since the last call, in order, and forget them."""
    rows = connection.execute(
        """SELECT tbl, op, key, '["' || tbl || '", "' || op || '", ' || key || ', ' || coalesce(old, 'null') || ', '
          || coalesce(new, 'null') || ']', before, after FROM temp.images ORDER BY n"""
    ).fetchall()
    connection.execute("DELETE FROM temp.images")
    return [Recorded(*row) for row in rows]


def added(connection: sqlite3.Connection, tables: Tables, table: str, rows: Collection[Row]) -> list[Recorded]:
    """Return what would have been recorded of inserting these rows, and raise them from the dead as that would."""
    keys = [_key_text(key) for key in zip(*([row[name] for row in rows] for name in tables.keys[table]), strict=True)]
    buried = [row["uid"] for row in rows] if "uid" in tables.columns[table] else keys
    for place in range(0, len(buried), _BATCH):
        some = buried[place : place + _BATCH]
        marks = ", ".join("?" * len(some))
        connection.execute(f"DELETE FROM tombstones WHERE kind = ? AND uid IN ({marks})", (table, *some))
    article = tables.article_column(table)
    articles = [row[article] for row in rows] if article else [None] * len(keys)
    line = f'["{table}", "i", %s, null, null]'
    return [Recorded(table, "i", key, line % key, None, owner) for key, owner in zip(keys, articles, strict=True)]


def _key_text(key: tuple[Any, ...]) -> str:
    """A key as SQLite's `json_array` writes it."""
    return f"[{','.join([str(value) if type(value) is int else _quoted(value) for value in key])}]"


@lru_cache(1000)
def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def packed(lines: Iterable[str]) -> Iterator[str]:
    """Put the lines of images together in chunks of about a megabyte."""
    some: list[str] = []
    size = 0
    for line in lines:
        if some and size + len(line) > _CHUNK:
            yield "\n".join(some)
            some, size = [], 0
        some.append(line)
        size += len(line)
    if some:
        yield "\n".join(some)


def unpacked(chunks: Iterable[str]) -> Iterator[Image]:
    """Read what `packed` wrote.

    Raises:
        StepRefusedError: if it is not that.
    """
    for chunk in chunks:
        try:
            for table, op, key, old, new in json.loads(f"[{chunk.replace(_LINE_FEED, ',')}]"):
                yield Image(str(table), str(op), tuple(key), old, new)
        except (ValueError, TypeError, RecursionError) as error:
            raise StepRefusedError(DAMAGED, NOTHING_DONE) from error


def joined(before: Sequence[Image], after: Sequence[Image]) -> list[Image]:
    """Return the images of two steps in a row as those of one; empty if together they change nothing.

    Where both only changed rows, each row is kept once, as it was before the first and after the last. Where rows
    came or went, or another program wrote in between, the images simply follow one another.
    """
    rows: dict[tuple[str, tuple[Any, ...]], Image] = {}
    for image in (*before, *after):
        earlier = rows.get((image.table, image.key), image)
        if image.op != "u" or (earlier is not image and earlier.new != image.old):
            return [*before, *after]
        rows[image.table, image.key] = earlier._replace(new=image.new)
    return [image for image in rows.values() if image.old != image.new]


def line_of(image: Image) -> str:
    """Write an image as `Recorded.line` does."""
    return json.dumps([image.table, image.op, image.key, image.old, image.new], ensure_ascii=False)


def summed_up(
    images: Sequence[Recorded], articles_of: Callable[[Collection[int]], Iterable[int]]
) -> tuple[Mapping[str, TableChanges], frozenset[int]]:
    """Return the changes by table, and the articles touched.

    Args:
        images: what a step, undo or redo recorded, in order.
        articles_of: the articles of claims that still stand, given their ids.
    """
    tables: dict[str, TableChanges] = {}
    articles: set[int | None] = set()
    by_table: dict[str, list[Recorded]] = {}
    for image in images:
        by_table.setdefault(image.table, []).append(image)
    for table, some in by_table.items():
        first = {key: op for _, op, key, *_ in reversed(some)}
        last = {key: op for _, op, key, *_ in some}
        keys = dict(zip(first, json.loads(f"[{','.join(first)}]"), strict=True))
        tables[table] = _table(first, last, keys)
        for image in some:
            articles.add(image.before)
            articles.add(image.after)
        if table == "claim_tags":
            articles.update(articles_of({int(key[0]) for key in keys.values()}))
    return tables, frozenset(article for article in articles if article is not None)


def articles_of(connection: sqlite3.Connection, claims: Collection[int]) -> Iterator[int]:
    """Yield the articles of the claims that there are, given their ids."""
    ids = list(claims)
    for place in range(0, len(ids), _BATCH):
        some = ids[place : place + _BATCH]
        marks = ", ".join("?" * len(some))
        yield from (row[0] for row in connection.execute(f"SELECT article_id FROM claims WHERE id IN ({marks})", some))


def _table(first: Mapping[str, str], last: Mapping[str, str], keys: Mapping[str, list[Any]]) -> TableChanges:
    """What became of each row in all: one that came and went within the step is none of the three."""
    if len(first) > MOST_KEYS:
        return TableChanges(everything=True)
    inserted = frozenset(_key(keys[key]) for key, op in first.items() if op == "i" and last[key] != "d")
    deleted = frozenset(_key(keys[key]) for key, op in last.items() if op == "d" and first[key] != "i")
    updated = frozenset(_key(keys[key]) for key, op in first.items() if op != "i" and last[key] != "d")
    return TableChanges(inserted, updated, deleted)


def _key(values: Sequence[Any]) -> Key:
    """A row's key as views know it: the number alone where it is one."""
    return int(values[0]) if len(values) == 1 else tuple(values)
