"""The articles found in a drop, as the editable table of the import preview."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from annotations.articles import Article
from annotations.importers.compose import corrected, one_line
from annotations.importers.dates import read_date
from annotations.importers.draft import Cut, Draft, brought_back
from annotations.importers.duplicates import Twin, twins
from annotations.importers.languages import language_code
from annotations.importers.versions import Choice, Version
from annotations.text import count_words, digest
from annotations.wording import number_of
from app.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Column(IntEnum):
    """The columns, in the order shown."""

    INCLUDE = 0
    HEADLINE = 1
    OUTLET = 2
    AUTHOR = 3
    DATE = 4
    LANGUAGE = 5
    WORDS = 6
    TWIN = 7
    NOTES = 8
    FILE = 9


_TITLES = ("", "Headline", "Outlet", "Author", "Date", "Lang.", "Words", "Same as", "Notes", "File")
FIELDS = {
    Column.HEADLINE: "headline",
    Column.OUTLET: "outlet",
    Column.AUTHOR: "author",
    Column.DATE: "published",
    Column.LANGUAGE: "language",
}


@dataclass(frozen=True, slots=True)
class Near:
    """The earlier row that a row is nearly a copy of, and how much of the shorter text both have (0 to 1)."""

    row: "Row"
    shared: float


@dataclass(slots=True)
class Row:
    """One article of the preview. `ticked` is the person's own decision, None as long as there is none.

    `near_place` is where the row of `near` stands in the table, None if it does not any more.
    """

    draft: Draft
    path: Path
    mark: str
    words: int
    same_text: tuple[Article, ...] = ()
    twin: Twin | None = None
    ticked: bool | None = None
    near: Near | None = None
    near_place: int | None = None
    version: Version | None = None
    choice: Choice | None = None
    """What the person wants done with a newer version, None as long as it is what is usual."""

    @property
    def is_newer(self) -> bool:
        """Whether it is a newer version of an article, and not that article itself."""
        return self.version is not None and not (self.twin and self.twin.same_outlet)

    @property
    def replaces(self) -> int | None:
        """Id of the article that it will replace, None where it replaces none."""
        if self.version is None or not self.is_newer:
            return None
        return self.version.article_id if (self.choice or self.version.usual) is Choice.REPLACE else None

    @property
    def included(self) -> bool:
        """Whether the article will be imported: duplicates only if the person ticks them."""
        return self.ticked if self.ticked is not None else not (self.twin and self.twin.same_outlet)


def measured(draft: Draft, path: Path) -> Row:
    """Return the row of a draft, measured; takes milliseconds for a long text, so not on the window's thread."""
    return Row(draft, path, digest(draft.text), count_words(draft.text))


