"""From what was dropped on the window to the files to read: folders walked, companions of saved pages left out."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotations.importers.draft import Found

MOST_FILES = 5000
_NEVER_PRESS = """
.css .js .mjs .map .json .xml .svg .png .jpg .jpeg .gif .webp .avif .ico .bmp .tif .tiff .woff .woff2 .ttf .otf
.mp3 .mp4 .m4a .wav .ogg .webm .mov .avi .exe .dll .so .py .ini .lnk .url .webloc .part .crdownload .tmp
.pressmark .pressmark-wal .pressmark-shm .pressmark-journal .lock .db .sqlite
""".split()  # noqa: SIM905 - fifty strings in quotes would be harder to read
_TELEGRAM = "result.json"
_PAGES = {".html", ".htm", ".xhtml", ".shtml"}
_COMPANION = "Left out: it holds the pictures and frames of a saved page."
_COMPANIONS = ("_files", ".files", "-files", "_dateien", "_fichiers", "_archivos", "_файлы")


@dataclass(slots=True)
class Gathered:
    """The files to read, in the order dropped, and what was left out of the folders on purpose."""

    files: list[Path] = field(default_factory=list)
    notes: list[Found] = field(default_factory=list)


def gather(paths: Iterable[Path]) -> Gathered:
    """Return the files among `paths` and in the folders among them, each once.

    A file named directly is always taken, whatever it is, so that the person is told what is wrong with it. From
    folders, hidden files, pictures, scripts and the like are left out, and so is the folder that a browser saves
    beside a page (`page.html` and `page_files/`), whose advertising frames would look like articles; it is, too, where
    page and folder are dropped together. Links to folders are not followed.
    """
    found = Gathered()
    seen: set[object] = set()
    dropped = list(paths)
    beside = _pages_by_folder(path for path in dropped if not path.is_dir())
    for path in dropped:
        if path.is_dir() and is_companion(path.name, beside.get(path.parent, set())):
            found.notes.append(Found(path, note=_COMPANION))
            continue
        candidates = _walk(path, found.notes) if path.is_dir() else iter((path,))
        for candidate in candidates:
            mark = identity(candidate) or candidate
            if mark in seen:
                continue
            seen.add(mark)
            if len(found.files) >= MOST_FILES:
                found.notes.append(Found(path, note=f"Only the first {MOST_FILES} files were taken."))
                return found
            found.files.append(candidate)
    return found


def identity(path: Path | str) -> tuple[int, int] | None:
    """Device and number of a file, which are the same under every name it has; None if there is no such file."""
    try:
        status = os.stat(path)  # noqa: PTH116 - asked five times a file, of names rather than of paths
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def is_forbidden(path: Path, forbidden: Collection[Path]) -> bool:
    """Whether `path` is one of the forbidden files or belongs to one (SQLite's own files beside a project)."""
    mark = identity(path) if forbidden else None
    if mark is None:
        return False
    companions = (f"{item}{ending}" for item in forbidden for ending in ("", "-wal", "-shm", "-journal"))
    return any(identity(companion) == mark for companion in companions)


def _walk(folder: Path, notes: list[Found]) -> Iterator[Path]:
    left_out: Counter[str] = Counter()
    for place, folders, names in os.walk(folder, onerror=lambda error: notes.append(_unreadable(error, folder))):
        here = Path(place)
        pages = _pages(names)
        companions = [name for name in folders if is_companion(name, pages)]
        notes.extend(Found(here / name, note=_COMPANION) for name in companions)
        folders[:] = sorted(name for name in folders if name not in companions and not name.startswith("."))
        for name in sorted(names):
            if not is_never_press(name):
                yield here / name
            elif not _is_hidden(name):
                left_out[Path(name).suffix.lower()] += 1
    if left_out:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(left_out.items()))
        notes.append(Found(folder, note=f"Left out, as no press files: {kinds}."))


def _pages(names: Iterable[str]) -> set[str]:
    """Names of web pages without their endings."""
    return {Path(name).stem for name in names if Path(name).suffix.lower() in _PAGES}


def _pages_by_folder(files: Iterable[Path]) -> dict[Path, set[str]]:
    found: dict[Path, set[str]] = {}
    for path in files:
        found.setdefault(path.parent, set()).update(_pages([path.name]))
    return found


def is_never_press(name: str) -> bool:
    """Whether a file's name says that it is no press file: a picture, a script, something hidden or of the system."""
    return _is_hidden(name) or (Path(name).suffix.lower() in _NEVER_PRESS and name != _TELEGRAM)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name in {"Thumbs.db", "desktop.ini"}


def is_companion(name: str, pages: set[str]) -> bool:
    """Whether a folder holds the pictures and frames of a saved page; `pages` are names without their endings."""
    return any(name.lower().endswith(ending) and name[: -len(ending)] in pages for ending in _COMPANIONS)


def _unreadable(error: OSError, folder: Path) -> Found:
    path = Path(error.filename) if error.filename else folder
    return Found(path, error="cannot be opened", remedy="Check who may open it")
