"""Taggings that cannot stand together: of one coder on one claim, in a dimension of one value, or with *none*.

The latest one stands, as if it had been set after the others in one copy. These give way, and are not deleted: when the
latest is taken off where nobody had seen them, or the dimension takes several values since, the next merge lets them
stand. So the same comes out in whichever order copies are merged. Whoever takes the latest off beside them deletes
them, see `given_way`.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from annotations.codebook import NONE_OF_THESE
from annotations.store.merging.copies import Copy
from annotations.store.merging.entries import Entries, Entry
from annotations.store.merging.kinds import COULD_NOT_STAND, TAGGINGS
from annotations.store.merging.states import Name, State, TaggingKey, tagging

_SINGLE = ("one", "scale")
_NEXT = "-"
"""The character after the comma: what begins with a text and a comma sorts before the text with this."""

_WITHIN = "dimension_id"
_TAGS = f"SELECT id FROM main.tags WHERE {_WITHIN} = ?"
_TOGETHER = (
    f"SELECT t.claim_id, t.tag_id, t.role, t.coder_id FROM main.{TAGGINGS} t"
    " WHERE t.tag_id IN (SELECT value FROM json_each(?1)) AND EXISTS"
    f" (SELECT 1 FROM main.{TAGGINGS} o WHERE o.claim_id = t.claim_id AND o.coder_id = t.coder_id"
    " AND o.tag_id <> t.tag_id AND o.tag_id IN (SELECT value FROM json_each(?1)))"
)
"""Taggings of some tags, by id, beside which the same coder set another one of these."""
_KEY = ", ".join(f"CASE WHEN json_valid(uid) THEN json_extract(uid, '$[{place}]') END" for place in range(4))
_AWAY = (
    f"WITH gone AS MATERIALIZED (SELECT uid, hlc FROM main.tombstones WHERE kind = '{TAGGINGS}' AND cascaded = 1"
    f" AND json_valid(uid)) SELECT {_KEY} FROM gone WHERE hlc = {COULD_NOT_STAND}"
    " OR (EXISTS (SELECT 1 FROM main.claims WHERE id = json_extract(gone.uid, '$[0]'))"
    " AND EXISTS (SELECT 1 FROM main.tags WHERE id = json_extract(gone.uid, '$[1]')))"
)
"""Taggings, by id, that are gone without being deleted, nor what they belong to; some of them stand again."""

Clash = tuple[TaggingKey, TaggingKey]


class TagIs(NamedTuple):
    """What is to be known of a tag here: its dimension's uid, that one's kind, and whether it is *none of these*."""

    dimension: str
    kind: str
    none: bool


def away(copy: Copy) -> set[TaggingKey]:
    """Taggings that may stand again, once what excluded them does so no more."""
    keys = (copy.tagging_key(tuple(row)) for row in copy.connection.execute(_AWAY).fetchall())
    return {key for key in keys if key}


class Exclusions:
    """Finds what has to be away, also where more is looked at in the course of a merge.

    `clashes` are those which both copies set, the later first.
    """

    def __init__(self, entries: Entries) -> None:
        """Nothing found yet."""
        self._entries = entries
        self._tags: dict[str, TagIs] = {}
        self._known: dict[tuple[str, str], int] = {}
        self.clashes: list[Clash] = []
        entries.add(TAGGINGS, set(_brought_together(entries)))

    def fresh(self) -> set[Name]:
        """Of what a coder set on a claim, if some of it is looked at since the last time, what has to be away.

        All that the coder set on the claim here is looked at, standing or gone.
        """
        found: set[Name] = set()
        for (claim, coder), keys in _groups(self._entries).items():
            if self._known.get((claim, coder)) == len(keys):
                continue
            keys.update(set_here(self._entries, claim, coder))
            self._entries.add(TAGGINGS, keys)
            group = [key for key in keys if (TAGGINGS, key) in self._entries]
            self._known[claim, coder] = len(group)
            found.update((TAGGINGS, key) for key in self._excluded(group))
        return found

    def _excluded(self, group: list[TaggingKey]) -> Iterator[TaggingKey]:
        """Those of one coder on one claim that give way to a later one."""
        standing: list[TaggingKey] = []
        alive = [key for key in group if self._entry(key).both.alive]
        for key in sorted(alive, key=lambda key: (self._entry(key).both.stamp, key), reverse=True):
            later = next((one for one in standing if self._exclude_each_other(one, key)), None)
            if later is None:
                standing.append(key)
                continue
            yield key
            self._note(later, key)

    def _note(self, later: TaggingKey, earlier: TaggingKey) -> None:
        one, other, entries = self._entry(later), self._entry(earlier), self._entries
        if _apart(other.here, one.there, entries.there) or _apart(other.there, one.here, entries.here):
            self.clashes.append((later, earlier))

    def _entry(self, key: TaggingKey) -> Entry:
        return self._entries.by_name[TAGGINGS, key]

    def _exclude_each_other(self, one: TaggingKey, other: TaggingKey) -> bool:
        if one[1] == other[1]:  # an actor in two roles
            return False
        its, others = self._tag(one[1]), self._tag(other[1])
        return its.dimension == others.dimension != "" and (its.kind in _SINGLE or its.none or others.none)

    def _tag(self, uid: str) -> TagIs:
        if uid not in self._tags:
            values = self._entries.values("tags", uid)
            dimension = str(values.get(_WITHIN) or "")
            kind = str(self._entries.values("dimensions", dimension).get("kind", ""))
            self._tags[uid] = TagIs(dimension, kind, values.get("key") == NONE_OF_THESE)
        return self._tags[uid]


def _apart(earlier: State | None, later: State | None, copy: Copy) -> bool:
    """Whether both stood, and the copy with the later one did not know the other, which it would have replaced."""
    if earlier is None or later is None:
        return False
    return earlier.present and later.present and not copy.covers(earlier.stamp)


def _brought_together(entries: Entries) -> Iterator[TaggingKey]:
    """Taggings here that may exclude each other from now on: their dimension is of another kind, or got other tags."""
    changed = {uid for uid, entry in entries.of_kind("dimensions") if _differs(entry, "kind")}
    moved = [(uid, entry.values["dimension_id"]) for uid, entry in entries.of_kind("tags") if _differs(entry, _WITHIN)]
    copy = entries.here
    for dimension in sorted({*map(str, changed), *(str(into) for _, into in moved)}):
        there = copy.connection.execute(_TAGS, (copy.id("dimensions", dimension),)).fetchall()
        came = [copy.id("tags", str(uid)) for uid, into in moved if into == dimension]
        ids = json.dumps(sorted({row[0] for row in there} | {tag_id for tag_id in came if tag_id is not None}))
        for row in copy.connection.execute(_TOGETHER, (ids,)).fetchall():
            if key := copy.tagging_key(tuple(row)):
                yield key


def _differs(entry: Entry, column: str) -> bool:
    """Whether a row of this copy will say something else."""
    here = entry.here.values if entry.here else None
    return bool(here) and entry.values.get(column) != (here or {}).get(column)


def _groups(entries: Entries) -> dict[tuple[str, str], set[TaggingKey]]:
    found: dict[tuple[str, str], set[TaggingKey]] = {}
    for key, _ in entries.of_kind(TAGGINGS):
        claim, _, _, coder = tagging(key)
        found.setdefault((claim, coder), set()).add(tagging(key))
    return found


def set_here(entries: Entries, claim: str, coder: str) -> Iterator[TaggingKey]:
    """What a coder set on a claim in this copy, standing or gone."""
    copy = entries.here
    claim_id = copy.id("claims", claim)
    if claim_id is None:
        return
    sql = f"SELECT claim_id, tag_id, role, coder_id FROM main.{TAGGINGS} WHERE claim_id = ?"
    rows = [tuple(row) for row in copy.connection.execute(sql, (claim_id,)).fetchall()]
    gone = f"SELECT {_KEY} FROM main.tombstones WHERE kind = '{TAGGINGS}' AND uid > ? AND uid < ?"
    start = f"[{claim_id}"
    rows += [tuple(row) for row in copy.connection.execute(gone, (start + ",", start + _NEXT)).fetchall()]
    for row in rows:
        key = copy.tagging_key(row)
        if key and key[3] == coder:
            yield key
