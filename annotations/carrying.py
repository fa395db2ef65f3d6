"""Carrying claims from a text over to a corrected one: each stays on its words, or is told not to have a place."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotations.aligning import Block, Change, aligned, aligned_backwards, changes
from annotations.spans import Anchor, Span, snapped

_LONG_ENOUGH = 24
"""Code points from which on a quote that was moved elsewhere is known by itself."""
_ENOUGH_AROUND = 12
"""Code points before or after a shorter quote by which it is known."""
_MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class Lost:
    """A passage whose words were changed. `near` is what stands at its place now, None where nothing is left."""

    anchor: Anchor
    near: Span | None


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of the passages of a text: `placed` and `lost` by the key of their claim; `cuts` in order."""

    placed: Mapping[int, Span]
    lost: Mapping[int, Lost]
    cuts: tuple[Span, ...] = ()
    blocks: tuple[Block, ...] = ()
    changes: tuple[Change, ...] = field(default=())


def carried(old: str, new: str, anchors: Mapping[int, Anchor], cuts: Iterable[Span] = ()) -> Carried:
    """Find the passages of claims, and what was cut, in a corrected text.

    A claim is placed where its words did not change, or where they were moved to, word for word. It is never placed
    on other words, nor on the same words of another sentence that was there before.
    """
    blocks = aligned(old, new)
    differences = changes(blocks, len(old), len(new))
    ways = [_Way(blocks)]
    placed: dict[int, Span] = {}
    lost: dict[int, Lost] = {}
    for key, anchor in anchors.items():
        span = ways[0].moved(anchor.span)
        if span is None and len(ways) == 1:
            ways.append(_Way(aligned_backwards(old, new)))
        span = span or ways[-1].moved(anchor.span) or _elsewhere(new, anchor, differences)
        if span is not None:
            placed[key] = span
        else:
            near = ways[0].near(anchor.span, len(old), len(new))
            lost[key] = Lost(anchor, snapped(new, near) if near else None)
    kept = [ways[0].what_is_left(cut) for cut in cuts]
    return Carried(placed, lost, tuple(cut for cut in kept if cut), tuple(blocks), tuple(differences))


class _Way:
    """From offsets of the old text to those of the new one, by what did not change."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._starts = [block.old for block in blocks]

    def _at(self, offset: int) -> Block | None:
        """The last block that starts at an offset or before it."""
        at = bisect_right(self._starts, offset) - 1
        return self._blocks[at] if at >= 0 else None

    def moved(self, span: Span) -> Span | None:
        """Where a passage stands now, if nothing in it changed."""
        block = self._at(span.start)
        if block is None or span.end > block.old + block.length:
            return None
        by = block.new - block.old
        return Span(span.start + by, span.end + by)

    def near(self, span: Span, old_length: int, new_length: int) -> Span | None:
        """What stands now between what stood on either side of a passage."""
        before, after = self._at(span.start), self._at(span.end)
        start = 0
        if before is not None:
            start = before.new + min(span.start - before.old, before.length)
        if after is not None and span.end <= after.old + after.length:
            end = after.new + span.end - after.old
        else:
            following = bisect_right(self._starts, span.end)
            end = self._blocks[following].new if following < len(self._blocks) else new_length
        return Span(start, end) if end > start and span.end <= old_length else None

    def what_is_left(self, span: Span) -> Span | None:
        """The stretch from the first to the last code point of a passage that did not change."""
        inside = [
            (max(block.old, span.start), min(block.old + block.length, span.end), block.new - block.old)
            for block in self._blocks
            if block.old < span.end and block.old + block.length > span.start
        ]
        return Span(inside[0][0] + inside[0][2], inside[-1][1] + inside[-1][2]) if inside else None


def _elsewhere(new: str, anchor: Anchor, differences: Iterable[Change]) -> Span | None:
    """Where the words were moved to: the one place in what is new that has them, known by length or by context."""
    found: set[int] = set()
    for change in differences:
        low = max(0, change.new - len(anchor.exact) + 1)
        high = min(len(new), change.new_end + len(anchor.exact) - 1)
        at = new.find(anchor.exact, low, high)
        while at >= 0 and len(found) <= _MOST_PLACES:
            found.add(at)
            at = new.find(anchor.exact, at + 1, high)
    places = [at for at in found if len(anchor.exact) >= _LONG_ENOUGH or _known(new, anchor, at)]
    if len(places) > 1:
        places = [at for at in places if _known(new, anchor, at)]
    return Span(places[0], places[0] + len(anchor.exact)) if len(places) == 1 else None


def _known(text: str, anchor: Anchor, at: int) -> bool:
    """Whether the words at a place have the same before them or after them as they had."""
    before, after = anchor.prefix[-_ENOUGH_AROUND:], anchor.suffix[:_ENOUGH_AROUND]
    end = at + len(anchor.exact)
    return (len(before) == _ENOUGH_AROUND and text[max(0, at - len(before)) : at] == before) or (
        len(after) == _ENOUGH_AROUND and text[end : end + len(after)] == after
    )
