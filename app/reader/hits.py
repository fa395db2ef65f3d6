"""What was found in the text, marked apart from claims: an outline around the words, a heavy one around the current."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.reader.document import ReaderText
from app.reader.finding import Hit
from app.reader.highlights import Highlights
from app.theme import Theme

_RADIUS = 3


class Hits:
    """Paints the hits in view, of as many as there are; in code points and in order."""

    def __init__(self, text: ReaderText, highlights: Highlights, theme: Theme) -> None:
        self._text = text
        self._highlights = highlights
        self._theme = theme

    def paint(self, painter: QPainter, area: QRectF, hits: Sequence[Hit], current: int | None) -> None:
        """Paint what lies in `area`, given in document pixels as the painter's; `current` is a number of a hit."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block in self._highlights.blocks(area.top() - 40, area.bottom()):
            start = self._text.offset(block.position())
            end = self._text.offset(block.position() + block.length())
            at = bisect_left(hits, (start, 0))
            if at and hits[at - 1][1] > start:
                at -= 1
            while at < len(hits) and hits[at][0] < end:
                found = self._highlights.stretch(block, *self._text.stretch(*hits[at]))
                self._outline(painter, found, block.layout().position(), current=at == current)
                at += 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _outline(self, painter: QPainter, boxes: list[QRectF], origin: QPointF, *, current: bool) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.ink if current else theme.warn, 2 if current else 1))
        painter.setBrush(theme.found)
        for box in boxes:
            painter.drawRoundedRect(box.translated(origin).adjusted(-1.5, 0.5, 1.5, -0.5), _RADIUS, _RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
