"""The other file: looked at as one of unknown origin, read beside the project, and never changed."""

import os
import sqlite3
import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from annotations.errors import DamagedFileError, ProjectFileError
from annotations.progress import Progress
from annotations.store.connections.connection import connect
from annotations.store.connections.halting import LOOK, Halt, halting
from annotations.store.connections.telling import REMEDY, damaged, told
from annotations.store.files import opening
from annotations.store.files.opening import Inspected
from annotations.store.format import schema
from annotations.store.merging.entries import Entries
from annotations.store.sharing.copies import workshop
from annotations.store.sharing.paging import copy_pages
from annotations.store.sql import marks
from annotations.store.store import Store
from annotations.wording import number_of

_DAY = 86_400
_AHEAD = _DAY
"""Seconds by which a clock may be ahead: rows from the future would win over whatever is done until then."""
_COUNTER_BITS = 16
_BATCH = 500


def state_of(path: Path) -> tuple[int, int]:
    """What tells whether a file was changed since.

    Raises:
        ProjectFileError: if it is gone.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise ProjectFileError(f"The file is gone ({error.strerror})", "Choose it again", path) from error
    return found.st_size, found.st_mtime_ns


def vetted(store: Store, path: Path) -> Generator[Progress, None, Inspected]:
    """Make sure that a file is a whole project and not the open one.

    Raises:
        ProjectFileError: if it is not.
    """
    if path.exists() and path.samefile(store.path):
        raise ProjectFileError("This is the open project itself", "Choose the other copy", path)
    yield Progress(0, 0, "Checking the file")
    inspected = opening.inspect(path)
    damage = inspected.damage
    if inspected.vetting:
        try:
            while not inspected.vetting.finished(LOOK):
                yield Progress(0, 0, "Checking the file")
            damage = inspected.vetting.result.result()
        finally:
            inspected.vetting.close()
    if damage:
        raise ProjectFileError(damage, "Recover it into a new file first, and merge that", path)
    return inspected


@contextmanager
def beside(store: Store, path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads the project, with the other file of the present format attached as `there`.

    Raises:
        ProjectFileError: if one of them cannot be read.
    """
    with told(path), closing(store.new_reader()) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
        connection.execute("ATTACH ? AS there", (f"file:{quote(os.fsencode(path.resolve()))}?mode=ro",))
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")


def needs_copy(path: Path, inspected: Inspected) -> bool:
    """Whether a file is copied aside to be read: of an older format, or last written with a log, open or not."""
    if inspected.is_older or inspected.immutable:
        return True
    with told(path), closing(connect(path, mode="ro")) as connection:
        return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


@contextmanager
def aside() -> Iterator[Path]:
    """A file of this person's own, gone at the end."""
    with workshop() as folder:
        yield folder / "other.pressmark"


def copied(path: Path, inspected: Inspected, target: Path) -> Generator[Progress, None, None]:
    """Copy a file aside, and bring the copy to the present format."""
    yield from halting(lambda halt: _copied(path, inspected, target, halt))


def _copied(path: Path, inspected: Inspected, target: Path, halt: Halt) -> None:
    target.touch(mode=0o600)
    with told(path), closing(connect(target, mode="rw")) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        with closing(connect(path, mode="ro", immutable=inspected.immutable)) as source:
            copy_pages(source, copy, lambda done, total: halt.tell(done, total, "Reading the other copy"))
        copy.execute("PRAGMA journal_mode = DELETE")
        schema.migrate(copy, back_up=lambda: None)


@contextmanager
def refusing_rows(path: Path) -> Iterator[None]:
    """Refuse a file whose rows break a rule of the project: as they are written, the step then takes all back.

    Raises:
        DamagedFileError: if that is so.
    """
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise DamagedFileError(*damaged(str(error)), path) from error


def refuse_wrong_clocks(entries: Entries, path: Path) -> None:
    """Refuse a file with rows from the future, or from before there were clocks.

    Raises:
        DamagedFileError: if a clock is below zero, as none can be.
        ProjectFileError: says how far the clock was ahead.
    """
    states = [entry.there for entry in entries.by_name.values() if entry.there]
    stamps = [hlc for state in states for hlc, _ in (state.stamp, state.grave)]
    if min(stamps, default=0) < 0:
        raise DamagedFileError("The clocks of its rows cannot be right", REMEDY, path)
    last = max([*stamps, *entries.there.clocks.values()], default=0)
    ahead = (last >> _COUNTER_BITS) / 1000 - time.time()
    if ahead > _AHEAD:
        days = max(1, round(ahead / _DAY))
        what = f"Its last changes were made {number_of(days, 'day')} ahead of this computer's clock"
        raise ProjectFileError(what, "Set the clocks of both computers right, or merge it after that day", path)


def refuse_second_agreed(entries: Entries, path: Path) -> None:
    """Refuse a file with a built-in coder of its own: all projects have the same one.

    Raises:
        DamagedFileError: if it has.
    """
    if any(entry.there and not entry.here and entry.values.get("agreed") for _, entry in entries.of_kind("coders")):
        raise DamagedFileError("It has a second built-in coder “Agreed”", REMEDY, path)


def refuse_wrong_words(entries: Entries, path: Path) -> None:
    """Refuse a file with claims whose words are not where they say: they would stand on other words here.

    Raises:
        DamagedFileError: if one that would come in is such a claim.
    """
    there = entries.there
    uids = [key for key, entry in entries.of_kind("claims") if entry.there and entry.there.present]
    for place in range(0, len(uids), _BATCH):
        some = uids[place : place + _BATCH]
        sql = (
            f"SELECT 1 FROM {there.schema}.claims c JOIN {there.schema}.articles a ON a.id = c.article_id"
            f" JOIN {there.schema}.texts t ON t.digest = a.digest"
            f" WHERE c.uid IN ({marks(some)}) AND substr(t.text, c.start + 1, c.end - c.start) <> c.exact LIMIT 1"
        )
        if there.connection.execute(sql, some).fetchone():
            raise DamagedFileError("A claim in it is not where it says in its article", REMEDY, path)
