"""Reading the dropped files while the import preview is already on the screen."""

import threading
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotations.articles import Article
from annotations.importers.draft import Found
from annotations.importers.reading import read_files
from annotations.progress import Progress
from app.models.drafts import Row, measured

_PATIENCE = 5.0
_BEAT = 0.05


class Reading(QObject):
    """Drives the reading on a thread of its own; the parsing itself goes on in child processes.

    Args:
        paths: files and folders, as dropped.
        forbidden: files that must not be opened.
        same_text: the project's articles with a text of the given digest; called on the reading thread.
    """

    progressed = Signal(object)
    """A `Progress`, several times a second; `take` then has what has been found since."""
    finished = Signal(bool)
    """All is read (True) or the reading was stopped (False)."""
    failed = Signal(object)
    """An exception that is our fault; nothing follows it."""

    def __init__(
        self,
        paths: Sequence[Path],
        forbidden: Sequence[Path],
        same_text: Callable[[str], Sequence[Article]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = read_files(paths, forbidden=forbidden, on_found=self._keep)
        self._same_text = same_text
        self._found: list[tuple[Found, list[Row]]] = []
        self._guard = threading.Lock()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="import preview", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self, *, wait: bool = False) -> None:
        """Give up what is not read yet; `finished` follows. With `wait`, return when the child processes are gone."""
        self._stopped.set()
        if wait and self._thread.is_alive():
            self._thread.join(_PATIENCE)

    @property
    def running(self) -> bool:
        """Whether files are still being read."""
        return self._thread.is_alive()

    def take(self) -> list[tuple[Found, list[Row]]]:
        """Return what was found since the last time, in the order of the files."""
        with self._guard:
            taken, self._found = self._found, []
        return taken

    def _run(self) -> None:
        try:
            whole = self._drive(self._work)
        except Exception as error:  # handed to the window's thread, which raises it there
            self.failed.emit(error)
        else:
            self.finished.emit(whole)

    def _drive(self, work: Generator[Progress, None, object]) -> bool:
        due = 0.0
        for progress in work:
            if self._stopped.is_set():
                work.close()
                return False
            if time.monotonic() >= due:  # a thousand files in a second must not mean a thousand repaints
                due = time.monotonic() + _BEAT
                self.progressed.emit(progress)
        return True

    def _keep(self, found: Found) -> None:
        """Measure the drafts here, so that the window only has to show them."""
        rows = [measured(draft, found.path) for draft in found.drafts]
        for row in rows:
            row.same_text = tuple(self._same_text(row.mark))
        with self._guard:
            self._found.append((found, rows))
