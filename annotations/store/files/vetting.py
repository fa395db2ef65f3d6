"""Looking at a file of unknown origin in a child process.

There its contents can neither crash the window nor fill the memory. The child first says whether the file is a project
at all, which takes a moment, and then reads it through, which takes seconds where there are a hundred thousand
articles. Whoever opens the file waits for the first, and not long for the second.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future, wait
from contextlib import closing
from pathlib import Path
from typing import Any

from annotations.errors import DamagedFileError, ProjectFileError
from annotations.progress import Progress, drive
from annotations.store.connections.telling import REMEDY
from annotations.store.files import opening
from annotations.store.repair.remains import is_project

PATIENCE = 1.0
"""Seconds that whoever opens a file waits for it to be read through, once it is known to be a project."""

_HEAP = 256_000_000
"""Bytes that SQLite may take in the child: four times the largest value it reads."""
_MEMORY = 600_000_000
_LOOKED_OVER = Progress(1, 2, "read through")


class Vetting:
    """One file being looked at; `close` it when nobody waits for the result any more.

    Args:
        path: the file.
        immutable: whether it is read without locks.
    """

    def __init__(self, path: Path, *, immutable: bool) -> None:
        self._path = path
        self._request: dict[str, Any] = {"path": str(path), "immutable": immutable}
        self._answers = answers(self._request)
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self.result: Future[str] = Future()
        """What is wrong with the contents, empty if nothing; cancelled if it was closed before that was known."""

    def wait(self) -> str | None:
        """Wait until the file is known to be a project, and a moment longer.

        Returns:
            What is wrong with its contents, empty if nothing; None if that will only be known later, in `result`.

        Raises:
            ProjectFileError: if it is no project this program can open.
        """
        until: float | None = None
        while until is None or time.monotonic() < until:
            answer = self._next()
            if isinstance(answer, str):
                return answer
            if answer == _LOOKED_OVER and until is None:
                until = time.monotonic() + PATIENCE
        self._finish_aside()
        return None

    def pause(self) -> None:
        """End the child, which keeps the file locked: it could not be made ready for writing. `go_on` must follow."""
        self._stop()
        self._closing.clear()

    def go_on(self) -> None:
        """Begin once more to read the file through, now beside whoever has it open."""
        if not self.result.done():
            self._answers = answers(self._request | {"looked_over": True})
            self._finish_aside()

    def _finish_aside(self) -> None:
        self._thread = threading.Thread(target=self._finish, name="vetting", daemon=True)
        self._thread.start()

    def _next(self) -> Progress | str:
        """How far it is, or what is wrong with the contents; a file that is no project is raised."""
        try:
            return next(self._answers)
        except StopIteration as end:
            verdict: dict[str, Any] = end.value
        if verdict["refused"]:
            what, remedy = verdict["refused"]
            raise (DamagedFileError if verdict["damaged"] else ProjectFileError)(what, remedy, self._path)
        return str(verdict["damage"])

    def _finish(self) -> None:
        while not self._closing.is_set():
            answer = self._next()
            if isinstance(answer, str):
                self.result.set_result(answer)
                return

    def finished(self, seconds: float) -> bool:
        """Wait at most so long, and say whether the result is known."""
        return bool(wait([self.result], seconds).done)

    def when_known(self, tell: Callable[[str], object]) -> None:
        """Call `tell` with the result on some thread, once it is known; never if it was closed before."""
        self.result.add_done_callback(lambda result: None if result.cancelled() else tell(result.result()))

    def close(self) -> None:
        """End the child and wait until it is gone."""
        self._stop()
        self.result.cancel()

    def _stop(self) -> None:
        self._closing.set()
        if self._thread:
            self._thread.join()
        self._answers.close()


def was_project(path: Path) -> bool:
    """Whether the pages of a file that is no project show that it was one; they are looked at in a child."""
    try:
        return drive(answers({"path": str(path), "remains": True}))["was_project"] is True
    except (OSError, KeyError):
        return False


def answers(request: dict[str, Any]) -> Generator[Progress, None, dict[str, Any]]:
    """Have a child look at a file: yields at least ten times a second, and returns the verdict of `serve`."""
    from annotations.worker import Worker, WorkerFaultError, WorkerLostError

    looked_over = bool(request.get("looked_over"))
    with closing(Worker("vet", memory=_MEMORY)) as worker:
        work = worker.run(request, deadline=opening.DEADLINE)
        try:
            while True:
                progress = next(work)
                looked_over = looked_over or progress == _LOOKED_OVER
                yield progress
        except StopIteration as end:
            verdict: dict[str, Any] = end.value
            return verdict
        except OSError:  # no child can be started here; SQLite's own limits have to do
            return (yield from look(request))
        except (WorkerLostError, WorkerFaultError) as error:
            reason = getattr(error, "reason", "fault")
            what = f"The file could not be checked ({_LOST.get(reason, 'the program that reads it failed')})"
            return {"refused": None if looked_over else [what, REMEDY], "damaged": True, "damage": what}


_LOST = {"time": "it takes too long", "memory": "it takes more memory than any project"}


def serve(request: dict[str, Any]) -> Generator[Progress, None, dict[str, Any]]:
    """Be the child: look at the file that is named in the request.

    Returns:
        "refused": what and remedy if it is no project this program can open, else None; "damaged": whether it is one
        that is not as it should be; "damage": what is wrong with its contents.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA hard_heap_limit = {_HEAP}")
    return (yield from look(request))


def look(request: dict[str, Any]) -> Generator[Progress, None, dict[str, Any]]:
    """As `serve`, in this process and without its limits."""
    path = Path(request["path"])
    if "remains" in request:
        return {"was_project": is_project(path)}
    immutable = request["immutable"]
    try:
        if not request.get("looked_over"):
            opening.look_over(path, immutable=immutable)
    except ProjectFileError as error:
        return {"refused": [error.what, error.remedy], "damaged": isinstance(error, DamagedFileError), "damage": ""}
    yield _LOOKED_OVER
    try:
        opening.read_through(path, immutable=immutable)
    except ProjectFileError as error:
        return {"refused": None, "damage": error.what}
    return {"refused": None, "damage": ""}
