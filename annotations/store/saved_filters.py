"""Filters that were kept by name, for every list that has some."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from annotations.errors import AnnotationError
from annotations.store.connections.telling import made_of_rows
from annotations.store.store import Store
from annotations.text import canonicalise

MOST_LETTERS = 80


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter by its name. `kind` says which list it belongs to, which is who can read its `definition`."""

    id: int
    uid: str
    name: str
    kind: str
    definition: str


class SavedFilters:
    """Reads and writes kept filters. Writing needs an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def all(self, kind: str) -> list[SavedFilter]:
        """The kept filters of a list, by name."""
        sql = (
            "SELECT id, uid, name, kind, definition FROM saved_filters WHERE kind = ? ORDER BY name COLLATE NOCASE, id"
        )
        return [_saved(row) for row in self._store.rows(sql, (kind,))]

    def add(self, kind: str, name: str, definition: str) -> int:
        """Keep a filter and return its id.

        Raises:
            AnnotationError: if the name is empty, or taken in this list.
        """
        return self._store.insert("saved_filters", name=self._free(kind, name), kind=kind, definition=definition)

    def rename(self, filter_id: int, name: str) -> None:
        """Give a kept filter another name.

        Raises:
            AnnotationError: if the name is empty, or taken in its list.
        """
        kind = self._store.value("SELECT kind FROM saved_filters WHERE id = ?", (filter_id,))
        if kind is not None:
            self._store.update("saved_filters", [filter_id], name=self._free(str(kind), name, besides=filter_id))

    def redefine(self, filter_id: int, definition: str) -> None:
        """Let a name stand for another filter."""
        self._store.update("saved_filters", [filter_id], definition=definition)

    def delete(self, ids: Collection[int]) -> None:
        """Forget kept filters."""
        self._store.delete("saved_filters", ids)

    def _free(self, kind: str, name: str, besides: int = 0) -> str:
        shown = " ".join(canonicalise(name).split())[:MOST_LETTERS].strip()
        if not shown:
            raise AnnotationError("A filter needs a name", "Type one")
        taken = (saved for saved in self.all(kind) if saved.name.casefold() == shown.casefold())
        if any(saved.id != besides for saved in taken):
            raise AnnotationError(f"There is a filter “{shown}” already", "Use another name")
        return shown


def let_follow(store: Store, gone: Collection[str], stays: str) -> None:
    """Let kept filters of every list ask for what stays, where they ask by uid for what became one with it.

    Args:
        store: in an open step.
        gone: uids.
        stays: the uid in their place.
    """
    for row in store.rows("SELECT id, definition FROM saved_filters"):
        store.update("saved_filters", [row["id"]], definition=_following(row["definition"], set(gone), stays))


def _following(definition: str, gone: Collection[str], stays: str) -> str:
    """A filter's JSON with one uid for others, in each list once; as it is where it has none of them or is no JSON."""
    if not any(uid in definition for uid in gone):
        return definition

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: turned(inner) for name, inner in value.items()}
        if not isinstance(value, list):
            return stays if isinstance(value, str) and value in gone else value
        inner = [turned(one) for one in value]
        return list(dict.fromkeys(inner)) if all(isinstance(one, str) for one in inner) else inner

    try:
        return json.dumps(turned(json.loads(definition)), ensure_ascii=False)
    except (ValueError, TypeError, RecursionError):
        return definition


@made_of_rows
def _saved(row: sqlite3.Row) -> SavedFilter:
    return SavedFilter(row["id"], row["uid"], row["name"], row["kind"], row["definition"])
