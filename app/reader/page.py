"""How the reading column and the margin share the width of the reader."""

from dataclasses import dataclass

AIR = 16
"""Least space left and right of the column."""


@dataclass(frozen=True, slots=True)
class Page:
    """Left edge and width of the column, and the width of the margin right of it (0 if there is none)."""

    left: int
    column: int
    margin: int


def share(width: int, wished: int, least: int = 0, margins: tuple[int, int] = (0, 0)) -> Page:
    """Share a width: where it is short, column and margin get narrower together, and only then the margin goes.

    Args:
        width: pixels there are.
        wished: pixels the column would like.
        least: pixels the column keeps beside a margin.
        margins: pixels of the margin at its narrowest and its widest; none is wanted where these are 0.
    """
    narrowest, widest = margins
    least, room = min(least, wished), width - AIR
    if widest and room >= least + narrowest:
        spare = (room - least - narrowest) / max(1, wished + widest - least - narrowest)
        margin = narrowest + int(min(1.0, spare) * (widest - narrowest))
    else:
        margin = 0
    column = max(1, min(wished, room - (margin or AIR)))
    left = max(AIR if width > column + AIR else 0, (width - column - margin) // 2)
    return Page(left, column, margin)
