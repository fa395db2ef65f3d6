"""Where cards go in the margin: beside their lines, pushed apart where they would collide.

Each paragraph with claims has a band, from its top to the top of the next paragraph with claims. Cards never leave
their band, so scrolling moves them without rearranging and none drifts away from its passage; where a band is too
short, its cards get smaller before any is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 6
"""Pixels between two cards."""

STUB = 16
"""Height of the line that says how many cards are left out."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A card that wants to stand at `y`; `heights` are those of its sizes, largest first."""

    claim_id: int
    y: float
    heights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands and which of its sizes it has; `waiting` are those left out below it."""

    claim_id: int
    y: float
    height: float
    size: int
    waiting: tuple[int, ...] = ()

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


def arrange(wishes: Sequence[Wish], top: float, bottom: float, active: int | None = None) -> list[Place]:
    """Place the cards of one band.

    Args:
        wishes: the cards in reading order.
        top: upper edge of the band.
        bottom: lower edge; no card reaches beyond it unless it is the only one left and too tall itself.
        active: this claim's card is shown whatever else is left out, and as large as there is room for.

    Returns:
        Places in reading order that do not overlap. The last one names the claims that found no room.
    """
    if not wishes:
        return []
    sizes = [len(wish.heights) - 1 for wish in wishes]
    if _total(wishes, sizes) > bottom - top:
        return _crowded(wishes, top, bottom, active)
    return _spread(wishes, _enlarged(wishes, sizes, active, bottom - top), top, bottom)


def _total(wishes: Sequence[Wish], sizes: Sequence[int]) -> float:
    return sum(w.heights[s] for w, s in zip(wishes, sizes, strict=True)) + GAP * (len(wishes) - 1)


def _enlarged(wishes: Sequence[Wish], sizes: list[int], active: int | None, room: float) -> list[int]:
    """The sizes made larger as far as there is room: the active card first, then all by one step, and by another."""
    free = room - _total(wishes, sizes)
    order = [at for at, wish in enumerate(wishes) if wish.claim_id == active for _ in wish.heights[1:]]
    order += [at for _ in wishes[0].heights[1:] for at in range(len(wishes))]
    for at in order:
        more = wishes[at].heights[sizes[at] - 1] - wishes[at].heights[sizes[at]] if sizes[at] else 0.0
        if sizes[at] and more <= free:
            sizes[at] -= 1
            free -= more
    return sizes


def _crowded(wishes: Sequence[Wish], top: float, bottom: float, active: int | None) -> list[Place]:
    """As many of the smallest cards as fit, the active one among them, and a line for the rest."""
    smallest = len(wishes[0].heights) - 1
    room = bottom - top - STUB - GAP
    kept = {wish.claim_id for wish in wishes if wish.claim_id == active}
    used = sum(wish.heights[-1] for wish in wishes if wish.claim_id == active)
    for wish in wishes:
        height = wish.heights[smallest] + (GAP if kept else 0)
        if kept and used + height > room:
            break
        if wish.claim_id not in kept:
            kept.add(wish.claim_id)
            used += height
    chosen = [wish for wish in wishes if wish.claim_id in kept]
    waiting = tuple(wish.claim_id for wish in wishes if wish.claim_id not in kept)
    places = _spread(chosen, [smallest] * len(chosen), top, max(top, bottom - STUB - GAP))
    last = places[-1]
    return [*places[:-1], Place(last.claim_id, last.y, last.height, last.size, waiting)]


def _spread(wishes: Sequence[Wish], sizes: Sequence[int], top: float, bottom: float) -> list[Place]:
    """Push down what collides, then up again what hangs over the lower edge."""
    heights = [wish.heights[size] for wish, size in zip(wishes, sizes, strict=True)]
    tops: list[float] = []
    free = top
    for wish, height in zip(wishes, heights, strict=True):
        tops.append(max(wish.y, free))
        free = tops[-1] + height + GAP
    limit = bottom
    for at in range(len(tops) - 1, -1, -1):
        tops[at] = max(top, min(tops[at], limit - heights[at]))
        limit = tops[at] - GAP
    return [
        Place(wish.claim_id, y, height, size)
        for wish, y, height, size in zip(wishes, tops, heights, sizes, strict=True)
    ]
