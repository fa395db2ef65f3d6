"""The parts of a form: texts that are stored at a pause or on leaving, and their names."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.inspector.texts import PAUSE, TextBox
from app.plain import PlainLabel
from app.theme import SPACE_XS

_MOST_LINES = 9
_AROUND = 18

Store = Callable[[str, str], bool]
"""Stores a field's text, given the field's name; whether that worked."""


class Line(QLineEdit):
    """A text of one line. Esc leaves it as it was stored."""

    left = Signal()
    """The keyboard went elsewhere."""
    escaped = Signal()

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc gives up what was typed."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: tell that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: what is found by Tab is typed over."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()


class Box(TextBox):
    """A text that takes the height of what it holds at any width."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(name, hint)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Take the height of the text, from two to nine lines."""
        lines = max(2, min(_MOST_LINES, int(self.document().size().height())))
        # Lines stand on whole pixels, which the height of a line need not be.
        self.setFixedHeight(lines * ceil(QFontMetricsF(self.font()).lineSpacing()) + _AROUND)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in other lines the text has another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


class Texts(QObject):
    """The texts of one form: shows them, and has stored what was typed.

    Args:
        store: is called with each field that was typed in.
        patient: names of fields that are stored on leaving only, since half a name may be that of another tag.
        parent: Qt's owner.
    """

    escaped = Signal()
    """Esc was pressed in a field that holds what is stored."""

    def __init__(self, store: Store, patient: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._patient = store, patient
        self.fields: dict[str, Line | Box] = {}
        self._as_shown: dict[str, str] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(lambda: self.flush(leaving=False))

    def add(self, key: str, widget: Line | Box) -> QWidget:
        """Take charge of a field."""
        self.fields[key] = widget
        widget.textChanged.connect(self._pause.start)
        widget.left.connect(self.flush)
        widget.escaped.connect(lambda: self._give_up(key))
        if isinstance(widget, Line):
            widget.returnPressed.connect(self.flush)
        return widget

    def show(self, texts: dict[str, str], *, same: bool) -> None:
        """Show texts; of the same thing as before, what is being typed is left."""
        for key, text in texts.items():
            if not (same and self._typed(key) != self._as_shown.get(key)):
                self._put(key, text)

    def _put(self, key: str, text: str) -> None:
        widget = self.fields[key]
        if text.strip() != self._typed(key).strip():  # a blank that is typed at a pause is not taken away
            with QSignalBlocker(widget):
                if isinstance(widget, Line):
                    widget.setText(text)
                    widget.setCursorPosition(0)
                else:
                    widget.setPlainText(text)
                    widget.fit()
        # Qt gives some characters back as others, so what counts as typed is what differs from this.
        self._as_shown[key] = self._typed(key)

    def _typed(self, key: str) -> str:
        widget = self.fields[key]
        return widget.text() if isinstance(widget, Line) else widget.toPlainText()

    def _give_up(self, key: str) -> None:
        if self._typed(key) == self._as_shown.get(key) or not isinstance(self.fields[key], Line):
            self.flush()
            self.escaped.emit()
        else:
            self._put(key, self._as_shown[key])

    def flush(self, *, leaving: bool = True) -> None:
        """Store what was typed, each field as a step of its own."""
        self._pause.stop()
        for key in self.fields:
            typed = self._typed(key)
            if typed == self._as_shown.get(key) or (key in self._patient and not leaving):
                continue
            before, self._as_shown[key] = self._as_shown.get(key, ""), typed
            if not self._store(key, typed):
                self._put(key, before)

    def set_writable(self, *, writable: bool) -> None:
        """Allow typing, or not."""
        for widget in self.fields.values():
            widget.setReadOnly(not writable)


def named(name: str, *widgets: QWidget) -> QVBoxLayout:
    """A field's name above it."""
    label = PlainLabel(name)
    label.setProperty("kind", "quiet")
    label.setBuddy(widgets[0])
    column = QVBoxLayout()
    column.setSpacing(SPACE_XS)
    column.addWidget(label)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column
