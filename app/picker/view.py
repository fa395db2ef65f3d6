"""The picker: a popup in which one dimension of a claim is answered by a key, by typing or by mouse."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotations.codebook import Dimension, Kind, Role, Tag
from app.keys import place
from app.picker.rows import ROLE_KEYS, Row, matching, may_create, rows_of
from app.theme import SPACE_M, SPACE_S, Theme, colour_key
from app.widgets.swatch import swatch

_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ROW = int(Qt.ItemDataRole.UserRole)
_CREATE = _ROW + 1
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Question:
    """What one picker asks: the dimension, its tags in the order to show, what is set, which role comes first."""

    dimension: Dimension
    tags: tuple[Tag, ...]
    chosen: frozenset[int]
    default_role: Role = Role.SPEAKER
    steps: tuple[str, ...] = ()
    step: int = 0


class Picker(QFrame):
    """Asks one question at a time. Digits pick, letters filter, Enter takes the highlighted row."""

    picked = Signal(object, str, bool)
    """A tag, its role (empty outside actors), and whether the picker stays for more."""
    created = Signal(str, str, bool)
    """The name of a tag to be made, its role, and whether the picker stays."""
    skipped = Signal()
    went_back = Signal()
    ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._question: Question | None = None
        self._rows: list[Row] = []
        self._waiting: tuple[object, bool] | None = None
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._progress = QLabel()
        self._progress.setProperty("kind", "small")
        self.field = QLineEdit()
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._about = QLabel()
        self._about.setWordWrap(True)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._hint = QLabel()
        self._hint.setProperty("kind", "small")
        self._build()
        self.field.textEdited.connect(self._filter)
        self.list.currentItemChanged.connect(lambda *_: self._describe())
        self.list.itemClicked.connect(lambda _: self._take(stay=False))
        self.hide()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(SPACE_S)
        left.addWidget(self.field)
        left.addWidget(self.list, 1)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_M)
        middle.addLayout(left, 3)
        self._about.setMinimumWidth(220)
        middle.addWidget(self._about, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addWidget(self._progress)
        column.addLayout(middle, 1)
        column.addWidget(self._hint)
        self.resize(600, 420)

    # -- asking

    def ask(self, question: Question, near: QPoint) -> None:
        """Show a question near a point of the screen, inside the window."""
        self._question = question
        self._waiting = None
        self._rows = rows_of(question.dimension, question.tags)
        steps = [f"{n + 1} {name}" for n, name in enumerate(question.steps)]
        self._progress.setText("   ".join(f"▸ {s}" if n == question.step else s for n, s in enumerate(steps)))
        self.field.clear()
        self.field.setPlaceholderText(f"{question.dimension.name}: type to filter")
        self.field.setAccessibleName(question.dimension.name)
        self.list.setAccessibleName(f"Tags of {question.dimension.name}")
        self._filter("")
        self._place(near)
        self.show()
        self.raise_()
        self.field.setFocus()

    def _place(self, near: QPoint) -> None:
        window = self.parentWidget()
        if window is None:
            return
        point = window.mapFromGlobal(near)
        left = max(SPACE_M, min(point.x() - self.width() // 2, window.width() - self.width() - SPACE_M))
        top = max(SPACE_M, min(point.y(), window.height() - self.height() - SPACE_M))
        self.move(left, top)

    def _filter(self, typed: str) -> None:
        self.list.clear()
        question = self._question
        if question is None:
            return
        for row in matching(self._rows, typed):
            self.list.addItem(self._item(row, question))
        if may_create(self._rows, typed, question.dimension.kind):
            item = QListWidgetItem(f"Create “{typed.strip()}”")
            item.setData(_CREATE, typed.strip())
            self.list.addItem(item)
        chosen = [n for n, row in enumerate(self._rows) if row.tag.id in question.chosen] if not typed else []
        self.list.setCurrentRow(chosen[0] if chosen else 0)
        self._hints()

    def _item(self, row: Row, question: Question) -> QListWidgetItem:
        tick = "✓ " if row.tag.id in question.chosen else ""
        item = QListWidgetItem(swatch(self.theme, colour_key(row.tag)), f"{row.key or ' '}   {tick}{row.tag.name}")
        item.setData(_ROW, row)
        item.setToolTip(row.tag.short)
        return item

    def _describe(self) -> None:
        item = self.list.currentItem()
        row = item.data(_ROW) if item else None
        if not isinstance(row, Row):
            self._about.setText("A new tag. Its definition can be written later." if item else "")
            return
        tag = row.tag
        parts = [
            tag.definition or tag.short,
            f"Use: {tag.use}" if tag.use else "",
            f"Not: {tag.dont_use}" if tag.dont_use else "",
            f"Example: {tag.example}" if tag.example else "",
        ]
        self._about.setText("\n\n".join(part for part in parts if part))

    def _hints(self) -> None:
        question = self._question
        if question is None:
            return
        if self._waiting:
            roles = "   ".join(f"{key} {role.value}" for key, role in ROLE_KEYS.items())
            self._hint.setText(f"{roles}   Enter {question.default_role.value}")
        else:
            several = "   Shift+Enter pick several" if not question.dimension.kind.single else ""
            self._hint.setText(f"Enter pick{several}   Tab skip   Backspace back   Esc end")

    # -- answering

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: keys of the picker before those of the filter field."""
        if watched is not self.field or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
            return True
        if self._waiting:
            return self._role_key(event)
        return self._control_key(event) or self._pick_key(event)

    def _escape(self) -> None:
        if self._waiting:
            self._stop_waiting()
        else:
            self.ended.emit()

    def _control_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _ENTER:
            self._take(stay=bool(event.modifiers() & _SHIFT))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            (self.skipped if key == Qt.Key.Key_Tab else self.went_back).emit()
        elif key == Qt.Key.Key_Backspace and not self.field.text():
            self.went_back.emit()
        elif key in _MOVES:
            self.list.keyPressEvent(event)
        else:
            return False
        return True

    def _pick_key(self, event: QKeyEvent) -> bool:
        """A digit (and on the scale a letter) picks its row, by its place on the keyboard."""
        question, key = self._question, place(event)
        if question is None or event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier):
            return False
        on_scale = question.dimension.kind is Kind.SCALE
        if not key.isdecimal() and not (on_scale and not self.field.text()):
            return False
        if on_scale and self.field.text() == "-" and key in "12":
            key = {"1": "9", "2": "8"}[key]
        row = next((row for row in self._shown() if row.key and row.key == key), None)
        if row is None:
            return key.isdecimal()
        self._answer(row, stay=bool(event.modifiers() & _SHIFT))
        return True

    def _shown(self) -> list[Row]:
        items = (self.list.item(n).data(_ROW) for n in range(self.list.count()))
        rows = [row for row in items if isinstance(row, Row)]
        return rows or self._rows if self.field.text() == "-" else rows

    def _take(self, *, stay: bool) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        row = item.data(_ROW)
        self._answer(row if isinstance(row, Row) else str(item.data(_CREATE)), stay=stay)

    def _answer(self, what: Row | str, *, stay: bool) -> None:
        question = self._question
        if question is None:
            return
        stay = stay and not question.dimension.kind.single
        is_none = isinstance(what, Row) and what.tag.is_none
        already = isinstance(what, Row) and what.tag.id in question.chosen
        if question.dimension.kind is Kind.ACTORS and not is_none and not already:
            self._waiting = (what, stay)
            name = what.tag.name if isinstance(what, Row) else what
            self.field.setText("")
            self.field.setPlaceholderText(f"{name}: which role?")
            self._hints()
            return
        self._emit(what, "", stay=stay)

    def _role_key(self, event: QKeyEvent) -> bool:
        question, waiting = self._question, self._waiting
        if question is None or waiting is None:
            return False
        role = question.default_role if event.key() in _ENTER else ROLE_KEYS.get(place(event))
        if event.key() == Qt.Key.Key_Backspace:
            self._stop_waiting()
        elif role is not None:
            what, stay = waiting
            self._waiting = None
            self._emit(what, role.value, stay=stay)
        return True

    def _stop_waiting(self) -> None:
        self._waiting = None
        if self._question:
            self.field.setPlaceholderText(f"{self._question.dimension.name}: type to filter")
        self._hints()

    def _emit(self, what: object, role: str, *, stay: bool) -> None:
        if isinstance(what, Row):
            self.picked.emit(what.tag, role, stay)
        else:
            self.created.emit(str(what), role, stay)
