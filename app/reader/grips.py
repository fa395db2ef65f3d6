"""The edges of the active claim as things to take hold of: where they are, and what dragging one does."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from annotations.spans import Span
from app.reader.edges import Edge, put
from app.reader.highlights import Highlights
from app.reader.marks import Mark
from app.theme import Theme

REACH = 5
"""Pixels beside an edge at which the mouse takes hold of it."""

_KNOB = 3.5
"""Radius of the knob that shows an edge can be moved."""

_OUT = QPointF(2, 2)
"""From the corner of the passage to the middle of the knob."""


@dataclass(slots=True)
class Drag:
    """One edge of a claim under way; `shown` is the mark as it would become."""

    edge: Edge
    before: Mark
    shown: Mark

    @classmethod
    def of(cls, edge: Edge, mark: Mark) -> "Drag":
        """A drag that has not moved yet."""
        return cls(edge, mark, mark)

    def to(self, text: str, offset: int, *, exact: bool) -> bool:
        """Take the edge to an offset of the text; whether the passage is another one now."""
        span = put(text, self.before.span, self.edge, offset, exact=exact)
        if span == self.shown.span:
            return False
        self.shown = replace(self.before, span=span)
        return True

    @property
    def moved(self) -> Span | None:
        """The new passage, None where it is the old one."""
        return self.shown.span if self.shown.span != self.before.span else None


def grip_at(highlights: Highlights, claim_id: int | None, point: QPointF) -> Edge | None:
    """The edge of a claim that is under a point of the document; the nearer one of a very short claim."""
    found: list[tuple[float, Edge]] = []
    for edge in Edge if claim_id is not None else ():
        line = highlights.edge(claim_id, edge) if claim_id is not None else None
        if line and line.y1() <= point.y() <= line.y2() and abs(line.x1() - point.x()) <= REACH:
            found.append((abs(line.x1() - point.x()), edge))
    return min(found, key=lambda near: near[0])[1] if found else None


def paint_grips(painter: QPainter, highlights: Highlights, claim_id: int, area: QRectF, theme: Theme) -> None:
    """Knobs at the upper end of the first edge and at the lower end of the last one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent)
    for edge in Edge:
        line = highlights.edge(claim_id, edge)
        if line is not None and _meets(line, area):
            corner = line.p1() - _OUT if edge is Edge.START else line.p2() + _OUT
            painter.drawEllipse(corner, _KNOB, _KNOB)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _meets(line: QLineF, area: QRectF) -> bool:
    return line.y2() + 2 * _KNOB >= area.top() and line.y1() - 2 * _KNOB <= area.bottom()
