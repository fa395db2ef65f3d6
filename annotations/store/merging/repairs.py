"""What has to hold among rows that came together.

Leads of groups lead, trees of tags have no circles, and of the issues of a brief with one number one is not superseded.

Rows are set right without a new clock: both copies come to the same, whichever was merged into which, and neither
overrides what was written elsewhere meanwhile. What a row had said that is set right is kept as if it had been emptied,
also of the head of what came round, which names nothing then: the next merge begins with what was written, so that the
order of merging does not matter. Copies whose lead is gone go on as a group: who deleted it did not know of them.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from annotations.brief.editions import IssueState
from annotations.codebook_tree import MOST_LEVELS
from annotations.store.merging.emptied import Unlike
from annotations.store.store import Store
from annotations.store.undo.emptied import NAMES


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a table that have to agree: by id what each says, within what they do, and by what they are put in order.

    Of rows that name others of their table, what each says is the id of that, or the uid of one that is gone. `stored`
    is what stands in each.
    """

    stored: Mapping[int, Any]
    said: Mapping[int, Any]
    within: Mapping[int, Any]
    order: Mapping[int, tuple[Any, ...]]

    @classmethod
    def of(cls, rows: Iterable[sqlite3.Row], gone: Iterable[sqlite3.Row]) -> "_Rows":
        """Of a query that says so, in this order after the id, and of those that name what is gone."""
        found = [tuple(row) for row in rows]
        stored = {row_id: said for row_id, said, *_ in found}
        return cls(
            stored,
            {**stored, **{row_id: uid for row_id, uid in map(tuple, gone) if stored[row_id] is None}},
            {row_id: within for row_id, _, within, *_ in found},
            {row_id: tuple(order) for row_id, _, _, *order in found},
        )


_GONE = (
    "SELECT t.id, e.target FROM emptied e"
    " JOIN main.{kind} t ON t.uid = e.uid AND t.hlc = e.hlc AND t.replica_id = e.replica_id"
    " WHERE e.kind = ? AND e.name = ? AND NOT EXISTS (SELECT 1 FROM main.{kind} r WHERE r.uid = e.target)"
)
"""Rows that name one of their table that is gone, with its uid."""


def repair(store: Store) -> list[tuple[str, str]]:
    """Set right what a merge put together, inside its step; returns kind and uid of the rows that it wrote to."""
    changed = []
    for (kind, column), rule in _RULES.items():
        rows = _Rows.of(store.execute(rule.read), store.execute(_GONE.format(kind=kind), (kind, column)))
        values = {row_id: said for row_id, said in rule.mended(rows).items() if rows.stored[row_id] != said}
        _keep(store, kind, column, values)
        changed += _written(store, kind, column, values)
    return changed


def still_right(connection: sqlite3.Connection, others: Iterable[Unlike]) -> Iterator[Unlike]:
    """Those that were set right and would be so again, as they are now, if each of them said again what it had said.

    Not so where somebody here took the lead of a member out of the group under which a merge had put both, or deleted
    the issue that had superseded one.
    """
    by_place: dict[tuple[str, str], list[Unlike]] = {}
    for one in others:
        by_place.setdefault((one.kind, one.column), []).append(one)
    for place, rule in _RULES.items():
        if some := by_place.get(place):
            rows = _Rows.of(connection.execute(rule.read), connection.execute(_GONE.format(kind=place[0]), place))
            said = {**rows.said, **{one.row_id: one.said for one in some}}
            again = {**said, **rule.mended(replace(rows, said=said))}
            yield from (one for one in some if again[one.row_id] == rows.stored[one.row_id])


def _keep(store: Store, kind: str, column: str, ids: Iterable[int]) -> None:
    """Keep what rows say that are to be set right."""
    sql = (
        f"INSERT OR IGNORE INTO emptied({NAMES}) SELECT ?, t.uid, t.hlc, t.replica_id, ?, {_RULES[kind, column].told}"
        f" FROM {kind} t LEFT JOIN {kind} r ON r.id = t.{column} WHERE t.id = ?"
    )
    store.execute_each(sql, [(kind, column, row_id) for row_id in ids])


def _written(store: Store, kind: str, column: str, values: Mapping[int, object]) -> list[tuple[str, str]]:
    """Set a column of rows, by id, without a new clock; returns kind and uid of each."""
    sql = f"UPDATE {kind} SET {column} = ? WHERE id = ?"
    store.execute_each(sql, [(value, row_id) for row_id, value in values.items()])
    return [(kind, str(store.value(f"SELECT uid FROM {kind} WHERE id = ?", (row_id,)))) for row_id in values]


