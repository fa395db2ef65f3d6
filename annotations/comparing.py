"""What two coders made of one text, passage by passage: what they say alike, what otherwise, what only one of them."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.agreement.coded import CodedClaim
from annotations.agreement.pairing import paired
from annotations.claims import Claim, said

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
    """One passage: the claim of each coder, which may be the same one, or None where it is not theirs; never both.

    `claim` stands for both: the one that begins first, and of those the longer. `other` is the second claim where the
    two are not the same one.
    """

    first: Claim | None
    second: Claim | None
    verdict: Verdict
    claim: Claim
    other: Claim | None = None


def compare(
    claims: Iterable[Claim], first_id: int, second_id: int, tag_ids: Collection[int] | None = None
) -> list[Pair]:
    """Compare two coders, in the order of the text.

    A passage is a coder's who made or tagged it. Claims of one and of the other belong together as for the figures of
    agreement: see `annotations.agreement.pairing`. That does not depend on `tag_ids`.

    Args:
        claims: the claims of one article, each once.
        first_id: one coder's id.
        second_id: the other's.
        tag_ids: the tags of the dimension that is compared; None for the passages themselves, which are the same
            where they begin and end alike.

    Returns:
        Every claim of either coder in exactly one pair.
    """
    coders = frozenset((first_id, second_id))
    of_either = {claim.id: claim for claim in claims if coders & coders_of(claim)}
    coded = (
        CodedClaim(claim.id, claim.number, claim.article_id, claim.coder_id, claim.span, claim.taggings)
        for claim in of_either.values()
    )
    tags = None if tag_ids is None else frozenset(tag_ids)
    found = [_pair([of_either[one.id] for one in group], first_id, second_id, tags) for group in paired(coded, coders)]
    return sorted(found, key=lambda pair: _place(pair.claim))


def _pair(claims: Sequence[Claim], first_id: int, second_id: int, tag_ids: frozenset[int] | None) -> Pair:
    first = next((claim for claim in claims if is_of(claim, first_id)), None)
    second = next((claim for claim in claims if is_of(claim, second_id)), None)
    verdict = _verdict(first, second, first_id, second_id, tag_ids)
    if len(claims) == 1:
        return Pair(first, second, verdict, claims[0])
    one, other = sorted(claims, key=_place)
    return Pair(first, second, verdict, one, other)


def is_of(claim: Claim, coder_id: int) -> bool:
    """Whether a coder made a claim or said something of it."""
    return coder_id in coders_of(claim)


def coders_of(claim: Claim) -> set[int]:
    """Who made a claim or said something of it."""
    return {claim.coder_id, *(tagging.coder_id for tagging in claim.taggings)}


def next_difference(pairs: Sequence[Pair], offset: int, claim_id: int | None, step: int) -> Pair | None:
    """The passage after (`step` 1) or before (−1) a claim, or else an offset, in which the two differ.

    Args:
        pairs: as `compare` gives them.
        offset: code points; where one stands.
        claim_id: the claim one is at, None or another one than those of the pairs where it is none of them.
        step: 1 or −1.
    """
    at = next((n for n, pair in enumerate(pairs) if claim_id in (pair.claim.id, pair.other and pair.other.id)), None)
    if at is None or claim_id is None:
        after = bisect_left(pairs, offset, key=lambda pair: pair.claim.span.start)
        at = after - 1 if step > 0 else after
    order = pairs[at + 1 :] if step > 0 else pairs[:at][::-1]
    return next((pair for pair in order if pair.verdict.differs), None)


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


def _place(claim: Claim) -> tuple[int, int, int]:
    return claim.span.start, -claim.span.end, claim.id
