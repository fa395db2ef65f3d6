"""Outlets that turn out to be one."""

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from annotations.articles import Outlet
from annotations.outlets import taken_over
from annotations.progress import Progress
from annotations.store.saved_filters import let_follow
from annotations.store.store import Store

if TYPE_CHECKING:
    from annotations.store.outlets import Outlets

_BATCH = 500


def merge(store: Store, outlets: "Outlets", stays: Outlet, others: Sequence[Outlet]) -> Generator[Progress, None, int]:
    """Give the articles of outlets to the one that stays, and their names as its aliases; returns how many articles.

    What the one that stays lacks (country, medium and so on) it takes over from the first that has it. It keeps its
    uid: a copy of the project in which nothing was merged knows it by that. Filters kept by name follow.
    """
    moved = 0
    for other in others:
        ids = store.column("SELECT id FROM articles WHERE outlet_id = ? ORDER BY id", (other.id,))
        for place in range(0, len(ids), _BATCH):
            yield Progress(place, len(ids), other.name)
            store.update("articles", ids[place : place + _BATCH], outlet_id=stays.id)
        moved += len(ids)
    let_follow(store, [other.uid for other in others], stays.uid)
    outlets.update(stays.id, **taken_over(stays, others))
    store.delete("outlets", [other.id for other in others])
    return moved
