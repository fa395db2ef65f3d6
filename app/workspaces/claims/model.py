"""The rows of the table: ids of all claims, and what is shown of those that were looked at."""

from array import array
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotations.claim_rows import Column
from app.plain import plain_tip
from app.workspaces.claims.columns import Head
from app.workspaces.claims.lines import Line

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_MOST_KEPT = 20_000


class ClaimsModel(QAbstractTableModel):
    """Holds ids in order; it never reads anything itself, and shows nothing of a row until it is given its line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: tuple[Head, ...] = ()
        self.ids: array[int] = array("q")
        self._lines: dict[int, Line] = {}
        self._stale: set[int] = set()

    # -- what it is given

    def set_heads(self, heads: tuple[Head, ...]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.heads = heads
        self.endResetModel()

    def set_ids(self, ids: "array[int]") -> None:
        """List other claims; lines that are known stay."""
        self.beginResetModel()
        self.ids = ids
        self.endResetModel()

    def put(self, lines: Iterable[Line], rows: range) -> None:
        """Show lines, all of them of claims somewhere in a range of rows."""
        for line in lines:
            self._lines.pop(line.claim.id, None)
            self._lines[line.claim.id] = line
            self._stale.discard(line.claim.id)
        for claim_id in list(self._lines)[: max(0, len(self._lines) - _MOST_KEPT)]:
            del self._lines[claim_id]
            self._stale.discard(claim_id)
        self._repaint(rows)

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Read these claims anew when they are looked at next; all for None. Until then they are shown as they were."""
        self._stale.update(self._lines if ids is None else (i for i in ids if i in self._lines))

    def _repaint(self, rows: range) -> None:
        first, last = max(0, rows.start), min(rows.stop, len(self.ids)) - 1
        if first <= last and self.heads:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.heads) - 1))

    def clear(self) -> None:
        """Know no claims and no lines."""
        self._lines.clear()
        self._stale.clear()
        self.set_ids(array("q"))

    # -- what is asked

    def line(self, row: int) -> Line | None:
        """What a row shows, None if it is not read."""
        return self._lines.get(self.ids[row]) if 0 <= row < len(self.ids) else None

    def missing(self, rows: range) -> Sequence[int]:
        """Ids of a range of rows that are not read, or to be read anew."""
        some = self.ids[max(0, rows.start) : max(0, rows.stop)]
        return [claim_id for claim_id in some if claim_id not in self._lines or claim_id in self._stale]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: the number of claims."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: the number of columns."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: a cell in words."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        key = self.heads[index.column()].key
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.said(key)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(line.claim.quote if key == Column.QUOTE else line.said(key))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.heads[index.column()].title}: {line.said(key) or 'nothing'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.heads):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.heads[section].title
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(f"{self.heads[section].title}: click to sort, drag to move")
        return None
