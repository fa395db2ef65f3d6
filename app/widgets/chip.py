"""A chip: one tag with the dot of its colour, and a cross to take it away."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.plain import plain_tip
from app.theme import BODY, CHIP_RADIUS, SPACE_S, SPACE_XS, Theme, interface_font

_DOT, _CROSS, _HEIGHT = 8, 8, 24


class TagChip(QWidget):
    """Shows a tag; `removed` is emitted when the cross is clicked, or Delete or Backspace is pressed.

    Args:
        theme: the colours.
        text: what is written on it.
        colour: a key for `Theme.tag_colour`.
        about: the tag's definition, shown as a tool tip.
        removable: whether it has a cross.
    """

    removed = Signal()

    def __init__(self, theme: Theme, text: str, colour: str, about: str = "", *, removable: bool = True) -> None:
        super().__init__()
        self._theme, self._text, self._colour, self._removable = theme, text, colour, removable
        self._hovered = False
        self._font = interface_font(BODY)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain_tip(about))
        self.setAccessibleName(text)
        if removable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setAccessibleDescription(self.tr("Delete removes it"))

    @property
    def text(self) -> str:
        """What is written on it."""
        return self._text

    def sizeHint(self) -> QSize:
        """Qt: room for dot, words and cross."""
        words = QFontMetrics(self._font).horizontalAdvance(self._text)
        cross = _CROSS + SPACE_S if self._removable else 0
        return QSize(SPACE_S + _DOT + 6 + words + cross + SPACE_S + 2, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Qt: the words may be cut."""
        return QSize(min(60, self.sizeHint().width()), _HEIGHT)

    def _cross(self) -> QRectF:
        return QRectF(self.width() - SPACE_S - _CROSS, (self.height() - _CROSS) / 2, _CROSS, _CROSS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a pale ground, the dot, the words, the cross."""
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.accent if self.hasFocus() else theme.tag_fill(self._colour)
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(theme.tag_fill(self._colour))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CHIP_RADIUS, CHIP_RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tag_colour(self._colour))
        painter.drawEllipse(QRectF(SPACE_S, (self.height() - _DOT) / 2, _DOT, _DOT))
        self._paint_words(painter)
        if self._removable:
            cross = self._cross()
            painter.setPen(QPen(theme.ink if self._hovered or self.hasFocus() else theme.quiet, 1.5))
            painter.drawLine(cross.topLeft(), cross.bottomRight())
            painter.drawLine(cross.topRight(), cross.bottomLeft())

    def _paint_words(self, painter: QPainter) -> None:
        left = SPACE_S + _DOT + 6
        right = self._cross().left() - SPACE_XS if self._removable else self.width() - SPACE_S
        painter.setFont(self._font)
        painter.setPen(self._theme.ink)
        words = QFontMetrics(self._font).elidedText(self._text, Qt.TextElideMode.ElideRight, int(right - left) + 1)
        painter.drawText(QRectF(left, 0, right - left + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, words)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt: the cross stands out under the mouse."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: the cross goes back."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click on the cross, with some air around it."""
        if self._removable and self._cross().adjusted(-6, -8, 6, 8).contains(event.position()):
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys that remove."""
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)
