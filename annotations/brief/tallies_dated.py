"""Claims over time: by day, week, month or year, as fits the period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from annotations.brief.content import OPEN, DimensionEntry, Look, TagEntry
from annotations.brief.tallies import Answers, Item, weight
from annotations.brief.texts import ENGLISH, Words
from annotations.dates import day_in_words, short_month

_MOST_TAGS = 5


class Step(StrEnum):
    """How long one place of a timeline is; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    def start(self, day: date) -> date:
        """The first day of the place that a day falls in."""
        match self:
            case Step.DAY:
                return day
            case Step.WEEK:
                return day - timedelta(days=day.weekday())
            case Step.MONTH:
                return day.replace(day=1)
            case Step.YEAR:
                return day.replace(month=1, day=1)

    def after(self, start: date) -> date | None:
        """The first day of the next place; None where the calendar ends."""
        try:
            match self:
                case Step.DAY | Step.WEEK:
                    return start + timedelta(days=1 if self is Step.DAY else 7)
                case Step.MONTH:
                    return self.start(start + timedelta(days=31))
                case Step.YEAR:
                    return start.replace(year=start.year + 1)
        except (OverflowError, ValueError):
            return None

    def short(self, start: date, words: Words = ENGLISH) -> str:
        """What stands below a place of the chart."""
        match self:
            case Step.DAY | Step.WEEK:
                return f"{start.day} {short_month(start.month, words.language)}"
            case Step.MONTH:
                return f"{short_month(start.month, words.language)} {start.year % 100:02d}"
            case Step.YEAR:
                return str(start.year)

    def long(self, start: date, words: Words = ENGLISH) -> str:
        """The place in a sentence: "the week of 9 Mar 2026"."""
        day = day_in_words(start.year, start.month, start.day, words.language)
        match self:
            case Step.DAY:
                return day
            case Step.WEEK:
                return words("the week of {day}", day=day)
            case Step.MONTH:
                return day_in_words(start.year, start.month, 0, words.language)
            case Step.YEAR:
                return str(start.year)


_EXACT = {Step.DAY: 3, Step.WEEK: 3, Step.MONTH: 2, Step.YEAR: 1}
"""How many of year, month and day a date must have to be put into a place."""

_LIMITS = ((31, Step.DAY), (182, Step.WEEK), (1100, Step.MONTH))
"""Days from the first to the last below which a step is fit; beyond the last it is years."""


@dataclass(frozen=True, slots=True)
class TimeRow:
    """How often claims count in each place of a timeline."""

    name: str
    look: Look
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TimeTally:
    """Claims by the date of the articles they count in.

    `starts` are the first days of places without a gap between them. `every` counts all claims, `rows` those of the
    dimension's most frequent tags. `undated` are not in any place: no date, or none that is exact enough.
    """

    dimension: str
    step: Step
    starts: tuple[date, ...]
    every: TimeRow
    rows: tuple[TimeRow, ...]
    undated: int
    several: bool
    role: str = ""
    words: Words = ENGLISH

    @property
    def n(self) -> int:
        """What is dated."""
        return sum(self.every.counts)


def over_time(items: Sequence[Item], dimension: DimensionEntry | None = None, words: Words = ENGLISH) -> TimeTally:
    """Count claims over time, and those with the most frequent tags of a dimension below."""
    dates = [carrier.published for item in items for carrier in item.carriers]
    step = fitting_step(dates)
    starts = places((day for published in dates if (day := day_of(published, step))), step)
    index = {start: place for place, start in enumerate(starts)}
    answers = Answers.of(dimension, items) if dimension else None

    def row(name: str, look: Look, found: Iterable[Item]) -> TimeRow:
        counts = [0] * len(starts)
        for item in found:
            for carrier in item.carriers:
                day = day_of(carrier.published, step)
                if day and (place := index.get(step.start(day))) is not None:
                    counts[place] += 1
        return TimeRow(name, look, tuple(counts))

    every = row(words("All claims"), OPEN, items)
    rows = tuple(row(tag.name, tag.look, answers.by_tag[tag.uid]) for tag in _leading(answers)) if answers else ()
    return TimeTally(
        dimension=dimension.name if dimension else "",
        step=step,
        starts=starts,
        every=every,
        rows=rows,
        undated=weight(items) - sum(every.counts),
        several=answers.basis.several if answers else False,
        role=answers.role if answers else "",
        words=words,
    )


def _leading(answers: Answers) -> list[TagEntry]:
    aside = {tag.uid for tag in answers.asides}
    tags = [tag for tag in answers.tags if tag.uid in answers.by_tag and tag.uid not in aside]
    return sorted(tags, key=lambda tag: -weight(answers.by_tag[tag.uid]))[:_MOST_TAGS]


@lru_cache(maxsize=4096)
def day_of(published: str, step: Step) -> date | None:
    """The day of an ISO 8601 date, or the first of its month or year; None if it is not exact enough for the step."""
    parts = published.partition("T")[0].split("-")
    if len(parts) < _EXACT[step]:
        return None
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        return date(year, month, day)
    except ValueError:
        return None


def fitting_step(dates: Sequence[str]) -> Step:
    """The step that gives a readable number of places, or the next longer one for which most dates are exact enough."""
    days = [day for published in dates if (day := day_of(published, Step.YEAR))]
    span = (max(days) - min(days)).days if days else 0
    steps = [step for most, step in _LIMITS if span < most]
    return next((s for s in steps if 2 * sum(day_of(d, s) is not None for d in dates) >= len(days)), Step.YEAR)


def places(days: Iterable[date], step: Step) -> tuple[date, ...]:
    """The first days of all places from the first day to the last, empty ones between included."""
    starts = {step.start(day) for day in days}
    if not starts:
        return ()
    found: list[date] = []
    start: date | None = min(starts)
    last = max(starts)
    while start is not None and start <= last:
        found.append(start)
        start = step.after(start)
    return tuple(found)
