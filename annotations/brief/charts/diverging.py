"""Diverging bars: how those who speak spread over a scale, what is below zero to the left and above it to the right.

What has no place on the scale, and what is not coded, stands in columns of its own and never looks like a zero.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.brief.charts.labels import (
    GREY,
    HAIR,
    INK,
    NAME,
    NAME_QUIET,
    QUIET,
    SMALL,
    VALUE,
    VALUE_QUIET,
    at,
    baseline,
    centred,
    ending,
    stacked,
    wrapped,
)
from annotations.brief.charts.numbers import counted, signed
from annotations.brief.charts.shapes import Box, Chart, Label, Letter, Line, Measure, Pattern, Shape, alternative
from annotations.brief.content import TagEntry
from annotations.brief.tallies_crossed import SpreadRow, SpreadTally
from annotations.colours import mixed

_NAMES, _GAP, _BAR, _ROW, _ENDS = 0.22, 8.0, 10.0, 17.0, 30.0
_COLUMN, _NET = 34.0, 46.0
_LEAST_ZERO, _WIDEST_UNIT = 30.0, 24.0
_MOST_ASIDES = 3
_SWATCH, _KEY = 7.0, 12.0
_INSIDE = Letter(7, "#FFFFFF", bold=True)
_INSIDE_DARK = Letter(7, INK, bold=True)
_PALE = 0.42
_WHITE = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand: the axis of the bars, the start of the bars for zero, the middles of the columns of numbers.

    `unit` is points a claim.
    """

    axis: float
    zero: float
    asides: tuple[float, ...]
    missing: float
    net: float
    unit: float


def diverging_chart(tally: SpreadTally, width: float, measure: Measure) -> Chart:
    """Draw a bar for each group that is shown, below them the numbers of all claims; 480 points wide at least."""
    frame = _framed(tally, width)
    shapes: list[Shape] = list(_key(tally, width, measure))
    y = max((shape.y for shape in shapes), default=0.0) + 8
    heads, y = _heads(tally, frame, y, measure)
    shapes += heads
    top = y
    for row in tally.shown:
        shapes += _row(tally, row, frame, (width * _NAMES, y + _ROW / 2), measure)
        y += _ROW
    if tally.shown:
        shapes.append(Line(frame.axis, top, frame.axis, y, QUIET, 0.6))
    shapes.append(Line(0, y + 1.5, width, y + 1.5, HAIR, 0.6))
    y += 3
    shapes += _all(tally, frame, (width * _NAMES, y + _ROW / 2), measure)
    title = "Diverging bars of {dimension} by {by}" if tally.by else "Diverging bars of {dimension}"
    title = tally.words(title, dimension=tally.dimension, by=tally.by)
    alt = alternative(title, [_told(tally, row) for row in _rows(tally)], tally.words)
    return Chart(width, y + _ROW, tuple(shapes), alt)


def _rows(tally: SpreadTally) -> tuple[SpreadRow, ...]:
    return (*tally.shown, tally.every)


def _asides(tally: SpreadTally) -> tuple[int, ...]:
    """Places of the asides that have columns; the table and the note have *none of these* too."""
    return tuple(n for n, tag in enumerate(tally.asides) if not tag.is_none)[:_MOST_ASIDES]


def _has_zero(tally: SpreadTally) -> bool:
    return any(tag.value == 0 for tag in tally.steps)


def _framed(tally: SpreadTally, width: float) -> _Frame:
    count = len(_asides(tally))
    right = width - _NET - _COLUMN * (count + 1)
    left = width * _NAMES + _GAP
    most_below, most_above, most_zero = (
        max((map(number, tally.shown)), default=0) for number in (tally.below, tally.above, tally.at_zero)
    )
    beside = _ENDS if _has_zero(tally) else 0.0
    room = right - left - 2 * _ENDS - beside
    least = _LEAST_ZERO if _has_zero(tally) else 0.0
    unit = min(
        _WIDEST_UNIT,
        room / max(most_below + most_above + most_zero, 1),
        (room - least) / max(most_below + most_above, 1),
    )
    zero = max(most_zero * unit, _LEAST_ZERO) + beside if _has_zero(tally) else 0.0
    spare = right - zero - left - 2 * _ENDS - (most_below + most_above) * unit
    return _Frame(
        axis=left + _ENDS + most_below * unit + spare / 2,
        zero=right - zero,
        asides=tuple(right + _COLUMN * (n + 0.5) for n in range(count)),
        missing=right + _COLUMN * (count + 0.5),
        net=right + _COLUMN * (count + 1) + _NET / 2,
        unit=unit,
    )


