"""The table itself: rows of one height, however many; where a person is in it is kept while rows come and go."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from annotations.claim_rows import Sort
from app.keys import place as key_place
from app.theme import ROW_HEIGHT, Theme
from app.widgets.tables import show_as_rows
from app.workspaces.claims.cells import ClaimCell
from app.workspaces.claims.columns import Head
from app.workspaces.claims.model import ClaimsModel, Index
from app.workspaces.claims.selection import Found, Place, picked

MARGIN = 60
"""Rows above and below those that are seen which are read with them."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Move = QAbstractItemView.CursorAction
_Flag = QItemSelectionModel.SelectionFlag


class ClaimsTable(QTableView):
    """Shows a `ClaimsModel`; sorting, reading and what keys do is others' work."""

    opened = Signal(int)
    """Go to the passage of the claim in this row."""
    peeked = Signal()
    """Show or hide what stands around the passage."""
    pressed_key = Signal(str)
    """A single key by its place on the keyboard that may be a command: a digit, "F", "/", "Delete"."""
    looked_at = Signal(object)
    """The range of rows that should be read now."""
    moved = Signal()
    """Another row is the current one, or others are selected."""
    sort_asked = Signal(object)
    """A `Sort`."""
    columns_changed = Signal()
    """Columns were moved, resized, hidden or shown."""

    def __init__(self, model: ClaimsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._placing = False  # asked for by what Qt calls when it is given a model
        self.cell = ClaimCell(self)
        self.setModel(model)
        self.setItemDelegate(self.cell)
        self.setAccessibleName("Claims")
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        show_as_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(0)
        self._look.timeout.connect(self._tell_looked_at)
        self._set_up_columns()
        self.columns_changed.connect(self._mark_first)
        # Methods, not lambdas: a header tells of its columns until it is destroyed, when there is no table any more.
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.doubleClicked.connect(self._double_clicked)

    def _set_up_columns(self) -> None:
        columns = self.horizontalHeader()
        columns.setSectionsMovable(True)
        columns.setSectionsClickable(True)
        columns.setSortIndicatorShown(True)
        # Of its own and empty: to paint itself a header asks for each column whether all of its rows are selected.
        columns.setSelectionModel(QItemSelectionModel(self._model, columns))
        columns.setTextElideMode(Qt.TextElideMode.ElideRight)
        columns.setMinimumSectionSize(40)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setAccessibleName("Columns")
        columns.sectionClicked.connect(self._sort_by)
        columns.sectionMoved.connect(self._column_changed)
        columns.sectionResized.connect(self._column_changed)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns.customContextMenuRequested.connect(self._header_menu)

    def _column_changed(self, *_: int) -> None:
        self.columns_changed.emit()

    def _header_menu(self, at: QPoint) -> None:
        self.column_menu(self.horizontalHeader().mapToGlobal(at))

    def _scrolled(self, _: int) -> None:
        self._look.start()

    def _double_clicked(self, index: Index) -> None:
        self.opened.emit(index.row())

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self.cell.set_theme(theme)
        self.viewport().update()

    # -- columns

    def set_heads(self, heads: tuple[Head, ...]) -> None:
        """Show these columns at their usual widths."""
        self._model.set_heads(heads)
        self.columns_changed.emit()
        for section, head in enumerate(heads):
            self.setColumnHidden(section, False)
            self.setColumnWidth(section, head.width)

    def _mark_first(self) -> None:
        self.cell.first_column = self.first_column()

    def _sort_by(self, section: int) -> None:
        head, shown = self._model.heads[section], self.horizontalHeader()
        again = shown.sortIndicatorSection() == section and not self._descending
        self.sort_asked.emit(Sort(head.key, descending=again))

    @property
    def _descending(self) -> bool:
        return self.horizontalHeader().sortIndicatorOrder() == Qt.SortOrder.DescendingOrder

    def show_sort(self, sort: Sort) -> None:
        """Mark the column that gives the order."""
        order = Qt.SortOrder.DescendingOrder if sort.descending else Qt.SortOrder.AscendingOrder
        section = next((n for n, head in enumerate(self._model.heads) if head.key == sort.by), 0)
        self.horizontalHeader().setSortIndicator(section, order)

    def column_menu(self, at: QPoint) -> None:
        """Offer to hide and show columns; at least one stays."""
        menu = QMenu(self)
        menu.setToolTipsVisible(False)
        shown = [n for n in range(len(self._model.heads)) if not self.isColumnHidden(n)]
        for section, head in enumerate(self._model.heads):
            action = menu.addAction(head.title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(section in shown)
            action.setEnabled(shown != [section])
            action.toggled.connect(self._switcher(section))
        menu.exec(at)
        menu.deleteLater()

    def _switcher(self, section: int) -> Callable[[bool], None]:
        return lambda on: self.show_column(section, on)

    def show_column(self, section: int, on: bool) -> None:
        """Show or hide a column."""
        self.setColumnHidden(section, not on)
        self.columns_changed.emit()

    # -- where the person is

    @property
    def current_row(self) -> int:
        """The row with the keyboard, −1 for none."""
        return self.currentIndex().row()

    def current_id(self) -> int:
        """The claim with the keyboard, 0 for none."""
        row = self.current_row
        return self._model.ids[row] if 0 <= row < len(self._model.ids) else 0

    def selected_ranges(self) -> list[tuple[int, int]]:
        """First and last row of each stretch that is selected."""
        pieces = self.selectionModel().selection()
        return sorted({(pieces.at(n).top(), pieces.at(n).bottom()) for n in range(pieces.count())})

    def selected_count(self) -> int:
        """How many claims are selected."""
        return sum(last - first + 1 for first, last in self.selected_ranges())

    def place(self) -> Place:
        """Where the person is, to be found again among other rows."""
        current = self.current_id()
        offset = self.rowViewportPosition(self.current_row) if current else 0
        selected = picked(self._model.ids, self.selected_ranges())
        return Place(selected, current, offset, max(0, self.current_row), max(0, self.rowAt(0)))

    def show_ids(self, ids: object, found: Found, place: Place) -> None:
        """List other claims, with the person where they were as far as that is still there."""
        top = self.verticalScrollBar().value()
        self._placing = True
        try:
            self._model.set_ids(ids)  # type: ignore[arg-type]
            self._select(found, place.row)
        finally:
            self._placing = False
        if found.current >= 0 and place.current:
            self._scroll_to(found.current, place.offset)
        else:
            self.verticalScrollBar().setValue(top if place.top else 0)
        self._look.start()
        self.moved.emit()

    def _select(self, found: Found, otherwise: int) -> None:
        """Select rows; the keyboard goes to a row of its own if that of before is gone, and selects nothing there."""
        model, last = self._model, len(self._model.heads) - 1
        chosen = QItemSelection()
        for first, end in found.ranges:
            chosen.append(QItemSelectionRange(model.index(first, 0), model.index(end, last)))
        row = found.current if found.current >= 0 else min(otherwise, model.rowCount() - 1)
        if row >= 0:
            self.selectionModel().setCurrentIndex(model.index(row, self.first_column()), _Flag.NoUpdate)
        self.selectionModel().select(chosen, _Flag.ClearAndSelect)

    def first_column(self) -> int:
        """The column at the left."""
        columns = self.horizontalHeader()
        shown = (columns.logicalIndex(n) for n in range(columns.count()))
        return next((n for n in shown if not self.isColumnHidden(n)), 0)

    def _scroll_to(self, row: int, offset: int) -> None:
        """Put a row where it stood in the view, or where it can be seen at all."""
        highest = max(0, self.viewport().height() - ROW_HEIGHT)
        self.verticalScrollBar().setValue(row * ROW_HEIGHT - max(0, min(offset, highest)))

    def go_to(self, row: int) -> None:
        """Select one row."""
        if 0 <= row < self._model.rowCount():
            self.setCurrentIndex(self._model.index(row, self.first_column()))

    # -- reading what is seen

    def seen(self) -> range:
        """The rows in the view."""
        first = max(0, self.rowAt(0))
        return range(first, first + self.viewport().height() // ROW_HEIGHT + 2)

    def _tell_looked_at(self) -> None:
        rows = self.seen()
        self.looked_at.emit(range(max(0, rows.start - MARGIN), rows.stop + MARGIN))

    def look(self) -> None:
        """Read what is seen, at the next opportunity."""
        self._look.start()

    # -- Qt

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt: another row has the keyboard."""
        super().currentChanged(current, previous)
        if not self._placing:
            self.moved.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Qt: other rows are selected."""
        super().selectionChanged(selected, deselected)
        if not self._placing:
            self.moved.emit()

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Qt: Home and End lead to the first and the last row, and not along one."""
        rows, column = self._model.rowCount(), max(0, self.currentIndex().column())
        if action in (_Move.MoveHome, _Move.MoveEnd) and rows:
            return self._model.index(0 if action == _Move.MoveHome else rows - 1, column)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Qt: would look through all rows for what is typed; letters are commands here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more rows are seen."""
        super().resizeEvent(event)
        self._look.start()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another face has other widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter, Space and the single keys; all else moves in the table."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if plain and key in _ENTER:
            self.opened.emit(self.current_row)
        elif plain and key == Qt.Key.Key_Space:
            self.peeked.emit()
        elif plain and key == Qt.Key.Key_Delete:
            self.pressed_key.emit("Delete")
        elif plain and event.text() == "/":
            self.pressed_key.emit("/")
        elif plain and (name := key_place(event)) and (name.isdecimal() or name == "F"):
            self.pressed_key.emit(name)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: left to the page, which knows the commands."""
        event.ignore()
