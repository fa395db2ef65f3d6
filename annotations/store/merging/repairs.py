"""What has to hold among rows that came together.

Leads of groups lead, trees of tags have no circles, and of the issues of a brief with one number one is not superseded.

Rows are set right without a new clock: both copies come to the same, whichever was merged into which, and neither
overrides what was written elsewhere meanwhile. What a reference had said that is set right is kept as if it had been
emptied: the next merge begins with what was written, so that the order of merging does not matter.
"""

from collections.abc import Mapping

from annotations.brief.editions import IssueState
from annotations.codebook_tree import MOST_LEVELS
from annotations.store.store import Store
from annotations.store.undo.emptied import NAMES

_NAME_THEIR_LIKE = ("lead_id", "parent_id")
"""Columns that name a row of the same table."""

_ASTRAY = (
    "SELECT a.id FROM articles a JOIN articles l ON l.id = a.lead_id"
    " WHERE a.lead_id <> a.id AND l.lead_id IS NOT NULL AND l.lead_id <> l.id"
)
_STRAY_PARENTS = (
    "SELECT t.id FROM tags t JOIN tags p ON p.id = t.parent_id WHERE p.dimension_id <> t.dimension_id OR p.id = t.id"
)

_OVERTAKEN = (
    "SELECT i.id FROM brief_issues i WHERE i.state = 'issued' AND EXISTS (SELECT 1 FROM brief_issues j"
    " WHERE j.brief_id = i.brief_id AND j.number = i.number AND j.state = 'issued'"
    " AND (j.version, j.issued_at, j.uid) > (i.version, i.issued_at, i.uid))"
)


def repair(store: Store) -> list[tuple[str, str]]:
    """Set right what a merge put together, inside its step; returns kind and uid of the rows that it wrote to."""
    parents = dict.fromkeys(store.column(_STRAY_PARENTS))
    changed = [
        *_written(store, "articles", "lead_id", _leads(store)),
        *_written(store, "tags", "parent_id", parents),
    ]
    changed += _written(store, "tags", "parent_id", _parents(store))
    overtaken = dict.fromkeys(store.column(_OVERTAKEN), IssueState.SUPERSEDED.value)
    return [*changed, *_written(store, "brief_issues", "state", overtaken)]


def _written(store: Store, kind: str, column: str, values: Mapping[int, object]) -> list[tuple[str, str]]:
    """Set a column of rows, by id, without a new clock; returns kind and uid of each.

    What is set to nothing names nothing any more, also if something it had named before comes back.
    """
    keep = (
        f"INSERT OR IGNORE INTO emptied({NAMES}) SELECT ?, t.uid, t.hlc, t.replica_id, ?, r.uid"
        f" FROM {kind} t JOIN {kind} r ON r.id = t.{column} WHERE t.id = ?"
    )
    if column in _NAME_THEIR_LIKE:
        store.execute_each(keep, [(kind, column, row_id) for row_id, value in values.items() if value is not None])
    sql = f"UPDATE {kind} SET {column} = ? WHERE id = ?"
    store.execute_each(sql, [(value, row_id) for row_id, value in values.items()])
    forget = (
        "DELETE FROM emptied WHERE kind = ? AND name = ?"
        f" AND (uid, hlc, replica_id) = (SELECT uid, hlc, replica_id FROM {kind} WHERE id = ?)"
    )
    store.execute_each(forget, [(kind, column, row_id) for row_id, value in values.items() if value is None])
    return [(kind, str(store.value(f"SELECT uid FROM {kind} WHERE id = ?", (row_id,)))) for row_id in values]


def _leads(store: Store) -> dict[int, int | None]:
    """New leads by id, so that copies of a copy are copies of what leads that; of a circle, the first by uid leads."""
    astray = store.column(_ASTRAY)
    if not astray:
        return {}
    rows = store.rows("SELECT id, uid, lead_id FROM articles WHERE lead_id IS NOT NULL")
    before = {row["id"]: row["lead_id"] for row in rows}
    leads = dict(before)
    uids = {row["id"]: row["uid"] for row in rows}
    for article_id in sorted(astray, key=lambda found: uids[found]):
        chain = [article_id]
        while (above := leads.get(chain[-1])) is not None and above != chain[-1] and above not in chain:
            chain.append(above)
        circle = above in chain and above != chain[-1]
        root = min(chain[chain.index(above) :], key=lambda found: uids[found]) if circle else chain[-1]
        for member in chain:
            if member != root or circle:
                leads[member] = None if member == root else root
    return {article_id: lead for article_id, lead in leads.items() if before.get(article_id) != lead}


def _parents(store: Store) -> dict[int, int | None]:
    """New parents by id: circles of tags are broken at their first by uid, and what is nested too deep is lifted."""
    rows = store.rows("SELECT id, uid, parent_id FROM tags ORDER BY uid")
    before = {row["id"]: row["parent_id"] for row in rows}
    parents = dict(before)
    for row in rows:
        above: list[int] = []
        up = parents[row["id"]]
        while up is not None and up != row["id"] and up not in above:
            above.append(up)
            up = parents[up]
        if up == row["id"]:
            parents[row["id"]] = None
        elif len(above) >= MOST_LEVELS:
            parents[row["id"]] = above[-(MOST_LEVELS - 1)]
    return {tag_id: parent for tag_id, parent in parents.items() if before[tag_id] != parent}
