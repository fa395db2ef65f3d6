"""The table of the import preview: which columns are shown and how wide, what keys and the menu do."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from math import ceil

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotations.importers.versions import Choice
from app.models.draft_cells import FIELDS, TITLES, Column, Heading, in_row, mark_of
from app.models.draft_rows import Origin, Row
from app.models.drafts import DraftsModel
from app.theme import SPACE_XL
from app.widgets.tables import show_as_rows

_TICK = 34
_INDENT = "\u2003"
_WIDTHS = {
    Column.OUTLET: (90, 170),
    Column.SECTION: (64, 120),
    Column.AUTHOR: (64, 130),
    Column.DATE: (150, 150),
    Column.LANGUAGE: (60, 60),
    Column.TYPE: (54, 110),
    Column.WORDS: (100, 100),
    Column.TWIN: (120, 190),
    Column.FILE: (56, 140),
}
"""Columns that are as wide as what they hold: the least pixels that each takes where room is short, and the most."""
_NOTES_SHARE = 0.5
"""The most that notes take of the room that those columns leave; the rest is the headline's."""
_LEAST_HEADLINE, _LEAST_NOTES = 180, 90
_MEASURED = 60
"""Rows from the first in view on whose cells are measured; measuring thousands would be noticed."""
_PAUSE = 150
"""Milliseconds after which the columns follow what came into the table."""
_RARE = (Column.SECTION, Column.TYPE)
"""Columns that are shown only where an article has a value in them, unless the person says otherwise."""
_ALWAYS = (Column.INCLUDE, Column.HEADLINE)
_WIDEST = 2000
_SIGN = 22
"""Pixels that the sign of an origin takes."""

_CHOICES = {
    Choice.REPLACE: "&Replace the older version\tCtrl+R",
    Choice.SEPARATE: "Import as a &separate article",
    Choice.LEAVE_OUT: "&Leave the newer version out",
}
"""What can be done with newer versions, as the menu of the table names it."""


