"""Backups as values: how many are kept, and what one of them is."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many backups of a project are kept and for how many days; the newest is kept whatever its age."""

    number: int = 10
    days: int = 30


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was made (UTC), the name of the project then, and its size in bytes."""

    path: Path
    at: datetime
    name: str
    size: int
