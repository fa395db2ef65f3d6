"""Bars: how often each tag of a dimension was given, with the number beside the bar."""

from collections.abc import Iterator, Sequence

from annotations.brief.charts.labels import (
    GREY,
    HAIR,
    LEADING,
    NAME,
    NAME_QUIET,
    QUIET,
    VALUE,
    VALUE_QUIET,
    at,
    baseline,
    stacked,
    wrapped,
)
from annotations.brief.charts.shapes import Box, Chart, Letter, Line, Measure, Pattern, Shape, alternative
from annotations.brief.tallies import BarTally, Basis, Row
from annotations.brief.texts import ENGLISH, Words

_NAMES, _GAP, _BAR, _ROW, _APART = 0.34, 8.0, 9.0, 15.0, 4.0
_NEARLY = 99
NOT_CODED = "Not coded"
PLAIN = "#4A525B"
"""What is no tag's own colour."""


def bars_chart(tally: BarTally, width: float, measure: Measure, *, coloured: bool = True) -> Chart:
    """Draw a bar for each row that is shown; not coded comes last, apart and as an outline.

    `coloured` gives bars the colours of their tags; they have meaning only where marks are in these colours too.
    """
    rows = list(tally.shown)
    names = [wrapped(row.name, _letter(row), width * _NAMES, 2, measure) for row in rows]
    words = tally.words
    values = [value_text(row.count, tally.basis, words) for row in rows]
    missing = words(NOT_CODED) if tally.basis.not_coded else ""
    left = _GAP + _name_column(names, rows, measure, missing)
    longest = max(measure(value, VALUE) for value in (*values, words.number(tally.basis.not_coded)))
    unit = (width - left - _GAP - longest) / max([row.count for row in rows] + [tally.basis.not_coded, 1])
    shapes: list[Shape] = []
    y = 0.0
    for place, (row, lines, value) in enumerate(zip(rows, names, values, strict=True)):
        if row.aside and place and not rows[place - 1].aside:
            y += _APART
        height = max(_ROW, LEADING * len(lines) + 3)
        colour = (row.look.colour if coloured else PLAIN) or GREY
        shapes += _row(row, lines, value, colour, (left, y + height / 2), unit, measure)
        y += height
    if tally.basis.not_coded:
        y += _APART
        shapes += _missing(tally, (left, y + _ROW / 2), unit, measure)
        y += _ROW
    shapes.append(Line(left, 0, left, y, HAIR, 0.6))
    return Chart(width, y, tuple(shapes), _in_words(tally))


def value_text(count: int, basis: Basis, words: Words = ENGLISH) -> str:
    """A count, with its share where there are enough claims for that: "34 · 42 %"."""
    number = words.number(count)
    return f"{number} · {share(count, basis)}" if basis.shares else number


def share(count: int, basis: Basis) -> str:
    """How much of the claims coded a count is: "42 %"; some is never told as none, nor as all."""
    percent = 100 * count / basis.n
    if 0 < percent < 1:
        return "<1 %"
    return ">99 %" if _NEARLY < percent < 100 else f"{percent:.0f} %"  # noqa: PLR2004 - all of them


def _letter(row: Row) -> Letter:
    return NAME_QUIET if row.aside or row.look.is_open else NAME


def _name_column(names: Sequence[list[str]], rows: Sequence[Row], measure: Measure, missing: str) -> float:
    pairs = zip(rows, names, strict=True)
    widths = [measure(line, _letter(row)) for row, lines in pairs for line in lines]
    return max([*widths, measure(missing, NAME_QUIET)], default=0.0)


def _row(
    row: Row, lines: list[str], value: str, colour: str, start: tuple[float, float], unit: float, measure: Measure
) -> Iterator[Shape]:
    left, middle = start
    yield from stacked(0, middle, lines, _letter(row), measure)
    length = row.count * unit
    if row.count:
        pattern = Pattern.SPARSE if row.aside or row.look.is_open else Pattern.SOLID
        if row.look.hatched:
            pattern = Pattern.DENSE
        yield Box(left, middle - _BAR / 2, length, _BAR, GREY if row.look.is_open else colour, pattern)
    letter = VALUE_QUIET if row.aside else VALUE
    yield at(left + length + 4, baseline(middle, letter), value, letter, measure)


def _missing(tally: BarTally, start: tuple[float, float], unit: float, measure: Measure) -> Iterator[Shape]:
    left, middle = start
    count, words = tally.basis.not_coded, tally.words
    yield from stacked(0, middle, [words(NOT_CODED)], NAME_QUIET, measure)
    yield Box(left, middle - _BAR / 2, count * unit, _BAR, QUIET, Pattern.DASHED)
    yield at(left + count * unit + 4, baseline(middle, VALUE_QUIET), words.number(count), VALUE_QUIET, measure)


def _in_words(tally: BarTally) -> str:
    title = tally.words("Bar chart of {dimension}", dimension=tally.dimension)
    return alternative(title, list(_told(tally)), tally.words)


def _told(tally: BarTally) -> Iterator[str]:
    for row in tally.shown:
        yield f"{row.name} {value_text(row.count, tally.basis, tally.words)}"
    if tally.basis.not_coded:
        yield f"{tally.words(NOT_CODED).lower()} {tally.words.number(tally.basis.not_coded)}"
