"""Columns side by side, of which the outer ones give way where the middle one needs the room."""

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QResizeEvent

from app.widgets.splitter import Splitter

_OUTER = (0, 2)
_EDGES = {1: 0, 2: 2}
"""By the number of an edge the outer column that is moved with it."""
_MOST = 10_000
"""Pixels that a column can have been given."""


class Columns(Splitter):
    """Three columns; the outer ones keep the width a person gave them as long as the middle one has what it wishes.

    Where the window is narrower they shrink together, at most to their least widths, and grow again with it.
    """

    def __init__(self, wish: Callable[[], int], names: Sequence[str] = ()) -> None:
        """Lay out columns that are added later.

        Args:
            wish: says how many pixels the middle one would like.
            names: what a screen reader calls the edges between them.
        """
        super().__init__(Qt.Orientation.Horizontal, names)
        self._wish = wish
        self._given: dict[int, int] = {}
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._remember)

    def setSizes(self, sizes: Sequence[int], /) -> None:
        """Qt: give the columns these widths, and remember those of the outer ones."""
        super().setSizes(sizes)
        self._given = {n: sizes[n] for n in _OUTER if n < len(sizes)}

    def saveState(self) -> QByteArray:
        """Qt: what a person gave the outer columns, also while the window is too narrow for it."""
        return QByteArray(json.dumps([self._given.get(n, 0) for n in _OUTER]).encode())

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """Qt: take widths that were saved, if that is possible; also before there is any room for them."""
        try:
            widths = json.loads(bytes(QByteArray(state).data()))
        except (ValueError, RecursionError):  # Qt's own, which were saved before
            return False
        if not isinstance(widths, list) or len(widths) != len(_OUTER):
            return False
        self._given |= {n: width for n, width in zip(_OUTER, widths, strict=True) if _can_be(width)}
        self.share()
        return True

    def _remember(self, _place: int, edge: int) -> None:
        """Keep what a person gave the outer column at an edge; one that is hidden keeps what it had."""
        if width := self.sizes()[_EDGES[edge]]:
            self._given[_EDGES[edge]] = width

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: share the new width."""
        super().resizeEvent(event)
        self.share()

    def event(self, event: QEvent) -> bool:
        """Qt: share the width when a column is shown or hidden."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.share()
        return handled

    def share(self) -> None:
        """Share the width anew: the middle column wishes for more or less."""
        sizes = self.sizes()
        shown = [n for n in _OUTER if n in self._given and n < len(sizes) and sizes[n]]
        if not shown or len(sizes) < len(_OUTER) + 1:
            return
        whole = sum(sizes)
        least = {n: min(self._least(n), self._given[n]) for n in shown}
        short = self._wish() - (whole - sum(self._given[n] for n in shown))
        spare = sum(self._given[n] - least[n] for n in shown)
        part = min(1.0, max(0, short) / spare) if spare else 0.0
        widths = {n: self._given[n] - round(part * (self._given[n] - least[n])) for n in shown}
        sizes[1] = whole - sum(widths.values())
        for n, width in widths.items():
            sizes[n] = width
        if sizes != self.sizes():
            super().setSizes(sizes)

    def _least(self, number: int) -> int:
        widget = self.widget(number)
        return max(widget.minimumWidth(), widget.minimumSizeHint().width()) if widget else 0


def _can_be(width: object) -> bool:
    return type(width) is int and 0 < width <= _MOST
