"""Which rows two copies do not have alike, found by statements over both files: only their keys reach Python."""

import json
from collections.abc import Generator

from annotations.progress import Progress
from annotations.store.ids import BEGUN_WITH, FROM_START
from annotations.store.merging.copies import Copy
from annotations.store.merging.kinds import COULD_NOT_STAND, MERGED, TAGGINGS
from annotations.store.merging.states import Key

_OTHER_TEXTS = "SELECT t.uid FROM there.articles t JOIN main.articles h ON h.uid = t.uid WHERE h.digest <> t.digest"
"""Articles that came by way of a copy with excerpts have their clock, and not their text."""
_UID_HERE = "SELECT id FROM main.{kind} WHERE uid = (SELECT uid FROM there.{kind} WHERE id = t.{column})"


def differing(here: Copy, there: Copy) -> Generator[Progress, None, dict[str, set[Key]]]:
    """Keys, by kind, of what the other copy has otherwise, or this one has not: rows, and graves of rows.

    What only this copy has is not among them: it stays as it is, unless something it belongs to is.
    """
    found: dict[str, set[Key]] = {kind: set() for kind in MERGED}
    if not here.excerpts and not there.excerpts:
        found["articles"].update(row[0] for row in there.connection.execute(_OTHER_TEXTS))
    replica = _replica(here, there)
    for done, kind in enumerate(MERGED):
        yield Progress(done, len(MERGED) + 1, "Comparing the two copies")
        if kind == TAGGINGS:
            found[kind].update(_taggings(there, replica))
        else:
            found[kind].update(row[0] for row in there.connection.execute(_rows(kind, replica)))
    yield Progress(len(MERGED), len(MERGED) + 1, "Comparing what was deleted")
    for kind, uid in there.connection.execute(_graves(replica)).fetchall():
        if kind == TAGGINGS:
            if key := _key_of(there, uid):
                found[kind].add(key)
        elif kind in found:
            found[kind].add(uid)
    return found


def begun_with(there: Copy) -> dict[str, set[Key]]:
    """Keys, by kind, of what the other copy's project began with: such rows have one clock, whatever they say."""
    sql = (
        f"SELECT uid FROM there.{{kind}} WHERE hlc = {FROM_START}"
        f" UNION SELECT uid FROM there.tombstones WHERE kind = '{{kind}}' AND row_hlc = {FROM_START}"
    )
    return {kind: {row[0] for row in there.connection.execute(sql.format(kind=kind))} for kind in BEGUN_WITH}


def _replica(here: Copy, there: Copy) -> str:
    """An expression that turns a replica's id in the other file into that of this one, -1 where it is unknown."""
    ids = {uid: row_id for row_id, uid in here.replicas.items()}
    cases = "".join(f" WHEN {row_id} THEN {ids.get(uid, -1)}" for row_id, uid in there.replicas.items())
    return f"CASE t.{{column}}{cases} ELSE -1 END"


def _rows(kind: str, replica: str) -> str:
    """Uids of rows; copies mostly have the same ids, by which a row is found faster than by its uid."""
    stamped = replica.format(column="replica_id")
    return (
        f"SELECT t.uid FROM there.{kind} t LEFT JOIN main.{kind} h ON h.id = t.id"
        f" WHERE (h.uid IS NOT t.uid OR h.hlc <> t.hlc OR h.replica_id <> {stamped})"
        f" AND NOT (h.uid IS NOT t.uid AND EXISTS (SELECT 1 FROM main.{kind} u WHERE u.uid = t.uid AND u.hlc = t.hlc"
        f" AND u.replica_id = {stamped}))"
    )


def _taggings(there: Copy, replica: str) -> list[Key]:
    """Keys of taggings. One with the ids and the stamp of another is of the same step, which came here as a whole."""
    stamped = replica.format(column="replica_id")
    claim, tag, coder = (
        _UID_HERE.format(kind=kind, column=column)
        for kind, column in (("claims", "claim_id"), ("tags", "tag_id"), ("coders", "coder_id"))
    )
    sql = (
        f"SELECT t.claim_id, t.tag_id, t.role, t.coder_id FROM there.{TAGGINGS} t LEFT JOIN main.{TAGGINGS} h"
        " ON h.claim_id = t.claim_id AND h.tag_id = t.tag_id AND h.role = t.role AND h.coder_id = t.coder_id"
        f" WHERE (h.hlc IS NOT t.hlc OR h.replica_id <> {stamped}) AND NOT EXISTS (SELECT 1 FROM main.{TAGGINGS} u"
        f" WHERE u.claim_id = ({claim}) AND u.tag_id = ({tag}) AND u.role = t.role AND u.coder_id = ({coder})"
        f" AND u.hlc = t.hlc AND u.replica_id = {stamped})"
    )
    keys = (there.tagging_key(tuple(row)) for row in there.connection.execute(sql).fetchall())
    return [key for key in keys if key]


def _graves(replica: str) -> str:
    deleted, written = replica.format(column="replica_id"), replica.format(column="row_replica_id")
    return (
        "SELECT t.kind, t.uid FROM there.tombstones t LEFT JOIN main.tombstones h ON h.kind = t.kind AND h.uid = t.uid"
        " WHERE h.cascaded IS NOT t.cascaded OR h.row_hlc <> t.row_hlc"
        f" OR (t.row_hlc <> 0 AND h.row_replica_id <> {written})"
        f" OR (t.cascaded <> 1 AND (h.hlc <> t.hlc OR h.replica_id <> {deleted}))"
        f" OR (t.cascaded = 1 AND (h.hlc = {COULD_NOT_STAND}) <> (t.hlc = {COULD_NOT_STAND}))"
    )


def _key_of(copy: Copy, text: str) -> Key | None:
    """A tagging's key from what its tombstone says."""
    try:
        ids = json.loads(text)
        return copy.tagging_key(ids) if isinstance(ids, list) else None
    except (ValueError, TypeError, RecursionError):
        return None
