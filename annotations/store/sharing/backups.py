"""Rolling backups of a project, in a folder of the program's own.

A backup is made through SQLite's backup interface from a reading connection, never by copying the file: a copy of an
open file may be torn, and reading an open file past SQLite would drop the locks on it.
"""

import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from platformdirs import user_data_path

from annotations.backups import Backup, Keeping, chosen
from annotations.errors import BackupError, CancelledError
from annotations.store.connections.connection import connect
from annotations.store.files.processes import start_of
from annotations.store.format import schema
from annotations.store.sharing.paging import PAGES, OnPages, copy_pages
from annotations.text import digest

_SUFFIX = ".pressmark"
_TIME = "%Y-%m-%d %H%M%S"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d{6}) (.+)\.pressmark")
_UNFINISHED = re.compile(r"\.(\d+)(-\d+)?\.part(-\w+)?")
_UID = re.compile(r"[0-9a-f-]{36}")
_LONGEST_NAME = 150
"""Bytes; the whole name of a file may have 255."""
_PAGES = PAGES
_STRIDE = 50_000
"""Steps of SQLite between two such looks while the backup is checked."""

_ROOM = 1.05


def backups_of(uid: str) -> list[Backup]:
    """The backups of a project and of its copies, the newest first."""
    return _newest_first(_in(folder_of(uid)))


def backups_named(project: Path) -> list[Backup]:
    """The backups of all projects that had this name: for a file that is gone or does not say any more what it is."""
    name, folders = _name_of(project), []
    with suppress(OSError):
        folders = list(folder_of("").parent.iterdir())
    return _newest_first(backup for folder in folders for backup in _in(folder) if backup.name == name)


def _newest_first(found: Iterable[Backup]) -> list[Backup]:
    return sorted(found, key=lambda backup: (backup.at, backup.name), reverse=True)


def _in(folder: Path) -> Iterator[Backup]:
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError, ValueError):
                if match := _NAME.fullmatch(path.name):
                    at = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
                    yield Backup(path, at, match[2], path.stat().st_size)


def folder_of(uid: str) -> Path:
    """Where the backups of a project are kept. A file from elsewhere chooses its uid, but not the folder."""
    name = uid if _UID.fullmatch(uid) else digest(uid)[:36]
    return user_data_path("pressmark", appauthor=False) / "backups" / name


def back_up(
    project: Path,
    uid: str,
    keeping: Keeping | None = None,
    *,
    always: bool = False,
    stop: Callable[[], bool] = lambda: False,
    on_pages: OnPages | None = None,
) -> Backup | None:
    """Make a backup if the project changed since its last one, check it, and remove those beyond what is kept.

    May be called on any thread while the project is open and written; steps go on meanwhile.

    Args:
        project: the project file, known to be ours.
        uid: its uid.
        keeping: what is kept; what the person chose if None.
        always: whether to make one where nothing changed, too.
        stop: asked now and then; once it says yes, nothing is kept of the backup.
        on_pages: told how many pages of how many are copied; what it raises ends the copying.

    Returns:
        The backup, or None where there was nothing new.

    Raises:
        BackupError: if it cannot be made; all earlier backups are still there.
        CancelledError: if it was stopped.
    """
    folder = folder_of(uid)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(folder)
        with closing(connect(project, mode="ro")) as source:
            name = _name_of(project)
            last = next((backup for backup in backups_of(uid) if backup.name == name), None)
            if not always and last and _state(source) == _state_of(last.path):
                return None
            _make_sure_of_room(folder, source)
            made = _copied(source, folder, name, stop, on_pages)
    except sqlite3.Error as error:
        raise _failed(folder, "No room" if _is_full(error) else str(error)) from error
    except OSError as error:
        raise _failed(folder, error.strerror or str(error)) from error
    prune(uid, name, keeping or chosen().keeping)
    return made


@contextmanager
def backed_up_after(project: Path, uid: str) -> Iterator[None]:
    """Make a backup at the end of some work, if that stored something and the last one is as old as the person wishes.

    Args:
        project: the project file, known to be ours.
        uid: its uid.

    Raises:
        BackupError: if it cannot be made; the work is stored all the same.
    """
    before = _state_of(project)
    yield
    wishes, name = chosen(), _name_of(project)
    if not wishes.made or _state_of(project) == before:
        return
    youngest = datetime.now(tz=UTC) - timedelta(minutes=wishes.minutes)
    if not any(backup.name == name and backup.at > youngest for backup in backups_of(uid)):
        back_up(project, uid, wishes.keeping)


