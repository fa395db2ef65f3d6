"""The palette: every command and every article, found by typing."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.theme import SPACE_S

_MOST = 50
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to choose: its words, a hint at the right, what to do."""

    words: str
    hint: str
    run: Callable[[], object]


class Palette(QDialog):
    """A field and a list under it. Enter runs the highlighted entry after the palette is closed."""

    def __init__(self, entries: list[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Palette")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self._entries = entries
        self.chosen: Entry | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText("Type a command or a headline")
        self.field.setAccessibleName("Command or headline")
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Commands and articles")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.itemClicked.connect(lambda _: self.accept())
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.resize(560, 420)
        self.field.textChanged.connect(self._fill)
        self._fill("")

    def _fill(self, typed: str) -> None:
        words = typed.casefold().split()
        self.list.clear()
        matching = [e for e in self._entries if all(word in e.words.casefold() for word in words)]
        for entry in matching[:_MOST]:
            item = QListWidgetItem(f"{entry.words}   {entry.hint}" if entry.hint else entry.words)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def accept(self) -> None:
        """Qt: choose the highlighted entry."""
        item = self.list.currentItem()
        self.chosen = item.data(Qt.ItemDataRole.UserRole) if item else None
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows move in the list while the field is typed in; Enter chooses."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
        return False
