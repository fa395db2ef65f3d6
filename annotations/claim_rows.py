"""Claims as rows of a table: what a cell of a dimension holds, and how rows are ordered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from annotations.claim_filter_words import scale_value
from annotations.claims import Claim, Tagging, counted
from annotations.codebook import Codebook, Dimension, Kind, Role, Tag

_ROLES = {"": len(Role)} | {role.value: place for place, role in enumerate(Role)}


class Column(StrEnum):
    """What a row shows besides the dimensions."""

    NUMBER = "number"
    QUOTE = "quote"
    ARTICLE = "article"
    OUTLET = "outlet"
    DATE = "date"
    CODER = "coder"
    CHECK = "check"
    TEXTS = "texts"
    ORIGIN = "origin"


@dataclass(frozen=True, slots=True)
class Sort:
    """By what rows are ordered: a `Column`, or the uid of a dimension.

    A dimension orders by the first tag of each claim, as the codebook has them; a scale by its values. Whatever the
    direction, what is not coded or not known comes last, and claims of one article follow one another in its text.
    """

    by: str = Column.NUMBER
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with what its article says of it. `published` is an ISO date, `outlet` empty if unknown.

    `left_out`: its passage was left out when differences were settled, so that no brief has or counts it.
    """

    claim: Claim
    headline: str
    outlet: str
    published: str
    language: str = ""
    left_out: bool = False


@dataclass(frozen=True)
class Seen:
    """Which taggings a table shows: those that count, or those of one coder (`seen_by`, 0 for what counts)."""

    codebook: Codebook
    agreed_id: int
    seen_by: int = 0

    @cached_property
    def _places(self) -> Mapping[int, Mapping[int, int]]:
        return {
            dimension.id: {tag.id: place for place, tag in enumerate(self.codebook.tags_of(dimension.id))}
            for dimension in self.codebook.dimensions
        }

    def taggings(self, claim: Claim, dimension: Dimension) -> tuple[Tagging, ...]:
        """A claim's taggings of a dimension in codebook order, speakers first."""
        order = self._places[dimension.id]
        if self.seen_by:
            found = tuple(t for t in claim.taggings if t.coder_id == self.seen_by and t.tag_id in order)
        else:
            found = counted(claim, order, self.agreed_id)
        return tuple(sorted(found, key=lambda t: (_ROLES[t.role], order[t.tag_id]))) if len(found) > 1 else found

    def names(self, claim: Claim, dimension: Dimension, role: str | None = None) -> list[str]:
        """What a cell says in words: names of the tags, actors with their role behind them.

        With a `role` only the actors in that role, by their names alone.
        """
        taggings = self.taggings(claim, dimension)
        if role is not None:
            return [self.codebook.tag(t.tag_id).name for t in taggings if t.role == role]
        return [tag_words(self.codebook.tag(t.tag_id), dimension, t.role) for t in taggings]


def tag_words(tag: Tag, dimension: Dimension, role: str = "") -> str:
    """A tag as a cell says it: "Sanctions", "Radim Talvesk (speaker)", "−2 Hostile"."""
    if dimension.kind is Kind.SCALE and tag.value is not None:
        return f"{scale_value(tag.value)} {tag.name}"
    return f"{tag.name} ({role})" if role else tag.name


def with_below(codebook: Codebook, tag_ids: Iterable[int]) -> frozenset[int]:
    """Some tags and all that stand below them."""
    found: set[int] = set()
    waiting = list(tag_ids)
    below: dict[int, list[int]] = {}
    for tag in codebook.tags:
        if tag.parent_id is not None:
            below.setdefault(tag.parent_id, []).append(tag.id)
    while waiting:
        tag_id = waiting.pop()
        if tag_id not in found:
            found.add(tag_id)
            waiting += below.get(tag_id, [])
    return frozenset(found)
