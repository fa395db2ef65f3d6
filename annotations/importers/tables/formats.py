"""The formats of tables: a row is an article, if it has a text."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers.compose import Fields, compose, one_line
from annotations.importers.draft import Draft, TableSample, noted
from annotations.importers.formats import Confidence, Format
from annotations.importers.layouts import table_layout
from annotations.importers.source import Source
from annotations.importers.tables.mapping import ANY, TEXT, Columns, checked, guess, has_excerpts, layout_of
from annotations.importers.tables.reading import Table, delimited, delimiter_of, json_lines, workbook
from annotations.importers.values.dates import read_date, shared_orders
from annotations.text import canonicalise

_DELIMITED = {".csv", ".tsv", ".tab"}
_OBJECT = re.compile(r'\s*\[?\s*\{\s*"')
_DATES = ("published", "accessed")
_SAMPLE_ROWS = 5
_LONGEST_SAMPLE = 1000
_NO_TEXT = "Choose which column holds the articles' texts, or export the table with them"


def read_table(source: Source) -> Table:
    """Return the table in a file of one of these formats.

    Raises:
        ImportFileError: it is none, or damaged.
    """
    if _is_workbook(source):
        return workbook(source)
    return json_lines(source) if _OBJECT.match(source.text.lstrip("\ufeff")) else delimited(source)


def drafts_of(source: Source, table: Table, mapping: Columns) -> list[Draft]:
    """Return one draft for each row that has a text; how many rows have none is told with the first.

    Raises:
        ImportFileError: no column is mapped to the text, or no row has one.
    """
    if TEXT not in mapping.values():
        raise ImportFileError(_without_texts(table), _NO_TEXT, source.path)
    places = {field: table.columns.index(column) for column, field in mapping.items()}
    orders = {field: shared_orders(row[places[field]] for row in table.rows) for field in _DATES if field in places}
    drafts: list[Draft] = []
    layout = table_layout(table.columns)
    without = 0
    for row in table.rows:
        paragraphs = canonicalise(row[places[TEXT]]).split("\n")
        if not any(map(one_line, paragraphs)):
            without += 1
            continue
        values: dict[str, Any] = {field: row[place] for field, place in places.items() if field != TEXT}
        for field, shared in orders.items():
            values[field] = read_date(values[field], "", shared) or values[field]
        raw = "\n".join(
            f"{n}: {one_line(v)}" for n, v in zip(table.columns, row, strict=True) if n not in mapping and v
        )
        drafts.append(replace(compose(source, Fields(raw=raw, **values), paragraphs), layout=layout))
    if not drafts:
        raise ImportFileError("has no row with a text", _NO_TEXT, source.path)
    if without:
        note = f"{without:,} row{'' if without == 1 else 's'} of the table without a text left out."
        drafts[0] = noted(drafts[0], note)
    return drafts


def _without_texts(table: Table) -> str:
    if has_excerpts(table.columns):
        return "is a table with excerpts of articles, not with their texts"
    if "url" in guess(table.columns).values():
        return "is a table with addresses of articles, not with their texts"
    return "is a table without a column for the articles' texts"


def sample_of(source: Source, table: Table) -> TableSample:
    """Return the first rows of a table, and which column is which: as a person said, or as the names tell.

    Raises:
        ImportFileError: a column that was named for every table is not in this one.
    """
    rows = tuple(tuple(cell[:_LONGEST_SAMPLE] for cell in row) for row in table.rows[:_SAMPLE_ROWS])
    said = source.mappings.get(layout_of(table.columns))
    mapping = checked(table.columns, said) if said else _for_any(source, table)
    return TableSample(table.columns, rows, mapping, confirmed=bool(said))


def _for_any(source: Source, table: Table) -> dict[str, str]:
    guessed = guess(table.columns)
    said = source.mappings.get(ANY, {})
    if missing := [column for column in said if column not in table.columns]:
        names = ", ".join(table.columns)
        raise ImportFileError(f"has no column “{missing[0]}”", f"Its columns are: {names}", source.path)
    others = {column: field for column, field in guessed.items() if column not in said and field not in said.values()}
    return checked(table.columns, {**others, **said})


def _read(source: Source) -> list[Draft]:
    table = read_table(source)
    return drafts_of(source, table, sample_of(source, table).mapping)


def _is_workbook(source: Source) -> bool:
    if not source.data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _recognise_workbook(source: Source) -> Confidence:
    return Confidence.CERTAIN if _is_workbook(source) else Confidence.NO


def _recognise_delimited(source: Source) -> Confidence:
    """By an even number of cells in every row; without the ending only where the names tell of articles."""
    if not source.encoding or source.text.lstrip("\ufeff \n")[:1] in ("<", "{"):
        return Confidence.NO
    delimiter = delimiter_of(source.text.lstrip("\ufeff"))
    if not delimiter:
        return Confidence.POSSIBLE if source.suffix in _DELIMITED else Confidence.NO
    header = source.text.lstrip("\ufeff").split("\n", 1)[0].strip("\r")
    known = guess([cell.strip().strip('"') for cell in header.split(delimiter)])
    if source.suffix in _DELIMITED:
        return Confidence.CERTAIN
    return Confidence.CERTAIN if len(known) > 2 and TEXT in known.values() else Confidence.NO  # noqa: PLR2004


def _recognise_json(source: Source) -> Confidence:
    if not source.encoding or not _OBJECT.match(source.text[:2000].lstrip("\ufeff")):
        return Confidence.NO
    return Confidence.CERTAIN


DELIMITED = Format("a table", (".csv", ".tsv", ".tab"), _recognise_delimited, _read)
WORKBOOK = Format("a workbook (Excel)", (".xlsx",), _recognise_workbook, _read)
JSON_LINES = Format("a table (JSON)", (".jsonl", ".ndjson", ".json"), _recognise_json, _read)
TABLES = (DELIMITED, WORKBOOK, JSON_LINES)
