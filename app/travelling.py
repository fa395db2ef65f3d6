"""Settings as a file for another machine: what may travel, written and read with care.

Names of projects, folders, searches and the look of windows stay where they are. A file comes from elsewhere: each part
is checked by itself, and what is not as it should be is left out and named.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeGuard

from annotations import __version__
from annotations.backups import BACKUP_LIMITS, BackupWishes
from annotations.brief.target import replacing
from annotations.errors import AnnotationError
from annotations.importers.remembered import from_json, to_json
from annotations.language.gazetteer import has_own_file, load_gazetteer, own_file
from app.fonts import SHIPPED, system_families
from app.reader.text_style import LEADINGS, SIZES, WIDTHS
from app.reasons import MOST, USUAL, keep_reasons, reasons
from app.settings import Settings

FORMAT, VERSION = "pressmark-settings", 1
ENDING = ".json"
LARGEST = 8_000_000
"""Bytes of a file that is read; all parts together are below."""

_LARGEST_PART, _LARGEST_LIST = 500_000, 4_000_000
"""Code points of a part as the file has it, and of a person's list of actors: what is set is read at each start."""

_LONGEST, _MOST_COLUMNS, _MOST_LAYOUTS = 300, 300, 40
_REMEDY = "Choose a file that File, Export settings wrote"


class SettingsFileError(AnnotationError):
    """A file of settings cannot be read; the settings are as they were."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken of a file and what was left, in words; `left` says why where that is not plain."""

    taken: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """One part: `get` gives a value for JSON, None where there is nothing to take along; `put` says whether it fits.

    What is longer than `most` code points neither goes along nor is taken.
    """

    key: str
    name: str
    get: Callable[[Settings], Any]
    put: Callable[[Settings, Any], bool]
    why: str = ""
    most: int = _LARGEST_PART

    def fits(self, value: Any) -> bool:
        """Whether a value is short enough; one that is nested too deep to be told is not."""
        try:
            return len(_json(value)) <= self.most
        except RecursionError:
            return False


def write(settings: Settings, path: Path) -> tuple[str, ...]:
    """Write what may travel; returns the names of parts that are too large for that.

    Raises:
        ExportError: if the file cannot be written.
    """
    values = {part: value for part in _PARTS if (value := part.get(settings)) is not None}
    fitting = {part.key: value for part, value in values.items() if part.fits(value)}
    content = {"format": FORMAT, "version": VERSION, "program": __version__, "settings": fitting}
    with replacing(path, "file of settings") as put:
        put(_json(content).encode("utf-8"))
    return tuple(part.name for part in values if part.key not in fitting)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def read(path: Path) -> dict[str, Any]:
    """Read a file of settings; its parts are not checked yet.

    Raises:
        SettingsFileError: if it is none, or of a newer program.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise SettingsFileError("These are no settings of Pressmark", _REMEDY, path)
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise SettingsFileError(f"The file cannot be read ({error.strerror})", _REMEDY, path) from error
    try:
        found = json.loads(content.decode("utf-8")) if len(content) <= LARGEST else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("settings"), dict):
        raise SettingsFileError("These are no settings of Pressmark", _REMEDY, path)
    version = found.get("version")
    if not isinstance(version, int) or version > VERSION:
        program = found.get("program")
        newer = f"Pressmark {program}" if _is_line(program) else "a newer Pressmark"
        raise SettingsFileError(f"These settings were written by {newer}", "Install that version", path)
    return dict(found["settings"])


def take(settings: Settings, values: dict[str, Any]) -> Taken:
    """Put what is sound and fits here in the place of what was set; the rest stays as it is."""
    taken, left = [], []
    for part in _PARTS:
        if part.key not in values:
            continue
        if part.fits(values[part.key]) and part.put(settings, values[part.key]):
            taken.append(part.name)
        else:
            left.append(f"{part.name} ({part.why})" if part.why else part.name)
    return Taken(tuple(taken), tuple(left))


# -- the parts


def _is_line(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _LONGEST and value.isprintable()


def _get_person(settings: Settings) -> list[str] | None:
    return list(settings.person) if all(settings.person) else None


def _put_person(settings: Settings, value: Any) -> bool:
    """Only where nobody is known: else somebody would go on working under another one's name."""
    if any(settings.person) or not isinstance(value, list) or len(value) != 2 or not all(map(_is_line, value)):
        return bool(list(settings.person) == value)
    settings.person = (value[0], value[1])
    return True


def _put_appearance(settings: Settings, value: Any) -> bool:
    if value not in ("system", "light", "dark", "contrast"):
        return False
    settings.appearance = value
    return True


def _get_text(settings: Settings) -> list[Any] | None:
    face, characters, leading = settings.reading_text
    value = [face, settings.reading_size, characters, leading]
    return value if any(value) else None


def _put_text(settings: Settings, value: Any) -> bool:
    if not isinstance(value, list) or len(value) != 4 or not isinstance(value[0], str):
        return False
    numbers = zip(value[1:], (SIZES, WIDTHS, LEADINGS), strict=True)
    if not all(_is_whole(number) and (number == 0 or least <= number <= most) for number, (least, most) in numbers):
        return False
    face, size, characters, leading = value
    if face and face not in (*SHIPPED, *system_families()):
        return False
    settings.reading_size, settings.reading_text = size, (face, characters, leading)
    return True


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _get_backups(settings: Settings) -> dict[str, Any] | None:
    wishes = settings.backups
    found = {"made": wishes.made, **{name: getattr(wishes, name) for name in BACKUP_LIMITS}}
    return found if wishes != BackupWishes() else None


