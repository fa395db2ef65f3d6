"""Where cards go in the margin: beside their lines, pushed apart where they would collide.

Each paragraph with claims has a band, from its top to the next paragraph with claims, or somewhat further down if it
needs more room. Cards never leave their band, so scrolling moves them without rearranging and none drifts away from
its passage; where a band is too short, its cards get smaller before any is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 6
"""Pixels between two cards."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A card that wants to stand at `y`; `heights` are those of its sizes, largest first."""

    claim_id: int
    y: float
    heights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands and which of its sizes it has; `waiting` are those left out, the next to be shown first."""

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
        bottom: lower edge; no card reaches beyond it unless it is the only one shown and too tall itself.
        active: this claim's card is shown whatever else is left out, as large as there is room for, and at its line
            where the others find room above and below it.

    Returns:
        Places in reading order that do not overlap. The last one names the claims that found no room: those after the
        active one, then those before it, so that activating the first again and again comes by all of them.
    """
    if not wishes:
        return []
    sizes = [len(wish.heights) - 1 for wish in wishes]
    if _total(wishes, sizes) > bottom - top:
        return _crowded(wishes, top, bottom, active)
    return _spread(wishes, _enlarged(wishes, sizes, active, bottom - top), top, bottom, active)


def needed(wishes: Sequence[Wish]) -> float:
    """How far down a band reaches at most: the last line that has a card, and room for all cards in full."""
    return wishes[-1].y + sum(wish.heights[0] + GAP for wish in wishes)


def border(upper: Sequence[Wish], start: float, lower: Sequence[Wish], top: float, end: float) -> float:
    """Where the band of `upper` ends and that of `lower` begins.

    It is the top of the lower paragraph, or that one's first card if the upper cards have use for the room, or lower
    still if otherwise some of them were left out and the lower ones do not need the room.

    Args:
        upper: the cards of one paragraph, at least one.
        start: where that paragraph begins.
        lower: the cards of the next paragraph with cards.
        top: where that one begins; its cards wish to stand no higher.
        end: where the one after begins.
    """
    full = sum(wish.heights[0] + GAP for wish in upper)
    usual = max(top, min(lower[0].y, upper[0].y + full))
    return max(usual, min(start + _least(upper), end - _least(lower)))


def _least(wishes: Sequence[Wish]) -> float:
    return sum(wish.heights[-1] + GAP for wish in wishes)


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
    """As many of the smallest cards as fit, the active one among them; the last says which are left out."""
    smallest = len(wishes[0].heights) - 1
    room = bottom - top
    kept = {wish.claim_id for wish in wishes if wish.claim_id == active}
    used = sum(wish.heights[-1] for wish in wishes if wish.claim_id == active)
    for wish in wishes:
        if wish.claim_id in kept:
            continue
        height = wish.heights[smallest] + (GAP if kept else 0)
        if kept and used + height > room:
            break
        kept.add(wish.claim_id)
        used += height
    chosen = [wish for wish in wishes if wish.claim_id in kept]
    at = next((number for number, wish in enumerate(wishes) if wish.claim_id == active), 0)
    waiting = tuple(wish.claim_id for wish in (*wishes[at:], *wishes[:at]) if wish.claim_id not in kept)
    places = _spread(chosen, [smallest] * len(chosen), top, bottom, active)
    last = places[-1]
    return [*places[:-1], Place(last.claim_id, last.y, last.height, last.size, waiting)]


def _spread(
    wishes: Sequence[Wish], sizes: Sequence[int], top: float, bottom: float, active: int | None = None
) -> list[Place]:
    """Push down what collides, then up again what hangs over the lower edge; the active card stays at its line.

    Those before it are pushed up where it needs their place, as far as the upper edge allows.
    """
    heights = [wish.heights[size] for wish, size in zip(wishes, sizes, strict=True)]
    ys = [wish.y for wish in wishes]
    at = next((number for number, wish in enumerate(wishes) if wish.claim_id == active), None)
    if at is None:
        tops = _stacked(ys, heights, top, bottom)
    else:
        before, after = sum(heights[:at]) + GAP * at, sum(heights[at:]) + GAP * (len(wishes) - at - 1)
        own = max(top + before, min(ys[at], bottom - after))
        upper = _stacked(ys[:at], heights[:at], top, own - GAP)
        tops = [*upper, own, *_stacked(ys[at + 1 :], heights[at + 1 :], own + heights[at] + GAP, bottom)]
    return [
        Place(wish.claim_id, y, height, size)
        for wish, y, height, size in zip(wishes, tops, heights, sizes, strict=True)
    ]


def _stacked(ys: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Upper edges in order and apart, as near to `ys` as the edges allow."""
    tops: list[float] = []
    free = top
    for y, height in zip(ys, heights, strict=True):
        tops.append(max(y, free))
        free = tops[-1] + height + GAP
    limit = bottom
    for at in range(len(tops) - 1, -1, -1):
        tops[at] = max(top, min(tops[at], limit - heights[at]))
        limit = tops[at] - GAP
    return tops
