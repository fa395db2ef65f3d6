"""What keeps wire-copy groups whole, whoever deletes, leaves out or replaces their lead."""

import json
from collections.abc import Collection

from annotations.store.sql import marks
from annotations.store.store import Store

CARRIED = (
    "(a.lead_id IS NOT NULL AND a.lead_id <> a.id"
    " AND EXISTS (SELECT 1 FROM main.articles l WHERE l.id = a.lead_id AND l.status <> 'left-out'))"
)
"""Condition on articles `a`: wire copies, with which nothing is to be done as their lead is there to be read."""

AMONG_CARRIED = (
    "a.id IN (SELECT c.id FROM main.articles c INDEXED BY articles_lead JOIN main.articles l ON l.id = c.lead_id"
    " WHERE c.lead_id IS NOT NULL AND c.lead_id <> c.id AND l.status <> 'left-out')"
)
"""The same condition for lists: all copies are looked up once, and the articles themselves stay unread, in indexes."""

_BATCH = 500


def followers(store: Store, leads: Collection[int]) -> list[int]:
    """Ids of the copies that these articles lead, whether or not they are left out, in order."""
    listed, found = sorted(leads), []
    for place in range(0, len(listed), _BATCH):
        some = listed[place : place + _BATCH]
        sql = f"SELECT id FROM articles WHERE lead_id IN ({marks(some)}) AND lead_id <> id"
        found += store.column(sql, some)
    return sorted(found)


def leaders(store: Store, ids: Collection[int]) -> set[int]:
    """Those of some articles that lead copies, be these left out or not."""
    listed = sorted(ids)
    found: set[int] = set()
    for place in range(0, len(listed), _BATCH):
        some = listed[place : place + _BATCH]
        sql = f"SELECT DISTINCT lead_id FROM articles WHERE lead_id IN ({marks(some)}) AND lead_id <> id"
        found.update(store.column(sql, some))
    return found


def hand_on(store: Store, ids: Collection[int], *, only_to_kept: bool = False) -> None:
    """Let each group that one of these articles leads be led by another one, inside a step.

    That is the first by date of those that are neither left out nor among these. Where none is left, one that is left
    out leads rather than that the group falls apart, or nothing is done if it may go `only_to_kept` ones. The old leads
    are copies then, unless nobody else is left.
    """
    going = set(ids)
    for lead in sorted(leaders(store, going)):
        members = followers(store, [lead])
        heirs = [member for member in members if member not in going]
        sql = (
            f"SELECT id, status = 'left-out' FROM articles WHERE id IN ({marks(heirs)})"
            " ORDER BY status = 'left-out', published = '', published, id LIMIT 1"
        )
        found = store.row(sql, heirs)
        if found is None or (only_to_kept and found[1]):
            continue
        heir = int(found[0])
        store.update("articles", [heir], lead_id=None)
        store.update("articles", [lead, *(member for member in members if member != heir)], lead_id=heir)


def leave_alone(store: Store, ids: Collection[int | None]) -> None:
    """Let those of some articles that are no copies stay so, whoever leaves their group or takes their place.

    Inside a step. Where articles led one another and a merge made one of them the lead, the next merge would let it
    follow those who leave it.
    """
    sql = "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) AND lead_id IS NULL"
    store.empty("articles", "lead_id", store.column(sql, [json.dumps(sorted({one for one in ids if one is not None}))]))
