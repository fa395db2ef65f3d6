"""The left column: the articles of the project in sections of time, filtered by typing."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from annotations.article_lists import Sorting
from annotations.articles import Batch, Status
from annotations.errors import DamagedFileError
from annotations.project import Project
from annotations.sampling import Sample
from annotations.store.changes import Changes
from app.background import Question
from app.models.articles import ArticlesModel, Ask, Listed, listed
from app.panels.article_filter import ArticleFilterBar
from app.panels.article_folds import ArticleFolds
from app.panels.article_list import ArticleList, Seen
from app.panels.article_row import ArticleRow
from app.plain import PlainLabel, put_tip
from app.session import Session
from app.settings import Settings
from app.theme import SPACE_M, SPACE_XS, Theme
from app.widgets.empty import Choice, EmptyState

Index = QModelIndex | QPersistentModelIndex
AT_ONCE = 2_000
"""Articles of a project up to which the list is read at once; of more it is read behind the window."""
_NEAR = 12
"""Rows within which the next new articles are looked for."""


def today() -> date:
    """The day by which weeks are told."""
    return date.today()


class ArticlesPanel(QWidget):
    """Filter, list, and a line of counts; with `chosen` for the article that is to be shown.

    The article shown stays the chosen one while a filter or a folded section hides it.
    """

    chosen = Signal(object)
    """An article's id, None where there is none to show."""
    opened = Signal()
    """The chosen article is to be read."""
    selection_changed = Signal()
    """`selected_ids` may have another answer."""
    menu_asked = Signal(QPoint)
    """A menu for what is selected is wanted, at a place on the screen."""
    triage_asked = Signal()
    """Decide on the new articles."""

    def __init__(
        self,
        session: Session,
        import_files: Choice,
        settings: Settings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._question = Question(session, self)
        self._then: list[Callable[[], object]] = []
        self._folds = ArticleFolds(settings)
        self._shown = Listed()
        self.current_id: int | None = None
        """The article that was chosen last."""
        self.model = ArticlesModel(self)
        self.bar = ArticleFilterBar(settings)
        self.filter_field, self.status_box = self.bar.field, self.bar.status_box
        self.view = ArticleList(self.model)
        self._row = ArticleRow(self.view)
        self.view.setItemDelegate(self._row)
        self._counts = PlainLabel()
        self._counts.setProperty("kind", "small")
        self.triage_link = QPushButton()
        self.triage_link.setProperty("kind", "link")
        self._build(import_files)
        self._connect()
        self._show_project()

    def _build(self, import_files: Choice) -> None:
        listed_page = QWidget()
        self._pages = QStackedLayout(listed_page)
        self._pages.addWidget(self.view)
        self.nothing = EmptyState("No articles yet", "Drop press files on the window.", import_files)
        self._pages.addWidget(self.nothing)
        self._pages.addWidget(
            EmptyState("Nothing found", "No article matches the filter.", ("Show all", self.show_all))
        )
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE_M, SPACE_XS, SPACE_M, SPACE_XS)
        foot.addWidget(self._counts, 1)
        foot.addWidget(self.triage_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(listed_page, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.bar.changed.connect(self._filter)
        self.bar.all_folded.connect(self._fold_all)
        self.view.selectionModel().currentChanged.connect(lambda index, _: self._choose(self._id_of(index)))
        self.view.several_changed.connect(self.selection_changed)
        self.view.folded.connect(self.toggle)
        self.view.copies_folded.connect(self.toggle_copies)
        self.view.opened.connect(self.opened)
        self.view.customContextMenuRequested.connect(
            lambda place: self.menu_asked.emit(self.view.viewport().mapToGlobal(place))
        )
        self.triage_link.clicked.connect(self.triage_asked)
        self._session.project_changed.connect(self._show_project)
        self._session.changed.connect(self._apply)
        self._session.coder_changed.connect(self._follow_coder)

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

    def selected_ids(self) -> list[int]:
        """The articles that commands are about: those selected, or else the chosen one."""
        rows = (self.model.id_at(row) for row in self.view.selected_rows())
        found = [article_id for article_id in rows if article_id is not None]
        return found or ([self.current_id] if self.current_id is not None else [])

    def select(self, article_id: int) -> bool:
        """Select an article, dropping the filter or opening the section that hides it; whether the project has it."""
        project = self._session.project
        if project is None or not project.articles.rows([article_id]):
            return False
        row = self.model.row_of(article_id)
        if row >= 0:
            self._go_to(row)
            return True
        ask = self._ask()
        if not project.lists.meets(article_id, ask.wanted):
            if not project.lists.meets(article_id, replace(ask.wanted, folded=False, turned=())):
                self.bar.clear()
            self._folds.show_copies(project.groups.lead_of(article_id), others_folded=self.bar.fold.isChecked())
        self._folds.open(project.lists.section_of(article_id, ask.today))
        self._choose(article_id)
        self._reload(anew=True)
        return True

    def step(self, by: int) -> None:
        """Select the next (1) or previous (-1) article, opening the section it is in."""
        self._go(by)

    def _go(self, by: int) -> None:
        row = self.model.neighbour(self._row_here(), by)
        heading = self.model.heading_at(row)
        project, here = self._session.project, self.current_id
        if project and here is not None and self._shown.hidden:
            self._open(project.lists.section_of(here, today()), lambda: self._go(by))
        elif heading:
            self._open(heading.section.key, lambda: self._go(by))
        elif row >= 0:
            self._go_to(row)

    def _open(self, key: str, then: Callable[[], object]) -> None:
        self._folds.open(key)
        self._reload(then)

    def _row_here(self) -> int:
        row = self.model.row_of(self.current_id) if self.current_id is not None else -1
        return row if row >= 0 else self.view.currentIndex().row()

    def select_next_new(self) -> bool:
        """Select the next article that is new, from the current one on and around; a new one stays selected.

        Returns:
            Whether there is one among those that meet the filter.
        """
        project, ask = self._session.project, self._ask()
        found = project.lists.next_new(self.current_id, ask.wanted, ask.order) if project else None
        return found is not None and self.select(found)

    def new_after(self, article_id: int) -> list[int]:
        """The new articles among those next below one in the list, at most two."""
        row = self.model.row_of(article_id)
        if row < 0:
            return []
        below = (self.model.article(place) for place in range(row + 1, min(row + _NEAR, self.model.rowCount())))
        return [article.id for article in below if article and article.status is Status.NEW][:2]

    def _go_to(self, row: int) -> None:
        self.view.go_to(self.model.index(row))

    # -- folding

    def toggle(self, row: int) -> None:
        """Fold or open the section whose heading is in a row."""
        heading = self.model.heading_at(row)
        if heading is None:
            return
        self._folds.fold(heading.section.key, folded=heading.open)
        self._go_to(row)
        self._reload()

    def toggle_copies(self, row: int) -> None:
        """Fold or open the copies of the lead in a row, and let it stand for those of them that were selected."""
        lead = self.model.id_at(row)
        if lead is None or self.model.folded_at(row) is None:
            return
        self._folds.turn(lead)
        before = self._selected()
        self._reload(lambda: self._stand_in(before))

    def _fold_all(self) -> None:
        """Forget what was folded and opened one by one; the list is about to be read anew."""
        self._folds.forget_leads()
        before = self._selected()
        self._then.append(lambda: self._stand_in(before))

    def _selected(self) -> list[int]:
        rows = (self.model.id_at(row) for row in self.view.selected_rows())
        return [article_id for article_id in rows if article_id is not None]

    def _stand_in(self, before: Sequence[int]) -> None:
        """Select what was selected, and leads in the place of copies that are folded away; so for the chosen one."""
        project = self._session.project
        if project is None:
            return

        def shown(article_id: int) -> int:
            row = self.model.row_of(article_id)
            return row if row >= 0 else self.model.row_of(project.groups.lead_of(article_id))

        rows = {row for article_id in before if (row := shown(article_id)) >= 0}
        here = self.current_id
        if here is not None and here in before and (row := shown(here)) >= 0:
            self._go_to(row)
        if len(rows) > 1:
            self.view.select_rows(sorted(rows))

    # -- what is listed

    def _ask(self) -> Ask:
        coder = self._session.coder
        wanted = replace(self.bar.wanted(coder.id if coder else 0), turned=self._folds.turned)
        return Ask(wanted, self.bar.order, self._folds.sections, today(), self.current_id)

    def _reload(self, then: Callable[[], object] | None = None, *, anew: bool = False) -> None:
        """Read the list, and do something when it stands there: now, or behind the window where it is long."""
        project, ask = self._session.project, self._ask()
        self._then += [then] if then else []
        if project is None:
            self._take(None, Listed(), anew=True)
        elif project.lists.more_than(AT_ONCE):
            self._question.ask(lambda p: listed(p, ask), lambda found: self._take(project, found, anew=anew))
        else:
            self._question.drop()
            self._take(project, listed(project, ask), anew=anew)

    def _take(self, project: Project | None, found: Listed, *, anew: bool) -> None:
        """Show another list; what was selected and seen of the one before stays so, unless it is one `anew`."""
        before = None if anew else self.view.seen()
        self._shown = found
        self.model.show_list(project, found)
        if before:
            self._keep_view(before)
        else:
            self._highlight()
        self._refresh()
        then, self._then = self._then, []
        for act in then:
            act()

    def _keep_view(self, before: Seen) -> None:
        heading = self.model.row_of_heading(before.heading) if before.heading else -1
        if heading >= 0:
            self._go_to(heading)
        else:
            self._highlight()
        self.view.show_again(before)

    # -- filtering

    def show_all(self) -> None:
        """Drop the filter."""
        if self.bar.clear():
            self._filter()

    def show_only(self, only: Batch | Sample) -> None:
        """List the articles of one batch or sample, and nothing but these."""
        self.bar.clear()
        self.bar.show_only(only)

    def _filter(self) -> None:
        self._reload(anew=True)

    def _highlight(self) -> None:
        """Let the list show which article is the chosen one, if it lists it."""
        row = self.model.row_of(self.current_id) if self.current_id is not None else -1
        if row < 0:
            self.view.go_to(QModelIndex())
        elif row != self.view.currentIndex().row():
            self._go_to(row)

    # -- following

    def _show_project(self) -> None:
        self.current_id = None
        self.bar.clear()
        self._folds.forget_leads()
        self._then.clear()
        project = self._session.project
        if project is None or project.lists.more_than(AT_ONCE):
            self._take(None, Listed(), anew=True)
            self.chosen.emit(None)
        self._reload(self._choose_first, anew=True)

    def _choose_first(self) -> None:
        if self.current_id is not None:
            return
        row = self.model.neighbour(-1, 1)
        if self.model.id_at(row) is not None:
            self._go_to(row)
        else:
            self.chosen.emit(None)

    def _follow_coder(self) -> None:
        if self.bar.mine.isChecked() or self.bar.second:
            self._filter()

    def _follow_only(self) -> None:
        """The batch or sample that is listed may have another name, or be gone."""
        project, only = self._session.project, self.bar.only
        if project and only:
            there = project.batches.all() if isinstance(only, Batch) else project.second_codings.samples()
            now = next((each for each in there if each.id == only.id), None)
            if now is None or now.name != only.name:
                self.bar.show_only(now)

    def _apply(self, changes: Changes) -> None:
        self.model.apply(changes)
        if changes.touches("batches", "samples"):
            self._follow_only()
        counted = changes.touches("claims") and self.bar.order.by is Sorting.CLAIMS
        if changes.touches("outlets", "coders"):
            self.model.forget()
        if counted or changes.touches("articles", "outlets", "triaged", "coders", "samples", "second_codings"):
            before = self.model.row_of(self.current_id) if self.current_id is not None else -1
            self._reload(lambda: self._keep_choice(before))
        elif changes.touches("claims"):
            self._count_waiting()

    def _count_waiting(self) -> None:
        """Somebody at work on an article has decided on it; where counting takes time, the next reading will tell."""
        project = self._session.project
        if project and not project.lists.more_than(AT_ONCE):
            with suppress(DamagedFileError):
                self._shown = replace(self._shown, waiting=project.triage.tally().waiting)
                self._refresh()

    def _keep_choice(self, before: int) -> None:
        """Where the chosen article left the list or the project, choose the one that took its place.

        Args:
            before: its row, -1 if the filter hid it already.
        """
        if self.current_id is None:
            self._choose_first()
            return
        gone = self._gone()
        left = before >= 0 and self.model.row_of(self.current_id) < 0 and not self._shown.hidden
        left = left and not self.bar.second  # who is done with coding second wants to see what others coded
        if not (left or gone):
            return
        place = max(0, min(before, self.model.rowCount() - 1))
        row = place if self.model.id_at(place) is not None else self.model.neighbour(place, 1)
        row = row if self.model.id_at(row) is not None else self.model.neighbour(place, -1)
        if self.model.id_at(row) is not None:
            self._go_to(row)
        elif gone:
            self.current_id = None
            self.chosen.emit(None)

    def _gone(self) -> bool:
        project = self._session.project
        return not project or self.current_id is None or not project.articles.rows([self.current_id])

    def _refresh(self) -> None:
        shown = self._shown
        focused = self.window().focusWidget()  # also where another window is in front
        offered = focused is not None and self.nothing.isAncestorOf(focused)
        self._pages.setCurrentIndex(0 if shown.found or self._question.busy else 2 if shown.total else 1)
        if offered and not self.nothing.isVisibleTo(self):
            self.opened.emit()  # Qt would give the keyboard to the filter
        counted = f"{shown.found:,} of {shown.total:,}" if shown.found < shown.total else f"{shown.total:,}"
        articles = f"{counted} article{'' if shown.total == 1 else 's'}"
        said = f"{articles} · {shown.new:,} new" if shown.total else ""
        self._counts.setText(articles if shown.waiting else said)
        put_tip(self._counts, said)
        self.triage_link.setText(f"Triage {shown.waiting:,} new")
        self.triage_link.setVisible(bool(shown.waiting))
