"""Rows of cells as a table that can be sorted and copied."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.plain import plain_tip
from app.widgets.tables import show_as_rows

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
SORTED = int(Qt.ItemDataRole.UserRole) + 1
FIRST, LAST = 0, 1
"""Where a row stays whatever is sorted by: among the others, or below them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, is sorted by (its text if None), and says in its tool tip. `colour` is that of its letters."""

    text: str
    key: Any = None
    tip: str = ""
    colour: QColor | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells, and what they are about. Rows that `stay` keep their place below the others."""

    cells: tuple[Cell, ...]
    about: Any = None
    stay: int = FIRST


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in pixels (0 takes what is left), on which side it stands, what it means."""

    heading: str
    width: int = 0
    right: bool = False
    tip: str = ""


class CellsModel(QAbstractTableModel):
    """Rows of cells under headings."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns."""
        return self._columns

    def show(self, rows: Sequence[Row], headings: Sequence[str] = ()) -> None:
        """Show other rows, and other headings if they are given."""
        self.beginResetModel()
        self._rows = tuple(rows)
        if headings:
            kept = zip(self._columns, headings, strict=True)
            self._columns = tuple(Column(heading, c.width, c.right, c.tip) for c, heading in kept)
        self.endResetModel()

    def row(self, place: int) -> Row | None:
        """A row by its place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the headings."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        return {
            int(Qt.ItemDataRole.DisplayRole): column.heading,
            int(Qt.ItemDataRole.ToolTipRole): plain_tip(column.tip),
            int(Qt.ItemDataRole.TextAlignmentRole): _side(column),
        }.get(int(role))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what is shown, spoken and sorted by."""
        if not index.isValid():
            return None
        row, place = self._rows[index.row()], index.column()
        cell = row.cells[place]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row) if place == 0 else cell.text
        if role == Qt.ItemDataRole.FontRole:
            return _bold() if cell.bold else None
        return {
            int(Qt.ItemDataRole.DisplayRole): cell.text,
            int(Qt.ItemDataRole.ToolTipRole): plain_tip(cell.tip or cell.text),
            int(Qt.ItemDataRole.TextAlignmentRole): _side(self._columns[place]),
            int(Qt.ItemDataRole.ForegroundRole): cell.colour,
            SORTED: cell.text if cell.key is None else cell.key,
        }.get(int(role))

    def _spoken(self, row: Row) -> str:
        said = zip(self._columns, row.cells, strict=True)
        return ", ".join(f"{column.heading} {cell.text}" for column, cell in said if cell.text)


def _bold() -> QFont:
    font = QFont(QGuiApplication.font())
    font.setBold(True)
    return font


def _side(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class _Sorted(QSortFilterProxyModel):
    """Rows in the order of a column; those that stay come last both ways."""

    def lessThan(self, left: Index, right: Index) -> bool:
        """Qt: the order of two rows."""
        model = self.sourceModel()
        if isinstance(model, CellsModel):
            one, other = model.row(left.row()), model.row(right.row())
            if one and other and one.stay != other.stay:
                return (one.stay < other.stay) == (self.sortOrder() == Qt.SortOrder.AscendingOrder)
        return bool(left.data(SORTED) < right.data(SORTED))


class CellsTable(QTableView):
    """A table of cells: sorted by its headings, rows chosen one by one, opened by Enter or a click, and copied."""

    opened = Signal(object)
    """A row was chosen to go on with: what it is about."""
    chosen = Signal(object)
    """The keyboard or the mouse went to a row: what it is about."""

    def __init__(self, name: str, columns: Sequence[Column]) -> None:
        super().__init__()
        self.cells = CellsModel(columns, self)
        self.listed = _Sorted(self)
        self.listed.setSourceModel(self.cells)
        self.listed.setSortRole(SORTED)
        self.setModel(self.listed)
        self.setAccessibleName(name)
        show_as_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(40)
        for place, column in enumerate(columns):
            if column.width:
                self.setColumnWidth(place, column.width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._choose(now))

    def sort_by(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Let the headings sort, beginning with this one."""
        self.setSortingEnabled(True)
        self.sortByColumn(column, order)

    def show_rows(self, rows: Sequence[Row], headings: Sequence[str] = ()) -> None:
        """Show other rows; the one that was chosen stays so where it is about the same."""
        before = self.current
        self.cells.show(rows, headings)
        for place in range(self.listed.rowCount()):
            if before is not None and self._about(place) == before:
                flags = QItemSelectionModel.SelectionFlag
                index = self.listed.index(place, 0)
                self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
                return

    def take_keyboard(self) -> None:
        """Have the keyboard, with a row chosen."""
        self.setFocus()
        if not self.currentIndex().isValid() and self.listed.rowCount():
            self.selectRow(0)

    @property
    def current(self) -> Any:
        """What the chosen row is about, None without one."""
        index = self.currentIndex()
        return self._about(index.row()) if index.isValid() else None

    def _about(self, place: int) -> Any:
        row = self.cells.row(self.listed.mapToSource(self.listed.index(place, 0)).row())
        return row.about if row else None

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._about(index.row()))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._about(index.row()))

    def as_text(self) -> str:
        """All rows with their headings as they are shown, cells parted by tabs: what spreadsheets take."""
        columns = range(self.cells.columnCount())
        lines = [[column.heading for column in self.cells.columns]]
        lines += [[str(self.listed.index(n, c).data()) for c in columns] for n in range(self.listed.rowCount())]
        return "\n".join("\t".join(line) for line in lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter goes on with the row, the key for copying copies the table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        else:
            super().keyPressEvent(event)
