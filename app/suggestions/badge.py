"""How an offered tag is marked: its score within a dotted outline, which no chosen tag has."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from annotations.language.offers import Offer
from app.theme import CHIP_RADIUS, SMALL, SPACE_S, Theme, interface_font

BADGE = 18
"""Pixels of its height."""

_DOTS = [2.0, 2.0]


def score_words(offer: Offer) -> str:
    """The score out of 100, of a weak offer with a question mark ("62", "31?")."""
    return f"{round(offer.score * 100)}{'?' if offer.weak else ''}"


def about_offer(offer: Offer) -> str:
    """The offer in a phrase: "Suggested (62 of 100): like claim 14"."""
    unsure = ", uncertain" if offer.weak else ""
    return f"Suggested ({round(offer.score * 100)} of 100{unsure}): {offer.reason}"


def badge_width(offer: Offer) -> int:
    """How wide the badge of an offer is."""
    return max(28, QFontMetrics(interface_font(SMALL)).horizontalAdvance(score_words(offer)) + 2 * SPACE_S)


def dotted(theme: Theme) -> QPen:
    """The pen of the outline: a pixel wide with square dots, since round ones take a millisecond and more a chip."""
    pen = QPen(theme.accent, 1)
    pen.setDashPattern(_DOTS)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def draw_badge(painter: QPainter, theme: Theme, box: QRectF, offer: Offer) -> None:
    """Draw the badge of an offer into a box."""
    painter.setPen(dotted(theme))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inside = box.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.drawRoundedRect(inside, min(CHIP_RADIUS, inside.height() / 2), min(CHIP_RADIUS, inside.height() / 2))
    painter.setFont(interface_font(SMALL))
    painter.setPen(theme.quiet if offer.weak else theme.ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, score_words(offer))
