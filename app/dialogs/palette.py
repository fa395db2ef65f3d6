"""The palette: commands, tags, claims and articles, found by typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.plain import PlainLabel, plain_tip
from app.ranking import fit
from app.theme import BODY, ROW_HEIGHT, SMALL, SPACE_M, SPACE_S, interface_font
from app.widgets.typed_ahead import TypedAhead

Index = QModelIndex | QPersistentModelIndex
PAUSE = 80
"""Milliseconds without a key after which what is not at hand is searched for."""

_MOST, _MOST_UNTYPED = 50, 300
_ENTRY = int(Qt.ItemDataRole.UserRole)
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to choose: its words, a hint at the right, what to do.

    `mark` tells it from all others, also tomorrow; `beside` are words by which it is found as well.
    """

    words: str
    hint: str
    run: Callable[[], object]
    mark: str = ""
    beside: str = ""


AtOnce = Callable[[str], Sequence[Entry]]


def ranked(entries: Sequence[Entry], typed: str, lately: Sequence[str]) -> list[Entry]:
    """The entries that fit what was typed: the best first, of equal ones those chosen lately, else as they stand.

    While nothing is typed all of them, those chosen lately first.
    """
    places = {mark: place for place, mark in enumerate(lately)}
    if not typed.strip():
        return sorted(entries, key=lambda entry: places.get(entry.mark, len(places)))
    fitting = ((fit(entry.words, typed, entry.beside), entry) for entry in entries)
    found = [(level, places.get(entry.mark, len(places)), entry) for level, entry in fitting if level is not None]
    return [entry for _, _, entry in sorted(found, key=lambda one: one[:2])]


class Palette(QDialog):
    """A field and a list under it; what is chosen runs after the palette is closed.

    It is not modal, so that nothing typed is lost before it has the keyboard, and leaves when another window gets that.

    Args:
        entries: what is at hand.
        parent: the window.
        at_once: finds what is meant by a text exactly, as a claim by its number; stands first.
        lately: marks of what was chosen lately, the latest first.
        searches: whether somebody answers `searched`.
    """

    searched = Signal(str)
    """What was typed is to be searched for beyond what is at hand; to be answered by `add`."""
    chosen = Signal(str)
    """The mark of what was chosen."""

    def __init__(
        self,
        entries: Sequence[Entry],
        parent: QWidget | None = None,
        *,
        at_once: AtOnce = lambda _: (),
        lately: Sequence[str] = (),
        searches: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Palette")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self._entries, self._at_once, self._lately, self._searches = entries, at_once, lately, searches
        self._shown: list[Entry] = []
        self._searching = self._accepted = self._done = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Type a command, a tag, a claim’s number or a headline")
        self.field.setAccessibleName("Command, tag, claim or headline")
        self.field.installEventFilter(self)
        self._ahead = TypedAhead(self.field)
        self._pause.timeout.connect(lambda: self.searched.emit(self.field.text()))
        self.list = QListWidget()
        self.note = PlainLabel()
        self._build()
        self.field.textChanged.connect(self._fill)
        self._fill("")

    def _build(self) -> None:
        self.list.setItemDelegate(_Row(self.list))
        self.list.setAccessibleName("Commands, tags, claims and articles")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _: self.accept())
        self.list.currentItemChanged.connect(lambda item: self.field.setAccessibleDescription(_said(item)))
        self.note.setProperty("kind", "quiet")
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        results = QWidget()
        self._pages = QStackedLayout(results)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addWidget(self.field)
        column.addWidget(results, 1)
        self.resize(640, 440)

    # -- what is listed

    def _fill(self, typed: str) -> None:
        self._accepted = False
        self._searching = self._searches and bool(typed.strip())
        self._pause.stop()
        exact = self._at_once(typed) if typed.strip() else ()
        found = ranked(self._entries, typed, self._lately)
        self._shown = []
        self.list.clear()
        self._append([*exact, *found[: _MOST if typed.strip() else _MOST_UNTYPED]])
        self.list.setCurrentRow(0)
        if self._searching:
            self._pause.start()

    def add(self, typed: str, entries: Sequence[Entry]) -> None:
        """List what was found behind what is at hand; nothing where something else is typed by now."""
        if typed != self.field.text() or not self._searching:
            return
        self._searching = False
        self._append(entries)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        if self._accepted:
            self.accept()

    def _append(self, entries: Sequence[Entry]) -> None:
        there = {entry.mark for entry in self._shown if entry.mark}
        for entry in entries:
            if entry.mark in there:
                continue
            self._shown.append(entry)
            item = QListWidgetItem(entry.words)
            item.setData(_ENTRY, entry)
            item.setToolTip(plain_tip(entry.words))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (entry.words, entry.hint))))
            self.list.addItem(item)
        self.note.setText("Searching…" if self._searching else "Nothing is called that.")
        self._pages.setCurrentIndex(0 if self._shown else 1)

    def accept(self) -> None:
        """Qt: close, and run what is highlighted.

        With nothing highlighted the palette stays; while it is searched, the first that is found is taken.
        """
        item = self.list.currentItem()
        entry = item.data(_ENTRY) if item else None
        self._accepted = self._searching and entry is None
        if isinstance(entry, Entry):
            super().accept()
            self.chosen.emit(entry.mark)
            entry.run()

    def done(self, result: int) -> None:
        """Qt: close; that the keyboard goes elsewhere by that is no reason to close once more."""
        self._done = True
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: what is typed from now on is meant for the field."""
        super().showEvent(event)
        self._ahead.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: and no more."""
        self._ahead.end()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt: where something is asked before it has the keyboard, that has it, and what is typed."""
        if event.type() == QEvent.Type.WindowBlocked:
            self.reject()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: whoever goes on elsewhere has no use for it."""
        super().changeEvent(event)
        if event.type() != QEvent.Type.ActivationChange:
            return
        if self.isActiveWindow():
            self._ahead.end()
        elif self.isVisible() and not self._done:
            self.reject()

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


def _said(item: QListWidgetItem | None) -> str:
    """What a screen reader says of a line; the keyboard stays in the field."""
    return str(item.data(Qt.ItemDataRole.AccessibleTextRole)) if item else ""


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
