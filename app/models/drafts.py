"""The articles found in a drop, as the editable table of the import preview."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotations.articles import Article
from annotations.importers.compose import one_line
from annotations.importers.draft import Cut, Draft
from annotations.importers.likeness.duplicates import copies, twins
from annotations.importers.likeness.versions import Choice
from annotations.importers.remembered import Seen
from annotations.importers.values.dates import read_date
from annotations.importers.values.languages import language_code
from app.models.draft_cells import FIELDS, RIGHT, TITLES, Column, Heading, Line, cell, in_row
from app.models.draft_filter import Show, counted, is_shown
from app.models.draft_rows import Group, Row, grouped

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TICKED, _EDITED = _SHOWN | Qt.ItemFlag.ItemIsUserCheckable, _SHOWN | Qt.ItemFlag.ItemIsEditable
"""Put together once: Qt asks for the flags of every cell that it paints."""


class DraftsModel(QAbstractTableModel):
    """Lines of drafts and of headings above copies. Nothing is written anywhere; `chosen` gives what to import.

    Methods that take numbers mean lines as they are shown; the number of a heading stands for the rows below it.
    """

    refused = Signal(str)
    """A typed value cannot be taken; the sentence says why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._lines: list[Line] = []
        self._places: dict[Row, int] = {}
        self._heads: dict[Group, int] = {}
        self._same: dict[str, list[Row]] = {}
        self._show, self._words = Show.ALL, ""
        self.corrected = False
        """Whether the person changed a value by hand."""

    # -- which rows there are

    def add(self, rows: Iterable[Row]) -> None:
        """Append rows, as files are read; copies among them are put together by `regroup`."""
        new = list(rows)
        self._rows += new
        for row in new:
            self._same.setdefault(row.mark, []).append(row)
        self._find_twins({row.mark for row in new})
        shown = [row for row in new if is_shown(row, self._show, self._words)]
        if not shown:
            return
        first = len(self._lines)
        self.beginInsertRows(QModelIndex(), first, first + len(shown) - 1)
        self._lines += shown
        self._places |= {row: place for place, row in enumerate(shown, first)}
        self.endInsertRows()

    def remove(self, paths: Container[Path]) -> None:
        """Take out the rows of files that are read anew."""
        self._rows = [row for row in self._rows if row.path not in paths]
        left = set(self._rows)
        self._same = {}
        for row in self._rows:
            self._same.setdefault(row.mark, []).append(row)
            row.near = row.near if row.near and row.near.row in left else None
        self._find_twins(self._same)
        self.regroup()

    def regroup(self) -> None:
        """Put rows with the same or nearly the same text together, below a heading, where the first of them stands."""
        places = {row: place for place, row in enumerate(self._rows)}
        near = [places.get(row.near.row) if row.near else None for row in self._rows]
        before = {row: row.group for row in self._rows}
        for row in self._rows:
            row.group = None
        for together in copies([row.mark for row in self._rows], near):
            rows = [self._rows[place] for place in together]
            known = before[rows[0]]
            group = known if known and set(known.rows) == set(rows) else grouped(rows)
            for row in rows:
                row.group = group
        self._lay_out()

    def show(self, show: Show, words: str = "") -> None:
        """Show only rows of a kind that have these words in their cells.

        What is changed later stays in sight until this is called again, so that nothing vanishes under the cursor.
        """
        self._show, self._words = show, words
        self._lay_out()

    def _lay_out(self) -> None:
        shown = {row for row in self._rows if is_shown(row, self._show, self._words)}
        lines: list[Line] = []
        told: set[Group] = set()
        for row in self._rows:
            if row.group is None:
                lines += [row] if row in shown else []
            elif row.group not in told:
                told.add(row.group)
                rows = tuple(other for other in row.group.rows if other in shown)
                lines += [Heading(row.group, rows)] if len(rows) > 1 else []
                lines += () if row.group.folded and len(rows) > 1 else rows
        if lines == self._lines:
            return
        self.beginResetModel()
        self._lines = lines
        self._places = {line: place for place, line in enumerate(lines) if isinstance(line, Row)}
        self._heads = {line.group: place for place, line in enumerate(lines) if isinstance(line, Heading)}
        self.endResetModel()

    # -- what is known of them

    def line(self, number: int) -> Line:
        """What stands in a line."""
        return self._lines[number]

    def headings(self) -> list[int]:
        """The numbers of the lines that are headings."""
        return list(self._heads.values())

    def all_groups(self) -> list[Group]:
        """The groups of copies that have a heading."""
        return list(self._heads)

    def shown_of(self, group: Group) -> tuple[Row, ...]:
        """The copies of a group that the filter lets through, folded or not."""
        head = self._lines[self._heads[group]] if group in self._heads else None
        return head.rows if isinstance(head, Heading) else tuple(row for row in group.rows if row in self._places)

    def row(self, number: int) -> Row:
        """The article of a line; of a heading the one that leads."""
        line = self._lines[number]
        return line if isinstance(line, Row) else line.rows[0]

    def rows_at(self, numbers: Iterable[int]) -> list[Row]:
        """The articles of some lines, each once, in the order of the lines."""
        found: dict[Row, None] = {}
        for number in numbers:
            line = self._lines[number]
            found |= dict.fromkeys((line,) if isinstance(line, Row) else line.rows)
        return list(found)

    def place_of(self, held: Row | Group | None) -> int | None:
        """The number of the line of an article, or of the heading that it is folded into; None if it is not shown.

        Of a group it is that of its heading or, without one, of the article that leads.
        """
        if held is None:
            return None
        if isinstance(held, Group):
            place = self._heads.get(held)
            return self._places.get(held.lead) if place is None else place
        if held in self._places or held.group is None:
            return self._places.get(held)
        return self._heads.get(held.group) if held in self.shown_of(held.group) else None

    def count(self) -> int:
        """How many articles there are, shown or not."""
        return len(self._rows)

    def counts(self) -> Counter[Show]:
        """How many articles there are of each kind."""
        return counted(self._rows)

    def duplicates(self) -> int:
        """How many have the same text as another article of the same outlet."""
        return sum(bool(row.twin and row.twin.same_outlet) for row in self._rows)

    def newer(self) -> int:
        """How many are newer versions of articles in the project."""
        return sum(row.is_newer for row in self._rows)

    def have(self, name: str) -> bool:
        """Whether any article has a value in a field."""
        return any(getattr(row.draft, name) for row in self._rows)

    def have_twins(self) -> bool:
        """Whether any article is the same as another, nearly so, or a newer version of one."""
        return any(in_row(row, Column.TWIN) for row in self._rows)

    def included(self) -> int:
        """How many articles will be imported."""
        return sum(row.included for row in self._rows)

    def chosen(self) -> list[Draft]:
        """The drafts to import, as corrected, in the order in which they were read."""
        return [row.draft for row in self._rows if row.included]

    def replacing(self) -> dict[int, int]:
        """By the place among the chosen drafts the id of the article that a draft replaces."""
        included = (row for row in self._rows if row.included)
        return {place: row.replaces for place, row in enumerate(included) if row.replaces is not None}

    def groups(self) -> list[tuple[int, ...]]:
        """What the person decided of copies in other outlets: places among the chosen drafts, of the lead first."""
        places = {row: place for place, row in enumerate(row for row in self._rows if row.included)}
        decided = dict.fromkeys(row.group for row in places if row.group and row.group.decided)
        found = []
        for group in decided:
            lead, *others = (row for row in group.rows if row in places)
            whose = lead.draft.outlet.casefold()
            carrying = [places[row] for row in others if not whose or row.draft.outlet.casefold() != whose]
            found += [(places[lead], *carrying)] if carrying else []
        return found

    def seen(self) -> list[Seen]:
        """What the chosen drafts tell of their sources."""
        return [seen for row in self._rows if row.included for seen in row.seen()]

    # -- what the person decides

    def tick(self, numbers: Iterable[int], included: bool) -> None:
        """Take rows in or leave them out."""
        self.tick_rows(self.rows_at(numbers), included)

    def tick_rows(self, rows: Sequence[Row], included: bool) -> None:
        """Take articles in or leave them out."""
        for row in rows:
            row.ticked = included
        self._tell(rows)

    def choose(self, numbers: Iterable[int], choice: Choice) -> None:
        """Say what is done with rows that are newer versions; others stay as they are."""
        rows = [row for row in self.rows_at(numbers) if row.is_newer]
        for row in rows:
            row.choice = choice
            row.ticked = choice is not Choice.LEAVE_OUT
        self._tell(rows)

    def lead(self, number: int) -> None:
        """Let a row lead the copies that it is among."""
        row = self.row(number)
        if row.group:
            row.group.put_first(row)
            self._lay_out()
            self._tell(row.group.rows)

    def fold(self, groups: Iterable[Group], *, folded: bool) -> None:
        """Show only the headings of groups of copies, or their copies as well."""
        for group in groups:
            group.folded = folded
        self._lay_out()

    def change(self, numbers: Iterable[int], column: Column, typed: str) -> bool:
        """Give one value to a column of several rows; all of them or, if it is refused, none."""
        rows = self.rows_at(numbers)
        values = [self._taken(row, column, typed) for row in rows]
        if any(value is None for value in values):
            return False
        for row, value in zip(rows, values, strict=True):
            self.corrected = row.type_in(FIELDS[column], value or "") or self.corrected
        self._changed(rows, column)
        return True

    def take_back(self, numbers: Iterable[int], column: Column) -> None:
        """Give the cells of a column the values that were read."""
        rows = self.rows_at(numbers)
        for row in rows:
            self.corrected = row.take_back(FIELDS[column]) or self.corrected
        self._changed(rows, column)

    def remembered(self) -> list[tuple[Row, str]]:
        """The values that are remembered from earlier imports: rows and the names of their fields."""
        return [(row, name) for row in self._rows for name in row.recalled]

    def recall(self, *, recalls: bool) -> None:
        """Put in what is remembered, or leave it everywhere as it was read."""
        rows = [row for row in self._rows if row.recalled]
        for row in rows:
            row.recall(recalls=recalls)
        self._changed(rows, Column.OUTLET)

    def forget(self) -> None:
        """Leave what is remembered everywhere as it was read, for good."""
        self.recall(recalls=False)
        for row in self._rows:
            row.recalled = {}

    def bring_back(self, number: int, cut: Cut, stored: Callable[[str], Sequence[Article]]) -> None:
        """Make a line that was left out of a row's text part of it again.

        `stored` gives the project's articles that have a text of the given digest.
        """
        row = self.row(number)
        before = row.mark
        row.bring_back(cut)
        row.same_text = tuple(stored(row.mark))
        self._same[before].remove(row)
        self._same.setdefault(row.mark, []).append(row)
        self.corrected = True
        self._tell([row])
        self._find_twins({before, row.mark})
        self.regroup()

    def _changed(self, rows: Sequence[Row], column: Column) -> None:
        self._tell(rows)
        if column == Column.OUTLET:
            self._find_twins({row.mark for row in rows})

    def _taken(self, row: Row, column: Column, typed: str) -> str | None:
        """Return the value as it will be stored; None, with `refused`, if it cannot be."""
        typed = one_line(typed)
        if not typed:
            return ""
        if column == Column.DATE:
            value = read_date(typed, row.draft.language)
            reason = f"“{typed}” cannot be read as a date. Write 2026-03-12, 2026-03 or 2026."
        elif column == Column.LANGUAGE:
            value = language_code(typed)
            reason = f"“{typed}” is no language code. Write two letters, such as en or ru."
        else:
            return typed
        if not value:
            self.refused.emit(reason)
        return value or None

    def _find_twins(self, marks: Iterable[str]) -> None:
        """Compare the rows with these texts again: an edited outlet makes or unmakes a duplicate."""
        other: list[Row] = []
        for mark in marks:
            rows = self._same.get(mark, [])
            if not rows or (len(rows) == 1 and not rows[0].same_text and not rows[0].twin):
                continue
            found = twins([row.draft for row in rows], {mark: rows[0].same_text}.__getitem__, [mark] * len(rows))
            for row, twin in zip(rows, found, strict=True):
                if row.twin != twin:
                    row.twin = twin
                    other.append(row)
        self._tell(other)

    def _tell(self, rows: Iterable[Row]) -> None:
        """One signal for all lines from the first to the last of these rows and their headings."""
        all_of_them = {other for row in rows for other in (row.group.rows if row.group else (row,))}
        numbers = {self._places[row] for row in all_of_them if row in self._places}
        numbers |= {self._heads[row.group] for row in all_of_them if row.group in self._heads}
        if numbers:
            self.dataChanged.emit(self.index(min(numbers), 0), self.index(max(numbers), len(Column) - 1))

    # -- Qt

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: number of columns."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """Qt: the titles of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.DisplayRole:
            return TITLES[section]
        if section == Column.WORDS and role == _ROLE.TextAlignmentRole:
            return RIGHT
        if section == Column.INCLUDE and role in (_ROLE.ToolTipRole, _ROLE.AccessibleTextRole):
            return "Import this article"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: which cells can be edited or ticked."""
        row, column = index.row(), index.column()
        if row < 0:
            return Qt.ItemFlag.NoItemFlags
        if column == Column.INCLUDE:
            return _TICKED
        return _EDITED if column in FIELDS and isinstance(self._lines[row], Row) else _SHOWN

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Qt: what a cell shows."""
        row = index.row()
        return cell(self._lines[row], index.column(), role) if row >= 0 else None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Qt: a cell was edited or ticked. False, with `refused`, for what cannot be taken."""
        if role == _ROLE.CheckStateRole and index.column() == Column.INCLUDE:
            line = self._lines[index.row()]
            ticked = isinstance(line, Row) and Qt.CheckState(value) == Qt.CheckState.Checked
            self.tick([index.row()], ticked or (isinstance(line, Heading) and line.included != Qt.CheckState.Checked))
            return True
        if role != _ROLE.EditRole or index.column() not in FIELDS:
            return False
        return self.change([index.row()], Column(index.column()), str(value))
