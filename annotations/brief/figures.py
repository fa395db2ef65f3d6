"""Findings as figures: which chart suits which dimension, and everything that belongs to it, made once for all uses."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from annotations.brief.charts.bars import bars_chart
from annotations.brief.charts.diverging import diverging_chart
from annotations.brief.charts.heat import heat_chart
from annotations.brief.charts.notes import bars_note, grid_note, spread_note, timeline_note
from annotations.brief.charts.shapes import Chart, Measure
from annotations.brief.charts.tables import Table, bars_table, grid_table, spread_table, timeline_table
from annotations.brief.charts.timeline import timeline_chart
from annotations.brief.charts.titles import bars_title, grid_title, spread_title, timeline_title
from annotations.brief.content import BriefContent, ClaimEntry, DimensionEntry
from annotations.brief.groupings import Grouping, by_actors, by_ownership
from annotations.brief.spec import Finding
from annotations.brief.tallies import MOST_ROWS, Item, bars, items_of
from annotations.brief.tallies_crossed import MOST_COLUMNS, grid, spread
from annotations.brief.tallies_dated import over_time
from annotations.codebook import Kind

_TOPICS = (Kind.ONE, Kind.MANY)
_LEAST_PLACES = 3
_LONGEST_QUOTE = 320
MOST_QUOTES = 2


@dataclass(frozen=True)
class Figure:
    """A chart with its proposed title, its note and its tables; `about` are claims that show what the title says.

    `chart` makes the geometry for a width in points. `shown` is False where nothing was coded: there is nothing to see.
    """

    title: str
    note: str
    chart: Callable[[float, Measure], Chart]
    tables: tuple[Table, ...]
    about: tuple[ClaimEntry, ...] = ()
    shown: bool = True


@dataclass
class Figures:
    """Makes figures of a brief's content, each once; what several of them need is worked out once too."""

    content: BriefContent
    _made: dict[tuple[str, str, int], Figure | None] = field(default_factory=dict)

    @cached_property
    def items(self) -> Sequence[Item]:
        """The claims as they are counted."""
        return items_of(self.content)

    def dimension(self, uid: str) -> DimensionEntry | None:
        """The dimension with this uid, or None."""
        return next((dimension for dimension in self.content.codebook if dimension.uid == uid), None)

    def first(self, *kinds: Kind) -> DimensionEntry | None:
        """The codebook's first dimension of these kinds."""
        return next((dimension for dimension in self.content.codebook if dimension.kind in kinds), None)

    def chart_for(self, dimension: DimensionEntry) -> str:
        """The chart that suits a dimension: one of `spec.CHARTS`."""
        if dimension.kind is Kind.SCALE:
            return "diverging"
        if dimension.kind in _TOPICS and dimension is not self.first(*_TOPICS) and self.first(Kind.SCALE):
            return "heat" if self.first(Kind.ACTORS) else "heat-outlets"
        return "bars"

    def defaults(self) -> tuple[Finding, ...]:
        """A finding for each dimension, and one over time where there is time to speak of."""
        found = [Finding(dimension.uid, self.chart_for(dimension)) for dimension in self.content.codebook]
        if len(over_time(self.items).starts) >= _LEAST_PLACES:
            found.append(Finding("", "timeline"))
        return tuple(found)

    def figure(self, finding: Finding, rows: int = MOST_ROWS) -> Figure | None:
        """The figure of a finding, with so many rows at most; None if its dimension is gone and its chart needs one.

        A chart that does not suit the dimension takes the codebook's first that does, or becomes bars.
        """
        key = (finding.dimension, finding.chart, rows)
        if key not in self._made:
            self._made[key] = self._figure(self.dimension(finding.dimension), finding.chart, rows)
        return self._made[key]

    def _figure(self, dimension: DimensionEntry | None, chart: str, rows: int) -> Figure | None:
        match chart:
            case "timeline":
                return self._timeline(dimension)
            case "diverging":
                scale = dimension if dimension and dimension.kind is Kind.SCALE else self.first(Kind.SCALE)
                return self._spread(scale, rows) if scale else self._bars(dimension, rows)
            case "heat" | "heat-outlets":
                topic = dimension if dimension and dimension.kind in _TOPICS else self.first(*_TOPICS)
                return self._grid(topic, chart, rows) if topic else self._bars(dimension, rows)
            case _:
                return self._bars(dimension, rows)

    def _bars(self, dimension: DimensionEntry | None, rows: int) -> Figure | None:
        if dimension is None:
            return None
        tally = bars(dimension, self.items, rows, self.content.words)
        coloured = dimension.kind is Kind.SCALE or dimension.name == self.content.colour_by
        leading = frozenset[str]().union(*(row.uids for row in tally.leading))
        return Figure(
            title=bars_title(tally),
            note=bars_note(tally, self.content.reading.counting),
            chart=lambda width, measure: bars_chart(tally, width, measure, coloured=coloured),
            tables=bars_table(tally),
            about=self._having(dimension, leading, tally.basis.role),
            shown=tally.basis.n > 0,
        )

    def _spread(self, scale: DimensionEntry, rows: int) -> Figure:
        tally = spread(scale, self.items, self._speakers, rows, self.content.words)
        sign = -1 if tally.below(tally.every) > tally.above(tally.every) else 1
        return Figure(
            title=spread_title(tally),
            note=spread_note(tally, self.content.reading.counting),
            chart=lambda width, measure: diverging_chart(tally, width, measure),
            tables=spread_table(tally),
            about=self._having(scale, {tag.uid for tag in tally.steps if (tag.value or 0) * sign > 0}),
            shown=tally.basis.n > 0,
        )

    def _grid(self, topic: DimensionEntry, chart: str, rows: int) -> Figure:
        speakers = self._speakers if chart == "heat" else None
        grouping = speakers or by_ownership(self.items, self.content.words)
        tally = grid(topic, self.items, grouping, self.first(Kind.SCALE), (rows, MOST_COLUMNS), self.content.words)
        about: tuple[ClaimEntry, ...] = ()
        if tally.peak:
            tag, group = tally.tags[tally.peak[0]], tally.groups[tally.peak[1]]
            pair = {item.claim.uid for item in self.items if group.key in grouping.members(item)}
            about = tuple(claim for claim in self._having(topic, {tag.uid}) if claim.uid in pair)
        return Figure(
            title=grid_title(tally),
            note=grid_note(tally, self.content.reading.counting),
            chart=lambda width, measure: heat_chart(tally, width, measure),
            tables=grid_table(tally),
            about=about,
            shown=tally.basis.n > 0,
        )

    def _timeline(self, dimension: DimensionEntry | None) -> Figure:
        tally = over_time(self.items, dimension, self.content.words)
        coloured = dimension is not None and dimension.name == self.content.colour_by
        return Figure(
            title=timeline_title(tally),
            note=timeline_note(tally, self.content.reading.counting),
            chart=lambda width, measure: timeline_chart(tally, width, measure, coloured=coloured),
            tables=timeline_table(tally),
            shown=tally.n > 0,
        )

    def _having(self, dimension: DimensionEntry, uids: Collection[str], role: str = "") -> tuple[ClaimEntry, ...]:
        """Claims with any of these tags, by number."""
        return tuple(
            item.claim
            for item in self.items
            for coding in item.claim.codings
            if coding.uid == dimension.uid
            and any(tag.uid in uids and (not role or tag.role == role) for tag in coding.tags)
        )

    @cached_property
    def _speakers(self) -> Grouping | None:
        actors = self.first(Kind.ACTORS)
        return by_actors(actors, self.items, self.content.words) if actors else None


def proposed_quotes(claims: Iterable[ClaimEntry], most: int = MOST_QUOTES) -> tuple[ClaimEntry, ...]:
    """Claims to be quoted: of different articles and not too long where there are such, the lowest numbers first."""
    found: list[ClaimEntry] = []
    for claim in sorted(claims, key=lambda claim: (len(claim.quote) > _LONGEST_QUOTE, claim.number)):
        if len(found) < most and claim.article not in {other.article for other in found}:
            found.append(claim)
    return tuple(found)
