"""Which columns the table of the import preview shows, and how wide they are."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from math import ceil

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from app.models.draft_cells import FIELDS, TITLES, Column, in_row, mark_of
from app.models.draft_rows import Row
from app.models.drafts import DraftsModel
from app.theme import SPACE_XL

_TICK = 34
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
_SHORT_HEADLINE, _FAIR_HEADLINE = 340, 420
"""What longer headlines keep where columns leave, and what they have before the file names may be there too."""
_LEAST = {
    **{column: least for column, (least, _) in _WIDTHS.items()},
    Column.INCLUDE: _TICK,
    Column.NOTES: _LEAST_NOTES,
}
_MEASURED = 60
"""Rows from the first in view on whose cells are measured; measuring thousands would be noticed."""
_PAUSE = 150
"""Milliseconds after which the columns follow what came into the table."""
_RARE = {Column.SECTION: "section", Column.TYPE: "type", Column.NOTES: "warnings"}
"""Columns that are shown only where an article has a value in them, unless the person says otherwise.

So is the one of copies."""
_GIVING_WAY = (Column.FILE, Column.TYPE, Column.SECTION, Column.WORDS, Column.AUTHOR)
"""Columns that leave, the first one first, where there is no room for all, unless the person wants them.

File names and types leave already where they would have others cut."""
_ALWAYS = (Column.INCLUDE, Column.HEADLINE)
_WIDEST = 2000
_LONGEST = 4
_SIGN = 22
"""Pixels that the sign of an origin takes."""


class Columns(QObject):
    """Fits the columns to what they hold, and leaves those alone that the person showed, hid or drew.

    Args:
        table: shows the model.
        model: the articles.
        layout: widths and columns as `kept_layout` gave them, whatever became of that meanwhile.
    """

    def __init__(self, table: QTableView, model: DraftsModel, layout: str = "") -> None:
        super().__init__(table)
        self._table, self._drafts = table, model
        self._fitting = self._filling = False
        self._wanted: dict[Column, int] = {}
        self._usual: set[Column] = set(Column)
        self._shown, self._drawn = _read_layout(layout)
        header = table.horizontalHeader()
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
        self._measure()

    def set_filling(self, *, filling: bool) -> None:
        """Say whether rows are still coming: columns are measured with the first ones, and again with the last."""
        self._filling = filling
        if not filling:
            self._soon.stop()
            self._measure()

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
        self._usual = {column for column in Column if column not in _RARE or self._drafts.have(_RARE[column])}
        if not self._drafts.have_twins():
            self._usual.discard(Column.TWIN)
        first = max(0, self._table.rowAt(0))
        lines = [self._drafts.line(n) for n in range(first, min(first + _MEASURED, self._drafts.rowCount()))]
        rows = [line for line in lines if isinstance(line, Row)]
        if rows:
            columns = (*_WIDTHS, Column.HEADLINE, Column.NOTES)
            self._wanted = {column: self._needed(rows, column) for column in columns}
        self.fit()

    def _needed(self, rows: Sequence[Row], column: Column) -> int:
        """How wide the cells of a column are; only the longest are measured, which takes a tenth of the time."""
        metrics, name = self._table.fontMetrics(), FIELDS.get(column, "")
        signs = _SIGN if name and any(mark_of(row.origin(name)) for row in rows) else 0
        longest = sorted({in_row(row, column) for row in rows}, key=len)[-_LONGEST:]
        return max(map(metrics.horizontalAdvance, longest)) + signs + SPACE_XL

    def _choose(self) -> None:
        """Show the columns that the person wants and, of the usual ones, those that there is room for."""
        shown = {column for column in Column if self._shown.get(column, column in self._usual)}
        narrow = {column: min(least, self._width(column)) for column, (least, _) in _WIDTHS.items()}
        least = {**_LEAST, **narrow, Column.HEADLINE: self._headline(_SHORT_HEADLINE), **self._drawn}
        held = {column: max(least[column], self._width(column)) for column in _WIDTHS}
        full = {**least, Column.HEADLINE: self._headline(_FAIR_HEADLINE), **held, **self._drawn}
        room = self._table.viewport().width() if self._table.isVisible() else _WIDEST  # unknown as long as it is hidden
        for column in _GIVING_WAY:
            taken = full if column in (Column.FILE, Column.TYPE) else least
            if column not in self._shown and column not in self._drawn and sum(map(taken.__getitem__, shown)) > room:
                shown.discard(column)
        self._fitting = True
        for column in Column:
            self._table.setColumnHidden(column, column not in shown)
        self._fitting = False

    def _width(self, column: Column) -> int:
        """As wide as what a column holds, up to its limit; or as the person drew it."""
        return self._drawn.get(column, min(self._whole(column), _WIDTHS[column][1]))

    def _whole(self, column: Column) -> int:
        return max(self._table.horizontalHeader().sectionSizeHint(column), self._wanted.get(column, 0))

    def _headline(self, most: int) -> int:
        """As wide as headlines are, up to a limit."""
        return max(_LEAST_HEADLINE, min(self._whole(Column.HEADLINE), most))

    def fit(self) -> None:
        """Make columns as wide as what they hold, within limits; headline and notes share the rest."""
        header = self._table.horizontalHeader()
        self._choose()
        shown = [column for column in _WIDTHS if not self._table.isColumnHidden(column)]
        widths = {column: self._width(column) for column in shown}
        room = self._table.viewport().width() - _TICK
        notes = not self._table.isColumnHidden(Column.NOTES)
        headline, wanted = self._headline(_SHORT_HEADLINE), self._whole(Column.NOTES)
        least = headline + (min(_LEAST_NOTES, wanted) if notes else 0)
        widths = _squeezed(widths, sum(widths.values()) + least - room, self._drawn)
        room -= sum(widths.values())
        if notes:
            most = max(_LEAST_NOTES, min(int(room * _NOTES_SHARE), room - headline))
            part = min(wanted, most)
            widths[Column.NOTES] = self._drawn.get(Column.NOTES, part)
            room -= widths[Column.NOTES]
        widths[Column.HEADLINE] = self._drawn.get(Column.HEADLINE, max(_LEAST_HEADLINE, room))
        self._fitting = True
        for column, width in widths.items():
            header.resizeSection(column, width)
        self._fitting = False

    def kept_layout(self) -> str:
        """The columns that the person showed, hid and drew, to be remembered."""
        shown = {column.name: shown for column, shown in self._shown.items()}
        return json.dumps({"shown": shown, "widths": {column.name: width for column, width in self._drawn.items()}})

    def _open_columns(self, place: QPoint) -> None:
        menu = QMenu(self._table)
        self.fill(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._table.horizontalHeader().mapToGlobal(place))

    def fill(self, menu: QMenu) -> None:
        """Offer in a menu which columns are shown."""
        for column in Column:
            if column not in _ALWAYS:
                action = menu.addAction("Language" if column is Column.LANGUAGE else TITLES[column])
                action.setCheckable(True)
                action.setChecked(not self._table.isColumnHidden(column))
                action.toggled.connect(lambda shown, column=column: self._show_column(column, shown=shown))
        menu.addSeparator()
        menu.addAction("Usual columns").triggered.connect(self._usual_columns)

    def _show_column(self, column: Column, *, shown: bool) -> None:
        self._shown[column] = shown
        self._measure()

    def _usual_columns(self) -> None:
        self._shown, self._drawn = {}, {}
        self._measure()


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
