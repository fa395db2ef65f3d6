"""The table below a chart: all of what was counted, also what the chart sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from annotations.brief.charts.bars import share
from annotations.brief.charts.numbers import counted, signed
from annotations.brief.tallies import BarTally
from annotations.brief.tallies_crossed import GridCell, GridTally, SpreadRow, SpreadTally
from annotations.brief.tallies_dated import TimeTally
from annotations.brief.texts import Words
from annotations.codebook import Kind

_MOST_STEPS = 5
_NUMBER = 0.1
_PLACES_TOLD = 16
"""So many places of a timeline have their numbers in the chart."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as texts, with the share of the width that each column takes.

    Columns in `words` hold words and are set flush left, the others numbers; `strong` are places of rows that sum the
    others.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    words: frozenset[int] = frozenset({0})
    strong: tuple[int, ...] = ()


def _led(numbers: Sequence[float]) -> tuple[float, ...]:
    """Shares of columns of numbers, with what is left for the names before them."""
    return (1 - sum(numbers), *numbers)


def bars_table(tally: BarTally) -> tuple[Table, ...]:
    """Each tag with claims, share, texts and outlets."""
    basis, words = tally.basis, tally.words
    dash = ("–",) if basis.shares else ()
    rows = [
        (
            row.name,
            words.number(row.count),
            *((share(row.count, basis),) if basis.shares else ()),
            counted(row.texts, words),
            counted(row.outlets, words),
        )
        for row in tally.rows
    ]
    if basis.not_coded:
        rows.append((words("Not coded"), words.number(basis.not_coded), *dash, "–", "–"))
    name = {Kind.ACTORS: "Speaker" if basis.role else "Actor", Kind.SCALE: "Value"}.get(tally.kind, "Tag")
    shares = (words("Share of n"),) if basis.shares else ()
    head = (words(name), words("Claims"), *shares, words("Distinct texts"), words("Outlets"))
    return (Table(head, tuple(rows), _led((_NUMBER, *((0.12,) if basis.shares else ()), 0.14, _NUMBER))),)


def spread_table(tally: SpreadTally) -> tuple[Table, ...]:
    """Each group with its claims by value; a long scale as below, at and above zero."""
    every, words = (*tally.rows, tally.every), tally.words
    number = partial(counted, words=words)
    if len(tally.steps) <= _MOST_STEPS:
        heads = [_value(step.value or 0) for step in tally.steps]
        values = [list(row.values) for row in every]
    else:
        heads = [words("Below 0"), words("At 0"), words("Above 0")]
        values = [[tally.below(row), tally.at_zero(row), tally.above(row)] for row in every]
    rows = [
        (row.name, *map(number, own), *map(number, row.asides), number(row.not_coded), number(row.n), _net(row, words))
        for row, own in zip(every, values, strict=True)
    ]
    first = tally.by.capitalize() or words("Claims")
    head = (first, *heads, *(tag.name for tag in tally.asides), words("Not coded"), "n", words("Net"))
    shares = _led((*(0.06 for _ in heads), *(0.09 for _ in tally.asides), 0.08, 0.06, 0.07))
    return (Table(head, tuple(rows), shares, strong=(len(rows) - 1,)),)


def _value(value: int) -> str:
    return f"{value:+d}".replace("-", "−") if value else "0"


def _net(row: SpreadRow, words: Words) -> str:
    return "" if row.net is None else signed(row.net, words)


def grid_table(tally: GridTally) -> tuple[Table, ...]:
    """Each group with its claims and what they are about, the most frequent first; all claims last."""
    grid, words = tally.whole, tally.words
    rows = []
    for n, name in enumerate(grid.columns):
        cells = [(row, line[n]) for (row, _), line in zip(grid.rows, grid.cells, strict=True) if line[n].count]
        cells.sort(key=lambda pair: -pair[1].count)
        rows.append((name, ", ".join(f"{row} {_cell(cell, words)}" for row, cell in cells) or "–"))
    means = words("{dimension}: claims, and from five values on their mean (n)", dimension=tally.dimension)
    both = frozenset({0, 1})
    return (Table((tally.by.capitalize(), means), tuple(rows), (0.27, 0.73), both, (len(rows) - 1,)),)


def _cell(cell: GridCell, words: Words) -> str:
    mean = "" if cell.net is None else f" · {signed(cell.net, words)} ({words.number(cell.n)})"
    return f"{words.number(cell.count)}{mean}"


def timeline_table(tally: TimeTally) -> tuple[Table, ...]:
    """Each place that has claims, with all of them and those of the tags; none where the chart has all numbers."""
    if not tally.rows and len(tally.starts) <= _PLACES_TOLD:
        return ()
    lines, words = (tally.every, *tally.rows), tally.words
    number = partial(counted, words=words)
    rows: list[tuple[str, ...]] = [
        (tally.step.long(start, words).removeprefix("the "), *(number(line.counts[place]) for line in lines))
        for place, start in enumerate(tally.starts)
        if tally.every.counts[place]
    ]
    if tally.undated:
        rows.append((words("No exact date"), number(tally.undated), *("" for _ in tally.rows)))
    head = (words(tally.step.value).capitalize(), *(line.name for line in lines))
    return (Table(head, tuple(rows), _led([0.78 / len(lines) if tally.rows else _NUMBER] * len(lines))),)
