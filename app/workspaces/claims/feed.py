"""What the table asks the project, all of it behind the window: ids, counts, and the rows that are looked at."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.claim_filter import ClaimFilter
from annotations.claim_rows import Column, Sort
from annotations.project import Project
from annotations.store.changes import Changes
from app.background import Question
from app.session import Session
from app.workspaces.claims.lines import Line, lines
from app.workspaces.claims.selection import Found, Place, found

FIRST = 200
"""Rows that are shown before all ids are known."""

PATIENCE = 60
"""Milliseconds after which the first rows are asked for by themselves."""

_OWN = (Column.QUOTE, Column.CODER, Column.CHECK, Column.TEXTS, Column.ORIGIN)
_ARTICLES = (Column.ARTICLE, Column.OUTLET, Column.DATE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the table shows: which claims, in which order, whose tags (a coder's id, 0 for those that count)."""

    wanted: ClaimFilter = field(default_factory=ClaimFilter)
    sort: Sort = field(default_factory=Sort)
    seen_by: int = 0

    def depends_on(self, changes: Changes) -> bool:
        """Whether other claims may be listed, or in another order, after these changes."""
        claims = changes.tables.get("claims")
        if claims and (claims.everything or claims.inserted or claims.deleted):
            return True
        own = self.wanted.checks or self.wanted.coders or self.wanted.origins or self.wanted.texts or self.wanted.words
        if claims and (own or self.sort.by in (*_OWN, *_ARTICLES)):
            return True
        by_tag = bool(self.wanted.codings or self.wanted.tag_origins) or self.sort.by not in list(Column)
        if by_tag and changes.touches("claim_tags", "tags", "dimensions"):
            return True
        return changes.touches("articles", "outlets", "coders", "settlements")


@dataclass(frozen=True, slots=True)
class Listing:
    """Ids in order. Until they are `whole` only the first ones; `found` is where the person was, among them."""

    ids: "array[int]"
    whole: bool
    found: Found = field(default_factory=Found)
    lines: tuple[Line, ...] = ()


class Feed(QObject):
    """Asks and tells; keeps nothing but the question."""

    listed = Signal(object)
    """A `Listing`."""
    counted = Signal(object)
    """`annotations.store.claim_lists.Counted`."""
    read = Signal(object, object)
    """Lines that were asked for, and the range of rows they belong to."""
    busy_changed = Signal(bool)
    """Ids are asked for, or are there."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.asked = Asked()
        self._all = Question(session, self)
        self._first = Question(session, self)
        self._count = Question(session, self)
        self._rows = Question(session, self)
        self._next: tuple[Sequence[int], range] | None = None
        self._all.busy_changed.connect(self.busy_changed)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._ask_first)

    @property
    def busy(self) -> bool:
        """Whether ids are asked for."""
        return self._all.busy

    def ask(self, asked: Asked, place: Place, *, afresh: bool = True) -> None:
        """List claims.

        Args:
            asked: which.
            place: where the person is, to be found among them.
            afresh: whether the first ones may be shown before the rest is known; not where the same is listed again.
        """
        self.asked = asked

        def work(project: Project) -> Listing:
            ids = project.claim_lists.ids(asked.wanted, asked.sort, seen_by=asked.seen_by)
            return _listing(project, ids, place, asked.seen_by)

        self._first.drop()
        self._all.ask(work, self._list)
        self._count.drop()
        if not asked.wanted.words:
            self._ask_count(None)
        if afresh:
            self._patience.start()
        else:
            self._patience.stop()

    def find(self, ids: "array[int]", place: Place) -> None:
        """List the ids that were just told once more, with the person where they went meanwhile."""
        seen_by = self.asked.seen_by
        self._all.ask(lambda project: _listing(project, ids, place, seen_by), self.listed.emit)

    def _ask_count(self, ids: "array[int] | None") -> None:
        asked, tell = self.asked, self.counted.emit
        self._count.ask(lambda project: project.claim_lists.count(asked.wanted, seen_by=asked.seen_by, ids=ids), tell)

    def _list(self, listing: Listing) -> None:
        self._patience.stop()
        self._first.drop()
        if self.asked.wanted.words:  # finding them takes long enough once
            self._ask_count(listing.ids)
        self.listed.emit(listing)

    def _ask_first(self) -> None:
        asked = self.asked

        def work(project: Project) -> Listing:
            ids = project.claim_lists.ids(asked.wanted, asked.sort, seen_by=asked.seen_by, most=FIRST)
            return Listing(ids, False, lines=_read(project, ids, asked.seen_by))

        if self._all.busy:
            self._first.ask(work, self.listed.emit)

    def need(self, ids: Sequence[int], rows: range) -> None:
        """Read claims that are looked at; while some are read, only the latest need is kept."""
        if self._rows.busy:
            self._next = (ids, rows)
            return
        self._next = None
        seen_by = self.asked.seen_by
        self._rows.ask(lambda project: _read(project, ids, seen_by), lambda lines: self._give(lines, rows))

    def _give(self, read: tuple[Line, ...], rows: range) -> None:
        self.read.emit(read, rows)
        if self._next is not None:
            self.need(*self._next)

    def drop(self) -> None:
        """Ask nothing any more."""
        self._next = None
        self._patience.stop()
        for question in (self._all, self._first, self._count, self._rows):
            question.drop()


def _listing(project: Project, ids: "array[int]", place: Place, seen_by: int) -> Listing:
    where = found(ids, place)
    around = max(0, where.current - FIRST // 2) if where.current >= 0 else min(place.top, len(ids))
    return Listing(ids, True, where, _read(project, ids[around : around + FIRST], seen_by))


def _read(project: Project, ids: Sequence[int], seen_by: int) -> tuple[Line, ...]:
    coders = {coder.id: coder for coder in project.coders.all()}
    return tuple(lines(project.claim_lists.rows(ids), project.claim_lists.seen(seen_by), coders))
