"""A chip: one tag with the dot of its colour, and a cross to take it away."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.plain import plain_tip
from app.theme import BODY, CHIP_RADIUS, SMALL, SPACE_S, SPACE_XS, Theme, interface_font

_DOT, _CROSS, _HEIGHT = 8, 8, 24
_AROUND = SPACE_S + SPACE_XS
_PRESSES = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_REMOVES = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


_LEAST_NAME = 32
"""Pixels of an actor's name that must remain beside the role."""


def fitting(words: str, metrics: QFontMetrics, room: int) -> str:
    """Return words shortened to `room` pixels; of "name · role" the name gives way, as far as some of it remains."""
    if metrics.horizontalAdvance(words) <= room:
        return words
    name, dot, role = words.rpartition(" · ")
    for_name = room - metrics.horizontalAdvance(dot + role)
    if dot and for_name >= _LEAST_NAME:
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, for_name) + dot + role
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)


class TagChip(QAbstractButton):
    """Shows a tag; a click on it, Enter or Space is a `clicked`.

    Args:
        theme: the colours.
        words: what is written on it.
        colour: a key for `Theme.tag_colour`.
        about: the tag's definition, shown as a tool tip.
        hint: quiet words behind the others, as the tag's own keys.
        spoken: what a screen reader says of it besides `words`.
        removable: whether it has a cross.
    """

    removed = Signal()
    """The cross was clicked, or Delete or Backspace pressed."""
    menu_asked = Signal(QPoint)
    """Its menu is asked for, at a point of the screen."""
    typed = Signal(QKeyEvent)
    """A key was pressed that the chip itself does not know."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        colour: str,
        about: str = "",
        *,
        hint: str = "",
        spoken: str = "",
        removable: bool = True,
    ) -> None:
        super().__init__()
        self._theme, self._words, self._colour, self._removable = theme, words, colour, removable
        self._hint = hint
        self._hovered = False
        self._font, self._small = interface_font(BODY), interface_font(SMALL)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(plain_tip(about))
        self.setAccessibleName(words)
        self.setAccessibleDescription(spoken)

    @property
    def words(self) -> str:
        """What is written on it."""
        return self._words

    def sizeHint(self) -> QSize:
        """Qt: room for dot, words and cross."""
        words = QFontMetrics(self._font).horizontalAdvance(self._words)
        cross = _CROSS + SPACE_S if self._removable else 0
        return QSize(SPACE_S + _DOT + 6 + words + self._hint_width() + cross + SPACE_S + 2, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Qt: the words may be cut."""
        return QSize(min(60, self.sizeHint().width()), _HEIGHT)

    def _hint_width(self) -> int:
        return QFontMetrics(self._small).horizontalAdvance(self._hint) + _AROUND if self._hint else 0

    def _cross(self) -> QRectF:
        return QRectF(self.width() - SPACE_S - _CROSS, (self.height() - _CROSS) / 2, _CROSS, _CROSS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a pale ground, the dot, the words, the cross."""
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain = theme.tag_colour(self._colour) if theme.is_contrast else theme.tag_fill(self._colour)
        edge = theme.accent if self.hasFocus() else plain
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
        room = QRectF(left, 0, right - left + 1, self.height())
        painter.setPen(self._theme.ink)
        if self._hint and self.width() >= self.sizeHint().width():
            painter.setFont(self._small)
            beside = room.adjusted(0, 0, -SPACE_XS, 0)
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._hint)
            room.setRight(room.right() - self._hint_width())
        painter.setFont(self._font)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter, fitting(self._words, QFontMetrics(self._font), int(room.width()))
        )

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
        """Qt: a click on the cross, with some air around it, is none on the chip."""
        if self._removable and self._cross().adjusted(-6, -8, 6, 8).contains(event.position()):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the right button, or the menu key."""
        self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys that press, remove, and open the menu; others are told."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _PRESSES:
            self.click()
        elif key in _REMOVES and self._removable:
            self.removed.emit()
        elif key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and shift):
            self.menu_asked.emit(self.mapToGlobal(self.rect().bottomLeft()))
        else:
            super().keyPressEvent(event)
            if not event.isAccepted():
                self.typed.emit(event)
