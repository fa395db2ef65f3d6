"""The lock beside an open project: one writer at a time, and who it is."""

import getpass
import json
import os
import platform
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotations.errors import ProjectLockedError

HEARTBEAT = 60.0
"""Seconds between two signs of life."""

STALE_AFTER = 300.0
"""Seconds without a sign of life after which a lock from another machine counts as left behind."""


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
        """Take the lock.

        Raises:
            ProjectLockedError: if someone alive holds it.
            OSError: if the folder cannot be written.
        """
        self.path = path.with_name(path.name + ".lock")
        self._holder = Holder(
            _person(),
            platform.node(),
            os.getpid(),
            _start_of(os.getpid()),
            datetime.now(tz=UTC).isoformat("T", "seconds"),
        )
        for _ in range(2):
            try:
                self._write()
            except FileExistsError:
                self._break_or_refuse(path)
            else:
                return
        raise ProjectLockedError("The project was opened elsewhere at this moment", "Try again", path)

    def _write(self) -> None:
        handle = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(self._holder), file)

    def _break_or_refuse(self, path: Path) -> None:
        holder = read_holder(self.path)
        if holder and _alive(holder, self.path):
            local = datetime.fromisoformat(holder.since).astimezone()
            raise ProjectLockedError(
                f"{holder.person} on {holder.machine} has it open since {local:%H:%M on %d %B}",
                "Open it read-only, or ask for it to be closed there",
                path,
            )
        self.path.unlink(missing_ok=True)

    def beat(self) -> None:
        """Show that the holder is alive."""
        if self.path.exists():
            os.utime(self.path)

    def release(self) -> None:
        """Give the lock back, if it is still this one's."""
        if read_holder(self.path) == self._holder:
            self.path.unlink(missing_ok=True)


def read_holder(path: Path) -> Holder | None:
    """Who holds the lock at `path`, None if it is unreadable or gone."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        holder = Holder(**values)
        datetime.fromisoformat(holder.since)
    except (OSError, ValueError, TypeError):
        return None
    return holder


def _alive(holder: Holder, path: Path) -> bool:
    if holder.machine == platform.node():
        return _start_of(holder.pid) == holder.started != ""
    try:
        return time.time() - path.stat().st_mtime < STALE_AFTER
    except OSError:
        return False


def _start_of(pid: int) -> str:
    """When a process of this machine started, so that a number used again is not mistaken; empty if it is gone."""
    status = Path(f"/proc/{pid}/stat")
    if status.parent.parent.joinpath("self").exists():
        try:
            return status.read_text().rpartition(")")[2].split()[19]
        except (OSError, IndexError):
            return ""
    try:
        os.kill(pid, 0)
    except PermissionError:
        return "running"
    except OSError:
        return ""
    return "running"


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "someone"
