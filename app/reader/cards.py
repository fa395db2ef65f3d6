"""How a card beside the text looks, in several sizes: from everything down to one line."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from app.reader.inks import Inks
from app.reader.marks import Card, Chip, Look
from app.theme import RADIUS, SMALL, interface_font

_PAD, _LEFT, _ROW, _LINE, _CHIP_ROW, _COMPACT = 7, 12, 17, 16, 18, 24
_CHIP_ROWS, _COMMENT_ROWS = 3, 2
_BADGE_SHARE = 0.3
"""Widest badge, as a share of the card; words that need more stand among the chips and leave the heading its room."""


NOT_CODED = "not coded"
"""Heads the card of a claim of which nothing has been said yet."""


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
class ChipAt:
    """A chip in its row: left edge and words; without a chip it says how many are left out."""

    left: float
    text: str
    chip: Chip | None


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
        """The sizes of a card, largest first, as many for each card; `colour` is the key of its mark."""
        key = (card, colour)
        if key not in self._sheets:
            if len(self._sheets) > 2_000:
                self._sheets.clear()
            self._sheets[key] = self._lay_out(card, colour)
        return self._sheets[key]

    def _lay_out(self, card: Card, colour: str) -> tuple[Sheet, ...]:
        heading, chips = _headed(card)
        badge = card.badge
        if badge and self._badge_width(badge) > self.width * _BADGE_SHARE:
            chips.append(badge)
            badge = None
        top, box = self._head(card, heading, badge, colour, lines=1)
        high, high_box = self._head(card, heading, badge, colour, lines=2)
        rows = self._chip_rows(chips)
        comment = self._wrapped(card.comment, self.width - _LEFT - _PAD)
        most = self._few(rows, _CHIP_ROWS)
        full = self._sheet(high, high_box, most, comment)
        tight = self._sheet(top, box, most, comment)
        bare = self._sheet(top, box, most, [])
        brief = self._sheet(top, box, self._few(rows, 1), [])
        lift = QPointF(0, _PAD - (_COMPACT - _ROW) / 2)
        compact = Sheet(
            _COMPACT,
            tuple(Words(word.at - lift, word.text, word.colour, word.bold) for word in top),
            (),
            box.translated(-lift) if box else None,
        )
        return full, tight, bare, brief, compact

    def _badge_width(self, badge: Chip) -> float:
        return max(22.0, self._metrics[True].horizontalAdvance(badge.text) + 10)

    def _head(
        self, card: Card, heading: str, badge: Chip | None, colour: str, *, lines: int
    ) -> tuple[list[Words], QRectF | None]:
        """Number, heading in at most so many lines, and the badge if it has one."""
        base = _PAD + 12.5
        number = f"{card.number}{' ?' if card.flagged else ''}"
        words = [Words(QPointF(_LEFT, base), number, self.inks.label(colour), bold=True)]
        left = _LEFT + self._metrics[True].horizontalAdvance(number) + 7
        right = self.width - _PAD
        box = None
        if badge:
            wide = self._badge_width(badge)
            box = QRectF(right - wide, _PAD, wide, 16)
            right -= wide + 6
        first, rest = self._broken(heading, right - left) if lines > 1 else (heading, "")
        if heading:
            words.append(Words(QPointF(left, base), self._elided(first, right - left), self.inks.theme.ink))
        elif not badge:
            words.append(Words(QPointF(left, base), NOT_CODED, self.inks.theme.quiet))
        if rest:
            line = self._elided(rest, self.width - _PAD - left)
            words.append(Words(QPointF(left, base + _LINE), line, self.inks.theme.ink))
        if badge and box:
            inner = self._metrics[True].horizontalAdvance(badge.text)
            at = QPointF(box.center().x() - inner / 2, base)
            words.append(Words(at, badge.text, self.inks.theme.ink, bold=True))
        return words, box

    def _elided(self, text: str, width: float) -> str:
        return self._metrics[False].elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _broken(self, heading: str, width: float) -> tuple[str, str]:
        """A heading in two lines if one is too short for it: before its arrow, or else where the first is full."""
        advance = self._metrics[False].horizontalAdvance
        if advance(heading) <= width:
            return heading, ""
        speaker, arrow, target = heading.partition(" → ")
        if arrow and advance(speaker) <= width:
            return speaker, f"→ {target}"
        words = heading.split()
        count = 1
        while count < len(words) and advance(" ".join(words[: count + 1])) <= width:
            count += 1
        return " ".join(words[:count]), " ".join(words[count:])

    def _chip_rows(self, chips: list[Chip]) -> list[list[ChipAt]]:
        """Chips side by side as long as they fit."""
        rows: list[list[ChipAt]] = []
        free = self.width
        for chip in chips:
            needed = 13 + self._metrics[False].horizontalAdvance(chip.text)
            if not rows or free + needed > self.width - _PAD:
                rows.append([])
                free = _LEFT
            rows[-1].append(ChipAt(free, self._elided(chip.text, self.width - _PAD - free - 13), chip))
            free += needed + 12
        return rows

    def _few(self, rows: list[list[ChipAt]], most: int) -> list[list[ChipAt]]:
        """The first rows; how many chips are left out stands at the end of the last one."""
        hidden = sum(len(row) for row in rows[most:])
        if not hidden:
            return rows
        count = f"+{hidden}"
        left = self.width - _PAD - self._metrics[False].horizontalAdvance(count)
        last = [
            ChipAt(place.left, self._elided(place.text, left - 8 - place.left - 13), place.chip)
            for place in rows[most - 1]
            if place.left + 13 + 24 < left
        ]
        return [*rows[: most - 1], [*last, ChipAt(left, count, None)]]

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

    def _sheet(self, head: list[Words], badge: QRectF | None, rows: list[list[ChipAt]], comment: list[str]) -> Sheet:
        theme = self.inks.theme
        words, dots = list(head), []
        y = float(_PAD + _ROW) + max(word.at.y() for word in head) - head[0].at.y()
        for row in rows:
            y += _CHIP_ROW
            for place in row:
                is_open = place.chip is None or place.chip.look is Look.OPEN
                if place.chip:
                    dots.append(Dot(QRectF(place.left, y - 9.5, 8, 8), place.chip))
                at = QPointF(place.left + (13 if place.chip else 0), y - 1.5)
                words.append(Words(at, place.text, theme.quiet if is_open else theme.ink))
        for number, line in enumerate(comment):
            y += _LINE if number else 20
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


def _headed(card: Card) -> tuple[str, list[Chip]]:
    """A card's heading, or else its first tag, and the chips below it."""
    chips = list(card.chips)
    coded = next((place for place, chip in enumerate(chips) if chip.look is not Look.OPEN), None)
    return (card.heading, chips) if card.heading or coded is None else (chips.pop(coded).text, chips)


def in_words(card: Card) -> str:
    """A card in words, for tool tips and announcements."""
    parts = [f"{card.number}  {card.heading}".rstrip(), *(chip.text for chip in card.chips)]
    if card.badge and card.badge.text:
        parts.append(card.badge.text)
    return "\n".join([*parts, *([card.comment] if card.comment else [])])
