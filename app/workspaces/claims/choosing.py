"""A list of which several can be chosen, narrowed by typing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.folding import folded
from app.theme import SPACE_S, Theme

_VALUE = int(Qt.ItemDataRole.UserRole) + 1
_MOST_ROWS = 9
_WIDTH, _ROW = 300, 26
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _MOST_ROWS, Qt.Key.Key_PageUp: -_MOST_ROWS}


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: its value, its words, how deep it stands below others, its colour if it has one."""

    value: str
    label: str
    level: int = 0
    colour: str = ""


class Choosing(QWidget):
    """Letters narrow the list, Enter or a click chooses what is highlighted or takes it back."""

    changed = Signal()

    def __init__(self, theme: Theme, title: str, options: Sequence[Option], chosen: Sequence[str]) -> None:
        super().__init__()
        self._chosen = set(chosen)
        self._gone = [value for value in chosen if value not in {option.value for option in options}]
        self.field = QLineEdit()
        self.field.setPlaceholderText("Type to narrow the list")
        self.field.setAccessibleName(title)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(self._toggle)
        for option in options:
            self._add(theme, option)
        self.list.setFixedSize(_WIDTH, _ROW * min(_MOST_ROWS, max(2, len(options))) + 2 * self.list.frameWidth())
        self.nothing = QLabel("Nothing matches")
        """Stands in the list while nothing else does."""
        self.nothing.setProperty("kind", "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        QVBoxLayout(self.list.viewport()).addWidget(self.nothing)
        hint = QLabel("Enter chooses, Esc closes")
        hint.setProperty("kind", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        for widget in (self.field, self.list, hint):
            column.addWidget(widget)
        self.setFocusProxy(self.field)
        self.list.setCurrentRow(0)

    def _add(self, theme: Theme, option: Option) -> None:
        item = QListWidgetItem("   " * option.level + option.label)
        item.setData(_VALUE, option.value)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(_state(option.value in self._chosen))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, option.label)
        item.setSizeHint(QSize(10, _ROW))
        if option.colour:
            item.setIcon(_dot(theme.tag_colour(option.colour)))
        self.list.addItem(item)

    # -- choosing

    def chosen(self) -> tuple[str, ...]:
        """What is chosen, in the order of the list; what is not offered any more stays chosen until all is undone."""
        values = [str(self.list.item(row).data(_VALUE)) for row in range(self.list.count())]
        kept = tuple(value for value in values if value in self._chosen)
        return (*kept, *(value for value in self._gone if value in self._chosen)) if kept else kept

    def keep_only(self, values: Iterable[str] = ()) -> None:
        """Take back all but some of what is chosen, without telling."""
        self._chosen &= set(values)
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setCheckState(_state(str(item.data(_VALUE)) in self._chosen))

    def _toggle(self, item: QListWidgetItem) -> None:
        value = str(item.data(_VALUE))
        self._chosen ^= {value}
        item.setCheckState(_state(value in self._chosen))
        self.list.setCurrentItem(item)
        self.changed.emit()

    # -- typing

    def _narrow(self, typed: str) -> None:
        wanted = folded(" ".join(typed.split()))
        first = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in folded(item.text()))
            first = first if first is not None or item.isHidden() else row
        self.list.setCurrentRow(-1 if first is None else first)
        self.nothing.setVisible(first is None)
        self.list.setAccessibleDescription(self.nothing.text() if first is None else "")

    def _go(self, by: int) -> None:
        shown = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        if shown:
            here = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else -1
            self.list.setCurrentRow(shown[max(0, min(here + by, len(shown) - 1))])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the keys that move and choose, while the field has the keyboard."""
        del watched
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._go(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (item := self.list.currentItem()) is not None and not item.isHidden():
                self._toggle(item)
                self.field.selectAll()
        else:
            return False
        return True


def _state(on: object) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _dot(colour: QColor) -> QIcon:
    picture = QPixmap(24, 24)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(6, 6, 12, 12)
    painter.end()
    return QIcon(picture)
