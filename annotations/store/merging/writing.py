"""Writing a plan into the open project, inside a step: rows with the clocks they bear, and graves."""

import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from annotations.errors import DamagedFileError
from annotations.progress import Progress
from annotations.store.connections.telling import damaged
from annotations.store.ids import FROM_START
from annotations.store.merging import stamps
from annotations.store.merging.copies import Copy, tagging_text
from annotations.store.merging.kinds import COULD_NOT_STAND, TAGGINGS, Kinds
from annotations.store.merging.numbers import LAST
from annotations.store.merging.planning import Plan, Target
from annotations.store.merging.states import NEVER, Key, Stamp, tagging
from annotations.store.store import Store
from annotations.store.undo.emptied import NAMES
from annotations.store.undo.playback import AT_ONCE
from annotations.text import digest as digest_of

_PORTION = 500
_WITH_TEXT = ("articles", "earlier_texts")
_WHO_MERGED = "UPDATE merges SET coder_id = NULL WHERE coder_id IN (SELECT value FROM json_each(?))"


class Writing:
    """Writes one plan.

    Args:
        store: inside a step.
        plan: worked out from what the project holds at the beginning of the step.
        kinds: what is merged.
        path: the other file.
    """

    def __init__(self, store: Store, plan: Plan, kinds: Kinds, path: Path) -> None:
        self._store = store
        self._path = path
        self._plan = plan
        self._kinds = kinds
        self._replicas: dict[str, int] = {}
        self._ids: dict[tuple[str, str], int] = {}
        self._fresh: dict[str, int] = {}

    def write(self, merge_id: int) -> Generator[Progress, None, None]:
        """Write everything, and keep the clocks before and after it under the merge.

        Raises:
            DamagedFileError: if a text of the other file is not the one that its digest names.
        """
        store, targets = self._store, self._plan.targets
        yield Progress(0, len(targets), "Merging")
        store.execute("PRAGMA defer_foreign_keys = ON")
        self._take_over_replicas(self._plan.entries.there)
        for digest in sorted(set(self._plan.placed.lost.values())):
            self._take_text(digest)  # what the report names is kept
        self._take_buried_texts()
        self._take_what_corrections_came_to()
        self._give_ids()
        keys = [(target.name[0], self._key(target)) for target in targets]
        connection = self._store.execute("SELECT 1").connection
        stamps.note(connection, merge_id, keys, after=False)
        done = 0
        for kind, some in groupby(targets, lambda target: target.name[0]):
            for portion in _portions(list(some)):
                self._put(kind, portion)
                done += len(portion)
                yield Progress(done, len(targets), "Merging")
        for kind, some in groupby(reversed(targets), lambda target: target.name[0]):
            self._take_out(kind, [target for target in some if target.stood and not target.stands])
        yield Progress(len(targets), len(targets), "Merging")
        self._bury(targets)
        self._keep_emptied(targets)
        self._number(self._plan.numbers.last)
        stamps.note(connection, merge_id, keys, after=True)

    # -- replicas and ids

    def _take_over_replicas(self, there: Copy) -> None:
        store = self._store
        store.execute_each(
            "INSERT INTO replicas(uid, last_hlc) VALUES(?, ?)"
            " ON CONFLICT(uid) DO UPDATE SET last_hlc = max(last_hlc, excluded.last_hlc)",
            sorted(there.clocks.items()),
        )
        self._replicas = {row["uid"]: row["id"] for row in store.rows("SELECT id, uid FROM replicas")}

    def _give_ids(self) -> None:
        """Give each row an id, also those that only come to be buried: taggings name them by it."""
        here = self._plan.entries.here
        for target in self._plan.targets:
            kind, key = target.name
            if kind == TAGGINGS:
                continue
            known = here.id(kind, str(key))
            self._ids[kind, str(key)] = self._next(kind) if known is None else known
        for kind, highest in self._fresh.items():
            self._store.execute("UPDATE highest_ids SET id = max(id, ?) WHERE kind = ?", (highest, kind))

    def _next(self, kind: str) -> int:
        if kind not in self._fresh:
            sql = f"SELECT max(coalesce((SELECT max(id) FROM {kind}), 0), (SELECT id FROM highest_ids WHERE kind = ?))"
            self._fresh[kind] = int(self._store.value(sql, (kind,)) or 0)
        self._fresh[kind] += 1
        return self._fresh[kind]

    def _id(self, kind: str, uid: Any) -> int | None:
        if uid is None:
            return None
        if (kind, uid) not in self._ids:
            found = self._plan.entries.here.id(kind, uid)
            if found is None:
                return None
            self._ids[kind, uid] = found
        return self._ids[kind, uid]

    def _key(self, target: Target) -> str:
        """The key as tombstones have it."""
        kind, key = target.name
        return str(key) if kind != TAGGINGS else tagging_text(self._tagging(key))

    def _tagging(self, key: Key) -> tuple[int, int, str, int]:
        claim, tag, role, coder = tagging(key)
        ids = self._id("claims", claim), self._id("tags", tag), self._id("coders", coder)
        return ids[0] or 0, ids[1] or 0, role, ids[2] or 0

    def _stamp(self, stamp: Stamp) -> tuple[int, int]:
        first = min(self._replicas.values()) if stamp[0] == FROM_START else 0  # which it names does not matter
        return stamp[0], self._replicas.get(stamp[1], first)

    # -- rows

    def _put(self, kind: str, portion: Sequence[Target]) -> None:
        """Insert the rows that come, and set those that change."""
        fresh = [target for target in portion if target.stands and not target.stood]
        for place in range(0, len(fresh), AT_ONCE):
            self._insert(kind, fresh[place : place + AT_ONCE])
        for target in portion:
            if target.stands and target.stood:
                self._update(kind, target)

    def _row(self, kind: str, target: Target) -> dict[str, Any]:
        """The row as this file has it, without the clock."""
        its, key = self._kinds[kind], target.name[1]
        row: dict[str, Any] = {}
        if kind != TAGGINGS:
            row = {"id": self._ids[kind, str(key)], "uid": key}
        for column in its.columns:
            value = target.values.get(column)
            row[column] = self._id(its.refers[column], value) if column in its.refers else value
        return row

    def _insert(self, kind: str, targets: Sequence[Target]) -> None:
        if not targets:
            return
        if kind in _WITH_TEXT:
            self._take_texts(targets)
        rows = [{**self._row(kind, target), **self._clock(target)} for target in targets]
        names = list(rows[0])
        one = f"({', '.join('?' * len(names))})"
        per_statement = max(1, min(AT_ONCE, 30_000 // len(names)))
        for place in range(0, len(rows), per_statement):
            some = rows[place : place + per_statement]
            sql = f"INSERT INTO {kind}({', '.join(names)}) VALUES {', '.join([one] * len(some))}"
            self._store.execute(sql, [row[name] for row in some for name in names])

    def _clock(self, target: Target) -> dict[str, int]:
        hlc, replica = self._stamp(target.stamp)
        return {"hlc": hlc, "replica_id": replica}

    def _update(self, kind: str, target: Target) -> None:
        """Set the columns that differ, and the clock."""
        if kind in _WITH_TEXT:
            self._take_texts([target])
        before = target.entry.here.stored if target.entry.here else {}
        row = self._row(kind, target)
        changed = {name: row[name] for name in target.values if target.values[name] != before.get(name)}
        values = {**changed, **self._clock(target)}
        settings = ", ".join(f"{name} = ?" for name in values)
        if kind == TAGGINGS:
            place, key = "claim_id = ? AND tag_id = ? AND role = ? AND coder_id = ?", self._tagging(target.name[1])
        else:
            place, key = "id = ?", (row["id"],)  # type: ignore[assignment]
        self._store.execute(f"UPDATE {kind} SET {settings} WHERE {place}", (*values.values(), *key))

    def _take_texts(self, targets: Sequence[Target]) -> None:
        """Take over the texts and the originals of articles, which lie beside the rows."""
        for target in targets:
            self._take_text(target.values.get("digest"))
            self._take_original(target.values.get("origin_digest"))

    def _take_text(self, digest: Any) -> None:
        if digest and not self._store.row("SELECT 1 FROM texts WHERE digest = ?", (digest,)):
            text = self._plan.entries.there.text(digest)
            if digest_of(text) != digest:
                raise DamagedFileError(*damaged("a text in it is not the one that it names"), self._path)
            self._store.execute("INSERT INTO texts(digest, text) VALUES(?, ?)", (digest, text))

    def _take_buried_texts(self) -> None:
        """Take over the texts of articles that come to be gone: another copy may bring them back."""
        gone = (target for target in self._plan.targets if target.name[0] in _WITH_TEXT and not target.stands)
        for digest in sorted({str(target.values.get("digest") or "") for target in gone}):
            if self._plan.entries.there.text(digest):  # a copy without history has left it out
                self._take_text(digest)

    def _take_what_corrections_came_to(self) -> None:
        """Take over the texts that corrections made, which stand for themselves, whatever becomes of these."""
        there = self._plan.entries.there
        if there.excerpts:
            return
        uids = [str(key) for kind, key in (target.name for target in self._plan.targets) if kind == "earlier_texts"]
        for place in range(0, len(uids), _PORTION):
            for uid, digest in there.corrected(uids[place : place + _PORTION]).items():
                if there.text(digest):
                    self._take_text(digest)
                    self._store.execute("INSERT OR IGNORE INTO corrected_texts VALUES(?, ?)", (uid, digest))

    def _take_original(self, digest: Any) -> None:
        there = self._plan.entries.there
        if digest:
            sql = f"SELECT * FROM {there.schema}.origins WHERE digest = ?"
            for row in there.connection.execute(sql, (digest,)).fetchall():
                self._store.execute("INSERT OR IGNORE INTO origins VALUES(?, ?, ?, ?)", tuple(row))

    def _take_out(self, kind: str, targets: Sequence[Target]) -> None:
        if kind != TAGGINGS:
            if kind == "coders" and targets:  # who merged stands only in this copy, and keeps nobody
                ids = json.dumps([self._ids[kind, str(target.name[1])] for target in targets])
                self._store.execute(_WHO_MERGED, (ids,))
            self._store.delete(kind, [self._ids[kind, str(target.name[1])] for target in targets])
            return
        sql = f"DELETE FROM {kind} WHERE claim_id = ? AND tag_id = ? AND role = ? AND coder_id = ?"
        self._store.execute_each(sql, [self._tagging(target.name[1]) for target in targets])

    # -- graves

    def _bury(self, targets: Sequence[Target]) -> None:
        """Let tombstones say what the plan says, whatever writing the rows made of them."""
        self._store.execute_each(
            "DELETE FROM tombstones WHERE kind = ? AND uid = ?",
            [(target.name[0], self._key(target)) for target in targets],
        )
        self._store.execute_each(
            "INSERT INTO tombstones(kind, uid, hlc, replica_id, row, row_hlc, row_replica_id, cascaded)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            [self._tombstone(target, target.grave) for target in targets if target.grave],
        )

    def _tombstone(self, target: Target, grave: tuple[Stamp, int]) -> tuple[object, ...]:
        kind, stamp = target.name[0], self._stamp(grave[0])
        if grave[0] == NEVER:
            stamp = COULD_NOT_STAND, self._stamp(target.stamp)[1]
        row = "" if target.stands else json.dumps(self._remains(kind, target), ensure_ascii=False)
        return (kind, self._key(target), *stamp, row, *self._stamp(target.stamp), grave[1])

    def _remains(self, kind: str, target: Target) -> Mapping[str, Any]:
        if target.values:
            return self._row(kind, target)
        return {} if kind == TAGGINGS else {"id": self._ids[kind, str(target.name[1])], "uid": target.name[1]}

    def _keep_emptied(self, targets: Sequence[Target]) -> None:
        """Keep what rows would name if that stood: another copy may bring it back."""
        self._store.execute_each(
            f"INSERT OR IGNORE INTO emptied({NAMES}) VALUES(?, ?, ?, ?, ?, ?)",
            [
                (*target.name, *self._stamp(target.stamp), column, uid)
                for target in targets
                for column, uid in target.emptied.items()
            ],
        )

    def _number(self, last: int) -> None:
        known = int(self._store.value(f"SELECT CAST(value AS INTEGER) FROM meta WHERE key = '{LAST}'") or 0)
        if last > known:
            self._store.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (LAST, str(last)))


def _portions(targets: list[Target]) -> Iterator[list[Target]]:
    for place in range(0, len(targets), _PORTION):
        yield targets[place : place + _PORTION]
