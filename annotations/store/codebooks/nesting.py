"""What keeps tags at the top level where a person left them."""

import json
from collections.abc import Iterable

from annotations.codebook import Codebook
from annotations.store.store import Store


def leave_at_top(store: Store, codebook: Codebook, moved: Iterable[int]) -> None:
    """Let tags at the top level follow none of those that were beneath them and are moved, inside a step.

    Where tags were within one another and a merge put one of them at the top, the next merge would put this one beneath
    those.

    Args:
        store: where they have been moved already.
        codebook: as it was before.
        moved: ids of tags.
    """
    tops = sorted({_top(codebook, tag_id) for tag_id in moved})
    sql = "SELECT id FROM tags WHERE id IN (SELECT value FROM json_each(?)) AND parent_id IS NULL"
    store.empty("tags", "parent_id", store.column(sql, [json.dumps(tops)]))


def _top(codebook: Codebook, tag_id: int) -> int:
    """The last tag found when parents are followed, which may be the tag itself; they may come round."""
    seen = {tag_id}
    while (above := codebook.tag(tag_id).parent_id) is not None and above not in seen:
        seen.add(above)
        tag_id = above
    return tag_id
