"""Which rows are selected, as ranges, whatever their number."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

MOST_RANGES = 2000
"""A selection in more pieces is dropped when rows are put in another order: Qt compares each with each."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is in the table: what is selected, the row with the keyboard, and how far it is scrolled.

    `current` is a claim's id, 0 for none, and `row` its row, which is taken over by another claim if it goes; `offset`
    is the pixels between the view's upper edge and that row, `top` the first row shown.
    """

    selected: "array[int]" = field(default_factory=lambda: array("q"))
    current: int = 0
    offset: int = 0
    row: int = 0
    top: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The same among other rows: ranges of rows (first and last), the row of `current` (−1 if it is gone)."""

    ranges: tuple[tuple[int, int], ...] = ()
    current: int = -1


def found(ids: "array[int]", place: Place) -> Found:
    """Look for what was selected among other rows; to be called behind the window, it takes a pass over all."""
    if not place.selected and not place.current:
        return Found()
    selected, current, rows = set(place.selected), -1, []
    for row, claim_id in enumerate(ids):
        if claim_id in selected:
            rows.append(row)
        if claim_id == place.current:
            current = row
    pieces = tuple(ranges(rows))
    return Found(pieces if len(pieces) <= MOST_RANGES else (), current)


def ranges(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Rows in ascending order as ranges, first and last of each."""
    first = last = -2
    for row in rows:
        if row != last + 1:
            if first >= 0:
                yield first, last
            first = row
        last = row
    if first >= 0:
        yield first, last


def picked(ids: "array[int]", pieces: Sequence[tuple[int, int]]) -> "array[int]":
    """Ids of ranges of rows, in the order of the rows."""
    chosen: array[int] = array("q")
    for first, last in sorted(pieces):
        chosen.extend(ids[first : last + 1])
    return chosen
