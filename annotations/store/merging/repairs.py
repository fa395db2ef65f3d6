"""What has to hold among rows that came together: leads of groups that lead, trees of tags without circles.

Rows are set right without a new clock: both copies come to the same, whichever was merged into which, and neither
overrides what was written elsewhere meanwhile.
"""

from annotations.codebook_tree import MOST_LEVELS
from annotations.store.store import Store

_ASTRAY = (
    "SELECT a.id FROM articles a JOIN articles l ON l.id = a.lead_id"
    " WHERE a.lead_id <> a.id AND l.lead_id IS NOT NULL AND l.lead_id <> l.id"
)
_STRAY_PARENTS = (
    "SELECT t.id FROM tags t JOIN tags p ON p.id = t.parent_id WHERE p.dimension_id <> t.dimension_id OR p.id = t.id"
)


def repair(store: Store) -> None:
    """Set right what a merge put together, inside its step."""
    _leads(store)
    for tag_id in store.column(_STRAY_PARENTS):
        store.execute("UPDATE tags SET parent_id = NULL WHERE id = ?", (tag_id,))
    _parents(store)


def _leads(store: Store) -> None:
    """Let copies of a copy be copies of what leads that; of a circle, the first by uid leads."""
    astray = store.column(_ASTRAY)
    if not astray:
        return
    rows = store.rows("SELECT id, uid, lead_id FROM articles WHERE lead_id IS NOT NULL")
    leads = {row["id"]: row["lead_id"] for row in rows}
    uids = {row["id"]: row["uid"] for row in rows}
    for article_id in sorted(astray, key=lambda found: uids[found]):
        chain = [article_id]
        while (above := leads.get(chain[-1])) is not None and above != chain[-1] and above not in chain:
            chain.append(above)
        circle = above in chain and above != chain[-1]
        root = min(chain[chain.index(above) :], key=lambda found: uids[found]) if circle else chain[-1]
        for member in chain:
            lead = None if member == root else root
            if member != root or circle:
                leads[member] = lead
                store.execute("UPDATE articles SET lead_id = ? WHERE id = ? AND lead_id IS NOT ?", (lead, member, lead))


def _parents(store: Store) -> None:
    """Break circles of tags at their first by uid, and lift what is nested too deep."""
    rows = store.rows("SELECT id, uid, parent_id FROM tags ORDER BY uid")
    parents = {row["id"]: row["parent_id"] for row in rows}
    for row in rows:
        above: list[int] = []
        up = parents[row["id"]]
        while up is not None and up != row["id"] and up not in above:
            above.append(up)
            up = parents[up]
        if up == row["id"]:
            _set_parent(store, parents, row["id"], None)
        elif len(above) >= MOST_LEVELS:
            _set_parent(store, parents, row["id"], above[-(MOST_LEVELS - 1)])


def _set_parent(store: Store, parents: dict[int, int | None], tag_id: int, parent_id: int | None) -> None:
    parents[tag_id] = parent_id
    store.execute("UPDATE tags SET parent_id = ? WHERE id = ?", (parent_id, tag_id))
