"""The line at the bottom: what is stored, who works, what is under way."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from annotations.progress import Progress
from annotations.project import Project
from annotations.wording import number_of
from app.icons import put_icon
from app.jobs import Job
from app.session import Session
from app.theme import SPACE_M, SPACE_S, STATUS_HEIGHT
from app.widgets.elided import ElidedLabel

_WIDEST = 360


def _state_of(project: Project) -> str:
    """Where what is on the screen is stored."""
    if project.outside.is_loss:
        return "NOT SAVED"
    if project.read_only:
        return "read only"
    return "saved in your copy, published when closed" if project.working_copy else "saved"


class StatusLine(QWidget):
    """Saved, claims and coder at the left; the running job with its progress and Cancel at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self.setFixedHeight(STATUS_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = ElidedLabel()
        self._text.setProperty("kind", "small")
        self._what = ElidedLabel()
        self._what.setProperty("kind", "small")
        self._what.setMaximumWidth(_WIDEST)
        self._progress = QProgressBar()
        self._progress.setFixedWidth(140)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Progress")
        self._cancel = QToolButton()
        put_icon(self._cancel, "x")
        self._cancel.setToolTip("Cancel")
        self._cancel.setAccessibleName("Cancel")
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cancel.clicked.connect(self._stop)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._text, 1)
        for widget in (self._what, self._progress, self._cancel):
            row.addWidget(widget)
            widget.hide()
        session.jobs.changed.connect(self._follow_jobs)
        for signal in (session.changed, session.project_changed, session.coder_changed, session.writable_changed):
            signal.connect(self._refresh)
        self._refresh()

    def add(self, part: QWidget) -> None:
        """Show a part of its own beside the left one."""
        self._row.insertWidget(1, part)

    @property
    def text(self) -> str:
        """The left part."""
        return self._text.text()

    def _refresh(self) -> None:
        project = self._session.project
        if project is None:
            self._text.setText("")
            return
        count = project.claims.count()
        coder = self._session.coder
        state = _state_of(project)
        contents = ["excerpts, not full texts"] if project.marks.excerpts else []
        parts = [state, *contents, number_of(count, "claim"), coder.name if coder else "no coder"]
        self._text.setText(" · ".join(parts))

    def _follow_jobs(self) -> None:
        running = self._session.jobs.running
        job = running[0] if running else None
        if job is not self._job:
            self._job = job
            if job:
                job.progressed.connect(self._show)
                self._what.setText(job.label)
                self._cancel.setEnabled(True)
                self._progress.setRange(0, 0)
        for widget in (self._what, self._progress, self._cancel):
            widget.setVisible(job is not None)

    def _show(self, progress: Progress) -> None:
        if self._job is None or self._job.stopping:
            return
        self._progress.setRange(0, progress.total)
        self._progress.setValue(progress.done)
        of = f" {progress.done:,} of {progress.total:,}" if progress.total else ""
        self._what.setText(f"{self._job.label}{of}")

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()
            self._what.setText(f"Stopping: {self._job.label}")
            self._cancel.setEnabled(False)
