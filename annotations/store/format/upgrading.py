"""Bringing an older project file to the present format.

The file is looked at as what its own version made, read through to the end, and backed up; only then is it migrated.
Where any of that cannot be done the file stays as it is, and can still be read.
"""

import errno
import os
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotations.backups import Backup
from annotations.errors import BackupError, ProjectFileError, UpgradeError
from annotations.progress import Progress
from annotations.store.connections.connection import connect
from annotations.store.connections.halting import LOOK, Halt, halting
from annotations.store.connections.telling import in_words
from annotations.store.files import known, opening
from annotations.store.files.lock import Lock, stale_after
from annotations.store.files.opening import Inspected
from annotations.store.format import schema
from annotations.store.format.marks import archived_on
from annotations.store.sharing.backups import back_up
from annotations.store.sharing.places import place_of

_UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS)


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What was done to a file: the version of its format before, and the backup that has it as it was."""

    before: int
    backup: Backup


def is_older(path: Path) -> bool:
    """Whether a file says that it is a project of an older format and can be written. It need not be true."""
    try:
        if not path.is_file() or not all(os.access(place, os.W_OK) for place in (path, path.parent)):
            return False  # SQLite would wait for a pipe
        with closing(connect(path, mode="ro", inspected=False)) as connection:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
            return ours and 0 < schema.version_of(connection) < schema.VERSION
    except (OSError, ValueError, sqlite3.Error):
        return False


def upgrade(path: Path, person: str = "") -> Generator[Progress, None, Upgrade | None]:
    """Bring an older project to the present format, if it is one, can be written and is sound.

    The project's lock is held meanwhile. A `CancelledError` thrown in leaves the file as it was, or wholly upgraded.

    Args:
        path: any file.
        person: who is told to others who find it open.

    Returns:
        What was done; None where nothing had to be or could be done: opening the file tells why.

    Raises:
        UpgradeError: if no backup could be made, or the disk did not take the new format; the file is as it was.
        ProjectFileError: if it is no project this program can open.
        ProjectLockedError: if someone else has it open.
    """
    if not is_older(path) or (yield from _is_not_to_be_written(path)):
        return None
    try:
        lock = Lock(path, person, stale_after(place_of(path)))
    except OSError as error:
        if error.errno in _UNWRITABLE:
            return None  # a share may say that it can be written until somebody tries
        raise ProjectFileError(
            f"No lock can be put beside the file ({error.strerror})", "Check its folder and disk", path
        ) from error
    try:
        done = yield from halting(lambda halt: _upgrade(path, halt))
        if done:
            known.remember(path)
        return done
    finally:
        lock.release()


def _is_not_to_be_written(path: Path) -> Generator[Progress, None, bool]:
    """Read the file through, and tell whether it is damaged or an archive, which stay as they are."""
    inspected = opening.inspect(path)
    damage = inspected.damage or (yield from _awaited(inspected))
    return bool(damage) or bool(archived_on(path, immutable=inspected.immutable))


def _awaited(inspected: Inspected) -> Generator[Progress, None, str]:
    """What is wrong with the contents, once that is known."""
    if inspected.vetting is None:
        return ""
    try:
        while not inspected.vetting.finished(LOOK):
            yield Progress(0, 0, "Checking the project")
        return inspected.vetting.result.result()
    finally:
        inspected.vetting.close()


def _upgrade(path: Path, halt: Halt) -> Upgrade | None:
    """Upgrade under the lock; None if someone else did it since."""
    with _told(path), closing(connect(path, mode="rw")) as connection:
        uid = connection.execute("SELECT value FROM meta WHERE key = 'uid'").fetchone()[0]
        before, made = schema.version_of(connection), list[Backup]()
        halt.watch(connection)
        connection.execute("PRAGMA synchronous = FULL")

        def back_up_first() -> None:
            made.append(_backed_up(path, uid, halt))
            halt.tell(0, 0, f"Bringing the project to format {schema.VERSION}")

        schema.migrate(connection, back_up=back_up_first)
    return Upgrade(before, made[0]) if made else None


def _backed_up(path: Path, uid: str, halt: Halt) -> Backup:
    halt.tell(0, 0, "Making a backup")
    backup = back_up(
        path,
        uid,
        always=True,
        stop=lambda: halt.pulled,
        on_pages=lambda done, total: halt.tell(done, total, "Making a backup"),
    )
    assert backup  # it always is
    return backup


@contextmanager
def _told(path: Path) -> Generator[None, None, None]:
    try:
        yield
    except BackupError as error:
        raise _failed(path, error.what, error.remedy) from error
    except (sqlite3.Error, UnicodeDecodeError) as error:
        what, remedy = in_words(error)
        raise _failed(path, what.partition(";")[0], remedy) from error


def _failed(path: Path, what: str, remedy: str) -> UpgradeError:
    reason = what[:1].lower() + what[1:]
    return UpgradeError(f"It has an older format, and was not brought to the present one: {reason}", remedy, path)
