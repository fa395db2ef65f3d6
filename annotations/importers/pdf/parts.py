"""What a PDF's page is made of, as the reading of PDFs sees it.

Positions are in points from the lower left corner of the page as it is read: the page has been turned so that most of
its text is upright.
"""

from dataclasses import dataclass

LINE_END_HYPHEN = "\x02"
"""Stands in a piece for a hyphen at which a word is broken off; PDFium finds them, and glues the parts together."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line without wide gaps: its box and the height of its letters."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool = False

    @property
    def middle(self) -> float:
        """The height of the middle of the line."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number in the file, from 1, its pieces in the file's order, and its size.

    `across` are the texts that run in another direction than the rest: credits beside pictures, watermarks.
    `pictured` says that it is the picture of a page: it has no letters, or a few stray ones.
    """

    number: int
    pieces: tuple[Piece, ...]
    width: float
    height: float
    across: tuple[str, ...] = ()
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of one column, with the column's edges.

    `parts` are its pieces that stand far apart, `page` is the number of its page.
    On a page of a script that runs from right to left all positions are mirrored: `left` is where the line begins.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    column_left: float = 0.0
    column_right: float = 0.0
    parts: tuple[str, ...] = ()
    bold: bool = False
    page: int = 0
