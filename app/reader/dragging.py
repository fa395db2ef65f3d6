"""Dragging an edge of the active claim: by the mouse, shown as it goes, given up by Esc."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from app.reader.grips import Drag

if TYPE_CHECKING:
    from app.reader.view import ReaderView

_SCROLLING = 30
"""Milliseconds between two steps of scrolling while the mouse is held above or below the text."""

_OTHERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class EdgeDragger(QObject):
    """Watches the mouse over the text and takes over where it takes hold of an edge.

    While an edge is held no key does anything but Esc, which leaves the passage as it was, and Alt, which lets the
    edge go between any two letters.
    """

    def __init__(self, reader: "ReaderView") -> None:
        super().__init__(reader)
        self._reader = reader
        self._drag: Drag | None = None
        self._pressed, self._at, self._off = QPointF(), QPointF(), 0.0
        self._exact = self._begun = False
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLLING)
        self._scrolling.timeout.connect(self._scroll)
        reader.viewport().installEventFilter(self)

    @property
    def holding(self) -> bool:
        """Whether an edge is held."""
        return self._drag is not None

    def let_go(self) -> None:
        """Hold nothing any more, whatever became of the claim."""
        if self._drag:
            self._drag = None
            self._scrolling.stop()
            self._reader.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the mouse over the text; while an edge is held also the keys."""
        if isinstance(event, QKeyEvent) and watched is self._reader:
            return self._key(event)
        if not isinstance(event, QMouseEvent):
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress:
                return self._drag is not None or self._take(event)
            case QEvent.Type.MouseMove if self._drag:
                self._move(event)
                return True
            case QEvent.Type.MouseButtonRelease if self._drag and event.button() == Qt.MouseButton.LeftButton:
                self._release(event)
                return True
        return self._drag is not None

    def _take(self, event: QMouseEvent) -> bool:
        reader = self._reader
        edge = reader.grip_at(event.position())
        mark = reader.active_mark
        if edge is None or mark is None or event.button() != Qt.MouseButton.LeftButton or event.modifiers() & _OTHERS:
            return False
        line = reader.edge_line(mark.claim_id, edge)
        self._drag, self._begun = Drag.of(edge, mark), False
        self._pressed = event.position()
        self._off = event.position().x() - line.x1() if line else 0.0
        reader.installEventFilter(self)  # once more, so that it comes before all others
        return True

    def _move(self, event: QMouseEvent) -> None:
        self._at = event.position()
        self._exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        far = (self._at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        self._begun = self._begun or far
        if self._begun:
            self._follow()
            outside = not 0 <= self._at.y() < self._reader.viewport().height()
            if outside and not self._scrolling.isActive():
                self._scrolling.start()
            elif not outside:
                self._scrolling.stop()

    def _follow(self) -> None:
        drag, reader = self._drag, self._reader
        offset = reader.offset_at(self._at - QPointF(self._off, 0))
        if drag and drag.to(reader.text, offset, exact=self._exact):
            reader.update_marks([drag.shown])

    def _scroll(self) -> None:
        y, height = self._at.y(), self._reader.viewport().height()
        beyond = min(0.0, y) + max(0.0, y - height + 1)
        bar = self._reader.verticalScrollBar()
        bar.setValue(bar.value() + round(beyond / 2) + (1 if beyond > 0 else -1))
        self._follow()

    def _release(self, event: QMouseEvent) -> None:
        drag, begun = self._drag, self._begun
        self.let_go()
        if drag and drag.moved:
            self._reader.edges_moved.emit(drag.before.claim_id, drag.moved)
        elif not begun:
            self._reader.click(event.position())

    def _key(self, event: QKeyEvent) -> bool:
        event.accept()
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape and self._drag:
            before = self._drag.before
            self.let_go()
            self._reader.update_marks([before])
        return True
