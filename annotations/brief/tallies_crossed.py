"""Two dimensions against one another: who says how much of a scale, and who speaks about what in which tone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotations.brief.content import OPEN, DimensionEntry, Look, TagEntry
from annotations.brief.groupings import Counted, Group, Grouping
from annotations.brief.tallies import MOST_ROWS, Answers, Basis, Item, weight
from annotations.brief.texts import ENGLISH, Words

LEAST_FOR_MEAN = 5
"""Claims below which no mean is given."""

MOST_COLUMNS = 6

_Column = tuple[str, Look, tuple[str, ...]]
"""A row or column: its name, its look, and the tags or groups in it."""


def total(counted: Iterable[Counted]) -> int:
    """How often claims count together."""
    return sum(n for _, n in counted)


def net(values: Sequence[tuple[int, int]]) -> float | None:
    """The mean of values with their weights; None where there are fewer claims than a mean should have."""
    times = sum(n for _, n in values)
    if len(values) < LEAST_FOR_MEAN or not times:
        return None
    return sum(value * n for value, n in values) / times


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """How one group spreads over a scale.

    `values` and `asides` count in the order of the tally's; `n` counts those with a value, of which `net` is the mean.
    """

    name: str
    look: Look
    values: tuple[int, ...]
    asides: tuple[int, ...]
    not_coded: int
    net: float | None

    @property
    def n(self) -> int:
        """Claims with a value."""
        return sum(self.values)

    @property
    def total(self) -> int:
        """All claims of the group, coded or not."""
        return self.n + sum(self.asides) + self.not_coded


@dataclass(frozen=True, slots=True)
class SpreadTally:
    """A scale by groups. `steps` are its tags with a value, from the lowest up; `asides` those without.

    `rows` are all groups, `shown` at most twelve of them with the rest summed; `every` counts each claim once.
    """

    dimension: str
    by: str
    steps: tuple[TagEntry, ...]
    asides: tuple[TagEntry, ...]
    rows: tuple[SpreadRow, ...]
    shown: tuple[SpreadRow, ...]
    every: SpreadRow
    basis: Basis
    lacking: int
    lacking_name: str
    noun: str
    several: bool
    words: Words = ENGLISH

    def below(self, row: SpreadRow) -> int:
        """Claims of a row below zero."""
        return self._sum(row, lambda value: value < 0)

    def above(self, row: SpreadRow) -> int:
        """Claims of a row above zero."""
        return self._sum(row, lambda value: value > 0)

    def at_zero(self, row: SpreadRow) -> int:
        """Claims of a row at zero."""
        return self._sum(row, lambda value: value == 0)

    def _sum(self, row: SpreadRow, wanted: Callable[[int], bool]) -> int:
        return sum(n for tag, n in zip(self.steps, row.values, strict=True) if wanted(tag.value or 0))


def spread(
    scale: DimensionEntry,
    items: Sequence[Item],
    grouping: Grouping | None,
    most: int = MOST_ROWS,
    words: Words = ENGLISH,
) -> SpreadTally:
    """Count the places on a scale, by groups where there are any to sort by."""
    answers = Answers.of(scale, items)
    aside = {tag.uid for tag in answers.asides}
    steps = tuple(tag for tag in answers.tags if tag.uid not in aside)
    asides = tuple(tag for tag in answers.asides if not tag.is_none or tag.uid in answers.by_tag)

    by_uid = answers.by_tag
    uncoded = [item for item, uids in answers.pairs if not uids]

    def row(name: str, look: Look, sort: Callable[[Sequence[Item]], list[list[Counted]]], column: int) -> SpreadRow:
        values = [(tag.value or 0, sort(by_uid.get(tag.uid, ()))[column]) for tag in steps]
        return SpreadRow(
            name=name,
            look=look,
            values=tuple(total(own) for _, own in values),
            asides=tuple(total(sort(by_uid.get(tag.uid, ()))[column]) for tag in asides),
            not_coded=total(sort(uncoded)[column]),
            net=net([(value, n) for value, own in values for _, n in own]),
        )

    def rows_of(columns: Sequence[_Column]) -> tuple[SpreadRow, ...]:
        """A row for each column of groups; the claims of a tag are sorted into all of them at once."""
        if grouping is None:
            return ()
        keys = [own for _, _, own in columns]
        kept: dict[int, list[list[Counted]]] = {}

        def sort(some: Sequence[Item]) -> list[list[Counted]]:
            if id(some) not in kept:
                kept[id(some)] = grouping.sort(some, keys)
            return kept[id(some)]

        return tuple(row(name, look, sort, n) for n, (name, look, _) in enumerate(columns))

    columns = [(group.name, group.look, (group.key,)) for group in grouping.groups] if grouping else []
    lacking = sum(item.weight for item in items if grouping and not grouping.members(item))
    return SpreadTally(
        dimension=scale.name,
        by=grouping.name if grouping else "",
        steps=steps,
        asides=asides,
        rows=rows_of(columns),
        shown=rows_of(_columns_in(columns, most, words)),
        every=row(words("All claims"), OPEN, lambda some: [[(item, item.weight) for item in some]], 0),
        basis=answers.basis,
        lacking=lacking,
        lacking_name=grouping.lacking if grouping else "",
        noun=grouping.noun if grouping else "",
        several=any(len(grouping.members(item)) > 1 for item in items) if grouping else False,
        words=words,
    )


@dataclass(frozen=True, slots=True)
class GridCell:
    """How often claims count in a cell, how many of these have a value of the scale, and the mean of the values."""

    count: int
    n: int
    net: float | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells by rows and columns, with the names of both. The last column counts each claim of its row once."""

    rows: tuple[tuple[str, Look], ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[GridCell, ...], ...]


