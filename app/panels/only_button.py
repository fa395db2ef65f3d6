"""Beneath the filter of articles: the one batch or sample whose articles are listed, and the way back to all."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from annotations.articles import Batch
from annotations.sampling import Sample
from app.icons import put_icon
from app.plain import put_tip
from app.theme import SPACE_M

_AROUND = SPACE_M + 40
"""Pixels around the name within the button: its own margins, and its cross."""
_LEAST = 40
"""Pixels that a name gets at least."""


class OnlyButton(QPushButton):
    """Names what the list is narrowed to; hidden while it is not.

    As much of the name is shown as there is room for: a button would ask for all of it, and widen the list.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.only: Batch | Sample | None = None
        """The one batch or sample whose articles are wanted, None for any."""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        put_icon(self, "x")
        self.hide()

    def tell(self, only: Batch | Sample | None) -> None:
        """Name another one, or none."""
        self.only = only
        self._fit()
        kind = "sample" if isinstance(only, Sample) else "batch"
        told = f"Only of the {kind} {only.name}" if only else ""
        self.setAccessibleName(f"{told}: show all again" if told else "")
        put_tip(self, f"{told}\nShow all again")
        self.setVisible(only is not None)

    def _fit(self) -> None:
        name = self.only.name if self.only else ""
        room = max(_LEAST, self.width() - _AROUND)
        short = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        self.setText(short.replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: there is more or less room."""
        super().resizeEvent(event)
        self._fit()
