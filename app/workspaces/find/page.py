"""The workspace in which all articles are searched."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotations.concordance import MOST_LINES, Line, LineOrder
from annotations.project import Project
from annotations.search import Found, Order, Query, Scope, parse
from annotations.store.changes import Changes
from app.background import Question
from app.icons import put_icon
from app.keys import place as key_place
from app.plain import PlainLabel, put_tip
from app.theme import AROUND, SPACE_M, SPACE_S, Theme, interface_font
from app.widgets.empty import Choice, EmptyState
from app.workspaces.find.in_text import HitsInText
from app.workspaces.find.lines import ORDERS, Lines, LinesModel, read_lines, sorted_lines
from app.workspaces.find.lines_view import LinesView
from app.workspaces.find.result_row import ResultRow
from app.workspaces.find.results import PAGE, Result, ResultsModel, read_results
from app.workspaces.find.scope_bar import ScopeBar
from app.workspaces.find.words import HOW, beginnings, opened, said_of
from app.workspaces.workspace import Workspace

if TYPE_CHECKING:
    from app.window import Window

PAUSE = 150
"""Milliseconds without a key after which is looked for what was typed."""

_ARTICLES, _LINES = range(2)
_START, _FOUND_ARTICLES, _FOUND_LINES, _NOTHING, _EMPTY = range(5)
_SEARCHED = ("articles", "outlets", "cuts")


class FindPage(Workspace):
    """A field, filters, and what was found: as articles with passages, or as lines."""

    found_changed = Signal()
    """Something else was found, or is shown otherwise."""

    def __init__(self, window: "Window") -> None:
        super().__init__()
        self._window, self._session, self._settings = window, window.session, window.settings
        self.query, self.found = Query(), Found()
        self._order = (LineOrder.FOUND, False)
        self._lines_read: Lines | None = None
        self._stale = False
        self._place: tuple[int, int | None] | None = None
        """Article and offset of the hit that was gone to last."""
        self._finding, self._paging, self._lining, self._offering = (Question(self._session, self) for _ in range(4))
        self._in_text = HitsInText(window, self)
        self._on: bool | None = None
        """Whether the next hit, which is being read, is to be gone to in the text; None if none is waited for."""
        self.field = QLineEdit()
        self.scope_bar = ScopeBar()
        self.results, self.lines = ResultsModel(self), LinesModel(self)
        self.list, self.table = QListView(), LinesView(self.lines)
        self._row = ResultRow(self.list)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self.said = PlainLabel()
        self._buttons = QButtonGroup(self)
        self._build()
        self._connect()
        self._offer()
        self.search()

    # -- building

    def _build(self) -> None:
        self.field.setPlaceholderText("Find in all articles")
        self.field.setAccessibleName("Find in all articles")
        put_tip(self.field, HOW)
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(1000)
        self.list.setModel(self.results)
        self.list.setItemDelegate(self._row)
        self.list.setAccessibleName("Articles found, with passages")
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.said.setProperty("kind", "small")
        self.said.setAccessibleName("What was found")
        self.mark_button = QPushButton(" Mark as claims…")
        self.mark_button.clicked.connect(lambda: self._window.commands.run("find.mark"))
        self.mark_button.setAccessibleName("Mark as claims")
        put_icon(self.mark_button, "highlighter")
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self.field, 1)
        for number, title in enumerate(("Articles", "Lines")):
            button = QPushButton(title)
            button.setProperty("kind", "workspace")
            button.setCheckable(True)
            button.setChecked(number == _ARTICLES)
            # The chosen one is bold, for which Qt leaves no room.
            bold = QFontMetrics(interface_font(bold=True)).horizontalAdvance(title)
            button.setMinimumWidth(bold + 2 * SPACE_M)
            self._buttons.addButton(button, number)
            head.addWidget(button)
        head.addWidget(self.mark_button)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*AROUND)
        column.setSpacing(SPACE_S)
        column.addLayout(head)
        column.addWidget(self.scope_bar)
        column.addWidget(self._shown(), 1)
        column.addLayout(foot)
        articles, lines = self._buttons.buttons()
        order = [self.field, articles, lines, self.mark_button, *self.scope_bar.parts, self.list, self.table]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)

    def _shown(self) -> QWidget:
        shown = QWidget()
        shown.setProperty("surface", "card")
        shown.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(shown)
        inside.setContentsMargins(1, 1, 1, 1)
        self._pages = QStackedLayout()
        inside.addLayout(self._pages)
        self._start = EmptyState("Find in all articles", HOW)
        self._nothing = EmptyState("Nothing found", "No article has that.")
        import_files = ("Import files…", lambda: self._window.commands.run("file.import"))
        for page in (
            self._start,
            self.list,
            self.table,
            self._nothing,
            EmptyState("No articles yet", "Articles that you import can be searched here.", import_files),
        ):
            self._pages.addWidget(page)
        return shown

    def _connect(self) -> None:
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._entered)
        self._pause.timeout.connect(self.search)
        self.scope_bar.changed.connect(self.search)
        self._buttons.idClicked.connect(lambda _: self._switch())
        self.results.more_wanted.connect(self._more)
        self.list.activated.connect(lambda index: self._ask_row(index.row()))
        self.table.asked.connect(lambda line: self._ask(line.article_id, line.span.start))
        self.table.horizontalHeader().sectionClicked.connect(self.sort_by)
        for widget in (self.field, self.list, self.table):
            widget.installEventFilter(self)
        for question in (self._finding, self._lining):
            question.busy_changed.connect(lambda _: self._say())
        self._session.changed.connect(self._follow)
        self._session.project_changed.connect(self._forget)
        self._session.writable_changed.connect(self._say)

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
        self._row.theme = theme
        self.list.viewport().update()
        self.table.set_theme(theme)

    # -- searching

    def entered(self) -> None:
        """The keyboard goes to where one left, or to the field."""
        if self._stale:
            self._offer()
            self.search()
        view = self._view
        if self._place is not None and self._pages.currentWidget() is view and view.currentIndex().isValid():
            view.setFocus()
        else:
            self.field.setFocus()
            self.field.selectAll()

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is still being read."""
        return any(question.busy for question in (self._finding, self._lining, self._paging))

    def look_for(self, typed: str) -> None:
        """Look for this at once."""
        self.field.setText(typed)
        self.search()

    def _typed(self) -> None:
        self._pause.start()

    def search(self) -> None:
        """Look for what is typed; what was found before stays until the answer is there."""
        self._pause.stop()
        self._stale = False
        query, scope = parse(self.field.text()), self.scope_bar.scope()
        read = max(PAGE, self.results.loaded) if query == self.query else PAGE
        if not query:
            self._finding.drop()
            self._show_found(query, Found(), [])
            return

        def look(project: Project) -> tuple[Found, list[Result]]:
            found = project.search.find(query, scope, Order.BEST)
            return found, read_results(project, query, found.ids[:read], scope.claimed)

        self._finding.ask(look, lambda answer: self._show_found(query, *answer, read))

    def _show_found(self, query: Query, found: Found, results: Sequence[Result], read: int = PAGE) -> None:
        if query != self.query:
            self._place = None
        self.query, self.found = query, found
        self._paging.drop()
        self._on = None
        self._lines_read = None
        self.results.show(found.ids, results, min(read, len(found.ids)))
        self.lines.show([], {})
        self._choose_page()
        self._highlight()
        self._say()
        self.found_changed.emit()

    def _choose_page(self) -> None:
        """Show what there is; lines are read when they are first shown."""
        if self.query and self.found.ids:
            if self.as_lines and self._lines_read is None:
                self._read_lines()
            self._pages.setCurrentIndex(_FOUND_LINES if self.as_lines else _FOUND_ARTICLES)
            return
        project = self._session.project
        any_articles = project is not None and any(project.articles.counts().values())
        if self.query:
            self._explain()
        else:
            recent = self._settings.recent_searches(project.uid) if project else []
            self._start.set_tail("Recent searches", [(typed, partial(self.look_for, typed)) for typed in recent])
        self._pages.setCurrentIndex((_NOTHING if self.query else _START) if any_articles else _EMPTY)

    def _explain(self) -> None:
        """Offer what may help where nothing was found."""
        choices: list[Choice] = []
        if not self.scope_bar.is_clear:
            choices.append(("Clear filters", self.scope_bar.clear))
        if any(not term.prefix and not term.unspaced for term in self.query.terms):
            choices.append((beginnings(self.field.text()), self._open_words))
        if not self.scope_bar.scope().statuses:
            choices.append(("Look in articles that were left out too", self.scope_bar.include_left_out))
        self._nothing.set_tail("What may help", choices)

    def _open_words(self) -> None:
        self.look_for(opened(self.field.text()))

    def _more(self) -> None:
        """Read the next articles, unless that is under way."""
        ids, query, claimed = self.results.unread, self.query, self.scope.claimed

        def take(results: Sequence[Result]) -> None:
            self.results.append(results, len(ids))
            go, self._on = self._on, None
            if go is not None:
                self.step(1, go=go)

        if ids and not self._paging.busy:
            self._paging.ask(lambda project: read_results(project, query, ids, claimed), take)

    # -- lines

    @property
    def as_lines(self) -> bool:
        """Whether hits are shown as lines."""
        return self._buttons.checkedId() == _LINES

    def show_lines(self, *, wanted: bool) -> None:
        """Show hits as lines, or articles with passages."""
        self._buttons.button(_LINES if wanted else _ARTICLES).setChecked(True)
        self._switch()

    def _switch(self) -> None:
        self._choose_page()
        self._highlight()
        self._say()
        self.found_changed.emit()

    def _read_lines(self) -> None:
        query, ids, claimed, (order, descending) = self.query, self.found.ids, self.scope.claimed, self._order

        def read(project: Project) -> tuple[Lines, list[Line]]:
            found = read_lines(project, query, ids, claimed, MOST_LINES)
            return found, sorted_lines(found, order, descending=descending)

        self._lining.ask(read, self._show_lines)

    def _show_lines(self, answer: tuple[Lines, list[Line]]) -> None:
        self._lines_read, ordered = answer
        self.lines.show(ordered, self._lines_read.articles)
        self._highlight()
        self._say()
        self.found_changed.emit()

    def sort_by(self, column: int) -> None:
        """Order by a column; once more turns it round, and then back to the order in which they were found."""
        order, (before, descending) = ORDERS[column], self._order
        if order is not before:
            self._order = (order, False)
        else:
            self._order = (LineOrder.FOUND, False) if descending else (order, True)
        order, descending = self._order
        shown = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(column if order else -1, shown)
        read = self._lines_read
        if read is not None:
            self._lining.ask(
                lambda _: (read, sorted_lines(read, order, descending=descending)),
                self._show_lines,
            )

    # -- going to passages

    @property
    def _view(self) -> QListView | LinesView:
        return self.table if self.as_lines else self.list

    def _entered(self) -> None:
        """Enter in the field: look at once, remember it, and go on in what was found."""
        self.remember()
        if self._pause.isActive():
            self.search()
        self._window.activateWindow()
        view = self._view
        if self.found.ids and not self._finding.busy:
            view.setFocus()
            if not view.currentIndex().isValid():
                view.setCurrentIndex(view.model().index(0, 0))

    def remember(self) -> None:
        """Put what is looked for among the recent searches of the project."""
        project, typed = self._session.project, " ".join(self.field.text().split())
        if project and parse(typed):
            self._settings.keep_search(project.uid, typed)

    def _ask_row(self, number: int) -> None:
        row = self.results.row(number)
        if row is not None:
            self._ask(row.result.article.id, row.offset)

    def _ask(self, article_id: int, offset: int | None) -> None:
        self.remember()
        self._place = (article_id, offset)
        self._highlight()
        self.passage_asked.emit(article_id, None, offset)
        self._in_text.show(self.query, self.scope.claimed, article_id, offset)

    def step(self, by: int, *, go: bool) -> bool:
        """Go to the next (1) or previous (-1) hit, in the list or, if wanted, to its passage; whether there is one."""
        place = self._next_place(by)
        if place is None and by > 0 and not self.as_lines and self.results.unread:
            self._on = go
            self._more()
            return True
        if place is None:
            return False
        if go:
            self._ask(*place)
        else:
            self._place = place
            self._highlight()
        return True

    def _next_place(self, by: int) -> tuple[int, int] | None:
        article_id, offset = self._place or (None, None)
        if not self.as_lines:
            return self.results.next_hit(article_id, offset, by)
        near = self.table.currentIndex().row()
        row = self.lines.row_of(article_id, offset, near) if article_id is not None and offset is not None else -1
        if row < 0:
            row = self.table.currentIndex().row() if self.table.currentIndex().isValid() else (-1 if by > 0 else 0)
        line = self.lines.line(row + by)
        return (line.article_id, line.span.start) if line else None

    def _highlight(self) -> None:
        """Select the row of the hit that was gone to last, or the first one."""
        view, row = self._view, 0
        if self._place is not None:
            article_id, offset = self._place
            if not self.as_lines:
                row = self.results.row_of(article_id, offset)
            else:
                near = self.table.currentIndex().row()
                row = self.lines.row_of(article_id, offset, near) if offset is not None else -1
        index = view.model().index(max(0, row), 0)
        if index.isValid():
            view.setCurrentIndex(index)
            view.scrollTo(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Down leads from the field into the list, N and P from hit to hit, Escape back to the field."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if watched is self.field and event.key() == Qt.Key.Key_Down and plain:
            self._entered()
            return True
        if watched is self.field and event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            return True
        if watched in (self.list, self.table) and plain:
            if key_place(event) in ("N", "P"):
                self._place = self._current_place()
                self.step(1 if key_place(event) == "N" else -1, go=False)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.field.setFocus()
                self.field.selectAll()
                return True
        return False

    def _current_place(self) -> tuple[int, int | None] | None:
        """The hit of the row that has the keyboard; a heading stands before its first hit."""
        number = self._view.currentIndex().row()
        if self.as_lines:
            line = self.lines.line(number)
            return (line.article_id, line.span.start) if line else None
        row = self.results.row(number)
        if row is None:
            return None
        if row.passage is None:
            return row.result.article.id, None
        shown = self._place
        inside = shown and shown[0] == row.result.article.id and self.results.row_of(*shown) == number
        return shown if inside else (row.result.article.id, row.offset)

    # -- following

    @property
    def scope(self) -> Scope:
        """What counts."""
        return self.scope_bar.scope()

    def _offer(self) -> None:
        def read(project: Project) -> tuple[object, ...]:
            return project.outlets.all(), project.search.languages()

        self._offering.ask(read, lambda answer: self.scope_bar.offer(*answer))  # type: ignore[arg-type]

    def _follow(self, changes: Changes) -> None:
        searched = changes.touches(*_SEARCHED) or (bool(self.scope.claimed) and changes.touches("claims"))
        if not searched:
            return
        if self.isVisible():
            self._offer()
            self.search()
        else:
            self._stale = True

    def _forget(self) -> None:
        self._place = None
        self.scope_bar.clear()
        self.field.clear()
        self._pause.stop()
        if self._session.project is not None:
            self._offer()
        self.search()

    def _say(self) -> None:
        said = ""
        if self._finding.busy or self._lining.busy:
            said = "Searching…"
        elif self.query and self.found.ids:
            lines = self._lines_read if self.as_lines else None
            said = said_of(self.found, lines, in_order_found=not self.as_lines or not self._order[0])
        if said and said != self.said.text() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.said, said))
        self.said.setText(said)
        self.mark_button.setEnabled(bool(self.found.ids) and self._session.can_write)
