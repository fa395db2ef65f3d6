"""What the program remembers of this person on this machine: in a file of the platform's settings folder."""

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path, user_state_path
from PySide6.QtCore import QByteArray, QSettings

from annotations.backups import BACKUP_LIMITS, BackupWishes

if TYPE_CHECKING:
    from annotations.importers.remembered import Rules

APPLICATION = "pressmark"
_MOST_RECENT = 10
_MOST_SEARCHES = 8
_MOST_CHOSEN = 8
_MOST_LAYOUTS = 40
_MOST_DIGITS, _MOST_DIGITS_OF_OFFSET = 3, 9


def state_folder() -> Path:
    """The folder for logs and other traces of use; made if it is not there."""
    return user_state_path(APPLICATION, appauthor=False, ensure_exists=True)


def settings_file() -> Path:
    """The file of the settings, in the platform's place; it need not be there."""
    return Path(user_config_path(APPLICATION, appauthor=False)) / "settings.ini"


class Settings:
    """Typed access to the settings file; every value has a default, which also stands in for a damaged one.

    Where the folder cannot be written everything works, and is forgotten at the end.
    """

    def __init__(self) -> None:
        file = settings_file()
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def person(self) -> tuple[str, str]:
        """Name and initials of the person who works here; empty before the first start."""
        return self._text("person/name"), self._text("person/initials")

    @person.setter
    def person(self, person: tuple[str, str]) -> None:
        self._store.setValue("person/name", person[0])
        self._store.setValue("person/initials", person[1])

    @property
    def recent(self) -> list[Path]:
        """Projects opened last, the newest first; those that are gone are left out."""
        paths = [Path(line) for line in self._text("recent").split("\n") if line]
        return [path for path in paths if _is_there(path)]

    def remember(self, path: Path) -> None:
        """Put a project at the head of the recent ones."""
        others = [other for other in self.recent if other != path]
        self._store.setValue("recent", "\n".join(map(str, [path, *others][:_MOST_RECENT])))

    @property
    def appearance(self) -> str:
        """Either "system", "light", "dark" or "contrast"."""
        value = self._text("appearance")
        return value if value in ("light", "dark", "contrast") else "system"

    @appearance.setter
    def appearance(self, appearance: str) -> None:
        self._store.setValue("appearance", appearance)

    @property
    def shared_way(self) -> str:
        """How projects in shared folders are opened: "copy" or "in place"; empty to ask each time."""
        value = self._text("shared-way")
        return value if value in ("copy", "in place") else ""

    @shared_way.setter
    def shared_way(self, way: str) -> None:
        self._store.setValue("shared-way", way)

    @property
    def colour_by(self) -> str:
        """Uid of the dimension that gives the marks their colour; empty for the first."""
        return self._text("reader/colour-by")

    @colour_by.setter
    def colour_by(self, uid: str) -> None:
        self._store.setValue("reader/colour-by", uid)

    @property
    def reading_size(self) -> int:
        """Size of the reading face in pixels; 0 for the default."""
        return _whole(self._text("reader/size"))

    @reading_size.setter
    def reading_size(self, size: int) -> None:
        self._store.setValue("reader/size", str(size))

    @property
    def reading_text(self) -> tuple[str, int, int]:
        """Face, characters a line and line height in per cent of the text; empty and 0 for the usual ones."""
        characters, leading = (self._number(f"reader/{name}", 1, 999) for name in ("characters", "leading"))
        return self._text("reader/face"), characters, leading

    @reading_text.setter
    def reading_text(self, text: tuple[str, int, int]) -> None:
        for name, value in zip(("face", "characters", "leading"), text, strict=True):
            self._store.setValue(f"reader/{name}", str(value))

    @property
    def backups(self) -> BackupWishes:
        """How backups of the open project are made."""
        number, days, minutes = (self._number(f"backups/{name}", *limits) for name, limits in BACKUP_LIMITS.items())
        usual = BackupWishes()
        return BackupWishes(
            self._text("backups/made") != "no",
            number or usual.number,
            days or usual.days,
            minutes or usual.minutes,
        )

    @backups.setter
    def backups(self, wishes: BackupWishes) -> None:
        self._store.setValue("backups/made", "yes" if wishes.made else "no")
        for name in BACKUP_LIMITS:
            self._store.setValue(f"backups/{name}", str(getattr(wishes, name)))

    @property
    def own_keys(self) -> dict[str, tuple[str, str]]:
        """Sequences and single key of each command that a person gave other keys, by its id; both may be empty."""
        stored = (str(key).split("/") for key in self._store.allKeys())
        ids = sorted({parts[1] for parts in stored if len(parts) == 3 and parts[0] == "keys"})
        found = {
            name: (self._store.value(f"keys/{name}/shortcut"), self._store.value(f"keys/{name}/key")) for name in ids
        }
        return {name: keys for name, keys in found.items() if all(isinstance(text, str) for text in keys)}

    def keep_keys(self, command_id: str, keys: tuple[str, str] | None) -> None:
        """Remember the keys that a person gave a command; None forgets them."""
        self._store.remove(f"keys/{command_id}")
        if keys is not None:
            self._store.setValue(f"keys/{command_id}/shortcut", keys[0])
            self._store.setValue(f"keys/{command_id}/key", keys[1])

    @property
    def suggestions(self) -> bool:
        """Whether anything is suggested."""
        return self._text("suggestions/shown") != "no"

    @suggestions.setter
    def suggestions(self, shown: bool) -> None:
        self._store.setValue("suggestions/shown", "yes" if shown else "no")

    @property
    def suggestions_least(self) -> float:
        """The score, from 0 to 1, from which claims are suggested; 0 for all."""
        return self._number("suggestions/least", 0, 100) / 100

    @suggestions_least.setter
    def suggestions_least(self, least: float) -> None:
        self._store.setValue("suggestions/least", str(round(least * 100)))

    @property
    def chosen_lately(self) -> list[str]:
        """What was chosen in the palette, the latest first."""
        return [line for line in self._text("palette/lately").split("\n") if line][:_MOST_CHOSEN]

    def remember_choice(self, mark: str) -> None:
        """Put what was chosen in the palette at the head of `chosen_lately`."""
        others = [other for other in self.chosen_lately if other != mark]
        self._store.setValue("palette/lately", "\n".join([mark, *others][:_MOST_CHOSEN]))

    @property
    def columns(self) -> dict[str, dict[str, str]]:
        """For each layout of a table that was mapped the field of its columns, the latest first."""
        with suppress(ValueError, AttributeError, RecursionError):
            stored = json.loads(self._text("import/columns")).items()
            return {layout: {name: str(field) for name, field in mapping.items()} for layout, mapping in stored}
        return {}

    def keep_columns(self, layout: str, mapping: dict[str, str]) -> None:
        """Remember which column of a layout is which field; the layouts that were mapped longest ago are forgotten."""
        others = {name: fields for name, fields in self.columns.items() if name != layout}
        kept = dict([(layout, mapping), *others.items()][:_MOST_LAYOUTS])
        self._store.setValue("import/columns", json.dumps(kept))

    @property
    def corrections(self) -> "Rules":
        """What was corrected in imports and is proposed in the next ones."""
        from annotations.importers.remembered import from_json

        return from_json(self._text("import/corrections"))

    @corrections.setter
    def corrections(self, rules: "Rules") -> None:
        from annotations.importers.remembered import to_json

        self._store.setValue("import/corrections", to_json(rules))

    def layout(self, name: str) -> QByteArray:
        """A window's or splitter's remembered state, empty if there is none."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_layout(self, name: str, state: QByteArray) -> None:
        """Remember a window's or splitter's state."""
        self._store.setValue(f"layout/{name}", state)

    def last_folder(self, purpose: str = "", otherwise: Path | None = None) -> Path:
        """Where the person last opened or stored a file.

        Args:
            purpose: what for, since press files, projects and briefs lie in different places; projects if empty.
            otherwise: the folder to take where none is known or the known one is gone; the person's own if None.
        """
        text = self._text(_folder_key(purpose))
        folder = Path(text)
        return folder if text and _is_there(folder) and folder.is_dir() else otherwise or Path.home()

    def keep_folder(self, folder: Path, purpose: str = "") -> None:
        """Remember where the person opened or stored a file."""
        self._store.setValue(_folder_key(purpose), str(folder))

    def place(self, project_uid: str) -> tuple[str, int]:
        """Where the person stopped reading in a project: the article's uid, empty if unknown, and the offset."""
        uid, _, offset = self._text(f"places/{project_uid}").partition(" ")
        return uid, _whole(offset, _MOST_DIGITS_OF_OFFSET)

    def keep_place(self, project_uid: str, article_uid: str, offset: int) -> None:
        """Remember where the person reads, in code points of the article's text."""
        self._store.setValue(f"places/{project_uid}", f"{article_uid} {offset}")

    def recent_searches(self, project_uid: str) -> list[str]:
        """What was looked for in a project, the latest first."""
        return [line for line in self._text(f"searches/{project_uid}").split("\n") if line]

    def keep_search(self, project_uid: str, typed: str) -> None:
        """Put what was looked for, one line, at the head of the recent searches of a project."""
        others = [other for other in self.recent_searches(project_uid) if other != typed]
        self._store.setValue(f"searches/{project_uid}", "\n".join([typed, *others][:_MOST_SEARCHES]))

    def remembered(self, name: str) -> str:
        """What a part of the window keeps for itself under a name, empty if nothing."""
        return self._text(f"kept/{name}")

    def keep(self, name: str, state: str) -> None:
        """Remember it."""
        self._store.setValue(f"kept/{name}", state)

    def snapshot(self) -> dict[str, object]:
        """All that is remembered, for `restore`."""
        return {key: self._store.value(key) for key in self._store.allKeys()}

    def restore(self, snapshot: dict[str, object]) -> None:
        """Remember what was remembered then, and nothing else."""
        self._store.clear()
        for key, value in snapshot.items():
            self._store.setValue(key, value)

    def _number(self, key: str, least: int, most: int) -> int:
        """A whole number within limits, 0 if there is none."""
        number = _whole(self._text(key))
        return number if least <= number <= most else 0

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) else ""


def _folder_key(purpose: str) -> str:
    return f"folders/{purpose}" if purpose else "folder"


def _whole(text: str, digits: int = _MOST_DIGITS) -> int:
    """A whole number of at most so many digits, 0 if the text is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else 0


def _is_there(path: Path) -> bool:
    """Whether something stands at a path; what cannot be looked at counts as gone."""
    try:
        return path.exists()
    except OSError:
        return False
