"""Long work behind the window: how far it is, how to cancel it, how it ended."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from annotations.errors import CancelledError
from annotations.progress import Progress

OnProgress = Callable[[Progress], None]


class Job(QObject):
    """One long action. Its signals arrive on the window's thread, whatever thread the work is on.

    Exactly one of `finished`, `failed` and `cancelled` is emitted, last. Qt deletes the job soon after; `label`,
    `running` and `future` can still be read then.
    """

    progressed = Signal(object)
    """A `Progress`."""
    finished = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """The exception it raised."""
    cancelled = Signal()

    _ended = Signal()

    def __init__(self, label: str, *, stores: bool = False, parent: QObject | None = None) -> None:
        """Name the job.

        Args:
            label: what is done, as the status line shows it.
            stores: whether it writes the project, so that nothing else may meanwhile.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.label = label
        self.stores = stores
        self.running = True
        self._cancel = False
        self.future: Future[Any] | None = None
        """The work itself, None before `start`."""
        # Queued, because work that is done at once would else end before anybody could connect to the job.
        self._ended.connect(self._go, Qt.ConnectionType.QueuedConnection)
        self._said_so = Event()

    def start(self, begin: Callable[[OnProgress], "Future[Any]"]) -> None:
        """Begin the work: `begin` is given what to call with each progress, and returns the future of the result."""
        self.future = begin(self._told)
        self.future.add_done_callback(lambda _: self._end())

    def _end(self) -> None:
        """Called on the working thread, as the last thing that it does with the job."""
        self._ended.emit()
        self._said_so.set()

    def _go(self) -> None:
        """Tell how the job ended and leave: all of its progress was queued before this and has arrived."""
        self.settle()
        self._said_so.wait()  # the working thread may still be on its way out of the signal
        self.deleteLater()

    def cancel(self) -> None:
        """Ask the work to stop at its next progress; nothing of it is kept then. What waits never begins."""
        self._cancel = True
        if self.future:
            self.future.cancel()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancel

    def _told(self, progress: Progress) -> None:
        """Called on the working thread."""
        if self._cancel:
            raise CancelledError
        self.progressed.emit(progress)

    def settle(self) -> None:
        """Tell how the job ended, if it has ended and that was not told yet."""
        future = self.future
        if not self.running or future is None or not future.done():
            return
        self.running = False
        error = CancelledError() if future.cancelled() else future.exception()
        if error is None:
            self.finished.emit(future.result())
        elif isinstance(error, CancelledError):
            self.cancelled.emit()
        else:
            self.failed.emit(error)


class Jobs(QObject):
    """The jobs under way, for the status line and for closing."""

    changed = Signal()
    """A job began or ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running: list[Job] = []

    def add(self, job: Job) -> None:
        """Keep a job until it ended."""
        self.running.append(job)
        for ended in (job.finished, job.failed, job.cancelled):
            ended.connect(lambda *_: self._forget(job))
        self.changed.emit()

    def _forget(self, job: Job) -> None:
        if job in self.running:
            self.running.remove(job)
            self.changed.emit()

    @property
    def storing(self) -> Job | None:
        """The job that writes the project, if one does."""
        return next((job for job in self.running if job.stores), None)

    def stop_all(self) -> None:
        """Ask every job to stop and wait until the last one has; each has told how it ended then."""
        jobs = list(self.running)
        for job in jobs:
            job.cancel()
        wait([job.future for job in jobs if job.future])
        for job in jobs:
            job.settle()
