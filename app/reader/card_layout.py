"""What stands where on a card, in several sizes: from everything down to one line."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF

from app.reader.inks import Inks
from app.reader.marks import Card, Chip, Look
from app.theme import SMALL, interface_font

NOT_CODED = "not coded"
"""Heads the card of a claim of which nothing has been said yet."""

_PAD, _LEFT, _ROW, _LINE, _CHIP_ROW, _COMPACT = 7, 12, 17, 16, 18, 24
_BASE = _PAD + 12.5
_DOT = 13
_COMMENT_ROWS, _COMMENT_GAP = 2, 20
_BADGE_SHARE = 0.3
"""Widest badge, as a share of the card; words that need more stand among the chips and leave the heading its room."""

_WRAPPED = 6
"""Most rows of chips where long ones are broken into two; a card that needs more has one row for each."""

_ROWS = 3
"""Most rows of chips otherwise."""

_SIZES = ((2, _WRAPPED, True), (2, _ROWS, True), (1, _ROWS, True), (1, _ROWS, False), (1, 1, False))
"""Most lines of the heading, most rows of chips, whether there is a comment; below these a card is one line."""


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
    """A chip in its row: left edge and words; without a chip it says how many are left out.

    `goes_on` is the second row of a chip whose words are broken into two.
    """

    left: float
    text: str
    chip: Chip | None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One size of a card, relative to its upper left corner."""

    height: float
    words: tuple[Words, ...]
    dots: tuple[Dot, ...]
    badge: QRectF | None


class Measure:
    """The width and the faces that cards are laid out for."""

    def __init__(self, inks: Inks, width: float) -> None:
        self.inks = inks
        self.width = width
        self.fonts = {bold: interface_font(SMALL, bold=bold) for bold in (False, True)}
        self._metrics = {bold: QFontMetricsF(font) for bold, font in self.fonts.items()}

    def advance(self, text: str, *, bold: bool = False) -> float:
        """Width of a line of text."""
        return self._metrics[bold].horizontalAdvance(text)

    def elided(self, text: str, width: float) -> str:
        """As much of a text as fits, with an ellipsis if that is not all; nothing where not even that has room."""
        text = text.replace("\t", " ")  # it would go to the next stop, wherever that is
        if width < min(self.advance("…"), self.advance(text)):
            return ""
        return self._metrics[False].elidedText(text, Qt.TextElideMode.ElideRight, width)

    def filled(self, words: list[str], width: float) -> int:
        """How many words fit on a line, at least one."""
        count = 1
        while count < len(words) and self.advance(" ".join(words[: count + 1])) <= width:
            count += 1
        return count

    def badge(self, chip: Chip) -> float:
        """Width of a badge."""
        return max(22.0, self.advance(chip.text, bold=True) + 10)


