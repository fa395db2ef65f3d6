"""From a file to rows of text: delimiters found, workbooks and JSON lines read, widths and sizes limited."""

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers.compose import one_line
from annotations.importers.source import Source

MOST_ROWS = 100_000
"""Rows that are read from one table."""

MOST_COLUMNS = 200

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 50
_LARGEST_PART = 512 * 1024 * 1024
_LONGEST_CELL = 8 * 1024 * 1024
_FEWEST_COLUMNS = 2
_CHUNK = 1024 * 1024
_ROW_OR_VALUE = re.compile(rb"<(?:[\w.-]+:)?(?:(?P<row>row)\b|(?:v|is)>)")
_TITLES = 1000
"""Rows above and below the table of a sheet, names of the columns among them: more than there ever are."""
_UNREADABLE = (zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError, OSError, EOFError, AttributeError)
_NO_XML = SyntaxError  # which a parser of XML raises, also for entities that would grow


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns, one line each, and the rows beneath, each as long as the names; all cells are text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def delimited(source: Source) -> Table:
    """Read a table whose cells are parted by commas, semicolons, tabs or bars, whichever parts it most evenly.

    Raises:
        ImportFileError: it has no header and rows, or is larger than the limits.
    """
    text = source.text.lstrip("\ufeff")
    delimiter = delimiter_of(text)
    if not delimiter:
        raise ImportFileError("is no table with a line of column names", *_NAMES_FIRST, source.path)
    try:
        with _long_cells():
            return _table(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), source)
    except csv.Error as error:
        raise ImportFileError(f"is a damaged table ({error})", "Export it again", source.path) from error


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let cells hold whole articles; the limit is the process's, which reads other tables too."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


_NAMES_FIRST = ("Export it with the names of the columns in the first row",)


def delimiter_of(text: str) -> str:
    """Return the delimiter that gives the first rows as many cells as the header, at least two; "" for none."""
    best, most = "", _FEWEST_COLUMNS - 1
    sample = text[: 256 * 1024]
    for delimiter in filter(sample.__contains__, _DELIMITERS):
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            with _long_cells():
                width = _width_of(islice(rows, _SAMPLE_LINES))
        except csv.Error:
            continue
        if width > most:
            best, most = delimiter, width
    return best


def _width_of(rows: Iterator[list[str]]) -> int:
    """How many cells each row has but blank ones and the last, within which the sample may end; 0 if they differ.

    Of a text that is no table two or three rows tell that, and no more are read.
    """
    first = next(rows, [])
    width, last = 0, len(first) if any(first) else 0
    for row in rows:
        if not any(row):
            continue
        if width and last != width:
            return 0
        width, last = last, len(row)
    return width or len(first)


