"""A heat table: a dimension's tags against actors or ownership, each cell with the mean of a scale and its n.

Colour repeats what the sign says; a short bar from the middle of the cell repeats it without colour.
"""

from collections.abc import Iterator

from annotations.brief.charts.labels import (
    GREY,
    HAIR,
    INK,
    LEADING,
    NAME,
    NAME_QUIET,
    VALUE,
    at,
    baseline,
    centred,
    stacked,
    wrapped,
)
from annotations.brief.charts.numbers import signed
from annotations.brief.charts.shapes import Box, Chart, Letter, Line, Measure, Shape, alternative
from annotations.brief.content import Look
from annotations.brief.tallies_crossed import Grid, GridCell, GridTally
from annotations.colours import mixed, on_white, scale_key

_NAMES, _GAP, _WIDEST = 0.27, 8.0, 64.0
_ROW, _HEAD, _HEAD_LINES = 23.0, 8.5, 3
_HEADS = Letter(7, INK, bold=True)
_N = Letter(6.5, "#5F636A")
_MARK, _SHORTEST = 2.4, 1.2
_WHITE, _EMPTY = "#FFFFFF", "#F4F3EF"
_LEAST_TINT, _MOST_TINT = 0.08, 0.34


def heat_chart(tally: GridTally, width: float, measure: Measure) -> Chart:
    """Draw a cell for each row and column that is shown; the last column has all claims of the row."""
    grid = tally.shown
    left = width * _NAMES + _GAP
    column = min((width - left) / len(grid.columns), _WIDEST)
    heads = [wrapped(name, _HEADS, column - 4, _HEAD_LINES, measure) for name in grid.columns]
    top = _HEAD * max(len(lines) for lines in heads) + 4
    shapes: list[Shape] = []
    for n, lines in enumerate(heads):
        for place, line in enumerate(reversed(lines)):
            y = top - 5 - place * _HEAD
            shapes.append(centred(left + (n + 0.5) * column, y, line, _HEADS, measure))
    y = top
    for (name, look), cells in zip(grid.rows, grid.cells, strict=True):
        shapes += _name(name, look, (width * _NAMES, y + _ROW / 2), measure)
        for n, cell in enumerate(cells):
            shapes += _cell(tally, cell, (left + n * column, y), column, measure)
        y += _ROW
    if grid.rows:
        x = left + (len(grid.columns) - 1) * column - 0.5
        shapes.append(Line(x, top, x, y - 1, GREY, 0.8))
    shapes.append(Line(0, top - 1, left + len(grid.columns) * column, top - 1, HAIR, 0.6))
    title = tally.words("Heat table of {dimension} by {by}", dimension=tally.dimension, by=tally.by)
    alt = alternative(title, list(_told(tally, grid)), tally.words)
    return Chart(width, y, tuple(shapes), alt)


def _name(name: str, look: Look, start: tuple[float, float], measure: Measure) -> Iterator[Shape]:
    room, middle = start
    letter = NAME_QUIET if look.is_open else NAME
    yield from stacked(0, middle, wrapped(name, letter, room, 2, measure), letter, measure)


def _cell(
    tally: GridTally, cell: GridCell, corner: tuple[float, float], width: float, measure: Measure
) -> Iterator[Shape]:
    """One cell: its mean over its n, or its n alone where there are too few claims for a mean; empty without claims."""
    x, y = corner
    inner, height = width - 1, _ROW - 1
    middle = x + inner / 2
    if not cell.count:
        return
    if not tally.scale:
        yield Box(x, y, inner, height, _EMPTY)
        yield centred(middle, baseline(y + height / 2, VALUE), tally.words.number(cell.count), VALUE, measure)
        return
    n = f"n {tally.words.number(cell.n)}"
    if cell.net is None:
        yield Box(x, y, inner, height, _EMPTY)
        yield centred(middle, baseline(y + height / 2, _N), n, _N, measure)
        return
    share = cell.net / max(tally.widest, 1)
    colour = on_white(scale_key(round(share * 2)))
    yield Box(x, y, inner, height, mixed(_WHITE, colour, _LEAST_TINT + (_MOST_TINT - _LEAST_TINT) * abs(share)))
    text = signed(cell.net, tally.words)
    room = measure(text, VALUE) + 3 + measure(n, _N)
    above = y + (height - _MARK) / 2
    if room <= inner - 4:
        yield at(middle - room / 2, baseline(above, VALUE), text, VALUE, measure)
        yield at(middle + room / 2 - measure(n, _N), baseline(above, VALUE), n, _N, measure)
    else:
        yield centred(middle, y + LEADING - 1.5, text, VALUE, measure)
        yield centred(middle, y + LEADING + 5.5, n, _N, measure)
    length = max(abs(share) * (inner / 2 - 2), _SHORTEST)
    bar = Box(middle - length if share < 0 else middle, y + height - _MARK, length, _MARK, colour)
    yield Line(middle, y + height - _MARK - 1, middle, y + height, colour, 0.5)
    if signed(cell.net) != "0.0":
        yield bar


def _told(tally: GridTally, grid: Grid) -> Iterator[str]:
    for (name, _), cells in zip(grid.rows, grid.cells, strict=True):
        told = [f"{column} {_in_words(tally, cell)}" for column, cell in zip(grid.columns, cells, strict=True)]
        yield f"{name}: {', '.join(told)}"


def _in_words(tally: GridTally, cell: GridCell) -> str:
    if not tally.scale:
        return tally.words.number(cell.count)
    n = f"n {tally.words.number(cell.n)}"
    return n if cell.net is None else f"{signed(cell.net, tally.words)} ({n})"