def fill(tag: TagEntry, steps: Sequence[TagEntry]) -> tuple[str, Pattern]:
    """Colour and pattern of a place on a scale: lines below zero, solid above, denser and darker towards the ends."""
    value, values = tag.value or 0, [step.value or 0 for step in steps]
    if value < 0:
        return tag.look.colour or GREY, Pattern.DENSE if value == min(values) else Pattern.SPARSE
    if value == 0:
        return mixed(_WHITE, GREY, 0.55), Pattern.SOLID
    end = value == max(values)
    return (tag.look.colour or GREY) if end else mixed(_WHITE, tag.look.colour or GREY, _PALE), Pattern.SOLID


def _key(tally: SpreadTally, width: float, measure: Measure) -> Iterator[Box | Label]:
    x, y = 0.0, _KEY - 4
    for tag in tally.steps:
        room = measure(tag.name, SMALL) + _SWATCH + 16
        if x and x + room > width:
            x, y = 0.0, y + _KEY
        colour, pattern = fill(tag, tally.steps)
        yield Box(x, y - 5.5, _SWATCH, _SWATCH, colour, pattern)
        [name] = wrapped(tag.name, SMALL, width - _SWATCH - 16, 1, measure) or [""]
        yield at(x + _SWATCH + 4, y, name, SMALL, measure)
        x += room


def _heads(tally: SpreadTally, frame: _Frame, y: float, measure: Measure) -> tuple[list[Shape], float]:
    """Names of the columns, their last lines on one height; returns them and where they end."""
    words = tally.words
    columns = [(x, tally.asides[n].name, _COLUMN - 2) for x, n in zip(frame.asides, _asides(tally), strict=True)]
    columns += [(frame.missing, words("not coded"), _COLUMN - 2), (frame.net, words("net (n)"), _NET - 2)]
    broken = [(x, wrapped(name.lower(), SMALL, room, 2, measure)) for x, name, room in columns]
    height = 8.5 * max(len(lines) for _, lines in broken)
    shapes: list[Shape] = []
    for x, lines in broken:
        for place, line in enumerate(reversed(lines)):
            shapes.append(centred(x, y + height - 2 - 8.5 * place, line, SMALL, measure))
    foot = y + height - 2
    shapes.append(ending(frame.axis - 4, foot, words("below 0"), SMALL, measure))
    shapes.append(at(frame.axis + 4, foot, words("above 0"), SMALL, measure))
    if zero := next((tag for tag in tally.steps if tag.value == 0), None):
        room = frame.asides[0] if frame.asides else frame.missing
        [name] = wrapped(zero.name, SMALL, room - _COLUMN / 2 - frame.zero, 1, measure) or [""]
        shapes.append(at(frame.zero, foot, name, SMALL, measure))
    return shapes, y + height + 2


