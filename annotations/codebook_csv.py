r"""Codebooks as tables: CSV with one row a tag, for spreadsheets.

Columns (see `COLUMNS`): `dimension` and `name` are needed, all others may be left out. What is said of a dimension
(`kind`, `roles`, `dimension_help`) is taken from the first of its rows that says it. A row without a tag's name is a
dimension that has no tags. `parent` is the key or the name of a tag of the same dimension. Several aliases or roles are
separated by `|`; a `|` within one is written `\|`. Names and definitions of actor types do not fit in a table: `type`
makes types named like their keys, and only TOML keeps the rest.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from annotations.codebook import NONE_OF_THESE, TAG_TEXTS, ActorType, CodebookFile, Dimension, Kind, Role, Tag
from annotations.codebook_file import LONGEST_TEXT, MOST_DIMENSIONS, MOST_TAGS, UID, check_nesting, file_text
from annotations.codebook_writing import Keys
from annotations.errors import CodebookError
from annotations.spreadsheets import FORMULA
from annotations.text import canonicalise

COLUMNS = (
    *("dimension", "dimension_key", "dimension_uid", "kind", "roles", "dimension_help"),
    *("key", "uid", "name", "parent", "value", "aliases", *TAG_TEXTS),
)
"""The columns that are written, in order."""

_DELIMITERS = ",;\t"
_SEPARATOR = "|"
_WIDEST_SCALE = 9
_HOW = "Compare it with a codebook that the program exports as CSV"

Row = dict[str, str]
E = TypeVar("E", bound=StrEnum)


def csv_text(file: CodebookFile) -> str:
    """Return a codebook as a table; `read_csv` makes the same one of it, but for what its docstring leaves out."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(file):
        writer.writerow({name: _harmless(cell) for name, cell in row.items()})
    return out.getvalue()


def _rows(file: CodebookFile) -> Iterator[Row]:
    for dimension in file.dimensions:
        said = {
            "dimension": dimension.name,
            "dimension_key": dimension.key,
            "dimension_uid": dimension.uid,
            "kind": dimension.kind.value,
            "roles": _joined(role.value for role in dimension.roles),
            "dimension_help": dimension.help,
        }
        tags = file.tags.get(dimension.key, ())
        if not tags:
            yield said
        for tag in tags:
            parent = file.parents.get((dimension.key, tag.key), "")
            value = "" if tag.value is None else str(tag.value)
            texts = {name: getattr(tag, name) for name in TAG_TEXTS}
            of_tag = {"key": tag.key, "uid": tag.uid, "name": tag.name, "parent": parent, "value": value}
            yield {**said, **of_tag, "aliases": _joined(tag.aliases), **texts}


