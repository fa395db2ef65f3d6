"""A box to choose from a list that may be long: it is filled when it is opened or has the keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

Item = tuple[str, object]


class Choice(QComboBox):
    """Shows one item; `items` gives all of them when they are needed."""

    picked = Signal(object)
    """Another item was chosen by the person: its value."""

    def __init__(self, name: str, items: Callable[[], Sequence[Item]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = items
        self._value: object = None
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        self.activated.connect(self._pick)

    def show_value(self, text: str, value: object) -> None:
        """Show an item as the chosen one."""
        self._value = value
        self.clear()
        self.addItem(text, value)
        if self.hasFocus():
            self.fill()

    def fill(self) -> None:
        """List all items, with the same one chosen."""
        items = list(self._items())
        if [text for text, _ in items] == [self.itemText(n) for n in range(self.count())]:
            return
        self.clear()
        for text, value in items:
            self.addItem(text, value)
        values = [value for _, value in items]
        self.setCurrentIndex(values.index(self._value) if self._value in values else -1)

    def _pick(self, place: int) -> None:
        items = list(self._items())
        value = items[place][1] if place < len(items) and self.count() == len(items) else self._value
        if value != self._value:
            self._value = value
            self.picked.emit(value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the arrow keys need all items."""
        self.fill()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        """Qt: list all items."""
        self.fill()
        super().showPopup()
