"""What dialogs have in common that list something: an empty state, buttons below, and what is remembered of them."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.settings import Settings
from app.theme import SPACE_L, SPACE_M, SPACE_S


class ListDialog(QDialog):
    """A list with an empty state in its place, and a row of buttons; its size and its columns' widths are remembered.

    Args:
        settings: where they are.
        name: of the dialog there.
        size: width and height at first, in pixels.
        parent: the window.
    """

    def __init__(self, settings: Settings, name: str, size: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._name = settings, f"dialog-{name}"
        self._header: QHeaderView | None = None
        self._pages = QStackedLayout()
        self.resize(*size)

    def lay_out(
        self,
        listed: QWidget,
        empty: QWidget,
        buttons: Sequence[QPushButton | None],
        *,
        above: Sequence[QWidget] = (),
        below: Sequence[QWidget] = (),
    ) -> None:
        """Put the parts below one another.

        Args:
            listed: the list, and whatever makes no sense without one.
            empty: what stands in its place where there is nothing.
            buttons: the row at the foot; None is what pushes those before it to the left.
            above: what stands above the list.
            below: what stands between list and buttons.
        """
        self._pages.addWidget(listed)
        self._pages.addWidget(empty)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        for button in buttons:
            if button is None:
                foot.addStretch(1)
            else:
                foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        for widget in above:
            column.addWidget(widget)
        column.addLayout(self._pages, 1)
        for widget in below:
            column.addWidget(widget)
        column.addLayout(foot)

    def remember(self, header: QHeaderView) -> None:
        """Give the columns the widths they had last; call it when they are there."""
        self._header = header
        header.restoreState(self._settings.layout(f"{self._name}-columns"))
        if geometry := self._settings.layout(self._name):
            self.restoreGeometry(QByteArray(geometry))

    def show_list(self, *, there: bool) -> None:
        """Show the list, or that there is none."""
        self._pages.setCurrentIndex(0 if there else 1)

    def done(self, result: int) -> None:
        """Qt: remember how it looked."""
        if self._header is not None:
            self._settings.keep_layout(f"{self._name}-columns", self._header.saveState())
        self._settings.keep_layout(self._name, self.saveGeometry())
        super().done(result)
