"""Laying out a long text in small portions, so that nobody who reads or codes meanwhile waits for it.

Qt lays out what is seen at once and the rest by a timer, each time twice as much as before; at a megabyte the last
portions take a tenth of a second each. Here its timer's turns are taken over by portions of one size.
"""

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QObject, QTimerEvent
from PySide6.QtGui import QTextDocument

PORTION = 20_000
"""Characters laid out in one turn: 3 to 4 ms."""


class SteadyLayout(QObject):
    """Takes over the turns of one document; lives as long as that."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._done = 0
        document.documentLayout().installEventFilter(self)

    def restart(self) -> None:
        """Begin again at the top: the text has another width."""
        self._done = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the turns of the timer that lays out; the other one, which tells of the size, has no interval."""
        if not isinstance(event, QTimerEvent) or not _interval(watched, event.timerId()):
            return False
        last = self._document.characterCount() - 1
        self._done = min(last, self._done + PORTION)
        if self._done >= last:
            return False  # the rest is Qt's, who then knows that nothing is left
        self._document.documentLayout().blockBoundingRect(self._document.findBlock(self._done))
        return True


def _interval(owner: QObject, timer: int) -> int:
    """Milliseconds between two turns of a timer, 0 for one that is not known."""
    known = QAbstractEventDispatcher.instance().registeredTimers(owner)
    return next((found.interval for found in known if found.timerId == timer), 0)
