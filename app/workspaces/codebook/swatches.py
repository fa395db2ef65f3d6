"""The colours of tags to choose from: small squares, an arrow key apart, and a field for any other one."""

import re
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from annotations.colours import TAG_SHADES
from app.plain import put_tip
from app.theme import SPACE_S, SPACE_XS, Theme
from app.workspaces.codebook.fields import Line

_HEX = re.compile("#[0-9A-Fa-f]{6}")
_EDGE = 24
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class _Swatch(QAbstractButton):
    """One colour; a ring when it is chosen, and the ring of the focus around that."""

    def __init__(self, row: "Swatches", name: str, step: Callable[["_Swatch", int], None]) -> None:
        super().__init__()
        self._row, self.name, self._step = row, name, step
        self.setCheckable(True)
        self.setAccessibleName(name)
        put_tip(self, name.capitalize())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Qt: a square."""
        return QSize(_EDGE, _EDGE)

    def minimumSizeHint(self) -> QSize:
        """Qt: nothing is cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows go from colour to colour, Enter and the space bar choose."""
        if by := _STEPS.get(Qt.Key(event.key())):
            self._step(self, by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the colour, and its rings."""
        del event
        theme, painter = self._row.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(5, 5, -5, -5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tag_colour(self.name))
        painter.drawRoundedRect(box, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(QPen(theme.ink, 2))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


class Swatches(QWidget):
    """A row of colours, and a field for #RRGGBB."""

    chosen = Signal(str)
    """A colour's name or #RRGGBB."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = Theme.light()
        self._colour = ""
        self.buttons = {name: _Swatch(self, name, self._step) for name in TAG_SHADES}
        self.field = Line("Colour as #RRGGBB", "#RRGGBB")
        self.field.setMaximumWidth(100)
        self.field.setMaxLength(7)
        self.field.returnPressed.connect(self._take)
        self.field.left.connect(self._take)
        self.field.escaped.connect(lambda: self.show_colour(self._colour))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_XS)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _, name=name: self._choose(name))
            row.addWidget(button)
        row.addSpacing(SPACE_S)
        row.addWidget(self.field)
        row.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self.theme = theme
        self.update()

    def show_colour(self, colour: str) -> None:
        """Show which colour is the chosen one; empty for none."""
        self._colour = colour
        for name, button in self.buttons.items():
            button.setChecked(name == colour)
        self.field.setText(colour if _HEX.fullmatch(colour) else "")

    def set_writable(self, *, writable: bool) -> None:
        """Allow choosing, or not."""
        for button in self.buttons.values():
            button.setEnabled(writable)
        self.field.setReadOnly(not writable)

    def _step(self, swatch: _Swatch, by: int) -> None:
        around = list(self.buttons.values())
        around[(around.index(swatch) + by) % len(around)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, colour: str) -> None:
        before = self._colour
        self.show_colour(colour)
        if colour != before:
            self.chosen.emit(colour)

    def _take(self) -> None:
        typed = self.field.text().strip()
        colour = typed if typed.startswith("#") else f"#{typed}"
        if not typed or not _HEX.fullmatch(colour):
            self.show_colour(self._colour)
        elif colour.upper() != self._colour.upper():
            self._choose(colour.upper())
