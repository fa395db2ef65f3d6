"""Many files at once, read in child processes: a file that crashes or hangs a parser costs only itself."""

import logging
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from annotations.importers.draft import Found
from annotations.importers.files.gather import gather, is_forbidden
from annotations.importers.registry import Mappings, found_from_json, measured, read_file
from annotations.importers.texts.pasted import NAME, Pasted
from annotations.progress import Progress
from annotations.worker import Worker, WorkerFaultError, WorkerLostError

DEADLINE = 60.0
"""Seconds that one file may take, or one of the files within an archive or a mail."""

MEMORY = 1024 * 1024 * 1024
"""Bytes of memory that one reading process may use."""

MOST_LOST = 3
"""Files within one archive or mail that may end the reading process; with the next, all of it is given up."""

WORKERS = 2
_BEAT = 0.1
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
    make_worker: Callable[[], Worker] = lambda: Worker("import", memory=MEMORY),
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
    """
    gathered = gather(paths)
    results: list[Found] = []

    def take(found: Found) -> None:
        _log_fault(found)
        results.append(found)
        if on_found:
            on_found(found)

    def read(child: Worker, path: Path) -> Found:
        return _read_in(child, path, forbidden, mappings, deadline, measuring=measuring)

    def read_here(path: Path) -> Found:
        found = read_file(path, forbidden, mappings)
        return measured(found) if measuring else found

    yield Progress(0, len(gathered.files))
    reading = (
        _in_children(gathered.files, read, take, min(workers, len(gathered.files)), make_worker)
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
    make_worker: Callable[[], Worker] = lambda: Worker("import", memory=MEMORY),
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
    yield from _in_children(
        [Path(NAME)], lambda child, path: _answered(child, path, request, DEADLINE), take, 1, make_worker
    )
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


def _in_children(
    files: Sequence[Path],
    read_in: Callable[[Worker, Path], Found],
    take: Callable[[Found], None],
    count: int,
    make_worker: Callable[[], Worker],
) -> Generator[Progress, None, None]:
    children = [make_worker() for _ in range(count)]
    free: SimpleQueue[Worker] = SimpleQueue()
    for child in children:
        free.put(child)

    def read(path: Path) -> Found:
        child = free.get()
        try:
            return read_in(child, path)
        finally:
            free.put(child)

    pool = ThreadPoolExecutor(count, thread_name_prefix="import")
    try:
        waiting = [pool.submit(read, path) for path in files]
        for done, (path, future) in enumerate(zip(files, waiting, strict=True)):
            yield from _awaited(future, Progress(done, len(files), path.name))
            take(future.result())
        yield Progress(len(files), len(files))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in children:
            child.close()
        pool.shutdown()


def _awaited(future: Future[Found], progress: Progress) -> Generator[Progress, None, None]:
    while True:
        yield progress
        try:
            future.result(timeout=_BEAT)
        except NotYet:
            continue
        return


def _read_in(
    child: Worker,
    path: Path,
    forbidden: Collection[Path],
    mappings: Mappings | None,
    deadline: float,
    *,
    measuring: bool,
) -> Found:
    if is_forbidden(path, forbidden):  # said without starting a process, and never opened by one
        return read_file(path, forbidden)
    fields = {layout: dict(mapping) for layout, mapping in (mappings or {}).items()}
    request = {
        "path": str(path),
        "forbidden": [str(item) for item in forbidden],
        "mappings": fields,
        "measured": measuring,
    }
    return _answered(child, path, request, deadline)


def _answered(child: Worker, path: Path, request: dict[str, Any], deadline: float) -> Found:
    """Ask until there is an answer: what ends the child within an archive is skipped when it is read again."""
    skipped: dict[int, str] = {}
    while True:
        within: list[Progress] = []
        try:
            asked = {**request, "skipped": skipped}
            answer = child.call(asked, deadline=deadline, on_progress=within.append, renewed=True)
            return found_from_json(answer)
        except WorkerLostError as lost:
            why = _LOST.get(lost.reason, _LOST["crash"])
            if not within or lost.reason == "closed" or len(skipped) == MOST_LOST:
                fault = lost.details if "Traceback (most recent call last)" in lost.details else ""
                return Found(path, error=why, remedy=_COPY, fault=fault)
            skipped[within[-1].done] = why
        except WorkerFaultError as error:
            return Found(path, error=_LOST["crash"], remedy=_COPY, fault=str(error))
