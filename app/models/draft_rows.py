"""One article of the import preview: as it was read, what is remembered of its source, what the person typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from annotations.articles import Article
from annotations.importers.compose import corrected
from annotations.importers.draft import Cut, Draft, brought_back
from annotations.importers.likeness.duplicates import Twin
from annotations.importers.likeness.measures import Measure
from annotations.importers.likeness.versions import Choice, Version
from annotations.importers.remembered import Rules, Seen, recalled, seen_in


class Origin(StrEnum):
    """Where the value of a field is from."""

    NONE = "none"
    """There is no value."""
    FOUND = "found"
    """The source states it."""
    GUESSED = "guessed"
    """It was told from a place, a pattern or the words."""
    REMEMBERED = "remembered"
    """The person corrected it so in an earlier import from the same source."""
    TYPED = "typed"
    """The person typed it."""


@dataclass(frozen=True, slots=True)
class Near:
    """The earlier row that a row is nearly a copy of, and how much of the shorter text both have (0 to 1)."""

    row: "Row"
    shared: float


@dataclass(slots=True, eq=False)
class Row:
    """One article of the preview. `ticked` is the person's own decision, None as long as there is none.

    Args:
        read: the draft as it was read.
        path: the file that was dropped.
        mark: digest of its text.
        words: how many its text has.
        recalled: what is remembered for this source: values by the names of the fields.
    """

    read: Draft
    path: Path
    mark: str
    words: int
    recalled: Mapping[str, str] = field(default_factory=dict)
    same_text: tuple[Article, ...] = ()
    twin: Twin | None = None
    ticked: bool | None = None
    near: Near | None = None
    version: Version | None = None
    choice: Choice | None = None
    """What the person wants done with a newer version, None as long as it is what is usual."""
    group: "Group | None" = None
    """The copies of one text that it is among, None where there is no other."""
    draft: Draft = field(init=False)
    """As it will be imported."""
    _typed: dict[str, str] = field(init=False, default_factory=dict)
    _refused: set[str] = field(init=False, default_factory=set)
    """Fields whose remembered value the person took back by hand."""
    _recalls: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        """Put in what is remembered."""
        self._compose()

    def _compose(self) -> None:
        draft = self.read
        for name, value in (self._applied() | self._typed).items():
            draft = corrected(draft, name, value)
        self.draft = draft

    def _applied(self) -> dict[str, str]:
        return {n: v for n, v in self.recalled.items() if n not in self._refused} if self._recalls else {}

    @property
    def is_newer(self) -> bool:
        """Whether it is a newer version of an article, and not that article itself."""
        return self.version is not None and not (self.twin and self.twin.same_outlet)

    @property
    def replaces(self) -> int | None:
        """Id of the article that it will replace, None where it replaces none."""
        if self.version is None or not self.is_newer:
            return None
        return self.version.article_id if (self.choice or self.version.usual) is Choice.REPLACE else None

    @property
    def included(self) -> bool:
        """Whether the article will be imported: duplicates only if the person ticks them."""
        return self.ticked if self.ticked is not None else not (self.twin and self.twin.same_outlet)

    def origin(self, name: str) -> Origin:
        """Where the value of a field is from."""
        if name in self._typed:
            return Origin.TYPED
        if self._recalls and name in self.recalled and name not in self._refused:
            return Origin.REMEMBERED
        if not getattr(self.draft, name):
            return Origin.NONE
        return Origin.GUESSED if name in self.draft.guessed else Origin.FOUND

    def type_in(self, name: str, value: str) -> bool:
        """Give a field a value by hand; whether that changed anything. To type a guess confirms it."""
        before = self.draft
        if value == getattr(self.read, name) and name not in self.read.guessed:
            return self.take_back(name)
        if name in self._typed or value != getattr(before, name) or name in before.guessed:
            self._typed[name] = value
            self._compose()
        return self.draft != before

    def take_back(self, name: str) -> bool:
        """Give a field the value that was read; whether that changed anything."""
        before = self.draft
        self._typed.pop(name, None)
        if name in self.recalled:
            self._refused.add(name)
        self._compose()
        return self.draft != before

    def recall(self, *, recalls: bool) -> None:
        """Put in what is remembered, or leave it as it was read; what was typed stays."""
        self._recalls = recalls
        self._compose()

    def bring_back(self, cut: Cut) -> None:
        """Make a line that was left out part of the text again."""
        self.read = brought_back(self.read, cut)
        self._compose()
        measure = Measure.of(self.read.text)
        self.mark, self.words = measure.digest, measure.words

    def seen(self) -> list[Seen]:
        """What importing this row tells of its source."""
        return seen_in(self.read, self.draft, {*self._typed, *self._refused})


@dataclass(slots=True, eq=False)
class Group:
    """Rows with the same or nearly the same text, two and more; the first one leads."""

    rows: list[Row]
    decided: bool = False
    """Whether the person said which one leads."""
    folded: bool = False
    """Whether only the heading is shown."""

    @property
    def lead(self) -> Row:
        """The row that stands for the others."""
        return self.rows[0]

    @property
    def is_exact(self) -> bool:
        """Whether all have the very same text."""
        return len({row.mark for row in self.rows}) == 1

    def put_first(self, row: Row) -> None:
        """Let a row lead, as the person decided."""
        self.decided = True
        self.rows.remove(row)
        self.rows.insert(0, row)


def grouped(rows: Iterable[Row]) -> Group:
    """Return rows as a group that the likeliest original leads: the earliest, and of one day the longest.

    An article that stands in the drop twice, or in the project, is no original.
    """
    return Group(sorted(rows, key=lambda row: (not row.included, row.draft.published or "9999", -row.words)))


def row_of(draft: Draft, path: Path, measure: Measure, rules: Rules) -> Row:
    """Return the row of a draft that was measured, with what is remembered of its source."""
    known, names = recalled(draft, rules)
    return Row(draft, path, measure.digest, measure.words, {name: getattr(known, name) for name in names})


def measured(draft: Draft, path: Path) -> Row:
    """Return the row of a draft, measured here; takes milliseconds for a long text."""
    return row_of(draft, path, Measure.of(draft.text), {})
