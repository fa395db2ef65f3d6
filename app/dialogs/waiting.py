"""Work that the window has to wait for: how far it is, and Cancel."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from annotations.progress import Progress
from app.jobs import Job
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M


class WaitingDialog(QDialog):
    """Shows a job until it has ended; closing the dialog asks the job to stop."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self.setWindowTitle("Please wait")
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
        self._text = QLabel(job.label)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self.part = PlainLabel()
        """What is being done of it, where the work tells."""
        self.part.hide()
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        for widget in (self._text, self.part, self._bar, self._buttons):
            column.addWidget(widget)
        self.setMinimumWidth(380)
        job.progressed.connect(self._show)
        for ended in (job.finished, job.failed, job.cancelled):
            ended.connect(lambda *_: self.accept())

    def _show(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        if progress.label:
            self.part.setText(f"{progress.label}…")
            if self.part.isHidden():
                self.part.show()
                self.adjustSize()

    def reject(self) -> None:
        """Qt: ask the work to stop; the dialog stays until it has."""
        self._job.cancel()
        self._text.setText(f"Stopping: {self._job.label}")
        self._buttons.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: only Escape; Enter must not cancel by chance."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
