"""What the program proposes as claims: dots under the words, a thin line under who says them.

Painted below the text and above the bars of claims, in no tag's colour; the current one has an outline of dots, so it
is known by its shape, as a claim is by its solid one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from annotations.spans import Span
from app.reader.document import ReaderText
from app.reader.highlights import Highlights, contour
from app.theme import Theme

_RAISED = 2
"""Pixels from the lower edge of the ground of a line to the dots."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that is proposed, and who says it as far as the text names them; `said` tells both in words."""

    span: Span
    source: Span | None = None
    said: str = ""


@dataclass(slots=True)
class _Places:
    """Where suggestions stand in one paragraph, in pixels relative to it; by their number, in order."""

    contents: dict[int, list[QRectF]]
    sources: dict[int, list[QRectF]]


class Suggested:
    """The suggestions of one document. Positions are worked out for a paragraph when it is first seen."""

    def __init__(self, shown: Sequence[Suggestion], text: ReaderText, highlights: Highlights, theme: Theme) -> None:
        self._shown = shown
        self._text = text
        self._highlights = highlights
        self._theme = theme
        self._numbers: dict[int, list[int]] = {}
        self._places: dict[int, _Places] = {}
        self.load()

    def load(self) -> None:
        """Take over suggestions that were put in the place of others."""
        self._numbers.clear()
        self.forget()
        for number, suggestion in enumerate(self._shown):
            for span in filter(None, (suggestion.span, suggestion.source)):
                for paragraph in self.paragraphs(span):
                    there = self._numbers.setdefault(paragraph, [])
                    if number not in there[-1:]:
                        there.append(number)

    def forget(self) -> None:
        """Work all places out again when they are next seen: lines are broken elsewhere."""
        self._places.clear()

    def paragraphs(self, span: Span) -> range:
        """Numbers of the shown paragraphs that a passage reaches into."""
        start, end = self._text.positions(span)
        return range(self._text.paragraph_at(start), self._text.paragraph_at(max(start, end - 1)) + 1)

    def at(self, point: QPointF) -> list[int]:
        """Numbers of the suggestions whose words are under a point of the document, the shorter before the longer."""
        if not self._shown:
            return []
        found = {
            number
            for block in self._highlights.blocks(point.y() - 1, point.y() + 1)
            for number, boxes in self._of(block).contents.items()
            if any(box.contains(point - block.layout().position()) for box in boxes)
        }
        return sorted(found, key=lambda number: (len(self._shown[number].span), number))

    def paint(self, painter: QPainter, area: QRectF, current: int | None) -> None:
        """Paint what lies in `area`, given in document pixels as the painter's; `current` is a number."""
        if not self._shown:
            return
        for block in self._highlights.blocks(area.top() - 40, area.bottom()):
            if block.blockNumber() in self._numbers:
                painter.save()
                painter.translate(block.layout().position())
                self._paint(painter, self._of(block), current)
                painter.restore()

    def _paint(self, painter: QPainter, places: _Places, current: int | None) -> None:
        theme = self._theme
        strong = 1 if theme.is_contrast else 0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_dots(theme.edge, 2 + strong))
        painter.drawLines(
            [line for number, boxes in places.contents.items() if number != current for line in _under(boxes)]
        )
        painter.setPen(_whole(theme.edge, 1 + strong))
        painter.drawLines(
            [line for number, boxes in places.sources.items() if number != current for line in _under(boxes)]
        )
        if current is None:
            return
        if boxes := places.contents.get(current):
            painter.setPen(_dots(theme.accent, 2 + strong))
            painter.drawPath(contour(boxes))
        painter.setPen(_whole(theme.accent, 2 + strong))
        painter.drawLines(_under(places.sources.get(current, ())))

    def _of(self, block: QTextBlock) -> _Places:
        """Where suggestions stand in a paragraph that is laid out."""
        paragraph = block.blockNumber()
        if paragraph not in self._places:
            numbers = self._numbers.get(paragraph, ())
            wanted = [(number, self._shown[number]) for number in numbers]
            contents = [(number, one.span) for number, one in wanted]
            sources = [(number, one.source) for number, one in wanted if one.source]
            self._places[paragraph] = _Places(dict(self._boxes(block, contents)), dict(self._boxes(block, sources)))
        return self._places[paragraph]

    def _boxes(self, block: QTextBlock, spans: Iterable[tuple[int, Span]]) -> Iterator[tuple[int, list[QRectF]]]:
        stretches = [(number, self._text.positions(span)) for number, span in spans]
        found = self._highlights.stretches(block, [stretch for _, stretch in stretches])
        return ((number, boxes) for (number, _), boxes in zip(stretches, found, strict=True) if boxes)


def _under(boxes: Iterable[QRectF]) -> list[QLineF]:
    """A line below the words of each box, on whole pixels."""
    return [QLineF(box.left() + 1, y, box.right() - 1, y) for box in boxes for y in (round(box.bottom()) - _RAISED,)]


def _dots(colour: QColor, width: int) -> QPen:
    """Square dots, painted without smoothing: round ones take twenty milliseconds a page."""
    pen = _whole(colour, width)
    pen.setDashPattern([1, 1])
    return pen


def _whole(colour: QColor, width: int) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
