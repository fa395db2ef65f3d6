"""The history as a table that reads on as one scrolls: when, who, what, and how it stands."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotations.history import HistoryEntry, StepState, local_time
from annotations.project import Project
from app.moments import in_words
from app.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
PAGE = 200
"""Entries read at a time."""

COLUMNS = ("When", "Who", "What", "State")
WHEN, WHO, WHAT, STATE = range(4)
_ALIGNED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class HistoryModel(QAbstractTableModel):
    """Entries of one project, newest first; filtering is the file's work.

    Args:
        project: the open project.
        names: of the coders, by id.
        parent: Qt's owner.
    """

    def __init__(self, project: Project, names: Mapping[int, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project, self._names = project, names
        self._entries: list[HistoryEntry] = []
        self._more = False
        self._text = ""
        self._coder_id: int | None = None
        self._among: Collection[int] | None = None
        self.filter()

    def filter(self, text: str = "", coder_id: int | None = None, among: Collection[int] | None = None) -> None:
        """List only actions with these words in their name, of this person, with these ids; by default all."""
        self._text, self._coder_id, self._among = text, coder_id, among
        self.beginResetModel()
        self._entries = self._page(None)
        self.endResetModel()

    def _page(self, before: int | None) -> list[HistoryEntry]:
        page = self._project.history.entries(
            PAGE, before=before, coder_id=self._coder_id, text=self._text, among=self._among
        )
        self._more = len(page) == PAGE
        return page

    def canFetchMore(self, parent: Index) -> bool:
        """Qt: whether there are older ones."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Qt: read the next page."""
        del parent
        page = self._page(self._entries[-1].id)
        if page:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(page) - 1)
            self._entries += page
            self.endInsertRows()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: the number of entries read so far."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: four."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the names of the columns, over the left edge of what stands below."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        return {Qt.ItemDataRole.DisplayRole: COLUMNS[section], Qt.ItemDataRole.TextAlignmentRole: _ALIGNED}.get(
            Qt.ItemDataRole(role)
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what is shown and spoken of an entry."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(entry, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(entry.label) if index.column() == WHAT else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (self._cell(entry, column) for column in (WHAT, WHO, WHEN, STATE))))
        return None

    def _cell(self, entry: HistoryEntry, column: int) -> str:
        match column:
            case 0:
                moment = local_time(entry.at)
                return in_words(moment, datetime.now(tz=UTC).astimezone()) if moment else entry.at
            case 1:
                return self._names.get(entry.coder_id or 0, "")
            case 2:
                return entry.label
            case _:
                return entry.standing

    def entry(self, row: int) -> HistoryEntry | None:
        """The entry of a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def stands(self, row: int) -> bool:
        """Whether a row's action is done, not undone."""
        entry = self.entry(row)
        return entry is not None and entry.state is StepState.DONE
