"""What tells in the import preview where values are from: the line of those that are remembered, and the legend."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from annotations.wording import number_of
from app.models.draft_cells import mark_of
from app.models.draft_rows import Origin
from app.plain import PlainLabel
from app.theme import SPACE_M, SPACE_S, SPACE_XS


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
        self._dress()
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

    def changeEvent(self, event: QEvent) -> None:
        """Qt: the sign follows the colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
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
