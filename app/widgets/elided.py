"""A line of text that gives way where there is no room, and tells the rest in its tool tip."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from app.plain import plain_tip

_LEAST = 40
_FITTED_BY = {QEvent.Type.FontChange, QEvent.Type.StyleChange}


class ElidedLabel(QLabel):
    """Plain text in one line; what does not fit is left out at the end or, of a headline, in the middle."""

    def __init__(self, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = mode
        self._more = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Qt: show another text."""
        super().setText(text)
        self._tell_rest()

    def set_more(self, text: str) -> None:
        """Say this in the tool tip, below what does not fit."""
        self._more = text
        self._tell_rest()

    @property
    def shown(self) -> str:
        """The text as far as it fits."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:
        """Qt: it may be much narrower than its text."""
        hint = super().minimumSizeHint()
        return QSize(min(_LEAST, hint.width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or less of the text fits."""
        super().resizeEvent(event)
        self._tell_rest()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: letters of another size fit otherwise."""
        super().changeEvent(event)
        if event.type() in _FITTED_BY:
            self._tell_rest()

    def _tell_rest(self) -> None:
        text = self.text()
        self.setToolTip(plain_tip("\n".join(filter(None, (text if self.shown != text else "", self._more)))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: as a label, with what fits."""
        del event
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment()),
            option.palette,
            self.isEnabled(),
            self.shown,
            self.foregroundRole(),
        )
        painter.end()
