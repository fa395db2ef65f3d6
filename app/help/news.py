"""What is new: the list of changes, of which a person is told once after an update."""

import re
from dataclasses import dataclass
from pathlib import Path

from annotations import __version__
from app.settings import Settings

NEWS = "news"
"""The name of the page in the manual's window."""

_SEEN = "seen-version"
_VERSION = re.compile(r"^## (\d{1,4}(?:\.\d{1,4}){1,3})\b.*$", re.MULTILINE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Update:
    """The program is newer than the one that this person used last."""

    before: str
    now: str


def update_of(settings: Settings, now: str = __version__) -> Update | None:
    """What update happened since the last start, told once; None at the first start of all, and after going back."""
    before = settings.remembered(_SEEN)
    if before != now:
        settings.keep(_SEEN, now)
    used_before = before or ("0" if all(settings.person) else "")
    return Update(used_before, now) if used_before and _parts(used_before) < _parts(now) else None


def page(changes: Path, since: str = "") -> str:
    """The list of changes as a page in Markdown, the newest version first.

    Args:
        changes: the file of changes.
        since: only what is newer than this version; all if empty.

    Raises:
        OSError: if it cannot be read.
    """
    text = changes.read_text(encoding="utf-8")
    heads = list(_VERSION.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    parts = [
        text[head.start() : end].strip()
        for head, end in zip(heads, ends, strict=True)
        if not since or _parts(head[1]) > _parts(since)
    ]
    return "\n\n".join(["# What is new", *(parts or ["Nothing that you would notice."]), ""])


def _parts(version: str) -> list[int]:
    found = [int(part) for part in re.findall(r"\d{1,4}", version)[:4]]
    return found + [0] * (4 - len(found))
