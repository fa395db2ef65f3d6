"""What lists of articles show: which of them, in what order, and in which sections of time."""

from dataclasses import dataclass, replace
from enum import StrEnum

from annotations.articles import Status

THIS_WEEK, LAST_WEEK = "this week", "last week"
"""Keys of the sections of the weeks; all others are months ("2026-03") or, where no more is known, years."""


class Sorting(StrEnum):
    """What articles are sorted by; ties by date, the newest first."""

    DATE = "date"
    HEADLINE = "headline"
    OUTLET = "outlet"
    CLAIMS = "claims"
    STATUS = "status"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Order:
    """An order; `descending` turns it round."""

    by: Sorting = Sorting.DATE
    descending: bool = True


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles are wanted: all of what is given must hold, and what is empty is not asked.

    `text` stands in headline, author, or what is known of the outlet, in any case. `assigned_to` is a coder's id.
    `second_by` is the id of a coder who has them to code second and is not done; `sample_id` that of a sample drawn.
    `since` and `until` are dates to any precision, both within. `folded` leaves out wire copies whose lead is there;
    `turned` are ids of leads for whose copies the opposite of it holds.
    """

    text: str = ""
    statuses: tuple[Status, ...] = ()
    assigned_to: int | None = None
    second_by: int | None = None
    outlet_id: int | None = None
    batch_id: int | None = None
    sample_id: int | None = None
    since: str = ""
    until: str = ""
    folded: bool = False
    turned: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether all articles are wanted, be it folded."""
        return replace(self, folded=False, turned=()) == ArticleFilter()


@dataclass(frozen=True, slots=True)
class Section:
    """The articles of a stretch of time: `new` of them have the status new and are no wire copies."""

    key: str
    articles: int
    new: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How far triage is, in numbers of articles: not decided on, kept and still to be read, left out."""

    waiting: int = 0
    kept: int = 0
    left_out: int = 0
