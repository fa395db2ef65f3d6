"""What the program proposes as claims: dots under the words, a thin line under who says them.

Painted below the text and above the bars of claims, in no tag's colour; the current one has an outline of dots, so it
is known by its shape, as a claim is by its solid one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from annotations.spans import Span, SpanIndex
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


class SuggestionList:
    """Suggestions in the order of the text, each with a passage of its own, by their numbers from 0.

    It is made once and never changes; for thousands of them it may be made on any thread.
    """

    def __init__(self, suggestions: Iterable[Suggestion] = ()) -> None:
        """Make them known by their places."""
        self.all = tuple(suggestions)
        self._numbers = {one.span: number for number, one in enumerate(self.all)}
        self._passages = SpanIndex(self._numbers)
        self._of_source: dict[Span, list[int]] = {}
        for number, one in enumerate(self.all):
            if one.source:
                self._of_source.setdefault(one.source, []).append(number)
        self._sources = SpanIndex(self._of_source)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.all)

    def number(self, passage: Span) -> int | None:
        """The number of the one with exactly this passage."""
        return self._numbers.get(passage)

    def in_stretch(self, stretch: Span) -> list[int]:
        """Numbers of those whose passages reach into a stretch, in order."""
        return [self._numbers[passage] for passage in self._passages.overlapping(stretch)]

    def said_in(self, stretch: Span) -> list[int]:
        """Numbers of those whose sources reach into a stretch."""
        return [number for source in self._sources.overlapping(stretch) for number in self._of_source[source]]


@dataclass(slots=True)
class _Places:
    """Where suggestions stand in one paragraph, in pixels relative to it; by their number, in order."""

    contents: dict[int, list[QRectF]]
    sources: dict[int, list[QRectF]]


class Suggested:
    """The suggestions of one document. Positions are worked out for a paragraph when it is first seen."""

    def __init__(self, shown: SuggestionList, text: ReaderText, highlights: Highlights, theme: Theme) -> None:
        self._shown = shown
        self._text = text
        self._highlights = highlights
        self._theme = theme
        self._places: dict[int, _Places] = {}

    def load(self, shown: SuggestionList) -> None:
        """Show these in the place of others."""
        self._shown = shown
        self.forget()

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
        return sorted(found, key=lambda number: (len(self._shown.all[number].span), number))

    def paint(self, painter: QPainter, area: QRectF, current: int | None) -> None:
        """Paint what lies in `area`, given in document pixels as the painter's; `current` is a number."""
        if not self._shown:
            return
        for block in self._highlights.blocks(area.top() - 40, area.bottom()):
            places = self._of(block)
            if places.contents or places.sources:
                painter.save()
                painter.translate(block.layout().position())
                self._paint(painter, places, current)
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
            self._places[paragraph] = self._worked_out(block)
        return self._places[paragraph]

    def _worked_out(self, block: QTextBlock) -> _Places:
        start, end = (self._text.offset(block.position() + n) for n in (0, block.length() - 1))
        if end <= start:
            return _Places({}, {})
        stretch, shown = Span(start, end), self._shown
        contents = [(number, shown.all[number].span) for number in shown.in_stretch(stretch)]
        said = ((number, shown.all[number].source) for number in shown.said_in(stretch))
        sources = [(number, source) for number, source in said if source]
        return _Places(dict(self._boxes(block, contents)), dict(self._boxes(block, sources)))

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
