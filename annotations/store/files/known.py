"""Which files this installation closed itself: only others need to be checked before they are opened.

The list is a file of the person's state folder. A file is known by its path, size and time of last change, so that
one that another program or a colleague's copy took the place of is not.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

from platformdirs import user_state_path

_MOST = 200


def is_known(path: Path) -> bool:
    """Whether the file is as this installation left it."""
    mark = _mark(path)
    return mark is not None and _read().get(_name(path)) == mark


def remember(path: Path) -> None:
    """Note a file that was just closed properly. Where that cannot be noted, it is checked again next time."""
    mark = _mark(path)
    if mark is None:
        return
    entries = _read()
    entries.pop(_name(path), None)
    entries[_name(path)] = mark
    file = _file()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(f"{file.name}.{os.getpid()}")
        unfinished.write_text(json.dumps(dict(list(entries.items())[-_MOST:])), encoding="utf-8")
        unfinished.replace(file)


def _mark(path: Path) -> list[int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    if path.with_name(path.name + "-wal").exists():
        return None
    return [found.st_size, found.st_mtime_ns]


def _read() -> dict[str, list[int]]:
    try:
        entries = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return entries if isinstance(entries, dict) else {}


def _name(path: Path) -> str:
    return os.fsencode(path.resolve()).decode("utf-8", "backslashreplace")


def _file() -> Path:
    return user_state_path("pressmark", appauthor=False) / "closed-projects.json"
