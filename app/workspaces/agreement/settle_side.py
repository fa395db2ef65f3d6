"""What each coder says of a difference, as boxes side by side or, where there is no room for that, in several rows."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from app.plain import PlainLabel, put_tip
from app.theme import SPACE_M, SPACE_S, Theme
from app.widgets.chip import TagChip

_MOST_DEFINED = 400
"""Characters of a definition; more stands in the codebook."""
_LEAST_BOX = 180
"""Pixels that a box should have beside others."""
_LEAST_BUTTON = 72
_AROUND_NAME = 2 * SPACE_M + 2
"""Pixels of a button beside its words."""


class NameButton(QPushButton):
    """A button that may be narrower than its words; what does not fit is left out at their end."""

    def __init__(self, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        put_tip(self, words)

    def minimumSizeHint(self) -> QSize:
        """Qt: wide enough for the beginning of a name."""
        hint = super().minimumSizeHint()
        return QSize(min(_LEAST_BUTTON, hint.width()), hint.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Qt: what is painted."""
        super().initStyleOption(option)
        room = self.width() - _AROUND_NAME
        option.text = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room).replace("&", "&&")


class SideBox(QFrame):
    """What one coder says: a button with the key, the tags, and their definitions. A click anywhere takes it."""

    taken = Signal()

    def __init__(self, theme: Theme, key: str, title: str, chosen: str) -> None:
        super().__init__()
        if chosen:
            self.setProperty("kind", "banner")
        else:
            self.setProperty("surface", "card")
        self.button = NameButton(f"{key}  {title}".strip())
        self.button.setCheckable(True)
        self.button.setChecked(bool(chosen))
        self.button.clicked.connect(self._clicked)
        self.chosen = PlainLabel(chosen)
        self.chosen.setProperty("kind", "small")
        self._theme = theme
        self._column = QVBoxLayout(self)
        if not chosen:  # a banner has its own
            self._column.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        else:
            self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)
        head = QHBoxLayout()
        head.addWidget(self.button)
        head.addWidget(self.chosen, 1)
        self._column.addLayout(head)

    def _clicked(self) -> None:
        self.button.setChecked(bool(self.chosen.text()))  # what is chosen shows once it is stored
        self.taken.emit()

    def add_tag(self, words: str, colour: str, short: str, definition: str) -> None:
        """Show a tag with its short definition, and the full one in its tool tip."""
        chip = TagChip(self._theme, words, colour, removable=False)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout()
        row.addWidget(chip)
        row.addStretch(1)
        self._column.addLayout(row)
        if short or definition:
            put_tip(self.add_words(short or definition[:_MOST_DEFINED]), definition)

    def add_words(self, words: str, kind: str = "small") -> PlainLabel:
        """Say something in a paragraph."""
        label = PlainLabel(words)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        self._column.addWidget(label)
        return label

    def finish(self) -> None:
        """Let boxes side by side begin at the same height."""
        self._column.addStretch(1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the whole box is the button."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.taken.emit()
        super().mouseReleaseEvent(event)


class Sides(QWidget):
    """Boxes of equal width, as many in a row as there is room for, in rows of about the same number."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_M)
        self._boxes: tuple[SideBox, ...] = ()
        self.columns = 0

    def show_boxes(self, boxes: Sequence[SideBox]) -> None:
        """Show these in place of the ones before, which are gone then."""
        for box in self._boxes:
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = tuple(boxes)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: go on in another row where there is less room, and come back."""
        super().resizeEvent(event)
        if self._fitting() != self.columns:
            self._arrange()

    def _fitting(self) -> int:
        """How many stand in a row: no row is much shorter than another."""
        if not self._boxes:
            return 0
        beside = max(1, min(len(self._boxes), self.width() // _LEAST_BOX))
        return ceil(len(self._boxes) / ceil(len(self._boxes) / beside))

    def _arrange(self) -> None:
        before, self.columns = self.columns, self._fitting()
        for box in self._boxes:
            self._grid.removeWidget(box)
        for place, box in enumerate(self._boxes):
            self._grid.addWidget(box, *divmod(place, self.columns))
        for column in range(max(before, self.columns)):
            self._grid.setColumnStretch(column, 1 if column < self.columns else 0)
