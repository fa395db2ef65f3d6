"""The list of articles: which stand in it comes from the file as a whole, their rows when they are shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from annotations.article_lists import LAST_WEEK, THIS_WEEK, ArticleFilter, Order, Section, Sorting, Tally
from annotations.articles import Article, Status
from annotations.dates import in_words
from annotations.errors import DamagedFileError
from annotations.project import Project
from annotations.store.changes import Changes
from annotations.wording import number_of
from app.models.gathering import gathered
from app.plain import plain_tip

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_PAGE = 100
SEPARATOR = " · "
ARTICLE = int(Qt.ItemDataRole.UserRole) + 1
SECTION = ARTICLE + 1
ASSIGNED = ARTICLE + 2
GROUP = ARTICLE + 3
FOLDED = ARTICLE + 4
FEW = 20
"""Articles up to which sections are open from the start: what fills a screen."""

STATUS_NAMES = {
    Status.NEW: "New",
    Status.IN_PROGRESS: "In progress",
    Status.DONE: "Done",
    Status.LEFT_OUT: "Left out",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be listed.

    `folded` says of sections, by their key, whether the person folded or opened them; `current` is the chosen article.
    """

    wanted: ArticleFilter = field(default_factory=ArticleFilter)
    order: Order = field(default_factory=Order)
    folded: Mapping[str, bool] = field(default_factory=dict)
    today: date = field(default_factory=date.today)
    current: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The row above the articles of a section."""

    section: Section
    open: bool

    @property
    def title(self) -> str:
        """What it is called."""
        key = self.section.key
        return key.capitalize() if key in (THIS_WEEK, LAST_WEEK) else _month(key)

    @property
    def counts(self) -> str:
        """What it holds, in words."""
        count, new = self.section.articles, self.section.new
        return f"{count:,} article{'' if count == 1 else 's'}" + (f"{SEPARATOR}{new:,} new" if new else "")


Row = int | Heading
"""An article's id, or a heading."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What stands in the list: `found` articles meet the filter, of `total`; `waiting` ones wait for triage.

    `second` are those that the person who works here has to code second. `hidden` says that the chosen article would be
    listed if its section were open. `carried` has the lead of each wire copy, `folded` the leads whose copies are not
    listed.
    """

    rows: tuple[Row, ...] = ()
    places: Mapping[int, int] = field(default_factory=dict)
    headings: Mapping[str, int] = field(default_factory=dict)
    found: int = 0
    total: int = 0
    new: int = 0
    waiting: int = 0
    initials: Mapping[int, str] = field(default_factory=dict)
    second: frozenset[int] = frozenset()
    hidden: bool = False
    carried: Mapping[int, int] = field(default_factory=dict)
    folded: frozenset[int] = frozenset()


def listed(project: Project, ask: Ask) -> Listed:
    """Read what is to be listed; on any thread. Sections of time are told apart where articles are sorted by date.

    Of a damaged file, what can be read of it.
    """
    carried = _readable(project.groups.carried) or {}
    rows = _readable(lambda: _in_order(project, ask))
    if rows is None:
        rows = list(_readable(lambda: project.articles.ids(statuses=ask.wanted.statuses)) or [])
    counts = _readable(project.articles.counts) or dict.fromkeys(Status, 0)
    rows = gathered(rows, carried) if ask.order.by is Sorting.DATE else rows
    places = {row: place for place, row in enumerate(rows) if isinstance(row, int)}
    current = ask.current
    return Listed(
        rows=tuple(rows),
        places=places,
        headings={row.section.key: place for place, row in enumerate(rows) if isinstance(row, Heading)},
        found=sum(1 if isinstance(row, int) else 0 if row.open else row.section.articles for row in rows),
        total=sum(counts.values()) or len(places),
        new=_readable(project.lists.unread) or 0,
        waiting=(_readable(project.triage.tally) or Tally()).waiting,
        initials={coder.id: coder.initials for coder in _readable(project.coders.all) or ()},
        second=frozenset(_readable(lambda: _to_code_second(project)) or ()),
        hidden=current is not None
        and current not in places
        and bool(_readable(lambda: project.lists.meets(current, ask.wanted))),
        carried=carried,
        folded=frozenset(lead for lead in carried.values() if ask.wanted.folded != (lead in ask.wanted.turned)),
    )


def _to_code_second(project: Project) -> list[int]:
    return [one.article_id for one in project.second_codings.open_of(project.coder_id)] if project.coder_id else []


def _readable(read: Callable[[], T]) -> T | None:
    """What can be read, None where that is damaged: a damaged file is shown as far as it goes."""
    try:
        return read()
    except DamagedFileError:
        return None


def _in_order(project: Project, ask: Ask) -> list[Row]:
    return _in_sections(project, ask) if ask.order.by is Sorting.DATE else _as_they_come(project, ask)


def _as_they_come(project: Project, ask: Ask) -> list[Row]:
    return list(project.lists.ids(ask.wanted, ask.order))


def _all_open(project: Project, ask: Ask) -> list[Row]:
    """Where words are looked for nothing is folded."""
    sections = project.lists.sectioned(ask.wanted, ask.order, ask.today)
    if len(sections) == 1:
        return list(sections[0][1])
    rows: list[Row] = []
    for section, ids in sections:
        rows += [Heading(section, open=True), *ids]
    return rows


def _in_sections(project: Project, ask: Ask) -> list[Row]:
    if ask.wanted.text.strip():
        return _all_open(project, ask)
    sections = project.lists.sections(ask.wanted, ask.today)
    if len(sections) == 1:
        return _as_they_come(project, ask)
    rows: list[Row] = []
    above = 0
    for section in sections if ask.order.descending else reversed(sections):
        usual = above > 0 and above + section.articles > FEW
        above += 0 if usual else section.articles
        folded = ask.folded.get(section.key, usual)
        rows.append(Heading(section, open=not folded))
        if not folded:
            rows += project.lists.ids(ask.wanted, ask.order, section.key, ask.today)
    return rows


class ArticlesModel(QStringListModel):
    """Articles under headings; which ones, and in what order, is read apart: see `listed`.

    It is a list of empty strings to Qt, which asks for the number of rows twice for each row that it lays out: answered
    from here, a hundred thousand rows would take it a quarter of a second.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._rows: tuple[Row, ...] = ()
        self._places: Mapping[int, int] = {}
        self._headings: Mapping[str, int] = {}
        self._initials: Mapping[int, str] = {}
        self._second: frozenset[int] = frozenset()
        self._carried: Mapping[int, int] = {}
        self._leads: frozenset[int] = frozenset()
        self._folded: frozenset[int] = frozenset()
        self._cache: dict[int, Article] = {}
        self._groups: dict[int, str] = {}

    def show_list(self, project: Project | None, found: Listed) -> None:
        """Show other rows: nothing is selected then."""
        self._project, self._rows, self._places, self._initials = project, found.rows, found.places, found.initials
        self._headings, self._second = found.headings, found.second
        self._carried, self._leads, self._folded = found.carried, frozenset(found.carried.values()), found.folded
        self._cache.clear()
        self.setStringList([""] * len(self._rows))

    def apply(self, changes: Changes) -> None:
        """Follow a step that leaves the list as it is: the lines of its articles are read anew."""
        for article_id in changes.articles:
            self._cache.pop(article_id, None)
        for article_id in changes.articles & self._places.keys():
            row = self.index(self._places[article_id])
            self.dataChanged.emit(row, row)

    def forget(self) -> None:
        """Read every line anew when it is shown."""
        self._cache.clear()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: headings are gone to, but not selected; nothing is edited or dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return flags if self.heading_at(index.row()) else flags | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what is shown and spoken of a row; the article or heading itself in the roles ARTICLE and SECTION.

        ASSIGNED holds the initials of the person whose article it is, empty for nobody; GROUP says in words what it is
        in a group of wire copies, and that it is to be coded second, empty for others. FOLDED is whether the copies of
        a lead are folded away, None for an article that leads none.
        """
        if not index.isValid():
            return None
        if heading := self.heading_at(index.row()):
            return _of_heading(heading, role)
        article = self.article(index.row())
        if article is None:
            return None
        second = "2nd coding" if article.id in self._second else ""
        initials = self._initials.get(article.assigned_to or 0, "")
        group = SEPARATOR.join(filter(None, (second, self._groups.get(article.id, ""))))
        return _of_article(article, initials, group, role, folded=self.folded_at(index.row()))

    def folded_at(self, row: int) -> bool | None:
        """Whether the copies of the lead in a row are folded away, None if no lead stands there."""
        article_id = self.id_at(row)
        return article_id in self._folded if article_id in self._leads else None

    def lead_above(self, row: int) -> int:
        """The row of the lead of the copy in a row, -1 where that is no copy or its lead is not listed."""
        return self._places.get(self._carried.get(self.id_at(row) or 0, 0), -1)

    def article(self, row: int) -> Article | None:
        """The article of a row, None if it is gone or the row is a heading."""
        wanted = self.id_at(row)
        if wanted is None or self._project is None:
            return None
        if wanted not in self._cache:
            start = row - row % _PAGE
            page = [i for i in self._rows[start : start + _PAGE] if isinstance(i, int) and i not in self._cache]
            read = self._project.articles.rows(page)
            self._cache.update((article.id, article) for article in read)
            self._groups.update(in_groups(self._project, read))
        return self._cache.get(wanted)

    def id_at(self, row: int) -> int | None:
        """The id of a row's article, None where there is none."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, int) else None

    def heading_at(self, row: int) -> Heading | None:
        """The heading in a row, None if it is none."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Heading) else None

    def key_at(self, row: int) -> int | str | None:
        """What stands in a row: an article's id, or the key of a section."""
        heading = self.heading_at(row)
        return heading.section.key if heading else self.id_at(row)

    def row_of_key(self, key: int | str | None) -> int:
        """The row of what `key_at` named, -1 if it is not listed."""
        return self.row_of(key) if isinstance(key, int) else self.row_of_heading(key or "")

    def heading_above(self, row: int) -> int:
        """The row of the heading that a row belongs to, -1 where there is none."""
        return next((n for n in range(min(row, len(self._rows) - 1), -1, -1) if self.heading_at(n)), -1)

    def row_of_heading(self, key: str) -> int:
        """The row of the heading of a section, -1 if there is none."""
        return self._headings.get(key, -1)

    def row_of(self, article_id: int) -> int:
        """The row of an article, -1 if it is not listed or its section is folded."""
        return self._places.get(article_id, -1)

    def neighbour(self, row: int, by: int) -> int:
        """The next row (1) or the one before (-1) that is an article or a folded heading, -1 at the end."""
        row += by
        while 0 <= row < len(self._rows):
            heading = self.heading_at(row)
            if heading is None or not heading.open:
                return row
            row += by
        return -1