def workbook(source: Source) -> Table:
    """Read the first sheet of a workbook that holds a table. Formulas give the value that was stored with them.

    Raises:
        ImportFileError: it is damaged, or larger than the limits.
    """
    from openpyxl import load_workbook

    _refuse_bombs(source)
    try:
        book = load_workbook(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            _refuse_many_rows(sheet, source)
            sheet.reset_dimensions()  # some programs store wrong ones
            table = _table((map(_cell, row) for row in sheet.iter_rows(values_only=True)), source, needed=False)
            if table.rows:
                return table
    except (*_UNREADABLE, _NO_XML) as error:
        raise ImportFileError(
            "is a damaged workbook", "Open it in a spreadsheet program and save it as CSV", source.path
        ) from error
    raise ImportFileError("is a workbook without a table", *_NAMES_FIRST, source.path)


def _refuse_bombs(source: Source) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            total = sum(info.file_size for info in archive.infolist())
    except _UNREADABLE as error:
        raise ImportFileError("is a damaged workbook", "Copy or download it again", source.path) from error
    if total > _LARGEST_PART:
        raise ImportFileError("unpacks to more than any table has", "Save it as CSV, in parts", source.path)


def _refuse_many_rows(sheet: Any, source: Source) -> None:
    """Refuse a sheet far above the limit before its cells are made, which takes twenty times as long as counting rows.

    Blank rows that only look like something do not count, and at the limit itself it is the table that is counted.
    """
    rows, is_filled, rest = 0, True, b""
    with sheet._get_source() as part:  # noqa: SLF001 - openpyxl has no public way to the part of a sheet
        while chunk := part.read(_CHUNK):
            whole = rest + chunk
            end = max(0, whole.rfind(b"<")) or len(whole)
            rest = whole[end:]
            for found in _ROW_OR_VALUE.finditer(whole, 0, end):
                if found["row"]:
                    is_filled = False
                elif not is_filled:
                    is_filled = True
                    rows += 1
            if rows > MOST_ROWS + _TITLES:
                _limit(rows, 0, source)


def _cell(value: Any) -> str:
    """A cell as people read it; a date without time has none."""
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def json_lines(source: Source) -> Table:
    """Read JSON lines, or one JSON list of objects; each object is a row, objects within it give columns `a.b`.

    Raises:
        ImportFileError: a line is no JSON object; names the line.
    """
    columns: dict[str, int] = {}
    rows: list[dict[str, str]] = []
    for number, item in _objects(source):
        if not isinstance(item, dict):
            raise ImportFileError(f"holds no object in line {number}", "Export it again as JSON lines", source.path)
        row = dict(_flat(item, ""))
        for name in row:
            columns.setdefault(name, len(columns))
        rows.append(row)
        _limit(len(rows), len(columns), source)
    names = tuple(columns)
    return Table(names, tuple(tuple(row.get(name, "") for name in names) for row in rows))


def _objects(source: Source) -> Iterator[tuple[int, Any]]:
    text = source.text.lstrip("\ufeff")
    if text.lstrip().startswith("["):
        try:
            whole = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ImportFileError("is no valid JSON", "Export it again", source.path) from error
        yield from enumerate(whole, 1)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise ImportFileError(f"holds no JSON in line {number}", "Export it again", source.path) from error


def _flat(item: dict[str, Any], prefix: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    for name, value in item.items():
        key = f"{prefix}{one_line(str(name))}"
        if isinstance(value, dict) and depth < 2:  # noqa: PLR2004 - deeper objects are no columns
            yield from _flat(value, f"{key}.", depth + 1)
        elif isinstance(value, list):
            yield key, ", ".join(str(part) for part in value if isinstance(part, str | int | float))
        elif isinstance(value, str | int | float):
            yield key, str(value)


def _table(rows: Iterable[Iterable[str]], source: Source, *, needed: bool = True) -> Table:
    """The first row with at least two cells filled holds the names; shorter rows are filled, longer ones cut."""
    columns: tuple[str, ...] = ()
    found: list[tuple[str, ...]] = []
    for row in rows:
        cells = tuple(row)
        if not any(cell.strip() for cell in cells):
            continue
        if columns:
            found.append((*cells, *[""] * len(columns))[: len(columns)])
        elif sum(bool(cell.strip()) for cell in cells) >= _FEWEST_COLUMNS:
            _limit(0, _used(cells), source)
            columns = _names(cells)
        _limit(len(found), len(columns), source)
    if needed and not found:
        raise ImportFileError("is a table without rows", "Export it again", source.path)
    return Table(columns, tuple(found))


def _names(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The header's names, made different from each other; trailing columns without a name are dropped."""
    names: list[str] = []
    for number, cell in enumerate(cells[: _used(cells)], 1):
        name = one_line(cell) or f"Column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)


def _used(cells: tuple[str, ...]) -> int:
    """How many cells there are up to the last one with something in it."""
    return max((number for number, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _limit(rows: int, columns: int, source: Source) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise ImportFileError(
            f"is larger than {MOST_ROWS:,} rows of {MOST_COLUMNS} columns", "Split it into parts", source.path
        )
