"""Stretches cut from an article's text: it keeps them, so that offsets stay, and nothing counts or prints them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.spans import Span


@dataclass(frozen=True, slots=True)
class Cut:
    """One stretch that was cut from an article."""

    id: int
    span: Span


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same stretches in order, those that overlap or touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def without(bounds: Span, cuts: Iterable[Span]) -> list[Span]:
    """What is left of a stretch of text, in order."""
    left: list[Span] = []
    start = bounds.start
    for cut in joined(cuts):
        if cut.start > start:
            left += [Span(start, min(cut.start, bounds.end))] if min(cut.start, bounds.end) > start else []
        start = max(start, cut.end)
        if start >= bounds.end:
            return left
    return [*left, Span(start, bounds.end)]


def kept(text: str, cuts: Sequence[Span]) -> str:
    """The text without what was cut; words on either side of a cut stay apart."""
    if not cuts or not text:
        return text
    return " ".join(span.of(text) for span in without(Span(0, len(text)), cuts))
