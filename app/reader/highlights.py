"""The layer under the text: marks, the current sentence, what a selection will become.

Painted before the text from shapes that are kept by paragraph. Nothing is written into the document, so marks cost
nothing while the text is laid out and no undo stack, copy or search ever meets them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QTextBlock, QTextDocument

from app.reader.edges import Edge
from app.reader.geometry import Lines, Shape, Shaper
from app.reader.index import MarkIndex
from app.reader.lanes import paint_strokes
from app.reader.marks import Look

_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip


@dataclass(slots=True)
class Emphasis:
    """What stands out at the moment, in Qt positions where it is a stretch of text."""

    active: int | None = None
    hovered: int | None = None
    sentence: tuple[int, int] | None = None
    preview: tuple[int, int] | None = None
    focused: bool = False


class Highlights:
    """Paints the layer and answers what stands under a point."""

    def __init__(self, document: QTextDocument, index: MarkIndex, shaper: Shaper) -> None:
        self._document = document
        self._index = index
        self._shaper = shaper
        self._shapes: dict[int, Shape] = {}

    def forget(self, paragraphs: Iterable[int] | None = None) -> None:
        """Work these paragraphs out again when they are next seen; all of them for None."""
        if paragraphs is None:
            self._shapes.clear()
        else:
            for number in paragraphs:
                self._shapes.pop(number, None)

    def shape(self, block: QTextBlock) -> Shape:
        """The shape of a paragraph that is laid out."""
        number = block.blockNumber()
        shape = self._shapes.get(number)
        if shape is None:
            shape = self._shaper.shape(block, self._index.entries(number), self._index.marks)
            self._shapes[number] = shape
        return shape

    def blocks(self, top: float, bottom: float) -> Iterator[QTextBlock]:
        """Paragraphs that can be seen between two heights of the document."""
        layout = self._document.documentLayout()
        block = self.block_at(top)
        while block.isValid() and block.layout().position().y() < bottom:
            yield block
            block = block.next()
            if block.isValid():
                layout.blockBoundingRect(block)

    def block_at(self, y: float) -> QTextBlock:
        """The last paragraph that begins above a height of the document, or the first one; it is laid out.

        Qt's own hit test is right only on lines: between two paragraphs it gives the end of a text that it has not
        laid out as a whole.
        """
        number, laid_out = self._last_above(y)
        if not laid_out:
            self._document.documentLayout().hitTest(QPointF(0, y), Qt.HitTestAccuracy.FuzzyHit)
            number, _ = self._last_above(y)
        return self._document.findBlockByNumber(number)

    def _last_above(self, y: float) -> tuple[int, bool]:
        """Number of the last laid out paragraph that begins above a height, and whether the one below is laid out."""
        document = self._document
        low, high = 0, document.blockCount()
        known = high
        while high - low > 1:
            middle = (low + high) // 2
            layout = document.findBlockByNumber(middle).layout()
            if not layout.lineCount():
                high = known = middle
            elif layout.position().y() <= y:
                low = middle
            else:
                high = middle
        first = low > 0 or document.begin().layout().lineCount() > 0
        return low, first and (low + 1 < known or known == document.blockCount())

    def claims_at(self, point: QPointF) -> list[int]:
        """Claims under a point of the document, the likeliest first."""
        return next(filter(None, (shape.claims_at(place) for shape, place in self._around(point))), [])

    def numbers_at(self, point: QPointF) -> list[int]:
        """Claims whose number is under a point of the document."""
        return next(filter(None, (shape.numbers_at(place) for shape, place in self._around(point))), [])

    def _around(self, point: QPointF) -> Iterator[tuple[Shape, QPointF]]:
        """The paragraphs with marks about a point of the document, and the point as they see it."""
        for block in self.blocks(point.y() - 40, point.y() + 1):
            if self._index.entries(block.blockNumber()):
                yield self.shape(block), point - block.layout().position()

    def boxes(self, claim_id: int) -> list[QRectF]:
        """Places of a claim in its first paragraph, in document pixels; the paragraph is laid out for it."""
        number = self._index.first_paragraph(claim_id)
        if number is None:
            return []
        block = self._document.findBlockByNumber(number)
        self._document.documentLayout().blockBoundingRect(block)
        return [box.translated(block.layout().position()) for box in self.shape(block).boxes.get(claim_id, ())]

    def edge(self, claim_id: int, edge: Edge) -> QLineF | None:
        """The upright line at one end of a claim, in document pixels, where it is shown; its paragraph is laid out."""
        ends, index = edge is Edge.END, self._index
        number = index.last_paragraph(claim_id) if ends else index.first_paragraph(claim_id)
        if number is None:
            return None
        block = self._document.findBlockByNumber(number)
        self._document.documentLayout().blockBoundingRect(block)
        entry = next((entry for entry in index.entries(number) if entry[2] == claim_id), None)
        if entry is None:
            return None
        above, below = self._shaper.above(block), self._shaper.below
        line = Lines(block).edge(entry[1] if ends else entry[0], ends=ends, above=above, below=below)
        return line.translated(block.layout().position()) if line else None

    def stretch(self, block: QTextBlock, start: int, end: int) -> list[QRectF]:
        """Rectangles of the part of a paragraph that lies between two positions, relative to the paragraph."""
        return self.stretches(block, [(start, end)])[0]

    def stretches(self, block: QTextBlock, wanted: Iterable[tuple[int, int]]) -> list[list[QRectF]]:
        """The same for several stretches; a paragraph of many lines is looked through once for all of them."""
        lines: Lines | None = None
        found: list[list[QRectF]] = []
        for start, end in wanted:
            first, last = max(0, start - block.position()), min(block.length() - 1, end - block.position())
            if last <= first:
                found.append([])
                continue
            lines = lines or Lines(block)
            found.append(lines.rectangles(first, last, self._shaper.above(block), self._shaper.below))
        return found

    def paint(self, painter: QPainter, area: QRectF, emphasis: Emphasis) -> None:
        """Paint what lies in `area`, given in document pixels as the painter's."""
        for block in self.blocks(area.top() - 40, area.bottom()):
            painter.save()
            painter.translate(block.layout().position())
            self._paint_block(painter, block, emphasis)
            painter.restore()

    def _paint_block(self, painter: QPainter, block: QTextBlock, emphasis: Emphasis) -> None:
        theme = self._shaper.inks.theme
        if emphasis.sentence:
            self._paint_sentence(painter, block, emphasis)
        shape = self.shape(block) if self._index.entries(block.blockNumber()) else None
        if shape:
            self._paint_fills(painter, shape)
            self._paint_emphasis(painter, shape, emphasis)
        if emphasis.preview and (found := self.stretch(block, *emphasis.preview)):
            soft = QColor(theme.accent)
            soft.setAlphaF(0.16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft)
            painter.drawRects(found)
        if shape:
            self._paint_bars(painter, shape)
            if theme.is_contrast and not shape.strokes:
                self._paint_outlines(painter, shape)
            self._paint_active_outline(painter, shape, emphasis)
            self._paint_labels(painter, shape)

    def _paint_sentence(self, painter: QPainter, block: QTextBlock, emphasis: Emphasis) -> None:
        """A soft ground, and a bar where the lines of the paragraph begin."""
        found = self.stretch(block, *emphasis.sentence) if emphasis.sentence else []
        if not found:
            return
        theme = self._shaper.inks.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent_soft)
        painter.drawRects([box.adjusted(-2, 0, 2, 0) for box in found])
        painter.setBrush(theme.accent if emphasis.focused else theme.edge)
        top, bottom = found[0].top(), found[-1].bottom()
        line = block.layout().lineAt(0)
        to_left = block.textDirection() == Qt.LayoutDirection.LeftToRight
        painter.drawRect(QRectF(-14 if to_left else line.x() + line.width() + 4, top, 3, bottom - top))

    def _paint_fills(self, painter: QPainter, shape: Shape) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, boxes in shape.fills.values():
            painter.setBrush(colour)
            painter.drawRects(boxes)
        for colour, boxes in shape.hatches.values():
            painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
            painter.drawRects(boxes)

    def _paint_emphasis(self, painter: QPainter, shape: Shape, emphasis: Emphasis) -> None:
        """A deeper ground of the active claim as far as it reaches, and of the one under the mouse on top of all.

        The one under the mouse is as deep as the active one, which it would lighten otherwise where they overlap.
        """
        painter.setPen(Qt.PenStyle.NoPen)
        marks, inks = self._index.marks, self._shaper.inks
        active = marks.get(emphasis.active) if emphasis.active is not None else None
        hovered = marks.get(emphasis.hovered) if emphasis.hovered not in (None, emphasis.active) else None
        over_active = bool(active and active.claim_id in shape.grounds)
        for mark, places in ((active, shape.grounds), (hovered, shape.tops)):
            found = places.get(mark.claim_id) if mark and mark.look is not Look.OPEN else None
            if mark and found:
                deep = mark is active or over_active
                painter.setBrush(inks.active(mark.colour) if deep else inks.hovered(mark.colour))
                painter.drawRects(found)
                if mark.look is Look.MIXED:
                    painter.setBrush(QBrush(inks.hatch(mark.colour), Qt.BrushStyle.BDiagPattern))
                    painter.drawRects(found)

    def _paint_bars(self, painter: QPainter, shape: Shape) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._shaper.inks.paper)
        painter.drawRects(shape.gaps)
        for colour, boxes in shape.bars.values():
            painter.setBrush(colour)
            painter.drawRects(boxes)
        if shape.strokes:
            paint_strokes(painter, shape.strokes, self._shaper.inks.quiet)
        if shape.outlines:
            pen = QPen(self._shaper.inks.bar("slate"), 1)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRects(shape.outlines)

    def _paint_outlines(self, painter: QPainter, shape: Shape) -> None:
        """A line around each coded passage: in high contrast there is no ground that would show where it ends."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for claim, boxes in shape.boxes.items():
            mark = self._index.marks[claim]
            if mark.look is not Look.OPEN:
                painter.setPen(QPen(self._shaper.inks.bar(mark.colour), 1))
                painter.drawPath(contour(boxes, 0.5, 0.5))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_active_outline(self, painter: QPainter, shape: Shape, emphasis: Emphasis) -> None:
        boxes = shape.boxes.get(emphasis.active) if emphasis.active is not None else None
        if not boxes:
            return
        theme = self._shaper.inks.theme
        pen = QPen(theme.accent, 3 if theme.is_contrast else 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(contour(boxes))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_labels(self, painter: QPainter, shape: Shape) -> None:
        painter.setFont(self._shaper.inks.label_font)
        for label in shape.labels:
            painter.fillRect(label.box, label.ground)
        for label in shape.labels:
            painter.setPen(label.colour)
            painter.drawText(label.box, _CENTRED, label.text)


def contour(boxes: list[QRectF], beside: float = 2, over: float = 1) -> QPainterPath:
    """One line around a passage, so many pixels beside it and over it: boxes that meet are joined."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for number, box in enumerate(boxes):
        following = boxes[number + 1] if number + 1 < len(boxes) else None
        meets = following and following.left() < box.right() and box.left() < following.right()
        bottom = following.top() if following and meets else box.bottom()
        height = max(1.0, bottom - box.top())
        path.addRect(QRectF(box.left(), box.top(), box.width(), height).adjusted(-beside, -over, beside, over))
    return path.simplified()
