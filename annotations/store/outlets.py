"""Outlets."""

import sqlite3
from collections.abc import Collection, Generator, Mapping
from typing import Any
from uuid import uuid5

from annotations.articles import Outlet
from annotations.codebook import NAMESPACE
from annotations.errors import AnnotationError
from annotations.outlets import FIELDS, OutletUse, aliases_of
from annotations.outlets import normalised as normalised  # noqa: PLC0414 -- known to others by this module
from annotations.progress import Progress
from annotations.store.connections.telling import made_of_rows
from annotations.store.ids import uuid7
from annotations.store.outlets_merging import merge
from annotations.store.store import Store
from annotations.text import canonicalise
from annotations.wording import number_of

_EDITABLE = {"name", "country", "medium", "ownership", "reach", "language", "note"}
_SEPARATOR = "\n"


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
            every = self.all()
            known = {normalised(outlet.name): outlet.id for outlet in reversed(every)}
            for outlet in every:
                for name in outlet.aliases:
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
        self.forget()

    def forget(self) -> None:
        """Outlets were changed by someone else in this step: look names up anew."""
        self._known = (0, {})

    # -- as a person edits them

    def edit(self, ids: Collection[int], **values: Any) -> None:
        """Set values as `update` does, of one or several; name and aliases only of one.

        An outlet that gets another name keeps the one before as an alias, so that imports which name it still find it.

        Raises:
            AnnotationError: if another outlet is known by that name or alias already.
            ValueError: if several are to have one name.
        """
        if len(ids) > 1 and {"name", "aliases"} & set(values):
            raise ValueError("several outlets cannot have one name")
        for outlet_id in ids:
            outlet = self.get(outlet_id)
            changed = dict(values)
            if "name" in values and normalised(str(values["name"])) != normalised(outlet.name):
                changed["aliases"] = (*values.get("aliases", outlet.aliases), outlet.name)
            if "aliases" in changed:
                changed["aliases"] = aliases_of(str(values.get("name", outlet.name)), changed["aliases"])
            self._check_free(outlet, changed)
            self.update(outlet_id, **changed)

    def _check_free(self, outlet: Outlet, values: Mapping[str, Any]) -> None:
        known = {normalised(name): name for name in (outlet.name, *outlet.aliases)}
        wanted = [*([str(values["name"])] if "name" in values else []), *values.get("aliases", ())]
        for name in wanted:
            other = self._by_name().get(normalised(name), outlet.id)
            if normalised(name) not in known and other != outlet.id:
                shown = " ".join(name.split())
                raise AnnotationError(f"“{self.get(other).name}” is called “{shown}” already", "Merge the two instead")

    def delete(self, ids: Collection[int]) -> None:
        """Delete outlets that no article has.

        Raises:
            AnnotationError: if one of them is used.
        """
        for outlet_id in ids:
            count = self._store.value("SELECT count(*) FROM articles WHERE outlet_id = ?", (outlet_id,))
            if count:
                what = f"“{self.get(outlet_id).name}” has {number_of(count, 'article')}"
                raise AnnotationError(what, "Merge it into another outlet instead")
        self._store.delete("outlets", ids)
        self.forget()

    def merge(self, stays_id: int, other_ids: Collection[int]) -> Generator[Progress, None, int]:
        """Make several outlets one and return how many articles got another outlet; see `outlets_merging`.

        Raises:
            KeyError: if one of them is gone.
        """
        stays, others = self.get(stays_id), [self.get(i) for i in dict.fromkeys(other_ids) if i != stays_id]
        moved = yield from merge(self._store, self, stays, others)
        self.forget()
        return moved

    # -- what lists show

    def usage(self) -> dict[int, OutletUse]:
        """Articles and claims by outlet; outlets without articles are left out."""
        articles = self._store.rows(
            "SELECT outlet_id, count(*) FROM articles WHERE outlet_id IS NOT NULL GROUP BY outlet_id"
        )
        claims = self._store.rows(
            "SELECT a.outlet_id, count(*) FROM claims c JOIN articles a ON a.id = c.article_id"
            " WHERE a.outlet_id IS NOT NULL GROUP BY a.outlet_id"
        )
        made = {row[0]: row[1] for row in claims}
        return {row[0]: OutletUse(row[1], made.get(row[0], 0)) for row in articles}

    def values(self) -> dict[str, list[str]]:
        """What is said of the outlets already, by field, in order: to be offered where one more is described."""
        return {
            field: self._store.column(
                f"SELECT DISTINCT {field} FROM outlets WHERE {field} <> '' ORDER BY {field} COLLATE NOCASE"
            )
            for field in FIELDS
        }

    def ids_with(self, field: str, value: str) -> list[int]:
        """Ids of the outlets of which this is said, empty for those of which nothing is.

        Raises:
            ValueError: if `field` is none of `FIELDS`.
        """
        if field not in FIELDS:
            raise ValueError(field)
        return self._store.column(f"SELECT id FROM outlets WHERE {field} = ? ORDER BY id", (value,))


def _joined(aliases: Collection[str]) -> str:
    return _SEPARATOR.join(" ".join(canonicalise(alias).split()) for alias in aliases if alias.strip())


@made_of_rows
def _outlet(row: sqlite3.Row) -> Outlet:
    values = {key: row[key] for key in ("id", "uid", *sorted(_EDITABLE))}
    return Outlet(**values, aliases=tuple(row["aliases"].split(_SEPARATOR)) if row["aliases"] else ())
