"""The wire copies of an article: which outlets carry it, what each adds, and which of them leads."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotations.articles import Article, Status
from annotations.groups import Group
from annotations.project import Project
from annotations.store.changes import Changes
from annotations.wording import number_of
from app.actions.articles import called
from app.background import Question
from app.models.articles import STATUS_NAMES, counted_claims, shown_date, shown_headline
from app.plain import PlainLabel, put_tip
from app.session import Session
from app.theme import SPACE_L, SPACE_M, SPACE_S, Theme
from app.widgets.added_text import AddedText, added_sentences
from app.widgets.tables import show_as_rows

_COLUMNS = ("Outlet", "Published", "Article", "Adds", "State")
_WIDTHS = {0: 180, 1: 130, 3: 110, 4: 170}
_ADDS = 3


class GroupDialog(QDialog):
    """The lead and its copies, with what the selected one adds below.

    Args:
        session: with an open project.
        article_id: an article of the group, which is selected at first.
        theme: the colours.
        parent: the window.
    """

    chosen = Signal(int)
    """An article is to be read, by its id."""

    def __init__(self, session: Session, article_id: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Wire copies")
        self._session = session
        self._question = Question(session, self)
        self._group: Group | None = None
        self._added: dict[int, list[str]] = {}
        self.said = PlainLabel()
        self.said.setProperty("kind", "quiet")
        self.said.setWordWrap(True)
        self.table = self._table()
        self.added = AddedText(theme)
        self.read_button, self.lead_button = QPushButton("&Read it"), QPushButton("Make it the &lead")
        self.out_button, self.dissolve_button = QPushButton("&Take out"), QPushButton("&Dissolve the group")
        self.close_button = QPushButton("Close")
        put_tip(self.out_button, "The article stands for itself, and is not proposed again")
        put_tip(self.dissolve_button, "All of them stand for themselves")
        self.read_button.setDefault(True)
        for button in (self.lead_button, self.out_button, self.dissolve_button, self.close_button):
            button.setAutoDefault(False)
        self._build()
        self._connect()
        self._read(article_id)

    def sizeHint(self) -> QSize:
        """Qt: wide enough for headlines."""
        return QSize(900, 520)

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, len(_COLUMNS))
        table.setHorizontalHeaderLabels(_COLUMNS)
        table.setAccessibleName("The lead and its wire copies")
        show_as_rows(table)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        return table

    def _build(self) -> None:
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(self.added)
        parts.setSizes([260, 140])
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        for button in (self.dissolve_button, self.out_button, self.lead_button):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.read_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(self.said)
        column.addWidget(parts, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.table.currentCellChanged.connect(lambda *_: self._show())
        self.table.cellDoubleClicked.connect(lambda *_: self.accept())
        self.read_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.lead_button.clicked.connect(self._lead)
        self.out_button.clicked.connect(self._take_out)
        self.dissolve_button.clicked.connect(self._dissolve)
        self._session.changed.connect(self._follow)

    # -- what is shown

    @property
    def selected(self) -> Article | None:
        """The article of the current row."""
        row = self.table.currentRow()
        articles = self._group.articles if self._group else ()
        return articles[row] if 0 <= row < len(articles) else None

    def _read(self, article_id: int) -> None:
        project = self._session.project
        group = project.groups.of(article_id) if project else None
        self._group = group
        if group is None:
            self.reject()
            return
        copies = number_of(len(group.copies), "wire copy", "wire copies")
        self.said.setText(f"{called([group.lead])} leads {copies}: coding it covers them.")
        self.table.blockSignals(True)
        self.table.setRowCount(len(group.articles))
        for row, article in enumerate(group.articles):
            self._fill(row, article, leads=article.id == group.lead.id)
        self.table.blockSignals(False)
        ids = [article.id for article in group.articles]
        self.table.setCurrentCell(ids.index(article_id) if article_id in ids else 0, 0)
        self._show()
        self._question.ask(lambda asked: _all_added(asked, group), self._take_added)

    def _fill(self, row: int, article: Article, *, leads: bool) -> None:
        state = STATUS_NAMES[article.status].lower()
        told = " · ".join(filter(None, (state, counted_claims(article.claims))))
        cells = (article.outlet or "–", shown_date(article.published), shown_headline(article), "lead" if leads else "")
        for column, words in enumerate((*cells, told)):
            item = QTableWidgetItem(words)
            font = item.font()
            font.setBold(leads)
            item.setFont(font)
            if article.status is Status.LEFT_OUT:
                item.setForeground(self.palette().placeholderText())
            self.table.setItem(row, column, item)

    def _take_added(self, found: dict[int, list[str]]) -> None:
        self._added = found
        for row, article in enumerate(self._group.copies if self._group else (), 1):
            item = self.table.item(row, _ADDS)
            count = len(found.get(article.id, ()))
            if item:
                item.setText(number_of(count, "sentence") if count else "nothing")
        self._show()

    def _show(self) -> None:
        article, group = self.selected, self._group
        is_copy = article is not None and group is not None and article.id != group.lead.id
        can = self._session.can_write
        self.lead_button.setEnabled(can and is_copy)
        self.out_button.setEnabled(can and article is not None)
        self.dissolve_button.setEnabled(can and group is not None)
        self.read_button.setEnabled(article is not None)
        if article is None or not is_copy:
            self.added.say("The lead is what is read and coded. Select a copy to see what it adds.")
        elif article.id in self._added:
            self.added.show_sentences(article.outlet, self._added[article.id])
        else:
            self.added.say("Comparing…")

    def _follow(self, changes: Changes) -> None:
        group = self._group
        if group is None or not changes.touches("articles", "outlets"):
            return
        project, article = self._session.project, self.selected
        wanted = [each.id for each in ((article,) if article else ()) + group.articles]
        still = [each for each in wanted if project and project.groups.of(each)]
        if still:
            self._read(still[0])
        else:
            self.reject()

    # -- doing

    def _lead(self) -> None:
        if article := self.selected:
            self._session.run(f"Let {called([article])} lead", lambda project: project.groups.lead_by(article.id))

    def _take_out(self) -> None:
        if article := self.selected:
            self._session.run(f"Take {called([article])} out", lambda project: project.groups.take_out([article.id]))

    def _dissolve(self) -> None:
        if group := self._group:
            label = f"Dissolve the group of {called([group.lead])}"
            self._session.run(label, lambda project: project.groups.dissolve(group.lead.id))

    def accept(self) -> None:
        """Qt: close, and have the selected article read."""
        if article := self.selected:
            super().accept()
            self.chosen.emit(article.id)


def _all_added(project: Project, group: Group) -> dict[int, list[str]]:
    return {copy.id: added_sentences(project, group.lead.id, copy) for copy in group.copies}
