"""Conflicts of a merge, looked at later: which value stands, and setting the other one."""

import json
from typing import Any

from annotations.errors import AnnotationError
from annotations.merging import Conflict, Side, Standing
from annotations.store.claims import Claims
from annotations.store.merging.kinds import MERGED, TAGGINGS
from annotations.store.store import Store

_TEXT = ("digest", "n_chars")
_PASSAGE = ("start", "end", "exact", "prefix", "suffix", "article_id")
_GONE = AnnotationError("What the value refers to is gone", "Undo its deletion first")


def standing(store: Store, conflict: Conflict) -> Standing:
    """Which of the two values stands."""
    table = "claims" if conflict.kind == TAGGINGS else conflict.kind
    row = store.row(f"SELECT * FROM {table} WHERE uid = ?", (conflict.uid,)) if table in MERGED else None
    if row is None:
        return Standing.GONE
    stored = json.loads(conflict.stored)
    for side in Side:
        if conflict.kind == TAGGINGS:
            stands = _has(store, stored[side])
        else:
            values = _local(store, conflict.kind, stored[side])
            stands = all(row[column] == value for column, value in values.items())
        if stands:
            return Standing(side)
    return Standing.NEITHER


def restore(store: Store, conflict: Conflict) -> None:
    """Set the value that does not stand: that of the other side, and where neither does, the one that lost.

    Raises:
        AnnotationError: if what the value refers to is gone, or its words do not stand in the text any more.
    """
    now, stored = standing(store, conflict), json.loads(conflict.stored)
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
    if not values:
        raise AnnotationError("The other text cannot be put back at once", "Correct the text of the article instead")
    row_id = store.value(f"SELECT id FROM {conflict.kind} WHERE uid = ?", (conflict.uid,))
    if conflict.kind == "claims" and set(_PASSAGE) & set(values):
        _check_passage(store, row_id, values)
    store.update(conflict.kind, [row_id], **values)


def _local(store: Store, kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values with ids of this file in place of uids; what refers to a row that is gone is left as it is told."""
    refers = {row["from"]: row["table"] for row in store.rows(f"PRAGMA foreign_key_list({kind})")}
    ids = {
        column: store.value(f"SELECT id FROM {refers[column]} WHERE uid = ?", (value,))
        for column, value in values.items()
        if value is not None and refers.get(column) in MERGED
    }
    return {column: ids.get(column, value) or value for column, value in values.items()}


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
    Claims(store).tag(claim_id, tag_id, role, coder_id=coder_id)
