"""Conflicts of a merge, looked at later: which value stands, and setting the other one."""

import json
import sqlite3
from typing import Any

from annotations.claims import Origin
from annotations.errors import AnnotationError
from annotations.merging import Conflict, Side, Standing
from annotations.store.claims import Claims
from annotations.store.merging.copies import TaggingIds, tagging_text
from annotations.store.merging.kinds import MERGED, TAGGINGS
from annotations.store.merging.repairs import repair
from annotations.store.merging.settled import SETTLEMENTS
from annotations.store.store import Store
from annotations.store.undo.images import STAMPS

_TEXT = ("digest", "n_chars")
_PASSAGE = ("start", "end", "exact", "prefix", "suffix", "article_id")
_PLAIN = {str, int, float, type(None)}
_KEY_LENGTH = 4
_GONE = AnnotationError("What the value refers to is gone", "Undo its deletion first")


def standing(store: Store, conflict: Conflict) -> Standing:
    """Which of the two values stands; none of a conflict that no merge of ours told."""
    table = "claims" if conflict.kind == TAGGINGS else conflict.kind
    row = store.row(f"SELECT * FROM {table} WHERE uid = ?", (conflict.uid,)) if table in MERGED else None
    stored = _stored(store, conflict)
    if row is None or stored is None:
        return Standing.GONE
    for side in Side:
        if conflict.kind == TAGGINGS:
            stands = _has(store, stored[side])
        else:
            values = _local(store, conflict.kind, stored[side])
            stands = all(row[column] == value for column, value in values.items())
        if stands and _is_agreed(store, row, stored, side):
            return Standing(side)
    return Standing.NEITHER


def _stored(store: Store, conflict: Conflict) -> dict[str, Any] | None:
    """What the report keeps of both sides, None if it cannot be from a merge: the file may be a stranger's."""
    try:
        stored = json.loads(conflict.stored)
        sides = [stored[side] for side in Side]
        agreed = [tuple(map(str, key)) for side in Side for key in stored["agreed"][side]] if "agreed" in stored else []
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if conflict.kind == TAGGINGS:
        fits = all(_is_key(side) for side in sides)
    else:
        rows = store.rows("SELECT name FROM pragma_table_info(?)", (conflict.kind,))
        columns = {row["name"] for row in rows} - {"id", "uid", *STAMPS}
        fits = all(isinstance(side, dict) and side.keys() <= columns for side in sides)
        fits = fits and all(type(value) in _PLAIN for side in sides for value in side.values())
    fits = fits and ("agreed" not in stored or conflict.kind == SETTLEMENTS)
    return stored if fits and all(len(key) == len(("tag", "role")) for key in agreed) else None


def _is_key(side: object) -> bool:
    return isinstance(side, list) and len(side) == _KEY_LENGTH and all(type(part) is str for part in side)


def restore(store: Store, conflict: Conflict) -> None:
    """Set the value that does not stand: that of the other side, and where neither does, the one that lost.

    Raises:
        AnnotationError: if what the value refers to is gone, or its words do not stand in the text any more.
    """
    now, stored = standing(store, conflict), _stored(store, conflict)
    if now is Standing.GONE or stored is None:
        raise AnnotationError(f"“{conflict.name}” is gone", "Undo its deletion first")
    lost = Side.HERE if conflict.winner is Side.THERE else Side.THERE
    side = lost if now is Standing.NEITHER else Side.HERE if now is Standing.THERE else Side.THERE
    if conflict.kind == TAGGINGS:
        _tag(store, stored[side])
        return
    values = {
        column: value
        for column, value in _local(store, conflict.kind, stored[side]).items()
        if not (conflict.kind == "articles" and column in _TEXT)
    }
    if not values and "agreed" not in stored:
        raise AnnotationError(
            "The other text cannot be put back at once", "Correct the article to it: it is among its earlier texts"
        )
    row_id = store.value(f"SELECT id FROM {conflict.kind} WHERE uid = ?", (conflict.uid,))
    if conflict.kind == "claims" and set(_PASSAGE) & set(values):
        _check_passage(store, row_id, values)
    store.update(conflict.kind, [row_id], **values)
    if "agreed" in stored:
        _agree(store, row_id, stored["agreed"][side])
    repair(store)


# -- what was settled


def _is_agreed(store: Store, row: sqlite3.Row, stored: dict[str, Any], side: Side) -> bool:
    """Whether *agreed* says what it said on that side, where that was settled."""
    if "agreed" not in stored:
        return True
    return {tuple(key) for key in stored["agreed"][side]} == _agreed(store, row["claim_id"], row["dimension_id"])


