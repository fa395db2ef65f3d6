"""Claims as a table in a file, for spreadsheets and statistics: CSV or XLSX, written row by row."""

import csv
import io
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.brief.target import replacing
from annotations.claim_rows import ClaimRow, Seen
from annotations.codebook import Codebook, Dimension, Kind, Role
from annotations.errors import ExportError
from annotations.progress import Progress
from annotations.project import Project
from annotations.spreadsheets import harmless

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Cell = str | int

MOST_ROWS = 1_048_575
"""Claims that a sheet of a workbook has room for, below its header."""

_LONGEST = 32_767
_PORTION = 500
_COPIED = 1 << 20
_NARROW, _MIDDLE, _WIDE = 10, 24, 60


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """How claims are written.

    `seen_by` is the coder whose tags are written, 0 for those that count. `notes`: whether internal notes are, which
    else never leave the project. `mark`: whether a CSV file begins with the byte order mark by which Excel knows it.
    """

    seen_by: int = 0
    notes: bool = False
    mark: bool = True


@dataclass(frozen=True, slots=True)
class _Column:
    """A column's title, its width in letters, and what stands in it."""

    title: str
    width: int
    cell: Callable[[ClaimRow], Cell]


def export_claims(
    project: Project, ids: Sequence[int], path: Path, choice: ExportChoice | None = None
) -> Generator[Progress, None, int]:
    """Write claims, in the order given, into a file whose suffix says what it becomes; returns how many were written.

    What stood at `path` is replaced only when the whole is there. In CSV a cell that a spreadsheet would take for a
    formula gets an apostrophe before it; in a workbook every cell but the number is typed as text.

    Raises:
        ExportError: if the file cannot be written, or has another suffix, or a workbook has no room for all claims.
    """
    write = {".csv": _write_csv, ".xlsx": _write_xlsx}.get(path.suffix.lower())
    if write is None:
        raise ExportError("Claims are written as .csv or .xlsx", "Give the file one of these endings", path)
    chosen = choice or ExportChoice()
    columns = list(_columns(project, chosen))
    return (yield from write(path, columns, _portions(project, ids), len(ids), chosen))


def _portions(project: Project, ids: Sequence[int]) -> Iterator[list[ClaimRow]]:
    for place in range(0, len(ids), _PORTION):
        yield project.claim_lists.rows(ids[place : place + _PORTION])


# -- columns


def _columns(project: Project, choice: ExportChoice) -> Iterator[_Column]:
    seen = project.claim_lists.seen(choice.seen_by)
    coders = {coder.id: coder.name for coder in project.coders.all()}
    yield _Column("Number", _NARROW, lambda row: row.claim.number)
    yield _Column("Quote", _WIDE, lambda row: row.claim.quote)
    yield _Column("Translation", _MIDDLE, lambda row: row.claim.translation)
    yield _Column("Article", _MIDDLE, lambda row: row.headline)
    yield _Column("Outlet", _MIDDLE, lambda row: row.outlet)
    yield _Column("Date", _NARROW, lambda row: row.published)
    yield _Column("Coder", _MIDDLE, lambda row: coders.get(row.claim.coder_id, ""))
    yield _Column("Check", _NARROW, lambda row: row.claim.check_state.value)
    yield from _coded(seen.codebook, seen)
    yield _Column("Comment", _MIDDLE, lambda row: row.claim.comment)
    if choice.notes:
        yield _Column("Note", _MIDDLE, lambda row: row.claim.note)
    yield _Column("Left out", _NARROW, lambda row: "left out" if row.left_out else "")
    yield _Column("Origin", _NARROW, lambda row: row.claim.origin.value)
    for dimension in seen.codebook.dimensions:
        yield _Column(f"{dimension.name}: origin", _NARROW, _origins(seen, dimension))


def _coded(codebook: Codebook, seen: Seen) -> Iterator[_Column]:
    """One column a dimension; of actors, after all of them with their roles, one column a role."""
    for dimension in codebook.dimensions:
        yield _Column(dimension.name, _MIDDLE, _names(seen, dimension))
        if dimension.kind is Kind.ACTORS:
            for role in dimension.roles or tuple(Role):
                yield _Column(f"{dimension.name}: {role.value}", _MIDDLE, _names(seen, dimension, role.value))


def _names(seen: Seen, dimension: Dimension, role: str | None = None) -> Callable[[ClaimRow], str]:
    return lambda row: "; ".join(seen.names(row.claim, dimension, role))


def _origins(seen: Seen, dimension: Dimension) -> Callable[[ClaimRow], str]:
    """How each tag came about, in the order in which the column of the dimension names them."""
    return lambda row: "; ".join(tagging.origin.value for tagging in seen.taggings(row.claim, dimension))


# -- CSV


def _write_csv(
    path: Path, columns: Sequence[_Column], portions: Iterable[list[ClaimRow]], total: int, choice: ExportChoice
) -> Generator[Progress, None, int]:
    done = written = 0
    with replacing(path, "table") as write:
        write(("\ufeff" if choice.mark else "").encode())
        write(_as_csv([[column.title for column in columns]]))
        for rows in portions:
            yield Progress(done, total)
            write(_as_csv([column.cell(row) for column in columns] for row in rows))
            done, written = min(total, done + _PORTION), written + len(rows)
        yield Progress(total, total)
    return written


def _as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


# -- XLSX


def _write_xlsx(
    path: Path, columns: Sequence[_Column], portions: Iterable[list[ClaimRow]], total: int, choice: ExportChoice
) -> Generator[Progress, None, int]:
    del choice
    if total > MOST_ROWS:
        raise ExportError(f"A workbook has room for {MOST_ROWS:,} claims", "Filter them, or write CSV", path)
    with replacing(path, "table") as write, _scratch() as folder:
        # The library needs a file in which it can go back, so it gets one, and the whole is copied.
        draft = Path(folder) / "claims.xlsx"
        try:
            written = yield from _fill_workbook(draft, columns, portions, total)
            with draft.open("rb") as file:
                while piece := file.read(_COPIED):
                    write(piece)
        except OSError as error:
            raise ExportError(f"The table cannot be written ({error.strerror or error})", "Make room", path) from error
    return written


def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="pressmark-", ignore_cleanup_errors=True)


def _fill_workbook(
    draft: Path, columns: Sequence[_Column], portions: Iterable[list[ClaimRow]], total: int
) -> Generator[Progress, None, int]:
    from xlsxwriter import Workbook

    book = Workbook(str(draft), {"constant_memory": True, "tmpdir": str(draft.parent)})
    try:
        return (yield from _fill_sheet(book, columns, portions, total))
    finally:
        # Or it would be written after all when it is thrown away, and its rows' file stay open until then.
        book.fileclosed = True
        for sheet in book.worksheets():
            sheet.row_data_fh.close()


def _fill_sheet(
    book: "Workbook", columns: Sequence[_Column], portions: Iterable[list[ClaimRow]], total: int
) -> Generator[Progress, None, int]:
    sheet, bold = book.add_worksheet("Claims"), book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title[:_LONGEST], bold)
    done = written = 0
    for rows in portions:
        yield Progress(done, total)
        for row in rows:
            written += 1
            for place, column in enumerate(columns):
                cell = column.cell(row)
                if isinstance(cell, int):
                    sheet.write_number(written, place, cell)
                elif cell:
                    sheet.write_string(written, place, cell if len(cell) <= _LONGEST else f"{cell[: _LONGEST - 1]}…")
        done = min(total, done + _PORTION)
    sheet.autofilter(0, 0, written, len(columns) - 1)
    yield Progress(total, total)
    book.close()
    return written
