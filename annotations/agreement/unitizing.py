"""Krippendorff's α for unitizing: whether coders marked the same passages, whatever they said of them.

The texts are one continuum of code points. Each coder cuts it into passages and gaps. It is |uα, "binary", that asks
only for passages and gaps (K. Krippendorff, Y. Mathet, S. Bouvry, A. Widlöcher, On the reliability of unitizing textual
continua: further developments, 2016; Content Analysis, 4th ed. 2019, section 12.6). That paper replaces the αu of 1995
and 2004, which does not behave with more than two coders. With ℓ_pg the code points that one coder of a pair has in
a passage and the other in a gap, ℓ_p and ℓ_g those in passages and in gaps, each pair of m coders counted 1/(m − 1),

    |uα = 1 − ℓ_pg (ℓ − s/ℓ) / (ℓ_p ℓ_g)        ℓ = ℓ_p + ℓ_g

where s adds up the lengths of all gaps and the squares of the lengths of all passages: what would be compared with
itself. A passage of one code point makes it the α of single code points.

Articles are taken one by one, so that no passage is compared with another text. Passages of one coder that overlap are
one, from the start of the first to the end of the last: the continuum knows only whether a place is marked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotations.agreement.resampling import NO_PAIRS, Estimate, Resampled
from annotations.spans import Span

NO_PASSAGES = "nobody marked a passage"
ALL_MARKED = "everything is marked, so chance cannot be told from agreement"


@dataclass(frozen=True, slots=True)
class Marked:
    """An article's length in code points, and the passages that each of two or more coders marked in it, if any."""

    length: int
    passages: Mapping[int, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class _Lengths:
    """What one article adds: ℓ_pg, ℓ_p, ℓ_g and s."""

    opposed: float
    marked: float
    gaps: float
    themselves: float


def united(passages: Iterable[Span]) -> list[Span]:
    """Passages in order, those that overlap as one; those that only touch stay apart."""
    found: list[Span] = []
    for span in sorted(passages):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def unitizing_alpha(articles: Sequence[Marked], resampled: Resampled) -> Estimate:
    """|uα of the passages in some articles; `resampled` draws from just these."""
    import numpy as np

    lengths = [_lengths(article) for article in articles]
    if not lengths:
        return Estimate(reason=NO_PAIRS)
    opposed, marked, gaps, themselves = (
        resampled.weights() @ np.array([getattr(each, name) for each in lengths])
        for name in ("opposed", "marked", "gaps", "themselves")
    )
    if marked[0] == 0:
        return Estimate(reason=NO_PASSAGES)
    if gaps[0] == 0:
        return Estimate(reason=ALL_MARKED)
    found = np.full(len(marked), np.nan)
    known = (marked > 0) & (gaps > 0)
    whole = marked[known] + gaps[known]
    expected = marked[known] * gaps[known] / (whole - themselves[known] / whole)
    found[known] = 1.0 - opposed[known] / expected
    return resampled.estimate(found)


def same_places(articles: Iterable[Marked]) -> float | None:
    """The share of code points on which pairs of coders agree whether they are marked, 0 to 100; None without any."""
    lengths = [_lengths(article) for article in articles]
    every = sum(each.marked + each.gaps for each in lengths)
    return 100 * (1 - 2 * sum(each.opposed for each in lengths) / every) if every else None


def _lengths(article: Marked) -> _Lengths:
    """In code points; each of m coders is in m − 1 pairs, so that ℓ_p and ℓ_g count each of them once."""
    coders = [united(spans) for spans in article.passages.values()]
    number = len(coders)
    own = [sum(len(span) for span in spans) for spans in coders]
    marked = float(sum(own))
    gaps = float(number * article.length - sum(own))
    squares = float(sum(len(span) ** 2 for spans in coders for span in spans))
    # A place that k of m coders marked has k(m − k) pairs of one who did and one who did not.
    opposed = sum(length * k * (number - k) for k, length in _depths(coders)) / (number - 1)
    return _Lengths(opposed, marked, gaps, gaps + squares)


def _depths(coders: Iterable[Sequence[Span]]) -> list[tuple[int, int]]:
    """How many coders marked a stretch, and its length."""
    edges = sorted(edge for spans in coders for span in spans for edge in ((span.start, 1), (span.end, -1)))
    found: list[tuple[int, int]] = []
    depth = last = 0
    for place, change in edges:
        if depth and place > last:
            found.append((depth, place - last))
        depth, last = depth + change, place
    return found
