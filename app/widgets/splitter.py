"""Columns side by side whose edges are moved by mouse and by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QSplitter, QSplitterHandle

_STEP, _LONG_STEP = 16, 96
_LINE = 4
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Handle(QSplitterHandle):
    """An edge that takes the keyboard: the arrows move it, with Shift by more. A line shows that it has it."""

    def __init__(self, orientation: Qt.Orientation, splitter: "Splitter") -> None:
        super().__init__(orientation, splitter)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._splitter = splitter
        self.line = QFrame()
        """Shown while the edge has the keyboard; in the window, because a splitter takes all in it for parts."""
        self.line.setProperty("kind", "focus")
        self.line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.line.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the arrows."""
        by = _MOVES.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        across = self.orientation() == Qt.Orientation.Horizontal
        step = _LONG_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        # Not its own place: a thin edge is wider for the mouse than it looks.
        before = self._splitter.widget(self._splitter.indexOf(self) - 1)
        there = before.geometry().bottomRight() + QPoint(1, 1) if before else self.pos()
        # A column goes no narrower than it may be: to close it a step would have to be half of that.
        self.moveSplitter(self.closestLegalPosition((there.x() if across else there.y()) + by * step))
        self._place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: show that the keyboard is here."""
        super().focusInEvent(event)
        self.line.setParent(self.window())
        self._place()
        self.line.show()
        self.line.raise_()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: and that it is not any more."""
        super().focusOutEvent(event)
        self.line.hide()

    def _place(self) -> None:
        there = QRect(self.mapTo(self.window(), QPoint()), self.size())
        if self.orientation() == Qt.Orientation.Horizontal:
            self.line.setGeometry(there.center().x() - _LINE // 2, there.y(), _LINE, there.height())
        else:
            self.line.setGeometry(there.x(), there.center().y() - _LINE // 2, there.width(), _LINE)


class Splitter(QSplitter):
    """A splitter whose edges can be reached by Tab.

    Args:
        orientation: how the parts stand.
        names: what a screen reader calls the edges, in their order.
    """

    def __init__(self, orientation: Qt.Orientation, names: Sequence[str]) -> None:
        super().__init__(orientation)
        self._names = [*names]

    def createHandle(self) -> QSplitterHandle:
        """Qt: an edge of ours. The first one is never shown: it stands before the first part."""
        handle = _Handle(self.orientation(), self)
        number = self.count()
        handle.setAccessibleName(self._names[number - 1] if 0 < number <= len(self._names) else "Edge of a column")
        handle.setAccessibleDescription("The arrow keys move it, with Shift by more")
        return handle
