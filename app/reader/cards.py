"""How a card beside the text looks, in three sizes: everything, what is essential, one line."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from app.reader.inks import Inks
from app.reader.marks import Card, Chip, Look
from app.theme import RADIUS, SMALL, interface_font

_PAD, _LEFT, _ROW, _CHIP_ROW, _COMPACT = 7, 12, 17, 18, 24
_CHIP_ROWS, _COMMENT_ROWS = 3, 2


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text at its place: left edge and base line."""

    at: QPointF
    text: str
    colour: QColor
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A chip's dot."""

    box: QRectF
    chip: Chip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One size of a card, relative to its upper left corner."""

    height: float
    words: tuple[Words, ...]
    dots: tuple[Dot, ...]
    badge: QRectF | None


class CardFace:
    """Lays cards out for one width and theme, and paints them."""

    def __init__(self, inks: Inks, width: float) -> None:
        self.inks = inks
        self.width = width
        self._fonts = {bold: interface_font(SMALL, bold=bold) for bold in (False, True)}
        self._metrics = {bold: QFontMetricsF(font) for bold, font in self._fonts.items()}
        self._sheets: dict[tuple[Card, str], tuple[Sheet, ...]] = {}

    def sheets(self, card: Card, colour: str) -> tuple[Sheet, ...]:
        """The three sizes of a card, largest first; `colour` is the key of its mark."""
        key = (card, colour)
        if key not in self._sheets:
            if len(self._sheets) > 2_000:
                self._sheets.clear()
            self._sheets[key] = self._lay_out(card, colour)
        return self._sheets[key]

    def _lay_out(self, card: Card, colour: str) -> tuple[Sheet, ...]:
        chips = list(card.chips)
        heading = card.heading or (chips.pop(0).text if chips else "")
        top, badge = self._head(card, heading, colour)
        rows = self._chip_rows(chips)
        comment = self._wrapped(card.comment, self.width - _LEFT - _PAD)
        full = self._sheet(top, badge, rows[:_CHIP_ROWS], comment)
        medium = self._sheet(top, badge, rows[:1], [])
        lift = QPointF(0, _PAD - (_COMPACT - _ROW) / 2)
        compact = Sheet(
            _COMPACT,
            tuple(Words(word.at - lift, word.text, word.colour, word.bold) for word in top),
            (),
            badge.translated(-lift) if badge else None,
        )
        return full, medium, compact

    def _head(self, card: Card, heading: str, colour: str) -> tuple[list[Words], QRectF | None]:
        base = _PAD + 12.5
        number = f"{card.number}{' ?' if card.flagged else ''}"
        words = [Words(QPointF(_LEFT, base), number, self.inks.label(colour), bold=True)]
        left = _LEFT + self._metrics[True].horizontalAdvance(number) + 7
        right = self.width - _PAD
        badge = None
        if card.badge:
            wide = max(22.0, self._metrics[True].horizontalAdvance(card.badge.text) + 10)
            badge = QRectF(right - wide, _PAD, wide, 16)
            right -= wide + 6
        text = self._metrics[False].elidedText(heading, Qt.TextElideMode.ElideRight, right - left)
        words.append(Words(QPointF(left, base), text, self.inks.theme.ink))
        if badge and card.badge:
            inner = self._metrics[True].horizontalAdvance(card.badge.text)
            at = QPointF(badge.center().x() - inner / 2, base)
            words.append(Words(at, card.badge.text, self.inks.theme.ink, bold=True))
        return words, badge

    def _chip_rows(self, chips: list[Chip]) -> list[list[tuple[float, str, Chip]]]:
        """Chips side by side as long as they fit: left edge, words, chip."""
        metrics = self._metrics[False]
        rows: list[list[tuple[float, str, Chip]]] = []
        free = self.width
        for chip in chips:
            needed = 13 + metrics.horizontalAdvance(chip.text)
            if not rows or free + needed > self.width - _PAD:
                rows.append([])
                free = _LEFT
            text = metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, self.width - _PAD - free - 13)
            rows[-1].append((free, text, chip))
            free += needed + 12
        return rows

    def _wrapped(self, text: str, width: float) -> list[str]:
        """The first lines of a comment."""
        metrics = self._metrics[False]
        lines: list[str] = []
        rest = text.split()
        while rest and len(lines) < _COMMENT_ROWS:
            count = 1
            while count < len(rest) and metrics.horizontalAdvance(" ".join(rest[: count + 1])) <= width:
                count += 1
            last = len(lines) == _COMMENT_ROWS - 1
            line = " ".join(rest if last else rest[:count])
            lines.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
            rest = rest[count:]
        return lines

    def _sheet(
        self, head: list[Words], badge: QRectF | None, rows: list[list[tuple[float, str, Chip]]], comment: list[str]
    ) -> Sheet:
        theme = self.inks.theme
        words, dots = list(head), []
        y = float(_PAD + _ROW)
        for row in rows:
            y += _CHIP_ROW
            for left, text, chip in row:
                dots.append(Dot(QRectF(left, y - 9.5, 8, 8), chip))
                colour = theme.quiet if chip.look is Look.OPEN else theme.ink
                words.append(Words(QPointF(left + 13, y - 1.5), text, colour))
        for number, line in enumerate(comment):
            y += 16 if number else 20
            words.append(Words(QPointF(_LEFT, y - 2), line, theme.quiet))
        return Sheet(y + _PAD - (0 if rows or comment else 1), tuple(words), tuple(dots), badge)

    def paint(
        self, painter: QPainter, box: QRectF, sheet: Sheet, card: Card, colour: str, *, active: bool, hovered: bool
    ) -> None:
        """Paint one card into its box."""
        theme = self.inks.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.accent if active else theme.edge if hovered else theme.line
        painter.setPen(QPen(edge, 2 if active else 1))
        painter.setBrush(theme.raised)
        inset = 1 if active else 0.5
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        stripe = QRectF(box.left() + 4, box.top() + 5, 3, box.height() - 10)
        if colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.inks.bar(colour))
            painter.drawRoundedRect(stripe, 1.5, 1.5)
        painter.save()
        painter.translate(box.topLeft())
        if sheet.badge and card.badge:
            self._paint_badge(painter, sheet.badge, card.badge)
        for dot in sheet.dots:
            self._paint_dot(painter, dot)
        for word in sheet.words:
            painter.setFont(self._fonts[word.bold])
            painter.setPen(word.colour)
            painter.drawText(word.at, word.text)
        painter.restore()

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
            self._dashed(painter, dot.box.adjusted(0.5, 0.5, -0.5, -0.5), 2)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.inks.bar(dot.chip.colour))
        painter.drawEllipse(dot.box)

    def _dashed(self, painter: QPainter, box: QRectF, radius: float) -> None:
        pen = QPen(self.inks.theme.quiet, 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, radius, radius)


def in_words(card: Card) -> str:
    """A card in words, for tool tips and announcements."""
    parts = [f"{card.number}  {card.heading}".rstrip(), *(chip.text for chip in card.chips)]
    if card.badge and card.badge.text:
        parts.append(card.badge.text)
    return "\n".join([*parts, *([card.comment] if card.comment else [])])