def _put_backups(settings: Settings, value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("made"), bool):
        return False
    numbers = [(value.get(name), limits) for name, limits in BACKUP_LIMITS.items()]
    if not all(_is_whole(number) and limits[0] <= number <= limits[1] for number, limits in numbers):
        return False
    settings.backups = BackupWishes(value["made"], *(value[name] for name in ("number", "days", "minutes")))
    return True


def _put_shared_way(settings: Settings, value: Any) -> bool:
    if value not in ("copy", "in place"):
        return False
    settings.shared_way = value
    return True


def _get_suggestions(settings: Settings) -> list[Any] | None:
    value = [settings.suggestions, settings.suggestions_least]
    return value if value != [True, 0.0] else None


def _put_suggestions(settings: Settings, value: Any) -> bool:
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[0], bool):
        return False
    shown, least = value
    if not isinstance(least, (int, float)) or isinstance(least, bool) or not 0 <= least <= 1:
        return False
    settings.suggestions, settings.suggestions_least = shown, least
    return True


def _get_keys(settings: Settings) -> dict[str, list[str]] | None:
    return {name: list(keys) for name, keys in settings.own_keys.items()} or None


def _put_keys(settings: Settings, value: Any) -> bool:
    """Whether they can be used is looked at when they are given to the commands (see `app.remapping`)."""
    if not isinstance(value, dict) or len(value) > 1000:
        return False
    for name, keys in value.items():
        is_pair = isinstance(keys, list) and len(keys) == 2 and all(isinstance(key, str) for key in keys)
        if not is_pair or not _is_line(name) or "/" in name or any(len(key) > _LONGEST for key in keys):
            return False
    for name in settings.own_keys:
        settings.keep_keys(name, None)
    for name, keys in value.items():
        settings.keep_keys(name, (keys[0], keys[1]))
    return True


def _get_reasons(settings: Settings) -> list[str] | None:
    return found if (found := reasons(settings)) != list(USUAL) else None


def _put_reasons(settings: Settings, value: Any) -> bool:
    if not isinstance(value, list) or len(value) > MOST or not all(map(_is_line, value)):
        return False
    keep_reasons(settings, value)
    return True


def _put_columns(settings: Settings, value: Any) -> bool:
    if not isinstance(value, dict) or len(value) > _MOST_LAYOUTS:
        return False
    for mapping in value.values():
        if not isinstance(mapping, dict) or len(mapping) > _MOST_COLUMNS:
            return False
        if not all(isinstance(field, str) and len(field) <= _LONGEST for field in mapping.values()):
            return False
    for layout, mapping in reversed(value.items()):
        settings.keep_columns(layout, mapping)
    return True


def _get_corrections(settings: Settings) -> list[Any] | None:
    return json.loads(to_json(settings.corrections)) or None


def _put_corrections(settings: Settings, value: Any) -> bool:
    rules = from_json(json.dumps(value))
    if not rules:
        return False
    settings.corrections = {**settings.corrections, **rules}
    return True


def _get_actors(_settings: Settings) -> str | None:
    """The list as it is; of one that is too large, enough to see that."""
    try:
        with own_file().open(encoding="utf-8", newline="") as file:
            return file.read(_LARGEST_LIST + 1)
    except (OSError, UnicodeDecodeError):
        return None


def _put_actors(_settings: Settings, value: Any) -> bool:
    """Only where there is no list of one's own, which may be the work of weeks."""
    file = own_file()
    if not isinstance(value, str) or (has_own_file() and _get_actors(_settings) != value):
        return False
    try:
        with TemporaryDirectory() as folder:
            tried = Path(folder) / file.name
            tried.write_text(value, encoding="utf-8", newline="")
            load_gazetteer(tried)
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file, "list of actors") as put:
            put(value.encode("utf-8"))
    except (OSError, AnnotationError, ValueError):
        return False
    return True


_PARTS = (
    _Part("person", "name and initials", _get_person, _put_person, "another name is known here"),
    _Part("appearance", "appearance", lambda s: s.appearance, _put_appearance),
    _Part("text", "reading text", _get_text, _put_text, "its face is not installed here, or a size is not possible"),
    _Part("keys", "keys", _get_keys, _put_keys),
    _Part("backups", "wishes about backups", _get_backups, _put_backups),
    _Part("shared", "way of opening shared folders", lambda s: s.shared_way or None, _put_shared_way),
    _Part("suggestions", "how much is suggested", _get_suggestions, _put_suggestions),
    _Part("reasons", "reasons for leaving out", _get_reasons, _put_reasons),
    _Part("columns", "columns of tables", lambda s: s.columns or None, _put_columns),
    _Part("corrections", "corrections of imports", _get_corrections, _put_corrections),
    _Part(
        "actors",
        "your own list of actors",
        _get_actors,
        _put_actors,
        "there is another one here, or a line is wrong",
        _LARGEST_LIST,
    ),
)
