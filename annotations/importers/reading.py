"""Many files at once, read in child processes: a file that crashes or hangs a parser costs only itself."""

import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from annotations.importers.draft import Found
from annotations.importers.files.gather import gather, is_forbidden
from annotations.importers.readers import MEMORY, WORKERS, Readers, new_reader
from annotations.importers.registry import Mappings, found_from_json, measured, read_file
from annotations.importers.texts.pasted import NAME, Pasted
from annotations.progress import Progress
from annotations.worker import Worker, WorkerFaultError, WorkerLostError

DEADLINE = 60.0
"""Seconds that one file may take, or one of the files within an archive or a mail."""

MOST_LOST = 3
"""Files within one archive or mail that may end the reading process; with the next, all of it is given up."""

_BEAT = 0.1
_SMALL = 256 * 1024
"""Bytes of a file that a child is sent while it still reads another: a larger one the other child may take."""
_COPY = "Copy its text into a plain text file and import that"
_LOST = {
    "time": f"takes longer than {DEADLINE:.0f} seconds to read and was given up",
    "memory": f"takes more than {MEMORY // 1024 // 1024} MB of memory to read and was given up",
    "crash": "is damaged in a way that stops the reading program",
    "closed": "was not read",
}


def read_files(
    paths: Iterable[Path],
    *,
    forbidden: Collection[Path] = (),
    mappings: Mappings | None = None,
    on_found: Callable[[Found], None] | None = None,
    measuring: bool = False,
    workers: int = WORKERS,
    deadline: float = DEADLINE,
    make_worker: Callable[[], Worker] = new_reader,
    readers: Readers | None = None,
) -> Generator[Progress, None, list[Found]]:
    """Read files and folders; yield progress at least ten times a second, return what was found in order.

    Bad input never raises: it becomes a `Found` with an error, and what was left out of folders one with a note. What
    is the program's fault rather than the file's is logged as a warning besides.
    Closing the generator between two yields cancels: the child processes are ended at once.

    Args:
        paths: files and folders, as dropped.
        forbidden: files that must not be opened: the open project.
        mappings: which column of a table is which field, for each layout that the person has mapped.
        on_found: told of each file as soon as it and all before it are read, on the thread that drives this.
        measuring: measure the texts as well, where they are read.
        workers: child processes; 0 reads in this process, without protection from crashes and hangs.
        deadline: seconds for each file, or each file within an archive or a mail.
        make_worker: for tests.
        readers: lend the children and keep them afterwards; without any they are started anew and ended.
    """
    gathered = gather(paths)
    results: list[Found] = []

    def take(found: Found) -> None:
        _log_fault(found)
        results.append(found)
        if on_found:
            on_found(found)

    def ask(path: Path) -> dict[str, Any] | None:
        return _request(path, forbidden, mappings, measuring=measuring)

    def read_here(path: Path) -> Found:
        found = read_file(path, forbidden, mappings)
        return measured(found) if measuring else found

    yield Progress(0, len(gathered.files))
    reading = (
        _in_children(gathered.files, ask, take, min(workers, len(gathered.files)), deadline, readers or make_worker)
        if workers and gathered.files
        else _here(gathered.files, read_here, take)
    )
    yield from reading
    for note in gathered.notes:
        take(note)
    return results


def read_clipboard(
    pasted: Pasted,
    *,
    on_found: Callable[[Found], None] | None = None,
    measuring: bool = False,
    readers: Readers | None = None,
) -> Generator[Progress, None, list[Found]]:
    """Read what was pasted in a child process, as `read_files` reads a file; nothing is written for it."""
    results: list[Found] = []
    request = {"pasted": asdict(pasted), "measured": measuring}

    def take(found: Found) -> None:
        _log_fault(found)
        results.append(found)
        if on_found:
            on_found(found)

    yield Progress(0, 1)
    yield from _in_children([Path(NAME)], lambda _: request, take, 1, DEADLINE, readers or new_reader)
    return results


def _log_fault(found: Found) -> None:
    if found.fault:
        logging.getLogger(__name__).warning("%s: a fault while reading\n%s", found.path.name, found.fault)


def _here(
    files: Sequence[Path], read: Callable[[Path], Found], take: Callable[[Found], None]
) -> Generator[Progress, None, None]:
    for done, path in enumerate(files):
        yield Progress(done, len(files), path.name)
        take(read(path))
    yield Progress(len(files), len(files))


@dataclass(frozen=True, slots=True)
class _Task:
    """A file by its place among the others, and what a child is asked; None where it must not be opened."""

    place: int
    path: Path
    request: dict[str, Any] | None


