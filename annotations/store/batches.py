"""Batches: the imports that articles came with, each with its database, search, period, day and person."""

import sqlite3
from collections.abc import Collection
from typing import Any

from annotations.articles import Batch, BatchUse
from annotations.errors import AnnotationError
from annotations.store.connections.telling import made_of_rows
from annotations.store.store import Store
from annotations.text import canonicalise
from annotations.wording import number_of

_EDITABLE = ("origin", "search", "period", "retrieved_on", "retrieved_by")

_WAITS = "a.status = 'new' AND NOT EXISTS (SELECT 1 FROM triaged t WHERE t.article_id = a.id)"
_WITH_LEAD = (
    "a.lead_id IS NOT NULL AND EXISTS (SELECT 1 FROM main.articles l WHERE l.id = a.lead_id AND l.id <> a.id"
    " AND (l.status IN ('in-progress', 'done') OR l.status = 'new' AND l.id IN (SELECT article_id FROM triaged)))"
)
"""Wire copies whose lead was decided on, and they with it."""


class Batches:
    """Reads and writes imports. Writing needs an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def add(self, batch: Batch) -> int:
        """Store an import and return its id."""
        return self._store.insert("batches", **{name: _line(getattr(batch, name)) for name in _EDITABLE})

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

    def uid(self, batch_id: int) -> str:
        """What names the import with this id in every copy of the project.

        Raises:
            KeyError: if there is none.
        """
        found = self._store.value("SELECT uid FROM batches WHERE id = ?", (batch_id,))
        if found is None:
            raise KeyError(batch_id)
        return str(found)

    def latest(self) -> Batch | None:
        """The last import, or None."""
        row = self._store.row("SELECT * FROM batches ORDER BY id DESC LIMIT 1")
        return _batch(row) if row else None

    def usage(self) -> dict[int, BatchUse]:
        """What became of the articles of each import; those without articles are left out."""
        rows = self._store.rows(
            f"SELECT a.batch_id, sum(a.status = 'left-out'), sum({_WAITS} AND NOT ({_WITH_LEAD})), count(*)"
            " FROM articles a WHERE a.batch_id IS NOT NULL GROUP BY a.batch_id"
        )
        return {row[0]: BatchUse(new=row[2], kept=row[3] - row[1] - row[2], left_out=row[1]) for row in rows}

    def update(self, batch_id: int, **values: Any) -> None:
        """Set what is known of an import.

        Raises:
            TypeError: for a name that is none of its values.
        """
        if unknown := set(values) - set(_EDITABLE):
            raise TypeError(f"not a batch's value: {', '.join(sorted(unknown))}")
        self._store.update("batches", [batch_id], **{name: _line(value) for name, value in values.items()})

    def delete(self, ids: Collection[int]) -> None:
        """Delete imports that no article came with.

        Raises:
            AnnotationError: if one of them has articles.
        """
        for batch_id in ids:
            if count := self._store.value("SELECT count(*) FROM articles WHERE batch_id = ?", (batch_id,)):
                what = f"“{self.get(batch_id).name}” has {number_of(count, 'article')}"
                raise AnnotationError(what, "Move them to another batch first")
        self._store.delete("batches", ids)


def _line(value: Any) -> str:
    return " ".join(canonicalise(str(value)).split())


@made_of_rows
def _batch(row: sqlite3.Row) -> Batch:
    return Batch(row["id"], *(row[name] for name in _EDITABLE))
