"""Working on a copy on this machine of a project that others reach too, and publishing it back.

Whoever works holds the original's lock; the original itself is only replaced, whole, by publishing. What was not
published stays in the state folder, whatever happens, and is found when the original is opened again.
"""

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_state_path

from annotations.errors import ProjectFileError, PublishRefusedError
from annotations.paths import next_free
from annotations.progress import Progress
from annotations.store.connections.connection import connect
from annotations.store.connections.telling import in_words
from annotations.store.files import opening
from annotations.store.files.lock import HEARTBEAT, Lock, read_holder, stale_after
from annotations.store.files.watch import state_of
from annotations.store.sharing.places import place_of
from annotations.store.sharing.snapshot import OnProgress, put_in_place, unwritten, write_snapshot
from annotations.text import digest

_RECORD = "origin.json"
_LENGTH = 16
_COUNTER = slice(24, 28)
"""Where SQLite counts in a file's header how often it was written."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a working copy was made of.

    Attributes:
        original: the file as it is reached.
        looks: its size and time of last change (ns).
        counter: SQLite's own count of its changes, as hexadecimal digits.
        state: what it held, as `annotations.store.files.watch.state_of` tells it.
        since: when it was copied or published last (UTC, ISO 8601).
    """

    original: str
    looks: list[int]
    counter: str
    state: list[object]
    since: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A working copy that was not published: of which file, where it is, when it was last written (UTC).

    `conflict` tells whether the original was changed by someone else meanwhile.
    """

    original: Path
    path: Path
    at: datetime
    conflict: bool


class WorkingCopy:
    """A copy of `original` at `path`, with the original's lock held until `release`."""

    def __init__(self, original: Path, lock: Lock) -> None:
        """Use `take` or `resume` instead."""
        self.original = original
        self.path = _path_of(original)
        self._lock = lock

    @classmethod
    def take(cls, original: Path, person: str = "", on_progress: OnProgress | None = None) -> "WorkingCopy":
        """Copy a project into the state folder.

        Args:
            original: the project file.
            person: who is told to others who find it open.
            on_progress: told of pages; may raise `CancelledError`, and nothing is kept then.

        Raises:
            ProjectFileError: if it is no project of ours, cannot be written, or there is no room for a copy.
            ProjectLockedError: if someone else has it open.
            PublishRefusedError: if there is an unpublished working copy of it already.
        """
        original = Path(original).resolve()
        opening.inspect(original)
        with _locked(original, person) as lock:
            if kept := find(original):
                raise PublishRefusedError("There is a working copy that was not published", "Open that", kept.path)
            copy = cls(original, lock)
            _drop(copy.path.parent)
            try:
                copy.path.parent.mkdir(mode=0o700, parents=True)
                # Readable and writable, so that what a killed program left is put right first.
                with closing(connect(original, mode="rw")) as source:
                    write_snapshot(source, copy.path, on_progress)
                _record(copy.path, original)
            except BaseException as error:
                _drop(copy.path.parent)
                if isinstance(error, sqlite3.Error):
                    raise ProjectFileError(*in_words(error), original) from error
                if isinstance(error, OSError):
                    raise unwritten(error, copy.path) from error
                raise
            return copy

    @classmethod
    def resume(cls, kept: Kept, person: str = "") -> "WorkingCopy":
        """Go on with a working copy that was not published.

        Raises:
            ProjectFileError: if the original's folder cannot be written.
            ProjectLockedError: if someone else has the original open.
        """
        with _locked(kept.original, person) as lock:
            return cls(kept.original, lock)

    def beat(self) -> bool:
        """Show that somebody works on it; whether the original's lock is still held."""
        return self._lock.beat()

    @property
    def unpublished(self) -> bool:
        """Whether it holds what the original does not."""
        return find(self.original) is not None

    @property
    def why_not(self) -> str:
        """Why it cannot be published now, one sentence; empty if it can."""
        if not self._lock.held:
            holder = read_holder(self._lock.path)
            return f"{holder.person} on {holder.machine} has opened it" if holder else "Its lock was lost"
        return _why_changed(self.original, _read(self.path))

    def publish(self, on_progress: OnProgress | None = None) -> None:
        """Put what the copy holds in the original's place, whole and in one go.

        May be called while the copy is open and written.

        Args:
            on_progress: told of pages, then of megabytes; may raise `CancelledError`.

        Raises:
            PublishRefusedError: if the original was changed, or opened, by someone else.
            ProjectFileError: if the folder of the original cannot be written. The copy is kept in any case.
        """
        on_progress = self._beating(on_progress)
        self._make_sure()
        snapshot = self.path.with_name("publishing")
        try:
            with closing(connect(self.path, mode="ro")) as source:
                write_snapshot(source, snapshot, on_progress)
            state = _state(snapshot)
            put_in_place(snapshot, self.original, on_progress, self._make_sure)
            _record(self.path, self.original, state)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise ProjectFileError(*in_words(error), self.path) from error
        except OSError as error:
            raise unwritten(error, self.original) from error
        finally:
            with suppress(OSError):
                snapshot.unlink(missing_ok=True)

    def _beating(self, on_progress: OnProgress | None) -> OnProgress:
        """Show signs of life while a large project goes over a slow line."""
        last = time.monotonic()

        def tell(progress: Progress) -> None:
            nonlocal last
            if time.monotonic() - last > HEARTBEAT:
                last = time.monotonic()
                with suppress(OSError):
                    self.beat()
            if on_progress:
                on_progress(progress)

        return tell

    def _make_sure(self) -> None:
        if reason := self.why_not:
            raise PublishRefusedError(
                f"{reason}, so your copy was not put in its place. Your work is kept in {self.path}",
                "Open it again to go on with your copy, or to save it under another name",
                self.original,
            )

    def release(self) -> None:
        """Give the original back to others; a copy that holds nothing new is removed. It must be closed before."""
        if not self.unpublished:
            _drop(self.path.parent)
        self._lock.release()


