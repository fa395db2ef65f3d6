"""What has to hold among rows that came together.

Leads of groups lead, trees of tags have no circles, and of the issues of a brief with one number one is not superseded.

Rows are set right without a new clock: both copies come to the same, whichever was merged into which, and neither
overrides what was written elsewhere meanwhile. What a reference had said that is set right is kept as if it had been
emptied, also of the head of what came round, which names nothing then: the next merge begins with what was written, so
that the order of merging does not matter.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from annotations.brief.editions import IssueState
from annotations.codebook_tree import MOST_LEVELS
from annotations.store.merging.emptied import Unlike
from annotations.store.store import Store
from annotations.store.undo.emptied import NAMES

_LEADS = "SELECT id, uid, lead_id, NULL AS within FROM main.articles"
_PARENTS = "SELECT id, uid, parent_id, dimension_id AS within FROM main.tags"

_OVERTAKEN = (
    "SELECT i.id FROM brief_issues i WHERE i.state = 'issued' AND EXISTS (SELECT 1 FROM brief_issues j"
    " WHERE j.brief_id = i.brief_id AND j.number = i.number AND j.state = 'issued'"
    " AND (j.version, j.issued_at, j.uid) > (i.version, i.issued_at, i.uid))"
)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a table that name others of it: by id what each names, its uid, and within what both have to be."""

    named: Mapping[int, int | None]
    uids: Mapping[int, str]
    within: Mapping[int, int | None]

    @classmethod
    def of(cls, rows: Iterable[sqlite3.Row]) -> "_Rows":
        """Of a query that says so."""
        found = [tuple(row) for row in rows]
        return cls(
            {row_id: named for row_id, _, named, _ in found},
            {row_id: uid for row_id, uid, _, _ in found},
            {row_id: within for row_id, _, _, within in found},
        )


def repair(store: Store) -> list[tuple[str, str]]:
    """Set right what a merge put together, inside its step; returns kind and uid of the rows that it wrote to."""
    changed = []
    for (kind, column), (sql, mended) in _NAMING_THEIR_LIKE.items():
        values = mended(_Rows.of(store.execute(sql)))
        _keep(store, kind, column, values)
        changed += _written(store, kind, column, values)
    overtaken = dict.fromkeys(store.column(_OVERTAKEN), IssueState.SUPERSEDED.value)
    return [*changed, *_written(store, "brief_issues", "state", overtaken)]


def still_right(connection: sqlite3.Connection, others: Iterable[Unlike]) -> Iterator[Unlike]:
    """Those that were set right and would be so again, as they are now, if each of them said again what it had said.

    Not so where somebody here took the lead of a member out of the group under which a merge had put both.
    """
    by_place: dict[tuple[str, str], list[Unlike]] = {}
    for one in others:
        by_place.setdefault((one.kind, one.column), []).append(one)
    for place, (sql, mended) in _NAMING_THEIR_LIKE.items():
        if some := by_place.get(place):
            rows = _Rows.of(connection.execute(sql))
            said = {**rows.named, **{one.row_id: one.said for one in some}}
            again = {**said, **mended(replace(rows, named=said))}
            yield from (one for one in some if again[one.row_id] == rows.named[one.row_id])


def _keep(store: Store, kind: str, column: str, ids: Iterable[int]) -> None:
    """Keep what references of rows say that are to be set right."""
    sql = (
        f"INSERT OR IGNORE INTO emptied({NAMES}) SELECT ?, t.uid, t.hlc, t.replica_id, ?, r.uid"
        f" FROM {kind} t JOIN {kind} r ON r.id = t.{column} WHERE t.id = ?"
    )
    store.execute_each(sql, [(kind, column, row_id) for row_id in ids])


def _written(store: Store, kind: str, column: str, values: Mapping[int, object]) -> list[tuple[str, str]]:
    """Set a column of rows, by id, without a new clock; returns kind and uid of each."""
    sql = f"UPDATE {kind} SET {column} = ? WHERE id = ?"
    store.execute_each(sql, [(value, row_id) for row_id, value in values.items()])
    return [(kind, str(store.value(f"SELECT uid FROM {kind} WHERE id = ?", (row_id,)))) for row_id in values]


def _leads(rows: _Rows) -> dict[int, int | None]:
    """New leads by id, so that copies of a copy are copies of what leads that; of a circle, the first by uid leads."""
    before, leads = rows.named, dict(rows.named)
    led = {copy: lead for copy, lead in before.items() if lead is not None and lead != copy}
    astray = (copy for copy, lead in led.items() if lead in led)
    for article_id in sorted(astray, key=lambda found: rows.uids[found]):
        chain = [article_id]
        while (above := leads.get(chain[-1])) is not None and above != chain[-1] and above not in chain:
            chain.append(above)
        ring = chain[chain.index(above) :] if above in chain else chain[-1:]
        circle = len(ring) > 1
        root = min(ring, key=lambda found: rows.uids[found]) if circle else chain[-1]
        for member in chain:
            if member != root or circle:
                leads[member] = None if member == root else root
    return {article_id: lead for article_id, lead in leads.items() if before[article_id] != lead}


def _parents(rows: _Rows) -> dict[int, int | None]:
    """New parents by id: each of the same dimension, circles broken at their first by uid, what is too deep lifted."""
    parents = {tag_id: _within(rows, tag_id, parent) for tag_id, parent in rows.named.items()}
    for tag_id in sorted(parents, key=lambda found: rows.uids[found]):
        above: list[int] = []
        up = parents[tag_id]
        while up is not None and up != tag_id and up not in above:
            above.append(up)
            up = parents[up]
        if up == tag_id:
            parents[tag_id] = None
        elif len(above) >= MOST_LEVELS:
            parents[tag_id] = above[-(MOST_LEVELS - 1)]
    return {tag_id: parent for tag_id, parent in parents.items() if rows.named[tag_id] != parent}


def _within(rows: _Rows, row_id: int, named: int | None) -> int | None:
    return named if named is not None and rows.within[named] == rows.within[row_id] else None


_NAMING_THEIR_LIKE: Mapping[tuple[str, str], tuple[str, Callable[[_Rows], dict[int, int | None]]]] = {
    ("articles", "lead_id"): (_LEADS, _leads),
    ("tags", "parent_id"): (_PARENTS, _parents),
}
"""By kind and column, references to rows of the same table: how these are read, and what sets them right."""