class _Tasks:
    """Files that wait for a child, taken from several threads."""

    def __init__(self, files: Sequence[Path], ask: Callable[[Path], dict[str, Any] | None]) -> None:
        self._waiting = deque(enumerate(files))
        self._ask = ask
        self._guard = threading.Lock()

    def take(self, *, at_most: int | None = None) -> _Task | None:
        """Return the next one, None if there is none or it has more than so many bytes."""
        with self._guard:
            if not self._waiting or (at_most is not None and _size(self._waiting[0][1]) > at_most):
                return None
            place, path = self._waiting.popleft()
        return _Task(place, path, self._ask(path))

    def drop(self) -> None:
        """Forget those that wait."""
        with self._guard:
            self._waiting.clear()


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - of a thousand files
    except (OSError, ValueError):
        return 0


def _in_children(
    files: Sequence[Path],
    ask: Callable[[Path], dict[str, Any] | None],
    take: Callable[[Found], None],
    count: int,
    deadline: float,
    lenders: Readers | Callable[[], Worker],
) -> Generator[Progress, None, None]:
    """Read files in so many children, each driven by a thread, and tell of them in their order."""
    children = lenders.borrow(count) if isinstance(lenders, Readers) else [lenders() for _ in range(count)]
    tasks = _Tasks(files, ask)
    results: SimpleQueue[tuple[int, Found] | BaseException] = SimpleQueue()
    threads = [
        threading.Thread(target=_work, args=(child, tasks, results.put, deadline), daemon=True, name="import")
        for child in children
    ]
    for thread in threads:
        thread.start()
    early: dict[int, Found] = {}
    try:
        for done, path in enumerate(files):
            yield Progress(done, len(files), path.name)
            while done not in early:
                try:
                    result = results.get(timeout=_BEAT)
                except Empty:
                    yield Progress(done, len(files), path.name)
                    continue
                if isinstance(result, BaseException):
                    raise result
                early[result[0]] = result[1]
            take(early.pop(done))
        yield Progress(len(files), len(files))
        if isinstance(lenders, Readers):
            lenders.give_back(children)
            children = []
    finally:
        tasks.drop()
        for child in children:
            child.close()
        for thread in threads:
            thread.join()


def _work(
    child: Worker, tasks: _Tasks, tell: Callable[[tuple[int, Found] | BaseException], None], deadline: float
) -> None:
    """Let a child read one file after the other; a small one is with it before it has finished the last."""
    try:
        task = tasks.take()
        while task:
            following = tasks.take(at_most=_SMALL)
            tell((task.place, _read_in(child, task, following, deadline)))
            task = following or tasks.take()
    except BaseException as fault:  # it belongs to whoever drives the reading
        tell(fault)


def _request(
    path: Path, forbidden: Collection[Path], mappings: Mappings | None, *, measuring: bool
) -> dict[str, Any] | None:
    """What a child is asked; None for a file that it must not open."""
    if is_forbidden(path, forbidden):
        return None
    fields = {layout: dict(mapping) for layout, mapping in (mappings or {}).items()}
    return {
        "path": str(path),
        "forbidden": [str(item) for item in forbidden],
        "mappings": fields,
        "measured": measuring,
    }


def _read_in(child: Worker, task: _Task, following: _Task | None, deadline: float) -> Found:
    if task.request is None:  # said without starting a process
        return read_file(task.path, [task.path])
    return _answered(child, task.path, task.request, following.request if following else None, deadline)


def _answered(
    child: Worker, path: Path, request: dict[str, Any], then: dict[str, Any] | None, deadline: float
) -> Found:
    """Ask until there is an answer: what ends the child within an archive is skipped when it is read again.

    A file is blamed for the memory of a child only if that had read nothing else before.
    """
    skipped: dict[int, str] = {}
    asked, fresh = request, not child.pid
    while True:
        within: list[Progress] = []
        try:
            answer = child.call(asked, deadline=deadline, on_progress=within.append, renewed=True, then=then)
            return found_from_json(answer)
        except WorkerLostError as lost:
            if lost.reason == "memory" and not fresh:
                fresh = True
                continue
            why = _LOST.get(lost.reason, _LOST["crash"])
            if not within or lost.reason == "closed" or len(skipped) == MOST_LOST:
                fault = lost.details if "Traceback (most recent call last)" in lost.details else ""
                return Found(path, error=why, remedy=_COPY, fault=fault)
            skipped[within[-1].done] = why
            asked = {**request, "skipped": skipped}
        except WorkerFaultError as error:
            return Found(path, error=_LOST["crash"], remedy=_COPY, fault=str(error))
