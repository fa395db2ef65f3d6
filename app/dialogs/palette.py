"""The palette: commands, tags and articles, found by typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.folding import folded
from app.plain import plain_tip
from app.theme import BODY, ROW_HEIGHT, SMALL, SPACE_M, SPACE_S, interface_font

Index = QModelIndex | QPersistentModelIndex
_MOST = 50
_ENTRY = int(Qt.ItemDataRole.UserRole)
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to choose: its words, a hint at the right, what to do."""

    words: str
    hint: str
    run: Callable[[], object]


Find = Callable[[str], Sequence[Entry]]


class Palette(QDialog):
    """A field and a list under it; what is chosen runs after the palette is closed.

    Args:
        entries: found by every word typed in theirs; all are listed while nothing is typed.
        find: looks for further entries, asked anew with each change of what is typed, and not while that is nothing.
        parent: the window.
    """

    def __init__(self, entries: Sequence[Entry], find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Palette")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self._entries, self._find = entries, find
        self.field = QLineEdit()
        self.field.setPlaceholderText("Type a command, a tag or a headline")
        self.field.setAccessibleName("Command, tag or headline")
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(_Row(self.list))
        self.list.setAccessibleName("Commands, tags and articles")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _: self.accept())
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.resize(600, 440)
        self.field.textChanged.connect(self._fill)
        self._fill("")

    def _fill(self, typed: str) -> None:
        words = folded(typed).split()
        matching = [entry for entry in self._entries if all(word in folded(entry.words) for word in words)]
        if words:
            matching.sort(key=lambda entry: not folded(entry.words).startswith(words[0]))
            matching = [*matching[:_MOST], *self._find(typed)]
        self.list.clear()
        for entry in matching[: 2 * _MOST]:
            item = QListWidgetItem(entry.words)
            item.setData(_ENTRY, entry)
            item.setToolTip(plain_tip(entry.words))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (entry.words, entry.hint))))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def accept(self) -> None:
        """Qt: close, and run what is highlighted; with nothing highlighted the palette stays."""
        item = self.list.currentItem()
        entry = item.data(_ENTRY) if item else None
        if isinstance(entry, Entry):
            super().accept()
            entry.run()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the outline that a window without a frame lacks."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

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


class _Row(QStyledItemDelegate):
    """The words at the left, the hint at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: one height for all."""
        del option, index
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the ground of the style, then both texts."""
        entry = index.data(_ENTRY)
        super().paint(painter, option, QModelIndex())
        if not isinstance(entry, Entry):
            return
        painter.save()
        box: QRect = option.rect.adjusted(SPACE_S, 0, -SPACE_S, 0)
        painter.setFont(interface_font(SMALL))
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        most = box.width() // 2
        hint = painter.fontMetrics().elidedText(entry.hint, Qt.TextElideMode.ElideRight, most)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, hint)
        box.setRight(box.right() - painter.fontMetrics().horizontalAdvance(hint) - SPACE_M)
        painter.setFont(interface_font(BODY))
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        words = painter.fontMetrics().elidedText(entry.words, Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