def prune(uid: str, name: str, keeping: Keeping) -> None:
    """Remove the backups of this name beyond what is kept; one that cannot be removed now stays for the next time."""
    oldest = datetime.now(tz=UTC) - timedelta(days=keeping.days)
    named = [backup for backup in backups_of(uid) if backup.name == name]
    for place, backup in enumerate(named):
        if place and (place >= keeping.number or backup.at < oldest):
            with suppress(OSError):
                backup.path.unlink()


def copy_out(backup: Path, target: Path) -> None:
    """Copy a backup to a new name, complete or not at all.

    Raises:
        BackupError: if something stands there or it cannot be written.
    """
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.touch(exist_ok=False)
    except FileExistsError:
        raise BackupError("There is a file of this name already", "Choose another name", target) from None
    except OSError as error:
        raise BackupError(f"The copy cannot be made ({error.strerror})", "Choose another folder", target) from error
    try:
        shutil.copyfile(backup, unfinished)
        _to_disk(unfinished)
        unfinished.replace(target)
    except OSError as error:
        for leftover in (unfinished, target):
            with suppress(OSError):
                leftover.unlink()
        raise BackupError(f"The copy cannot be made ({error.strerror})", "Choose another folder", target) from error


def _failed(folder: Path, reason: str) -> BackupError:
    return BackupError(
        f"No backup could be made ({reason}); your work itself is stored",
        "Make room there, or keep fewer under File, Backups",
        folder,
    )


def _is_full(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL


def _name_of(project: Path) -> str:
    """The project's name as part of a file's name: shortened, and without what a name cannot hold."""
    stem = os.fsencode(project.stem).decode("utf-8", "replace")
    name = "".join(letter if letter.isprintable() else "_" for letter in stem)
    return name.encode()[:_LONGEST_NAME].decode("utf-8", "ignore").strip() or "project"


def _state(connection: sqlite3.Connection) -> tuple[object, ...]:
    """Differs after every step, undo and redo."""
    row = connection.execute(
        "SELECT (SELECT max(last_hlc) FROM replicas), (SELECT max(id) FROM history), (SELECT count(*) FROM replicas)"
    ).fetchone()
    return tuple(row)


def _state_of(backup: Path) -> tuple[object, ...] | None:
    try:
        with closing(connect(backup, mode="ro", inspected=False)) as connection:
            return _state(connection)
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def _make_sure_of_room(folder: Path, source: sqlite3.Connection) -> None:
    """Say so before a disk is filled to the brim, which would hurt other programs too."""
    needed = source.execute("PRAGMA page_count").fetchone()[0] * source.execute("PRAGMA page_size").fetchone()[0]
    if shutil.disk_usage(folder).free < needed * _ROOM:
        raise _failed(folder, "No room")


def _copied(
    source: sqlite3.Connection, folder: Path, name: str, stop: Callable[[], bool], on_pages: OnPages | None
) -> Backup:
    at = datetime.now(tz=UTC).replace(microsecond=0)
    final = folder / f"{at:{_TIME}} {name}{_SUFFIX}"
    unfinished = folder / f".{os.getpid()}-{threading.get_ident()}.part"

    def look(done: int, total: int) -> None:
        if stop():
            raise CancelledError
        if on_pages and total:
            on_pages(done, total)

    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as target:
            target.execute("PRAGMA synchronous = OFF")
            copy_pages(source, target, look, pages=_PAGES)
            target.execute("PRAGMA journal_mode = DELETE")
        _check(unfinished, folder, stop)
        look(0, 0)
        _to_disk(unfinished)
        unfinished.replace(final)
    except BaseException:
        _remove(unfinished)
        raise
    return Backup(final, at, name, final.stat().st_size)


def _check(path: Path, folder: Path, stop: Callable[[], bool]) -> None:
    with closing(connect(path, mode="ro", inspected=False)) as connection:
        connection.set_progress_handler(stop, _STRIDE)
        try:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.OperationalError as error:
            if stop():
                raise CancelledError from error
            raise
    if not ours or verdict != "ok":
        raise _failed(folder, "the project is damaged" if ours else "it was not written whole")


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sweep(folder: Path) -> None:
    """Remove what a program that was killed left half made."""
    for path in folder.iterdir():
        match = _UNFINISHED.fullmatch(path.name)
        if match and not start_of(int(match[1])):
            path.unlink(missing_ok=True)


def _remove(unfinished: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            unfinished.with_name(unfinished.name + end).unlink()
