"""Columns side by side, of which the outer ones give way where the middle one needs the room."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QResizeEvent

from app.widgets.splitter import Splitter

_OUTER = (0, 2)
_ROOM = 100_000
"""Pixels in which any columns have the widths that were saved."""


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
        self.splitterMoved.connect(lambda *_: self._remember())

    def setSizes(self, sizes: Sequence[int], /) -> None:
        """Qt: give the columns these widths, and remember those of the outer ones."""
        super().setSizes(sizes)
        self._given = {n: sizes[n] for n in _OUTER if n < len(sizes)}

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """Qt: take widths that were saved, if that is possible; also before there is any room for them."""
        size = self.size()
        self.resize(_ROOM, size.height())  # Qt cuts them down to the width at hand: a window not yet shown has none
        restored = super().restoreState(state)
        if restored:
            self._remember()
        self.resize(size)
        return restored

    def _remember(self) -> None:
        """Keep what a person gave the outer columns; one that is hidden keeps what it had."""
        sizes = self.sizes()
        self._given |= {n: sizes[n] for n in _OUTER if n < len(sizes) and sizes[n]}

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
