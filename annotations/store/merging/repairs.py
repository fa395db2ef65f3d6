"""What has to hold among rows that came together.

Leads of groups lead, trees of tags have no circles, and of the issues of a brief with one number one is not superseded.

Rows are set right without a new clock: both copies come to the same, whichever was merged into which, and neither
overrides what was written elsewhere meanwhile. What a reference had said that is set right is kept as if it had been
emptied: the next merge begins with what was written, so that the order of merging does not matter.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from annotations.brief.editions import IssueState
from annotations.codebook_tree import MOST_LEVELS
from annotations.store.merging.emptied import Unlike
from annotations.store.store import Store
from annotations.store.undo.emptied import NAMES

_NAME_THEIR_LIKE = ("lead_id", "parent_id")
"""Columns that name a row of the same table."""

_LEADS = "SELECT id, uid, lead_id FROM main.articles WHERE lead_id IS NOT NULL"
_PARENTS = "SELECT id, uid, parent_id FROM main.tags"
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
        *_written(store, "articles", "lead_id", _leads(*_named(store.execute(_LEADS)))),
        *_written(store, "tags", "parent_id", parents),
    ]
    changed += _written(store, "tags", "parent_id", _parents(*_named(store.execute(_PARENTS))))
    overtaken = dict.fromkeys(store.column(_OVERTAKEN), IssueState.SUPERSEDED.value)
    return [*changed, *_written(store, "brief_issues", "state", overtaken)]


def still_right(connection: sqlite3.Connection, others: Iterable[Unlike]) -> Iterator[Unlike]:
    """Those that were set right and would be so again, as they are now, if each of them said again what it had said.

    Not so where somebody here took the lead of a member out of the group under which a merge had put both.
    """
    by_place: dict[tuple[str, str], list[Unlike]] = {}
    for one in others:
        if not one.is_empty:
            by_place.setdefault((one.kind, one.column), []).append(one)
    for place, sql, mend in ((("articles", "lead_id"), _LEADS, _leads), (("tags", "parent_id"), _PARENTS, _parents)):
        if some := by_place.get(place):
            now, uids = _named(connection.execute(sql))
            said = {**now, **{one.row_id: one.said for one in some}}
            again = {**said, **mend(said, uids)}
            yield from (one for one in some if again[one.row_id] == now[one.row_id])


def _named(rows: Iterable[sqlite3.Row]) -> tuple[dict[int, int | None], dict[int, str]]:
    """What rows name, and their uids, each by id."""
    found = [tuple(row) for row in rows]
    return {row_id: named for row_id, _, named in found}, {row_id: uid for row_id, uid, _ in found}


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


def _leads(before: Mapping[int, int | None], uids: Mapping[int, str]) -> dict[int, int | None]:
    """New leads by id, so that copies of a copy are copies of what leads that; of a circle, the first by uid leads."""
    leads = dict(before)
    led = {copy: lead for copy, lead in before.items() if lead is not None and lead != copy}
    astray = (copy for copy, lead in led.items() if lead in led)
    for article_id in sorted(astray, key=lambda found: uids[found]):
        chain = [article_id]
        while (above := leads.get(chain[-1])) is not None and above != chain[-1] and above not in chain:
            chain.append(above)
        ring = chain[chain.index(above) :] if above in chain else chain[-1:]
        circle = len(ring) > 1
        root = min(ring, key=lambda found: uids[found]) if circle else chain[-1]
        for member in chain:
            if member != root or circle:
                leads[member] = None if member == root else root
    return {article_id: lead for article_id, lead in leads.items() if before.get(article_id) != lead}


def _parents(before: Mapping[int, int | None], uids: Mapping[int, str]) -> dict[int, int | None]:
    """New parents by id: circles of tags are broken at their first by uid, and what is nested too deep is lifted."""
    parents = dict(before)
    for tag_id in sorted(before, key=lambda found: uids[found]):
        above: list[int] = []
        up = parents[tag_id]
        while up is not None and up != tag_id and up not in above:
            above.append(up)
            up = parents[up]
        if up == tag_id:
            parents[tag_id] = None
        elif len(above) >= MOST_LEVELS:
            parents[tag_id] = above[-(MOST_LEVELS - 1)]
    return {tag_id: parent for tag_id, parent in parents.items() if before[tag_id] != parent}
