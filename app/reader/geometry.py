"""Where the marks of one paragraph stand on the screen, worked out once and kept until the paragraph changes.

All places are in pixels relative to the paragraph's own origin, so scrolling changes none of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QTextBlock, QTextLine

from annotations.spans import Span, lanes, segments
from app.reader.index import Entry
from app.reader.inks import Inks
from app.reader.marks import Look, Mark, Stroke

LANES = 4
"""Bars below one line; what overlaps more often is counted."""

GAP = 1
"""Pixels of paper between two bars, also where they hang into the marks of the next line."""

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200f\u202b\u202e\u2067\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


Strokes = dict[tuple[Stroke, int], tuple[QColor, list[QRectF]]]
"""Bars by their shape and colour."""

_Hidden = dict[int, list[tuple[int, QRectF]]]
"""Claims that find no lane, with their first rectangles, by the line of text: its lower edge."""


@dataclass(frozen=True, slots=True)
class Label:
    """A small number at the start of a bar, with the ground it stands on and the claims it stands for."""

    box: QRectF
    text: str
    colour: QColor
    ground: QColor
    claims: tuple[int, ...]


@dataclass(slots=True)
class Shape:
    """What is painted for one paragraph, and what stands under a point of it.

    The lists are by colour, so that each colour is drawn at one go. `boxes` are the places of each claim, one a line,
    from above the letters to below its bar; `grounds` the same without the bar, `lines` the bars; `tops` is where a
    claim's fill is not covered by a shorter one's. `gaps` are the strips of paper over each bar but the uppermost.
    `strokes` are the bars of two coders who are compared, by shape and colour; passages have no outlines then.
    """

    fills: dict[int, tuple[QColor, list[QRectF]]] = field(default_factory=dict)
    hatches: dict[int, tuple[QColor, list[QRectF]]] = field(default_factory=dict)
    bars: dict[int, tuple[QColor, list[QRectF]]] = field(default_factory=dict)
    gaps: list[QRectF] = field(default_factory=list)
    strokes: Strokes = field(default_factory=dict)
    outlines: list[QRectF] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    boxes: dict[int, list[QRectF]] = field(default_factory=dict)
    lines: dict[int, list[QRectF]] = field(default_factory=dict)
    grounds: dict[int, list[QRectF]] = field(default_factory=dict)
    tops: dict[int, list[QRectF]] = field(default_factory=dict)

    def claims_at(self, point: QPointF) -> list[int]:
        """Claims under a point: one whose number or bar is hit first, then the shorter before the longer."""
        found = [claim for claim, boxes in self.boxes.items() if any(box.contains(point) for box in boxes)]
        found.sort(key=self._extent)
        on_bar = [c for c in found if any(r.adjusted(0, -1, 0, 1).contains(point) for r in self.lines.get(c, ()))]
        return list(dict.fromkeys([*self.numbers_at(point), *on_bar, *found]))

    def numbers_at(self, point: QPointF) -> list[int]:
        """Claims whose number is under a point; the number that is painted last counts where two overlap."""
        return next((list(label.claims) for label in reversed(self.labels) if label.box.contains(point)), [])

    def _extent(self, claim_id: int) -> float:
        return sum(box.width() for box in self.boxes[claim_id])


class Lines:
    """The lines of one laid out paragraph, and the rectangles of stretches of it."""

    def __init__(self, block: QTextBlock) -> None:
        self._layout = layout = block.layout()
        self._mixed = bool(_RIGHT_TO_LEFT.search(block.text()))
        self.right_to_left = block.textDirection() == Qt.LayoutDirection.RightToLeft
        self._lines: list[tuple[int, int, float, QTextLine]] = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first = line.textStart()
            self._lines.append((first, first + line.textLength(), line.y() + line.ascent(), line))

    def rectangles(self, start: int, end: int, above: float, below: float) -> list[QRectF]:
        """Rectangles of a stretch, one or (in mixed directions) more for each line.

        Args:
            start: first UTF-16 unit within the paragraph.
            end: the unit behind the last.
            above: pixels over the base line.
            below: pixels under the base line.
        """
        found: list[QRectF] = []
        for first, last, base, line in self._lines:
            if last > start and first < end:
                top, bottom = round(base - above), round(base + below)
                for left, right in self._stretches(line, max(first, start), min(last, end)):
                    found.append(QRectF(left, top, right - left, bottom - top))
        return found

    def edge(self, position: int, *, ends: bool, above: float, below: float) -> QLineF | None:
        """The upright line at which a passage begins, or `ends`; None where the paragraph is not laid out so far.

        Args:
            position: its first UTF-16 unit within the paragraph, or the unit behind its last.
            ends: whether the passage ends there.
            above: pixels over the base line.
            below: pixels under the base line.
        """
        inside = max(0, position - 1) if ends else position
        for first, last, base, line in self._lines:
            if first <= inside < last:
                x = round(self._edge_x(line, inside, position))
                return QLineF(x, round(base - above), x, round(base + below))
        return None

    def _edge_x(self, line: QTextLine, inside: int, position: int) -> float:
        runs = self._letter(line, inside) if self._mixed else []
        if not runs:
            return min(_x(line, position), line.x() + line.naturalTextWidth())
        box = runs[0].boundingRect()
        return box.right() if runs[0].isRightToLeft() is (inside == position) else box.left()

    def _letter(self, line: QTextLine, inside: int) -> list[QGlyphRun]:
        """The glyphs of the letter at a position, whatever units and signs it is made of."""
        start, end = inside, inside + 1
        while start > 0 and not self._layout.isValidCursorPosition(start):
            start -= 1
        while end < line.textStart() + line.textLength() and not self._layout.isValidCursorPosition(end):
            end += 1
        return line.glyphRuns(start, end - start)

    def _stretches(self, line: QTextLine, start: int, end: int) -> list[tuple[int, int]]:
        """Left and right edges of a stretch of a line, in whole pixels."""
        if not self._mixed:
            extent = line.x() + line.naturalTextWidth()
            left, right = _x(line, start), min(_x(line, end), extent)
            return [(floor(left), ceil(right))] if right > left else []
        # cursorToX is wrong at the borders of directions, the glyphs are not
        boxes = sorted((b.left(), b.right()) for b in (r.boundingRect() for r in line.glyphRuns(start, end - start)))
        joined: list[tuple[float, float]] = []
        for left, right in boxes:
            if joined and left <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(joined[-1][1], right))
            elif right > left:
                joined.append((left, right))
        return [(floor(left), ceil(right)) for left, right in joined]


def _x(line: QTextLine, position: int) -> float:
    x: Any = line.cursorToX(position)  # (x, position), although the stubs know only x
    return float(x[0])


class Shaper:
    """Works out the shapes of paragraphs for one reading size and one set of colours."""

    def __init__(self, inks: Inks, size: int) -> None:
        self.inks = inks
        unit = size / 17
        self._size = size
        self.below = 4.5 * unit
        self.bar = max(2.0, round(2 * unit)) + (1 if inks.theme.is_contrast else 0)
        self.pitch = self.bar + GAP
        self.label_height = inks.label_height

    def above(self, block: QTextBlock) -> float:
        """Pixels from the base line to the upper edge of a fill, by the size of the paragraph's letters."""
        size = block.begin().fragment().charFormat().font().pixelSize() if block.length() > 1 else 0
        return 0.94 * (size if size > 0 else self._size)

    def shape(self, block: QTextBlock, entries: Sequence[Entry], marks: Mapping[int, Mark]) -> Shape:
        """Work out one paragraph; 0.1 to 1 ms by the number of its marks."""
        shape = Shape()
        lines, above = Lines(block), self.above(block)
        spans = {claim: Span(start, end) for start, end, claim in entries}
        self._fill(shape, lines, spans, marks, above)
        lane = lanes(spans)
        hidden: _Hidden = {}
        for start, end, claim in entries:
            boxes = lines.rectangles(start, end, above, self.below)
            self._underline(shape, boxes, marks[claim], lane[claim], hidden)
        self._number(shape, entries, marks, at_right=lines.right_to_left)
        self._count_hidden(shape, hidden)
        return shape

    def _fill(
        self, shape: Shape, lines: Lines, spans: dict[int, Span], marks: Mapping[int, Mark], above: float
    ) -> None:
        for segment in segments(spans):
            coded = [marks[claim] for claim in segment.keys if marks[claim].look is not Look.OPEN]
            if not coded:
                continue
            top, strong = coded[-1], len(coded) > 1
            found = lines.rectangles(segment.start, segment.end, above, self.below)
            shape.tops.setdefault(top.claim_id, []).extend(found)
            _collect(shape.fills, self.inks.fill(top.colour, strong=strong), found)
            if top.look is Look.MIXED:
                _collect(shape.hatches, self.inks.hatch(top.colour), found)

    def _underline(self, shape: Shape, found: list[QRectF], mark: Mark, lane: int, hidden: _Hidden) -> None:
        if not found:
            return
        depth = min(lane, LANES - 1) * self.pitch
        shape.grounds[mark.claim_id] = found
        shape.boxes[mark.claim_id] = [box.adjusted(0, 0, 0, depth + self.bar) for box in found]
        if lane >= LANES:
            hidden.setdefault(round(found[0].bottom()), []).append((mark.claim_id, found[0]))
            return
        bars = [QRectF(box.left(), box.bottom() + depth, box.width(), self.bar) for box in found]
        shape.lines[mark.claim_id] = bars
        if lane:
            shape.gaps += [QRectF(bar.left(), bar.top() - GAP, bar.width(), GAP) for bar in bars]
        if mark.look is Look.OPEN:
            shape.outlines += [box.adjusted(0.5, 0.5, -0.5, depth + self.bar - 0.5) for box in found]
        else:
            _collect(shape.bars, self.inks.bar(mark.colour), bars)

    def _number(self, shape: Shape, entries: Sequence[Entry], marks: Mapping[int, Mark], *, at_right: bool) -> None:
        """Numbers where the claims start; two that start at one word stand side by side."""
        taken: dict[int, list[QRectF]] = {}
        for _, _, claim in entries:
            mark = marks[claim]
            if claim not in shape.lines:
                continue
            first = shape.lines[claim][0]
            text = str(mark.number)
            width = self.inks.label_width(text)
            top = shape.grounds[claim][0].bottom() - 1
            box = QRectF(first.right() - width if at_right else first.left(), top - 1, width, self.label_height)
            others = taken.setdefault(round(top), [])
            for other in others:
                if other.adjusted(-1, 0, 1, 0).intersects(box):
                    box.moveLeft(other.left() - 1 - width if at_right else other.right() + 1)
            others.append(box)
            colour = self.inks.label("" if mark.look is Look.OPEN else mark.colour)
            shape.labels.append(Label(box, text, colour, self.inks.paper, (claim,)))

    def _count_hidden(self, shape: Shape, hidden: _Hidden) -> None:
        for left_out in hidden.values():
            claims, boxes = tuple(claim for claim, _ in left_out), [box for _, box in left_out]
            text = f"+{len(boxes)}"
            right = max(box.right() for box in boxes)
            box = QRectF(right - self.inks.label_width(text), 0, self.inks.label_width(text), self.label_height)
            box.moveTop(boxes[0].bottom() - 0.5)
            shape.labels.append(Label(box, text, self.inks.quiet, self.inks.paper, claims))


def _collect(by_colour: dict[int, tuple[QColor, list[QRectF]]], colour: QColor, found: list[QRectF]) -> None:
    by_colour.setdefault(colour.rgba(), (colour, []))[1].extend(found)
