"""The lock beside an open project: one writer at a time, and who it is.

Two clocks never meet: how old a sign of life is, is read from the clock of the folder the lock lies in.
"""

import errno
import getpass
import json
import os
import platform
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotations.errors import ProjectLockedError
from annotations.store.files.processes import RUNNING, seconds_up, start_of
from annotations.store.sharing.places import Kind, Place

HEARTBEAT = 60.0
"""Seconds between two signs of life."""

STALE_AFTER = 300.0
"""Seconds without a sign of life after which a lock from another machine counts as left behind."""

STALE_IN_STEP = 12 * 3600.0
"""The same in a synchronised folder, whose program does not hand on a sign of life that changes no content."""

_WRITING = 2.0
"""Seconds in which a lock that was just made may still be empty."""
_BREAKING = 30.0
"""Seconds after which whoever was about to remove a lock is not there any more."""
_TRIES = 20
_LARGEST = 10_000
_NO_FILE = (errno.ENOENT, errno.ENOTDIR)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open: person, machine, process and its start, since when (UTC, ISO 8601)."""

    person: str
    machine: str
    pid: int
    started: str
    since: str


def stale_after(place: Place | None) -> float:
    """Seconds without a sign of life after which a lock of another machine is broken at this place."""
    return STALE_IN_STEP if place and place.kind is Kind.SYNCHRONISED else STALE_AFTER


class Lock:
    """A file `PROJECT.lock`, held from its making until `release`.

    Args:
        path: the project; links to it lead to the same lock.
        person: who is told to others; the login name if empty.
        stale_after: seconds without a sign of life after which another machine's lock is broken.

    Raises:
        ProjectLockedError: if someone alive holds it.
        OSError: if the folder cannot be written.
    """

    def __init__(self, path: Path, person: str = "", stale_after: float = STALE_AFTER) -> None:
        """Take the lock."""
        real = path.resolve()
        self.path = real.with_name(real.name + ".lock")
        self._stale_after = stale_after
        self._holder = Holder(
            person or _login(),
            platform.node(),
            os.getpid(),
            start_of(os.getpid()),
            datetime.now(tz=UTC).isoformat("T", "seconds"),
        )
        for _ in range(_TRIES):
            try:
                self._write()
            except FileExistsError:
                self._break_or_refuse(path)
            else:
                return
        raise ProjectLockedError("The project was opened elsewhere at this moment", "Try again", path)

    def _write(self) -> None:
        handle = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(self._holder), file)
        except BaseException:
            self.path.unlink(missing_ok=True)  # a full disk
            raise

    def _break_or_refuse(self, path: Path) -> None:
        holder = self._settled()
        if holder and _alive(holder, self.path, self._stale_after):
            local = datetime.fromisoformat(holder.since).astimezone()
            raise ProjectLockedError(
                f"{holder.person} on {holder.machine} has it open since {local:%H:%M on %d %B}",
                "Open it read-only, or ask for it to be closed there",
                path,
            )
        if holder is None and _is_kept_from_us(self.path) and _age(self.path) < self._stale_after:
            raise ProjectLockedError(
                "Someone has it open, and the lock beside it does not let itself be read",
                "Open it read-only, or ask for it to be closed there",
                path,
            )
        self._remove(holder)

    def _settled(self) -> Holder | None:
        """The holder; a lock that cannot be read may be under way and is given a moment."""
        deadline = time.monotonic() + _WRITING
        while (holder := read_holder(self.path)) is None and _age(self.path) < _WRITING:
            if time.monotonic() > deadline:
                break
            time.sleep(0.05)
        return holder

    def _remove(self, left_behind: Holder | None) -> None:
        """Remove a lock left behind, unless someone else did and made a new one since.

        One at a time: of two who find it, the slower would else remove the new lock of the faster.
        """
        guard = self.path.with_name(f"{self.path.name}-breaking")
        try:
            os.close(os.open(guard, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
        except FileExistsError:
            if _age(guard) > _BREAKING:
                guard.unlink(missing_ok=True)  # of a program that was killed at this very moment
            time.sleep(0.02)
            return
        try:
            under_way = left_behind is None and _age(self.path) < _WRITING
            if read_holder(self.path) == left_behind and not under_way:
                self.path.unlink(missing_ok=True)
        finally:
            guard.unlink(missing_ok=True)

    def beat(self) -> bool:
        """Show that the holder is alive; whether the lock is still this one's.

        One that vanished, as a program that keeps folders in step may do, is made anew.
        """
        try:
            handle = os.open(self.path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        except OSError as error:
            if error.errno not in _NO_FILE:
                raise
            with suppress(FileExistsError):
                self._write()
            return self.held
        try:
            content = os.read(handle, _LARGEST)
            if _parsed(content) != self._holder:
                return False
            # Written, not touched: the folder's own clock then says when. The same bytes, so that whoever reads in
            # between reads all of them.
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, content)
        finally:
            os.close(handle)
        return True

    @property
    def held(self) -> bool:
        """Whether the lock is still this one's."""
        return read_holder(self.path) == self._holder

    def release(self) -> None:
        """Give the lock back, if it is still this one's."""
        if self.held:
            self.path.unlink(missing_ok=True)


def living_holder(project: Path, stale_after: float = STALE_AFTER) -> Holder | None:
    """Who has a project open for writing now, this process included; None if nobody does as far as can be told."""
    real = project.resolve()
    path = real.with_name(real.name + ".lock")
    holder = read_holder(path)
    return holder if holder and _alive(holder, path, stale_after) else None


def read_holder(path: Path) -> Holder | None:
    """Who holds the lock at `path`, None if it is unreadable or gone."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return _parsed(path.read_bytes())
    except OSError:
        return None


def _parsed(content: bytes) -> Holder | None:
    try:
        holder = Holder(**json.loads(content.decode("utf-8")))
        datetime.fromisoformat(holder.since).astimezone()
    except (OSError, ValueError, TypeError, OverflowError, RecursionError):
        return None
    texts = (holder.person, holder.machine, holder.started, holder.since)
    return holder if isinstance(holder.pid, int) and all(isinstance(text, str) for text in texts) else None


def _is_kept_from_us(path: Path) -> bool:
    """Whether a lock is there that this person may not read: it says nothing, but it is not half written."""
    try:
        path.read_bytes()
    except OSError as error:
        return error.errno not in _NO_FILE
    return False


def _alive(holder: Holder, path: Path, stale_after: float) -> bool:
    if holder.machine != platform.node():
        return abs(_age(path)) < stale_after
    mine, theirs = start_of(os.getpid()), holder.started
    if _boot(theirs) != _boot(mine):
        # Left by a process before this machine was started, or held by another machine of the same name.
        return abs(age := _age(path)) < stale_after and age < seconds_up()
    alive = start_of(holder.pid) == theirs != ""
    return alive and (theirs != RUNNING or abs(_age(path)) < stale_after)


def _boot(started: str) -> str:
    return started.rpartition("/")[0]


def _age(path: Path) -> float:
    """Seconds since the last sign of life by the clock of the folder, infinite if the lock is gone."""
    try:
        return _time_at(path) - path.stat().st_mtime
    except OSError:
        return float("inf")


def _time_at(path: Path) -> float:
    """What time it is where a file lies: another machine's clock may be minutes off."""
    probe = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        os.close(os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return probe.stat().st_mtime
    except OSError:
        return time.time()
    finally:
        with suppress(OSError):
            probe.unlink()


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "someone"
