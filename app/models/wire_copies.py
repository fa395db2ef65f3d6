"""Wire copies that were found, as a table: each lead with what carries its text, and what is to become of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from annotations.articles import Article
from annotations.near_copies import Copy, Proposal
from app.models.articles import counted_claims, shown_date, shown_headline
from app.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
COLUMNS = ("Article", "Outlet", "Published", "Shared", "Decision")


class Fate(StrEnum):
    """What is to become of a copy that was found."""

    GROUP = "group"
    OPEN = "decide later"
    ALONE = "not a copy"


@dataclass(slots=True)
class Line:
    """A row: a lead (`copy` is None) or one that carries it."""

    proposal: Proposal
    article: Article
    copy: Copy | None = None
    fate: Fate = Fate.OPEN


class WireCopiesModel(QAbstractTableModel):
    """Leads and, below each, its copies with a box to tick."""

    def __init__(
        self, proposals: Sequence[Proposal], articles: Mapping[int, Article], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        for proposal in proposals:
            copies = [copy for copy in proposal.copies if copy.article_id in articles]
            if proposal.lead_id not in articles or not copies:
                continue
            self.lines.append(Line(proposal, articles[proposal.lead_id]))
            for copy in copies:
                fate = Fate.GROUP if copy.sure else Fate.OPEN
                self.lines.append(Line(proposal, articles[copy.article_id], copy, fate))

    def line(self, row: int) -> Line | None:
        """What stands in a row, None where nothing does."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def set_fate(self, rows: Sequence[int], fate: Fate) -> None:
        """Decide on copies, or on all copies of a lead."""
        for row in rows:
            line = self.line(row)
            if line is None:
                continue
            meant = [line] if line.copy else [one for one in self.lines if one.proposal is line.proposal and one.copy]
            for one in meant:
                one.fate = fate
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(COLUMNS) - 1))

    def count(self, fate: Fate) -> int:
        """How many copies are to become that."""
        return sum(line.copy is not None and line.fate is fate for line in self.lines)

    # -- Qt

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: leads and copies."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the names of the columns."""
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return COLUMNS[section] if shown else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: copies can be ticked, and of a lead all its copies at once."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() and index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what a cell shows."""
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(line, index.column())
            case Qt.ItemDataRole.CheckStateRole if index.column() == 0:
                return self._ticked(line)
            case Qt.ItemDataRole.FontRole if line.copy is None:
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.ToolTipRole if index.column() == 0:
                return plain_tip(shown_headline(line.article))
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == 0:
                kind = "lead" if line.copy is None else line.fate.value
                return f"{shown_headline(line.article)}, {kind}"
        return None

    def _ticked(self, line: Line) -> Qt.CheckState:
        if line.copy:
            return Qt.CheckState.Checked if line.fate is Fate.GROUP else Qt.CheckState.Unchecked
        fates = {one.fate is Fate.GROUP for one in self.lines if one.proposal is line.proposal and one.copy}
        if fates == {True}:
            return Qt.CheckState.Checked
        return Qt.CheckState.Unchecked if fates == {False} else Qt.CheckState.PartiallyChecked

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: a box was ticked or cleared."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != 0:
            return False
        ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        self.set_fate([index.row()], Fate.GROUP if ticked else Fate.OPEN)
        return True


def _cell(line: Line, column: int) -> str:
    article, copy = line.article, line.copy
    match column:
        case 0:
            return shown_headline(article) if copy is None else f"    {shown_headline(article)}"
        case 1:
            return article.outlet
        case 2:
            return shown_date(article.published)
        case 3:
            return f"{round(100 * copy.shared)} %" if copy else ""
    if copy is None:
        return f"leads: {line.proposal.reason}"
    claims = f", has {counted_claims(article.claims)}" if article.claims else ""
    doubt = "" if copy.sure or line.fate is not Fate.OPEN else _doubt(copy)
    return f"{line.fate.value}{claims}{doubt}"


def _doubt(copy: Copy) -> str:
    from annotations.near_copies import COVERED

    return ": much of its own" if copy.covered < COVERED else ": weeks apart"
