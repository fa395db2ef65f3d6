"""What is kept in a brief of the issue before it, as values, so that both can be compared."""

from dataclasses import dataclass

from annotations.brief.spec import Judgement


@dataclass(frozen=True, slots=True)
class PastClaim:
    """A claim as it was printed; `tags` are those that counted, each with its dimension and role."""

    uid: str
    number: int
    quote: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PastTag:
    """A tag as it was, and what the claims with it counted."""

    uid: str
    name: str
    definition: str = ""
    claims: int = 0


@dataclass(frozen=True, slots=True)
class PastDimension:
    """A dimension as it was."""

    uid: str
    name: str
    tags: tuple[PastTag, ...] = ()


@dataclass(frozen=True, slots=True)
class Previous:
    """The issue before: its number and version as printed, and what it said. `counted` is what all claims counted."""

    number: str
    version: str
    counting: str
    counted: int
    claims: tuple[PastClaim, ...] = ()
    codebook: tuple[PastDimension, ...] = ()
    judgements: tuple[Judgement, ...] = ()
