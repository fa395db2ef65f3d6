"""The look of a key: a small box with what is printed on it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.theme import SMALL, SPACE_XS, Theme, interface_font

CAP = 18
_ROUND = 4


def cap_width(text: str) -> int:
    """How wide the box of a key is."""
    return max(CAP, QFontMetrics(interface_font(SMALL)).horizontalAdvance(text) + 10)


def draw_cap(painter: QPainter, theme: Theme, at: QPointF, text: str) -> None:
    """Draw a key with its upper left corner at a point."""
    box = QRectF(at.x() + 0.5, at.y() + 0.5, cap_width(text) - 1, CAP - 1)
    painter.setPen(QPen(theme.edge, 1))
    painter.setBrush(theme.raised)
    painter.drawRoundedRect(box, _ROUND, _ROUND)
    painter.setPen(theme.ink)
    painter.setFont(interface_font(SMALL))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class Hint(QAbstractButton):
    """A key with what it does; a click does the same."""

    def __init__(self, theme: Theme, cap: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.cap = cap
        self.set_words(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_words(self, words: str) -> None:
        """Say what the key does."""
        self.setText(words)
        self.setAccessibleName(f"{words} ({self.cap})")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Qt: the key and the words beside it."""
        words = QFontMetrics(interface_font(SMALL)).horizontalAdvance(self.text())
        return QSize(cap_width(self.cap) + SPACE_XS + 2 + words, CAP + 2)

    def minimumSizeHint(self) -> QSize:
        """Qt: nothing is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: key and words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_cap(painter, self.theme, QPointF(0, 1), self.cap)
        painter.setPen(self.theme.ink if self.underMouse() else self.theme.quiet)
        left = cap_width(self.cap) + SPACE_XS + 2
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), middle, self.text())
        painter.end()
