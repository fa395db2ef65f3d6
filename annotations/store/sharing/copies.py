"""Copies of a project to be given away: made out of sight, stripped, compacted, checked, then put in their place.

The copy is made through SQLite's backup interface from one snapshot, while the work goes on.
"""

import os
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from platformdirs import user_cache_path

from annotations.errors import ProjectFileError
from annotations.progress import Progress
from annotations.sharing import CopyChoice, Size
from annotations.store.connections.connection import connect, stand_down, stand_in
from annotations.store.connections.halting import Halt, halting
from annotations.store.connections.telling import in_words, primary_code
from annotations.store.files.check import problems
from annotations.store.files.lock import Lock
from annotations.store.files.making import beside, claim
from annotations.store.files.processes import start_of
from annotations.store.format.marks import ARCHIVED
from annotations.store.sharing.paging import PAGES, copy_pages
from annotations.store.sharing.shortening import shorten
from annotations.store.sharing.snapshot import put_in_place
from annotations.store.store import Store

_PAGES = PAGES

_WITHOUT_HISTORY = (
    "DELETE FROM history_changes",
    "UPDATE history SET size = 0 WHERE size > 0",
    "UPDATE history SET state = 'dropped' WHERE state = 'undone'",
    "DELETE FROM merge_stamps",
    "UPDATE merges SET report = '{}'",
    # Without what it said, a row that is gone keeps the ids by which taggings name it, and these how they came about.
    "UPDATE main.tombstones SET row = CASE WHEN NOT json_valid(row) THEN ''"
    " WHEN kind = 'claim_tags' THEN json_object('origin', json_extract(row, '$.origin'))"
    " ELSE json_object('id', json_extract(row, '$.id'), 'uid', uid) END WHERE row <> ''",
    "DELETE FROM corrected_texts WHERE uid NOT IN (SELECT uid FROM earlier_texts)",
    "DELETE FROM texts WHERE digest NOT IN (SELECT digest FROM articles)"
    " AND digest NOT IN (SELECT digest FROM earlier_texts) AND digest NOT IN (SELECT digest FROM corrected_texts)",
    "DELETE FROM origins WHERE digest NOT IN (SELECT origin_digest FROM articles)",
)
_ASIDE = {
    sqlite3.SQLITE_FULL: ("The disk is full; no copy was made", "Make room there and in your own folder"),
    sqlite3.SQLITE_IOERR: ("The copy cannot be written; none was made", "Check the disk, or choose another one"),
}
_AROUND_A_CLAIM = 450
_TEXT_WITH_INDEX = 1.6
"""Bytes of the file for each byte of text: the full-text index takes its part."""


def write_copy(
    source: Store, target: Path, choice: CopyChoice, *, replace: bool = False
) -> Generator[Progress, None, int]:
    """Write a compact, checked copy of a project and return its size in bytes.

    Args:
        source: the open project; it is only read, and steps may be run meanwhile.
        target: where. What stands there is untouched until the copy is whole.
        choice: what goes in.
        replace: whether a file that stands there may be replaced.

    Raises:
        ProjectFileError: if the target is the project itself or cannot be written, or the copy is not sound.
        ProjectLockedError: if the target is a project that someone has open.
    """
    target = Path(target).absolute()
    _refuse_itself(source.path, target)
    with _told(target), _reserved(target, replace=replace), workshop() as folder:
        made = folder / "copy"
        yield from halting(lambda halt: _build(source, made, choice, halt))
        if found := (yield from halting(lambda halt: _checked(made, halt))):
            raise ProjectFileError(f"The copy would not be sound: {found[0]}", "Check the project", target)
        for leftover in beside(target):
            leftover.unlink(missing_ok=True)
        yield from halting(lambda halt: put_in_place(made, target, partial(_written, halt), lambda: None))
        return target.stat().st_size


def _refuse_itself(source: Path, target: Path) -> None:
    """By device and inode, before anything is opened: links and other spellings of its name are the project too."""
    with suppress(OSError):
        if target.samefile(source):
            raise ProjectFileError("This is the open project itself", "Choose another name", target)


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder of this person's own, gone at the end.

    An unfinished copy still holds what is to be left out of it, and programs that keep folders in step would carry it
    away at once.
    """
    above = user_cache_path("pressmark", appauthor=False) / "copies"
    above.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in above.iterdir():
        if (pid := left.name.partition("-")[0]).isdecimal() and not start_of(int(pid)):
            rmtree(left, ignore_errors=True)  # by a program that was killed
    with TemporaryDirectory(prefix=f"{os.getpid()}-", dir=above, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _written(halt: Halt, progress: Progress) -> None:
    halt.tell(progress.done, progress.total, "Writing the copy")


@contextmanager
def _reserved(target: Path, *, replace: bool) -> Iterator[None]:
    """Keep the place: nobody else's new file there, nobody at work in the old one."""
    if target.is_dir():
        raise ProjectFileError("This is a folder", "Choose another name", target)
    new = not (replace and target.exists())
    if new:
        claim(target)
    lock = nullcontext() if new else closing(_Releasing(target))
    try:
        with lock:
            yield
    except BaseException:
        if new:
            with suppress(OSError):
                target.unlink()
        raise


