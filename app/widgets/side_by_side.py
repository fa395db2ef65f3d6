"""Two texts side by side, or one; both for reading only."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.plain import PlainLabel
from app.theme import SPACE_M, SPACE_S, SPACE_XS
from app.widgets.elided import ElidedLabel

_NOTHING = "(nothing)"


class SideBySide(QWidget):
    """What stands here and in another copy, with a heading and what comes of it."""

    def __init__(self, left: str, right: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.outcome = PlainLabel(), PlainLabel()
        self.heading.setProperty("kind", "strong")
        self.outcome.setProperty("kind", "quiet")
        for label in (self.heading, self.outcome):
            label.setWordWrap(True)
        self.left, self.right = _text(left), _text(right)
        self._titles = (_title(left), _title(right))
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        left_side, self._right_side = _side(self._titles[0], self.left), _side(self._titles[1], self.right)
        for side in (left_side, self._right_side):
            row.addWidget(side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_S, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.heading)
        column.addLayout(row, 1)
        column.addWidget(self.outcome)

    def show_both(self, heading: str, left: str, right: str, outcome: str) -> None:
        """Show two texts, an empty one as such."""
        self._show(heading, outcome, two=True)
        self.left.setPlainText(left or _NOTHING)
        self.right.setPlainText(right or _NOTHING)

    def show_one(self, text: str, below: str = "") -> None:
        """Show one text over the whole width."""
        self._show("", below, two=False)
        self.left.setPlainText(text)
        self.right.clear()

    def _show(self, heading: str, outcome: str, *, two: bool) -> None:
        for label, text in ((self.heading, heading), (self.outcome, outcome)):
            label.setText(text)
            label.setVisible(bool(text))
        self._titles[0].setVisible(two)
        self._right_side.setVisible(two)


def _side(title: QWidget, text: QWidget) -> QWidget:
    """One of the two, as a whole, so that the other has all the room where it is alone."""
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_XS)
    column.addWidget(title)
    column.addWidget(text, 1)
    return side


def _title(text: str) -> ElidedLabel:
    label = ElidedLabel(Qt.TextElideMode.ElideMiddle)
    label.setText(text)
    label.setProperty("kind", "small")
    return label


def _text(name: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setReadOnly(True)
    field.setTabChangesFocus(True)
    field.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    field.setAccessibleName(name)
    field.setMinimumHeight(48)
    return field
