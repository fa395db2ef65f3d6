"""A chart as plain values: boxes, lines and labels in points, from its upper left corner to the right and down."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.brief.texts import ENGLISH, Words


class Pattern(StrEnum):
    """How a box is filled, so that charts can be read without colours.

    `DENSE` and `SPARSE` are diagonal lines with an outline, `DASHED` is an outline alone: nothing was coded.
    """

    SOLID = "solid"
    DENSE = "dense"
    SPARSE = "sparse"
    DASHED = "dashed"


STEPS = {Pattern.DENSE: 2.4, Pattern.SPARSE: 4.8}
"""Points from one diagonal line to the next, measured along the lower edge."""


@dataclass(frozen=True, slots=True)
class Letter:
    """How a label is set, always in the sans: size in points, colour as #RRGGBB."""

    size: float = 8.5
    colour: str = "#1F2328"
    bold: bool = False


Measure = Callable[[str, Letter], float]
"""The width of a text in points."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; x and y are its upper left corner, the colour is #RRGGBB."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    pattern: Pattern = Pattern.SOLID


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: str
    weight: float = 0.4


@dataclass(frozen=True, slots=True)
class Label:
    """A text on one line; x is its left end, y its baseline, `width` what it measures."""

    x: float
    y: float
    text: str
    letter: Letter
    width: float


Shape = Box | Line | Label


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart's size, its shapes in the order they are painted, and what it shows, told in words in `alt`."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str


def bounds(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a shape; of a label from its ascenders to its descenders."""
    match shape:
        case Box(x, y, width, height):
            return x, y, x + width, y + height
        case Line(x, y, to_x, to_y):
            return min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)
        case Label(x, y, _, letter, width):
            return x, y - 0.75 * letter.size, x + width, y + 0.25 * letter.size


def alternative(title: str, lines: Sequence[str], words: Words = ENGLISH) -> str:
    """What a chart says, in words, for those who cannot see it."""
    return f"{title}: {'; '.join(lines)}." if lines else words("{title}: nothing to show.", title=title)