class DraftsModel(QAbstractTableModel):
    """Rows of drafts. Nothing is written anywhere; `chosen` gives what to import."""

    refused = Signal(str)
    """A typed value cannot be taken; the sentence says why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self.corrected = False
        """Whether the person changed a value by hand."""

    def add(self, rows: Iterable[Row]) -> None:
        """Append rows, as files are read."""
        new = list(rows)
        if not new:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        self._rows += new
        self._place_near()
        self.endInsertRows()
        self._find_twins()

    def remove(self, paths: Container[Path]) -> None:
        """Take out the rows of files that are read anew."""
        self.beginResetModel()
        self._rows = [row for row in self._rows if row.path not in paths]
        self._place_near()
        self.endResetModel()
        self._find_twins()

    def row(self, number: int) -> Row:
        """The row at a place."""
        return self._rows[number]

    def chosen(self) -> list[Draft]:
        """The drafts to import, as corrected."""
        return [row.draft for row in self._rows if row.included]

    def replacing(self) -> dict[int, int]:
        """By the place among the chosen drafts the id of the article that a draft replaces."""
        included = (row for row in self._rows if row.included)
        return {place: row.replaces for place, row in enumerate(included) if row.replaces is not None}

    def newer(self) -> int:
        """How many are newer versions of articles in the project."""
        return sum(row.is_newer for row in self._rows)

    def choose(self, numbers: Iterable[int], choice: Choice) -> None:
        """Say what is done with rows that are newer versions; others stay as they are."""
        numbers = [number for number in numbers if self._rows[number].is_newer]
        for number in numbers:
            self._rows[number].choice = choice
            self._rows[number].ticked = choice is not Choice.LEAVE_OUT
        self._tell(numbers)

    def duplicates(self) -> int:
        """How many have the same text as another article of the same outlet."""
        return sum(bool(row.twin and row.twin.same_outlet) for row in self._rows)

    def tick(self, numbers: Iterable[int], included: bool) -> None:
        """Take rows in or leave them out."""
        numbers = list(numbers)
        for number in numbers:
            self._rows[number].ticked = included
        self._tell(numbers)

    def change(self, numbers: Sequence[int], column: Column, typed: str) -> bool:
        """Give one value to a column of several rows; all of them or, if it is refused, none."""
        values = [self._taken(self._rows[number], column, typed) for number in numbers]
        if any(value is None for value in values):
            return False
        for number, value in zip(numbers, values, strict=True):
            row = self._rows[number]
            before, row.draft = row.draft, corrected(row.draft, FIELDS[column], value or "")
            self.corrected = self.corrected or row.draft != before
        self._tell(numbers)
        if column == Column.OUTLET:
            self._find_twins()
        return True

    def bring_back(self, number: int, cut: Cut, stored: Callable[[str], Sequence[Article]]) -> None:
        """Make a line that was left out of a row's text part of it again.

        `stored` gives the project's articles that have a text of the given digest.
        """
        row = self._rows[number]
        row.draft = brought_back(row.draft, cut)
        row.mark, row.words = digest(row.draft.text), count_words(row.draft.text)
        row.same_text = tuple(stored(row.mark))
        self.corrected = True
        self._tell([number])
        self._find_twins()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """Qt: the titles of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.DisplayRole:
            return _TITLES[section]
        if section == Column.WORDS and role == _ROLE.TextAlignmentRole:
            return _RIGHT
        if section == Column.INCLUDE and role in (_ROLE.ToolTipRole, _ROLE.AccessibleTextRole):
            return "Import this article"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: which cells can be edited or ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == Column.INCLUDE:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in FIELDS else flags

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Qt: what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role in (_ROLE.DisplayRole, _ROLE.EditRole):
            return _shown(row, column)
        look = _LOOKS.get(role)
        return look(row, column) if look else None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Qt: a cell was edited or ticked. False, with `refused`, for what cannot be taken."""
        if role == _ROLE.CheckStateRole and index.column() == Column.INCLUDE:
            self.tick([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role != _ROLE.EditRole or index.column() not in FIELDS:
            return False
        return self.change([index.row()], Column(index.column()), str(value))

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

    def _place_near(self) -> None:
        places = {id(row): number for number, row in enumerate(self._rows)}
        for row in self._rows:
            row.near_place = places.get(id(row.near.row)) if row.near else None

    def _find_twins(self) -> None:
        """Compare all texts again: an edited outlet makes or unmakes a duplicate."""
        stored = {row.mark: row.same_text for row in self._rows}
        found = twins([row.draft for row in self._rows], lambda mark: stored[mark], [row.mark for row in self._rows])
        other = [number for number, (row, twin) in enumerate(zip(self._rows, found, strict=True)) if row.twin != twin]
        for number in other:
            self._rows[number].twin = found[number]
        self._tell(other)

    def _tell(self, numbers: Sequence[int]) -> None:
        """One signal for all rows from the first to the last of them."""
        if numbers:
            self.dataChanged.emit(self.index(min(numbers), 0), self.index(max(numbers), len(Column) - 1))


def _shown(row: Row, column: Column) -> str:
    if column in FIELDS:
        return str(getattr(row.draft, FIELDS[column]))
    match column:
        case Column.WORDS:
            return f"{row.words:,}"
        case Column.FILE:
            return row.path.name
        case Column.TWIN:
            return (_version(row) if row.is_newer else _twin(row.twin)) or _near(row)
        case Column.NOTES:
            more = f" (+{len(row.draft.warnings) - 1})" if len(row.draft.warnings) > 1 else ""
            return row.draft.warnings[0] + more if row.draft.warnings else ""
    return ""


def _twin(twin: Twin | None) -> str:
    if twin is None:
        return ""
    where = "in the project" if twin.place is None else f"row {twin.place + 1}"
    return where if twin.same_outlet else f"{where} · {twin.outlet}"


def _version(row: Row) -> str:
    return "" if row.version is None else "replaces an older one" if row.replaces else "newer version"


def version_told(row: Row) -> str:
    """What a newer version is one of, and what will be done; empty where it is none."""
    version = row.version
    if version is None or not row.is_newer:
        return ""
    claims = number_of(version.claims, "claim") if version.claims else "no claims"
    why = "the same address" if version.by_address else f"{version.shared:.0%} of the shorter text stands in both"
    will = "It replaces that one." if row.replaces else "It is imported beside that one."
    will = will if row.included else "It is left out."
    return f"Newer version of “{version.headline or 'an article without a headline'}”, {claims} ({why}). {will}"


def _near(row: Row) -> str:
    if row.near is None or row.near_place is None:
        return ""
    return f"near copy of row {row.near_place + 1}, {row.near.shared:.0%}".replace("%", "\u00a0%")


def _tip(row: Row, column: Column) -> str:
    return plain_tip(_in_full(row, column))


def _in_full(row: Row, column: Column) -> str:
    if column == Column.FILE:
        return str(row.path)
    if column == Column.NOTES:
        return "\n".join(row.draft.warnings)
    if column == Column.TWIN and row.is_newer:
        return version_told(row)
    if column == Column.TWIN and row.twin:
        kind = "The same article" if row.twin.same_outlet else "The same text in another outlet, an article of its own"
        return f"{kind}: “{row.twin.headline}”, {row.twin.outlet or 'outlet unknown'}"
    if column == Column.TWIN and row.near and row.near_place is not None:
        other = row.near.row.draft
        share = f"{row.near.shared:.0%} of the shorter text stands in both"
        return f"Nearly the same text as “{other.headline}”, {other.outlet or 'outlet unknown'}: {share}"
    return _shown(row, column)


def _spoken(row: Row, column: Column) -> str:
    if column == Column.INCLUDE:
        return f"{'Import' if row.included else 'Leave out'}: {row.draft.headline}"
    if column == Column.TWIN and row.is_newer:
        return version_told(row)
    return f"{_TITLES[column]}: {_shown(row, column) or 'empty'}"


def _check_state(row: Row, column: Column) -> Qt.CheckState | None:
    if column != Column.INCLUDE:
        return None
    return Qt.CheckState.Checked if row.included else Qt.CheckState.Unchecked


def _alignment(_row: Row, column: Column) -> int | None:
    return _RIGHT if column == Column.WORDS else None


def _ink(row: Row, column: Column) -> QColor | None:
    """What is left out, and what cannot be edited, is quieter."""
    if row.included and column not in (Column.WORDS, Column.FILE):
        return None
    return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)


_LOOKS: dict[int, Callable[[Row, Column], Any]] = {
    _ROLE.CheckStateRole: _check_state,
    _ROLE.ToolTipRole: _tip,
    _ROLE.AccessibleTextRole: _spoken,
    _ROLE.TextAlignmentRole: _alignment,
    _ROLE.ForegroundRole: _ink,
}
