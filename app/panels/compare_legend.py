"""What the bars of two coders mean, each shape with the number of passages that have it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.plain import PlainLabel
from app.reader.lanes import paint_strokes
from app.reader.marks import Stroke
from app.theme import SPACE_M, SPACE_XS
from app.widgets.flow import FlowLayout

_WIDE, _BAR = 28, 6
"""Pixels of a sample."""


class Legend(QWidget):
    """Samples with their words, side by side as far as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, SPACE_M)
        self._words: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All of it, as shown."""
        return " · ".join(self._words)

    def show_lines(self, lines: Sequence[tuple[Stroke, str]], otherwise: str = "") -> None:
        """Show these shapes with what they mean; `otherwise` stands there if there are none."""
        self._flow.clear()
        self._words = tuple(words for _, words in lines) or (otherwise,)
        for stroke, words in lines:
            self._flow.addWidget(_entry(stroke, words))
        if not lines:
            self._flow.addWidget(_label(otherwise))
        self.setAccessibleName(self.words)
        self.updateGeometry()


class Sample(QWidget):
    """A bar in one of its shapes."""

    def __init__(self, stroke: Stroke, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stroke = stroke
        self.setFixedSize(QSize(_WIDE, _BAR))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: in the colour of text, because shapes and not colours are explained."""
        del event
        ink, quiet = (self.palette().color(role) for role in (QPalette.ColorRole.WindowText, _QUIET))
        painter = QPainter(self)
        paint_strokes(painter, {(self._stroke, ink.rgba()): (ink, [QRectF(self.rect())])}, quiet)
        painter.end()


_QUIET = QPalette.ColorRole.PlaceholderText


def _entry(stroke: Stroke, words: str) -> QWidget:
    entry = QWidget()
    row = QHBoxLayout(entry)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_XS)
    row.addWidget(Sample(stroke))
    row.addWidget(_label(words))
    return entry


def _label(words: str) -> PlainLabel:
    label = PlainLabel(words)
    label.setProperty("kind", "small")
    return label
