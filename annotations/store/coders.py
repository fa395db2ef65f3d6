"""The people who code."""

import sqlite3
from collections.abc import Collection, Generator

from annotations.claims import Coder
from annotations.errors import AnnotationError
from annotations.progress import Progress
from annotations.store.coders_merging import merge
from annotations.store.store import Store
from annotations.text import canonicalise
from annotations.wording import initials_of


class Coders:
    """Reads and writes coders. Writing needs an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def all(self) -> list[Coder]:
        """Every person, in the order they joined, without *agreed*."""
        return [_coder(row) for row in self._store.rows("SELECT * FROM coders WHERE NOT agreed ORDER BY id")]

    def get(self, coder_id: int) -> Coder:
        """The coder with this id.

        Raises:
            KeyError: if there is none.
        """
        row = self._store.row("SELECT * FROM coders WHERE id = ?", (coder_id,))
        if row is None:
            raise KeyError(coder_id)
        return _coder(row)

    def agreed(self) -> Coder:
        """The built-in coder of settled tags."""
        row = self._store.row("SELECT * FROM coders WHERE agreed LIMIT 1")
        if row is None:
            raise KeyError("agreed")
        return _coder(row)

    def ensure(self, name: str, initials: str) -> int:
        """The id of the person with this name, made if there is none; the initials follow the last call.

        Raises:
            AnnotationError: if the name is empty.
        """
        name = " ".join(canonicalise(name).split())
        initials = " ".join(canonicalise(initials).split())
        if not name:
            raise AnnotationError("A coder needs a name", "Type your name")
        for coder in self.all():
            if coder.name.casefold() == name.casefold():
                if initials and initials != coder.initials:
                    self._store.update("coders", [coder.id], initials=initials)
                return coder.id
        initials = initials or initials_of(name) or "?"
        return self._store.insert("coders", name=name, initials=initials)

    def claims_of_each(self) -> dict[int, int]:
        """How many claims people made, by their ids; those who made none are left out."""
        rows = self._store.rows("SELECT coder_id, count(*) AS claims FROM claims GROUP BY coder_id")
        return {row["coder_id"]: row["claims"] for row in rows}

    def merge(self, stays_id: int, other_ids: Collection[int]) -> Generator[Progress, None, int]:
        """Make several people one and return how many claims got another maker; see `coders_merging`."""
        return (yield from merge(self._store, self, stays_id, tuple(other_ids)))


def _coder(row: sqlite3.Row) -> Coder:
    return Coder(row["id"], row["name"], row["initials"], row["colour"], bool(row["agreed"]), row["uid"])
