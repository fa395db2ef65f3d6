"""The left column: the articles of the project, filtered by typing."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotations.articles import Status
from annotations.store.changes import Changes
from app.models.articles import STATUS_NAMES, ArticlesModel
from app.panels.article_row import ArticleRow
from app.plain import PlainLabel
from app.session import Session
from app.theme import ARTICLE_ROW_HEIGHT, SPACE_M, SPACE_S, Theme
from app.widgets.empty import Choice, EmptyState

Index = QModelIndex | QPersistentModelIndex
PAUSE = 100
"""Milliseconds without a key after which the list is filtered: searching thousands of articles takes time."""


class ArticleList(QListView):
    """A list whose rows all have one height for ever."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Articles")

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Qt: paint the rows anew. QListView would lay out all rows again, each time a claim is made."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))


class ArticlesPanel(QWidget):
    """Filter field, list, and a line of counts; with `chosen` for the article that is to be shown.

    The article shown stays the chosen one while a filter hides it.
    """

    chosen = Signal(object)
    """An article's id, None where there is none to show."""

    def __init__(self, session: Session, import_files: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.current_id: int | None = None
        """The article that was chosen last."""
        self.model = ArticlesModel(self)
        self.filter_field = QLineEdit()
        self.filter_field.setPlaceholderText("Filter articles")
        self.filter_field.setClearButtonEnabled(True)
        self.filter_field.setAccessibleName("Filter articles by headline, outlet or author")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self.status_box = QComboBox()
        self.status_box.setAccessibleName("Show articles of this status")
        self.status_box.addItem("All", None)
        for status, name in STATUS_NAMES.items():
            self.status_box.addItem(name, status)
        self.view = ArticleList()
        self.view.setModel(self.model)
        self._row = ArticleRow(self.view)
        self.view.setItemDelegate(self._row)
        self._counts = PlainLabel()
        self._counts.setProperty("kind", "small")
        self._build(import_files)
        self._connect()
        self._show_project()

    def _build(self, import_files: Choice) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        head.setSpacing(SPACE_S)
        head.addWidget(self.filter_field, 1)
        head.addWidget(self.status_box)
        listed = QWidget()
        self._pages = QStackedLayout(listed)
        self._pages.addWidget(self.view)
        self._pages.addWidget(EmptyState("No articles yet", "Drop press files on the window.", import_files))
        self._pages.addWidget(
            EmptyState("Nothing found", "No article matches the filter.", ("Show all", self.show_all))
        )
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        foot.addWidget(self._counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(listed, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.filter_field.textChanged.connect(self._typed)
        self.filter_field.returnPressed.connect(self._filter)
        self._pause.timeout.connect(self._filter)
        self.status_box.currentIndexChanged.connect(self._filter)
        self.view.selectionModel().currentChanged.connect(lambda index, _: self._choose(self._id_of(index)))
        self._session.project_changed.connect(self._show_project)
        self._session.changed.connect(self._apply)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self._row.theme = theme
        self.view.viewport().update()

    @property
    def counts(self) -> str:
        """The line below the list."""
        return self._counts.text()

    # -- choosing

    def _id_of(self, index: Index) -> int | None:
        return self.model.id_at(index.row()) if index.isValid() else None

    def _choose(self, article_id: int | None) -> None:
        """Take what the list highlights; that it highlights nothing only means that the filter hides the article."""
        if article_id is not None and article_id != self.current_id:
            self.current_id = article_id
            self.chosen.emit(article_id)

    def select(self, article_id: int) -> bool:
        """Select an article, dropping the filter if it hides it; whether the project has it."""
        if self.model.row_of(article_id) < 0:
            self.show_all()
        row = self.model.row_of(article_id)
        if row >= 0:
            self._go_to(row)
        return row >= 0

    def step(self, by: int) -> None:
        """Select the next (1) or previous (-1) article."""
        row = self.view.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self._go_to(row)

    def select_next_new(self) -> None:
        """Select the next article that is new, from the current one on and around; a new one stays selected."""
        project = self._session.project
        new = set(project.articles.ids(statuses=[Status.NEW])) if project else set()
        row = self.model.next_of(new, max(0, self.view.currentIndex().row()))
        if row >= 0:
            self._go_to(row)

    def _go_to(self, row: int) -> None:
        self.view.setCurrentIndex(self.model.index(row))

    # -- filtering

    def show_all(self) -> None:
        """Drop the filter."""
        self.filter_field.clear()
        self.status_box.setCurrentIndex(0)

    def _typed(self, text: str) -> None:
        """Filter at the next pause, or at once where the filter was dropped."""
        if text:
            self._pause.start()
        else:
            self._filter()

    def _filter(self) -> None:
        self._pause.stop()
        chosen = self.status_box.currentData()  # Qt keeps the text of a status only
        self.model.filter(self.filter_field.text(), [Status(chosen)] if chosen else [])
        self._highlight()
        self._refresh()

    def _highlight(self) -> None:
        """Let the list show which article is the chosen one, if it lists it."""
        row = self.model.row_of(self.current_id) if self.current_id is not None else -1
        self.view.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())

    # -- following

    def _show_project(self) -> None:
        self.current_id = None
        self.model.show_project(self._session.project)
        self.show_all()
        self._refresh()
        if self.model.rowCount():
            self._go_to(0)
        else:
            self.chosen.emit(None)

    def _apply(self, changes: Changes) -> None:
        if not changes.touches("articles", "outlets"):
            self.model.apply(changes)
            return
        before = self.model.row_of(self.current_id) if self.current_id is not None else -1
        top = self._top()
        self.model.apply(changes)
        self._refresh()
        self._keep_place(*top)
        self._keep_choice(before)

    def _keep_choice(self, before: int) -> None:
        """Where the chosen article left the list or the project, choose the one that took its place.

        Args:
            before: its row, -1 if the filter hid it already.
        """
        shown = self.model.rowCount()
        if self.current_id is None:
            if shown:
                self._go_to(0)
            return
        gone = self._gone()
        if self.model.row_of(self.current_id) >= 0 or not (before >= 0 or gone):
            return
        if shown:
            self._go_to(max(0, min(before, shown - 1)))
        elif gone:
            self.current_id = None
            self.chosen.emit(None)

    def _gone(self) -> bool:
        project = self._session.project
        return not project or self.current_id is None or not project.articles.rows([self.current_id])

    def _top(self) -> tuple[int | None, int]:
        """The article at the upper edge of the list, and how far it reaches above it; None at the very top."""
        row, above = divmod(self.view.verticalScrollBar().value(), ARTICLE_ROW_HEIGHT)
        return (self.model.id_at(row), above) if row or above else (None, 0)

    def _keep_place(self, article_id: int | None, above: int) -> None:
        row = self.model.row_of(article_id) if article_id is not None else -1
        if row >= 0:
            self.view.doItemsLayout()
            self.view.verticalScrollBar().setValue(row * ARTICLE_ROW_HEIGHT + above)

    def _refresh(self) -> None:
        project = self._session.project
        counts = project.articles.counts() if project else {}
        total, shown = sum(counts.values()), self.model.rowCount()
        self._pages.setCurrentIndex(0 if shown else 2 if total else 1)
        new = counts.get(Status.NEW, 0)
        listed = f"{shown:,} of {total:,}" if shown < total else f"{total:,}"
        self._counts.setText(f"{listed} article{'' if total == 1 else 's'} · {new:,} new" if total else "")