@dataclass(frozen=True, slots=True)
class GridTally:
    """A dimension's tags against groups, with the mean of a scale in the cells.

    `whole` has everything that occurs, `shown` as much as a chart holds with the rest summed. `widest` is how far the
    scale reaches from zero to either side, 0 without a scale. `tags` and `groups` are what stands in the rows and
    columns of `whole`. `peak` is the row and column there of the cell furthest from zero, or where no cell has a mean
    of the one with the most claims; *none of these* and what is not stated are no peak.
    """

    dimension: str
    by: str
    scale: str
    whole: Grid
    shown: Grid
    basis: Basis
    scale_basis: Basis | None
    lacking: int
    lacking_name: str
    noun: str
    widest: int
    tags: tuple[TagEntry, ...]
    groups: tuple[Group, ...]
    peak: tuple[int, int] | None
    words: Words = ENGLISH


def grid(
    dimension: DimensionEntry,
    items: Sequence[Item],
    grouping: Grouping,
    scale: DimensionEntry | None,
    most: tuple[int, int] = (MOST_ROWS, MOST_COLUMNS),
    words: Words = ENGLISH,
) -> GridTally:
    """Count a dimension's tags against groups; without a scale no cell has a mean. `most` are rows and columns."""
    answers = Answers.of(dimension, items)
    judged = Answers.of(scale, items) if scale else None
    value_of = {tag.uid: tag.value for tag in scale.tags if tag.value is not None} if scale else {}
    pairs = judged.pairs if judged else ()
    values = {id(item): value_of[uid] for item, uids in pairs for uid in uids if uid in value_of}

    def cell(counted: Sequence[Counted]) -> GridCell:
        judged = [(values[id(item)], n) for item, n in counted if id(item) in values]
        return GridCell(total(counted), sum(n for _, n in judged), net(judged))

    def built(rows: Sequence[_Column], columns: Sequence[_Column]) -> Grid:
        lines = []
        for _, _, uids in rows:
            found = answers.having(uids)
            line = grouping.sort(found, [keys for _, _, keys in columns])
            lines.append(tuple(map(cell, (*line, [(item, item.weight) for item in found]))))
        names = tuple((name, look) for name, look, _ in rows)
        return Grid(names, (*(name for name, _, _ in columns), words("All")), tuple(lines))

    tags = [tag for tag in answers.tags if tag.uid in answers.by_tag]
    rows = [(tag.name, tag.look, (tag.uid,)) for tag in tags]
    columns = [(group.name, group.look, (group.key,)) for group in grouping.groups]
    whole = built(rows, columns)
    return GridTally(
        dimension=dimension.name,
        by=grouping.name,
        scale=scale.name if scale else "",
        whole=whole,
        shown=built(_rows_in(rows, answers, most[0], words), _columns_in(columns, most[1], words)),
        basis=answers.basis,
        scale_basis=judged.basis if judged else None,
        lacking=sum(item.weight for item, uids in answers.pairs if uids and not grouping.members(item)),
        lacking_name=grouping.lacking,
        noun=grouping.noun,
        widest=max(map(abs, value_of.values()), default=0),
        tags=tuple(tags),
        groups=grouping.groups,
        peak=_peak(whole, tags, grouping.groups),
        words=words,
    )


def _peak(whole: Grid, tags: Sequence[TagEntry], groups: Sequence[Group]) -> tuple[int, int] | None:
    def height(place: tuple[int, int]) -> tuple[bool, float, int]:
        cell = whole.cells[place[0]][place[1]]
        return cell.net is not None, abs(cell.net or 0.0), cell.count

    rows = [n for n, tag in enumerate(tags) if not tag.is_none]
    columns = [n for n, group in enumerate(groups) if not group.aside]
    places = [(row, column) for row in rows for column in columns if whole.cells[row][column].count]
    return max(places, key=height, default=None)


def _rows_in(rows: Sequence[_Column], answers: Answers, most: int, words: Words) -> list[_Column]:
    """The most frequent rows in the codebook's order, the others as one."""
    if len(rows) <= most:
        return list(rows)
    by_size = sorted(rows, key=lambda row: -weight(answers.having(row[2])))
    kept = by_size[: most - 1]
    rest = [row for row in rows if row not in kept]
    return [*(row for row in rows if row in kept), _other(rest, words)]


def _columns_in(columns: Sequence[_Column], most: int, words: Words) -> list[_Column]:
    """The largest groups, the others as one."""
    if len(columns) <= most:
        return list(columns)
    return [*columns[: most - 1], _other(columns[most - 1 :], words)]


def _other(rest: Sequence[_Column], words: Words) -> _Column:
    return words("Other ({number})", number=len(rest)), OPEN, tuple(key for _, _, keys in rest for key in keys)
