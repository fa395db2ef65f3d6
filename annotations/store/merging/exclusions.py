"""Taggings that cannot stand together: of one coder on one claim, in a dimension of one value, or with *none*.

The later one stands, as if it had been set after the other in one copy; also if it was taken off since, which is then
the coder's last word.
"""

import json
from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

from annotations.codebook import NONE_OF_THESE
from annotations.store.merging.copies import Copy
from annotations.store.merging.entries import Entries, Entry
from annotations.store.merging.kinds import TAGGINGS
from annotations.store.merging.states import State, TaggingKey, buried, tagging

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

Clash = tuple[TaggingKey, TaggingKey]


class TagIs(NamedTuple):
    """What is to be known of a tag here: its dimension's uid, that one's kind, and whether it is *none of these*."""

    dimension: str
    kind: str
    none: bool


def exclude(entries: Entries) -> list[Clash]:
    """Bury the earlier ones of taggings that exclude each other, and return those which both copies set, later first.

    All that the coder set on the claim here is looked at, standing or gone.
    """
    tags: dict[str, TagIs] = {}
    clashes: list[Clash] = []
    entries.add(TAGGINGS, set(_brought_together(entries)))
    for (claim, coder), keys in _groups(entries).items():
        keys.update(set_here(entries, claim, coder))
        entries.add(TAGGINGS, keys)
        group = [key for key in sorted(keys) if (TAGGINGS, key) in entries]
        for later, earlier in permutations(group, 2):
            one, other = (_tag(entries, tags, key[1]) for key in (later, earlier))
            entry, loser = entries.by_name[TAGGINGS, later], entries.by_name[TAGGINGS, earlier]
            if not _exclude_each_other(one, other) or later[1] == earlier[1]:
                continue
            if entry.both.stamp > loser.both.stamp:
                if _apart(loser.here, entry.there, entries.there) or _apart(loser.there, entry.here, entries.here):
                    clashes.append((later, earlier))
                loser.both = buried(loser.both, entry.both.stamp)
    return clashes


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
    gone = (
        "SELECT json_extract(uid, '$[0]'), json_extract(uid, '$[1]'), json_extract(uid, '$[2]'),"
        f" json_extract(uid, '$[3]') FROM main.tombstones WHERE kind = '{TAGGINGS}' AND uid > ? AND uid < ?"
    )
    start = f"[{claim_id}"
    rows += [tuple(row) for row in copy.connection.execute(gone, (start + ",", start + _NEXT)).fetchall()]
    for row in rows:
        key = copy.tagging_key(row)
        if key and key[3] == coder:
            yield key


def _exclude_each_other(one: TagIs, other: TagIs) -> bool:
    return one.dimension == other.dimension != "" and (one.kind in _SINGLE or one.none or other.none)


def _tag(entries: Entries, known: dict[str, TagIs], uid: str) -> TagIs:
    if uid not in known:
        values = entries.values("tags", uid)
        dimension = str(values.get("dimension_id") or "")
        kind = str(entries.values("dimensions", dimension).get("kind", ""))
        known[uid] = TagIs(dimension, kind, values.get("key") == NONE_OF_THESE)
    return known[uid]
