"""The outlets of a project as a table, sorted and filtered in memory: even a large project has some thousands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from annotations.articles import Outlet
from annotations.outlets import OutletUse
from annotations.search import folded
from app.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
SORTED = int(Qt.ItemDataRole.UserRole) + 1

COLUMNS = ("Name", "Other names", "Country", "Medium", "Ownership", "Reach", "Language", "Articles", "Claims")
NAME, ALIASES, COUNTRY, MEDIUM, OWNERSHIP, REACH, LANGUAGE, ARTICLES, CLAIMS = range(9)
COUNTS = (ARTICLES, CLAIMS)


@dataclass(frozen=True, slots=True)
class _Row:
    outlet: Outlet
    cells: tuple[str, ...]
    keys: tuple[Any, ...]
    words: str


class OutletsModel(QAbstractTableModel):
    """All outlets by name, with the number of their articles and claims."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._usage: Mapping[int, OutletUse] = {}

    def show(self, outlets: Sequence[Outlet], usage: Mapping[int, OutletUse]) -> None:
        """List these."""
        self._usage = usage
        rows = [_row(outlet, self.use(outlet.id)) for outlet in outlets]
        if [row.outlet.id for row in rows] == [row.outlet.id for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def outlet(self, row: int) -> Outlet | None:
        """The outlet of a row."""
        return self._rows[row].outlet if 0 <= row < len(self._rows) else None

    def use(self, outlet_id: int) -> OutletUse:
        """How much an outlet is used, as listed."""
        return self._usage.get(outlet_id, OutletUse())

    def words(self, row: int) -> str:
        """What a filter looks through."""
        return self._rows[row].words

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: the number of outlets."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: nine."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(section)
        return COLUMNS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what is shown, spoken and sorted by."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.cells[column])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = zip(COLUMNS, row.cells, strict=True)
            return ", ".join(f"{name} {cell}" for name, cell in said if cell) if column == NAME else row.cells[column]
        return {
            int(Qt.ItemDataRole.DisplayRole): row.cells[column],
            int(Qt.ItemDataRole.TextAlignmentRole): _aligned(column),
            SORTED: row.keys[column],
        }.get(int(role))


def _aligned(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in COUNTS else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _row(outlet: Outlet, use: OutletUse) -> _Row:
    known = (outlet.country, outlet.medium, outlet.ownership, outlet.reach, outlet.language)
    said = (outlet.name, ", ".join(outlet.aliases), *known)
    counts = tuple(f"{count:,}" if count else "–" for count in (use.articles, use.claims))
    keys = (*[folded(words) for words in said], use.articles, use.claims)
    return _Row(outlet, (*said, *counts), keys, folded("\n".join((*said, outlet.note))))


class Listed(QSortFilterProxyModel):
    """The outlets that a filter leaves, in the order of a column."""

    def __init__(self, model: OutletsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._wanted: list[str] = []
        self.setSourceModel(model)
        self.setSortRole(SORTED)

    def filter(self, typed: str) -> None:
        """List only outlets that have these letters."""
        self._wanted = folded(typed).split()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Qt: whether a row is listed."""
        del parent
        words = self._model.words(row)
        return all(wanted in words for wanted in self._wanted)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Qt: the order of two rows; what is not known comes last."""
        one, other = left.data(SORTED), right.data(SORTED)
        if "" in (one, other) and one != other:
            return bool((other if self.sortOrder() == Qt.SortOrder.AscendingOrder else one) == "")
        return bool(one < other)

    def outlet(self, row: int) -> Outlet | None:
        """The outlet of a listed row."""
        return self._model.outlet(self.mapToSource(self.index(row, 0)).row())

    def select(self, selection: QItemSelectionModel, ids: Collection[int]) -> None:
        """Select these outlets, as far as they are listed; the first of them gets the keyboard."""
        asked = set(ids)
        rows = [row for row in range(self.rowCount()) if (outlet := self.outlet(row)) and outlet.id in asked]
        flags = QItemSelectionModel.SelectionFlag
        wanted = QItemSelection()
        for row in rows:
            wanted.select(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        selection.select(wanted, flags.ClearAndSelect)  # at once: a form that follows must not be emptied meanwhile
        if rows:
            selection.setCurrentIndex(self.index(rows[0], 0), flags.NoUpdate)