def _harmless(cell: str) -> str:
    """The text, after an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(("'", *FORMULA)) and not re.fullmatch(r"[+-]?\d+", cell) else cell


def _joined(parts: Iterable[str]) -> str:
    return " | ".join(part.replace("\\", "\\\\").replace(_SEPARATOR, "\\|") for part in parts)


def _parted(cell: str) -> tuple[str, ...]:
    parts = re.findall(r"(?:\\.|[^\\|])+", cell)
    return tuple(filter(None, (re.sub(r"\\(.)", r"\1", part.strip()) for part in parts)))


# -- reading


def load_csv(path: Path) -> CodebookFile:
    """Read a codebook from a CSV file.

    Raises:
        CodebookError: says in which line the table is broken.
    """
    return read_csv(file_text(path), path)


def read_csv(text: str, path: Path | None = None) -> CodebookFile:
    """Read a codebook from the text of a CSV file: comma, semicolon or tab, with or without a byte order mark.

    Dimensions and tags without a uid get the ones made of the text itself, so that whoever reads the same file gets
    the same ones.

    Raises:
        CodebookError: says in which line the table is broken.
    """
    return _Table(path).codebook(text.removeprefix("\ufeff"))


@dataclass(slots=True)
class _Gathered:
    """A dimension as its rows say it so far; `lines` are those of its tags, `parents` as they are written."""

    dimension: Dimension
    keys: Keys
    says_kind: bool = False
    tags: list[Tag] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)


class _Table:
    """Reads one file; every complaint names the line."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._line = 1
        self._dimensions: dict[str, _Gathered] = {}
        self._keys = Keys()

    def codebook(self, text: str) -> CodebookFile:
        for count, row in enumerate(self._read(text)):
            if count >= MOST_TAGS:
                raise self._broken(f"is beyond the {MOST_TAGS:,} tags that a codebook can have")
            self._take(row)
        if not self._dimensions:
            raise CodebookError("This table has no rows with a dimension", _HOW, self._path)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        tags: dict[str, tuple[Tag, ...]] = {}
        parents: dict[tuple[str, str], str] = {}
        for found in self._dimensions.values():
            above = self._parents(found)
            tags[found.dimension.key] = tuple(_parents_first(found.tags, above))
            parents |= {(found.dimension.key, key): parent for key, parent in above.items()}
        dimensions = tuple(self._finished(found) for found in self._dimensions.values())
        name = self._path.stem if self._path else "Codebook"
        return CodebookFile(f"csv-{digest[:16]}", canonicalise(name) or "Codebook", "1", "", dimensions, tags, parents)

    def _read(self, text: str) -> Iterator[Row]:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        try:
            columns = self._columns(next(lines, []))
            for cells in lines:
                self._line = lines.line_num
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
                    raise self._broken(f"has {len(cells)} cells, and the table has {len(columns)} columns")
                yield {name: self._cell(cell, name) for name, cell in zip(columns, cells, strict=False) if name}
        except csv.Error as error:
            self._line = lines.line_num
            raise self._broken(f"cannot be read as CSV ({error})") from error

    def _columns(self, head: list[str]) -> list[str]:
        names = [_column(name) for name in head]
        if unknown := [head[n] for n, name in enumerate(names) if name and name not in COLUMNS]:
            raise self._broken(f"has a column “{canonicalise(unknown[0])[:40]}”, which is none of a codebook")
        for name in ("dimension", "name"):
            if name not in names:
                raise self._broken(f"has no column “{name}”")
        if twice := [name for name in names if name and names.count(name) > 1]:
            raise self._broken(f"has the column “{twice[0]}” twice")
        return names

    def _cell(self, cell: str, name: str) -> str:
        text = canonicalise(cell).strip()
        if len(text) > 1 and text[0] == "'" and text[1] in ("'", *FORMULA):
            text = text[1:]
        if len(text) > LONGEST_TEXT:
            raise self._broken(f"has more than {LONGEST_TEXT:,} characters in “{name}”")
        return text

    # -- rows

    def _take(self, row: Row) -> None:
        name = " ".join(row.get("dimension", "").split())
        if not name:
            raise self._broken("names no dimension")
        found = self._dimensions.get(name.casefold())
        if found is None:
            if len(self._dimensions) >= MOST_DIMENSIONS:
                raise self._broken(f"is beyond the {MOST_DIMENSIONS} dimensions that a codebook can have")
            key, uid = self._keys.of(row.get("dimension_key", ""), name), self._uid(row, "dimension_uid")
            if twin := next((other for other in self._dimensions.values() if uid and other.dimension.uid == uid), None):
                raise self._broken(f"has the dimension_uid of “{twin.dimension.name}”")
            dimension = Dimension(name, Kind.MANY, uid, key)
            found = self._dimensions[name.casefold()] = _Gathered(dimension, Keys(NONE_OF_THESE))
        self._describe(found, row)
        if row.get("name", ""):
            self._add_tag(found, row)

    def _describe(self, found: _Gathered, row: Row) -> None:
        """Take over what the row says of its dimension, where nothing was said before."""
        before = found.dimension
        kind, roles = before.kind, before.roles
        if (said := row.get("kind", "").casefold()) and not found.says_kind:
            kind = self._one_of(Kind, said, "kind")
            found.says_kind = True
        if not roles:
            roles = tuple(self._one_of(Role, part.casefold(), "role") for part in _parted(row.get("roles", "")))
        about = before.help or row.get("dimension_help", "")
        found.dimension = Dimension(before.name, kind, before.uid, before.key, about, roles=roles)

    def _one_of(self, kinds: type[E], said: str, what: str) -> E:
        try:
            return kinds(said)
        except ValueError:
            raise self._broken(f"has the {what} “{said[:40]}”; there are {', '.join(kinds)}") from None

    def _add_tag(self, found: _Gathered, row: Row) -> None:
        if row.get("key") == NONE_OF_THESE:
            raise self._broken("uses the key “none”, which every dimension has by itself")
        key = row.get("key", "")
        if key and key in found.lines:
            raise self._broken(f"has the key “{key}” of line {found.lines[key]} again")
        key = found.keys.of(key, row["name"])
        texts: dict[str, Any] = {name: row.get(name, "") for name in TAG_TEXTS}
        name, uid, aliases = " ".join(row["name"].split()), self._uid(row, "uid"), _parted(row.get("aliases", ""))
        if uid and any(tag.uid == uid for tag in found.tags):
            raise self._broken(f"has a uid of another tag of “{found.dimension.name}”")
        found.tags.append(Tag(name, uid, key, value=self._value(row), aliases=aliases, **texts))
        found.lines[key] = self._line
        if parent := row.get("parent", ""):
            found.parents[key] = parent

    def _value(self, row: Row) -> int | None:
        text = row.get("value", "").replace("−", "-")
        if not text:
            return None
        if not re.fullmatch(r"[+-]?\d", text, re.ASCII) or abs(int(text)) > _WIDEST_SCALE:
            raise self._broken("has a value that is no whole number from -9 to 9")
        return int(text)

    def _uid(self, row: Row, column: str) -> str:
        uid = row.get(column, "").lower()
        if uid and not UID.fullmatch(uid):
            raise self._broken(f"has a {column} that is none")
        return uid

    # -- the whole

    def _parents(self, found: _Gathered) -> dict[str, str]:
        """The parents' keys by the tags' keys."""
        keys = {tag.key for tag in found.tags}
        by_name = {tag.name.casefold(): tag.key for tag in reversed(found.tags)}
        above: dict[str, str] = {}
        for key, said in found.parents.items():
            self._line = found.lines[key]
            parent = said if said in keys else by_name.get(said.casefold(), "")
            if not parent:
                raise self._broken(f"stands beneath “{said[:40]}”, which is no tag of “{found.dimension.name}”")
            above[key] = parent
        if wrong := check_nesting(above):
            self._line = found.lines[wrong[0]]
            raise self._broken(wrong[1])
        return above

    def _finished(self, found: _Gathered) -> Dimension:
        of = found.dimension
        if of.kind is not Kind.ACTORS:
            return Dimension(of.name, of.kind, of.uid, of.key, of.help)
        named = dict.fromkeys(tag.type for tag in found.tags if tag.type)
        types = tuple(ActorType(key, key.replace("-", " ").capitalize()) for key in named)
        return Dimension(of.name, of.kind, of.uid, of.key, of.help, roles=of.roles or tuple(Role), types=types)

    def _broken(self, what: str) -> CodebookError:
        return CodebookError(f"Line {self._line} {what}", _HOW, self._path)


def _parents_first(tags: list[Tag], above: Mapping[str, str]) -> list[Tag]:
    """The tags in their order, but none before its parent; there are no cycles."""
    by_key = {tag.key: tag for tag in tags}
    done: dict[str, Tag] = {}
    for tag in tags:
        line: list[str] = []
        key = tag.key
        while key and key not in done:
            line.append(key)
            key = above.get(key, "")
        done |= {each: by_key[each] for each in reversed(line)}
    return list(done.values())


def _column(name: str) -> str:
    """The name of a column as this module writes it: "Don't use" is `dont_use`."""
    return re.sub(r"[\s\-]+", "_", canonicalise(name).strip().casefold().replace("'", "").replace("’", ""))


def _delimiter(text: str) -> str:
    """What separates the cells: that by which the first line falls into the most columns of a codebook."""
    head = text.lstrip("\r\n").splitlines()[:1] or [""]

    def known(delimiter: str) -> int:
        names = next(csv.reader([head[0]], delimiter=delimiter), [])
        return sum(_column(name) in COLUMNS for name in names)

    return max(_DELIMITERS, key=known)
