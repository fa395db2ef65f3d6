"""What a wire copy adds to its lead: a quiet ground under the words, and a bar beside their lines.

Painted under marks and text. Ground and bar say the same, so colour does not say it alone; in high contrast words keep
the paper as their ground.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock

from app.colour import mixed
from app.reader.cuts import Stretch, within
from app.reader.highlights import Highlights
from app.theme import Theme

_SHARE_LIGHT, _SHARE_DARK = 0.09, 0.14
_BESIDE, _BAR = 8, 2
"""Pixels from the text to the bar, which leaves the bar of the current sentence its place, and how wide it is."""


def ground_of(theme: Theme) -> QColor:
    """The ground of added words; the paper itself in high contrast."""
    share = _SHARE_DARK if theme.is_dark else _SHARE_LIGHT
    return theme.paper if theme.is_contrast else mixed(theme.paper, theme.ok, share)


class Additions:
    """The added stretches of one document, in order and apart from one another, in Qt's positions."""

    def __init__(self, added: Sequence[Stretch], highlights: Highlights, theme: Theme) -> None:
        self._added = added
        self._highlights = highlights
        self._ground, self._ink = ground_of(theme), theme.ok

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint what lies in `area`, given in document pixels as the painter's."""
        if not self._added:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        for block in self._highlights.blocks(area.top(), area.bottom()):
            found = list(within(block, self._added, self._highlights))
            painter.setBrush(self._ground)
            painter.drawRects(found)
            painter.setBrush(self._ink)
            painter.drawRects([self._bar(block, box) for box in found])

    def _bar(self, block: QTextBlock, box: QRectF) -> QRectF:
        """A bar where the line begins, on the side from which it is read."""
        line, left = block.layout().lineAt(0), block.layout().position().x()
        leftward = block.textDirection() == Qt.LayoutDirection.RightToLeft
        x = left + line.x() + line.width() + _BESIDE - _BAR if leftward else left - _BESIDE
        return QRectF(x, box.top(), _BAR, box.height())
