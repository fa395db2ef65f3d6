"""Stretches that were cut from the text: still there to be read and restored, greyed and struck out.

Painted over the text, so that nothing is written into the document and offsets stay what they are.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock

from app.reader.highlights import Highlights
from app.theme import Theme

Stretch = tuple[int, int]
"""Start and end in Qt's positions."""

Cut = Stretch


class Cuts:
    """The cut stretches of one document, in order and apart from one another."""

    def __init__(self, cuts: Sequence[Cut], highlights: Highlights, theme: Theme) -> None:
        self._cuts = cuts
        self._highlights = highlights
        self._theme = theme

    def holds(self, point: QPointF) -> bool:
        """Whether a point of the document is on cut words."""
        if not self._cuts:
            return False
        blocks = self._highlights.blocks(point.y() - 1, point.y() + 1)
        return any(box.contains(point) for block in blocks for box in self._boxes(block))

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Grey and strike out what lies in `area`, given in document pixels as the painter's."""
        if not self._cuts:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        for block in self._highlights.blocks(area.top(), area.bottom()):
            found = list(self._boxes(block))
            painter.setBrush(self._theme.veil)
            painter.drawRects(found)
            painter.setBrush(self._theme.quiet)
            painter.drawRects([QRectF(box.left(), round(box.center().y()), box.width(), 1) for box in found])

    def _boxes(self, block: QTextBlock) -> Iterator[QRectF]:
        return within(block, self._cuts, self._highlights)


def within(block: QTextBlock, stretches: Sequence[Stretch], highlights: Highlights) -> Iterator[QRectF]:
    """Places of a paragraph's words in stretches, which are in order and apart: one a line, in document pixels."""
    start, end = block.position(), block.position() + block.length()
    at = max(0, bisect_right(stretches, (start, start)) - 1)
    while at < len(stretches) and stretches[at][0] < end:
        for box in highlights.stretch(block, *stretches[at]):
            yield box.translated(block.layout().position())
        at += 1


def joined(cuts: Sequence[Cut]) -> list[Cut]:
    """The same stretches in order, those that overlap or touch as one."""
    found: list[Cut] = []
    for start, end in sorted(cuts):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif end > start:
            found.append((start, end))
    return found
