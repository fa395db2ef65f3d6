"""From the pieces of text on a page to paragraphs in reading order.

Positions are in points from the lower left corner of the page, as PDF has them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_GUTTER = 0.9
_FEWEST_ROWS = 3
_MOST_ROWS = 250
_ENDERS = (".", "!", "?", "…", "”", "»", '"', ":", ")")
_HYPHENS = ("-", "\u00ad", "\u2010", "\x02", "\ufffe")
_PAGE_NUMBER = re.compile(
    r"^[\s\-–—|·]*(?:(?:page|p\.|seite|стр\.?|страница|página)\s*)?\d{1,4}(?:\s*(?:/|of|von|из|de|sur)\s*\d{1,4})?[\s\-–—|·]*$",
    re.I,
)
_EDGE = 3
_SAME_SIZE = 0.5
_FEWEST_INDENTED, _MOST_INDENTED = 0.04, 0.6


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line: its box and the height of its letters."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def middle(self) -> float:
        """The height of the middle of the line."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of one column, with the column's edges; `parts` are its pieces that stand far apart."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    column_left: float = 0.0
    column_right: float = 0.0
    parts: tuple[str, ...] = ()


def page_lines(pieces: Sequence[Piece]) -> list[Line]:
    """Return the lines of a page in reading order: down each column, columns from left to right.

    What spans the columns (a headline above, a note below) is read before or after them.
    """
    rows = rows_of(pieces)
    if not rows:
        return []
    return list(_ordered(rows, median(piece.size for piece in pieces)))


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces of a page that stand on the same line, from the top down; in a row from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda item: -item.middle):
        if rows and abs(rows[-1][0].middle - piece.middle) < 0.5 * min(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda item: item.left) for row in rows]


def _ordered(rows: list[list[Piece]], size: float) -> Iterator[Line]:
    band = _columned(rows, size)
    if band is None:
        yield from _as_lines(rows)
        return
    start, end, cut = band
    yield from _ordered(rows[:start], size)
    for side in (0, 1):
        part = [[piece for piece in row if (piece.left >= cut) == bool(side)] for row in rows[start:end]]
        yield from _ordered([row for row in part if row], size)
    yield from _ordered(rows[end:], size)


def _columned(rows: list[list[Piece]], size: float) -> tuple[int, int, float] | None:
    """The longest band of rows with white space from top to bottom: first row, row after the last, where to cut."""
    if not rows:
        return None
    best: tuple[int, int, float] | None = None
    page = (min(row[0].left for row in rows), max(piece.right for row in rows for piece in row))
    for start in range(min(len(rows), _MOST_ROWS)):
        if best and len(rows) - start <= best[1] - best[0]:
            break
        gaps = [page]
        for end in range(start, len(rows)):
            gaps = _narrowed(gaps, rows[end], size)
            if not gaps:
                break
            length = end + 1 - start
            if best is None or length > best[1] - best[0]:
                cut = _cut(rows[start : end + 1], gaps, page) if length >= _FEWEST_ROWS else None
                best = (start, end + 1, cut) if cut is not None else best
    return best


def _narrowed(gaps: list[tuple[float, float]], row: list[Piece], size: float) -> list[tuple[float, float]]:
    """What is left of the white stripes `gaps` when one more row is laid over them."""
    for piece in row:
        gaps = [
            part
            for low, high in gaps
            for part in ((low, min(high, piece.left)), (max(low, piece.right), high))
            if part[1] - part[0] >= _GUTTER * size
        ]
    return gaps


def _cut(rows: list[list[Piece]], gaps: list[tuple[float, float]], page: tuple[float, float]) -> float | None:
    """The middle of the leftmost white stripe inside the page that has enough lines on both sides."""
    for low, high in sorted(gaps):
        if low > page[0] and high < page[1]:
            cut = (low + high) / 2
            before = sum(any(piece.left < cut for piece in row) for row in rows)
            after = sum(any(piece.left >= cut for piece in row) for row in rows)
            if min(before, after) >= _FEWEST_ROWS:
                return cut
    return None


def _as_lines(rows: list[list[Piece]]) -> Iterator[Line]:
    """One line for each row of a single column."""
    if not rows:
        return
    left = min(piece.left for row in rows for piece in row)
    right = max(piece.right for row in rows for piece in row)
    for row in rows:
        text = " ".join(piece.text.strip() for piece in row)
        yield Line(
            text=text,
            left=row[0].left,
            right=max(piece.right for piece in row),
            top=max(piece.top for piece in row),
            bottom=min(piece.bottom for piece in row),
            size=max(piece.size for piece in row),
            column_left=left,
            column_right=right,
            parts=tuple(piece.text.strip() for piece in row),
        )


