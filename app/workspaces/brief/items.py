"""A short list of things that are written one by one, such as judgements: added, put in order, taken away."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from app.icons import put_icon
from app.plain import put_tip
from app.theme import ROW_HEIGHT, SPACE_S

_MOST_ROWS = 5


class _List(QListWidget):
    """Moves rows by Alt with the arrows, takes them away by Delete."""

    move_asked = Signal(int)
    delete_asked = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys that change the list."""
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and Qt.Key(event.key()) in moves:
            self.move_asked.emit(moves[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class Items(QWidget):
    """Shows titles and says what is asked for; it keeps nothing but which one is chosen.

    Args:
        name: what screen readers call the list.
        what: what one of them is called, "judgement".
        untitled: what stands for a title that is empty.
    """

    chosen = Signal(int)
    """Another row was chosen by the person, -1 for none."""
    add_asked = Signal()
    remove_asked = Signal(int)
    move_asked = Signal(int, int)
    """A row is to go up (-1) or down (1)."""
    entered = Signal()
    """The keyboard is to go into the form of the chosen one."""

    def __init__(self, name: str, what: str, untitled: str) -> None:
        super().__init__()
        self._untitled = untitled
        self._writable = True
        self.list = _List()
        self.list.setAccessibleName(name)
        self.list.setProperty("surface", "card")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add_button = QPushButton(f" Add {what}")
        put_icon(self.add_button, "plus")
        self.up_button, self.down_button, self.remove_button = QPushButton(), QPushButton(), QPushButton()
        for button, icon, tip in (
            (self.up_button, "chevron-up", f"Move {what} up (Alt+Up)"),
            (self.down_button, "chevron-down", f"Move {what} down (Alt+Down)"),
            (self.remove_button, "trash-2", f"Remove {what} (Delete)"),
        ):
            put_icon(button, icon)
            button.setAccessibleName(tip.partition(" (")[0])
            put_tip(button, tip)
            button.setFixedWidth(40)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.add_button)
        row.addStretch(1)
        for button in (self.up_button, self.down_button, self.remove_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.list)
        column.addLayout(row)
        self._connect()

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._choose)
        self.list.entered.connect(self.entered)
        self.list.itemDoubleClicked.connect(lambda _: self.entered.emit())
        self.list.move_asked.connect(self._move)
        self.list.delete_asked.connect(self._remove)
        self.add_button.clicked.connect(lambda _: self.add_asked.emit())
        self.remove_button.clicked.connect(self._remove)
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))

    @property
    def row(self) -> int:
        """The chosen row, -1 for none."""
        return self.list.currentRow()

    def show_titles(self, titles: Sequence[str], row: int) -> None:
        """List these, with a row chosen: the nearest where there are fewer."""
        with QSignalBlocker(self.list):
            for place, title in enumerate(titles):
                if place == self.list.count():
                    self.list.addItem("")
                self.list.item(place).setText(f"{place + 1}  {title or self._untitled}")
            while self.list.count() > len(titles):
                self.list.takeItem(self.list.count() - 1)
            self.list.setCurrentRow(max(0, min(row, len(titles) - 1)) if titles else -1)
        height = max(1, min(len(titles), _MOST_ROWS)) * ROW_HEIGHT + 2
        self.list.setFixedHeight(height)
        self.list.setVisible(bool(titles))
        self._refresh()

    def set_writable(self, *, writable: bool) -> None:
        """Allow changes, or not."""
        self._writable = writable
        self._refresh()

    def _refresh(self) -> None:
        row, count, writable = self.row, self.list.count(), self._writable
        self.add_button.setEnabled(writable)
        self.remove_button.setEnabled(writable and row >= 0)
        self.up_button.setEnabled(writable and row > 0)
        self.down_button.setEnabled(writable and 0 <= row < count - 1)
        for button in (self.remove_button, self.up_button, self.down_button):
            button.setVisible(count > 0)

    def _choose(self, row: int) -> None:
        self._refresh()
        self.chosen.emit(row)

    def _remove(self) -> None:
        if self._writable and self.row >= 0:
            self.remove_asked.emit(self.row)

    def _move(self, by: int) -> None:
        if self._writable and 0 <= self.row + by < self.list.count():
            self.move_asked.emit(self.row, by)
