"""Outlets, and the imports that articles came with."""

import sqlite3
from collections.abc import Collection
from typing import Any
from uuid import uuid5

from annotations.articles import Batch, Outlet
from annotations.codebook import NAMESPACE
from annotations.errors import AnnotationError
from annotations.store.ids import uuid7
from annotations.store.store import Store
from annotations.store.telling import made_of_rows
from annotations.text import canonicalise

_EDITABLE = {"name", "country", "medium", "ownership", "reach", "language", "note"}
_SEPARATOR = "\n"


def normalised(name: str) -> str:
    """An outlet's name as it is compared: case and white space do not count."""
    return " ".join(canonicalise(name).split()).casefold()


class Outlets:
    """Reads and writes outlets. Writing needs an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store
        self._known: tuple[int, dict[str, int]] = (0, {})

    def all(self) -> list[Outlet]:
        """Every outlet, by name."""
        return [_outlet(row) for row in self._store.rows("SELECT * FROM outlets ORDER BY name COLLATE NOCASE, id")]

    def get(self, outlet_id: int) -> Outlet:
        """The outlet with this id.

        Raises:
            KeyError: if there is none.
        """
        row = self._store.row("SELECT * FROM outlets WHERE id = ?", (outlet_id,))
        if row is None:
            raise KeyError(outlet_id)
        return _outlet(row)

    def ensure(self, name: str) -> int:
        """The id of the outlet of this name or alias; made if there is none."""
        wanted = normalised(name)
        known = self._by_name()
        if wanted not in known:
            natural = str(uuid5(NAMESPACE, f"outlet/{wanted}"))
            taken = self._store.row("SELECT 1 FROM outlets WHERE uid = ?", (natural,))
            shown = " ".join(canonicalise(name).split())
            known[wanted] = self._store.insert("outlets", uid=uuid7() if taken else natural, name=shown)
        return known[wanted]

    def _by_name(self) -> dict[str, int]:
        """Ids by normalised name and alias, read once in a step: an import asks for each of its articles."""
        step, known = self._known
        if step != self._store.stamp or not self._store.in_step:
            known = {}
            for outlet in self.all():
                for name in (outlet.name, *outlet.aliases):
                    known.setdefault(normalised(name), outlet.id)
            self._known = (self._store.stamp, known)
        return known

    def update(self, outlet_id: int, **values: Any) -> None:
        """Set name, aliases (several), country, medium, ownership, reach, language or note.

        Raises:
            AnnotationError: if the name is empty.
            TypeError: for any other value.
        """
        plain = {key: " ".join(canonicalise(str(values[key])).split()) for key in _EDITABLE & set(values)}
        if "aliases" in values:
            plain["aliases"] = _joined(values["aliases"])
        if unknown := set(values) - _EDITABLE - {"aliases"}:
            raise TypeError(f"not an outlet's value: {', '.join(sorted(unknown))}")
        if not plain.get("name", "-"):
            raise AnnotationError("An outlet needs a name", "Type one")
        self._store.update("outlets", [outlet_id], **plain)
        self._known = (0, {})


def _joined(aliases: Collection[str]) -> str:
    return _SEPARATOR.join(" ".join(canonicalise(alias).split()) for alias in aliases if alias.strip())


@made_of_rows
def _outlet(row: sqlite3.Row) -> Outlet:
    values = {key: row[key] for key in ("id", "uid", *sorted(_EDITABLE))}
    return Outlet(**values, aliases=tuple(row["aliases"].split(_SEPARATOR)) if row["aliases"] else ())


class Batches:
    """Reads and writes imports. Writing needs an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def add(self, batch: Batch) -> int:
        """Store an import and return its id."""
        return self._store.insert(
            "batches",
            origin=canonicalise(batch.origin),
            search=canonicalise(batch.search),
            period=canonicalise(batch.period),
            retrieved_on=canonicalise(batch.retrieved_on),
            retrieved_by=canonicalise(batch.retrieved_by),
        )

    def all(self) -> list[Batch]:
        """Every import, the oldest first."""
        return [_batch(row) for row in self._store.rows("SELECT * FROM batches ORDER BY id")]

    def get(self, batch_id: int) -> Batch:
        """The import with this id.

        Raises:
            KeyError: if there is none.
        """
        row = self._store.row("SELECT * FROM batches WHERE id = ?", (batch_id,))
        if row is None:
            raise KeyError(batch_id)
        return _batch(row)

    def latest(self) -> Batch | None:
        """The last import, or None."""
        row = self._store.row("SELECT * FROM batches ORDER BY id DESC LIMIT 1")
        return _batch(row) if row else None


def _batch(row: sqlite3.Row) -> Batch:
    return Batch(row["id"], row["origin"], row["search"], row["period"], row["retrieved_on"], row["retrieved_by"])
