"""Pieces of a page put in rows, and large initials put before the line that they begin."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from annotations.importers.pdf.parts import Line, Piece

_SAME_LINE = 0.5
_INITIAL = 1.6
_LONGEST_INITIAL = 2
_NEAR = 2.0
_WEIGHT = 10


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Group pieces that stand on the same line, from the top of the page down, each row from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda item: -item.middle):
        if rows and abs(rows[-1][0].middle - piece.middle) < _SAME_LINE * min(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda item: item.left) for row in rows]


def body_size(pieces: Sequence[Piece]) -> float:
    """The height of the letters that most of the text is set in; 1 if there is no text."""
    sizes = [piece.size for piece in pieces for _ in range(1 + len(piece.text) // _WEIGHT)]
    return median(sizes) if sizes else 1.0


def with_initials(pieces: Sequence[Piece], size: float) -> list[Piece]:
    """Put each large initial before the first of the lines beside it, and set the others out to where it stands."""
    initials = [piece for piece in pieces if _is_initial(piece, size)]
    if not initials:
        return list(pieces)
    lines = sorted((piece for piece in pieces if not _is_initial(piece, size)), key=lambda piece: piece.top)
    tops = [line.top for line in lines]
    begun: dict[Piece, Piece] = {}
    for initial in initials:
        beside = [
            line
            for line in lines[bisect_left(tops, initial.bottom + 0.3 * size) :]
            if line.bottom + 0.3 * size < initial.top and -0.3 * size < line.left - initial.right < _NEAR * size
        ]
        if beside:
            first = max(beside, key=lambda line: line.top)
            begun[first] = replace(first, text=initial.text + first.text, left=initial.left)
            begun.update((line, replace(line, left=initial.left)) for line in beside if line is not first)
            begun[initial] = initial
    placed = set(initials) & begun.keys()
    return [begun.get(piece, piece) for piece in pieces if piece not in placed]


def _is_initial(piece: Piece, size: float) -> bool:
    letters = piece.text.strip("“„«\"'‘")
    return piece.size >= _INITIAL * size and 0 < len(letters) <= _LONGEST_INITIAL and letters[0].isupper()


def line_of(row: Sequence[Piece], column: tuple[float, float] = (0.0, 0.0), page: int = 0) -> Line:
    """Return the line that the pieces of one row make up, from left to right.

    Args:
        row: at least one piece.
        column: the left and the right edge of the column, in points.
        page: the number of the page.
    """
    parts = tuple(piece.text.strip() for piece in row)
    return Line(
        text=" ".join(parts),
        left=row[0].left,
        right=max(piece.right for piece in row),
        top=max(piece.top for piece in row),
        bottom=min(piece.bottom for piece in row),
        size=max(piece.size for piece in row),
        column_left=column[0],
        column_right=column[1],
        parts=parts,
        bold=all(piece.bold for piece in row),
        page=page,
    )