class _Releasing:
    """The lock of a project that is about to be replaced."""

    def __init__(self, path: Path) -> None:
        self._lock = Lock(path)

    def close(self) -> None:
        self._lock.release()


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise ProjectFileError(*(_ASIDE.get(primary_code(error)) or in_words(error)), target) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ProjectFileError(f"The copy cannot be made ({reason})", "Choose another folder", target) from error


def _build(source: Store, path: Path, choice: CopyChoice, halt: Halt) -> None:
    path.touch(exist_ok=False)
    with closing(connect(path, mode="rw")) as copy:
        # Nothing of an unfinished copy is kept, so it needs neither a journal nor a wait for the disk.
        copy.execute("PRAGMA synchronous = OFF")
        _take_over(source, copy, halt)
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA journal_mode = OFF")
        halt.watch(copy)
        _strip(copy, choice, halt)
        halt.tell(0, 0, "Compacting the copy")
        copy.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)  # compacting goes by way of a second file
        copy.execute("VACUUM")


def _take_over(source: Store, copy: sqlite3.Connection, halt: Halt) -> None:
    with closing(source.new_reader()) as reader:
        copy_pages(reader, copy, lambda done, total: halt.tell(done, total, "Copying the project"), pages=_PAGES)


def _strip(copy: sqlite3.Connection, choice: CopyChoice, halt: Halt) -> None:
    with _index_put_off(copy, halt, anew=not choice.keeps_history):
        stand_in(copy)
        copy.execute("BEGIN")
        copy.execute("DELETE FROM engine_results")
        copy.execute("DELETE FROM meta WHERE key = ?", (ARCHIVED,))
        if choice.archived:
            copy.execute("INSERT INTO meta(key, value) VALUES(?, ?)", (ARCHIVED, choice.archived))
        if not choice.texts:
            shorten(copy, halt)
        if not choice.keeps_history:
            halt.tell(0, 0, "Leaving out the history")
            for statement in _WITHOUT_HISTORY:
                copy.execute(statement)
        copy.execute("COMMIT")
        stand_down(copy)


@contextmanager
def _index_put_off(copy: sqlite3.Connection, halt: Halt, *, anew: bool) -> Iterator[None]:
    """Make the full-text indexes anew at the end: they remember the words of rows that are gone."""
    triggers = copy.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall() if anew else []
    for trigger in triggers:
        copy.execute(f"DROP TRIGGER {trigger['name']}")
    yield
    for trigger in triggers:
        copy.execute(trigger["sql"])
    if anew:
        halt.tell(0, 0, "Indexing the copy")
        for row in copy.execute(
            "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
        ).fetchall():
            copy.execute(f"INSERT INTO {row['name']}({row['name']}) VALUES('rebuild')")


def _checked(path: Path, halt: Halt) -> list[str]:
    halt.tell(0, 0, "Checking the copy")
    store = Store(path, writable=False)
    try:
        return problems(store)
    finally:
        store.close()


def estimate(store: Store) -> Size:
    """About how large copies will be, from counts and the length of some articles: quick to read."""
    used = store.value(
        "SELECT (SELECT page_count FROM pragma_page_count()) - (SELECT freelist_count FROM pragma_freelist_count())"
    )
    page = store.value("SELECT page_size FROM pragma_page_size()")
    history = store.value("SELECT coalesce(sum(size), 0) FROM history WHERE size > 0")
    mean = store.value(
        "SELECT coalesce(avg(n_chars), 0) FROM ("
        "SELECT n_chars FROM (SELECT n_chars FROM articles ORDER BY id LIMIT 500) UNION ALL "
        "SELECT n_chars FROM (SELECT n_chars FROM articles ORDER BY id DESC LIMIT 500))"
    )
    characters = mean * store.value("SELECT count(*) FROM articles")
    kept = _AROUND_A_CLAIM * store.value("SELECT count(*) FROM claims")
    originals = store.value("SELECT coalesce(sum(length(data)), 0) FROM origins")
    return Size(used * page, history, round(max(0, characters - kept) * _TEXT_WITH_INDEX) + originals)
