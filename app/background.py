"""Questions to the project that are answered behind the window: the newest wins, and nobody waits.

Whoever shows what takes more than a few milliseconds to read has a `Question` of their own for each thing that is
shown, and asks it anew whenever that may have changed:

    self._rows = Question(session, self)
    self._rows.ask(lambda project: project.articles.ids(text=typed), self._show)
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from annotations.errors import AnnotationError, CancelledError
from annotations.project import Project
from annotations.store.connections.halting import stoppable

if TYPE_CHECKING:
    from app.session import Session

T = TypeVar("T")

THREADS = 3
"""How many questions are read for at once: a long one must not keep the rows of a table waiting."""


class _Asked:
    """One question under way, and what to do with its answer."""

    __slots__ = ("future", "stop", "tell")

    def __init__(self, tell: Callable[["_Asked"], object]) -> None:
        self.stop = False
        self.tell = tell
        self.future: Future[Any] = Future()


class Background(QObject):
    """The threads on which questions are read, one for each session; it outlives all who ask."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="question")
        self._answered.connect(lambda asked: asked.tell(asked), Qt.ConnectionType.QueuedConnection)

    def put(self, work: Callable[[], Any], tell: Callable[[_Asked], object]) -> _Asked:
        """Have work done on some thread; `tell` is called on the window's thread when it ended."""
        asked = _Asked(tell)

        def read() -> Any:
            with stoppable(lambda: asked.stop):
                return work()

        asked.future = self._threads.submit(read)
        asked.future.add_done_callback(lambda _: self._answered.emit(asked))
        return asked

    def shut_down(self) -> None:
        """Wait for what is still read; nothing is answered any more."""
        self._threads.shutdown(cancel_futures=True)


class Question(QObject):
    """One thing that somebody wants to know, as often as it may have changed.

    A new question takes the place of the one before, whose answer is not told any more. Closing the project, and
    deleting the question, drops it. An `AnnotationError` is told by `Session.failed`; anything else is raised on the
    window's thread, as a fault of the program.
    """

    busy_changed = Signal(bool)
    """An answer is waited for, or no more."""

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: _Asked | None = None
        session.closing.connect(self.drop)

    @property
    def busy(self) -> bool:
        """Whether an answer is waited for."""
        return self._asked is not None

    def ask(self, work: Callable[[Project], T], answer: Callable[[T], object]) -> None:
        """Ask the open project; without one nothing happens.

        Args:
            work: reads the project, on a thread of its own; must not touch the window. Once it is no longer wanted the
                project's readers raise `CancelledError` in it.
            answer: called on the window's thread with what `work` returned, never within `ask`.
        """
        project, was_busy = self._session.project, self.busy
        self._forget()
        if project is not None:

            def tell(asked: _Asked) -> None:
                if isValid(self) and self._session.project is project:
                    self._tell(asked, answer)

            self._asked = self._session.background.put(lambda: work(project), tell)
        if self.busy != was_busy:
            self.busy_changed.emit(self.busy)

    def drop(self) -> None:
        """Want to know nothing any more."""
        if self._asked is not None:
            self._forget()
            self.busy_changed.emit(False)

    def _forget(self) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            asked.stop = True
            asked.future.cancel()

    def _tell(self, asked: _Asked, answer: Callable[[Any], object]) -> None:
        if asked is not self._asked:
            return
        self._asked = None
        self.busy_changed.emit(False)
        error = asked.future.exception()
        if error is None:
            answer(asked.future.result())
        elif isinstance(error, AnnotationError):
            self._session.failed.emit(error)
        elif not isinstance(error, CancelledError):
            raise error
