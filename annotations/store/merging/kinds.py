"""What is merged: the tables, their columns, and which of these refer to what."""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotations.codebook import Role
from annotations.store.undo.images import LOGGED, STAMPS

TAGGINGS = "claim_tags"
ROLES = ("", *Role)
MERGED = tuple(table for table in LOGGED if table != "merges")
"""Parents before children. The cache of engines, the history and what merges reported stay in their copy."""

_TYPES: Mapping[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,), "REAL": (float, int)}
COULD_NOT_STAND = 0
"""The clock of a tombstone (`cascaded` is 1) whose row was alive when a merge took it out: nobody deleted anything."""
LARGEST = (1 << 63) - 1
"""The largest number that SQLite can hold."""
_SURROGATE = re.compile("[\ud800-\udfff]")

OWN = {"claims": ("number", "number_alias")}
"""Columns that are each file's own, and no part of what wins or loses."""

SET_RIGHT = {"brief_issues": {"state": "issued"}}
"""By table the columns beside references that a merge may set right, each with what it said then."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One table.

    `columns` are those that are merged, without id, uid and the clock; `refers` says of some of them which table they
    refer to; `owners` are those whose row takes this one with it; `loose` those that are emptied when their row goes.
    `types` says of each column which types of value it may hold.
    """

    name: str
    columns: tuple[str, ...]
    types: Mapping[str, tuple[type, ...]]
    refers: Mapping[str, str]
    owners: tuple[str, ...]
    loose: tuple[str, ...]

    @property
    def firm(self) -> tuple[str, ...]:
        """Columns whose row must be there, and is no owner."""
        return tuple(column for column in self.refers if column not in (*self.owners, *self.loose))

    @property
    def may_be_empty(self) -> tuple[str, ...]:
        """Columns that name a row, and are emptied where that does not stand; a row never stands without its owner."""
        return tuple(c for c in self.refers if type(None) in self.types[c] and c not in self.owners)

    def may_hold(self, values: Mapping[str, Any]) -> bool:
        """Whether values are all that a row needs, each of a type that its column takes."""
        return len(values) == len(self.columns) and all(
            type(value) in self.types[column] and _can_be_stored(value) for column, value in values.items()
        )


@dataclass(frozen=True, slots=True)
class Child:
    """A table whose rows belong to those of another, and the column that says so."""

    kind: str
    column: str


class Kinds:
    """All that is merged, as a file's own schema has it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read columns and references."""
        self.by_name = {name: _kind(connection, name) for name in MERGED}
        self.children: dict[str, list[Child]] = {name: [] for name in MERGED}
        self.users: dict[str, list[Child]] = {name: [] for name in MERGED}
        """By table, those whose rows refer to its rows firmly, without belonging to them."""
        self.named = {kind.refers[column] for kind in self.by_name.values() for column in kind.may_be_empty}
        """Tables to whose rows references may be empty."""
        for kind in self.by_name.values():
            for column in kind.owners:
                self.children[kind.refers[column]].append(Child(kind.name, column))
            for column in kind.firm:
                self.users[kind.refers[column]].append(Child(kind.name, column))

    def __getitem__(self, name: str) -> Kind:
        """The kind of this name."""
        return self.by_name[name]


def _types(column: sqlite3.Row, *, is_reference: bool) -> tuple[type, ...]:
    """What a column may hold, with uids in place of ids."""
    types = (str,) if is_reference else _TYPES[column["type"]]
    return types if column["notnull"] else (*types, type(None))


def _can_be_stored(value: Any) -> bool:
    match value:
        case str():
            return value.isascii() or not _SURROGATE.search(value)
        case int():
            return abs(value) <= LARGEST
    return True


def _kind(connection: sqlite3.Connection, name: str) -> Kind:
    left_out = {"id", "uid", *STAMPS}
    rows = connection.execute(f"PRAGMA main.table_info({name})").fetchall()
    columns = tuple(row["name"] for row in rows if row["name"] not in left_out)
    keys = connection.execute(f"PRAGMA main.foreign_key_list({name})").fetchall()
    refers = {key["from"]: key["table"] for key in keys if key["table"] in MERGED}
    return Kind(
        name,
        columns,
        {row["name"]: _types(row, is_reference=row["name"] in refers) for row in rows},
        refers,
        tuple(key["from"] for key in keys if key["on_delete"] == "CASCADE"),
        tuple(key["from"] for key in keys if key["on_delete"] == "SET NULL"),
    )
