"""Hits as lines: every hit in the middle, what stands around it at its sides, as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotations.articles import Article
from annotations.concordance import Line, LineOrder, in_order, lines
from annotations.project import Project
from annotations.search import Claimed, Query
from app.models.articles import shown_date, shown_headline
from app.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
LINE = int(Qt.ItemDataRole.UserRole) + 1

COLUMNS = ("Outlet", "Date", "Left", "Hit", "Right")
OUTLET, DATE, LEFT, HIT, RIGHT = range(5)
ORDERS = (LineOrder.OUTLET, LineOrder.DATE, LineOrder.LEFT, LineOrder.HIT, LineOrder.RIGHT)
"""How lines are ordered by each column."""

_SIDES = {LEFT: Qt.AlignmentFlag.AlignRight, HIT: Qt.AlignmentFlag.AlignHCenter}


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a search, and the articles they are from; `more` says that there would be further ones."""

    found: Sequence[Line] = ()
    articles: Mapping[int, Article] = field(default_factory=dict)
    more: bool = False


def read_lines(project: Project, query: Query, ids: Sequence[int], claimed: Claimed, most: int) -> Lines:
    """The lines of these articles, `most` at most."""
    found = list(lines(project.search.hits(query, ids, claimed), most + 1))
    wanted = list(dict.fromkeys(line.article_id for line in found))
    articles = {article.id: article for article in project.articles.rows(wanted)}
    return Lines(found[:most], articles, more=len(found) > most)


def sorted_lines(read: Lines, order: LineOrder, *, descending: bool) -> list[Line]:
    """The lines in this order."""
    return in_order(read.found, order, read.articles, descending=descending)


class LinesModel(QAbstractTableModel):
    """Lines in the order they were put into; reading and ordering is done elsewhere, since it takes a while."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()
        self.articles: Mapping[int, Article] = {}

    def show(self, found: Sequence[Line], articles: Mapping[int, Article]) -> None:
        """List these lines."""
        self.beginResetModel()
        self._lines, self.articles = found, articles
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    @property
    def shown(self) -> Sequence[Line]:
        """All lines in the order shown."""
        return self._lines

    def row_of(self, article_id: int, offset: int, near: int = 0) -> int:
        """The row of a hit, -1 if it is not listed; found at once if it is one next to the row `near`."""
        for row in (near, near + 1, near - 1):
            line = self.line(row)
            if line and (line.article_id, line.span.start) == (article_id, offset):
                return row
        places = ((line.article_id, line.span.start) for line in self._lines)
        return next((row for row, place in enumerate(places) if place == (article_id, offset)), -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: five."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: names of the columns, over the side at which their words are set."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section] + ("\u2003" if section == LEFT else "")  # room for the mark of the order
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_SIDES.get(section, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what is shown and spoken; the line itself in the role LINE."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        article = self.articles.get(line.article_id)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(line, article, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(shown_headline(article)) if article and index.column() in (OUTLET, DATE) else None
            case Qt.ItemDataRole.AccessibleTextRole:
                about = f"{article.outlet}, {shown_date(article.published)}: " if article else ""
                return f"{about}{line.before}{line.hit}{line.after}"
            case _ if role == LINE:
                return line
        return None

    def _cell(self, line: Line, article: Article | None, column: int) -> str:
        match column:
            case 0:
                return article.outlet if article else ""
            case 1:
                return shown_date(article.published).partition(",")[0] if article else ""
            case 2:
                return line.left.strip()
            case 3:
                return line.hit
            case _:
                return line.right.strip()
