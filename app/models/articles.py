"""The list of articles: ids from the file, rows read when they are shown."""

from collections.abc import Collection

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotations.articles import Article, Status
from annotations.project import Project
from annotations.store.changes import Changes
from app.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_PAGE = 100
SEPARATOR = " · "
ARTICLE = int(Qt.ItemDataRole.UserRole) + 1

STATUS_NAMES = {
    Status.NEW: "New",
    Status.IN_PROGRESS: "In progress",
    Status.DONE: "Done",
    Status.LEFT_OUT: "Left out",
}


class ArticlesModel(QAbstractListModel):
    """Articles of the open project, newest first; filtering and sorting are the file's work."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._ids: list[int] = []
        self._places: dict[int, int] = {}
        self._cache: dict[int, Article] = {}
        self._text = ""
        self._statuses: Collection[Status] = ()

    def show_project(self, project: Project | None) -> None:
        """List another project's articles."""
        self._project = project
        self.reload()

    def filter(self, text: str, statuses: Collection[Status] = ()) -> None:
        """List only articles with this text in headline, outlet or author, and of these statuses (empty: all)."""
        self._text, self._statuses = text, statuses
        self.reload()

    def reload(self) -> None:
        """Read the ids anew."""
        self.beginResetModel()
        self._read()
        self.endResetModel()

    def _read(self) -> None:
        self._cache.clear()
        self._ids = self._project.articles.ids(text=self._text, statuses=self._statuses) if self._project else []
        self._places = {article_id: place for place, article_id in enumerate(self._ids)}

    def apply(self, changes: Changes) -> None:
        """Follow a step: rows that changed are read anew; the list only where its order or members may differ."""
        if self._project is None or not changes.touches("articles", "claims", "outlets"):
            return
        for article_id in changes.articles:
            self._cache.pop(article_id, None)
        if changes.touches("articles", "outlets"):
            self._cache.clear()
            self._rearrange()
        elif self._ids:
            touched = [self._places[i] for i in changes.articles if i in self._places]
            for row in touched:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _rearrange(self) -> None:
        """Take over new ids without losing the selected article."""
        before = list(self._ids)
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        self._read()
        moved = [self.index(self._places.get(before[index.row()], -1)) for index in old]
        self.changePersistentIndexList(old, moved)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: the number of articles."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what is shown and spoken of an article; the article itself in the role ARTICLE."""
        article = self.article(index.row()) if index.isValid() else None
        if article is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown_headline(article)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(shown_headline(article))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{shown_headline(article)}, {subline(article)}, {STATUS_NAMES[article.status]}"
            case _ if role == ARTICLE:
                return article
        return None

    def article(self, row: int) -> Article | None:
        """The article of a row, None if it is gone."""
        if not 0 <= row < len(self._ids) or self._project is None:
            return None
        wanted = self._ids[row]
        if wanted not in self._cache:
            start = row - row % _PAGE
            missing = [i for i in self._ids[start : start + _PAGE] if i not in self._cache]
            page = self._project.articles.rows(missing)
            self._cache.update((article.id, article) for article in page)
        return self._cache.get(wanted)

    def id_at(self, row: int) -> int | None:
        """The id of a row's article."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, article_id: int) -> int:
        """The row of an article, -1 if it is not listed."""
        return self._places.get(article_id, -1)

    def next_of(self, wanted: Collection[int], start: int) -> int:
        """The first row from `start` on and around whose article is one of those wanted, -1 if none is listed."""
        around = [*range(start, len(self._ids)), *range(start)]
        return next((row for row in around if self._ids[row] in wanted), -1)


def shown_headline(article: Article) -> str:
    """The headline, or words in its place."""
    return article.headline or "Without a headline"


def subline(article: Article) -> str:
    """Outlet, date and claims in one line."""
    parts = (article.outlet, shown_date(article.published), counted_claims(article.claims))
    return SEPARATOR.join(part for part in parts if part)


def counted_claims(count: int) -> str:
    """Words for a number of claims: "2 claims", and nothing for none."""
    return f"{count:,} claim{'' if count == 1 else 's'}" if count else ""


_MONTHS = ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def shown_date(published: str) -> str:
    """An ISO date as people read it: "12 Mar 2026", with the time of day where it is known."""
    day, _, time = published.partition("T")
    parts = day.split("-")
    try:
        month = [_MONTHS[int(parts[1]) or len(_MONTHS)]] if len(parts) > 1 else []
        date = [str(int(parts[2]))] if len(parts) > 2 else []
    except (ValueError, IndexError):
        return published
    return " ".join([*date, *month, parts[0]]) + (f", {time[:5]}" if time else "")
