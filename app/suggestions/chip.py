"""An offered tag in the inspector: a chip with a dotted outline and no ground, which a click accepts."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from annotations.language.offers import Offer
from app.plain import put_tip
from app.suggestions.badge import about_offer, dotted, score_words
from app.theme import BODY, CHIP_RADIUS, SMALL, SPACE_S, Theme, interface_font

_DOT, _HEIGHT, _GAP = 8, 24, 6
_SECOND_LINE = 15
"""Pixels that a reason below the words adds."""
_RAISED = 3
"""Pixels by which it stands nearer to the words."""
_ROUNDING = 2
"""Pixels by which words may come out wider than they were measured."""

_PRESSES = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class OfferChip(QAbstractButton):
    """Shows an offer with its score and its reason, beside the words or below; a click, Enter or Space is a `clicked`.

    Args:
        theme: the colours.
        offer: what is offered.
        words: what is written on it, as a scale's value.
        colour: a key for `Theme.tag_colour`.
        about: what the tag means, for the tool tip.
    """

    def __init__(self, theme: Theme, offer: Offer, words: str, colour: str, about: str = "") -> None:
        super().__init__()
        self.offer = offer
        self._theme, self._colour = theme, colour
        self._words = " · ".join(filter(None, (words, offer.role)))
        self._wide = self._one_line()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{self._words}, suggested")
        self.setAccessibleDescription(f"{about_offer(offer)}. Enter accepts")
        put_tip(self, "\n\n".join(filter(None, (f"{about_offer(offer)}. A click accepts it.", about))))

    @property
    def words(self) -> str:
        """The tag and an actor's role, as they are written on it."""
        return self._words

    def _name_width(self) -> int:
        return QFontMetrics(interface_font(BODY)).horizontalAdvance(self._words) + _ROUNDING

    def sizeHint(self) -> QSize:
        """Qt: room for dot, words, score and reason."""
        return QSize(self._wide, _HEIGHT)

    def _one_line(self) -> int:
        """The width in which all stands beside one another; measured once, as a layout asks a dozen times."""
        small = QFontMetrics(interface_font(SMALL))
        beside = small.horizontalAdvance(score_words(self.offer)) + SPACE_S + small.horizontalAdvance(self.offer.reason)
        return SPACE_S + _DOT + _GAP + self._name_width() + SPACE_S + beside + SPACE_S + 2 * _ROUNDING

    def heightForWidth(self, width: int) -> int:
        """Qt: a second line where the reason has no room in the first."""
        return _HEIGHT if not self.offer.reason or width >= self._wide else _HEIGHT + _SECOND_LINE

    def minimumSizeHint(self) -> QSize:
        """Qt: the words may be cut."""
        return QSize(min(90, self._wide), _HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt: show that it can be clicked."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: as before."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the dotted outline, the ring of the tag's colour, words, score and reason."""
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent, 2) if self.hasFocus() else dotted(theme))
        painter.setBrush(theme.hover if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), CHIP_RADIUS, CHIP_RADIUS)
        painter.setPen(QPen(theme.tag_colour(self._colour), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(SPACE_S + 0.8, (_HEIGHT - _DOT) / 2 + 0.8, _DOT - 1.6, _DOT - 1.6))
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        """Name at the left, score at the right; the reason between them, or below where it has no room there."""
        left, right = SPACE_S + _DOT + _GAP, self.width() - SPACE_S
        small, score = QFontMetrics(interface_font(SMALL)), score_words(self.offer)
        for_score = small.horizontalAdvance(score) + _ROUNDING
        for_name = min(self._name_width(), right - left - SPACE_S - for_score)
        name = QFontMetrics(interface_font(BODY)).elidedText(self._words, Qt.TextElideMode.ElideRight, for_name)
        painter.setFont(interface_font(BODY))
        painter.setPen(self._theme.ink)
        painter.drawText(QRectF(left, 0, for_name, _HEIGHT), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(interface_font(SMALL))
        painter.setPen(self._theme.quiet)
        at_right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(right - for_score, 0, for_score, _HEIGHT), at_right, score)
        if self.heightForWidth(self.width()) > _HEIGHT:
            reason = small.elidedText(self.offer.reason, Qt.TextElideMode.ElideRight, right - left)
            below = QRectF(left, _HEIGHT - _RAISED, right - left, _SECOND_LINE)
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, reason)
        else:
            left, right = left + for_name + SPACE_S, right - for_score - SPACE_S
            painter.drawText(QRectF(left, 0, right - left, _HEIGHT), at_right, self.offer.reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter accepts, like Space."""
        if event.key() in _PRESSES:
            self.click()
        else:
            super().keyPressEvent(event)
