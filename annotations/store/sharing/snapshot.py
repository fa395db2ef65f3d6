"""A complete file of what an open connection sees, and putting a file in the place of another in one go."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from annotations.errors import ProjectFileError
from annotations.progress import Progress
from annotations.store.connections.connection import connect
from annotations.store.connections.telling import damaged, in_words
from annotations.store.sharing.paging import copy_pages

OnProgress = Callable[[Progress], None]

_PIECE = 4_000_000
_MEGABYTE = 1_000_000


def write_snapshot(source: sqlite3.Connection, target: Path, on_progress: OnProgress | None = None) -> None:
    """Write what a connection sees now into a file of its own, in rollback mode, checked and on the disk.

    Args:
        source: outside a transaction. Others may write meanwhile; the copy is of one moment.
        target: where; what stands there is replaced at the end, and untouched if this fails.
        on_progress: told of pages; may raise `CancelledError`.

    Raises:
        ProjectFileError: if the file cannot be written or what the connection sees is not whole.
    """
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with suppress(FileNotFoundError):
            unfinished.unlink()
        unfinished.touch(mode=0o600, exist_ok=False)
        _copy_pages(source, unfinished, on_progress)
        _check(unfinished, target)
        _to_disk(unfinished)
        unfinished.chmod(_usual_mode(target))
        unfinished.replace(target)
        to_disk_folder(target.parent)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise ProjectFileError(*in_words(error), target) from error
    except OSError as error:
        raise unwritten(error, target) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _copy_pages(source: sqlite3.Connection, target: Path, on_progress: OnProgress | None) -> None:
    def tell(done: int, total: int) -> None:
        if on_progress:
            on_progress(Progress(done, total))

    with closing(connect(target, mode="rw")) as made:
        made.execute("PRAGMA journal_mode = OFF")
        made.execute("PRAGMA synchronous = OFF")
        copy_pages(source, made, tell)
    with closing(connect(target, mode="rw")) as made:
        made.execute("PRAGMA journal_mode = DELETE")  # the copy of a file with a log says that it has one


def _check(made: Path, target: Path) -> None:
    with closing(connect(made, mode="ro", inspected=False)) as connection:
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise ProjectFileError(*damaged(verdict), target)


def put_in_place(source: Path, target: Path, on_progress: OnProgress | None, last_look: Callable[[], None]) -> None:
    """Put a copy of a file in the place of another, which is whole at every moment.

    Args:
        source: a file that nobody has open.
        target: what is replaced.
        on_progress: told of megabytes; may raise `CancelledError`.
        last_look: called when only the replacing is left; what it raises leaves `target` as it is.

    Raises:
        ProjectFileError: if there is no room or the folder cannot be written.
    """
    unfinished = target.with_name(f".~{target.name}.tmp")  # programs that keep folders in step leave such names out
    try:
        with suppress(FileNotFoundError):
            unfinished.unlink()
        _copy_bytes(source, unfinished, on_progress)
        with suppress(OSError):
            unfinished.chmod(target.stat().st_mode & 0o7777)
        last_look()
        unfinished.replace(target)
        to_disk_folder(target.parent)
    except OSError as error:
        raise unwritten(error, target) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _copy_bytes(source: Path, target: Path, on_progress: OnProgress | None) -> None:
    total = source.stat().st_size
    with source.open("rb") as reading, target.open("xb") as writing:
        while piece := reading.read(_PIECE):
            writing.write(piece)
            if on_progress:
                on_progress(Progress(writing.tell() // _MEGABYTE, total // _MEGABYTE))
        writing.flush()
        os.fsync(writing.fileno())


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def to_disk_folder(folder: Path) -> None:
    """Let the names in a folder outlast a loss of power, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _usual_mode(target: Path) -> int:
    """The rights of the file that is replaced, or those a new file has for this person."""
    with suppress(OSError):
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def unwritten(error: OSError, target: Path) -> ProjectFileError:
    """What is said where a file cannot be put at its place."""
    return ProjectFileError(f"The file cannot be written ({error.strerror})", "Check its folder and disk", target)
