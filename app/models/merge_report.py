"""A merge report as a tree: sections, and below each its lines. A report may have tens of thousands of lines."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont

from annotations.merging_sections import Line, Section
from app.plain import plain_tip
from app.theme import ROW_HEIGHT

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
WHAT, HERE, THERE, OUTCOME = range(4)
_NAMES = ("what", "here", "there", "outcome")
_HEADINGS = ("", "Here", "There", "What comes of it")
_COLUMNS = len(_NAMES)
_LONGEST = 200
"""Characters of a cell; the whole stands below the list."""


class MergeReportModel(QAbstractItemModel):
    """Sections and their lines, which never change; what has become of them since is told beside.

    Args:
        sections: of the report.
        parent: Qt's owner.
    """

    def __init__(self, sections: Sequence[Section], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sections = tuple(sections)
        self._counts = (len(self.sections), *(len(section.lines) for section in self.sections))
        self._since: dict[int, str] = {}
        self._together: frozenset[tuple[str, ...]] = frozenset()

    def line(self, index: Index) -> Line | None:
        """The line of a row, None for a section or nothing."""
        if not index.isValid() or not index.internalId():
            return None
        return self.sections[index.internalId() - 1].lines[index.row()]

    def section(self, index: Index) -> Section | None:
        """The section that a row is, or is in; None for nothing."""
        if not index.isValid():
            return None
        return self.sections[(index.internalId() or index.row() + 1) - 1]

    def outcome(self, line: Line) -> str:
        """What came of a line, as it stands now."""
        if line.conflict in self._since:
            return self._since[line.conflict]
        return "are one now" if line.uids and line.uids in self._together else line.outcome

    def tell(self, since: Mapping[int, str], together: Collection[tuple[str, ...]]) -> None:
        """Show what stands now: an outcome by the number of the conflict, and the uids of what was made one since."""
        self._since, self._together = dict(since), frozenset(together)
        for row, section in enumerate(self.sections):
            parent, last = self.index(row, 0), len(section.lines) - 1
            if last >= 0 and any(line.conflict >= 0 or line.uids for line in section.lines[:1]):
                self.dataChanged.emit(self.index(0, OUTCOME, parent), self.index(last, OUTCOME, parent))

    # -- Qt

    def index(self, row: int, column: int, parent: Index = _NO_PARENT) -> QModelIndex:
        """Qt: a cell; lines carry the number of their section, from 1 on. Asked twice for each line unfolded."""
        if parent.isValid() and parent.internalId():
            return QModelIndex()
        number = parent.row() + 1 if parent.isValid() else 0
        if not 0 <= column < _COLUMNS or not 0 <= row < self._counts[number]:
            return QModelIndex()
        return self.createIndex(row, column, number)

    def parent(self, index: Index = _NO_PARENT) -> QModelIndex:  # type: ignore[override]
        """Qt: the section of a line."""
        number = index.internalId() if index.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: sections, or the lines of one."""
        if not parent.isValid():
            return len(self.sections)
        return 0 if parent.internalId() or parent.column() else len(self.sections[parent.row()].lines)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: four."""
        del parent
        return _COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the names of the columns."""
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _HEADINGS[section] if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what a cell shows."""
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, ROW_HEIGHT)
        line = self.line(index)
        if line is None:
            return self._of_section(self.sections[index.row()], index.column(), role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _on_one_line(self._cell(line, index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._cell(line, index.column()))
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == WHAT:
                return ", ".join(filter(None, (_on_one_line(self._cell(line, c)) for c in range(_COLUMNS))))
        return None

    def _cell(self, line: Line, column: int) -> str:
        return self.outcome(line) if column == OUTCOME else str(getattr(line, _NAMES[column]))

    @staticmethod
    def _of_section(section: Section, column: int, role: int) -> object:
        if column != WHAT:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{section.title} ({section.count:,})"
            case Qt.ItemDataRole.FontRole:
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(section.explanation)
        return None


def _on_one_line(text: str) -> str:
    shown = " ".join(text[: _LONGEST + 1].split())
    return shown if len(text) <= _LONGEST else f"{shown[:_LONGEST]}…"
