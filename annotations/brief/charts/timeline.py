"""A timeline: columns of all claims, and below them one strip for each of the most frequent tags."""

from collections.abc import Iterator, Sequence

from annotations.brief.charts.bars import PLAIN
from annotations.brief.charts.labels import (
    GREY,
    HAIR,
    NAME,
    SMALL,
    VALUE,
    centred,
    stacked,
    wrapped,
)
from annotations.brief.charts.shapes import Box, Chart, Letter, Line, Measure, Shape, alternative
from annotations.brief.tallies_dated import Step, TimeRow, TimeTally
from annotations.brief.texts import Words

_NAMES, _GAP, _WIDEST, _FULL = 0.24, 8.0, 20.0, 0.74
_HIGH, _LOW, _BETWEEN, _HEAD = 52.0, 24.0, 8.0, 9.0
_NUMBER = Letter(7, "#1F2328", bold=True)
_BY = {
    Step.DAY: "Claims by day",
    Step.WEEK: "Claims by week",
    Step.MONTH: "Claims by month",
    Step.YEAR: "Claims by year",
}


def timeline_chart(tally: TimeTally, width: float, measure: Measure, *, coloured: bool = True) -> Chart:
    """Draw all claims over time; the strips of tags have one scale among them, and every highest column its number.

    `coloured` as for bars.
    """
    left = width * _NAMES + _GAP
    column = (width - left) / max(len(tally.starts), 1)
    shapes: list[Shape] = []
    y = 0.0
    most = max((count for row in tally.rows for count in row.counts), default=0)
    for row in (tally.every, *tally.rows):
        everything = row is tally.every
        height = _HIGH if everything else _LOW
        top = max(row.counts, default=0) if everything else most
        y += _HEAD + height
        letter = VALUE if everything else NAME
        names = wrapped(row.name, letter, width * _NAMES, 2, measure)
        shapes += stacked(0, y - min(height, _LOW) / 2, names, letter, measure)
        colour = (row.look.colour or GREY) if coloured and not everything else PLAIN
        shapes.append(Line(left, y, width, y, HAIR, 0.6))
        shapes += _columns(row, (left, y), column, height / max(top, 1), measure, colour, tally.words)
        y += _BETWEEN if everything else 2
    shapes += _axis(tally, (left, y + 8), column, width, measure)
    alt = alternative(tally.words(_BY[tally.step]), list(_told(tally)), tally.words)
    return Chart(width, y + 11, tuple(shapes), alt)


def _columns(
    row: TimeRow, foot: tuple[float, float], column: float, unit: float, measure: Measure, colour: str, words: Words
) -> Iterator[Shape]:
    left, bottom = foot
    wide = min(column * _FULL, _WIDEST)
    numbers = all(measure(words.number(count), _NUMBER) <= column - 1 for count in row.counts)
    highest = max(row.counts, default=0)
    told = False
    for place, count in enumerate(row.counts):
        if not count:
            continue
        middle = left + (place + 0.5) * column
        height = count * unit
        yield Box(middle - wide / 2, bottom - height, wide, height, colour)
        if numbers or (count == highest and not told):
            told = True
            text = words.number(count)
            half = measure(text, _NUMBER) / 2
            inside = min(max(middle, left + half), left + column * len(row.counts) - half)
            yield centred(inside, bottom - height - 2, text, _NUMBER, measure)


def _axis(
    tally: TimeTally, start: tuple[float, float], column: float, width: float, measure: Measure
) -> Iterator[Shape]:
    """Names of places, as many as stand clear of one another."""
    left, y = start
    names = [tally.step.short(day, tally.words) for day in tally.starts]
    step = _every(names, column, measure)
    for place in range(0, len(names), step):
        half = measure(names[place], SMALL) / 2
        middle = min(max(left + (place + 0.5) * column, half), width - half)
        yield centred(middle, y, names[place], SMALL, measure)


def _every(names: Sequence[str], column: float, measure: Measure) -> int:
    widest = max((measure(name, SMALL) for name in names), default=0.0) + 5
    return max(int(-(-widest // column)), 1)


def _told(tally: TimeTally) -> Iterator[str]:
    words = tally.words
    for row in (tally.every, *tally.rows):
        pairs = zip(tally.starts, row.counts, strict=True)
        told = [f"{tally.step.short(start, words)} {words.number(count)}" for start, count in pairs if count]
        yield f"{row.name}: {', '.join(told) or words('none')}"
