"""What was found, as rows of a list: an article, and below it the first passages with hits."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotations.articles import Article, Status
from annotations.concordance import Passage, passages
from annotations.project import Project
from annotations.search import Claimed, Query
from annotations.spans import Span
from annotations.wording import number_of
from app.models.articles import STATUS_NAMES, shown_date, shown_headline
from app.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
ROW = int(Qt.ItemDataRole.UserRole) + 1
PAGE = 50
"""Articles read at a time."""


@dataclass(frozen=True, slots=True)
class Result:
    """One article that was found.

    Args:
        article: its metadata.
        spans: all hits in its text.
        passages: the first of them with the words around them.
        headline: hits in the headline.
        author: hits in the author's name.
    """

    article: Article
    spans: tuple[Span, ...]
    passages: tuple[Passage, ...]
    headline: tuple[Span, ...] = ()
    author: tuple[Span, ...] = ()

    @property
    def about(self) -> str:
        """Outlet, date and number of hits in one line."""
        article, count = self.article, len(self.spans)
        parts = [isolated(article.outlet), shown_date(article.published)]
        parts += [number_of(count, "hit")] if count else []
        parts += [isolated(article.author)] if self.author else []
        parts += [STATUS_NAMES[article.status]] if article.status is Status.LEFT_OUT else []
        return " · ".join(part for part in parts if part)


def isolated(name: str) -> str:
    """A name as a part of a line of other words, which its direction must not put into another order."""
    right_to_left = any(unicodedata.bidirectional(character) in ("R", "AL") for character in name)
    return f"\u2068{name}\u2069" if right_to_left else name


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list: an article, or one passage of it."""

    result: Result
    passage: Passage | None = None

    @property
    def offset(self) -> int | None:
        """Where the hit of the row begins; of an article the first one, None if its text has none."""
        if self.passage:
            return self.passage.span.start
        return self.result.spans[0].start if self.result.spans else None


def read_results(project: Project, query: Query, ids: Sequence[int], claimed: Claimed) -> list[Result]:
    """The articles with these ids and their hits, in that order; those gone are left out."""
    articles = {article.id: article for article in project.articles.rows(ids)}
    return [
        Result(articles[hits.article_id], hits.spans, tuple(passages(hits)), hits.headline, hits.author)
        for hits in project.search.hits(query, ids, claimed)
        if hits.article_id in articles
    ]


class ResultsModel(QAbstractListModel):
    """Rows of the articles read so far; when the list is scrolled to its end, `more_wanted` asks for further ones."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: Sequence[int] = ()
        self.results: list[Result] = []
        self._rows: list[Row] = []
        self._read = 0

    def show(self, ids: Sequence[int], results: Sequence[Result], read: int) -> None:
        """List the first results of the articles that were found; `read` is how many of the ids they were made of."""
        self.beginResetModel()
        self.ids, self.results, self._rows, self._read = ids, [], [], read
        self._take(results)
        self.endResetModel()

    def append(self, results: Sequence[Result], read: int) -> None:
        """List further ones."""
        self._read += read
        rows = sum(1 + len(result.passages) for result in results)
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + rows - 1)
            self._take(results)
            self.endInsertRows()

    def _take(self, results: Sequence[Result]) -> None:
        self.results += results
        for result in results:
            self._rows.append(Row(result))
            self._rows += [Row(result, passage) for passage in result.passages]

    @property
    def unread(self) -> Sequence[int]:
        """Ids of the articles to be read next."""
        return self.ids[self._read : self._read + PAGE]

    @property
    def loaded(self) -> int:
        """How many of the ids were read so far."""
        return self._read

    def canFetchMore(self, parent: Index) -> bool:
        """Qt: whether more was found than is listed."""
        return not parent.isValid() and self._read < len(self.ids)

    def fetchMore(self, parent: Index) -> None:
        """Qt: ask for more."""
        if not parent.isValid():
            self.more_wanted.emit()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: the rows made so far."""
        return 0 if parent.isValid() else len(self._rows)

    def row(self, number: int) -> Row | None:
        """What stands in a row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what is shown and spoken; the row itself in the role ROW."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.passage.words if row.passage else shown_headline(row.result.article)
            case Qt.ItemDataRole.ToolTipRole:
                return None if row.passage else plain_tip(shown_headline(row.result.article))
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.passage.words if row.passage else f"{shown_headline(row.result.article)}, {row.result.about}"
            case _ if role == ROW:
                return row
        return None

    def row_of(self, article_id: int, offset: int | None = None) -> int:
        """The row of an article or, with an offset, of its last passage that begins there or before; -1 if none is."""
        found = -1
        for number, row in enumerate(self._rows):
            if row.result.article.id == article_id:
                if row.passage is None or (offset is not None and row.passage.span.start <= offset):
                    found = number
            elif found >= 0:
                break
        return found

    def next_hit(self, article_id: int | None, offset: int | None, by: int) -> tuple[int, int] | None:
        """Article and offset of the hit after (1) or before (-1) a place, among the articles listed; None at the end.

        Without an article it is the first or the last one.
        """
        places = [(result.article.id, span.start) for result in self.results for span in result.spans]
        at = next((n for n, place in enumerate(places) if place == (article_id, offset)), None)
        if at is None:
            at = next((n for n, place in enumerate(places) if place[0] == article_id), None)
            at = at if at is None or by < 0 else at - 1
        if at is None:
            at = -1 if by > 0 else len(places)
        return places[at + by] if 0 <= at + by < len(places) else None
