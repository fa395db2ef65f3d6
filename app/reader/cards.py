"""How cards are painted, and what they say in words."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from app.reader.card_layout import Dot, LaidOut, Measure
from app.reader.inks import Inks
from app.reader.marks import Card, Chip, Look
from app.theme import RADIUS

_KEPT = 2_000


class CardFace:
    """Lays cards out for one width and theme, and paints them."""

    def __init__(self, inks: Inks, width: float) -> None:
        self.inks = inks
        self._measure = Measure(inks, width)
        self._laid_out: dict[int, LaidOut] = {}

    def laid_out(self, card: Card, colour: str) -> LaidOut:
        """A card in all its sizes; `colour` is the key of its mark."""
        found = self._laid_out.get(card.claim_id)
        if found is None or found.card is not card or found.colour != colour:
            if len(self._laid_out) > _KEPT:
                self._laid_out.clear()
            found = self._laid_out[card.claim_id] = LaidOut(card, colour, self._measure)
        return found

    def paint(
        self, painter: QPainter, box: QRectF, laid_out: LaidOut, size: int, *, active: bool, hovered: bool
    ) -> None:
        """Paint one card in one of its sizes into its box."""
        theme, sheet = self.inks.theme, laid_out.sheet(size)
        edge = theme.accent if active else theme.edge if hovered else theme.line
        painter.setPen(QPen(edge, 2 if active else 1))
        painter.setBrush(theme.hover if hovered and not active else theme.raised)
        inset = 1 if active else 0.5
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        stripe = QRectF(box.left() + 4, box.top() + 5, 3, box.height() - 10)
        if laid_out.colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.inks.bar(laid_out.colour))
            painter.drawRoundedRect(stripe, 1.5, 1.5)
        painter.translate(box.topLeft())
        if sheet.badge and laid_out.badge:
            self._paint_badge(painter, sheet.badge, laid_out.badge)
        for dot in sheet.dots:
            self._paint_dot(painter, dot)
        for bold, font in self._measure.fonts.items():
            painter.setFont(font)
            for word in sheet.words:
                if word.bold is bold:
                    painter.setPen(word.colour)
                    painter.drawText(word.at, word.text)
        painter.translate(-box.topLeft())

    def _paint_badge(self, painter: QPainter, box: QRectF, chip: Chip) -> None:
        if chip.look is Look.OPEN:
            self._dashed(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), 8)
            return
        painter.setPen(QPen(self.inks.bar(chip.colour), 1))
        painter.setBrush(self.inks.fill(chip.colour, strong=True))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if chip.look is Look.MIXED:
            painter.setBrush(QBrush(self.inks.hatch(chip.colour), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _paint_dot(self, painter: QPainter, dot: Dot) -> None:
        if dot.chip.look is Look.OPEN:
            self._dashed(painter, dot.box.adjusted(-0.5, -0.5, 0.5, 0.5), 1)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.inks.bar(dot.chip.colour))
        painter.drawEllipse(dot.box)
        if dot.chip.look is Look.MIXED:
            painter.setBrush(QBrush(self.inks.theme.raised, Qt.BrushStyle.BDiagPattern))
            painter.drawEllipse(dot.box)

    def _dashed(self, painter: QPainter, box: QRectF, radius: float) -> None:
        pen = QPen(self.inks.theme.quiet, 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, radius, radius)


def in_words(card: Card) -> str:
    """A card in words, for tool tips and announcements."""
    if card.compared:
        return card.compared.said()
    parts = [f"{card.number}  {card.heading}".rstrip(), *(chip.text for chip in card.chips)]
    if card.badge and card.badge.text:
        parts.append(card.badge.text)
    return "\n".join(filter(None, [*parts, card.comment, card.differences]))
