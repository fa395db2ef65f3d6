"""Settling: what was decided where coders differ, and whether they still say what they said then."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from annotations.claims import Tagging
from annotations.codebook import Codebook
from annotations.spans import Span


class Decision(StrEnum):
    """How a difference was settled."""

    ONE = "one"
    """One coder's tags were taken."""
    BOTH = "both"
    """The tags of all coders were taken."""
    OTHER = "other"
    """Other tags than any coder's."""
    LEFT = "left"
    """Of a passage: it is no claim, and no brief has it or counts it."""
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


class Coded(Protocol):
    """What is weighed of a claim: `annotations.claims.Claim` has it, and `annotations.agreement.coded.CodedClaim`."""

    @property
    def span(self) -> Span:
        """Where the passage stands."""

    @property
    def taggings(self) -> tuple[Tagging, ...]:
        """What coders set."""


def basis(claims: Iterable[Coded], dimension_id: int | None, codebook: Codebook, agreed_id: int) -> str:
    """Return a digest of what coders say of a passage, the same in every copy of a project.

    Args:
        claims: the claim, or the claims of several coders that hold the same passage.
        dimension_id: of a dimension it is the coders' tags; with None, for the passage itself, how long it is: where it
            stands changes with each correction before it.
        codebook: of the project.
        agreed_id: the coder *agreed*, who is not asked.
    """
    if dimension_id is None:
        return _digest(sorted(str(len(claim.span)) for claim in claims))
    tags = {tag.id: tag.uid for tag in codebook.tags_of(dimension_id)}
    sides: dict[int, set[tuple[str, str]]] = {}
    for claim in claims:
        for tagging in claim.taggings:
            if tagging.tag_id in tags and tagging.coder_id != agreed_id:
                sides.setdefault(tagging.coder_id, set()).add((tags[tagging.tag_id], tagging.role))
    # People have other ids in other copies: what is said counts, and how many say it.
    return _digest(sorted(repr(sorted(side)) for side in sides.values()))


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
