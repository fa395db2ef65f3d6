"""Backups as values: what one of them is, how many are kept, and what the person chose of that."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from platformdirs import user_config_path

BACKUP_LIMITS = {"number": (1, 99), "days": (1, 999), "minutes": (1, 240)}
"""The least and the most of what can be chosen of backups."""

_MOST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many backups of a project are kept and for how many days; the newest is kept whatever its age."""

    number: int = 10
    days: int = 30


@dataclass(frozen=True, slots=True)
class BackupWishes:
    """Whether backups are made, how many of a project are kept, how many days, and the minutes of work between two."""

    made: bool = True
    number: int = Keeping().number
    days: int = Keeping().days
    minutes: int = 15

    @property
    def keeping(self) -> Keeping:
        """What is kept."""
        return Keeping(self.number, self.days)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was made (UTC), the name of the project then, and its size in bytes."""

    path: Path
    at: datetime
    name: str
    size: int


def chosen() -> BackupWishes:
    """What the person chose in the window, read from its settings; the usual where nothing was, or what cannot be."""
    import configparser

    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        parser.read(user_config_path("pressmark", appauthor=False) / "settings.ini", encoding="utf-8")
    except (OSError, ValueError, configparser.Error):
        return BackupWishes()
    found = parser["backups"] if parser.has_section("backups") else {}
    usual, numbers = BackupWishes(), {}
    for name, (least, most) in BACKUP_LIMITS.items():
        text = found.get(name) or ""
        fits = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS and least <= int(text) <= most
        numbers[name] = int(text) if fits else getattr(usual, name)
    return BackupWishes(found.get("made", "") != "no", **numbers)