def _row(
    tally: SpreadTally, row: SpreadRow, frame: _Frame, start: tuple[float, float], measure: Measure
) -> Iterator[Shape]:
    names, middle = start
    letter = NAME_QUIET if row.look.is_open else NAME
    yield from stacked(0, middle, wrapped(row.name, letter, names, 1, measure), letter, measure)
    pairs = [(tag, n) for tag, n in zip(tally.steps, row.values, strict=True) if n]
    negative = [pair for pair in reversed(pairs) if (pair[0].value or 0) < 0]
    positive = [pair for pair in pairs if (pair[0].value or 0) > 0]
    x = frame.axis
    for tag, n in negative:
        x -= n * frame.unit
        yield from _segment(tally, tag, n, (x, middle), frame.unit, measure, told=len(negative) > 1)
    if negative:
        yield ending(x - 4, baseline(middle, VALUE), tally.words.number(tally.below(row)), VALUE, measure)
    x = frame.axis
    for tag, n in positive:
        yield from _segment(tally, tag, n, (x, middle), frame.unit, measure, told=len(positive) > 1)
        x += n * frame.unit
    if positive:
        yield at(x + 4, baseline(middle, VALUE), tally.words.number(tally.above(row)), VALUE, measure)
    for tag, n in pairs:
        if not tag.value:
            colour, pattern = fill(tag, tally.steps)
            yield Box(frame.zero, middle - _BAR / 2, n * frame.unit, _BAR, colour, pattern)
            yield at(frame.zero + n * frame.unit + 3, baseline(middle, VALUE), tally.words.number(n), VALUE, measure)
    yield from _numbers(tally, row, frame, middle, measure)


def _segment(
    tally: SpreadTally, tag: TagEntry, n: int, start: tuple[float, float], unit: float, measure: Measure, *, told: bool
) -> Iterator[Shape]:
    """A part of a bar, with its number in it if that is to be told and fits."""
    x, middle = start
    colour, pattern = fill(tag, tally.steps)
    yield Box(x, middle - _BAR / 2, n * unit, _BAR, colour, pattern)
    text = f"{n:,}"
    room = measure(text, _INSIDE) + 3
    if not told or n * unit < room + 4:
        return
    centre = x + n * unit / 2
    letter = _INSIDE_DARK
    if pattern is not Pattern.SOLID:
        yield Box(centre - room / 2, middle - _BAR / 2 + 1, room, _BAR - 2, _WHITE)
    elif tag.value == max(step.value or 0 for step in tally.steps):
        letter = _INSIDE
    yield centred(centre, baseline(middle, letter), text, letter, measure)


def _numbers(tally: SpreadTally, row: SpreadRow, frame: _Frame, middle: float, measure: Measure) -> Iterator[Shape]:
    for x, n in zip(frame.asides, _asides(tally), strict=True):
        yield centred(x, baseline(middle, VALUE_QUIET), counted(row.asides[n], tally.words), VALUE_QUIET, measure)
    yield centred(
        frame.missing, baseline(middle, VALUE_QUIET), counted(row.not_coded, tally.words), VALUE_QUIET, measure
    )
    told = f"({tally.words.number(row.n)})"
    yield ending(frame.net + _NET / 2, baseline(middle, SMALL), told, SMALL, measure)
    if row.net is None:
        return
    right = frame.net + _NET / 2 - measure(told, SMALL) - 3
    yield ending(right, baseline(middle, VALUE), signed(row.net, tally.words), VALUE, measure)


def _all(tally: SpreadTally, frame: _Frame, start: tuple[float, float], measure: Measure) -> Iterator[Shape]:
    """All claims in numbers: a bar would make those of the groups too short to be read."""
    names, middle = start
    row = tally.every
    yield from stacked(0, middle, wrapped(row.name, VALUE, names, 1, measure), VALUE, measure)
    yield ending(frame.axis - 4, baseline(middle, VALUE), tally.words.number(tally.below(row)), VALUE, measure)
    yield at(frame.axis + 4, baseline(middle, VALUE), tally.words.number(tally.above(row)), VALUE, measure)
    if _has_zero(tally):
        yield at(frame.zero + 3, baseline(middle, VALUE), tally.words.number(tally.at_zero(row)), VALUE, measure)
    yield from _numbers(tally, row, frame, middle, measure)


def _told(tally: SpreadTally, row: SpreadRow) -> str:
    words = tally.words
    parts = [f"{tag.name} {words.number(n)}" for tag, n in zip(tally.steps, row.values, strict=True)]
    parts += [f"{tag.name} {words.number(n)}" for tag, n in zip(tally.asides, row.asides, strict=True)]
    parts.append(words("not coded {number}", number=words.number(row.not_coded)))
    if row.net is not None:
        parts.append(words("net {number}", number=signed(row.net, words)))
    return f"{row.name}: {', '.join(parts)} (n {words.number(row.n)})"
