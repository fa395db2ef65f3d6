"""The batches of a project as a table, the latest first: what each was, and what became of its articles."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotations.articles import Batch, BatchUse
from annotations.importers.values.dates import read_date
from annotations.project import Project
from app.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
Change = Callable[[Batch, str, str], object]
"""Stores a value of a batch by its name."""

_NO_PARENT = QModelIndex()
FIELDS = {
    "origin": "Origin",
    "search": "Search",
    "period": "Period",
    "retrieved_on": "Retrieved on",
    "retrieved_by": "By",
}
"""What is known of a batch by its name in `Batch`, in the order of the columns; all of it can be edited."""
COUNTS = {"found": "Found", "new": "New", "kept": "Kept", "left_out": "Left out"}
COLUMNS = (*FIELDS, *COUNTS)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_WHAT = {"new": "not decided on yet", "kept": "kept, being read or done", "left_out": "left out"}


class BatchesModel(QAbstractTableModel):
    """Batches with their counts.

    Args:
        change: stores what was typed into a cell.
        editable: whether anything can be stored.
        parent: Qt's owner.
    """

    refused = Signal(str)
    """What was typed cannot be: the sentence that says why."""

    def __init__(self, change: Change, *, editable: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._change, self._editable = change, editable
        self._batches: list[Batch] = []
        self._usage: dict[int, BatchUse] = {}

    def read(self, project: Project | None) -> None:
        """Show what the project has now."""
        batches = list(reversed(project.batches.all())) if project else []
        usage = project.batches.usage() if project else {}
        if [batch.id for batch in batches] == [batch.id for batch in self._batches]:
            self._batches, self._usage = batches, usage
            self.dataChanged.emit(self.index(0, 0), self.index(max(0, len(batches) - 1), len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._batches, self._usage = batches, usage
        self.endResetModel()

    def batch(self, row: int) -> Batch | None:
        """The batch in a row, None if there is none."""
        return self._batches[row] if 0 <= row < len(self._batches) else None

    def use(self, batch: Batch) -> BatchUse:
        """What became of its articles."""
        return self._usage.get(batch.id, BatchUse())

    def row_of(self, batch_id: int) -> int:
        """The row of a batch, -1 if it is not there."""
        return next((row for row, batch in enumerate(self._batches) if batch.id == batch_id), -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: number of batches."""
        return 0 if parent.isValid() else len(self._batches)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        name = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return {**FIELDS, **COUNTS}[name]
        return (_RIGHT if name in COUNTS else _LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what a cell shows."""
        batch, name = self._batches[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if name in COUNTS else _LEFT
        if name in COUNTS:
            number = getattr(self.use(batch), name)
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{number} {_WHAT.get(name, 'found')}"
            return f"{number:,}" if role == Qt.ItemDataRole.DisplayRole else None
        value = getattr(batch, name)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return value
        return plain_tip(value) if role == Qt.ItemDataRole.ToolTipRole and value else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: what is known of a batch can be edited, its counts cannot."""
        flags = super().flags(index)
        editable = self._editable and index.isValid() and COLUMNS[index.column()] in FIELDS
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: store what was typed, unless it is no date where one is needed."""
        batch, name = self._batches[index.row()], COLUMNS[index.column()]
        typed = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or name not in FIELDS or typed == getattr(batch, name):
            return False
        if name == "retrieved_on" and typed and not read_date(typed):
            self.refused.emit(f"“{typed}” cannot be read as the date of retrieval. Write it as 2026-03-12.")
            return False
        self._change(batch, name, read_date(typed) if name == "retrieved_on" else typed)
        return True
