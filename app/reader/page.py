"""How the reading column and the margin share the width of the reader."""

from dataclasses import dataclass

AIR = 16
"""Least space left and right of the column."""

LEAST_SHARE = 0.62
"""How much of its wished width the column keeps to make room for the margin; below, the margin goes."""


@dataclass(frozen=True, slots=True)
class Page:
    """Left edge and width of the column, and the width of the margin right of it (0 if there is none)."""

    left: int
    column: int
    margin: int


def share(width: int, wished: int, margin: int) -> Page:
    """Share a width.

    Args:
        width: pixels there are.
        wished: pixels the column would like.
        margin: pixels the margin needs, 0 if it is not wanted.
    """
    if margin and width - margin - AIR < wished * LEAST_SHARE:
        margin = 0
    column = max(1, min(wished, width - margin - (AIR if margin else 2 * AIR)))
    left = max(AIR if width > column + AIR else 0, (width - column - margin) // 2)
    return Page(left, column, margin)
