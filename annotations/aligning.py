"""Which stretches of a text stand unchanged in another version of it: the difference of two texts, for long ones too.

Lines are matched first, then words inside the lines that differ. Of long stretches, those lines and words serve as
landmarks that each version has once ("patience"), so that a megabyte takes a second and not an hour.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_SMALL = 40_000
"""Pairs of pieces up to which each may be compared with each."""
_WITHOUT_LANDMARKS = 10_000_000
"""Pairs of pieces compared in all where there are more of them, but nothing to find one's way by."""
_MOST_VISITS = 4_000_000
"""Pieces looked at in all, after which what is left counts as changed: no text may take minutes."""

_RUNS = (1, 5, 15)
"""Numbers of pieces that make a landmark together, tried in turn."""

Quad = tuple[int, int, int, int]
"""Start and end of a stretch of the old text, start and end of one of the new text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that both versions have: where it starts in the old and in the new one, and its code points."""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class Change:
    """What stands between two blocks: the old words from `old` to `old_end` became the new ones, either may be none."""

    old: int
    old_end: int
    new: int
    new_end: int


def aligned(old: str, new: str) -> list[Block]:
    """Return what did not change, in order; stretches that touch in both versions are one.

    Where several readings are possible (one of two equal words went), what comes first counts as unchanged.
    """
    blocks: list[Block] = []
    for found in _matched(_cut(_LINES, old), _cut(_LINES, new)):
        blocks += found if isinstance(found, list) else _in_words(old, new, found)
    return _joined(sorted(blocks, key=lambda block: block.old))


def aligned_backwards(old: str, new: str) -> list[Block]:
    """As `aligned`, but where several readings are possible, what comes last counts as unchanged."""
    mirrored = aligned(old[::-1], new[::-1])
    return [
        Block(len(old) - block.old - block.length, len(new) - block.new - block.length, block.length)
        for block in reversed(mirrored)
    ]


def changes(blocks: Iterable[Block], old_length: int, new_length: int) -> list[Change]:
    """Return what differs: the stretches between the blocks of two texts of these lengths, in order."""
    return list(_gaps(blocks, (0, old_length, 0, new_length)))


def _gaps(blocks: Iterable[Block], bounds: Quad) -> Iterator[Change]:
    old, old_end, new, new_end = bounds
    for block in (*blocks, Block(old_end, new_end, 0)):
        if block.old > old or block.new > new:
            yield Change(old, block.old, new, block.new)
        old, new = block.old + block.length, block.new + block.length


def _in_words(old: str, new: str, gap: Quad) -> Iterator[Block]:
    """Match the words of two stretches that differ, and then the letters at the edges of what is left."""
    a, b, c, d = gap
    for found in _matched(_cut(_WORDS, old, a, b), _cut(_WORDS, new, c, d)):
        yield from found if isinstance(found, list) else _edges(old, new, found)


def _edges(old: str, new: str, gap: Quad) -> Iterator[Block]:
    a, b, c, d = gap
    one, other = old[a:b], new[c:d]
    head = _common(one, other)
    if head:
        yield Block(a, c, head)
    tail = _common(one[head:][::-1], other[head:][::-1])
    if tail:
        yield Block(b - tail, d - tail, tail)


def _common(one: str, other: str) -> int:
    """The number of code points that two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A stretch of text cut into pieces, with the offset of each and of the end."""

    pieces: list[str]
    starts: list[int]


def _cut(pattern: "re.Pattern[str]", text: str, start: int = 0, end: int | None = None) -> _Pieces:
    end = len(text) if end is None else end
    found = list(pattern.finditer(text, start, end))
    return _Pieces([match.group() for match in found], [*(match.start() for match in found), end])


def _matched(old: _Pieces, new: _Pieces) -> Iterator[list[Block] | Quad]:
    """Yield blocks of equal pieces, and between them the stretches in which none are."""
    pairs = sorted(_pairs(old.pieces, new.pieces))
    blocks = [
        Block(old.starts[a], new.starts[b], old.starts[a + count] - old.starts[a]) for a, b, count in pairs if count
    ]
    yield blocks
    for gap in _gaps(blocks, (old.starts[0], old.starts[-1], new.starts[0], new.starts[-1])):
        if gap.old < gap.old_end and gap.new < gap.new_end:
            yield gap.old, gap.old_end, gap.new, gap.new_end


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield runs of equal pieces: place in the old and in the new list, and their number; in no order."""
    waiting: list[Quad] = [(0, len(old), 0, len(new))]
    visits, pairs_left = 0, _WITHOUT_LANDMARKS
    while waiting:
        a, b, c, d = waiting.pop()
        visits += b - a + d - c
        head = 0
        while a + head < b and c + head < d and old[a + head] == new[c + head]:
            head += 1
        if head:
            yield a, c, head
        a, c = a + head, c + head
        tail = 0
        while a < b - tail and c < d - tail and old[b - tail - 1] == new[d - tail - 1]:
            tail += 1
        if tail:
            yield b - tail, d - tail, tail
        b, d = b - tail, d - tail
        if a == b or c == d:
            continue
        pairs = (b - a) * (d - c)
        between = list(_between(old, new, (a, b, c, d))) if pairs > _SMALL and visits <= _MOST_VISITS else []
        waiting += between
        if pairs <= _SMALL or (not between and pairs <= pairs_left):
            pairs_left -= pairs if pairs > _SMALL else 0
            yield from _each_with_each(old, new, (a, b, c, d))


def _each_with_each(old: list[str], new: list[str], gap: Quad) -> Iterator[tuple[int, int, int]]:
    a, b, c, d = gap
    matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
    yield from ((a + found.a, c + found.b, found.size) for found in matcher.get_matching_blocks() if found.size)


def _between(old: list[str], new: list[str], gap: Quad) -> Iterator[Quad]:
    """Yield the stretches from one landmark to the next; nothing where there is no landmark."""
    landmarks = _landmarks(old, new, gap)
    if not landmarks:
        return
    a, b, c, d = gap
    edges = [*landmarks, (b, d)]
    if edges[0] != (a, c):
        edges.insert(0, (a, c))
    for (start, other), (end, other_end) in pairwise(edges):
        yield start, end, other, other_end


def _landmarks(old: list[str], new: list[str], gap: Quad) -> list[tuple[int, int]]:
    """Places of what both stretches have exactly once, as many as stand in the same order in both.

    Single pieces, or where there are none, runs of some: a long text repeats every word, but few phrases.
    """
    a, b, c, d = gap
    for run in _RUNS:
        ours = [hash(tuple(old[n : n + run])) for n in range(a, b - run + 1)]
        theirs = [hash(tuple(new[n : n + run])) for n in range(c, d - run + 1)]
        once = {mark for mark, count in Counter(ours).items() if count == 1}
        once &= {mark for mark, count in Counter(theirs).items() if count == 1}
        places = {mark: n for n, mark in enumerate(theirs, c) if mark in once}
        if found := _rising([(n, places[mark]) for n, mark in enumerate(ours, a) if mark in once]):
            return found
    return []


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection whose second numbers rise as the first ones do."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        pile = bisect_left(ends, place)
        ends[pile : pile + 1] = [place]
        last[pile : pile + 1] = [at]
        before.append(last[pile - 1] if pile else -1)
    found: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """Make one of blocks that touch in both texts."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last and last.old + last.length == block.old and last.new + last.length == block.new:
            found[-1] = Block(last.old, last.new, last.length + block.length)
        else:
            found.append(block)
    return found
