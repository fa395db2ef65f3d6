"""Making backups of the open project while the person works."""

import threading

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.backups import Backup, Keeping
from annotations.errors import AnnotationError, CancelledError
from annotations.project import Project
from annotations.store.sharing.backups import back_up
from app.session import Session
from app.settings import Settings

FIRST = 3000
"""Milliseconds after a project was opened at which the first backup is made, if it changed since its last one."""


class BackupKeeper(QObject):
    """Makes a backup soon after a project was opened and then every so many minutes, where something changed.

    What fails is told once for each opening, and tried again at the next time.
    """

    made = Signal(object)
    """The `Backup` that was made."""

    _ended = Signal(object)

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.make)
        self._ended.connect(self._note)
        session.project_changed.connect(self._begin)
        session.closing.connect(self._end)

    def _begin(self) -> None:
        self._told = False
        if self._possible() is not None:
            self._timer.start(FIRST)

    def _possible(self) -> Project | None:
        """The project, if backups of it are to be made."""
        project = self._session.project
        return project if project and not project.read_only and self._settings.backups.made else None

    def follow_settings(self) -> None:
        """Begin or stop as the person now wishes."""
        self._timer.stop()
        if self._possible() is not None:
            self._timer.start(FIRST)

    def make(self) -> None:
        """Make a backup behind the window if something changed; one that is under way is let finish."""
        project = self._possible()
        if project is None:
            return
        wishes = self._settings.backups
        self._timer.start(wishes.minutes * 60_000)
        if self._thread and self._thread.is_alive():
            return
        self._stop.clear()
        self._thread = threading.Thread(target=self._work, args=(project, wishes.keeping), name="backup")
        self._thread.start()

    def _work(self, project: Project, keeping: Keeping) -> None:
        outcome: object
        try:
            outcome = back_up(project.path, project.uid, keeping, stop=self._stop.is_set)
        except CancelledError:
            outcome = None
        except AnnotationError as error:
            outcome = error
        self._ended.emit(outcome)

    def _note(self, outcome: object) -> None:
        if isinstance(outcome, Backup):
            self.made.emit(outcome)
        elif isinstance(outcome, AnnotationError) and self._session.project and not self._told:
            self._told = True
            self._session.failed.emit(outcome)

    def _end(self) -> None:
        """The project is about to be closed; a reader would keep its log from being folded in."""
        self._timer.stop()
        self._stop.set()
        if self._thread:
            self._thread.join()
            self._thread = None