def without_running_heads(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Drop page numbers, and lines that stand at the edge of at least half of the pages (numbers may differ)."""
    edges: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edges.update({_pattern(line) for line in _edge(page)})
    fewest = max(2, (len(pages) + 1) // 2)
    repeated = {pattern for pattern, count in edges.items() if count >= fewest}
    return [_trimmed(page, repeated) for page in pages]


def edge_parts(page: list[Line]) -> list[str]:
    """The pieces of text at the top and bottom of a page: running heads, dates, page numbers, addresses."""
    return [part for line in _edge(page) for part in line.parts]


def _trimmed(page: list[Line], repeated: set[tuple[str, int]]) -> list[Line]:
    edge = _edge(page)
    return [
        line for line in page
        if line not in edge or not (_pattern(line) in repeated or _PAGE_NUMBER.match(line.text))
    ]  # fmt: skip


def _edge(page: list[Line]) -> list[Line]:
    """The topmost and lowest lines of a page, wherever the reading order put them."""
    ranked = sorted(page, key=lambda line: -line.top)
    return ranked if len(ranked) <= 2 * _EDGE else ranked[:_EDGE] + ranked[-_EDGE:]


def _pattern(line: Line) -> tuple[str, int]:
    """What a running head has in common on all pages: its words and its height on the page."""
    return re.sub(r"\d+", "#", " ".join(line.text.split())).casefold(), round(line.top / 4)


def paragraphs(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Group the lines of all pages into paragraphs; one may go on over the end of a column or page."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    leading = _leading(lines)
    indented = _FEWEST_INDENTED * len(lines) <= sum(map(_is_indented, lines)) <= _MOST_INDENTED * len(lines)
    groups = [[lines[0]]]
    for before, line in pairwise(lines):
        if _begins(before, line, leading, indented=indented):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _leading(lines: list[Line]) -> float:
    """The usual distance between two lines, as a multiple of the letters' height."""
    steps = [
        (before.top - line.top) / line.size
        for before, line in pairwise(lines)
        if 0 < before.top - line.top < 3 * line.size and abs(before.size - line.size) < _SAME_SIZE
    ]
    return median(steps) if steps else 1.2


def _begins(before: Line, line: Line, leading: float, *, indented: bool) -> bool:
    """Whether `line` begins a new paragraph; `indented`: this text sets its first lines in."""
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return True
    step = before.top - line.top
    width = before.column_right - before.column_left
    ended = before.text.rstrip().endswith(_ENDERS)
    if step <= 0 or step > 6 * line.size:  # the next column or page
        return _is_indented(line) if indented else ended and not _goes_on(before.text, line.text)
    if step > 1.35 * leading * line.size:
        return True
    if _is_indented(line) and not _is_indented(before):
        return True
    return ended and before.right < before.column_right - 0.2 * width


def _is_indented(line: Line) -> bool:
    return line.left - line.column_left > 0.7 * line.size


def _goes_on(before: str, after: str) -> bool:
    return before.rstrip().endswith(_HYPHENS) or (
        not before.rstrip().endswith(_ENDERS) and after.lstrip()[:1].islower()
    )


def joined(lines: Sequence[Line], words: frozenset[str]) -> str:
    """Return the paragraph as running text, words that were broken at a line's end made whole.

    The hyphen of a compound that happened to break at it ("state-owned") stays if `words`, all words of the
    document, has the compound and not the word without hyphen.
    """
    text = lines[0].text.strip() if lines else ""
    for line in lines[1:]:
        following = line.text.strip()
        if text.endswith(_HYPHENS) and len(text) > 1 and text[-2].isalpha() and following[:1].isalpha():
            text = _mended(text, following, words)
        else:
            text = f"{text} {following}".strip()
    return re.sub("[\x02\ufffe]", "-", text)


def _mended(text: str, following: str, words: frozenset[str]) -> str:
    stem = re.split(r"\s", text[:-1])[-1]
    rest = (re.match(r"[^\W\d_]+", following) or [""])[0]
    whole, compound = f"{stem}{rest}".lower().lstrip("(“«\"'"), f"{stem}-{rest}".lower().lstrip("(“«\"'")
    if following[0].isupper() or (compound in words and whole not in words):
        return f"{text[:-1]}-{following}"
    return text[:-1] + following