def find(original: Path) -> Kept | None:
    """The unpublished working copy of a project, if there is one on this machine."""
    original = Path(original).resolve()
    path = _path_of(original)
    if not path.exists() or not path.with_name(_RECORD).exists():
        return None  # work begins only once it is noted what was copied
    origin, state = _read_if_whole(path), _state_if_whole(path)
    if origin and state == origin.state:
        return None
    # Published, and stopped before that could be noted.
    with suppress(OSError):
        if origin and state and _looks(original) != origin.looks and _state_if_whole(original) == state:
            return None
    log = path.with_name(path.name + "-wal")
    at = max(file.stat().st_mtime for file in (path, log) if file.exists())
    conflict = origin is None or bool(_why_changed(original, origin))
    return Kept(original, path, datetime.fromtimestamp(at, tz=UTC), conflict)


def save_kept(kept: Kept, target: Path, on_progress: OnProgress | None = None) -> None:
    """Write a working copy that was not published to another place; it is not kept after.

    Raises:
        ProjectFileError: if it cannot be written there; it is kept then.
    """
    try:
        with closing(connect(kept.path, mode="rw")) as source:
            write_snapshot(source, Path(target).absolute(), on_progress)
    except sqlite3.Error as error:
        raise ProjectFileError(*in_words(error), kept.path) from error
    _drop(kept.path.parent)


def free_name(kept: Kept) -> Path:
    """A name beside the original at which nothing stands."""
    return next_free(kept.original.with_name(f"{kept.original.stem} (my copy){kept.original.suffix}"))


def copies_folder() -> Path:
    """Where working copies lie."""
    return user_state_path("pressmark", appauthor=False) / "working-copies"


def is_useful() -> bool:
    """Whether a working copy would lie on this machine alone; not where the person's home is on a share itself."""
    return place_of(copies_folder()) is None


@contextmanager
def _locked(original: Path, person: str) -> Iterator[Lock]:
    """Take the original's lock, and give it back if what follows fails."""
    try:
        lock = Lock(original, person, stale_after(place_of(original)))
    except OSError as error:
        raise ProjectFileError(
            f"No lock can be put beside the file ({error.strerror})", "Check its folder and disk", original
        ) from error
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def _path_of(original: Path) -> Path:
    key = digest(os.fsencode(original).decode("utf-8", "backslashreplace"))[:_LENGTH]
    return copies_folder() / key / original.name


def _record(path: Path, original: Path, state: list[object] | None = None) -> None:
    origin = Origin(
        str(original),
        _looks(original),
        _counter(original),
        state or _state(path),
        datetime.now(tz=UTC).isoformat("T", "seconds"),
    )
    unfinished = path.with_name(f"{_RECORD}.part")
    with unfinished.open("w", encoding="utf-8") as file:
        json.dump(asdict(origin), file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path.with_name(_RECORD))


def _read(path: Path) -> Origin:
    try:
        return Origin(**json.loads(path.with_name(_RECORD).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ProjectFileError("There is no working copy", "Open the project itself", path) from None
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise ProjectFileError("What the working copy was made of cannot be read", "Save it elsewhere", path) from error


def _why_changed(original: Path, origin: Origin) -> str:
    """How the original differs from what was copied, empty if it does not."""
    try:
        if _looks(original) == origin.looks:
            log = any(original.with_name(original.name + end).exists() for end in ("-wal", "-journal"))
            return "Another program is at work on it" if log else ""
        # Programs that keep folders in step, and shares, may change the time alone.
        same = _counter(original) == origin.counter and _state(original) == origin.state
    except FileNotFoundError:
        return "It is gone or its drive is" if original.parent.is_dir() else "Its folder cannot be reached"
    except (OSError, sqlite3.Error, UnicodeDecodeError, TypeError):
        return "It cannot be read any more"
    return "" if same else "Someone else has changed it"


def _looks(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


def _counter(path: Path) -> str:
    """Only for originals, which this process never has open: closing what is opened here drops all locks on it."""
    with path.open("rb") as file:
        return file.read(100)[_COUNTER].hex()


def _state(path: Path) -> list[object]:
    """What a file holds; what differs between a file and its copies is left out."""
    with closing(connect(path, mode="ro", inspected=False)) as connection:
        uid, _, *held, _ = state_of(connection)
    return [uid, *held]


def _state_if_whole(path: Path) -> list[object] | None:
    try:
        return _state(path)
    except (sqlite3.Error, UnicodeDecodeError, TypeError):
        return None


def _read_if_whole(path: Path) -> Origin | None:
    try:
        return _read(path)
    except ProjectFileError:
        return None


def _drop(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
