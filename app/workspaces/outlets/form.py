"""The form beside the list: what is known of the selected outlets, stored as soon as a field is left."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotations.articles import Outlet
from annotations.outlets import FIELDS
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M, SPACE_S

_SEVERAL = "several values"
_HINTS = {
    "country": "Country",
    "medium": "Newspaper, agency, broadcaster, channel …",
    "ownership": "State, private, public, party …",
    "reach": "National, regional …",
    "language": "As in the articles: en, ru, zh …",
}


class _Lines(QPlainTextEdit):
    """Several lines of text that are done with when the keyboard leaves; Tab leaves."""

    left = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 2 * SPACE_M)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard leaves."""
        super().focusOutEvent(event)
        self.left.emit()


class OutletForm(QWidget):
    """Fields for one outlet, or for what several have in common."""

    edited = Signal(object, object)
    """Outlets are to have other values: their ids, and the values by name."""
    escaped = Signal()
    """The keyboard is to go back to the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outlets: tuple[Outlet, ...] = ()
        self._title = PlainLabel()
        self._title.setProperty("kind", "strong")
        self._title.setWordWrap(True)
        self.name_field = QLineEdit()
        self.aliases_field, self.note_field = _Lines(4), _Lines(4)
        self.boxes = {field: _box(field) for field in FIELDS}
        self._build()
        self._connect()
        self.show_outlets((), writable=False)

    def _build(self) -> None:
        form = QFormLayout()
        form.setSpacing(SPACE_S)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.aliases_field.setAccessibleDescription("One in a line")
        self.aliases_field.setPlaceholderText("One in a line")
        self.note_field.setPlaceholderText("Never leaves the project")
        rows: list[tuple[str, QWidget]] = [("Name", self.name_field), ("Other names", self.aliases_field)]
        rows += [(field.capitalize(), box) for field, box in self.boxes.items()]
        for title, widget in (*rows, ("Note", self.note_field)):
            label = PlainLabel(title)
            label.setProperty("kind", "small")
            label.setBuddy(widget)
            widget.setAccessibleName(title)
            form.addRow(label, widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addWidget(self._title)
        column.addLayout(form)
        column.addStretch(1)
        for one, other in pairwise([self.name_field, self.aliases_field, *self.boxes.values(), self.note_field]):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        self.name_field.editingFinished.connect(self._store_name)
        self.aliases_field.left.connect(self._store_aliases)
        self.note_field.left.connect(self._store_note)
        for field, box in self.boxes.items():
            box.lineEdit().editingFinished.connect(partial(self._store_field, field))  # type: ignore[union-attr]
            box.textActivated.connect(lambda _, field=field: self._store_field(field))
            box.installEventFilter(self)
        for widget in (self.name_field, self.aliases_field, self.note_field):
            widget.installEventFilter(self)

    # -- showing

    def offer(self, values: Mapping[str, Sequence[str]]) -> None:
        """Offer what is said of other outlets already."""
        for field, box in self.boxes.items():
            typed = box.currentText()
            box.blockSignals(True)
            box.clear()
            box.addItems(list(values.get(field, ())))
            box.setCurrentIndex(-1)
            box.setEditText(typed)
            box.blockSignals(False)

    def show_outlets(self, outlets: Sequence[Outlet], *, writable: bool) -> None:
        """Show one outlet, or what several have in common."""
        same = [outlet.id for outlet in outlets] == [outlet.id for outlet in self.outlets]
        self.outlets = tuple(outlets)
        one = outlets[0] if len(outlets) == 1 else None
        self._title.setText(one.name if one else f"{len(outlets):,} outlets" if outlets else "")
        self._put(self.name_field, one.name if one else "", same=same)
        self._put(self.aliases_field, "\n".join(one.aliases) if one else "", same=same)
        self._put(self.note_field, _common(outlets, "note") or "", same=same)
        for field, box in self.boxes.items():
            common = _common(outlets, field)
            line = box.lineEdit()
            if line is not None:
                line.setPlaceholderText(_HINTS[field] if common is not None else _SEVERAL)
                self._put(line, common or "", same=same)
            box.setEnabled(bool(outlets) and writable)
        self.note_field.setEnabled(bool(outlets) and writable)
        for widget in (self.name_field, self.aliases_field):
            widget.setEnabled(one is not None and writable)

    def _put(self, widget: QLineEdit | QPlainTextEdit, text: str, *, same: bool) -> None:
        """Show a text, unless it is being typed in."""
        document = widget if isinstance(widget, QLineEdit) else widget.document()
        if same and widget.hasFocus() and document.isModified():
            return
        if isinstance(widget, QLineEdit):
            widget.setText(text)
            widget.setCursorPosition(0)  # a long name is seen from its beginning
        else:
            widget.setPlainText(text)
        document.setModified(False)

    # -- storing

    def flush(self) -> None:
        """Store what is being typed."""
        self._store_name()
        self._store_aliases()
        self._store_note()
        for field in self.boxes:
            self._store_field(field)

    def _store_name(self) -> None:
        name = " ".join(self.name_field.text().split())
        if len(self.outlets) == 1 and name != self.outlets[0].name:
            if name:
                self._tell(name=name)
            else:
                self.name_field.setText(self.outlets[0].name)

    def _store_aliases(self) -> None:
        lines = [" ".join(line.split()) for line in self.aliases_field.toPlainText().splitlines()]
        aliases = tuple(line for line in lines if line)
        if len(self.outlets) == 1 and aliases != self.outlets[0].aliases:
            self._tell(aliases=aliases)

    def _store_note(self) -> None:
        self._store_if_changed("note", " ".join(self.note_field.toPlainText().split()))

    def _store_field(self, field: str) -> None:
        self._store_if_changed(field, " ".join(self.boxes[field].currentText().split()))

    def _store_if_changed(self, field: str, text: str) -> None:
        common = _common(self.outlets, field)
        # Where several differ an empty field says nothing of them.
        if self.outlets and text != (common or ""):
            self._tell(**{field: text})

    def _tell(self, **values: object) -> None:
        for widget in (self.name_field, *(box.lineEdit() for box in self.boxes.values())):
            if widget is not None:
                widget.setModified(False)
        for area in (self.aliases_field, self.note_field):
            area.document().setModified(False)
        self.edited.emit([outlet.id for outlet in self.outlets], values)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Escape leads back to the list."""
        del watched
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return True
        return False


def _common(outlets: Sequence[Outlet], field: str) -> str | None:
    """What is said of all of them alike; None if they differ."""
    values = {getattr(outlet, field) for outlet in outlets}
    return str(values.pop()) if len(values) == 1 else "" if not values else None


def _box(field: str) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setMinimumContentsLength(8)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    if completer := box.completer():
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
    box.setObjectName(field)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box
