"""Settling: what was decided where coders differ, and whether they still say what they said then."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotations.claims import Claim, Tagging, coded, said
from annotations.codebook import Codebook


class Decision(StrEnum):
    """How a difference was settled."""

    ONE = "one"
    """One coder's tags were taken."""
    BOTH = "both"
    """The tags of all coders were taken."""
    OTHER = "other"
    """Other tags than any coder's."""
    LEFT = "left"
    """Of a passage: it is no claim, and left out of counts and briefs."""
    KEPT = "kept"
    """Of a passage: it is a claim."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """One decision about one claim.

    `dimension_id` is None where the passage itself was settled. `taken_from` is the coder whose side was taken, with
    `Decision.ONE`. `coder_id` is who decided, None for nobody named. `settled_at` is UTC in ISO 8601. `basis` stands
    for what the coders said then, see `basis`.
    """

    id: int
    claim_id: int
    dimension_id: int | None
    decision: Decision
    taken_from: int | None
    reason: str
    coder_id: int | None
    settled_at: str
    basis: str = ""


def coders_said(claim: Claim, tag_ids: Iterable[int], agreed_id: int) -> dict[int, tuple[Tagging, ...]]:
    """The taggings of one dimension by the people who set them, without those of *agreed*."""
    return {coder: taggings for coder, taggings in coded(claim, tag_ids).items() if coder != agreed_id}


def basis(claims: Iterable[Claim], dimension_id: int | None, codebook: Codebook, agreed_id: int) -> str:
    """Return a digest of what coders say of a passage, the same in every copy of a project.

    Args:
        claims: the claim, or the claims of several coders that hold the same passage.
        dimension_id: of a dimension it is the coders' tags; with None, for the passage itself, which words it holds.
        codebook: of the project.
        agreed_id: the coder *agreed*, who is not asked.
    """
    if dimension_id is None:
        return _digest(sorted(claim.quote for claim in claims))
    tags = {tag.id: tag.uid for tag in codebook.tags_of(dimension_id)}
    # People have other ids in other copies: what is said counts, and how many say it.
    sides = (taggings for claim in claims for taggings in coders_said(claim, tags, agreed_id).values())
    return _digest(sorted(repr(sorted((tags[tag], role) for tag, role in said(side))) for side in sides))


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
