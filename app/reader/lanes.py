"""Two coders under one text: each has a lane below the words, and the shape of a bar says how they agree."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import floor

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPolygonF, QTextBlock

from annotations.spans import Span, lanes
from app.reader.geometry import Label, Lines, Shape, Shaper, Strokes
from app.reader.index import Entry
from app.reader.inks import Inks
from app.reader.marks import Lane, Mark, Stroke

_DEEP = 2
"""Bars of one coder that find room below one another; more that overlap are counted."""

_LETTERS = 0.86
"""How far letters rise above their base line, as a share of their size."""

_STRIPE, _DENSITY = 3, 2
"""Pixels of a stripe and of the gap after it, and how finely they are drawn for screens that show more."""


def lane_pitch(size: int) -> int:
    """Pixels from one coder's lane to the other's, for letters of a size."""
    return max(9, round(size * 10 / 17))


def line_with_lanes(size: int) -> int:
    """The least height of a line that has both lanes under it, in pixels."""
    return round(size * 4.5 / 17 + 2 * lane_pitch(size) + size * _LETTERS)


class LaneShaper(Shaper):
    """Works out the bars of two coders instead of fills and bars of claims."""

    def __init__(self, inks: Inks, size: int) -> None:
        super().__init__(inks, size)
        self.pitch = lane_pitch(size)
        self.bar = (self.pitch - 2) // 2

    def shape(self, block: QTextBlock, entries: Sequence[Entry], marks: Mapping[int, Mark]) -> Shape:
        """Work out one paragraph."""
        shape = Shape()
        lines, above = Lines(block), self.above(block)
        for start, end, claim in entries:
            found = lines.rectangles(start, end, above, self.below)
            if found:
                shape.grounds[claim] = shape.tops[claim] = found
        for number in (0, 1):
            self._lane(shape, number, entries, marks, at_right=lines.right_to_left)
        for claim, found in shape.grounds.items():
            depth = self._depth(marks[claim])
            shape.boxes[claim] = [box.adjusted(0, 0, 0, depth) for box in found]
            if not depth:
                self._alone(shape, marks[claim], found)
        return shape

    def _depth(self, mark: Mark) -> float:
        """How far the lanes of a mark reach below its words."""
        first, second = mark.lanes
        return 2 * self.pitch if second else self.pitch if first else 0

    def _lane(
        self, shape: Shape, number: int, entries: Sequence[Entry], marks: Mapping[int, Mark], *, at_right: bool
    ) -> None:
        """The bars of one coder, those that overlap below one another."""
        own: dict[int, Lane] = {}
        for _, _, claim in entries:
            lane = marks[claim].lanes[number]
            if lane and claim in shape.grounds:
                own[claim] = lane
        if not own:
            return
        depths = lanes({claim: Span(start, end) for start, end, claim in entries if claim in own})
        hidden: dict[int, list[tuple[int, QRectF]]] = {}
        taken: dict[int, list[QRectF]] = {}
        for claim, lane in own.items():
            top = number * self.pitch + 1.0
            deep = depths[claim]
            if deep >= _DEEP:
                box = shape.grounds[claim][0].translated(0, top)
                hidden.setdefault(round(box.bottom()), []).append((claim, box))
                continue
            top += deep * (self.bar + 1)
            bars = [QRectF(b.left(), b.bottom() + top, b.width(), self.bar) for b in shape.grounds[claim]]
            shape.lines[claim] = [*shape.lines.get(claim, ()), *bars]
            colour = self.inks.bar(lane.colour)
            shape.strokes.setdefault((lane.stroke, colour.rgba()), (colour, []))[1].extend(bars)
            start = shape.grounds[claim][0].translated(0, number * self.pitch)
            shape.labels.append(self._label(claim, lane, start, taken, at_right=at_right))
        self._count_hidden(shape, hidden)

    def _label(self, claim: int, lane: Lane, start: QRectF, taken: dict[int, list[QRectF]], *, at_right: bool) -> Label:
        """Who it is, at the start of the bar; those that start at one word stand side by side."""
        width = self.inks.words_width(lane.label)
        left = start.right() - width if at_right else start.left()
        box = QRectF(left, start.bottom() + 0.5, width, self.label_height)
        others = taken.setdefault(round(start.bottom()), [])
        for other in others:
            if other.adjusted(-1, 0, 1, 0).intersects(box):
                box.moveLeft(other.left() - 1 - width if at_right else other.right() + 1)
        others.append(box)
        return Label(box, lane.label, self.inks.label(lane.colour), self.inks.paper, (claim,))

    def _alone(self, shape: Shape, mark: Mark, found: list[QRectF]) -> None:
        """A claim of neither of the two: its number and an open outline."""
        shape.outlines += [box.adjusted(0.5, 0.5, -0.5, -0.5) for box in found]
        text = str(mark.number)
        box = QRectF(found[0].left(), found[0].bottom() - 1, self.inks.label_width(text), self.label_height)
        shape.labels.append(Label(box, text, self.inks.quiet, self.inks.paper, (mark.claim_id,)))


def paint_strokes(painter: QPainter, strokes: Strokes, quiet: QColor) -> None:
    """Paint bars in their shapes, which alone tell what is to be told; `quiet` is for those without a colour."""
    for (stroke, _), (colour, boxes) in strokes.items():
        match stroke:
            case Stroke.SOLID | Stroke.STRIPED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour if stroke is Stroke.SOLID else _stripes(colour.rgba()))
                painter.drawRects(boxes)
            case Stroke.HOLLOW:
                painter.setPen(QPen(colour, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRects([box.adjusted(0.5, 0.5, -0.5, -0.5) for box in boxes])
            case Stroke.DOTTED:
                pen = QPen(quiet, 1)
                pen.setDashPattern([1, 3])
                painter.setPen(pen)
                painter.drawLines([_middle(box) for box in boxes])


def _middle(box: QRectF) -> QLineF:
    y = floor(box.center().y()) + 0.5
    return QLineF(box.left(), y, box.right(), y)


@lru_cache(maxsize=64)
def _stripes(rgba: int) -> QBrush:
    """Slanting stripes, drawn once for a colour: a pattern of Qt's has lines too thin for a bar.

    It is an image, which may outlive the application as a pixmap may not.
    """
    period = 2 * _STRIPE
    tile = QImage(period * _DENSITY, period * _DENSITY, QImage.Format.Format_ARGB32_Premultiplied)
    tile.setDevicePixelRatio(_DENSITY)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgba(rgba))
    for left in (0, period):
        corners = ((left, 0), (left + _STRIPE, 0), (left + _STRIPE - period, period), (left - period, period))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.end()
    return QBrush(tile)
