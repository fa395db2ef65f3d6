"""A dot in a tag's colour, as an icon."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from app.theme import Theme

_SIZE = 14


def swatch(theme: Theme, colour: str) -> QIcon:
    """A round dot in the bar colour of a tag (see `Theme.tag_colour`)."""
    pixmap = QPixmap(2 * _SIZE, 2 * _SIZE)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.tag_colour(colour))
    painter.drawEllipse(2, 2, _SIZE - 4, _SIZE - 4)
    painter.end()
    return QIcon(pixmap)
