"""Stored briefs."""

import json
import re
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Any

from annotations.brief.spec import BriefSpec
from annotations.store.connections.telling import made_of_rows
from annotations.store.store import Store
from annotations.text import canonicalise

_NUMBERED = re.compile(r" \d{1,4}$")


@dataclass(frozen=True, slots=True)
class StoredBrief:
    """A brief's specification under its name; its judgements have uids."""

    id: int
    uid: str
    name: str
    spec: BriefSpec


class Briefs:
    """Reads and writes briefs. Writing needs an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def all(self) -> list[StoredBrief]:
        """Every brief, the oldest first."""
        return [_brief(row) for row in self._store.rows("SELECT * FROM briefs ORDER BY id")]

    def get(self, brief_id: int) -> StoredBrief:
        """One brief.

        Raises:
            KeyError: if there is none with this id.
        """
        found = [_brief(row) for row in self._store.rows("SELECT * FROM briefs WHERE id = ?", [brief_id])]
        if not found:
            raise KeyError(brief_id)
        return found[0]

    def add(self, name: str, spec: BriefSpec) -> int:
        """Store a brief and return its id; one without a name is called "Brief"."""
        return self._store.insert("briefs", name=_named(name), spec=_packed(spec))

    def duplicate(self, brief_id: int) -> int:
        """Store a brief once more under a name of its own; its issues are not copied. Returns the new id.

        Raises:
            KeyError: if there is none with this id.
        """
        brief = self.get(brief_id)
        return self.add(self.free_name(brief.name), brief.spec)

    def free_name(self, wanted: str, but: int = 0) -> str:
        """The wanted name, or where a brief has it one with the next number behind: "Weekly brief 2".

        What the brief with the id `but` is called counts as free.
        """
        taken = {brief.name.casefold() for brief in self.all() if brief.id != but}
        name = _named(wanted)
        stem = _NUMBERED.sub("", name)
        numbered = (f"{stem} {number}" for number in count(2))
        return next(each for each in chain([name], numbered) if each.casefold() not in taken)

    def change(self, brief_id: int, **values: Any) -> None:
        """Give some fields of a brief's specification other values; the rest stays as it is stored now.

        Raises:
            KeyError: if there is no brief with this id.
        """
        self.update(brief_id, spec=replace(self.get(brief_id).spec, **values))

    def update(self, brief_id: int, *, name: str | None = None, spec: BriefSpec | None = None) -> None:
        """Give a brief another name or specification."""
        values = {"name": _named(name) if name else None, "spec": _packed(spec) if spec else None}
        self._store.update("briefs", [brief_id], **{key: value for key, value in values.items() if value})

    def delete(self, ids: Collection[int]) -> None:
        """Delete briefs with their issues."""
        self._store.delete("briefs", ids)


def _named(name: str) -> str:
    return " ".join(canonicalise(name).split()) or "Brief"


def _packed(spec: BriefSpec) -> str:
    return json.dumps(_clean(spec.identified().to_json()), ensure_ascii=False, sort_keys=True)


def _clean(value: Any) -> Any:
    """The value with every text canonical: what was pasted may hold characters that no file can."""
    match value:
        case str():
            return canonicalise(value)
        case dict():
            return {_clean(key): _clean(item) for key, item in value.items()}
        case list() | tuple():
            return [_clean(item) for item in value]
        case _:
            return value


@made_of_rows
def _brief(row: sqlite3.Row) -> StoredBrief:
    spec = BriefSpec.from_json(json.loads(row["spec"])).identified()
    return StoredBrief(row["id"], row["uid"], row["name"], spec)