def _agreed(store: Store, claim_id: int, dimension_id: int | None) -> set[tuple[str, str]]:
    """The tags that *agreed* set on a claim in a dimension, by uid, with their roles."""
    sql = (
        "SELECT t.uid, c.role FROM claim_tags c JOIN tags t ON t.id = c.tag_id JOIN coders k ON k.id = c.coder_id"
        " WHERE k.agreed AND c.claim_id = ? AND t.dimension_id = ?"
    )
    return {(row["uid"], row["role"]) for row in store.rows(sql, (claim_id, dimension_id))}


def _agree(store: Store, settlement_id: int, wanted: list[list[str]]) -> None:
    """Let *agreed* say these tags in place of what it says of a claim in a dimension."""
    row = store.rows("SELECT claim_id, dimension_id FROM settlements WHERE id = ?", (settlement_id,))[0]
    ids = {uid: store.value("SELECT id FROM tags WHERE uid = ?", (uid,)) for uid, _ in wanted}
    if None in ids.values():
        raise _GONE
    claims, agreed = Claims(store), store.value("SELECT id FROM coders WHERE agreed")
    for uid, role in _agreed(store, *row) - {(uid, role) for uid, role in wanted}:
        claims.untag(row["claim_id"], store.value("SELECT id FROM tags WHERE uid = ?", (uid,)), role, coder_id=agreed)
    for uid, role in wanted:
        origin = _origin(store, (row["claim_id"], ids[uid], role, agreed))
        claims.tag(row["claim_id"], ids[uid], role, coder_id=agreed, origin=origin)


# -- values and taggings


def _local(store: Store, kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values with ids of this file in place of uids.

    What refers to a row that is gone is empty, as it is in the row; where it must not be, it is left as it is told.
    """
    refers = {row["from"]: row["table"] for row in store.rows(f"PRAGMA foreign_key_list({kind})")}
    needed = {row["name"] for row in store.rows(f"PRAGMA table_info({kind})") if row["notnull"]}
    ids = {
        column: store.value(f"SELECT id FROM {refers[column]} WHERE uid = ?", (value,))
        for column, value in values.items()
        if value is not None and refers.get(column) in MERGED
    }
    return {
        column: ids[column] if column in ids and (ids[column] is not None or column not in needed) else value
        for column, value in values.items()
    }


def _check_passage(store: Store, claim_id: int, values: dict[str, Any]) -> None:
    row = store.row("SELECT article_id, start, end, exact FROM claims WHERE id = ?", (claim_id,))
    wanted = {**dict(row or {}), **values}
    text = store.value(
        "SELECT text FROM texts JOIN articles USING (digest) WHERE articles.id = ?", (wanted["article_id"],)
    )
    if text is None or text[wanted["start"] : wanted["end"]] != wanted["exact"]:
        raise AnnotationError("These words do not stand in the article any more", "Mark other words instead")


def _ids(store: Store, key: list[str]) -> tuple[Any, ...]:
    claim, tag, role, coder = key
    claim_id, tag_id, coder_id = (
        store.value(f"SELECT id FROM {kind} WHERE uid = ?", (uid,))
        for kind, uid in (("claims", claim), ("tags", tag), ("coders", coder))
    )
    return claim_id, tag_id, role, coder_id


def _has(store: Store, key: list[str]) -> bool:
    sql = "SELECT 1 FROM claim_tags WHERE claim_id = ? AND tag_id = ? AND role = ? AND coder_id = ?"
    return store.row(sql, _ids(store, key)) is not None


def _tag(store: Store, key: list[str]) -> None:
    claim_id, tag_id, role, coder_id = _ids(store, key)
    if None in (claim_id, tag_id, coder_id):
        raise _GONE
    origin = _origin(store, (claim_id, tag_id, role, coder_id))
    Claims(store).tag(claim_id, tag_id, role, coder_id=coder_id, origin=origin)


def _origin(store: Store, ids: TaggingIds) -> Origin | None:
    """How a tagging that lost came about, from its tombstone; None where that says nothing."""
    sql = "SELECT json_extract(row, '$.origin') FROM tombstones WHERE kind = ? AND uid = ? AND json_valid(row)"
    found = store.value(sql, (TAGGINGS, tagging_text(ids)))
    return Origin(found) if found in tuple(Origin) else None
