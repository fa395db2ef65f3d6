"""Codebooks as files that people can read: TOML with dimensions and their tags."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from annotations.codebook import NONE_OF_THESE, TAG_TEXTS, ActorType, CodebookFile, Dimension, Kind, Role, Tag
from annotations.codebook_tree import MOST_LEVELS
from annotations.errors import CodebookError
from annotations.text import canonicalise

_LARGEST = 5_000_000
LONGEST_TEXT = 20_000
"""Characters of one text in a codebook file."""

MOST_TAGS = 20_000
"""Tags in one codebook file."""

MOST_DIMENSIONS = 100
"""Dimensions in one codebook file."""

_WIDEST_SCALE = 9
UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HOW = "Compare it with a codebook that the program exports"

Table = dict[str, Any]


def shipped_codebook(name: str = "default") -> CodebookFile:
    """A codebook that comes with the program."""
    return read_codebook(files("resources").joinpath("codebooks", f"{name}.toml").read_text(encoding="utf-8"))


def load_codebook(path: Path) -> CodebookFile:
    """Read a codebook from a file.

    Raises:
        CodebookError: if it cannot be read or breaks the format.
    """
    return read_codebook(file_text(path), path)


def file_text(path: Path) -> str:
    """The text of a codebook file, without a byte order mark.

    Raises:
        CodebookError: if it cannot be read, is too large or no UTF-8.
    """
    try:
        if path.exists() and not path.is_file():
            raise CodebookError("This cannot be read as a file", "Choose a codebook file", path)
        if path.stat().st_size > _LARGEST:
            raise CodebookError("The file is too large for a codebook", "Choose a codebook file", path)
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CodebookError(f"The file cannot be read ({error.strerror})", "Check its name", path) from error
    except UnicodeDecodeError as error:
        raise CodebookError("The file is not UTF-8 text", "Save it as UTF-8", path) from error


def check_nesting(parents: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong with the parents of a dimension's tags, given as keys by keys.

    Returns:
        The key of a tag beneath itself, or nested too deep, and what is to be said of it; None if all is well.
    """
    levels: dict[str, int] = {}
    for key in parents:
        line: list[str] = []
        above = key
        while above in parents and above not in levels:
            if above in line:
                return key, "stands beneath itself"
            line.append(above)
            above = parents[above]
        level = levels.setdefault(above, 1)
        for each in reversed(line):
            level += 1
            levels[each] = level
        if level > MOST_LEVELS:
            return line[0], f"is nested deeper than {MOST_LEVELS} levels"
    return None


def read_codebook(text: str, path: Path | None = None) -> CodebookFile:
    """Read a codebook from the text of its file.

    Raises:
        CodebookError: says in which dimension or tag the format is broken.
    """
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CodebookError(f"The file is not valid TOML: {error}", _HOW, path) from error
    reader = _Reader(path)
    return reader.codebook(table)


