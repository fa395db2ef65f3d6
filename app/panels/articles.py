"""The left column: the articles of the project, filtered by typing."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotations.articles import Article, Status
from annotations.store.changes import Changes
from app.models.articles import ARTICLE, STATUS_NAMES, ArticlesModel, subline
from app.session import Session
from app.theme import ARTICLE_ROW_HEIGHT, BODY, SMALL, SPACE_M, SPACE_S, Theme, interface_font
from app.widgets.empty import Choice, EmptyState

Index = QModelIndex | QPersistentModelIndex
_DOT = 8


class _Row(QStyledItemDelegate):
    """Paints one article: a dot for its status, headline over outlet and date."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = Theme.light()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: one height for all."""
        del option, index
        return QSize(120, ARTICLE_ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: ground, dot, two lines of text."""
        article = index.data(ARTICLE)
        if not isinstance(article, Article):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        box: QRect = option.rect.adjusted(SPACE_M, SPACE_S, -SPACE_M, -SPACE_S)
        self._dot(painter, QRect(box.left(), box.top() + 6, _DOT, _DOT), article.status)
        text = box.adjusted(_DOT + SPACE_S, 0, 0, 0)
        self._lines(painter, text, article)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self.theme.accent_soft)
            painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), self.theme.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self.theme.hover)
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), self.theme.line)

    def _dot(self, painter: QPainter, box: QRect, status: Status) -> None:
        """Full: done; half: in progress; empty: new; a stroke: left out."""
        colour = self.theme.quiet if status is Status.LEFT_OUT else self.theme.accent
        painter.setPen(colour)
        painter.setBrush(colour if status is Status.DONE else Qt.BrushStyle.NoBrush)
        if status is Status.LEFT_OUT:
            painter.drawLine(box.left(), box.center().y(), box.right(), box.center().y())
            return
        painter.drawEllipse(box)
        if status is Status.IN_PROGRESS:
            painter.setBrush(colour)
            painter.drawPie(box, 90 * 16, 180 * 16)

    def _lines(self, painter: QPainter, box: QRect, article: Article) -> None:
        faint = article.status is Status.LEFT_OUT
        headline = interface_font(BODY, bold=not faint)
        painter.setFont(headline)
        painter.setPen(self.theme.quiet if faint else self.theme.ink)
        metrics = QFontMetrics(headline)
        words = metrics.elidedText(article.headline or "Without a headline", Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(box.left(), box.top() + metrics.ascent(), words)
        small = interface_font(SMALL)
        painter.setFont(small)
        painter.setPen(self.theme.quiet)
        line = QFontMetrics(small).elidedText(subline(article), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box.left(), box.bottom() - QFontMetrics(small).descent(), line)


class ArticlesPanel(QWidget):
    """Filter field, list, and a line of counts; with `chosen` for the article that is to be shown."""

    chosen = Signal(object)
    """An article's id, None where none is selected."""

    def __init__(self, session: Session, import_files: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = ArticlesModel(self)
        self.filter_field = QLineEdit()
        self.filter_field.setPlaceholderText("Filter articles")
        self.filter_field.setClearButtonEnabled(True)
        self.filter_field.setAccessibleName("Filter articles by headline, outlet or author")
        self.status_box = QComboBox()
        self.status_box.setAccessibleName("Show articles of this status")
        self.status_box.addItem("All", None)
        for status, name in STATUS_NAMES.items():
            self.status_box.addItem(name, status)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName("Articles")
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._row = _Row(self.view)
        self.view.setItemDelegate(self._row)
        self._counts = QLabel()
        self._counts.setProperty("kind", "small")
        self._build(import_files)
        self._connect()

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
        self.filter_field.textChanged.connect(self._filter)
        self.status_box.currentIndexChanged.connect(self._filter)
        self.view.selectionModel().currentChanged.connect(lambda index, _: self.chosen.emit(self._id_of(index)))
        self._session.project_changed.connect(self._show_project)
        self._session.changed.connect(self._apply)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self._row.theme = theme
        self.view.viewport().update()

    @property
    def current_id(self) -> int | None:
        """The selected article."""
        return self._id_of(self.view.currentIndex())

    def _id_of(self, index: Index) -> int | None:
        return self.model.id_at(index.row()) if index.isValid() else None

    def select(self, article_id: int) -> bool:
        """Select an article, dropping the filter if it hides it; whether the project has it."""
        if self.model.row_of(article_id) < 0:
            self.show_all()
        row = self.model.row_of(article_id)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
        return row >= 0

    def step(self, by: int) -> None:
        """Select the next (1) or previous (-1) article."""
        row = self.view.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row))

    def select_next_new(self) -> None:
        """Select the next article that is new, from the current one on and around."""
        count, start = self.model.rowCount(), self.view.currentIndex().row()
        for away in range(1, count + 1):
            article = self.model.article((start + away) % count)
            if article and article.status is Status.NEW:
                self.view.setCurrentIndex(self.model.index((start + away) % count))
                return

    def show_all(self) -> None:
        """Drop the filter."""
        self.filter_field.clear()
        self.status_box.setCurrentIndex(0)

    def _filter(self) -> None:
        keep = self.current_id
        status = self.status_box.currentData()
        self.model.filter(self.filter_field.text(), [status] if status else [])
        if keep is not None and (row := self.model.row_of(keep)) >= 0:
            self.view.setCurrentIndex(self.model.index(row))
        self._refresh()

    def _show_project(self) -> None:
        self.model.show_project(self._session.project)
        self._refresh()
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))
        else:
            self.chosen.emit(None)

    def _apply(self, changes: Changes) -> None:
        keep = self.current_id
        self.model.apply(changes)
        self._refresh()
        if self.current_id is None and self.model.rowCount():
            row = self.model.row_of(keep) if keep is not None else -1
            self.view.setCurrentIndex(self.model.index(max(0, row)))
        elif self.current_id != keep:
            self.chosen.emit(self.current_id)

    def _refresh(self) -> None:
        project = self._session.project
        counts = project.articles.counts() if project else {}
        total, shown = sum(counts.values()), self.model.rowCount()
        self._pages.setCurrentIndex(0 if shown else 2 if total else 1)
        new = counts.get(Status.NEW, 0)
        listed = f"{shown} of {total}" if shown < total else f"{total}"
        self._counts.setText(f"{listed} article{'' if total == 1 else 's'} · {new} new" if total else "")
