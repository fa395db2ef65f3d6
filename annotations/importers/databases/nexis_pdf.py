"""Nexis Uni downloads as PDF: the lines of the Word file, with the headline at the head of every further page."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from annotations.importers.databases.labels import heading_of, label_of
from annotations.importers.databases.nexis import is_end, split, tells_download
from annotations.importers.databases.pdf_column import Row, column_of, paragraphs_of, read_rows
from annotations.importers.databases.printed import is_rights, printed_date
from annotations.importers.draft import Draft, noted
from annotations.importers.formats import Confidence, Format
from annotations.importers.pdf.glance import glance
from annotations.importers.source import Source

_NOTICE = re.compile(r"\|.*\blexisnexis\b|\blexisnexis\b.*\||(?:©|\(c\)|copyright)\s*\d{4}\s*lexisnexis\b", re.I)
_MOST_TITLE_LINES = 6
_FEWEST_LETTERS = 6


def read(source: Source) -> list[Draft]:
    """Return the articles of a download, each once.

    Raises:
        ImportFileError: there is only the list of what was delivered, or the file cannot be read.
    """
    warnings: list[str] = []
    rows = _without_running_titles(read_rows(source, warnings, _NOTICE))
    column = column_of([row.line for row in rows])
    paragraphs = [paragraph for part in _parts(rows) for paragraph in paragraphs_of([row.line for row in part], column)]
    drafts = split(source, paragraphs)
    for warning in warnings:
        drafts[0] = noted(drafts[0], warning)
    return drafts


def _parts(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Runs of lines that no paragraph goes beyond: parted by articles and, above the text, by labels."""
    part: list[Row] = []
    in_head = True
    for row in rows:
        begins = row.leaf == 1 and bool(part) and part[-1].page != row.page
        heading = heading_of(row.text) if in_head else ""
        is_alone = bool(heading) or (in_head and _stands_alone(row.text, part))
        if part and (begins or is_alone or is_end(row.text) or is_end(part[-1].text)):
            yield part
            part = []
        part.append(row)
        in_head = (in_head or begins or is_end(row.text)) and heading != "body"
    if part:
        yield part


def _stands_alone(line: str, above: Sequence[Row]) -> bool:
    """Whether a line above the text begins something new, however full the one above it is."""
    if label_of(line) or is_rights(line) or printed_date(line):
        return True
    return bool(above) and bool(printed_date(above[-1].text))


def _without_running_titles(rows: Sequence[Row]) -> list[Row]:
    """Leave out the headline where the second and further pages of an article, or the first beside it, repeat it."""
    kept: list[Row] = []
    first = ""
    for _, group in groupby(rows, key=lambda row: row.page):
        page = list(group)
        if page[0].leaf > 1:
            page = page[_repeated(page, first) :]
        elif page[0].leaf == 1:
            page = page[_doubled(page) :]
            first = _bare(page)
        kept += page
    return kept


def _repeated(page: Sequence[Row], first: str) -> int:
    """How many lines at the top begin as the first page of the article does."""
    counts = range(min(len(page), _MOST_TITLE_LINES), 0, -1)
    return next((n for n in counts if len(top := _bare(page[:n])) >= _FEWEST_LETTERS and first.startswith(top)), 0)


def _doubled(page: Sequence[Row]) -> int:
    """How many lines at the top the next ones repeat."""
    counts = range(1, min(len(page) // 2, _MOST_TITLE_LINES) + 1)
    return next((n for n in counts if _bare(page[:n]) == _bare(page[n : 2 * n])), 0)


def _bare(rows: Sequence[Row]) -> str:
    return re.sub(r"\W+", "", "".join(row.text for row in rows)).casefold()


def _recognise(source: Source) -> Confidence:
    lines = glance(source)
    is_lexis = any(map(_NOTICE.search, lines)) or any(heading_of(line) == "body" for line in lines)
    return Confidence.CERTAIN if is_lexis and tells_download(lines) else Confidence.NO


FORMAT = Format("a Nexis download (PDF)", (".pdf",), _recognise, read)
