"""Taggings that gave way to later ones of the same coder when copies were merged; see `exclusions`.

They are gone, but not deleted: a merge lets them stand again once nothing excludes them. Whoever takes off what they
gave way to, in a copy that knows of them, has decided on them as well, and they are deleted.
"""

import json
from collections.abc import Callable, Collection

from annotations.store.undo.images import Recorded

Execute = Callable[[str, tuple[object, ...]], object]
"""Runs a statement inside a step."""

_KEY = "CASE WHEN json_valid(tombstones.uid) THEN tombstones.uid ELSE '[]' END"
_CLAIM, _TAG, _ROLE, _CODER = (f"json_extract({_KEY}, '$[{place}]')" for place in range(4))
_DELETED = (
    "UPDATE tombstones SET cascaded = 0, (hlc, replica_id) = (SELECT hlc, replica_id FROM temp.stamp)"
    f" WHERE kind = 'claim_tags' AND cascaded = 1 AND EXISTS (SELECT 1 FROM claims WHERE id = {_CLAIM})"
    f" AND NOT EXISTS (SELECT 1 FROM claim_tags c WHERE c.claim_id = {_CLAIM}"
    f" AND c.tag_id = {_TAG} AND c.role = {_ROLE} AND c.coder_id = {_CODER}) AND"
)
"""What stands again may have such a tombstone as well."""
_SAME_DIMENSION = f"{_TAG} IN (SELECT o.id FROM tags t JOIN tags o USING (dimension_id) WHERE t.id = ?1)"
_BESIDE = f"{_DELETED} tombstones.uid > ?2 AND tombstones.uid < ?3 AND {_CODER} = ?4 AND {_SAME_DIMENSION}"
_BESIDE_ALL = (
    f"{_DELETED} {_SAME_DIMENSION} AND EXISTS"
    f" (SELECT 1 FROM claim_tags l WHERE l.tag_id = ?1 AND l.claim_id = {_CLAIM} AND l.coder_id = {_CODER})"
)
_OF_CODER = f"{_DELETED} {_CODER} = ?1"


def delete_beside(execute: Execute, claim_id: int, tag_id: int, coder_id: int) -> None:
    """Delete what gave way, of a coder on a claim, in the dimension of a tag that they took off."""
    execute(_BESIDE, (tag_id, f"[{claim_id},", f"[{claim_id}-", coder_id))


def delete_beside_all(execute: Execute, tag_id: int) -> None:
    """Delete what gave way wherever a tag is set, before it is taken off there."""
    execute(_BESIDE_ALL, (tag_id,))


def delete_of_coder(execute: Execute, coder_id: int) -> None:
    """Delete all that gave way of a coder, who becomes another one."""
    execute(_OF_CODER, (coder_id,))


def follow_redo(execute: Execute, played: Collection[Recorded]) -> None:
    """Delete it again where a step that took tags off was done again, but for that of a merge."""
    if any(image.table == "merges" for image in played):
        return
    for image in played:
        if image.table == "claim_tags" and image.op == "d":
            claim, tag, _, coder = json.loads(image.key)
            delete_beside(execute, claim, tag, coder)
