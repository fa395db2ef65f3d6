"""Wire copies that were found in the project: which are grouped, which are no copies, and what each adds."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotations.near_copies import Proposal
from annotations.project import Project
from annotations.wording import number_of
from app.background import Question
from app.models.wire_copies import Fate, WireCopiesModel
from app.plain import PlainLabel, put_tip
from app.session import Session
from app.theme import SPACE_L, SPACE_M, SPACE_S, Theme
from app.widgets.added_text import AddedText, added_sentences
from app.widgets.tables import show_as_rows

_WIDTHS = {1: 170, 2: 110, 3: 80, 4: 230}
_HINT = "Coding the lead covers its group. Space ticks a row, N says that it is no copy."


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided: leads with the copies that join them, and articles that stand for themselves."""

    groups: tuple[tuple[int, tuple[int, ...]], ...]
    alone: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many copies are grouped."""
        return sum(len(copies) for _, copies in self.groups)

    def store(self, project: Project) -> int:
        """Store it, inside a step; returns how many copies were grouped, as others may be in a group meanwhile."""
        grouped = sum(project.groups.join(lead, copies) for lead, copies in self.groups)
        project.groups.take_out(self.alone)
        return grouped


class GroupsFoundDialog(QDialog):
    """The table of proposals, with what the selected copy adds below.

    Args:
        session: with an open project, which is only read from here.
        proposals: what was found.
        theme: the colours.
        parent: the window.
    """

    decided = Signal(object)
    """What is to be stored: a `Decided`."""
    shown = Signal(int)
    """An article is to be read, by its id."""

    def __init__(
        self, session: Session, proposals: Sequence[Proposal], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Wire copies found")
        self._session = session
        self._question = Question(session, self)
        project = session.project
        ids = [i for one in proposals for i in (one.lead_id, *(copy.article_id for copy in one.copies))]
        articles = {article.id: article for article in project.articles.rows(ids)} if project else {}
        self.model = WireCopiesModel(proposals, articles, self)
        self.view = self._table()
        self.added = AddedText(theme)
        self.note = PlainLabel(_HINT if session.can_write else f"{session.why_not}.")
        self.note.setProperty("kind", "quiet")
        self.note.setWordWrap(True)
        self.show_button, self.alone_button = QPushButton("&Read it"), QPushButton("&Not a copy")
        self.group_button, self.close_button = QPushButton(), QPushButton("Close")
        put_tip(self.alone_button, "The article stands for itself, and is not proposed again")
        self.group_button.setDefault(True)
        for button in (self.show_button, self.alone_button, self.close_button):
            button.setAutoDefault(False)
        self._build()
        self._connect()
        self.view.selectRow(0)
        self._refresh()

    def sizeHint(self) -> QSize:
        """Qt: wide enough for headlines."""
        return QSize(980, 600)

    def _table(self) -> QTableView:
        view = QTableView()
        view.setModel(self.model)
        view.setAccessibleName("Wire copies found, each lead above its copies")
        show_as_rows(view)
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            view.setColumnWidth(column, width)
        return view

    def _build(self) -> None:
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.view)
        parts.addWidget(self.added)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 1)
        parts.setSizes([380, 140])
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.note, 1)
        for button in (self.show_button, self.alone_button, self.close_button, self.group_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(parts, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_added())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._refresh())
        self.view.installEventFilter(self)
        self.model.dataChanged.connect(lambda *_: self._refresh())
        self.group_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.alone_button.clicked.connect(self.turn_down)
        self.show_button.clicked.connect(self._read)

    # -- what is selected

    def _rows(self) -> list[int]:
        return sorted(index.row() for index in self.view.selectionModel().selectedRows())

    def _show_added(self) -> None:
        line = self.model.line(self.view.currentIndex().row())
        if line is None or line.copy is None:
            self._question.drop()
            self.added.say("The lead is what is read and coded. Select a copy to see what it adds.")
            return
        lead, copy = line.proposal.lead_id, line.article
        self._question.ask(
            lambda project: added_sentences(project, lead, copy),
            lambda found: self.added.show_sentences(copy.outlet, found),
        )

    def _refresh(self) -> None:
        count, alone = self.model.count(Fate.GROUP), self.model.count(Fate.ALONE)
        self.group_button.setText(f"&Group {number_of(count, 'copy', 'copies')}" if count or not alone else "&Store")
        self.group_button.setEnabled(self._session.can_write and bool(count or alone))
        self.alone_button.setEnabled(self._session.can_write and bool(self._rows()))
        self.show_button.setEnabled(self.view.currentIndex().isValid())

    def turn_down(self) -> None:
        """Say of the selected rows that they are no copies, or take that back where all of them were none."""
        lines = [line for row in self._rows() if (line := self.model.line(row)) and line.copy]
        back = bool(lines) and all(line.fate is Fate.ALONE for line in lines)
        self.model.set_fate(self._rows(), Fate.OPEN if back else Fate.ALONE)

    def _read(self) -> None:
        line = self.model.line(self.view.currentIndex().row())
        if line:
            self.reject()
            self.shown.emit(line.article.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: N says that a row is no copy; the table would look for a headline that begins so."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() != Qt.Key.Key_N or event.modifiers() or not self.alone_button.isEnabled():
            return super().eventFilter(watched, event)
        self.turn_down()
        return True

    def accept(self) -> None:
        """Qt: tell what was decided, and close."""
        groups: dict[int, list[int]] = {}
        for line in self.model.lines:
            if line.copy and line.fate is Fate.GROUP:
                groups.setdefault(line.proposal.lead_id, []).append(line.article.id)
        alone = tuple(line.article.id for line in self.model.lines if line.copy and line.fate is Fate.ALONE)
        self.decided.emit(Decided(tuple((lead, tuple(copies)) for lead, copies in groups.items()), alone))
        super().accept()