class LaidOut:
    """One card for one measure. `heights` are those of its sizes, largest first; as many for every card."""

    def __init__(self, card: Card, colour: str, measure: Measure) -> None:
        self.card = card
        self.colour = colour
        self._measure = measure
        heading, chips = _headed(card)
        self.badge = card.badge
        if self.badge and measure.badge(self.badge) > measure.width * _BADGE_SHARE:
            chips.append(self.badge)
            self.badge = None
        self._number = card.sign
        self._indent = _LEFT + measure.advance(self._number, bold=True) + 7
        self._right = measure.width - _PAD - (measure.badge(self.badge) + 6 if self.badge else 0)
        self._heading, self._broken = heading, self._in_two(heading)
        self._rows = self._chip_rows(chips)
        self._wrapped_rows = self._rows
        if any(place.chip and place.text != place.chip.text for row in self._rows for place in row):
            wrapped = self._chip_rows(chips, wrapped=True)
            self._wrapped_rows = wrapped if len(wrapped) <= _WRAPPED else self._rows
        self._comment = self._wrapped(card.comment)
        self.heights = (*(self._height(*size) for size in _SIZES), float(_COMPACT))
        self._sheets: list[Sheet | None] = [None] * len(self.heights)

    def sheet(self, size: int) -> Sheet:
        """One of the sizes, 0 for the largest."""
        sheet = self._sheets[size]
        if sheet is None:
            sheet = self._sheets[size] = self._make(*_SIZES[size]) if size < len(_SIZES) else self._compact()
        return sheet

    def _height(self, lines: int, most: int, comment: bool) -> float:
        height = _PAD + _ROW + len(self._few(most)) * _CHIP_ROW + _PAD
        if lines > 1 and self._broken[1]:
            height += _LINE
        if comment and self._comment:
            return float(height + _COMMENT_GAP + (len(self._comment) - 1) * _LINE)
        return float(height if self._rows else height - 1)

    def _make(self, lines: int, most: int, comment: bool) -> Sheet:
        theme = self._measure.inks.theme
        words = self._head(self._broken if lines > 1 else (self._heading, ""))
        dots: list[Dot] = []
        y = float(_PAD + _ROW) + (_LINE if lines > 1 and self._broken[1] else 0)
        for row in self._few(most):
            y += _CHIP_ROW
            for place in row:
                is_open = place.chip is None or place.chip.look is Look.OPEN
                if place.chip and not place.goes_on:
                    dots.append(Dot(QRectF(place.left, y - 9.5, 8, 8), place.chip))
                at = QPointF(place.left + (_DOT if place.chip else 0), y - 1.5)
                words.append(Words(at, place.text, theme.quiet if is_open else theme.ink))
        for number, line in enumerate(self._comment if comment else ()):
            y += _LINE if number else _COMMENT_GAP
            words.append(Words(QPointF(_LEFT, y - 2), line, theme.quiet))
        return Sheet(self._height(lines, most, comment), tuple(words), tuple(dots), self._badge_box())

    def _compact(self) -> Sheet:
        lift = QPointF(0, _PAD - (_COMPACT - _ROW) / 2)
        words = (Words(w.at - lift, w.text, w.colour, w.bold) for w in self._head((self._heading, "")))
        box = self._badge_box()
        return Sheet(_COMPACT, tuple(words), (), box.translated(-lift) if box else None)

    def _badge_box(self) -> QRectF | None:
        wide = self._measure.badge(self.badge) if self.badge else 0.0
        return QRectF(self._measure.width - _PAD - wide, _PAD, wide, 16) if self.badge else None

    def _head(self, heading: tuple[str, str]) -> list[Words]:
        """Number, heading, what the badge says."""
        measure, theme = self._measure, self._measure.inks.theme
        words = [Words(QPointF(_LEFT, _BASE), self._number, measure.inks.label(self.colour), bold=True)]
        first, rest = heading
        if first:
            line = measure.elided(first, self._right - self._indent)
            words.append(Words(QPointF(self._indent, _BASE), line, theme.ink))
        elif not self.badge:
            line = measure.elided(NOT_CODED, self._right - self._indent)
            words.append(Words(QPointF(self._indent, _BASE), line, theme.quiet))
        if rest:
            line = measure.elided(rest, measure.width - _PAD - self._indent)
            words.append(Words(QPointF(self._indent, _BASE + _LINE), line, theme.ink))
        box = self._badge_box()
        if self.badge and box:
            at = QPointF(box.center().x() - measure.advance(self.badge.text, bold=True) / 2, _BASE)
            words.append(Words(at, self.badge.text, theme.ink, bold=True))
        return words

    def _in_two(self, heading: str) -> tuple[str, str]:
        """A heading in two lines if one is too short for it: before its arrow, or else where the first is full."""
        measure, width = self._measure, self._right - self._indent
        if measure.advance(heading) <= width:
            return heading, ""
        speaker, arrow, target = heading.partition(" → ")
        if arrow and measure.advance(speaker) <= width:
            return speaker, f"→ {target}"
        words = heading.split()
        count = measure.filled(words, width)
        return " ".join(words[:count]), " ".join(words[count:])

    def _chip_rows(self, chips: list[Chip], *, wrapped: bool = False) -> list[list[ChipAt]]:
        """Chips side by side as long as they fit; if `wrapped`, one that is too long for a row has two."""
        measure, right = self._measure, self._measure.width - _PAD
        rows: list[list[ChipAt]] = []
        free = right
        for chip in chips:
            needed = _DOT + measure.advance(chip.text)
            if not rows or free + needed > right:
                rows.append([])
                free = _LEFT
            first, rest = self._broken_chip(chip.text, right - free - _DOT) if wrapped else (chip.text, "")
            rows[-1].append(ChipAt(free, measure.elided(first, right - free - _DOT), chip))
            free += needed + 12
            if rest:
                rows.append([ChipAt(_LEFT, measure.elided(rest, right - _LEFT - _DOT), chip, goes_on=True)])
        return rows

    def _broken_chip(self, text: str, width: float) -> tuple[str, str]:
        """The words of a chip in two rows if one is too short for them and there is a place to break."""
        words = text.split()
        if self._measure.advance(text) <= width or len(words) < 2:
            return text, ""
        count = self._measure.filled(words, width)
        return " ".join(words[:count]), " ".join(words[count:])

    def _few(self, most: int) -> list[list[ChipAt]]:
        """The first rows; how many chips are left out stands at the end of the last one."""
        rows, measure = self._wrapped_rows if most == _WRAPPED else self._rows, self._measure
        if rows is self._rows:
            most = min(most, _ROWS)
        hidden = sum(len(row) for row in rows[most:])
        if not hidden:
            return rows
        kept = list(rows[most - 1])
        while True:
            count = f"+{hidden}"
            left = measure.width - _PAD - measure.advance(count)
            if len(kept) < 2 or kept[-1].left + _DOT + 24 < left:
                break
            kept.pop()
            hidden += 1
        last = [ChipAt(p.left, measure.elided(p.text, left - 8 - p.left - _DOT), p.chip) for p in kept]
        return [*rows[: most - 1], [*last, ChipAt(left, count, None)]]

    def _wrapped(self, text: str) -> list[str]:
        """The first lines of a comment."""
        measure, width = self._measure, self._measure.width - _LEFT - _PAD
        lines: list[str] = []
        rest = text.split()
        while rest and len(lines) < _COMMENT_ROWS:
            count = len(rest) if len(lines) == _COMMENT_ROWS - 1 else measure.filled(rest, width)
            lines.append(measure.elided(" ".join(rest[:count]), width))
            rest = rest[count:]
        return lines


def _headed(card: Card) -> tuple[str, list[Chip]]:
    """A card's heading, or else its first tag, and the chips below it."""
    chips = list(card.chips)
    coded = next((place for place, chip in enumerate(chips) if chip.look is not Look.OPEN), None)
    return (card.heading, chips) if card.heading or coded is None else (chips.pop(coded).text, chips)
