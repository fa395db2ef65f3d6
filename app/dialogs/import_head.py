"""The head of the import preview: how much was found and, while files are read, how far that is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from annotations.progress import Progress
from annotations.wording import number_of
from app.plain import PlainLabel
from app.theme import SPACE_M
from app.widgets.elided import ElidedLabel

_BAR_WIDTH = 180
_BELOW_BASELINE = 2
"""Pixels by which the letters of the title hang lower: both stand on one line."""


class Head(QWidget):
    """A title, what is to be said beside it and, while files are read, a bar with the button that stops it."""

    stopped = Signal()
    """No further file is to be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.details = PlainLabel(), ElidedLabel()
        self.title.setProperty("kind", "title")
        self.details.setProperty("kind", "quiet")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(_BAR_WIDTH)
        self._progress.setAccessibleName("Files read")
        self._stop = QPushButton("Stop")
        self._stop.setAutoDefault(False)
        self._stop.setAccessibleName("Stop reading files")
        self.details.setContentsMargins(0, 0, 0, _BELOW_BASELINE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(self.title)
        row.addWidget(self.details, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._progress)
        row.addWidget(self._stop)
        self._stop.clicked.connect(self.stopped)

    @property
    def is_reading(self) -> bool:
        """Whether files are read."""
        return not self._stop.isHidden()

    def set_reading(self, *, reading: bool) -> None:
        """Show or hide the bar and its button."""
        self._progress.setVisible(reading)
        self._stop.setVisible(reading)

    def show_progress(self, progress: Progress) -> None:
        """Say how far the reading is."""
        self._progress.setRange(0, max(progress.total, 1))
        self._progress.setValue(progress.done)
        self.details.setText(f"Reading {progress.label} …" if progress.label else "Looking for files …")

    def show_found(self, count: int) -> None:
        """Say how many articles were found."""
        self.title.setText(number_of(count, "article") + " found" if count else "Import")
