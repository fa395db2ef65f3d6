"""From the pieces of text on a page to lines in reading order.

Newspapers are read by white space. The longest band of rows is looked for which a white stripe parts from top to
bottom; what is above the band is read first, then the columns of the band one after the other, then what is below, and
each of these parts in the same manner. So a headline over all columns is read before them, one over two of three
columns with these two, columns may be of unequal height, and two articles one above the other keep their own columns.

Type of another size than the text's (pictures' captions, quotations set large) does not close a stripe if text stands
beside it: such things reach into columns. A row of much larger type with nothing beside it does end a band, even
where it is no wider than a column: a headline.

Pages of scripts that run from right to left are mirrored at the outset.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from annotations.importers.pdf.hyphens import joined
from annotations.importers.pdf.parts import Line, Page, Piece
from annotations.importers.pdf.rows import body_size, line_of, rows_of, with_initials

__all__ = ["Layout", "Line", "Piece", "is_right_to_left", "joined", "lay_out", "lines_of", "page_lines", "rows_of"]

_GUTTER = 0.9
_WIDE_GUTTER = 1.5
_FEWEST_ROWS, _FEWEST_NARROW = 3, 5
_MANY_ROWS = 8
_CLEAR_GUTTER = 1.1
_NARROWEST, _NARROWEST_OF_WORDS = 5.0, 9.0
_MOST_ROWS = 250
_SAME_SIZE = 0.15
_HEADLINE = 1.4
_BESIDE = 0.3
_RIGHT_TO_LEFT = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufeff"))

Row = list[Piece]
Stripe = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a page in reading order, and where its columns were parted."""

    lines: tuple[Line, ...]
    cuts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Band:
    start: int
    end: int
    cut: float


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is the same for all parts of a page: the text's size, where its columns are likely, and were found."""

    size: float
    known: tuple[float, ...]
    page: int
    found: list[float]


def lines_of(pages: Sequence[Page]) -> list[list[Line]]:
    """Return the lines of each page; where two lines are too few to tell a column, the page before tells it."""
    lines: list[list[Line]] = []
    known: tuple[float, ...] = ()
    for page in pages:
        laid = lay_out(page.pieces, known, page.number)
        known = laid.cuts or known
        lines.append(list(laid.lines))
    return lines


def page_lines(pieces: Sequence[Piece]) -> list[Line]:
    """Return the lines of a page in reading order: down each column, columns in the direction of the script."""
    return list(lay_out(pieces).lines)


def lay_out(pieces: Sequence[Piece], known: tuple[float, ...] = (), page: int = 0) -> Layout:
    """Return the lines in reading order; `known` are the places where columns are parted on the page before."""
    if not pieces:
        return Layout((), ())
    if is_right_to_left(pieces):
        width = max(piece.right for piece in pieces)
        pieces = [replace(piece, left=width - piece.right, right=width - piece.left) for piece in pieces]
    size = body_size(pieces)
    sheet = _Sheet(size, known, page, [])
    rows = rows_of(with_initials(pieces, size))
    lines = tuple(_ordered(rows, sheet, _edges(rows)))
    return Layout(lines, tuple(sheet.found))


def is_right_to_left(pieces: Sequence[Piece]) -> bool:
    """Whether most letters are of scripts such as Arabic and Hebrew."""
    text = "".join(piece.text for piece in pieces)
    if text.isascii():
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(any(low <= letter <= high for low, high in _RIGHT_TO_LEFT) for letter in letters) > len(letters)


def _ordered(rows: list[Row], sheet: _Sheet, edges: Stripe) -> Iterator[Line]:
    """The lines of a part of the page; `edges` are those of the column in which it stands."""
    while rows:
        set_apart, headlines = _set_apart(rows, sheet.size)
        band = _columned(rows, set_apart, headlines, sheet)
        if band is None:
            yield from (line_of(row, edges, sheet.page) for row in rows)
            return
        sheet.found.append(band.cut)
        yield from _ordered(rows[: band.start], sheet, edges)
        yield from _columns(rows[band.start : band.end], band.cut, sheet, edges)
        rows = rows[band.end :]


def _columns(rows: list[Row], cut: float, sheet: _Sheet, edges: Stripe) -> Iterator[Line]:
    """What is left of the cut, what is right of it, and then what stands over both."""
    left = [[piece for piece in row if piece.right <= cut] for row in rows]
    right = [[piece for piece in row if piece.left >= cut] for row in rows]
    over = [[piece for piece in row if piece.left < cut < piece.right] for row in rows]
    for side in (left, right):
        printed = [row for row in side if row]
        yield from _ordered(printed, sheet, _edges(printed))
    yield from _ordered([row for row in over if row], sheet, edges)


def _edges(rows: list[Row]) -> Stripe:
    return min(row[0].left for row in rows), max(piece.right for row in rows for piece in row)


