"""Factiva downloads as PDF, in both layouts: the same fields as in the other kinds of download, without their markup.

A table of contents may stand in front and the search at the end; neither is an article.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from annotations.errors import ImportFileError
from annotations.importers.databases.factiva import Coded, coded_article, is_accession, plain_article
from annotations.importers.databases.pdf_column import (
    Column,
    Row,
    column_of,
    paragraphs_of,
    read_rows,
    without_contents,
)
from annotations.importers.databases.printed import is_word_count
from annotations.importers.databases.splitting import drafted
from annotations.importers.draft import Draft, noted
from annotations.importers.formats import Confidence, Format
from annotations.importers.pdf.glance import glance
from annotations.importers.pdf.layout import joined
from annotations.importers.source import Source

_CODES = frozenset(
    "SE HD CR BY WC PD ET SN SC ED PG VOL LA CY LP TD CT RF ART CX CO IN NS RE IPC IPD PUB CLM AN".split()  # noqa: SIM905
)
_NOTICE = re.compile(r"(?:©|\(c\)|copyright)\s*\d{4}\s*(?:dow\s*jones\s*)?factiva\b", re.I)
_TOP = 12
"""Lines above the count of words among which a headline in larger letters is looked for."""
_CUT_OFF = "The download ends within this article."


@dataclass(frozen=True, slots=True)
class _Piece:
    """The lines of one article, and whether the line that ends it is there."""

    rows: list[Row]
    is_whole: bool = True


def read(source: Source) -> list[Draft]:
    """Return the articles of a download, each once.

    Raises:
        ImportFileError: there is no article, or the file cannot be read.
    """
    warnings: list[str] = []
    rows = without_contents(read_rows(source, warnings, _NOTICE, _CODES))
    column = column_of([row.line for row in rows])
    pieces = list(_pieces(rows, column))
    if not pieces:
        raise ImportFileError("holds no article", "Download it again, with the full text", source.path)
    drafts = drafted(pieces, lambda piece: _draft(source, piece, column))
    for warning in warnings:
        drafts[0] = noted(drafts[0], warning)
    return drafts


def _pieces(rows: Sequence[Row], column: Column) -> Iterator[_Piece]:
    """The lines of each article: to the one with its accession number."""
    start = 0
    for place, row in enumerate(rows):
        if _is_last(row):
            found = rows[start : place + 1]
            yield _Piece(_from_beginning(found, column) if not start else list(found))
            start = place + 1
    rest = rows[start:]
    if any(_is_count(row) for row in rest):  # and not the search, which is printed at the end
        yield _Piece(_from_beginning(rest, column) if not start else list(rest), is_whole=False)


def _is_last(row: Row) -> bool:
    return row.code == "AN" or is_accession(row.text)


def _is_count(row: Row) -> bool:
    return row.code == "WC" or is_word_count(row.text)


def _from_beginning(rows: Sequence[Row], column: Column) -> list[Row]:
    """Leave out a cover above the first article: what stands above its first field, section or headline."""
    first = next((place for place, row in enumerate(rows) if row.code), None)
    if first is not None:
        return list(rows[first:])
    count = next((place for place, row in enumerate(rows) if _is_count(row)), None)
    if count is None:
        return list(rows)
    title = _title_rows(rows[:count], column)
    if not title:
        return [row for place, row in enumerate(rows) if place >= count or row.page == rows[count].page]
    start = rows.index(title[0])
    above = [row for row in rows[:start] if row.page == title[0].page]
    return [*(above if len(above) == 1 else []), *rows[start:]]


def _title_rows(above: Sequence[Row], column: Column) -> list[Row]:
    """The lines in larger letters that stand last above the count of words."""
    near = list(above[-_TOP:])
    while near and not column.is_large(near[-1].line):
        near.pop()
    return list(takewhile(lambda row: column.is_large(row.line), reversed(near)))[::-1]


def _draft(source: Source, piece: _Piece, column: Column) -> Draft:
    fields = _coded(piece.rows, column)
    draft = coded_article(source, fields, "") if fields else _plain(source, piece.rows, column)
    return draft if piece.is_whole else noted(draft, _CUT_OFF)


def _coded(rows: Sequence[Row], column: Column) -> Coded:
    """The paragraphs of each field; none where fields are not named."""
    found: dict[str, list[Row]] = {}
    code = ""
    for row in rows:
        code = row.code or code
        if code:
            found.setdefault(code, []).append(row)
    if "HD" not in found:
        return {}
    return {code: _paragraphs(lines, column) for code, lines in found.items()}


def _plain(source: Source, rows: Sequence[Row], column: Column) -> Draft:
    count = next((place for place, row in enumerate(rows) if _is_count(row)), _TOP)  # some have none
    title_rows = _title_rows(rows[:count], column)
    if not title_rows:
        return plain_article(source, _paragraphs(rows, column), "")
    start = rows.index(title_rows[0])
    title = joined([row.line for row in title_rows], column.words)
    below = _paragraphs(rows[start + len(title_rows) :], column)
    if _bare(below[0]) == _bare(title):  # printed twice in some files, once without spaces
        del below[0]
    return plain_article(source, [*_paragraphs(rows[:start], column), title, *below], "", title)


def _paragraphs(rows: Sequence[Row], column: Column) -> list[str]:
    """The paragraphs of some lines; the accession number is one of its own, wherever the page ends."""
    end = [row.text for row in rows[-1:] if is_accession(row.text)]
    return [*paragraphs_of([row.line for row in rows[: len(rows) - len(end)]], column), *end]


def _bare(line: str) -> str:
    return "".join(line.split())


def _recognise(source: Source) -> Confidence:
    lines = glance(source)
    if any(map(_NOTICE.search, lines)):
        return Confidence.CERTAIN
    counted = any(is_word_count(line.removeprefix("WC ")) for line in lines)
    return Confidence.CERTAIN if counted and any(map(_ends, lines)) else Confidence.NO


def _ends(line: str) -> bool:
    return is_accession(line.strip().removeprefix("AN ").strip())


FORMAT = Format("a Factiva download (PDF)", (".pdf",), _recognise, read)
