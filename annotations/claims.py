"""Claims: passages that an analyst marked, with what was said about them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from annotations.spans import Anchor, Span


class Origin(StrEnum):
    """How a claim or a tag came about: by hand, or as a suggestion that stands as it was accepted, or changed since."""

    TYPED = "typed"
    ACCEPTED = "accepted"
    CHANGED = "changed"

    @property
    def edited(self) -> "Origin":
        """The origin of what a person puts in the place of something of this origin."""
        return Origin.TYPED if self is Origin.TYPED else Origin.CHANGED


class CheckState(StrEnum):
    """Whether someone looked at a claim again."""

    OPEN = "open"
    FLAGGED = "flagged"
    CHECKED = "checked"


class Passage(StrEnum):
    """Whether a claim's passage counts, or was left out when differences were settled: no brief has it then."""

    COUNTS = "counts"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Coder:
    """A person who makes claims and taggings. `agreed` is the built-in coder of settled tags."""

    id: int
    name: str
    initials: str
    colour: str = ""
    agreed: bool = False
    uid: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Tagging:
    """One tag set on one claim by one coder; `role` is empty except for actors."""

    tag_id: int
    role: str
    coder_id: int
    origin: Origin = field(default=Origin.TYPED, compare=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """A marked passage with its number, its texts and all its taggings.

    `note` is internal and never leaves the project; `comment` is printed in the brief. `created_at` is UTC in
    ISO 8601. `checked_by` is a coder's id or None. `question` belongs to the state FLAGGED.
    """

    id: int
    uid: str
    number: int
    article_id: int
    anchor: Anchor
    coder_id: int
    created_at: str
    note: str = ""
    comment: str = ""
    translation: str = ""
    translation_by: str = ""
    check_state: CheckState = CheckState.OPEN
    question: str = ""
    checked_by: int | None = None
    origin: Origin = Origin.TYPED
    taggings: tuple[Tagging, ...] = ()

    @property
    def span(self) -> Span:
        """Where the passage stands in its article."""
        return self.anchor.span

    @property
    def quote(self) -> str:
        """The passage's exact words."""
        return self.anchor.exact


def counted(claim: Claim, tag_ids: Iterable[int], agreed_id: int) -> tuple[Tagging, ...]:
    """The taggings of one dimension that counts and briefs use.

    Args:
        claim: the claim.
        tag_ids: the tags of the dimension.
        agreed_id: the id of the coder *agreed*.

    Returns:
        What *agreed* set, where that coder set anything in the dimension; else what the claim's maker set.
    """
    return _first_of(claim, tag_ids, (agreed_id, claim.coder_id))


def shown(claim: Claim, tag_ids: Iterable[int], agreed_id: int, coder_id: int) -> tuple[Tagging, ...]:
    """The taggings of one dimension as `coder_id` sees them: *agreed*, else their own, else the maker's."""
    return _first_of(claim, tag_ids, (agreed_id, coder_id, claim.coder_id))


def coded(claim: Claim, tag_ids: Iterable[int]) -> dict[int, tuple[Tagging, ...]]:
    """The taggings of one dimension by the id of their coder: the claim's maker first, the others as they joined."""
    wanted = set(tag_ids)
    found: dict[int, tuple[Tagging, ...]] = {}
    for tagging in claim.taggings:
        if tagging.tag_id in wanted:
            found[tagging.coder_id] = (*found.get(tagging.coder_id, ()), tagging)
    return dict(sorted(found.items(), key=lambda item: (item[0] != claim.coder_id, item[0])))


def said(taggings: Iterable[Tagging]) -> frozenset[tuple[int, str]]:
    """What taggings say, whoever set them: their tags and roles. Two coders agree where this is the same."""
    return frozenset((tagging.tag_id, tagging.role) for tagging in taggings)


def _first_of(claim: Claim, tag_ids: Iterable[int], coders: tuple[int, ...]) -> tuple[Tagging, ...]:
    wanted = set(tag_ids)
    inside = [tagging for tagging in claim.taggings if tagging.tag_id in wanted]
    for coder in coders:
        if own := tuple(tagging for tagging in inside if tagging.coder_id == coder):
            return own
    return ()