def _set_apart(rows: list[Row], size: float) -> tuple[frozenset[Piece], frozenset[int]]:
    """Pieces of other type that stand beside text, and the numbers of rows of large type that do not."""
    odd = [
        (number, piece)
        for number, row in enumerate(rows)
        for piece in row
        if abs(piece.size - size) > _SAME_SIZE * size
    ]
    if not odd:
        return frozenset(), frozenset()
    text = _joined([(p.bottom, p.top) for row in rows for p in row if abs(p.size - size) <= _SAME_SIZE * size])
    set_apart = frozenset(piece for _, piece in odd if _overlap(piece, text) > _BESIDE * size)
    large = {number for number, piece in odd if piece.size >= _HEADLINE * size and piece not in set_apart}
    return set_apart, frozenset(n for n in large if all(piece.size >= _HEADLINE * size for piece in rows[n]))


def _joined(spans: list[Stripe]) -> list[Stripe]:
    joined: list[Stripe] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


def _overlap(piece: Piece, spans: list[Stripe]) -> float:
    """The largest height that a piece has in common with one of the spans, which are in order."""
    largest, place = 0.0, max(bisect_right(spans, (piece.bottom, piece.bottom)) - 1, 0)
    while place < len(spans) and spans[place][0] < piece.top:
        largest = max(largest, min(spans[place][1], piece.top) - max(spans[place][0], piece.bottom))
        place += 1
    return largest


def _columned(rows: list[Row], set_apart: frozenset[Piece], headlines: frozenset[int], sheet: _Sheet) -> _Band | None:
    """The longest band of rows with white space from top to bottom."""
    best: _Band | None = None
    texts = [[piece for piece in row if piece not in set_apart] for row in rows]
    page = _edges(rows)
    for start in range(min(len(rows), _MOST_ROWS)):
        if best and len(rows) - start <= best.end - best.start:
            break
        stripes: list[list[Stripe]] = []
        gaps = [page]
        for end in range(start, len(rows)):
            gaps = [] if end in headlines else _narrowed(gaps, texts[end], sheet.size)
            if not gaps:
                break
            stripes.append(gaps)
        shortest = best.end - best.start if best else 0
        for length in range(len(stripes), shortest, -1):
            cut = _cut(rows[start : start + length], stripes[length - 1], page, sheet)
            if cut is not None:
                best = _Band(start, start + length, cut)
                break
    return best


def _narrowed(gaps: list[Stripe], row: Row, size: float) -> list[Stripe]:
    """What is left of the white stripes `gaps` when one more row is laid over them."""
    for piece in row:
        gaps = [
            part
            for low, high in gaps
            for part in ((low, min(high, piece.left)), (max(low, piece.right), high))
            if part[1] - part[0] >= _GUTTER * size
        ]
    return gaps


def _cut(rows: list[Row], gaps: list[Stripe], page: Stripe, sheet: _Sheet) -> float | None:
    """The middle of a white stripe inside the page that has a column on both sides.

    The one that the fewest pieces stand over: a headline beside a column belongs to the columns under it.
    """
    inside = [(low + high) / 2 for low, high in sorted(gaps) if _parts(rows, (low, high), page, sheet)]
    return min(inside, key=lambda cut: sum(p.left < cut < p.right for row in rows for p in row), default=None)


def _parts(rows: list[Row], stripe: Stripe, page: Stripe, sheet: _Sheet) -> bool:
    low, high = stripe
    if low <= page[0] or high >= page[1]:
        return False
    first = [_within(row, page[0], low) for row in rows if row[0].right <= low]
    second = [_within(row, high, page[1]) for row in rows if row[-1].left >= high]
    shorter, longer = sorted((len(first), len(second)))
    is_clear = longer >= _MANY_ROWS and high - low >= _CLEAR_GUTTER * sheet.size
    if is_clear and _is_begun(second, rows, sheet.size):
        return True
    if not (_is_column(first, sheet.size) and _is_column(second, sheet.size)):
        return False
    if is_clear or any(low <= cut <= high for cut in sheet.known):
        return True
    return shorter >= (_FEWEST_ROWS if high - low >= _WIDE_GUTTER * sheet.size else _FEWEST_NARROW)


def _is_begun(column: list[Row], rows: list[Row], size: float) -> bool:
    """Whether these are the last one or two lines of an article, at the head of a column of their own."""
    if not 0 < len(column) < _FEWEST_ROWS:
        return False
    at_top = any(row[-1] is column[0][-1] for row in rows[:_FEWEST_ROWS])
    return at_top and max(row[-1].right - row[0].left for row in column) >= _WIDE_GUTTER * size


def _within(row: Row, low: float, high: float) -> Row:
    return [piece for piece in row if piece.left >= low and piece.right <= high]


def _is_column(rows: list[Row], size: float) -> bool:
    """Whether these can be lines of text, and not bullets, numbers, cells of a table or words set far apart."""
    if not rows:
        return False
    width = median(row[-1].right - row[0].left for row in rows)
    words = median(len(row) + sum(piece.text.count(" ") for piece in row) for row in rows)
    return width >= (_NARROWEST if words > 1 else _NARROWEST_OF_WORDS) * size
