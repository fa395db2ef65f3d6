"""Texts that are nearly the same: agency copy that outlets carry with an edited headline, a cut end, another byline.

A text is sketched by a fixed share of the hashes of its word shingles (FracMinHash, Irber and others 2022, after
Broder's MinHash). Two sketches tell how much of the shorter text stands in the longer one, whatever their lengths; a
similarity of the whole texts would miss a copy that was cut in half.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

SHINGLE = 4
"""Words in a shingle."""

THRESHOLD = 0.5
"""Share of the shorter text from which two texts are copies of one another; see `benchmarks/near_copies.py`."""

_SHARE = 4
"""One hash in so many is kept; of short texts all are."""
_SHORT = 240
_FEWEST = 12
_BITS = 64
_ALL = (1 << _BITS) - 1
_COMMON = 60
"""Where more texts share a shingle, a formula or the copy of an agency, only neighbours among them are compared."""
_WORD = re.compile(r"\w+")

Sketch = frozenset[int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts by their places, and the share of the shorter one's words that the other has too (0 to 1)."""

    first: int
    second: int
    shared: float


def sketch(text: str) -> Sketch:
    """Return the sketch of a text; empty for one of too few words to tell."""
    words = _WORD.findall(text.casefold())
    if len(words) < _FEWEST:
        return frozenset()
    # Words are hashed once each, and shingles as tuples of numbers, of which Python's hash is always the same.
    numbers = list(map(_number, words))
    hashes = set(map(hash, zip(*(numbers[start:] for start in range(SHINGLE)), strict=False)))
    # Half of a long text must be comparable with the whole: the limit is fixed, not a number of hashes.
    kept = hashes if len(hashes) <= _SHORT else [value for value in hashes if value % _SHARE == 0]
    return frozenset([value & _ALL for value in kept])  # Python's hashes have a sign, the stored ones none


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8"), digest_size=_BITS // 8).digest())


def shared(one: Sketch, other: Sketch) -> float:
    """Return how much of the smaller of two sketches the other one has, 0 to 1."""
    return _common((one, _thinned(one)), (other, _thinned(other)))


def _thinned(one: Sketch) -> Sketch:
    """The sketch of a short text, which is whole, made comparable with a long one's, which is as it was."""
    kept = frozenset(value for value in one if value % _SHARE == 0)
    return one if len(kept) == len(one) else kept


def _common(one: tuple[Sketch, Sketch], other: tuple[Sketch, Sketch]) -> float:
    """As `shared`, of sketches that stand before what they are if thinned: only two whole ones are compared whole."""
    both = one[0] is not one[1] and other[0] is not other[1]
    first, second = (one[0], other[0]) if both else (one[1], other[1])
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


class Neighbours:
    """Texts as they arrive, each told at once which earlier one it is most alike to."""

    def __init__(self) -> None:
        self._sketches: list[tuple[Sketch, Sketch]] = []
        self._holders: dict[int, list[int]] = {}

    def add(self, one: Sketch, threshold: float = THRESHOLD) -> Pair | None:
        """Take in the next text; return it, second, beside the earlier one most alike, None if none is alike."""
        place = len(self._sketches)
        kept = _thinned(one)
        candidates = {other for value in kept for other in self._holders.get(value, ())[-_COMMON:]}
        here = (one, kept)
        self._sketches.append(here)
        for value in kept:
            self._holders.setdefault(value, []).append(place)
        found = [Pair(other, place, _common(self._sketches[other], here)) for other in candidates]
        best = max(found, key=lambda pair: (pair.shared, -pair.first), default=None)
        return best if best and best.shared >= threshold else None
