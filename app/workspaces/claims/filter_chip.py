"""One condition of the filter as words to click on."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotations.claim_filter_words import Phrase
from app.plain import plain_tip
from app.theme import BODY, CHIP_RADIUS, SPACE_M, SPACE_S, Theme, interface_font

HEIGHT, _CROSS, _WIDEST = 26, 8, 420


class FilterChip(QAbstractButton):
    """Says a condition; a click, Enter or Space changes it, its cross, Delete or Backspace takes it away."""

    removed = Signal()

    def __init__(self, theme: Theme, phrase: Phrase, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phrase = phrase
        self._theme = theme
        self._words = interface_font(BODY)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(phrase.text)
        self.setAccessibleDescription("Enter changes it, Delete takes it away")
        self.setToolTip(plain_tip(phrase.text))

    def sizeHint(self) -> QSize:
        """Qt: room for words and cross."""
        words = QFontMetrics(self._words).horizontalAdvance(self.phrase.text)
        return QSize(min(_WIDEST, SPACE_M + words + SPACE_S + _CROSS + SPACE_M), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Qt: the words may be cut."""
        return QSize(min(80, self.sizeHint().width()), HEIGHT)

    def _cross(self) -> QRectF:
        return QRectF(self.width() - SPACE_M - _CROSS + 2, (self.height() - _CROSS) / 2, _CROSS, _CROSS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a pale ground, the words, the cross."""
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(theme.accent, 2) if self.hasFocus() else QPen(theme.edge if self.underMouse() else theme.line, 1)
        )
        painter.setBrush(theme.accent_soft)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CHIP_RADIUS, CHIP_RADIUS)
        cross = self._cross()
        painter.setPen(QPen(theme.ink if self.underMouse() or self.hasFocus() else theme.quiet, 1.5))
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.topRight(), cross.bottomLeft())
        painter.setFont(self._words)
        painter.setPen(theme.ink)
        box = QRectF(SPACE_M, 0, cross.left() - SPACE_M - SPACE_S + 1, self.height())
        mode = Qt.TextElideMode.ElideRight
        words = QFontMetrics(self._words).elidedText(self.phrase.text, mode, int(box.width()) + 1)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click on the cross, with some air around it, takes the condition away."""
        if self._cross().adjusted(-6, -9, 9, 9).contains(event.position()):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys that change and remove."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another look."""
        super().changeEvent(event)
        self.update()
