"""What is merged: the tables, their columns, and which of these refer to what."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from annotations.store.undo.images import LOGGED, STAMPS

TAGGINGS = "claim_tags"
MERGED = tuple(table for table in LOGGED if table != "merges")
"""Parents before children. The cache of engines, the history and what merges reported stay in their copy."""

ROLE = "role"
OWN = {"claims": ("number", "number_alias")}
"""Columns that are each file's own, and no part of what wins or loses."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One table.

    `columns` are those that are merged, without id, uid and the clock; `refers` says of some of them which table they
    refer to; `owners` are those whose row takes this one with it; `loose` those that are emptied when their row goes.
    """

    name: str
    columns: tuple[str, ...]
    refers: Mapping[str, str]
    owners: tuple[str, ...]
    loose: tuple[str, ...]

    @property
    def firm(self) -> tuple[str, ...]:
        """Columns whose row must be there, and is no owner."""
        return tuple(column for column in self.refers if column not in (*self.owners, *self.loose))


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
        for kind in self.by_name.values():
            for column in kind.owners:
                self.children[kind.refers[column]].append(Child(kind.name, column))
            for column in kind.firm:
                self.users[kind.refers[column]].append(Child(kind.name, column))

    def __getitem__(self, name: str) -> Kind:
        """The kind of this name."""
        return self.by_name[name]


def _kind(connection: sqlite3.Connection, name: str) -> Kind:
    left_out = {"id", "uid", *STAMPS}
    columns = [row["name"] for row in connection.execute(f"PRAGMA main.table_info({name})").fetchall()]
    keys = connection.execute(f"PRAGMA main.foreign_key_list({name})").fetchall()
    refers = {key["from"]: key["table"] for key in keys if key["table"] in MERGED}
    return Kind(
        name,
        tuple(column for column in columns if column not in left_out),
        refers,
        tuple(key["from"] for key in keys if key["on_delete"] == "CASCADE"),
        tuple(key["from"] for key in keys if key["on_delete"] == "SET NULL"),
    )
