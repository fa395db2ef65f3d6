"""Passages of a text: spans, anchors that find a passage again, and the arrangement of overlapping ones."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from annotations.errors import SpanError

CONTEXT = 32
"""Code points of prefix and suffix that an anchor keeps."""

_QUOTE_WEIGHT, _PREFIX_WEIGHT, _SUFFIX_WEIGHT, _POSITION_WEIGHT = 50, 20, 20, 2
_WORD_CHARACTER = re.compile("[\\w\u200c\u200d]")
_MOST_PLACES = 200


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Start and end of a passage, in code points of the article's text, end exclusive, never empty.

    Raises:
        SpanError: if `start` is negative or `end` is not greater than `start`.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what no passage can be."""
        if self.start < 0 or self.end <= self.start:
            raise SpanError(f"A passage cannot reach from {self.start} to {self.end}", "Select some text first")

    def __len__(self) -> int:
        """Length in code points."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, offset: int) -> bool:
        """Whether the code point at `offset` belongs to the passage."""
        return self.start <= offset < self.end

    def shared(self, other: "Span") -> int:
        """How many code points the two share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def moved(self, by: int) -> "Span":
        """The passage as many code points further on."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """The passage's characters."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span with its exact quote and what stands before and after: enough to find the passage again."""

    span: Span
    exact: str
    prefix: str
    suffix: str

    @classmethod
    def at(cls, text: str, span: Span) -> "Anchor":
        """Describe the passage at `span`.

        Raises:
            SpanError: if the span reaches beyond the text.
        """
        if span.end > len(text):
            raise SpanError(f"The passage ends at {span.end}, the text at {len(text)}", "Select it again")
        before = text[max(0, span.start - CONTEXT) : span.start]
        return cls(span, span.of(text), before, text[span.end : span.end + CONTEXT])


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text covered by the same claims throughout.

    `keys` are the keys of the spans that cover it: longest first, so that short ones are painted above.
    """

    start: int
    end: int
    keys: tuple[int, ...]


class SpanIndex:
    """Passages that may overlap one another, to be asked which of them overlap another one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Sort them."""
        self._spans = sorted(spans, key=lambda span: (span.start, span.end))
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))
        """By place, how far those up to it reach."""

    def overlapping(self, span: Span) -> Iterator[Span]:
        """Those that share a code point with a passage, in order."""
        first, last = bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)
        return (other for other in self._spans[first:last] if other.end > span.start)


def trimmed(text: str, span: Span) -> Span | None:
    """Return the span without white space at its edges, or None if nothing else is in it."""
    exact = span.of(text)
    start = span.start + len(exact) - len(exact.lstrip())
    end = span.end - (len(exact) - len(exact.rstrip()))
    return Span(start, end) if end > start else None


def snapped(text: str, span: Span) -> Span | None:
    """Return the span trimmed and grown to whole words, or None if only white space is in it.

    A word is a run of letters, digits and underscores with their combining marks and joiners; scripts without
    spaces stay as selected, because every position there may be a word boundary.
    """
    inner = trimmed(text, span)
    if inner is None:
        return None
    start, end = inner.start, inner.end
    while start > 0 and _joined(text[start - 1], text[start]):
        start -= 1
    while end < len(text) and _joined(text[end - 1], text[end]):
        end += 1
    return Span(start, end)


def _joined(left: str, right: str) -> bool:
    return not (_unspaced(left) or _unspaced(right)) and _in_word(left) and _in_word(right)


def _in_word(character: str) -> bool:
    """Whether words are made of it: decomposed accents, vowel signs and Persian's joiners stand inside of words."""
    return bool(_WORD_CHARACTER.match(character)) or unicodedata.category(character).startswith("M")


