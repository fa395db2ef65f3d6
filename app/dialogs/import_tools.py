"""The line above the table of the import preview: which rows are shown, and what is done to those selected."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from app.models.draft_cells import Column
from app.models.draft_filter import Show
from app.theme import SPACE_S

_CHANGEABLE = {
    "Outlet": Column.OUTLET,
    "Date": Column.DATE,
    "Language": Column.LANGUAGE,
    "Section": Column.SECTION,
    "Author": Column.AUTHOR,
    "Type": Column.TYPE,
}
_FIRST = 1000
"""Stretch of what takes all the room there is, up to its most; the rest stays empty."""
_LEAST_KINDS = 110
_PAUSE = 150
"""Milliseconds after the last letter until the rows follow."""


class OwnEnter(QLineEdit):
    """A field whose Enter is its own, and does not press the button of the dialog; Escape empties it first."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class FilterBar(QWidget):
    """Kinds of rows with their numbers, and words that must stand in the cells."""

    asked = Signal(object, str)
    """A `Show` and the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = QComboBox()
        self._kinds.setAccessibleName("Which articles are shown")
        for show in Show:
            self._kinds.addItem(show.value, show)
        self._kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._kinds.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._kinds.setMinimumWidth(_LEAST_KINDS)
        self.words = OwnEnter()
        self.words.setPlaceholderText("Find in the table")
        self.words.setToolTip("Ctrl+F")
        self.words.setAccessibleName("Words to find in the table")
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(110)
        self.words.setMaximumWidth(220)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._kinds)
        row.addWidget(self.words, _FIRST)
        row.addStretch(1)
        self._kinds.currentIndexChanged.connect(self._ask)
        self.words.textChanged.connect(self._soon.start)
        self.words.returnPressed.connect(self._ask)
        self.show_counts({})

    @property
    def show_(self) -> Show:
        """The kind that is chosen."""
        return Show(self._kinds.currentData())

    def choose(self, show: Show) -> None:
        """Choose a kind, as the person does."""
        self._kinds.setCurrentIndex(self._kinds.findData(show))

    def show_counts(self, counts: Mapping[Show, int]) -> None:
        """Say behind each kind how many there are."""
        for place, show in enumerate(Show):
            text = f"{show.value} ({counts.get(show, 0):,})"
            if self._kinds.itemText(place) != text:
                self._kinds.setItemText(place, text)

    def _ask(self) -> None:
        self._soon.stop()
        self.asked.emit(self.show_, self.words.text())


class BulkBar(QWidget):
    """What is done to all selected rows: one value for a column, or to leave them out."""

    asked = Signal(object, str)
    """Column and value."""
    toggled = Signal()
    """Leave the rows out, or take them in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QComboBox()
        self._column.addItems(list(_CHANGEABLE))
        self._column.setAccessibleName("Column to change")
        self._value = OwnEnter()
        self._value.setAccessibleName("Value for the selected articles")
        self._value.setMaximumWidth(200)
        self._value.setMinimumWidth(90)
        self._apply, self._toggle = QPushButton(), QPushButton()
        for button in (self._apply, self._toggle):
            button.setAutoDefault(False)
        self._toggle.setToolTip("Space in the table")
        labels = [QLabel("Set"), QLabel("to")]
        for label in labels:
            label.setProperty("kind", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addStretch(1)
        for part in (labels[0], self._column, labels[1]):
            row.addWidget(part)
        row.addWidget(self._value, _FIRST)
        row.addWidget(self._apply)
        row.addWidget(self._toggle)
        self._apply.clicked.connect(self._ask)
        self._toggle.clicked.connect(self.toggled)
        self._value.returnPressed.connect(self._ask)
        self.show_selection(0, included=True)

    def show_selection(self, count: int, *, included: bool) -> None:
        """Say how many rows are meant, and allow what can be done for some only; `included` says that all are."""
        self._apply.setText(f"Apply to {count:,}" if count else "Apply")
        self._apply.setToolTip("Give all selected articles this value" if count else "Select articles in the table")
        self._toggle.setText(f"{'Leave out' if included else 'Include'} {count:,}" if count else "Leave out")
        self._apply.setEnabled(count > 0)
        self._toggle.setEnabled(count > 0)

    def _ask(self) -> None:
        if self._apply.isEnabled():
            self.asked.emit(_CHANGEABLE[self._column.currentText()], self._value.text())
