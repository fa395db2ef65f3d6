"""Which claims are of the same passage, where several coders marked one without knowing of each other."""

from collections.abc import Iterable, Iterator, Sequence

from annotations.agreement.coded import CodedClaim
from annotations.spans import Span


def shared_length(one: Span, other: Span) -> int:
    """How many code points two passages have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def nearly_same(one: Span, other: Span) -> bool:
    """Whether two passages have at least half of the longer one in common."""
    return 2 * shared_length(one, other) >= max(len(one), len(other))


def paired(claims: Iterable[CodedClaim], coders: frozenset[int]) -> list[tuple[CodedClaim, ...]]:
    """The claims of one article, those of nearly the same passage by different coders together, by number.

    What has most in common comes together first; where that is the same, what starts first, then the lower number. A
    claim joins others only if its passage is nearly the same as each of theirs, and nobody of `coders` marked or took
    up two of them: whoever has tagged another's claim means that one.
    """
    ordered = sorted(claims, key=lambda claim: (claim.span.start, claim.span.end, claim.number))
    groups = {claim.id: [claim] for claim in ordered}
    held = {claim.id: claim.holders & coders for claim in ordered}
    for one, other in _candidates(ordered):
        left, right = groups[one.id], groups[other.id]
        if left is right or not _free(left, right, held):
            continue
        if all(nearly_same(a.span, b.span) for a in left for b in right):
            left += right
            groups.update((claim.id, left) for claim in right)
    distinct = {id(group): group for group in groups.values()}
    found = (tuple(sorted(group, key=lambda claim: claim.number)) for group in distinct.values())
    return sorted(found, key=lambda group: group[0].number)


def _candidates(ordered: Sequence[CodedClaim]) -> list[tuple[CodedClaim, CodedClaim]]:
    """Pairs of nearly the same passage, those with most in common first."""

    def order(pair: tuple[CodedClaim, CodedClaim]) -> tuple[int, int, int, int]:
        one, other = pair
        return -shared_length(one.span, other.span), one.span.start, one.number, other.number

    return sorted(_overlapping(ordered), key=order)


def _overlapping(ordered: Sequence[CodedClaim]) -> Iterator[tuple[CodedClaim, CodedClaim]]:
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.span.start >= one.span.end:
                break
            if nearly_same(one.span, other.span):
                yield one, other


def _free(left: Sequence[CodedClaim], right: Sequence[CodedClaim], held: dict[int, frozenset[int]]) -> bool:
    return all(held[a.id].isdisjoint(held[b.id]) for a in left for b in right)
