"""Passages that a person decided on, so that they are never proposed again: found by their words in later texts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotations.spans import CONTEXT, Span, SpanIndex

_LONG_ENOUGH = 24
"""Code points from which on words are known by themselves, wherever they stand."""
_ENOUGH_AROUND = 12
"""Code points before or after shorter words by which they are known."""
_MOST_PLACES = 200
_ALIKE = 0.75
"""Share of its words that a passage keeps where a text was corrected in the middle of it; half between known words."""
_ENOUGH_WORDS = 5
_WORD = re.compile(r"\w+")
_Words = Counter[str]


@dataclass(frozen=True, slots=True)
class Decided:
    """The words of a passage, and what stood before and after them when it was decided on."""

    exact: str
    prefix: str
    suffix: str

    def places(self, text: str) -> list[Span]:
        """Where it stands in a text: the place with the most of its surroundings, or each of several alike."""
        found: dict[int, int] = {}
        at = text.find(self.exact)
        while at >= 0 and len(found) < _MOST_PLACES:
            before, after = self._around(text, Span(at, at + len(self.exact)))
            if len(self.exact) >= _LONG_ENOUGH or any(self._sides(before, after)):
                found[at] = before + after
            at = text.find(self.exact, at + 1)
        most = max(found.values(), default=0)
        return [Span(at, at + len(self.exact)) for at, around in found.items() if around == most]

    def is_like(self, text: str, span: Span, mine: _Words, theirs: _Words) -> bool:
        """Whether a passage is this one with some words corrected, judged by the words of both and those around."""
        shorter, longer = sorted((mine.total(), theirs.total()))
        if 2 * shorter < longer or not shorter or 2 * (shared := _shared(mine, theirs)) < longer:
            return False
        before, after = self._sides(*self._around(text, span))
        return (before and after) or (shared >= _ALIKE * longer and (longer >= _ENOUGH_WORDS or before or after))

    def _around(self, text: str, span: Span) -> tuple[int, int]:
        """Code points on either side of a passage that are what they were."""
        before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
        return (
            _alike(_edged(self.prefix[::-1]), _edged(before[::-1])),
            _alike(_edged(self.suffix), _edged(after)),
        )

    def _sides(self, before: int, after: int) -> tuple[bool, bool]:
        """Whether enough is what it was before a passage, and after it."""
        return (
            before >= min(_ENOUGH_AROUND, len(self.prefix) + 1),
            after >= min(_ENOUGH_AROUND, len(self.suffix) + 1),
        )


class Decisions:
    """All that was decided on in an article, as its present text has it."""

    def __init__(self, text: str, decided: Iterable[Decided]) -> None:
        """Find each of them; about a millisecond for a hundred in an article of usual length."""
        self._text = text
        found = [(one, one.places(text)) for one in decided]
        self._places = SpanIndex(place for _, places in found for place in places)
        self._changed = [(one, _counted(one.exact)) for one, places in found if not places]
        self._near = _Near([words for _, words in self._changed])

    def hold(self, span: Span) -> bool:
        """Whether a passage is one that was decided on: it shares at least half of the longer of the two.

        So a quotation within a sentence that was turned down is still proposed, and the same sentence is not when
        another engine ends it elsewhere.
        """
        if any(2 * span.shared(place) >= max(len(span), len(place)) for place in self._places.overlapping(span)):
            return True
        if not self._changed:
            return False
        theirs = _counted(span.of(self._text))
        near = (self._changed[place] for place in self._near.to(theirs))
        return any(one.is_like(self._text, span, mine, theirs) for one, mine in near)


class _Near:
    """Which of many passages may have half of the words of another one, without comparing it with each.

    Two that share half of the longer of them have one of their telling words in common: those that are rarest among all
    passages, more than half of each. So a text of thousands of candidates is compared with few passages each.
    """

    def __init__(self, passages: Sequence[_Words]) -> None:
        """Count in how many of them each word is, and take down which have which telling words."""
        self._common = Counter(word for words in passages for word in words)
        self._having: dict[str, list[int]] = {}
        for place, words in enumerate(passages):
            for word in self._telling(words):
                self._having.setdefault(word, []).append(place)

    def to(self, words: _Words) -> list[int]:
        """The places of those that may, in order."""
        return sorted({place for word in self._telling(words) for place in self._having.get(word, ())})

    def _telling(self, words: _Words) -> Iterator[str]:
        left = words.total() // 2 + 1
        for word in sorted(words, key=lambda word: (self._common[word], word)):
            if left <= 0:
                return
            yield word
            left -= words[word]


def _counted(words: str) -> _Words:
    return Counter(_WORD.findall(words.casefold()))


def _shared(one: _Words, other: _Words) -> int:
    """How many words both have; the operator of `Counter` takes twenty times as long."""
    return sum(min(count, other[word]) for word, count in one.items() if word in other)


def _alike(one: str, other: str) -> int:
    """How many code points two strings have in common from their start."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _edged(around: str) -> str:
    """What stands on one side of a passage, with a sign where the text ends there: an end is known, too."""
    return around if len(around) == CONTEXT else f"{around}\0"
