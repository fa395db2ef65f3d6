"""What the reader shows of a claim: a mark under the text and a card beside it, as values."""

from collections.abc import Callable
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


class Stroke(Enum):
    """The shape of a coder's bar where two are compared: it says without colour how they agree."""

    SOLID = auto()
    """Both said the same."""
    STRIPED = auto()
    """They said different things."""
    HOLLOW = auto()
    """Only this one said something."""
    DOTTED = auto()
    """The passage is this one's, who said nothing of it in the dimension."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A coder's bar under a passage: `label` stands at its start, `colour` is a key for `Theme.tag_colour`."""

    label: str
    colour: str
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's passage as it is painted. `colour` is a key for `Theme.tag_colour`; without a colour in OPEN.

    `lanes` are the bars of the two coders where they are compared, None for one whose passage it is not.
    """

    claim_id: int
    number: int
    span: Span
    colour: str = ""
    look: Look = Look.FILLED
    lanes: tuple[Lane | None, Lane | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Chip:
    """One tag on a card: a dot in its colour, and its words. OPEN is an empty outlined box, `text` its dimension."""

    text: str
    colour: str = ""
    look: Look = Look.FILLED


@dataclass(frozen=True, slots=True)
class Compared:
    """What a card says of two coders: `sign` stands behind the number, `said` gives all of it in words.

    Where each of them marked the passage, `claim_id` and `number` are those of the claim that has no card of its own.
    """

    sign: str
    said: Callable[[], str]
    claim_id: int | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What stands beside a claim: `heading` ("speaker → target"), chips by dimension, the scale's value, a comment.

    `chips` come in the order of their importance, because a crowded margin leaves out the last ones. `flagged` puts a
    sign behind the number, and so do `differing`, the names of the dimensions in which coders differ. `compared` is
    there where two coders are compared.
    """

    claim_id: int
    number: int
    heading: str = ""
    chips: tuple[Chip, ...] = ()
    badge: Chip | None = None
    comment: str = ""
    flagged: bool = False
    differing: tuple[str, ...] = ()
    compared: Compared | None = None

    @property
    def sign(self) -> str:
        """The number with what is to be seen at once: a question mark where it is flagged, ≠ where coders differ.

        Where two coders are compared, what their comparison comes to, and the other one's number.
        """
        if self.compared:
            return " ".join(filter(None, (str(self.number), self.compared.sign, f"{self.compared.number or ''}")))
        return f"{self.number}{' ?' if self.flagged else ''}{' ≠' if self.differing else ''}"

    @property
    def differences(self) -> str:
        """What the sign ≠ means, in words; empty without it."""
        return f"Coders differ: {', '.join(self.differing)}" if self.differing else ""