class _Reader:
    """Checks and reads one file; every complaint names the place."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def codebook(self, table: Table) -> CodebookFile:
        entries = self._tables(table, "dimension", "the codebook")
        dimensions = tuple(self._dimension(entry) for entry in entries)
        self._unique([dimension.key for dimension in dimensions], "dimension", "the codebook")
        self._unique([dimension.uid for dimension in dimensions if dimension.uid], "dimension", "the codebook", "uid")
        if not dimensions:
            raise self._broken("the codebook", "has no dimension")
        if len(dimensions) > MOST_DIMENSIONS:
            raise self._broken("the codebook", f"has more than {MOST_DIMENSIONS} dimensions")
        tags: dict[str, tuple[Tag, ...]] = {}
        parents: dict[tuple[str, str], str] = {}
        for dimension, entry in zip(dimensions, entries, strict=True):
            tags[dimension.key] = self._tags_of(dimension, entry, parents)
            if sum(map(len, tags.values())) > MOST_TAGS:
                raise self._broken("the codebook", f"has more than {MOST_TAGS:,} tags")
        name = self._text(table, "name", "the codebook", needed=True)
        version, about = (self._text(table, key, "the codebook") for key in ("version", "about"))
        return CodebookFile(
            self._text(table, "id", "the codebook", needed=True), name, version or "1", about, dimensions, tags, parents
        )

    def _dimension(self, entry: Table) -> Dimension:
        name = self._text(entry, "name", "a dimension", needed=True)
        place = f"dimension “{name}”"
        try:
            kind = Kind(entry.get("kind", ""))
            roles = tuple(Role(role) for role in entry.get("roles", ()))
        except (ValueError, TypeError):
            raise self._broken(place, "has an unknown kind or role") from None
        types = tuple(
            ActorType(
                *(self._text(item, key, place, needed=key != "definition") for key in ("key", "name", "definition"))
            )
            for item in self._tables(entry, "types", place)
        )
        key, about = self._text(entry, "key", place, needed=True), self._text(entry, "help", place)
        return Dimension(name, kind, self._uid(entry, place), key, about, roles=roles, types=types)

    def _tags_of(self, dimension: Dimension, entry: Table, parents: dict[tuple[str, str], str]) -> tuple[Tag, ...]:
        place = f"dimension “{dimension.name}”"
        tags: list[Tag] = []
        known: set[str] = set()
        for item in self._tables(entry, "tag", place):
            tag = self._tag(item, dimension)
            if parent := self._text(item, "parent", place):
                if parent not in known:
                    raise self._broken(f"tag “{tag.name}”", f"stands before its parent “{parent}”")
                parents[dimension.key, tag.key] = parent
            tags.append(tag)
            known.add(tag.key)
        self._unique([tag.key for tag in tags], "tag", place)
        self._unique([tag.uid for tag in tags if tag.uid], "tag", place, "uid")
        above = {key: parent for (of, key), parent in parents.items() if of == dimension.key}
        if wrong := check_nesting(above):
            raise self._broken(f"tag “{wrong[0]}”", wrong[1])
        return tuple(tags)

    def _tag(self, item: Table, dimension: Dimension) -> Tag:
        name = self._text(item, "name", f"a tag of “{dimension.name}”", needed=True)
        place = f"tag “{name}”"
        key = self._text(item, "key", place, needed=True)
        if key == NONE_OF_THESE:
            raise self._broken(place, "uses the key “none”, which every dimension has by itself")
        value = item.get("value")
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or abs(value) > _WIDEST_SCALE):
            raise self._broken(place, "has a value that is no whole number from -9 to 9")
        aliases = item.get("aliases", [])
        if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
            raise self._broken(place, "has aliases that are no list of texts")
        texts: Table = {field: self._text(item, field, place) for field in TAG_TEXTS}
        return Tag(name, self._uid(item, place), key, value=value, aliases=tuple(map(canonicalise, aliases)), **texts)

    def _uid(self, table: Table, place: str) -> str:
        uid = self._text(table, "uid", place)
        if uid and not UID.fullmatch(uid):
            raise self._broken(place, "has a uid that is none")
        return uid

    def _tables(self, table: Table, key: str, place: str) -> list[Table]:
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise self._broken(place, f"has “{key}” where a list of [[{key}]] tables is expected")
        return found

    def _text(self, table: Table, key: str, place: str, *, needed: bool = False) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            raise self._broken(place, f"has “{key}” that is no text")
        value = canonicalise(value).strip()
        if len(value) > LONGEST_TEXT:
            raise self._broken(place, f"has more than {LONGEST_TEXT:,} characters in “{key}”")
        if needed and not value:
            raise self._broken(place, f"has no {key}")
        return value

    def _unique(self, keys: list[str], what: str, place: str, kind: str = "key") -> None:
        if double := sorted(key for key, times in Counter(keys).items() if times > 1):
            raise self._broken(place, f"has two {what}s with the {kind} “{double[0]}”")

    def _broken(self, place: str, what: str) -> CodebookError:
        return CodebookError(f"In this codebook, {place} {what}", _HOW, self._path)
