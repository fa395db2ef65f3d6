"""The middle column: one article with its marks and cards, kept up with the project."""

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from annotations.articles import Article, Status
from annotations.claims import Claim
from annotations.comparing import Pair, next_difference
from annotations.project import Project
from annotations.spans import Span
from annotations.store.changes import Changes
from app.claim_view import ClaimView
from app.compare_view import CompareView, alone
from app.panels.article_header import ArticleHeader
from app.panels.compare_bar import CompareBar, likely, why_not
from app.reader.edges import Edge
from app.reader.find_bar import FindBar
from app.reader.view import ReaderView
from app.session import Session
from app.theme import Theme
from app.widgets.empty import EmptyState

_MANY = 500
"""Claims of a step up to which each is looked up; reading twenty thousand takes a second."""


class ReadingPanel(QWidget):
    """Shows an article, makes claims in it, and tells which claim is active."""

    claim_changed = Signal()
    """Another claim is active, or the active one changed."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._colour_by = ""
        self.article_id: int | None = None
        self.claims: dict[int, Claim] = {}
        self.cuts: list[Span] = []
        self._compared = False
        self._pairs: list[Pair] = []
        self._digest = ""
        self.header = ArticleHeader(session)
        self.reader = ReaderView(theme)
        page = QWidget()
        self._column = column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.compare_bar = CompareBar(session)
        self.reader.escaped.connect(self._escape)  # before the search, which then leaves first
        self.find_bar = FindBar(self.reader)
        column.addWidget(self.header)
        column.addWidget(self.compare_bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.reader, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(EmptyState("Nothing to read yet", "Articles that you import are read here."))
        self._pages.addWidget(page)
        self.reader.claim_activated.connect(lambda _: self.claim_changed.emit())
        self.reader.edges_moved.connect(self._move_edges)
        self.header.group.additions_changed.connect(self._show_additions)
        self.compare_bar.changed.connect(self._repaint)
        self.compare_bar.left.connect(self.reader.setFocus)
        self.compare_bar.step_asked.connect(self._step_difference)
        session.changed.connect(self._apply)
        session.coder_changed.connect(self._repaint)
        for signal in (session.writable_changed, session.project_changed):
            signal.connect(self._allow)
        self._allow()

    def put_below(self, widget: QWidget) -> None:
        """Put something below the text."""
        self._column.addWidget(widget)

    def _allow(self) -> None:
        self.reader.set_edges_movable(movable=self._session.can_write)

    # -- what is shown

    def show_article(self, article_id: int | None) -> None:
        """Show an article from its beginning; None shows none."""
        project = self._session.project
        self.article_id = article_id if project else None
        self.claims, self.cuts, self._pairs, self._digest = {}, [], [], ""
        if project is None or article_id is None:
            self.reader.set_article("")
            self._pages.setCurrentIndex(0)
        else:
            article = project.articles.get(article_id)
            self.header.show_article(article)
            self.reader.set_article(project.articles.text(article_id), article.language)
            self._digest = article.digest
            self._show_cuts(project)
            self._show_additions()  # the header knows those of an article that it showed last already
            self._pages.setCurrentIndex(1)
            self._repaint()
            self.find_bar.follow()
        self.claim_changed.emit()

    def _show_cuts(self, project: Project) -> None:
        if self.article_id is not None:
            self.cuts = [cut.span for cut in project.cuts.of_article(self.article_id)]
            self.reader.set_cuts(self.cuts)

    def _show_additions(self) -> None:
        self.reader.set_additions(self.header.group.additions)

    def set_colour_by(self, uid: str) -> None:
        """Colour marks by this dimension."""
        self._colour_by = uid
        self._repaint()

    def set_theme(self, theme: Theme) -> None:
        """Show in these colours."""
        self.reader.set_theme(theme)

    def _view(self, project: Project) -> ClaimView:
        hidden = self.article_id is not None and project.second_codings.hides_in(self.article_id)
        agreed = project.coders.agreed().id
        return ClaimView(self._session.codebook, agreed, project.coder_id, self._colour_by, hidden)

    def _repaint(self) -> None:
        """Show all claims of the article anew."""
        project = self._session.project
        if project is None or self.article_id is None:
            return
        self.claims = {claim.id: claim for claim in project.claims.of_article(self.article_id)}
        comparing = self.compare_bar.view(why_not(project, self.article_id))
        self._compared = comparing is not None
        self.reader.set_in_lanes(in_lanes=self._compared)
        if comparing:
            self._compare(comparing, project.coder_id)
            return
        view, claims = self._view(project), self.claims.values()
        self.reader.set_marks([view.mark(claim) for claim in claims], [view.card(claim) for claim in claims])

    def _compare(self, view: CompareView, coder_id: int) -> None:
        """Show what two coders made of the article; what a third one marks meanwhile is outlined."""
        claims = list(self.claims.values())
        self._pairs = view.pairs(claims)
        theirs = {claim.id for pair in self._pairs for claim in (pair.first, pair.second) if claim}
        mine = [claim for claim in claims if claim.coder_id == coder_id and claim.id not in theirs]
        marks, cards = view.shown(self._pairs)
        self.reader.set_marks([*marks, *alone(mine)], cards)
        self.compare_bar.show_pairs(view, self._pairs)

    def _apply(self, changes: Changes) -> None:
        project = self._session.project
        if project is None or self.article_id is None:
            return
        if changes.touches("articles", "outlets") and not project.articles.rows([self.article_id]):
            self.show_article(None)
            return
        if self.article_id in changes.articles or changes.touches("outlets"):
            article = project.articles.get(self.article_id)
            self.header.show_article(article)
            if article.digest != self._digest:
                self._follow_text(article)
                return
            if changes.touches("cuts"):
                self._show_cuts(project)
        if changes.touches("tags", "dimensions", "aliases", "coders", "second_codings"):
            self._repaint()
        elif self.article_id in changes.articles and changes.touches("claims", "claim_tags"):
            self._update(project, changes)
        else:
            return
        self.claim_changed.emit()

    def _follow_text(self, article: Article) -> None:
        """Show the article's other text, about where the person read."""
        sentence = self.reader.current_sentence()
        self.show_article(article.id)
        if sentence:
            self.reader.go_to(min(sentence.start, max(0, article.length - 1)))

    def _update(self, project: Project, changes: Changes) -> None:
        """Repaint only the claims that a step touched; an article can hold thousands of others.

        Where a step touched very many, most are in articles that are not shown: those of this one are read instead.
        """
        touched = changes.claims
        if touched is None or len(touched) > _MANY or self._compared:
            self._repaint()
            return
        view = self._view(project)
        found = [claim for claim in project.claims.some(touched) if claim.article_id == self.article_id]
        still = {claim.id for claim in found}
        removed = [claim_id for claim_id in touched if claim_id in self.claims and claim_id not in still]
        changed = [claim for claim in found if self.claims.get(claim.id) != claim]
        for claim_id in removed:
            del self.claims[claim_id]
        self.claims.update((claim.id, claim) for claim in changed)
        self.reader.update_marks([view.mark(c) for c in changed], [view.card(c) for c in changed], removed)

    # -- claims

    @property
    def active_claim(self) -> Claim | None:
        """The claim whose tags are shown in the inspector."""
        return self.claims.get(self.reader.active) if self.reader.active is not None else None

    def activate(self, claim_id: int | None) -> None:
        """Make a claim of this article the active one."""
        self.reader.set_active(claim_id)
        self.claim_changed.emit()

    def passage(self) -> Span | None:
        """What would become a claim: the selection, or the current sentence."""
        return self.reader.selected_span() or self.reader.current_sentence()

    def mark_claim(self) -> int | None:
        """Make a claim of the selection or the current sentence, activate it, and return its id.

        The first claim of a new article sets it in progress.
        """
        span, article_id = self.passage(), self.article_id
        if span is None or article_id is None:
            return None

        def work(project: Project) -> int:
            if project.articles.get(article_id).status is Status.NEW:
                project.articles.update([article_id], status=Status.IN_PROGRESS)
            return project.claims.add(article_id, span)

        claim_id = self._session.run("Add claim", work, self)
        if claim_id is not None:
            self.reader.clear_selection()
            self.activate(claim_id)
        return claim_id

    def move_edge(self, edge: Edge, step: int) -> None:
        """Move an edge of the active claim a word further on (1) or back (-1); several quick ones are one step."""
        claim, span = self.active_claim, self.reader.moved_edge(edge, step)
        if claim and span:
            self._move_edges(claim.id, span, joins=f"edges/{claim.uid}")
            self.reader.announce_edge(span, edge)
            self.reader.reveal(_at(span, edge))

    def _move_edges(self, claim_id: int, span: Span, joins: str = "") -> None:
        claim = self.claims.get(claim_id)
        if claim is None:
            return
        label = f"Change the passage of claim {claim.number}"
        self._session.run(label, lambda project: project.claims.move(claim_id, span), self, joins=joins)
        kept, project = self.claims.get(claim_id), self._session.project
        if kept and project and kept.span != span:  # it was refused, and is shown as it is
            if self._compared:
                self._repaint()
            else:
                self.reader.update_marks([self._view(project).mark(kept)])

    def delete_claim(self) -> Claim | None:
        """Delete the active claim; returns what was deleted, None where that was refused."""
        claim = self.active_claim
        if claim is None:
            return None

        def work(project: Project) -> bool:
            project.claims.delete([claim.id])
            return True

        return claim if self._session.run(f"Delete claim {claim.number}", work, self) else None

    def step_claim(self, by: int) -> None:
        """Activate the next (1) or previous (-1) claim; while two coders are compared, one in which they differ."""
        if self._compared:
            self._step_difference(by)
            return
        if by > 0:
            self.reader.next_claim()
        else:
            self.reader.previous_claim()
        self.claim_changed.emit()

    # -- two coders

    def compare(self) -> None:
        """Compare the person who works here with whoever did most in the article; the bar lets choose others."""
        if self._session.project:
            self.compare_bar.open(likely(self._session.project, self.claims.values()), self._colour_by)
            self.reader.setFocus()

    def _step_difference(self, by: int) -> None:
        offset, mark = self.reader.offset, self.reader.active_mark
        inside = mark is not None and mark.span.start <= offset <= mark.span.end
        found = next_difference(self._pairs, offset, mark.claim_id if mark and inside else None, by)
        if found:
            self.activate(found.claim.id)

    def _escape(self) -> None:
        if self.find_bar.isHidden():
            self.compare_bar.leave()

    def step_sentence(self, by: int) -> None:
        """Go to the next (1) or previous (-1) sentence that was not cut."""
        step = self.reader.next_sentence if by > 0 else self.reader.previous_sentence
        before, here = None, step()
        while here != before and here and any(cut.start <= here.start and here.end <= cut.end for cut in self.cuts):
            before, here = here, step()

    def popup_place(self) -> QRect:
        """What a picker must not cover: the active passage, in global pixels; the upper edge where there is none."""
        claim = self.active_claim
        box = self.reader.box_of(claim.id) if claim else QRect()
        if not box.isEmpty():
            return box
        view = self.reader.viewport()
        return QRect(view.mapToGlobal(QPoint(view.width() // 2, 0)), QSize(1, 1))


def _at(span: Span, edge: Edge) -> Span:
    """The first or the last character of a passage."""
    return Span(span.start, span.start + 1) if edge is Edge.START else Span(span.end - 1, span.end)
