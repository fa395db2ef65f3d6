"""What is learnt from: the words of the codebook, and claims with their tags. Plain values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import islice
from typing import Any

from annotations.claims import Claim, Origin, shown
from annotations.codebook import Codebook, Kind, Tag

MOST_LESSONS = 5000
"""How many tagged claims are learnt from, the latest ones: more change little, and take memory."""

LONGEST = 2000
"""Code points of a claim that are looked at."""


class Part(StrEnum):
    """Which words of a tag a seed is; its value is the reason that is shown."""

    NAME = "its name"
    DEFINITION = "its definition"
    USE = "its use"
    EXAMPLE = "its example"
    NEAR_MISS = "a near miss"


@dataclass(frozen=True, slots=True)
class Seed:
    """Words of the codebook that stand for a tag before anybody has used it."""

    dimension_id: int
    tag_id: int
    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A claim's words and the tags it has: by dimension, empty for one in which it is not coded yet.

    `taken` are the dimensions in which its tag was taken from a suggestion.
    """

    claim_id: int
    number: int
    text: str
    tags: dict[int, tuple[int, ...]]
    taken: tuple[int, ...] = ()

    def as_json(self) -> list[Any]:
        """It as JSON, which `from_json` reads."""
        tags = [[dimension, *tags] for dimension, tags in self.tags.items()]
        return [self.claim_id, self.number, self.text, tags, list(self.taken)]

    @classmethod
    def from_json(cls, values: Any) -> "Lesson":
        """Read what `as_json` made."""
        claim_id, number, text, tags, taken = values
        return cls(claim_id, number, text, {one[0]: tuple(one[1:]) for one in tags}, tuple(taken))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A tag that may fit a claim, with its score from 0 to 1 and the reason in a phrase."""

    tag_id: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Hits:
    """Of `judged` claims in one dimension, in how many the first proposal, or one of the first three, was set.

    `usual_first` and `usual_three` are the same for proposing always the tags used most until then. Of `taken` claims
    the tag was taken from a suggestion.
    """

    dimension_id: int
    judged: int
    first: int
    three: int
    usual_first: int
    usual_three: int
    taken: int = 0


def taught(codebook: Codebook) -> tuple[int, ...]:
    """The ids of the dimensions that are learnt: all but actors, who are names and not meanings."""
    return tuple(d.id for d in codebook.dimensions if d.kind is not Kind.ACTORS)


def seeds_of(codebook: Codebook) -> list[Seed]:
    """The seeds of all dimensions that are learnt. *None of these* has none: it is no meaning."""
    dimensions = frozenset(taught(codebook))
    tags = [tag for tag in codebook.tags if tag.dimension_id in dimensions and not tag.is_none]
    own = [Seed(tag.dimension_id, tag.id, part, text) for tag in tags for part, text in _texts(tag)]
    return [*own, *filter(None, (_near_miss(tag, codebook) for tag in tags))]


def _near_miss(tag: Tag, codebook: Codebook) -> Seed | None:
    """What nearly has a tag is an example of the one it names at its end, as codebooks do: "… (Other tag)"."""
    text, opens, name = tag.near_miss.strip().removesuffix(")").rpartition(" (")
    other = codebook.find(tag.dimension_id, name) if opens and tag.near_miss.strip().endswith(")") else None
    if other is None or other.is_none or other.id == tag.id:
        return None
    return Seed(tag.dimension_id, other.id, Part.NEAR_MISS, text)


def _texts(tag: Tag) -> Iterator[tuple[Part, str]]:
    name = " ".join(filter(None, (tag.name, *tag.aliases, tag.short)))
    for part, text in (
        (Part.NAME, name),
        (Part.DEFINITION, tag.definition),
        (Part.USE, tag.use),
        (Part.EXAMPLE, tag.example),
    ):
        if text.strip():
            yield part, text


def lesson_of(claim: Claim, codebook: Codebook, agreed_id: int, coder_id: int) -> Lesson:
    """What a claim teaches the person who works here: the tags as that person sees them."""
    seen = {
        dimension_id: shown(claim, [tag.id for tag in codebook.tags_of(dimension_id)], agreed_id, coder_id)
        for dimension_id in taught(codebook)
    }
    tags = {dimension_id: tuple(sorted({t.tag_id for t in taggings})) for dimension_id, taggings in seen.items()}
    taken = tuple(one for one, taggings in seen.items() if any(t.origin is Origin.ACCEPTED for t in taggings))
    return Lesson(claim.id, claim.number, words_of(claim), tags, taken)


def words_of(claim: Claim) -> str:
    """The words a claim is judged by: its translation, where there is one, as the embedder knows English best."""
    return " ".join((claim.translation.strip() or claim.quote).split())[:LONGEST]


def latest(lessons: Iterable[Lesson]) -> list[Lesson]:
    """The first `MOST_LESSONS` that teach something, of lessons with the latest first; they come out by number."""
    teaching = (one for one in lessons if any(one.tags.values()))
    return sorted(islice(teaching, MOST_LESSONS), key=lambda one: one.number)


def digest_of(text: str) -> str:
    """What a text's vector is kept under."""
    return sha256(f"words of a claim\n{text}".encode()).hexdigest()
