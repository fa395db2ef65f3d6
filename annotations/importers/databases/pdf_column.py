"""The printed lines of a database's PDF and the paragraphs that they make up.

Such files are one column from the first page to the last, many articles long: a line goes on in the next one if the
first word of that would not have fitted on it. So short lines of a head stay apart without a gap between them, and a
paragraph, a headline or a label goes on over the end of a page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median_low, quantiles

from annotations.importers.cleaning.sentence_ends import SENTENCE_ENDS
from annotations.importers.pdf.article import read_pieces
from annotations.importers.pdf.hyphens import ends_broken, words_within
from annotations.importers.pdf.layout import Line, Piece, joined, rows_of
from annotations.importers.pdf.rows import line_of
from annotations.importers.source import Source

MOST_PAGES = 1_000
"""Twice those of other PDFs: as many as can be read in the time one file has, and enough for 500 short articles."""

_EDGE = 4
_PAGE = re.compile(r"(?:page|seite|p[áa]gina|p\.|s\.)\s*(\d{1,5})\s*(?:of|von|sur|de|/)\s*(\d{1,5})", re.I)
_SAME_SIZE = 0.12
_WIDE = 0.35
_SLACK = 0.5
_UNLIKELY, _LIKELY = 0.6, 1.5
_LARGE = 1.15
_USUAL = 1.2
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{1,5}$")


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line. `page` counts from 0.

    `leaf` is the number that the page itself prints, 0 if none: where it counts within each article, 1 begins one.
    `code` is what stands in a column of its own in front of the line.
    """

    line: Line
    page: int
    leaf: int = 0
    code: str = ""

    @property
    def text(self) -> str:
        """The line without the code in front of it."""
        return self.line.text


# -- reading


def read_rows(
    source: Source, warnings: list[str], furniture: re.Pattern[str], codes: frozenset[str] = frozenset()
) -> list[Row]:
    """Return the lines of all pages without page numbers.

    Args:
        source: the file.
        warnings: gets what could not be read.
        furniture: found in what is left out at the edges of a page.
        codes: those of fields, which stand in front of their lines.

    Raises:
        ImportFileError: protected, damaged, or a scan without a text layer.
    """
    pages = read_pieces(source, warnings, MOST_PAGES)
    return [row for number, pieces in enumerate(pages) for row in _page_rows(pieces, number, furniture, codes)]


def _page_rows(pieces: Sequence[Piece], page: int, furniture: re.Pattern[str], codes: frozenset[str]) -> list[Row]:
    printed = rows_of(pieces)
    edge = {*range(_EDGE), *range(len(printed) - _EDGE, len(printed))}
    kept: list[list[Piece]] = []
    leaf = 0
    for place, row in enumerate(printed):
        numbers = [_PAGE.fullmatch(piece.text.strip()) for piece in row] if place in edge else []
        leaf = next((int(found[1]) for found in numbers if found), leaf)
        rest = [piece for piece, found in zip(row, numbers, strict=True) if not found] if numbers else row
        if rest and not (place in edge and furniture.search(" ".join(piece.text for piece in rest))):
            kept.append(rest)
    return [_row(row, page, leaf, codes) for row in kept]


def _row(row: Sequence[Piece], page: int, leaf: int, codes: frozenset[str]) -> Row:
    code = row[0].text.strip() if len(row) > 1 else ""
    return Row(line_of(row[1:]), page, leaf, code) if code in codes else Row(line_of(row), page, leaf)


def without_contents(rows: Sequence[Row]) -> list[Row]:
    """Return the rows below a table of contents: below the last line that leads to a page number by dots."""
    last = max((place for place, row in enumerate(rows) if _LEADER.search(row.text)), default=-1)
    return list(rows[last + 1 :])


# -- paragraphs


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text stands: its edges, the usual height of a letter and distance from line to line, and its words.

    The distance is a multiple of the height.
    """

    left: float
    right: float
    size: float
    leading: float
    words: frozenset[str]

    def goes_on(self, before: Line, line: Line) -> bool:
        """Whether `line` is the next line of the same paragraph."""
        if abs(before.size - line.size) > _SAME_SIZE * max(before.size, line.size):
            return False
        step = before.top - line.top
        if step > (self.leading + _WIDE) * line.size:
            return False
        return self._room(before) < self._word(line) * self._certainty(before, line)

    def is_large(self, line: Line) -> bool:
        """Whether a line is in clearly larger letters than the text."""
        return line.size > _LARGE * self.size

    def _certainty(self, before: Line, line: Line) -> float:
        """How many times its first word must not have fitted for a line to go on: widths of words are estimates."""
        ended = before.text.endswith(SENTENCE_ENDS)
        is_amid = line.text[:1].islower()
        if is_amid and ends_broken(before.text):
            return inf
        if self.is_large(line) or (is_amid and not ended):
            return _LIKELY
        is_new_page = before.top <= line.top  # where no gap is to be seen
        return _UNLIKELY if is_new_page and ended and not is_amid else 1

    def _word(self, line: Line) -> float:
        """How wide the first word of a line is, with a part of the space in front of it."""
        return (line.right - line.left) / max(1, len(line.text)) * (len(line.text.split()[0]) + _SLACK)

    def _room(self, before: Line) -> float:
        """How much would have fitted on a line besides."""
        inset, rest = before.left - self.left, self.right - before.right
        is_centred = inset > before.size and abs(inset - rest) < before.size / 2
        return inset + rest if is_centred else rest


def column_of(lines: Sequence[Line]) -> Column:
    """Return the column in which these lines stand."""
    left = min(line.left for line in lines)
    rights = [line.right for line in lines for _ in range(len(line.text) // 20 + 1)]
    right = quantiles(rights, n=50, method="inclusive")[-1] if len(rights) > 1 else rights[0]
    words = words_within(line.text for line in lines)
    sizes = sorted(line.size for line in lines for _ in range(len(line.text) // 20 + 1))
    column = Column(left, right, sizes[len(sizes) // 2], inf, words)
    full = (pair for pair in pairwise(lines) if pair[0].top > pair[1].top and column.goes_on(*pair))
    steps = [(before.top - line.top) / line.size for before, line in full]
    return replace(column, leading=median_low(sorted(steps)[: len(steps) // 2 + 1]) if steps else _USUAL)


def paragraphs_of(lines: Sequence[Line], column: Column) -> list[str]:
    """Return the paragraphs that these lines make up, broken words made whole."""
    return [joined(group, column.words) for group in _groups(lines, column)]


def _groups(lines: Sequence[Line], column: Column) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not column.goes_on(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group