def in_groups(project: Project, articles: Sequence[Article]) -> dict[int, str]:
    """What articles are in groups of wire copies, in words, empty outside groups: "+3 outlets", "copy of Wire"."""
    sizes = _readable(lambda: project.groups.sizes([article.id for article in articles])) or {}
    leads = {article.carried_by for article in articles if article.carried_by is not None}
    outlets = {lead.id: lead.outlet for lead in project.articles.rows(sorted(leads))}
    copies = {a.id: f"copy of {outlets.get(a.carried_by or 0) or 'another article'}" for a in articles if a.carried_by}
    return {a.id: copies.get(a.id) or _plus(sizes.get(a.id, 0)) for a in articles}


def _plus(copies: int) -> str:
    return f"+{number_of(copies, 'outlet')}" if copies else ""


def _of_article(article: Article, initials: str, group: str, role: int, *, folded: bool | None) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return shown_headline(article)
        case Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(filter(None, (told(article, initials), group.capitalize()))))
        case Qt.ItemDataRole.AccessibleTextRole:
            words = [shown_headline(article), subline(article, initials, group), STATUS_NAMES[article.status]]
            copies = "" if folded is None else "copies folded" if folded else "copies open"
            return ", ".join(filter(None, (*words, copies)))
    return {ARTICLE: article, ASSIGNED: initials, GROUP: group, FOLDED: folded}.get(role)


