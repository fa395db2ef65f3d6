"""The gazetteer: states, bodies, firms, people that the press names, with their names in English and Russian.

It ships as tables in `resources/gazetteer`; a file of the person's own in the same form is laid over it.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Final

from platformdirs import user_config_path

from annotations.errors import AnnotationError
from annotations.language.lexicon import Lexicon
from annotations.language.word_forms import plain_name
from annotations.text import canonicalise

COLUMNS: Final = ("id", "name", "kind", "type", "country", "en", "ru", "stands_for")
"""Columns of a table, in order. What they hold is explained at the head of the shipped ones."""

_LARGEST = 8 * 1024 * 1024
_MOST_ENTRIES = 50_000
_LONGEST_CELL = 2_000
_LONGEST_LINE = 16_000
_SHOWN = 40
_SEPARATORS = ",;\t"


class EntryKind(StrEnum):
    """What an entry is; a `STOP` is nobody, and `OFF` takes a shipped entry away."""

    STATE = "state"
    ORGANISATION = "organisation"
    PERSON = "person"
    GROUP = "group"
    STOP = "stop"
    OFF = "off"


class GazetteerError(AnnotationError):
    """A table that cannot be used as it is; the message says in which line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody the press names. `id` never changes, `name` is what a new tag is called.

    `type` is the key of an actor type in the default codebook, empty where that depends on the time or the study, and
    "government" for authorities of every country. `country` is an ISO 3166 code of two letters, or empty. `aliases`
    are other names that mean only this; `stands_for` are those that may mean it and may be a place: "Moscow".
    """

    id: str
    name: str
    kind: EntryKind
    type: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Known:
    """What a name of the gazetteer means. `written` is its basic form; a metonym only may mean the entry."""

    entry: Entry
    written: str
    is_metonym: bool = False


@dataclass(frozen=True)
class Gazetteer:
    """Entries by their ids, a person's own first; stop entries, which are nobody, among them."""

    entries: Mapping[str, Entry]

    def actors(self) -> Iterator[Entry]:
        """Those who can act."""
        return (entry for entry in self.entries.values() if entry.kind not in (EntryKind.STOP, EntryKind.OFF))

    @cached_property
    def names(self) -> Lexicon[Known]:
        """All names, as they are looked up in texts; metonyms come last. Made when first used."""
        there = [entry for entry in self.entries.values() if entry.kind is not EntryKind.OFF]
        plain = [(name, Known(entry, name)) for entry in there for name in entry.names]
        metonyms = [(name, Known(entry, name, is_metonym=True)) for entry in there for name in entry.stands_for]
        return Lexicon([*plain, *metonyms])

    @cached_property
    def by_name(self) -> Mapping[str, Known]:
        """What each name means, by its form of `plain_name`."""
        found: dict[str, Known] = {}
        for entry in self.actors():
            for name in entry.names:
                found.setdefault(plain_name(name), Known(entry, name))
        for entry in self.actors():
            for name in entry.stands_for:
                found.setdefault(plain_name(name), Known(entry, name, is_metonym=True))
        return found

    def country_of(self, name: str) -> str:
        """Code of the country with this name, in any spelling that a state has here; empty if there is none."""
        known = self.by_name.get(plain_name(name))
        if known and known.entry.kind is EntryKind.STATE and not known.is_metonym:
            return known.entry.country
        return next((one.country for one in self.actors() if one.country == name and name), "")


def own_file() -> Path:
    """Where a person's own table is, or would be: beside the settings."""
    return user_config_path("pressmark", appauthor=False) / "gazetteer.csv"


def has_own_file() -> bool:
    """Whether there is one; one that cannot be looked at is there, so that nothing takes its place."""
    try:
        own_file().stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def load_gazetteer(own: Path | None = None) -> Gazetteer:
    """Read the shipped tables, and lay a person's own over them where there is one.

    A line of it with the id of a shipped entry changes that: cells that are filled take the place of the shipped ones.

    Raises:
        GazetteerError: if the person's file cannot be read or a line of it says nothing sensible.
    """
    shipped = _shipped()
    written = _read(own) if own else ""
    if own is None or not written:
        return Gazetteer(shipped)
    laid_over = dict(shipped)
    for number, row in _rows(written, own):
        entry = _entry(row, number, own, laid_over.get(row["id"]))
        laid_over.pop(entry.id, None)
        laid_over[entry.id] = entry
    mine = [entry for entry in laid_over.values() if shipped.get(entry.id) is not entry]
    others = [entry for entry in laid_over.values() if shipped.get(entry.id) is entry]
    return Gazetteer({entry.id: entry for entry in (*mine, *others)})  # of one name the person's own meaning counts


def template() -> str:
    """What a new file of a person's own holds: the explanation of its columns, and their names."""
    text = (files("resources") / "gazetteer" / "own.csv").read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


