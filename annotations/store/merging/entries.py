"""The rows that a merge looks at: their states here and there, what these make together, and what belongs to what."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from annotations.store.ids import FROM_START
from annotations.store.merging.copies import Copy
from annotations.store.merging.kinds import TAGGINGS
from annotations.store.merging.states import NEVER, Key, Name, Stamp, State, Values, joined


@dataclass(slots=True)
class Entry:
    """A row: its state in each copy, None where that never had it, and both together.

    `source` is the state that has the last write, by preference one whose row stands.
    """

    here: State | None
    there: State | None
    both: State
    source: State

    @classmethod
    def of(cls, here: State | None, there: State | None) -> "Entry":
        """Put the two states together."""
        both = joined(here or State(), there or State())
        sides = [side for side in (here, there) if side is not None and side.values is not None]
        best = [side for side in sides if side.stamp == both.stamp] or sides or [both]
        if both.stamp[0] == FROM_START:  # two projects may have begun with other words
            return cls(here, there, both, min(best, key=lambda side: (repr(side.values), not side.present)))
        return cls(here, there, both, next((side for side in best if side.present), best[0]))

    @property
    def from_there(self) -> bool:
        """Whether the last write is the other copy's."""
        return self.source is self.there

    @property
    def values(self) -> Values:
        """What the last write wrote, empty if that is not known."""
        return self.source.values or {}


class _Grave(NamedTuple):
    """A row that is gone from here: its last write, and whether it was not deleted for itself."""

    name: Name
    stamp: Stamp
    not_deleted: bool


class Entries:
    """All of them by name. Those that belong to others are found by these."""

    def __init__(self, here: Copy, there: Copy) -> None:
        """None yet."""
        self.here, self.there, self.kinds = here, there, here.kinds
        self.by_name: dict[Name, Entry] = {}
        self.owned: dict[Name, set[Name]] = {}
        self.used: dict[Name, set[Name]] = {}
        self._graves: dict[Name, list[_Grave]] | None = None
        self._late: dict[Name, Stamp] = {}

    def __contains__(self, name: object) -> bool:
        return name in self.by_name

    def add(self, kind: str, keys: Collection[Key]) -> list[Name]:
        """Take rows in, and return those that are new."""
        fresh = [key for key in keys if (kind, key) not in self.by_name]
        here, there = self.here.states(kind, fresh), self.there.states(kind, fresh)
        made = []
        for key in fresh:
            one, other = here.get(key), there.get(key)
            if one is None and other is None:
                continue
            self.put((kind, key), Entry.of(one, other))
            made.append((kind, key))
        return made

    def put(self, name: Name, entry: Entry) -> None:
        """Take in a row of these states."""
        self.by_name[name] = entry
        self._index(name, entry)

    def _index(self, name: Name, entry: Entry) -> None:
        kind = self.kinds[name[0]]
        for column, target in kind.refers.items():
            uid = entry.values.get(column)
            if uid is not None and column in kind.owners:
                self.owned.setdefault((target, uid), set()).add(name)
            elif uid is not None and column in kind.firm:
                self.used.setdefault((target, uid), set()).add(name)

    def owners(self, name: Name) -> Iterator[Name]:
        """The rows that a row belongs to."""
        kind, values = self.kinds[name[0]], self.by_name[name].values
        for column in kind.owners:
            if (uid := values.get(column)) is not None:
                yield kind.refers[column], uid

    def add_owners(self, names: Iterable[Name]) -> None:
        """Take in what rows belong to that are looked at, in however many steps."""
        waiting = [name for name in names if name in self.by_name]
        while waiting:
            for kind, uid in list(self.owners(waiting.pop())):
                waiting += self.add(kind, [uid])

    def standing_below(self, name: Name) -> Iterator[tuple[str, list[Key]]]:
        """By kind the keys of the rows that stand here and belong to one."""
        row_id = self.here.id(name[0], str(name[1])) if name[0] != TAGGINGS else None
        for child in self.kinds.children[name[0]] if row_id is not None else ():
            yield child.kind, list(self.here.children(child.kind, child.column, row_id))

    def gone_below(self, name: Name) -> list[Name]:
        """The rows that went from here because this one did, or that a merge took out."""
        return [grave.name for grave in self._graves_below(name) if grave.not_deleted]

    def late_below(self, name: Name) -> Stamp:
        """The last write, here, of rows that belonged to one, or to what belonged to it, and were deleted since."""
        if name not in self._late:
            self._late[name] = NEVER  # against references that come round
            below = self._graves_below(name)
            self._late[name] = max((max(one.stamp, self.late_below(one.name)) for one in below), default=NEVER)
        return self._late[name]

    def _graves_below(self, name: Name) -> list["_Grave"]:
        if self._graves is None:
            self._graves = {}
            self._read_graves(self._graves)
        return self._graves.get(name, [])

    def _read_graves(self, graves: dict[Name, list["_Grave"]]) -> None:
        rows = self.here.connection.execute("SELECT * FROM main.tombstones WHERE cascaded <> 2").fetchall()
        for row in rows:
            if row["kind"] not in self.kinds.by_name:
                continue
            name, owners = self._of_grave(row["kind"], row["uid"], row["row"])
            stamp = self.here.stamp(row["row_hlc"], row["row_replica_id"])
            for owner in owners:
                graves.setdefault(owner, []).append(_Grave(name, stamp, bool(row["cascaded"])))

    def _of_grave(self, kind: str, uid: str, row: str) -> tuple[Name, list[Name]]:
        """The name of a row that is gone, and those it belonged to, as far as they are known."""
        try:
            if kind == TAGGINGS:
                key = self.here.tagging_key(json.loads(uid))
                return ((kind, key), [("claims", key[0]), ("tags", key[1])]) if key else ((kind, uid), [])
            data = json.loads(row) if row else {}
        except (ValueError, TypeError):
            return (kind, uid), []
        its = self.kinds[kind]
        owners = ((its.refers[column], self.here.uid(its.refers[column], data.get(column))) for column in its.owners)
        return (kind, uid), [(owner, key) for owner, key in owners if key is not None]

    def stands_here(self, name: Name) -> bool:
        """Whether a row stands in this copy."""
        if entry := self.by_name.get(name):
            return entry.here is not None and entry.here.present
        sql = f"SELECT 1 FROM main.{name[0]} WHERE uid = ?"
        return self.here.connection.execute(sql, (name[1],)).fetchone() is not None

    def values(self, kind: str, uid: Key) -> Values:
        """What a row will say, or says where it is not looked at; empty if nothing is known of it."""
        if entry := self.by_name.get((kind, uid)):
            return entry.values
        found = self.here.states(kind, [uid]) or self.there.states(kind, [uid])
        return (found[uid].values or {}) if found else {}

    def of_kind(self, kind: str) -> list[tuple[Key, Entry]]:
        """Those of one kind."""
        return [(name[1], entry) for name, entry in self.by_name.items() if name[0] == kind]

    def used_here(self, name: Name) -> Iterable[Name]:
        """Rows that stand here and refer to one firmly."""
        row_id = self.here.id(name[0], str(name[1]))
        for user in self.kinds.users[name[0]] if row_id is not None else ():
            for key in self.here.children(user.kind, user.column, row_id):
                yield user.kind, key