class _MiddleCut(QStyledItemDelegate):
    """Long headlines and file names lose their middle, everything else its end; copies stand in from their heading."""

    def __init__(self, model: DraftsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._drafts = model

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: how a cell is painted."""
        super().initStyleOption(option, index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable or index.column() == Column.FILE:  # not the heading of copies
            option.textElideMode = Qt.TextElideMode.ElideMiddle
        line = self._drafts.line(index.row())
        if index.column() == Column.HEADLINE and isinstance(line, Row) and line.group:
            option.text = f"{_INDENT}{option.text}"


class DraftsTable(QTableView):
    """Space ticks the selected rows, Enter edits, Delete brings back what was read, Ctrl+R replaces, Tab leaves.

    Args:
        model: the articles.
        layout: widths and columns as `kept_layout` gave them, whatever became of that meanwhile.
        parent: the dialog.
    """

    def __init__(self, model: DraftsModel, layout: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts = model
        self._fitting = self._filling = False
        self._wanted: dict[Column, int] = {}
        self._shown, self._drawn = _read_layout(layout)
        self.setModel(model)
        self.setAccessibleName("Articles found")
        show_as_rows(self)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        middle = _MiddleCut(model, self)
        for column in (Column.HEADLINE, Column.FILE):
            self.setItemDelegateForColumn(column, middle)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._keep_selection()
        self._lay_out_columns()

    # -- columns

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(_TICK)
        header.resizeSection(Column.INCLUDE, _TICK)
        header.setSectionResizeMode(Column.INCLUDE, QHeaderView.ResizeMode.Fixed)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_columns)
        header.sectionResized.connect(self._keep_drawn)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._measure)
        self._drafts.rowsInserted.connect(self._measure_soon)
        self._drafts.dataChanged.connect(self._measure_soon)
        self._drafts.modelReset.connect(self._measure_soon)
        self._drafts.modelReset.connect(self._span_headings)
        self._measure()

    def set_filling(self, *, filling: bool) -> None:
        """Say whether rows are still coming: columns are measured with the first ones, and again with the last."""
        self._filling = filling
        if not filling:
            self._soon.stop()
            self._measure()

    def _span_headings(self) -> None:
        """Let the headings of copies run over all columns."""
        self.clearSpans()
        for number in self._drafts.headings():
            self.setSpan(number, Column.HEADLINE, 1, len(Column) - Column.HEADLINE)

    def _measure_soon(self) -> None:
        first = not self._wanted and self._drafts.rowCount()
        if (first or not self._filling) and not self._soon.isActive():
            self._soon.start()

    def _keep_drawn(self, column: int, _before: int, width: int) -> None:
        """Leave a column alone from now on whose edge the person has drawn."""
        if not self._fitting and width:
            self._drawn[Column(column)] = width

    def _measure(self) -> None:
        """Find out which columns are needed and how wide their cells in view are, and fit the columns to that."""
        self._fitting = True
        for column in Column:
            usual = column not in _RARE or self._drafts.have(FIELDS[column])
            self.setColumnHidden(column, not self._shown.get(column, usual))
        self._fitting = False
        first = max(0, self.rowAt(0))
        lines = [self._drafts.line(n) for n in range(first, min(first + _MEASURED, self._drafts.rowCount()))]
        rows = [line for line in lines if isinstance(line, Row)]
        if rows:
            self._wanted = {column: self._needed(rows, column) for column in (*_WIDTHS, Column.NOTES)}
        self._fit()

    def _needed(self, rows: Iterable[Row], column: Column) -> int:
        metrics, name = self.fontMetrics(), FIELDS.get(column, "")
        signs = {row: _SIGN if name and mark_of(row.origin(name)) else 0 for row in rows}
        return max(metrics.horizontalAdvance(in_row(row, column)) + signs[row] for row in rows) + SPACE_XL

    def _fit(self) -> None:
        """Make columns as wide as what they hold, within limits; headline and notes share the rest."""
        header = self.horizontalHeader()
        shown = [column for column in _WIDTHS if not self.isColumnHidden(column)]
        wanted = {
            column: max(header.sectionSizeHint(column), self._wanted.get(column, 0))
            for column in (*shown, Column.NOTES)
        }
        widths = {column: self._drawn.get(column, min(wanted[column], _WIDTHS[column][1])) for column in shown}
        room = self.viewport().width() - _TICK
        notes = not self.isColumnHidden(Column.NOTES)
        least = _LEAST_HEADLINE + (min(_LEAST_NOTES, wanted[Column.NOTES]) if notes else 0)
        widths = _squeezed(widths, sum(widths.values()) + least - room, self._drawn)
        room -= sum(widths.values())
        if notes:
            most = max(_LEAST_NOTES, min(int(room * _NOTES_SHARE), room - _LEAST_HEADLINE))
            part = min(wanted[Column.NOTES], most)
            widths[Column.NOTES] = self._drawn.get(Column.NOTES, part)
            room -= widths[Column.NOTES]
        widths[Column.HEADLINE] = self._drawn.get(Column.HEADLINE, max(_LEAST_HEADLINE, room))
        self._fitting = True
        for column, width in widths.items():
            header.resizeSection(column, width)
        self._fitting = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: there is more or less room."""
        super().resizeEvent(event)
        self._fit()

    def kept_layout(self) -> str:
        """The columns that the person showed, hid and drew, to be remembered."""
        shown = {column.name: shown for column, shown in self._shown.items()}
        return json.dumps({"shown": shown, "widths": {column.name: width for column, width in self._drawn.items()}})

    def _open_columns(self, place: QPoint) -> None:
        menu = QMenu(self)
        self._add_columns(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _add_columns(self, menu: QMenu) -> None:
        for column in Column:
            if column not in _ALWAYS:
                action = menu.addAction("Language" if column is Column.LANGUAGE else TITLES[column])
                action.setCheckable(True)
                action.setChecked(not self.isColumnHidden(column))
                action.toggled.connect(lambda shown, column=column: self._show_column(column, shown=shown))
        menu.addSeparator()
        menu.addAction("Usual columns").triggered.connect(self._usual_columns)

    def _show_column(self, column: Column, *, shown: bool) -> None:
        self._shown[column] = shown
        self._measure()

    def _usual_columns(self) -> None:
        self._shown, self._drawn = {}, {}
        self._measure()

    # -- selection

    def _keep_selection(self) -> None:
        """Rows that move when copies are put together, or stay when others are filtered out, stay selected."""
        self._before: tuple[Row | None, int, list[Row]] = (None, Column.HEADLINE, [])
        self._drafts.modelAboutToBeReset.connect(self._note_selection)
        self._drafts.modelReset.connect(self._select_again)

    def _note_selection(self) -> None:
        current = self.currentIndex()
        row = self._drafts.row(current.row()) if current.isValid() else None
        self._before = row, current.column() if row else Column.HEADLINE, self._drafts.rows_at(self.numbers())

    def _select_again(self) -> None:
        current, column, rows = self._before
        places = [place for row in rows if (place := self._drafts.place_of(row)) is not None]
        here = self._drafts.place_of(current)
        if here is None:
            here = places[0] if places else 0
        if not self._drafts.rowCount():
            return
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._drafts.index(here, column), flags.NoUpdate)
        wanted = QItemSelection()
        for place in places or [here]:
            wanted.select(self._drafts.index(place, 0), self._drafts.index(place, len(Column) - 1))
        self.selectionModel().select(wanted, flags.ClearAndSelect)
        self.scrollTo(self._drafts.index(here, column))

    @property
    def is_editing(self) -> bool:
        """Whether a cell is being edited."""
        return self.state() == QAbstractItemView.State.EditingState

    def numbers(self) -> list[int]:
        """The selected lines, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def all_included(self) -> bool:
        """Whether every selected article is to be imported."""
        return all(row.included for row in self._drafts.rows_at(self.numbers()))

    # -- keys and menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Space and Enter mean the rows and the cell, not the dialog's button."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Space and self.numbers():
            self.toggle()
        elif event.key() == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._other_choice()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._edit_current()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self._take_back()
        else:
            super().keyPressEvent(event)

    def toggle(self) -> None:
        """Leave the selected articles out, or take them in if some are left out."""
        self._drafts.tick(self.numbers(), not self.all_included())

    def _take_back(self) -> None:
        column = self.currentIndex().column()
        if column in FIELDS:
            self._drafts.take_back(self.numbers(), Column(column))

    def _newer(self) -> list[int]:
        return [number for number in self.numbers() if self._drafts.row(number).is_newer]

    def _other_choice(self) -> None:
        """Let the selected newer versions replace what they are versions of; where all do, keep both."""
        newer = self._newer()
        all_replace = all(self._drafts.row(number).replaces and self._drafts.row(number).included for number in newer)
        self._drafts.choose(newer, Choice.SEPARATE if all_replace else Choice.REPLACE)

    def _open_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))

    def menu(self) -> QMenu:
        """What can be done with the selected rows."""
        menu, numbers = QMenu(self), self.numbers()
        rows = self._drafts.rows_at(numbers)
        column = self.currentIndex().column()
        name = FIELDS.get(Column(column)) if column >= 0 else None
        back = menu.addAction(f"{TITLES[column]} as &read\tDel" if name else "As &read\tDel")
        put_in = (Origin.TYPED, Origin.REMEMBERED)
        back.setEnabled(bool(name) and any(row.origin(name or "") in put_in for row in rows))
        back.triggered.connect(self._take_back)
        toggle = menu.addAction("&Leave out\tSpace" if self.all_included() else "&Import\tSpace")
        toggle.setEnabled(bool(rows))
        toggle.triggered.connect(self.toggle)
        menu.addSeparator()
        self._add_group(menu, numbers)
        newer = self._newer()
        for choice, title in _CHOICES.items() if newer else ():
            action = menu.addAction(title)
            action.triggered.connect(lambda _=False, choice=choice: self._drafts.choose(newer, choice))
        menu.addSeparator()
        self._add_columns(menu.addMenu("&Columns"))
        return menu

    def _add_group(self, menu: QMenu, numbers: list[int]) -> None:
        """What can be done with the copies among which the current row is."""
        here = self.currentIndex().row()
        group = self._drafts.row(here).group if numbers and here >= 0 else None
        if group is None:
            return
        lines = [place for row in group.rows if (place := self._drafts.place_of(row)) is not None]
        copies = [place for place in lines if self._drafts.row(place) is not group.lead]
        is_copy = here in copies and not isinstance(self._drafts.line(here), Heading)
        for title, numbers_, included in (
            ("Import all &copies", lines, True),
            ("Leave out all copies", lines, False),
            ("Leave out all but the one that leads", copies, False),
        ):
            action = menu.addAction(title)
            action.triggered.connect(lambda _=False, n=numbers_, i=included: self._drafts.tick(n, i))
        lead = menu.addAction("Let this one l&ead")
        lead.setEnabled(is_copy)
        lead.triggered.connect(lambda: self._drafts.lead(here))
        menu.addSeparator()

    def _edit_current(self) -> None:
        index = self.currentIndex()
        # While a cell is edited, its Enter arrives here too: it ends the edit and must not reach the dialog's button.
        if index.isValid() and not self.is_editing:
            column = index.column() if index.flags() & Qt.ItemFlag.ItemIsEditable else Column.HEADLINE
            target = index.siblingAtColumn(column)
            if target.flags() & Qt.ItemFlag.ItemIsEditable:
                self.selectionModel().setCurrentIndex(target, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.edit(target)

    # -- painting

    def initViewItemOption(self, option: QStyleOptionViewItem) -> None:
        """Qt: signs stand behind the words of a cell."""
        super().initViewItemOption(option)
        option.decorationPosition = QStyleOptionViewItem.Position.Right

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: where the filter lets nothing through, that is said in the place of rows."""
        super().paintEvent(event)
        if self._drafts.rowCount() or not self._drafts.count():
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(QRect(self.viewport().rect()), int(Qt.AlignmentFlag.AlignCenter), "No article is shown.")
        painter.end()


def _squeezed(widths: Mapping[Column, int], over: int, fixed: Mapping[Column, int]) -> dict[Column, int]:
    """Take `over` pixels from the columns that are not fixed, of each in proportion to what it can spare."""
    spare = {column: max(0, width - _WIDTHS[column][0]) for column, width in widths.items() if column not in fixed}
    whole = sum(spare.values())
    share = min(1.0, max(0, over) / whole) if whole else 0.0
    return {column: width - ceil(share * spare.get(column, 0)) for column, width in widths.items()}


def _read_layout(text: str) -> tuple[dict[Column, bool], dict[Column, int]]:
    """What was kept of the columns; of damaged text what is sound."""
    shown: dict[Column, bool] = {}
    drawn: dict[Column, int] = {}
    with suppress(ValueError, AttributeError, RecursionError):
        kept = json.loads(text or "{}")
        for name, value in kept.get("shown", {}).items():
            if name in Column.__members__ and isinstance(value, bool) and Column[name] not in _ALWAYS:
                shown[Column[name]] = value
        for name, value in kept.get("widths", {}).items():
            if name in Column.__members__ and type(value) is int and _TICK <= value <= _WIDEST:
                drawn[Column[name]] = value
        drawn.pop(Column.INCLUDE, None)
    return shown, drawn
