"""What becomes of rows that merges took out since they could not stand, once somebody decides on what they are part of.

A tagging that gave way to a later one of the same coder (see `exclusions`), and a claim whose words are not in the
text, are gone without being deleted: a merge lets them stand again when they can. Whoever takes off what a tagging gave
way to, in a copy that knows of it, has decided on it as well: it is deleted. Whoever deletes the claim, article or tag
that such a row belongs to has seen what became of it: it went along.

Undoing that does not bring back what gave way; the report of the merge can still do so.
"""

import json
from collections.abc import Callable, Collection
from typing import Any

from annotations.codebook import NONE_OF_THESE
from annotations.store.merging.kinds import COULD_NOT_STAND, TAGGINGS
from annotations.store.undo.images import Recorded

Execute = Callable[[str, tuple[object, ...]], Any]
"""Runs a statement inside a step."""

_KEY = "CASE WHEN json_valid(tombstones.uid) THEN tombstones.uid ELSE '[]' END"
_ROW = "CASE WHEN json_valid(tombstones.row) THEN tombstones.row ELSE '{}' END"
_CLAIM, _TAG, _ROLE, _CODER = (f"json_extract({_KEY}, '$[{place}]')" for place in range(4))
_NOW = "(hlc, replica_id) = (SELECT hlc, replica_id FROM temp.stamp)"

_DELETED = (
    f"UPDATE tombstones SET cascaded = 0, {_NOW} WHERE kind = '{TAGGINGS}' AND cascaded = 1"
    f" AND EXISTS (SELECT 1 FROM claims WHERE id = {_CLAIM}) AND NOT EXISTS (SELECT 1 FROM {TAGGINGS} c"
    f" WHERE c.claim_id = {_CLAIM} AND c.tag_id = {_TAG} AND c.role = {_ROLE} AND c.coder_id = {_CODER}) AND"
)
"""What stands again may have such a tombstone as well."""
_BESIDE = (
    f"{_DELETED} tombstones.uid > ?1 AND tombstones.uid < ?2 AND {_CODER} = ?3 AND {_TAG} IN"
    " (SELECT t.id FROM tags t JOIN dimensions d ON d.id = t.dimension_id"
    f" WHERE d.id = ?4 AND (?5 OR t.key = '{NONE_OF_THESE}' OR d.kind IN ('one', 'scale')))"
)
_OF_CODER = f"{_DELETED} {_CODER} = ?1"

_WENT_ALONG = f"UPDATE tombstones SET {_NOW} WHERE cascaded = 1 AND hlc = {COULD_NOT_STAND} AND"
_LOST_OF = f"kind IN ('claims', 'cuts') AND json_extract({_ROW}, '$.article_id') IN (SELECT value FROM json_each(?))"
_LOST_CLAIMS = (
    f"SELECT json_extract({_ROW}, '$.id') FROM tombstones WHERE cascaded = 1 AND hlc = {COULD_NOT_STAND} AND {_LOST_OF}"
    " AND kind = 'claims'"
)
_OF_CLAIMS = f"kind = '{TAGGINGS}' AND {_CLAIM} IN (SELECT value FROM json_each(?))"
_OF_TAGS = f"kind = '{TAGGINGS}' AND {_TAG} IN (SELECT value FROM json_each(?))"


def delete_of_coder(execute: Execute, coder_id: int) -> None:
    """Delete all that gave way of a coder, who becomes another one."""
    execute(_OF_CODER, (coder_id,))


def follow(execute: Execute, images: Collection[Recorded]) -> None:
    """Follow a step that somebody did, or did again: but for a merge, which tells of everything itself."""
    gone = {table: _of(images, table, "d") for table in ("articles", "claims", "tags", TAGGINGS)}
    if not any(gone.values()) or _of(images, "merges", "i"):
        return
    articles, claims, tags = ({_id(image) for image in gone[table]} for table in ("articles", "claims", "tags"))
    _go_along(execute, articles, claims, tags)
    taken_off = [image for image in gone[TAGGINGS] if _id(image) not in claims]
    if not taken_off:
        return
    were = {_id(image): json.loads(image.line)[3] for image in gone["tags"]}
    set_now = {(claim, coder) for claim, _, _, coder in map(_key, _of(images, TAGGINGS, "i"))}
    for claim, tag, _, coder in map(_key, taken_off):
        if tag not in were or (claim, coder) not in set_now:  # else it got another tag for one that is gone
            _delete_beside(execute, claim, coder, were.get(tag) or _tag(execute, tag))


def _of(images: Collection[Recorded], table: str, op: str) -> list[Recorded]:
    return [image for image in images if image.op == op and image.table == table]


def _id(image: Recorded) -> int:
    """The first part of the key: of a tagging its claim's id. Deleting articles makes an image of each tag in them."""
    return int(image.key[1:].partition(",")[0].rstrip("]"))


def _key(image: Recorded) -> list[Any]:
    key: list[Any] = json.loads(image.key)
    return key


def _go_along(execute: Execute, articles: set[int], claims: set[int], tags: set[int]) -> None:
    """Let what could not stand have gone along with the rows of these ids."""
    if articles:
        these = (json.dumps(sorted(articles)),)
        claims = claims | {row[0] for row in execute(_LOST_CLAIMS, these).fetchall()}
        execute(f"{_WENT_ALONG} {_LOST_OF}", these)
    for which, ids in ((_OF_CLAIMS, claims), (_OF_TAGS, tags)):
        if ids:
            execute(f"{_WENT_ALONG} {which}", (json.dumps(sorted(ids)),))


def _tag(execute: Execute, tag_id: int) -> dict[str, Any]:
    row = execute("SELECT dimension_id, key FROM tags WHERE id = ?", (tag_id,)).fetchone()
    return dict(zip(("dimension_id", "key"), row or (0, ""), strict=True))


def _delete_beside(execute: Execute, claim_id: int, coder_id: int, tag: dict[str, Any]) -> None:
    """Delete what gave way to a tag that was taken off, where the two would exclude each other."""
    none = tag["key"] == NONE_OF_THESE
    execute(_BESIDE, (f"[{claim_id},", f"[{claim_id}-", coder_id, tag["dimension_id"], none))