@cache
def _shipped() -> dict[str, Entry]:
    folder = files("resources") / "gazetteer"
    found: dict[str, Entry] = {}
    for table in sorted(folder.iterdir(), key=lambda table: table.name):
        if table.name.endswith(".csv"):
            path = Path(table.name)
            for number, row in _rows(table.read_text(encoding="utf-8"), path):
                found[row["id"]] = _entry(row, number, path, None)
    return found


def _read(path: Path) -> str:
    """The text of a person's file, which a spreadsheet may have written; empty where there is none."""
    try:
        if path.stat().st_size > _LARGEST:
            raise GazetteerError("The file of known actors is far too large", "Keep it below 8 MB", path)
        return canonicalise(path.read_bytes().decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        raise GazetteerError(
            "The file of known actors is not in UTF-8", "Save it as “CSV UTF-8” or as text in UTF-8", path
        ) from error
    except OSError as error:
        raise GazetteerError(
            f"The file of known actors cannot be read ({error.strerror})",
            "Look at the permissions of it and of its folder",
            path,
        ) from error


def _rows(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with the number of the line each begins in; lines that begin with # are passed over."""
    lines = text.splitlines()
    first = next((n for n, line in enumerate(lines) if line.strip() and not line.lstrip('"').startswith("#")), None)
    if first is None:
        return
    separator = max(_SEPARATORS, key=lines[first].count)
    header = [cell.strip().strip('"').casefold() for cell in lines[first].split(separator)]
    _check_header([cell for cell in header if cell], first + 1, path)
    known: dict[str, int] = {}
    for number, line in enumerate(lines[first + 1 :], first + 2):
        if not line.strip(separator + " ") or line.lstrip('"').startswith("#"):
            continue
        if len(line) > _LONGEST_LINE:
            raise _wrong(path, number, f"has {len(line):,} characters", "Keep one actor in a line")
        cells = next(csv.reader([line], delimiter=separator))
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            raise _wrong(path, number, f"has {len(cells)} cells, the table {len(header)} columns",
                         "Put values that hold the separator into quotation marks")  # fmt: skip
        row = dict.fromkeys(COLUMNS, "") | dict(zip(header, (" ".join(c.split()) for c in cells), strict=False))
        if row["id"] in known:
            raise _wrong(path, number, f"has the id of line {known[row['id']]}: {row['id'][:_SHOWN]}", "Join the two")
        known[row["id"]] = number
        if len(known) > _MOST_ENTRIES:
            raise _wrong(path, number, f"is one of more than {_MOST_ENTRIES:,}", "Keep fewer")
        yield number, row


def _check_header(header: list[str], number: int, path: Path) -> None:
    unknown = [name for name in header if name not in COLUMNS]
    if unknown or "id" not in header or len({*header}) < len(header):
        why = f"names no such column: {unknown[0][:_SHOWN]}" if unknown else "does not name the columns, each once"
        raise _wrong(path, number, why, f"The first line must name the columns: {', '.join(COLUMNS)}")


def _entry(row: Mapping[str, str], number: int, path: Path, before: Entry | None) -> Entry:
    """What a row says, where it says nothing what the entry said before."""
    if not row["id"]:
        raise _wrong(path, number, "has no id", "Give each line an id of its own, as jane-doe")
    if too_long := next((cell for cell in row.values() if len(cell) > _LONGEST_CELL), None):
        raise _wrong(path, number, f"has a cell of {len(too_long):,} characters", "Make it shorter")
    given = {
        "id": row["id"],
        "name": row["name"],
        "kind": _kind(row["kind"], number, path),
        "type": row["type"].casefold(),
        "country": row["country"].upper(),
        "aliases": (*_listed(row["en"]), *_listed(row["ru"])),
        "stands_for": _listed(row["stands_for"]),
    }
    filled = {name: value for name, value in given.items() if value}
    if before:
        return replace(before, **filled)  # type: ignore[arg-type]
    for name in ("name", "kind"):
        if name not in filled:
            raise _wrong(path, number, f"has no {name}", f"A new entry needs id, name and kind: {row['id'][:_SHOWN]}")
    return Entry(**filled)  # type: ignore[arg-type]


def _kind(written: str, number: int, path: Path) -> EntryKind | None:
    if not written:
        return None
    try:
        return EntryKind(written.casefold())
    except ValueError:
        listed = ", ".join(kind.value for kind in EntryKind)
        raise _wrong(path, number, f"has no such kind: {written[:_SHOWN]}", f"A kind is one of {listed}") from None


def _listed(cell: str) -> Iterable[str]:
    return tuple(dict.fromkeys(name.strip() for name in cell.split("|") if name.strip()))


def _wrong(path: Path, number: int, what: str, remedy: str) -> GazetteerError:
    return GazetteerError(f"Line {number} {what}", remedy, path)