def _of_heading(heading: Heading, role: int) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return heading.title
        case Qt.ItemDataRole.AccessibleTextRole:
            return f"{heading.title}, {heading.counts}, {'open' if heading.open else 'folded'}"
    return heading if role == SECTION else None


def shown_headline(article: Article) -> str:
    """The headline, or words in its place."""
    return article.headline or "Without a headline"


def subline(article: Article, initials: str = "", group: str = "") -> str:
    """Outlet, date (of import, where that is all that is known), group, language, claims and whose, in one line."""
    date = shown_date(article.published) or f"imported {shown_date(article.imported_at[:10])}"
    parts = (article.outlet, date, group, article.language, counted_claims(article.claims), initials)
    return SEPARATOR.join(part for part in parts if part)


def told(article: Article, initials: str) -> str:
    """All that a line of the list may have no room for, one thing a line."""
    status = STATUS_NAMES[article.status] + (f": {article.left_out_reason}" if article.left_out_reason else "")
    lines = (
        shown_headline(article),
        article.headline_translated,
        SEPARATOR.join(filter(None, (article.outlet, article.author))),
        SEPARATOR.join(filter(None, (shown_date(article.published), article.language))),
        SEPARATOR.join(filter(None, (status, counted_claims(article.claims)))),
        f"Assigned to {initials}" if initials else "",
        "Newer version of an article that is left out" if article.replaces_id else "",
    )
    return "\n".join(line for line in lines if line)


def counted_claims(count: int) -> str:
    """Words for a number of claims: "2 claims", and nothing for none."""
    return f"{count:,} claim{'' if count == 1 else 's'}" if count else ""


_LONG_MONTHS = (
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def shown_date(published: str) -> str:
    """An ISO date as people read it: "12 Mar 2026", with the time of day where it is known."""
    day, _, time = published.partition("T")
    return in_words(day) + (f", {time[:5]}" if time else "")


def _month(key: str) -> str:
    """A month as a heading: "March 2026"; anything else as it is."""
    year, _, month = key.partition("-")
    known = year.isdecimal() and month.isdecimal() and 1 <= int(month) < len(_LONG_MONTHS)
    return f"{_LONG_MONTHS[int(month)]} {year}" if known else key or "Without a date"
