"""Work that the window has to wait for: how far it is, and Cancel."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from annotations.progress import Progress
from app.jobs import Job, OnProgress
from app.theme import SPACE_L, SPACE_M

T = TypeVar("T")

_AT_ONCE = 0.15
"""Seconds of work that are over before a dialog could be read."""


class WaitingDialog(QDialog):
    """Shows a job until it has ended; closing the dialog cancels the job."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self.setWindowTitle(job.label)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
        text = QLabel(job.label)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        for widget in (text, self._bar, self._buttons):
            column.addWidget(widget)
        self.setMinimumWidth(380)
        job.progressed.connect(self._show)
        for ended in (job.finished, job.failed, job.cancelled):
            ended.connect(lambda *_: self.accept())

    def _show(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)

    def reject(self) -> None:
        """Qt: ask the work to stop; the dialog stays until it has."""
        self._job.cancel()
        self._buttons.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: only Escape; Enter must not cancel by chance."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()


def wait_for(label: str, work: Callable[[OnProgress], T], parent: QWidget) -> T:
    """Do something on a thread of its own and wait for it, showing how far it is if it takes long.

    Returns:
        What `work` returned; what it raised is raised here, `CancelledError` if the person cancelled it.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="waiting") as executor:
        job = Job(label, parent=parent)
        job.start(lambda told: executor.submit(work, told))
        future = cast("Future[T]", job.future)
        wait([future], _AT_ONCE)
        if not future.done():
            dialog = WaitingDialog(job, parent)
            dialog.exec()
            dialog.deleteLater()
        job.deleteLater()
        return future.result()
