"""The lines around the table of the import preview: which rows are shown, what is remembered, what signs mean."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from annotations.wording import number_of
from app.models.draft_cells import mark_of
from app.models.draft_filter import Show
from app.models.draft_rows import Origin
from app.plain import PlainLabel
from app.theme import SPACE_M, SPACE_S, SPACE_XS

_FIRST = 1000
"""Stretch of what takes all the room there is, up to its most; the rest stays empty."""
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
        self._kinds.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
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


class MemoryBar(QWidget):
    """Says how many values were put in because the person corrected them before; take them back, or forget them."""

    recalled = Signal(bool)
    """Put them in, or leave them as they were read."""
    forgotten = Signal()
    """Leave them as they were read, and never put them in again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._text = PlainLabel(), PlainLabel()
        self._switch, self._forget = QPushButton(), QPushButton("&Forget them")
        self._forget.setToolTip("Take them back, and do not put them in next time either")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._sign)
        row.addWidget(self._text)
        for button in (self._switch, self._forget):
            button.setProperty("kind", "link")
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        self._recalls = True
        self._switch.clicked.connect(self._turn)
        self._forget.clicked.connect(self.forgotten)
        self.hide()

    def say(self, values: int, *, recalls: bool) -> None:
        """Say how many values are remembered and whether they are put in; for none the line is hidden."""
        self._recalls = recalls
        counted = number_of(values, "value")
        they, are = ("it", "was") if values == 1 else ("them", "were")
        before = f"as you corrected {they} before" if recalls else f"that you corrected before {are} left as read"
        self._text.setText(f"{counted} {before}.")
        self._switch.setText("&Take back" if recalls else "Pu&t in again")
        self.setVisible(bool(values))
        if sign := mark_of(Origin.REMEMBERED):
            self._sign.setPixmap(sign)

    def _turn(self) -> None:
        self.recalled.emit(not self._recalls)


class Legend(QWidget):
    """What italics and the signs in the cells mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        guessed = QLabel("<i>guessed</i>")
        self._signs = {Origin.TYPED: PlainLabel(), Origin.REMEMBERED: PlainLabel()}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_XS)
        row.addWidget(guessed)
        for label, words in zip(self._signs.values(), ("typed", "as corrected before"), strict=True):
            label.setFixedSize(QSize(12, 16))
            row.addSpacing(SPACE_M)
            row.addWidget(label)
            told = PlainLabel(words)
            told.setProperty("kind", "small")
            row.addWidget(told)
        guessed.setProperty("kind", "small")
        row.addStretch(1)
        self.setAccessibleName("Italics: guessed. A pencil: typed. A bookmark: as corrected before.")
        self.setToolTip("Rest the mouse on a cell to see where its value is from. Delete brings back what was read.")
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: the signs follow the colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        for origin, label in self._signs.items():
            if sign := mark_of(origin):
                label.setPixmap(sign)
                label.setAlignment(Qt.AlignmentFlag.AlignCenter)
