"""A card that stands below what opened it and closes when the person goes on with something else."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from app.theme import SPACE_M, SPACE_S


class Popover(QFrame):
    """Holds one editor at a time, inside the widget it was made for. Esc closes it."""

    closed = Signal()

    def __init__(self, inside: QWidget) -> None:
        super().__init__(inside)
        self._inside = inside
        self._editor: QWidget | None = None
        self._anchor: QWidget | None = None
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        self._column.setSpacing(SPACE_S)
        self.hide()

    @property
    def editor(self) -> QWidget | None:
        """What is edited in it, None while it is closed."""
        return self._editor

    def open(self, editor: QWidget, anchor: QWidget) -> None:
        """Show an editor below a widget; the keyboard goes to what the editor gives it to."""
        self.close_editor()
        self._editor, self._anchor = editor, anchor
        self._column.addWidget(editor)
        self.place()
        self.show()
        self.place()  # how large it must be is known only now
        self.raise_()
        editor.setFocus()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_went)

    def move_to(self, anchor: QWidget) -> None:
        """Stand below another widget: the one that took the place of what opened it."""
        self._anchor = anchor
        self.place()

    def place(self) -> None:
        """Stand below the anchor, inside the window."""
        self.adjustSize()
        if self._anchor is None:
            return
        below = self._anchor.mapTo(self._inside, QPoint(0, self._anchor.height() + 4))
        room = self._inside.rect().adjusted(SPACE_S, SPACE_S, -SPACE_S, -SPACE_S)
        height = min(self.height(), room.bottom() - below.y())
        left = max(room.left(), min(below.x(), room.right() - self.width()))
        self.setGeometry(left, below.y(), min(self.width(), room.width()), max(height, self.minimumSizeHint().height()))

    def close_editor(self) -> None:
        """Close it, if it is open; the keyboard stays where it is."""
        editor, self._editor = self._editor, None
        if editor is None:
            return
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._focus_went)
        self.hide()
        self._column.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self.closed.emit()

    def _focus_went(self, _: QWidget | None, now: QWidget | None) -> None:
        """A list that an editor unfolds is a window of its own, but belongs to the editor."""
        there = now
        while there is not None and there is not self:
            there = there.parentWidget()
        if now is not None and there is None:
            self.close_editor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc closes, and gives the keyboard back."""
        if event.key() == Qt.Key.Key_Escape:
            anchor = self._anchor
            self.close_editor()
            if anchor is not None:
                anchor.setFocus()
        else:
            super().keyPressEvent(event)
