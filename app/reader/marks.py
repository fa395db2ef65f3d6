"""What the reader shows of a claim: a mark under the text and a card beside it, as values."""

from dataclasses import dataclass
from enum import Enum, auto

from annotations.spans import Span


class Look(Enum):
    """How a mark or chip says what was decided in the dimension that gives the colour."""

    FILLED = auto()
    """Coded: pale fill."""
    MIXED = auto()
    """Coded as mixed: pale fill, hatched."""
    OPEN = auto()
    """Not coded yet: no fill, dashed outline."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's passage as it is painted. `colour` is a key for `Theme.tag_colour`; without a colour in OPEN."""

    claim_id: int
    number: int
    span: Span
    colour: str = ""
    look: Look = Look.FILLED


@dataclass(frozen=True, slots=True)
class Chip:
    """One tag on a card: a dot in its colour, and its words. OPEN is an empty outlined box, `text` its dimension."""

    text: str
    colour: str = ""
    look: Look = Look.FILLED


@dataclass(frozen=True, slots=True)
class Card:
    """What stands beside a claim: `heading` ("speaker → target"), chips by dimension, the scale's value, a comment.

    `chips` come in the order of their importance, because a crowded margin leaves out the last ones. `flagged` puts a
    sign behind the number, and so do `differing`, the names of the dimensions in which coders differ.
    """

    claim_id: int
    number: int
    heading: str = ""
    chips: tuple[Chip, ...] = ()
    badge: Chip | None = None
    comment: str = ""
    flagged: bool = False
    differing: tuple[str, ...] = ()

    @property
    def sign(self) -> str:
        """The number with what is to be seen at once: a question mark where it is flagged, ≠ where coders differ."""
        return f"{self.number}{' ?' if self.flagged else ''}{' ≠' if self.differing else ''}"

    @property
    def differences(self) -> str:
        """What the sign ≠ means, in words; empty without it."""
        return f"Coders differ: {', '.join(self.differing)}" if self.differing else ""