def _unspaced(character: str) -> bool:
    """Whether the character belongs to a script written without spaces (Chinese, Japanese, Thai, Lao, Khmer)."""
    return (
        "\u3040" <= character <= "\u9fff"
        or "\u0e00" <= character <= "\u0eff"
        or "\u1780" <= character <= "\u17ff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def lanes(spans: Mapping[int, Span]) -> dict[int, int]:
    """Give each span the lowest lane in which it overlaps no other, by key.

    Greedy over start, longer first; the number of lanes is the smallest possible. Two spans that only touch
    share a lane.
    """
    free_from: list[int] = []
    result: dict[int, int] = {}
    for key, span in sorted(spans.items(), key=lambda item: (item[1].start, -item[1].end, item[0])):
        lane = next((n for n, end in enumerate(free_from) if end <= span.start), len(free_from))
        free_from[lane : lane + 1] = [span.end]
        result[key] = lane
    return result


def segments(spans: Mapping[int, Span], bounds: Span | None = None) -> list[Segment]:
    """Cut overlapping spans into stretches covered by the same keys, in order, gaps left out.

    Args:
        spans: the spans by key.
        bounds: only what lies inside is returned, cut to it (a paragraph, say).
    """
    inside = {key: cut for key, span in spans.items() if (cut := _clipped(span, bounds))}
    edges = sorted({edge for span in inside.values() for edge in (span.start, span.end)})
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for key, span in inside.items():
        opening.setdefault(span.start, []).append(key)
        closing.setdefault(span.end, []).append(key)
    result: list[Segment] = []
    active: set[int] = set()
    for start, end in pairwise(edges):
        active.difference_update(closing.get(start, ()))
        active.update(opening.get(start, ()))
        if active:
            result.append(Segment(start, end, tuple(sorted(active, key=lambda k: (-len(spans[k]), k)))))
    return result


def _clipped(span: Span, bounds: Span | None) -> Span | None:
    if bounds is None:
        return span
    start, end = max(span.start, bounds.start), min(span.end, bounds.end)
    return Span(start, end) if end > start else None


def resolve(text: str, anchor: Anchor) -> Span | None:
    """Find the anchor's passage in a text that may have changed since.

    The exact quote is looked for everywhere; several places are told apart by the context around them and by
    how far they moved (weights after the Hypothesis client: quote 50, prefix 20, suffix 20, position 2). Returns
    None where the quote no longer stands in the text: a passage is never placed on other words.
    """
    places = _occurrences(text, anchor.exact)
    if len(places) > _MOST_PLACES:
        places = _likely(text, anchor, places)
    if not places:
        return None
    best = max(places, key=lambda start: _score(text, anchor, start))
    return Span(best, best + len(anchor.exact))


def _occurrences(text: str, quote: str) -> Sequence[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(quote)})", text)] if quote else []


def _likely(text: str, anchor: Anchor, places: Sequence[int]) -> Sequence[int]:
    """Of very many places those in the same context, or else the nearest: weighing each would take minutes."""
    same = [start for start in places if _before(text, anchor, start) == anchor.prefix]
    return sorted(same or places, key=lambda start: abs(start - anchor.span.start))[:_MOST_PLACES]


def _before(text: str, anchor: Anchor, start: int) -> str:
    return text[max(0, start - len(anchor.prefix)) : start]


def _score(text: str, anchor: Anchor, start: int) -> float:
    end = start + len(anchor.exact)
    before = _before(text, anchor, start)
    after = text[end : end + len(anchor.suffix)]
    moved = abs(start - anchor.span.start) / max(1, len(text))
    return (
        _QUOTE_WEIGHT
        + _PREFIX_WEIGHT * _likeness(anchor.prefix, before)
        + _SUFFIX_WEIGHT * _likeness(anchor.suffix, after)
        + _POSITION_WEIGHT * (1 - moved)
    )


def _likeness(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def covered(spans: Iterable[Span]) -> int:
    """Return how many code points the spans cover together."""
    return sum(segment.end - segment.start for segment in segments(dict(enumerate(spans))))
