"""A chart of a brief on the screen: the same geometry as on paper, larger or smaller."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotations.brief.charts.shapes import STEPS, Box, Chart, Label, Letter, Line, Pattern
from app.fonts import shipped_family

_PAPER = QColor("#FFFFFF")
_AROUND = 12
_EDGE = 0.5
_DASH = [3.2, 2.4]
_EM = 100
"""Pixels at which the face is asked for glyphs, which are then scaled and not hinted: widths are those of paper."""


class ChartView(QWidget):
    """Paints a chart as wide as there is room, on white in every theme: it is a piece of the page.

    A screen reader is told the chart's name and what it shows.
    """

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(240)

    def set_chart(self, chart: Chart | None, name: str = "") -> None:
        """Show a chart, or nothing. `name` is its title, said by screen readers before what it shows."""
        self._chart = chart
        self.setAccessibleName(name)
        self.setAccessibleDescription(chart.alt if chart else "")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Qt: charts keep their proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: as high as the chart is at this width; 0 without one."""
        if self._chart is None:
            return 0
        return round(self._chart.height * self._scale(width)) + 2 * _AROUND

    def sizeHint(self) -> QSize:
        """Qt: a point of paper is a pixel."""
        if self._chart is None:
            return QSize(0, 0)
        width = round(self._chart.width) + 2 * _AROUND
        return QSize(width, self.heightForWidth(width))

    def _scale(self, width: int) -> float:
        return max(width - 2 * _AROUND, 1) / self._chart.width if self._chart else 1.0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: paper, and the chart on it."""
        del event
        if self._chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), _PAPER)
        painter.translate(_AROUND, _AROUND)
        scale = self._scale(self.width())
        painter.scale(scale, scale)
        paint_chart(painter, self._chart)


def paint_chart(painter: QPainter, chart: Chart) -> None:
    """Paint a chart with its upper left corner at the painter's origin, a unit of the painter being a point."""
    for shape in chart.shapes:
        match shape:
            case Box():
                _paint_box(painter, shape)
            case Line(x, y, to_x, to_y, colour, weight):
                painter.setPen(_pen(colour, weight))
                painter.drawLine(QLineF(x, y, to_x, to_y))
            case Label():
                _paint_label(painter, shape)


def label_font(letter: Letter) -> QFont:
    """The face of a label at `_EM` pixels, set as on paper: neither hinted nor kerned."""
    font = QFont(shipped_family("sans"))
    font.setPixelSize(_EM)
    font.setBold(letter.bold)
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _paint_label(painter: QPainter, label: Label) -> None:
    painter.save()
    painter.translate(label.x, label.y)
    size = label.letter.size / _EM
    painter.scale(size, size)
    painter.setFont(label_font(label.letter))
    painter.setPen(QColor(label.letter.colour))
    painter.drawText(QPointF(0, 0), label.text)
    painter.restore()


def _pen(colour: str, weight: float) -> QPen:
    pen = QPen(QColor(colour), weight)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _paint_box(painter: QPainter, box: Box) -> None:
    edges = QRectF(box.x, box.y, box.width, box.height)
    if box.pattern is Pattern.SOLID:
        painter.fillRect(edges, QColor(box.colour))
        return
    inset = min(_EDGE, box.width, box.height) / 2
    edges.adjust(inset, inset, -inset, -inset)
    pen = _pen(box.colour, _EDGE)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if box.pattern is Pattern.DASHED:
        pen.setDashPattern(_DASH)
    else:
        painter.setPen(pen)
        _hatch(painter, edges, STEPS[box.pattern])
    painter.setPen(pen)
    painter.drawRect(edges)


def _hatch(painter: QPainter, edges: QRectF, step: float) -> None:
    """Diagonal lines inside a rectangle, as on paper."""
    painter.save()
    painter.setClipRect(edges, Qt.ClipOperation.IntersectClip)
    start = edges.left() - edges.height()
    while start < edges.right():
        painter.drawLine(QLineF(start, edges.bottom(), start + edges.height(), edges.top()))
        start += step
    painter.restore()
