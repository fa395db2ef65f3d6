"""Codebooks as files that people can read: TOML with dimensions and their tags."""

import re
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

from annotations.codebook import NONE_OF_THESE, ActorType, CodebookFile, Dimension, Kind, Role, Tag
from annotations.errors import CodebookError
from annotations.text import canonicalise

_TEXTS = ("short", "definition", "use", "dont_use", "example", "near_miss", "colour", "shortcut", "type", "source")
_LONGEST = 5_000_000
_WIDEST_SCALE = 9
_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
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
    try:
        if path.stat().st_size > _LONGEST:
            raise CodebookError("The file is too large for a codebook", "Choose a codebook file", path)
        return read_codebook(path.read_text(encoding="utf-8"), path)
    except OSError as error:
        raise CodebookError(f"The file cannot be read ({error.strerror})", "Check its name", path) from error
    except UnicodeDecodeError as error:
        raise CodebookError("The file is not UTF-8 text", "Save it as UTF-8", path) from error


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
        tags: dict[str, tuple[Tag, ...]] = {}
        parents: dict[tuple[str, str], str] = {}
        for dimension, entry in zip(dimensions, entries, strict=True):
            tags[dimension.key] = self._tags_of(dimension, entry, parents)
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
        for item in self._tables(entry, "tag", place):
            tag = self._tag(item, dimension)
            if parent := self._text(item, "parent", place):
                if parent not in {known.key for known in tags}:
                    raise self._broken(f"tag “{tag.name}”", f"stands before its parent “{parent}”")
                parents[dimension.key, tag.key] = parent
            tags.append(tag)
        self._unique([tag.key for tag in tags], "tag", place)
        self._unique([tag.uid for tag in tags if tag.uid], "tag", place, "uid")
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
        texts: Table = {field: self._text(item, field, place) for field in _TEXTS}
        return Tag(name, self._uid(item, place), key, value=value, aliases=tuple(map(canonicalise, aliases)), **texts)

    def _uid(self, table: Table, place: str) -> str:
        uid = self._text(table, "uid", place)
        if uid and not _UID.fullmatch(uid):
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
        if needed and not value:
            raise self._broken(place, f"has no {key}")
        return value

    def _unique(self, keys: list[str], what: str, place: str, kind: str = "key") -> None:
        if double := sorted(key for key, times in Counter(keys).items() if times > 1):
            raise self._broken(place, f"has two {what}s with the {kind} “{double[0]}”")

    def _broken(self, place: str, what: str) -> CodebookError:
        return CodebookError(f"In this codebook, {place} {what}", _HOW, self._path)
