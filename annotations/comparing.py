"""What two coders made of one text, passage by passage: what they say alike, what otherwise, what only one of them."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.claims import Claim, said
from annotations.spans import Span

Said = frozenset[tuple[int, str]]
"""Tags with their roles, as `said` gives them."""


class Verdict(StrEnum):
    """How what two coders made of one passage compares."""

    SAME = "same"
    DIFFERENT = "different"
    ONLY_FIRST = "only the first"
    ONLY_SECOND = "only the second"
    NEITHER = "neither"
    """The passage is somebody's, and nobody coded it in the dimension."""

    @property
    def exchanged(self) -> "Verdict":
        """The same from the other coder's side."""
        return {Verdict.ONLY_FIRST: Verdict.ONLY_SECOND, Verdict.ONLY_SECOND: Verdict.ONLY_FIRST}.get(self, self)

    @property
    def differs(self) -> bool:
        """Whether the two have something to talk about."""
        return self in (Verdict.DIFFERENT, Verdict.ONLY_FIRST, Verdict.ONLY_SECOND)


@dataclass(frozen=True, slots=True)
class Pair:
    """One passage: the claim of each coder, which may be the same one, or None where it is not theirs; never both."""

    first: Claim | None
    second: Claim | None
    verdict: Verdict

    @property
    def claim(self) -> Claim:
        """The claim that stands for both: the one that begins first, and of those the longer."""
        found = [claim for claim in (self.first, self.second) if claim]
        return min(found, key=_place)

    @property
    def other(self) -> Claim | None:
        """The second claim where the two are not the same one."""
        return next((claim for claim in (self.first, self.second) if claim and claim.id != self.claim.id), None)


def compare(
    claims: Iterable[Claim], first_id: int, second_id: int, tag_ids: Collection[int] | None = None
) -> list[Pair]:
    """Compare two coders, in the order of the text.

    A passage is a coder's who made or tagged it. A claim of both is one pair; the others are paired where they
    overlap, one with one, those first that have most in common, and what is paired does not depend on `tag_ids`.

    Args:
        claims: the claims of one article, each once.
        first_id: one coder's id.
        second_id: the other's.
        tag_ids: the tags of the dimension that is compared; None for the passages themselves, which are the same
            where they begin and end alike.

    Returns:
        Every claim of either coder in exactly one pair.
    """
    firsts, seconds, pairs = [], [], []
    for claim in claims:
        is_first, is_second = is_of(claim, first_id), is_of(claim, second_id)
        if is_first and is_second:
            pairs.append((claim, claim))
        elif is_first:
            firsts.append(claim)
        elif is_second:
            seconds.append(claim)
    partners = _partners(firsts, seconds)
    taken = {claim.id for claim in partners.values()}
    found: list[tuple[Claim | None, Claim | None]] = [*pairs]
    found += [(claim, partners.get(claim.id)) for claim in firsts]
    found += [(None, claim) for claim in seconds if claim.id not in taken]
    tags = None if tag_ids is None else frozenset(tag_ids)
    judged = [Pair(a, b, _verdict(a, b, first_id, second_id, tags)) for a, b in found]
    return sorted(judged, key=lambda pair: _place(pair.claim))


def is_of(claim: Claim, coder_id: int) -> bool:
    """Whether a coder made a claim or said something of it."""
    return claim.coder_id == coder_id or any(tagging.coder_id == coder_id for tagging in claim.taggings)


def said_by(claim: Claim, coder_id: int, tag_ids: Collection[int] | None = None) -> Said:
    """What one coder said of a claim themselves, in one dimension if its tags are given."""
    own = (tagging for tagging in claim.taggings if tagging.coder_id == coder_id)
    return said(tagging for tagging in own if tag_ids is None or tagging.tag_id in tag_ids)


def _verdict(
    first: Claim | None, second: Claim | None, first_id: int, second_id: int, tag_ids: frozenset[int] | None
) -> Verdict:
    if tag_ids is None:
        if first and second:
            return Verdict.SAME if first.span == second.span else Verdict.DIFFERENT
        return Verdict.ONLY_FIRST if first else Verdict.ONLY_SECOND
    one = said_by(first, first_id, tag_ids) if first else frozenset()
    other = said_by(second, second_id, tag_ids) if second else frozenset()
    if one and other:
        return Verdict.SAME if one == other else Verdict.DIFFERENT
    if not one and not other:
        return Verdict.NEITHER
    return Verdict.ONLY_FIRST if one else Verdict.ONLY_SECOND


def _partners(firsts: Sequence[Claim], seconds: Sequence[Claim]) -> dict[int, Claim]:
    """Claims of the second coder by the id of the claim of the first that they belong to."""
    tags = {claim.id: said(claim.taggings) for claim in (*firsts, *seconds)}
    candidates = sorted(_overlapping(firsts, seconds), key=lambda pair: _closeness(pair[0], pair[1], tags))
    partners: dict[int, Claim] = {}
    taken: set[int] = set()
    for one, other in candidates:
        if one.id not in partners and other.id not in taken:
            partners[one.id] = other
            taken.add(other.id)
    return partners


def _overlapping(firsts: Sequence[Claim], seconds: Sequence[Claim]) -> Iterable[tuple[Claim, Claim]]:
    """All pairs that share words; in the time of a merge where passages are short, as they are."""
    ordered = sorted(seconds, key=_place)
    starts = [claim.span.start for claim in ordered]
    longest = max((len(claim.span) for claim in ordered), default=0)
    for one in firsts:
        at = bisect_left(starts, one.span.start - longest)
        while at < len(ordered) and starts[at] < one.span.end:
            if ordered[at].span.overlaps(one.span):
                yield one, ordered[at]
            at += 1


def _closeness(
    one: Claim, other: Claim, tags: Mapping[int, Said]
) -> tuple[float, int, tuple[int, int, int], tuple[int, int, int]]:
    """Sorts the closest pairs first, the same whoever is named first: shared words, shared tags, place."""
    alike = len(tags[one.id] & tags[other.id])
    places = sorted((_place(one), _place(other)))
    return -_share(one.span, other.span), -alike, places[0], places[1]


def _share(one: Span, other: Span) -> float:
    """Words that two overlapping passages have in common, as a share of all that either has."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (len(one) + len(other) - common)


def _place(claim: Claim) -> tuple[int, int, int]:
    return claim.span.start, -claim.span.end, claim.id