def _leads(rows: _Rows) -> dict[int, int | None]:
    """New leads by id: copies of a copy are copies of what leads that; the first by uid leads where none does.

    So it is in a circle, and where the lead is gone and nobody who deleted it gave the group another one.
    """
    leads = _without_gone(rows)
    led = {copy: lead for copy, lead in leads.items() if lead is not None and lead != copy}
    astray = (copy for copy, lead in led.items() if lead in led)
    for article_id in sorted(astray, key=rows.order.__getitem__):
        chain = [article_id]
        while (above := leads.get(chain[-1])) is not None and above != chain[-1] and above not in chain:
            chain.append(above)
        ring = chain[chain.index(above) :] if above in chain else chain[-1:]
        circle = len(ring) > 1
        root = min(ring, key=rows.order.__getitem__) if circle else chain[-1]
        for member in chain:
            if member != root or circle:
                leads[member] = None if member == root else root
    return {article_id: lead for article_id, lead in leads.items() if rows.said[article_id] != lead}


def _without_gone(rows: _Rows) -> dict[int, int | None]:
    """Leads by id: in the place of one that is gone the first of those who name it."""
    leads, first = dict(rows.said), dict[str, int]()
    for article_id in sorted((one for one, lead in leads.items() if _is_gone(lead)), key=rows.order.__getitem__):
        heir = first.setdefault(leads[article_id], article_id)
        leads[article_id] = None if heir == article_id else heir
    return leads


def _is_gone(named: int | str | None) -> bool:
    return isinstance(named, str)


def _parents(rows: _Rows) -> dict[int, int | None]:
    """New parents by id: each of the same dimension, circles broken at their first by uid, what is too deep lifted."""
    parents = {tag_id: _within(rows, tag_id, parent) for tag_id, parent in rows.said.items()}
    ordered = sorted(parents, key=rows.order.__getitem__)
    for tag_id in ordered:
        if tag_id in _above(parents, tag_id):
            parents[tag_id] = None
    for tag_id in ordered:
        above = _above(parents, tag_id)
        if len(above) >= MOST_LEVELS:
            parents[tag_id] = above[-(MOST_LEVELS - 1)]
    return {tag_id: parent for tag_id, parent in parents.items() if rows.said[tag_id] != parent}


def _within(rows: _Rows, row_id: int, named: int | str | None) -> int | None:
    return named if isinstance(named, int) and rows.within[named] == rows.within[row_id] else None


def _above(parents: Mapping[int, int | None], tag_id: int) -> list[int]:
    """What is above a tag, from its parent on, as far as it does not come round: to the tag itself or another one."""
    found: list[int] = []
    up = parents[tag_id]
    while up is not None and up not in found:
        found.append(up)
        up = parents[up]
    return found


def _states(rows: _Rows) -> dict[int, str]:
    """New states by id, so that of the issues with one number the last by version, day and uid is not superseded."""
    issued = [issue_id for issue_id, state in rows.said.items() if state == IssueState.ISSUED]
    last: dict[Any, int] = {}
    for issue_id in sorted(issued, key=rows.order.__getitem__):
        last[rows.within[issue_id]] = issue_id
    return dict.fromkeys((one for one in issued if last[rows.within[one]] != one), IssueState.SUPERSEDED.value)


class _Rule(NamedTuple):
    """What has to hold of a column.

    How rows are read (see `_Rows.of`), what sets them right, and how a row `t` tells what it says in words of every
    copy, where `r` is the row that it names.
    """

    read: str
    mended: Callable[[_Rows], Mapping[int, object]]
    told: str


_RULES: Mapping[tuple[str, str], _Rule] = {
    ("articles", "lead_id"): _Rule("SELECT id, lead_id, NULL, uid FROM main.articles", _leads, "r.uid"),
    ("tags", "parent_id"): _Rule("SELECT id, parent_id, dimension_id, uid FROM main.tags", _parents, "r.uid"),
    ("brief_issues", "state"): _Rule(
        "SELECT id, state, json_array(brief_id, number), version, issued_at, uid FROM main.brief_issues",
        _states,
        "t.state",
    ),
}
"""By kind and column."""
