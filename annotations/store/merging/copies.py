"""One of the two copies, read by uid: rows and graves with every reference and clock told in words of both."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotations.claims import Origin
from annotations.store.format.marks import CONTENTS, EXCERPTS
from annotations.store.ids import FROM_START
from annotations.store.merging.emptied import Emptied, emptied_in
from annotations.store.merging.kinds import COULD_NOT_STAND, LARGEST, ROLES, SET_RIGHT, TAGGINGS, Kinds
from annotations.store.merging.states import NEVER, Key, Stamp, State, TaggingKey, Values, tagging

_BATCH = 400

Row = sqlite3.Row
TaggingIds = tuple[int, int, str, int]


class Copy:
    """A copy as one schema ("main" or "there") of a connection shows it.

    Args:
        connection: reading.
        schema: the name under which the file is attached.
        kinds: what is merged.
    """

    def __init__(self, connection: sqlite3.Connection, schema: str, kinds: Kinds) -> None:
        self.connection = connection
        self.schema = schema
        self.kinds = kinds
        found = connection.execute(f"SELECT id, uid, last_hlc FROM {schema}.replicas").fetchall()
        self.replicas: dict[int, str] = {row["id"]: row["uid"] for row in found}
        self.clocks: dict[str, int] = {row["uid"]: row["last_hlc"] for row in found}
        """The last clock known of each replica."""
        self.excerpts = bool(self.meta(CONTENTS) == EXCERPTS)
        self._uids: dict[str, dict[int, str]] = {}
        self._ids: dict[str, dict[str, int]] = {}
        self._dead: dict[str, dict[int, str]] | None = None

    def meta(self, key: str) -> str:
        """What the file says of itself under a key, empty if nothing."""
        row = self.connection.execute(f"SELECT value FROM {self.schema}.meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def stamp(self, hlc: int, replica_id: int) -> Stamp:
        """A stamp that means the same in every copy; the codebook that projects begin with is nobody's."""
        return hlc, "" if hlc == FROM_START else self.replicas.get(replica_id, "")

    def covers(self, stamp: Stamp) -> bool:
        """Whether this copy knew of a write: whatever it has instead was done knowing it."""
        return stamp[0] <= self.clocks.get(stamp[1], FROM_START)

    # -- ids and uids, also of rows that are gone

    def uid(self, kind: str, row_id: Any) -> str | None:
        """The uid of a row or of one that is gone; None if that is not known, as of anything that is no id."""
        if type(row_id) is not int or abs(row_id) > LARGEST:
            return None
        known = self._uids.setdefault(kind, {})
        if row_id not in known:
            row = self.connection.execute(f"SELECT uid FROM {self.schema}.{kind} WHERE id = ?", (row_id,)).fetchone()
            uid = row[0] if row else self._gone()[kind].get(row_id)
            if uid is None:
                return None
            known[row_id] = uid
        return known[row_id]

    def id(self, kind: str, uid: str | None) -> int | None:
        """The id of a row or of one that is gone, by its uid; None if another row has it now, as before version 5."""
        if uid is None:
            return None
        known = self._ids.setdefault(kind, {})
        if uid not in known:
            row = self.connection.execute(f"SELECT id FROM {self.schema}.{kind} WHERE uid = ?", (uid,)).fetchone()
            row = (
                row
                or self.connection.execute(
                    f"SELECT json_extract(row, '$.id') FROM {self.schema}.tombstones WHERE kind = ? AND uid = ?"
                    f" AND json_valid(row) AND json_extract(row, '$.id') NOT IN (SELECT id FROM {self.schema}.{kind})",
                    (kind, uid),
                ).fetchone()
            )
            if row is None or type(row[0]) is not int:
                return None
            known[uid] = row[0]
        return known[uid]

    def _gone(self) -> dict[str, dict[int, str]]:
        if self._dead is None:
            self._dead = {kind: {} for kind in self.kinds.by_name}
            rows = self.connection.execute(
                f"SELECT kind, uid, json_extract(row, '$.id') FROM {self.schema}.tombstones"
                f" WHERE kind <> '{TAGGINGS}' AND row <> '' AND json_valid(row)"
            )
            for kind, uid, row_id in rows:
                if kind in self._dead:
                    self._dead[kind][row_id] = uid
        return self._dead

    # -- rows

    def told(self, kind: str, row: Any) -> Values:
        """The values of a row or of a tombstone's JSON, with uids in place of ids."""
        its = self.kinds[kind]
        names = row.keys()
        return {
            column: self.uid(its.refers[column], row[column]) if column in its.refers else row[column]
            for column in its.columns
            if column in names
        }

    def states(self, kind: str, keys: Iterable[Key]) -> dict[Key, State]:
        """The states of rows by key; those that this copy never had are left out."""
        if kind == TAGGINGS:
            return dict(self._taggings(keys))
        found: dict[Key, State] = {}
        listed = list(keys)
        for place in range(0, len(listed), _BATCH):
            some = listed[place : place + _BATCH]
            marks = ", ".join("?" * len(some))
            emptied = emptied_in(self.connection, self.schema, kind, some)
            graves = self.connection.execute(
                f"SELECT * FROM {self.schema}.tombstones WHERE kind = ? AND uid IN ({marks})", (kind, *some)
            )
            found.update(
                (row["uid"], self._whole(kind, self._grave(kind, row), emptied, row, "row_"))
                for row in graves.fetchall()
            )
            rows = self.connection.execute(f"SELECT * FROM {self.schema}.{kind} WHERE uid IN ({marks})", some)
            for row in rows.fetchall():
                self._uids.setdefault(kind, {})[row["id"]] = row["uid"]
                self._ids.setdefault(kind, {})[row["uid"]] = row["id"]
                standing = self._standing(kind, row, found.get(row["uid"]))
                found[row["uid"]] = self._whole(kind, standing, emptied, row)
        return found

    def _whole(self, kind: str, state: State, emptied: Emptied, row: Row, clock: str = "") -> State:
        """A state with what its last write had said, where the row was emptied or set right since."""
        said = emptied.get((row["uid"], row[f"{clock}hlc"], row[f"{clock}replica_id"]))
        if not said or state.values is None:
            return state
        had = {name: said[name] for name in self.kinds[kind].may_be_empty if name in said}
        had |= {name: value for name, value in SET_RIGHT.get(kind, {}).items() if said.get(name) == value}
        instead = {name: state.values[name] for name, uid in had.items() if state.values[name] != uid}
        return replace(state, values={**state.values, **had}, instead=instead)

    def _standing(self, kind: str, row: Row, below: State | None) -> State:
        """The state of a row that stands, and of what its tombstone says if it has one."""
        stamp = self.stamp(row["hlc"], row["replica_id"])
        along = below is not None and below.along and below.stamp == stamp
        return State(stamp, self.told(kind, row), below.grave if below else NEVER, present=True, along=along)

    def _grave(self, kind: str, row: Row) -> State:
        """The state of a row that is gone, or what is known of one from before it stood again."""
        values = self.told(kind, _remains(row["row"]))
        fits = self.kinds[kind].may_hold(values)
        was_not_deleted = row["cascaded"] == 1
        grave = NEVER if was_not_deleted else self.stamp(row["hlc"], row["replica_id"])
        along = was_not_deleted and row["hlc"] != COULD_NOT_STAND
        return State(self.stamp(row["row_hlc"], row["row_replica_id"]), values if fits else None, grave, along=along)

    def _taggings(self, keys: Iterable[Key]) -> Iterator[tuple[Key, State]]:
        for key in keys:
            ids = self.tagging_ids(key)
            if ids is None:
                continue
            row = self.connection.execute(
                f"SELECT * FROM {self.schema}.{TAGGINGS} WHERE claim_id = ? AND tag_id = ? AND role = ?"
                " AND coder_id = ?",
                ids,
            ).fetchone()
            grave = self.connection.execute(
                f"SELECT * FROM {self.schema}.tombstones WHERE kind = '{TAGGINGS}' AND uid = ?", (tagging_text(ids),)
            ).fetchone()
            below = self._grave(TAGGINGS, grave) if grave else None
            if row:
                yield key, self._standing(TAGGINGS, row, below)
            elif below:
                yield key, replace(below, values=_of_key(key, _remains(grave["row"])))

    def tagging_ids(self, key: Key) -> TaggingIds | None:
        """A tagging's key in this copy."""
        claim, tag, role, coder = tagging(key)
        ids = self.id("claims", claim), self.id("tags", tag), self.id("coders", coder)
        return None if None in ids else (ids[0], ids[1], role, ids[2])  # type: ignore[return-value]

    def tagging_key(self, ids: Sequence[Any]) -> TaggingKey | None:
        """A tagging's key in words of every copy, from ids of this one; None for what is no key of a tagging."""
        if len(ids) != len(("claim", "tag", "role", "coder")) or ids[2] not in ROLES:
            return None
        claim, tag, coder = self.uid("claims", ids[0]), self.uid("tags", ids[1]), self.uid("coders", ids[3])
        return None if claim is None or tag is None or coder is None else (claim, tag, str(ids[2]), coder)

    def children(self, kind: str, column: str, owner_id: int | None) -> Iterator[Key]:
        """Keys of the rows that belong to a row."""
        if kind == TAGGINGS:
            sql = f"SELECT claim_id, tag_id, role, coder_id FROM {self.schema}.{kind} WHERE {column} = ?"
            for row in self.connection.execute(sql, (owner_id,)).fetchall():
                if key := self.tagging_key(tuple(row)):
                    yield key
            return
        sql = f"SELECT id, uid FROM {self.schema}.{kind} WHERE {column} = ?"
        for row in self.connection.execute(sql, (owner_id,)).fetchall():
            self._uids.setdefault(kind, {})[row["id"]] = row["uid"]
            yield row["uid"]

    def kept(self) -> list[tuple[str, str]]:
        """Kind and uid of what was deleted elsewhere and stands for what was done to it: it is looked at each time."""
        sql = f"SELECT kind, uid FROM {self.schema}.tombstones WHERE cascaded = 2"
        rows = self.connection.execute(sql).fetchall()
        return [
            (row["kind"], row["uid"]) for row in rows if row["kind"] in self.kinds.by_name and row["kind"] != TAGGINGS
        ]

    def corrected(self, uids: Sequence[str]) -> dict[str, str]:
        """What corrections came to: digests by the uids of their earlier texts, as far as the copy knows."""
        marks = ", ".join("?" * len(uids))
        sql = f"SELECT uid, digest FROM {self.schema}.corrected_texts WHERE uid IN ({marks})"
        return dict(self.connection.execute(sql, uids).fetchall())

    def text(self, digest: str) -> str:
        """The text of a digest, empty if the copy has none."""
        row = self.connection.execute(f"SELECT text FROM {self.schema}.texts WHERE digest = ?", (digest,)).fetchone()
        return str(row[0]) if row else ""


def _remains(text: str) -> dict[str, Any]:
    """What a tombstone keeps of its row; nothing where that cannot be read."""
    try:
        data = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _of_key(key: Key, remains: Mapping[str, Any]) -> Values:
    """The values of a tagging that is gone: all but its origin stand in its key, as a copy without history has it."""
    claim, tag, role, coder = tagging(key)
    origin = remains.get("origin")
    known = origin if origin in tuple(Origin) else Origin.TYPED.value
    return {"claim_id": claim, "tag_id": tag, "role": role, "coder_id": coder, "origin": known}


def tagging_text(ids: TaggingIds) -> str:
    """A tagging's key as tombstones have it: as SQLite's `json_array` writes it."""
    return json.dumps(ids, separators=(",", ":"), ensure_ascii=False)
