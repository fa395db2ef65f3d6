"""Answers side by side as boxes with their keys printed on them: the values of a scale, the roles of an actor."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotations.language.offers import Offer
from app.icons import pixmap
from app.picker.caps import CAP, cap_width, draw_cap
from app.plain import put_tip
from app.suggestions.badge import BADGE, about_offer, badge_width, draw_badge
from app.theme import BODY, RADIUS, SMALL, SPACE_S, SPACE_XS, STRONG, Theme, interface_font

_HEIGHT, _LOW = 76, 58
_BAR = 4


@dataclass(frozen=True, slots=True)
class Face:
    """What stands on a box: a value (may be empty) over a name, the key, the colour of its bar (empty for none)."""

    name: str
    key: str
    value: str = ""
    colour: str = ""
    hatched: bool = False
    chosen: bool = False
    fits: bool = True
    """Whether what was typed leaves it in the choice."""
    offer: Offer | None = None
    """What the program says of it."""


class _Box(QAbstractButton):
    def __init__(self, theme: Theme, face: Face) -> None:
        super().__init__()
        self.theme = theme
        self.face = face
        self.current = False
        self.setText(face.name)
        words = (face.value, face.name, f"key {face.key}" if face.key else "", "set" if face.chosen else "")
        offered = about_offer(face.offer) if face.offer and not face.chosen else ""
        self.setAccessibleName(", ".join(word for word in (*words, offered) if word))
        put_tip(self, offered)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEnabled(face.fits)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt: the name in one line, or its key under it."""
        name = QFontMetrics(interface_font(SMALL)).horizontalAdvance(self.face.name)
        return QSize(max(64, name + 2 * SPACE_S), _HEIGHT if self.face.value else _LOW)

    def minimumSizeHint(self) -> QSize:
        """Qt: the height never shrinks, or the key would be printed over the name; the name may be cut."""
        return QSize(48, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt: show that it can be clicked."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: as before."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: ground, bar, words, key, tick."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        self._words(painter)
        key = self.face.key
        if key:
            at = QPointF((self.width() - cap_width(key)) / 2, self.height() - CAP - SPACE_S - _BAR)
            draw_cap(painter, self.theme, at, key)
        if self.face.chosen:
            painter.drawPixmap(
                self.width() - 16 - SPACE_XS,
                SPACE_XS,
                pixmap("check", self.theme.accent, density=self.devicePixelRatioF()),
            )
        elif self.face.offer and self.isEnabled():
            width = badge_width(self.face.offer)
            box = QRectF(self.width() - width - SPACE_XS, SPACE_XS, width, BADGE)
            draw_badge(painter, self.theme, box, self.face.offer)
        painter.end()

    def _ground(self, painter: QPainter) -> None:
        theme, width = self.theme, 2 if self.current else 1
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        chosen = theme.accent_soft if self.face.chosen else theme.raised
        painter.setBrush(theme.hover if self.underMouse() and self.isEnabled() else chosen)
        painter.setPen(QPen(theme.accent if self.current else theme.edge if self.isEnabled() else theme.line, width))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self.face.colour and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_bar(theme.tag_colour(self.face.colour), hatched=self.face.hatched))
            painter.drawRect(QRectF(box.left() + RADIUS, box.bottom() - _BAR - 2, box.width() - 2 * RADIUS, _BAR))

    def _words(self, painter: QPainter) -> None:
        painter.setPen(self.theme.ink if self.isEnabled() else self.theme.edge)
        top = QRectF(0, SPACE_S, self.width(), 20)
        centre = Qt.AlignmentFlag.AlignCenter
        if self.face.value:
            painter.setFont(interface_font(STRONG, bold=True))
            painter.drawText(top, centre, self.face.value)
            top = top.translated(0, 18)
        painter.setFont(interface_font(SMALL if self.face.value else BODY))
        name = painter.fontMetrics().elidedText(self.face.name, Qt.TextElideMode.ElideRight, self.width() - SPACE_S)
        painter.drawText(top, centre, name)


def _bar(colour: QColor, *, hatched: bool) -> QBrush:
    return QBrush(colour, Qt.BrushStyle.BDiagPattern if hatched else Qt.BrushStyle.SolidPattern)


class Boxes(QWidget):
    """Rows of boxes. One may be the current one, which the arrows move."""

    clicked = Signal(int)
    current_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.current = -1
        self._boxes: list[_Box] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)

    def show_faces(self, *rows: Sequence[Face]) -> None:
        """Show these boxes, row by row; none is the current one."""
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._boxes, self.current = [_Box(self.theme, face) for faces in rows for face in faces], -1
        for place, box in enumerate(self._boxes):
            box.clicked.connect(lambda _=False, place=place: self.clicked.emit(place))
        boxes = iter(self._boxes)
        for faces in filter(None, rows):
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(SPACE_S)
            for _ in faces:
                row.addWidget(next(boxes))
            self._column.addWidget(holder)

    @property
    def faces(self) -> list[Face]:
        """What stands on the boxes, in order."""
        return [box.face for box in self._boxes]

    def set_current(self, place: int) -> None:
        """Highlight a box, none for -1."""
        self.current = place
        for number, box in enumerate(self._boxes):
            box.current = number == place
            box.update()
        self.current_changed.emit()

    def go(self, by: int) -> None:
        """Highlight the next box (1) or the one before (-1) that what was typed leaves in the choice."""
        open_ones = [place for place, box in enumerate(self._boxes) if box.isEnabled()]
        if not open_ones:
            return
        beyond = [place for place in open_ones if (place - self.current) * by > 0]
        self.set_current((min(beyond) if by > 0 else max(beyond)) if beyond else open_ones[0 if by > 0 else -1])
