"""The lock beside an open project: one writer at a time, and who it is."""

import getpass
import json
import os
import platform
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotations.errors import ProjectLockedError
from annotations.store.processes import start_of

HEARTBEAT = 60.0
"""Seconds between two signs of life."""

STALE_AFTER = 300.0
"""Seconds without a sign of life after which a lock from another machine counts as left behind."""

_WRITING = 2.0
"""Seconds in which a lock that was just made may still be empty."""
_LARGEST = 10_000


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open: person, machine, process and its start, since when (UTC, ISO 8601)."""

    person: str
    machine: str
    pid: int
    started: str
    since: str


class Lock:
    """A file `PROJECT.lock`, held from its making until `release`."""

    def __init__(self, path: Path) -> None:
        """Take the lock of the project at `path`; links to it lead to the same lock.

        Raises:
            ProjectLockedError: if someone alive holds it.
            OSError: if the folder cannot be written.
        """
        real = path.resolve()
        self.path = real.with_name(real.name + ".lock")
        self._holder = Holder(
            _person(),
            platform.node(),
            os.getpid(),
            start_of(os.getpid()),
            datetime.now(tz=UTC).isoformat("T", "seconds"),
        )
        for _ in range(3):
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
        if holder and _alive(holder, self.path):
            local = datetime.fromisoformat(holder.since).astimezone()
            raise ProjectLockedError(
                f"{holder.person} on {holder.machine} has it open since {local:%H:%M on %d %B}",
                "Open it read-only, or ask for it to be closed there",
                path,
            )
        self._move_away(holder)

    def _settled(self) -> Holder | None:
        """The holder; a lock that cannot be read may be under way and is given a moment."""
        deadline = time.monotonic() + _WRITING
        while (holder := read_holder(self.path)) is None and self._young() and time.monotonic() < deadline:
            time.sleep(0.05)
        return holder

    def _young(self) -> bool:
        try:
            return time.time() - self.path.stat().st_mtime < _WRITING
        except OSError:
            return False

    def _move_away(self, left_behind: Holder | None) -> None:
        """Remove a lock left behind, unless someone else did and made a new one at the same moment."""
        aside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.replace(aside)
        except FileNotFoundError:
            return
        if read_holder(aside) != left_behind:
            with suppress(OSError):
                os.link(aside, self.path)
        aside.unlink(missing_ok=True)

    def beat(self) -> None:
        """Show that the holder is alive, if the lock is still this one's."""
        if read_holder(self.path) == self._holder:
            os.utime(self.path)

    def release(self) -> None:
        """Give the lock back, if it is still this one's."""
        if read_holder(self.path) == self._holder:
            self.path.unlink(missing_ok=True)


def read_holder(path: Path) -> Holder | None:
    """Who holds the lock at `path`, None if it is unreadable or gone."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        holder = Holder(**json.loads(path.read_text(encoding="utf-8")))
        datetime.fromisoformat(holder.since).astimezone()
    except (OSError, ValueError, TypeError, OverflowError, RecursionError):
        return None
    texts = (holder.person, holder.machine, holder.started, holder.since)
    return holder if isinstance(holder.pid, int) and all(isinstance(text, str) for text in texts) else None


def _alive(holder: Holder, path: Path) -> bool:
    if holder.machine == platform.node():
        return start_of(holder.pid) == holder.started != ""
    try:
        return time.time() - path.stat().st_mtime < STALE_AFTER
    except OSError:
        return False


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "someone"
