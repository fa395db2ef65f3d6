"""The right column as a whole: the active claim's form, or else the list of the article's claims."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotations.claims import CheckState, Claim, Coder, Origin, Tagging
from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.history import StepState, local_time
from annotations.language.offers import Offer
from annotations.project import Project
from annotations.wording import number_of
from app.background import Question
from app.claim_view import ClaimView
from app.fonts import reading_font
from app.inspector import others
from app.inspector.claims import ClaimsList
from app.inspector.dimension import ChipsRow, DimensionRow, ShownTag
from app.inspector.scale import ScaleRow
from app.inspector.texts import ClaimTexts
from app.moments import date_and_time
from app.plain import PlainLabel
from app.session import Session
from app.suggestions.offers import Offers, accept
from app.theme import SPACE_L, SPACE_M, SPACE_S, STRONG, Theme
from app.widgets.empty import EmptyState

_LONGEST_QUOTE = 320
_MOST_CHECKS = 20
_ORIGINS = {
    Origin.TYPED: "",
    Origin.ACCEPTED: ": a suggestion, accepted",
    Origin.CHANGED: ": a suggestion, changed",
}
_NOBODY = (0, Origin.TYPED, None)
_EMPTY, _LIST, _FORM, _NO_ARTICLE = range(4)


def _checked_at(project: Project, claim: Claim) -> str:
    """When a claim was checked by whom it says (UTC, ISO 8601); empty where the history does not name it."""
    label = f"Check claim {claim.number}"
    found = project.history.entries(_MOST_CHECKS, text=label, coder_id=claim.checked_by)
    return next((one.at for one in found if one.label == label and one.state is StepState.DONE), "")


class InspectorPanel(QWidget):
    """Shows one claim and lets it be tagged and annotated by mouse and keyboard."""

    pick = Signal(int)
    """The picker of a dimension is asked for, by its place in the codebook."""
    pick_at = Signal(int, int)
    """The same, with the id of the tag that is to be highlighted."""
    chosen = Signal(object)
    """Another claim is to be active: its id; None for the list of claims."""
    return_to_reader = Signal()
    """The keyboard is to go back to the text."""

    def __init__(
        self, session: Session, theme: Theme, parent: QWidget | None = None, *, offers: Offers | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._offers = offers or Offers(session, self)
        self._offers.changed.connect(self._refresh_offers)
        self._theme = theme
        self._claim: Claim | None = None
        self._checking = Question(session, self)
        self._checked: tuple[int, Origin, int | None] = _NOBODY
        """The claim of which it was asked when it was checked, and by whom."""
        self._codebook: Codebook | None = None
        self.rows: list[DimensionRow] = []
        self.list = ClaimsList(theme)
        self.list.chosen.connect(self.chosen)
        self.texts = ClaimTexts(session)
        self.texts.escaped.connect(self.return_to_reader)
        self._title, self._made, self._quote = PlainLabel(), PlainLabel(), PlainLabel()
        self._form, self._area = QWidget(), QScrollArea()
        self._count, self._back = PlainLabel(), QPushButton("All claims")
        self._nothing_to_tag = PlainLabel("The codebook of this project is empty: there is nothing to tag claims with.")
        self._pages = QStackedLayout(self)
        self._unmarked = EmptyState("No claims here yet", "Select a passage and mark it.")
        self._pages.addWidget(self._unmarked)
        self._pages.addWidget(self._list_page())
        self._pages.addWidget(self._form_page())
        self._pages.addWidget(EmptyState("No claims yet", "Claims that you mark in articles are listed here."))
        session.writable_changed.connect(self._refresh_tags)

    def _list_page(self) -> QWidget:
        page = QWidget()
        self._count.setProperty("kind", "strong")
        self._count.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_S)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._count)
        column.addWidget(self.list, 1)
        return page

    def _form_page(self) -> QWidget:
        self._title.setProperty("kind", "strong")
        self._made.setProperty("kind", "small")
        self._quote.setFont(reading_font(STRONG))
        self._nothing_to_tag.setProperty("kind", "quiet")
        for label in (self._made, self._quote, self._nothing_to_tag):
            label.setWordWrap(True)
        self._quote.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._back.setProperty("kind", "link")
        self._back.setToolTip("List the claims of this article")
        self._back.clicked.connect(lambda: self.chosen.emit(None))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._back)
        form, area = self._form, self._area
        column = QVBoxLayout(form)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addLayout(head)
        column.addWidget(self._made)
        column.addWidget(self._quote)
        self._dimensions = QVBoxLayout()
        self._dimensions.setSpacing(SPACE_M)
        self._dimensions.setContentsMargins(0, SPACE_S, 0, SPACE_S)
        column.addWidget(self._nothing_to_tag)
        column.addLayout(self._dimensions)
        column.addWidget(self.texts)
        column.addStretch(1)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(form)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._bring_into_sight)
        return area

    def _bring_into_sight(self, before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what got the keyboard: Qt does so only for Tab from one part of the form to the next."""
        del before
        if now is not None and self._form.isAncestorOf(now):
            self._area.ensureWidgetVisible(now)

    def _go_to_head(self) -> None:
        """Another claim is read from its head, unless somebody is at work further down."""
        focused = QApplication.focusWidget()
        if focused is None or not self._form.isAncestorOf(focused):
            self._area.verticalScrollBar().setValue(0)

    # -- showing

    def show_keys(self, keys_of: Callable[[str], str]) -> None:
        """Name the keys that commands have now, as they are printed on the keyboard, by the command's id."""
        key = keys_of("claim.add")
        self._unmarked.say(f"Select a passage and press {key}." if key else "Select a passage and mark it.")

    def set_theme(self, theme: Theme) -> None:
        """Show in these colours."""
        self._theme = theme
        self.list.set_theme(theme)
        self._codebook = None
        self._refresh_tags()

    def show_claim(self, claim: Claim | None, claims: Sequence[Claim], *, in_article: bool = True) -> None:
        """Show the active claim; without one, list the article's claims; `in_article` says whether one is read."""
        self.texts.show_claim(claim)
        if claim is not None and (self._claim is None or claim.id != self._claim.id):
            self._go_to_head()
        self._claim = claim
        if claim is None:
            self._checked = _NOBODY
            self._show_list(claims, in_article=in_article)
            return
        self._title.setText(f"Claim {claim.number}")
        self._show_who(claim)
        quote = " ".join(claim.quote.split())
        self._quote.setText(f"{quote[:_LONGEST_QUOTE]}{'…' if len(quote) > _LONGEST_QUOTE else ''}")
        self._refresh_tags()
        self._pages.setCurrentIndex(_FORM)

    def _show_list(self, claims: Sequence[Claim], *, in_article: bool) -> None:
        view = self._view(next(iter(claims), None))
        if view is None or not claims:
            self._pages.setCurrentIndex(_EMPTY if view and in_article else _NO_ARTICLE)
            return
        claims = sorted(claims, key=lambda claim: (claim.span.start, -claim.span.end, claim.number))
        self._count.setText(f"{number_of(len(claims), 'claim')} in this article")
        self.list.show_claims(claims, [view.card(claim) for claim in claims])
        self._pages.setCurrentIndex(_LIST)

    def _show_who(self, claim: Claim) -> None:
        """Say who made the claim and who checked it; when that was is read from the history behind the window."""
        checker = claim.checked_by if claim.check_state is CheckState.CHECKED else None
        if (claim.id, claim.origin, checker) == self._checked:
            return
        self._checked = claim.id, claim.origin, checker
        self._made.setText(self._who(claim))
        self._checking.drop()
        if checker is not None:
            self._checking.ask(
                lambda project: _checked_at(project, claim), lambda at: self._made.setText(self._who(claim, at))
            )

    def _who(self, claim: Claim, checked_at: str = "") -> str:
        project = self._session.project
        names = {coder.id: coder.name for coder in project.coders.all()} if project else {}
        made, moment = local_time(claim.created_at), local_time(checked_at) if checked_at else None
        when = f" on {date_and_time(moment)}" if moment else ""
        checked = f"checked by {names[claim.checked_by]}{when}" if claim.checked_by in names else ""
        origin = _ORIGINS[claim.origin].removeprefix(": ")
        parts = (names.get(claim.coder_id, ""), date_and_time(made) if made else "", origin, checked)
        return " · ".join(filter(None, parts))

    def _view(self, claim: Claim | None) -> ClaimView | None:
        """As what this person sees the claims of the article in which this one stands."""
        project = self._session.project
        if project is None:
            return None
        hidden = claim is not None and project.second_codings.hides_in(claim.article_id)
        return ClaimView(self._session.codebook, project.coders.agreed().id, project.coder_id, hidden=hidden)

    def _refresh_tags(self) -> None:
        """Show the tags of the claim, in rows made from the codebook as it is now."""
        view, claim = self._view(self._claim), self._claim
        if view is None or claim is None:
            return
        if view.codebook is not self._codebook:
            self._make_rows(view.codebook)
        can_write, set_by, coders = self._session.can_write, self._set_by(claim), self._coders()
        # Where nobody works, the only coder of a claim needs no initials on each of its tags.
        named = bool(view.coder_id) or len({t.coder_id for t in claim.taggings}) > 1
        for row in self.rows:
            shown = [
                ShownTag(
                    view.codebook.tag(t.tag_id),
                    t.role,
                    t.coder_id == view.coder_id,
                    set_by.get(t, ""),
                    others.short(coders, t.coder_id) if named and t.coder_id != view.coder_id else "",
                )
                for t in view.taggings(claim, row.dimension)
            ]
            row.show_tags(shown, can_write=can_write)
            row.show_others(others.lines(view, claim, row.dimension, coders))
            row.show_offers(self._offers.of(claim, row.dimension), view.codebook)
        self.texts.set_writable(writable=can_write)
        self._order_tabs()

    def _refresh_offers(self) -> None:
        """Show what is offered now for the claim that is shown."""
        claim, codebook = self._claim, self._codebook
        if claim is None or codebook is None:
            return
        for row in self.rows:
            row.show_offers(self._offers.of(claim, row.dimension), codebook)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go from top to bottom, although rows and chips are made anew all the time."""
        stops = [self._back, *(stop for row in self.rows for stop in row.stops()), *self.texts.stops()]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def _coders(self) -> dict[int, Coder]:
        """Everybody, *agreed* among them, by id."""
        project = self._session.project
        coders = (*project.coders.all(), project.coders.agreed()) if project else ()
        return {coder.id: coder for coder in coders}

    def _set_by(self, claim: Claim) -> dict[Tagging, str]:
        """Who set each tag, and when, in words."""
        project = self._session.project
        if project is None:
            return {}
        names = {coder.id: coder.name for coder in self._coders().values()}
        found: dict[Tagging, str] = {}
        for one in project.history.taggings(claim.id):
            moment, name = local_time(one.at), names.get(one.tagging.coder_id, "")
            when = f" on {date_and_time(moment)}" if moment else ""
            found[one.tagging] = f"Set by {name}{when}{_ORIGINS[one.tagging.origin]}"
        return found

    def _make_rows(self, codebook: Codebook) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self._codebook, self.rows = codebook, []
        self._nothing_to_tag.setVisible(not codebook.dimensions)
        for place, dimension in enumerate(codebook.dimensions):
            row = (
                ScaleRow(self._theme, dimension, place + 1, codebook.tags_of(dimension.id))
                if dimension.kind is Kind.SCALE
                else ChipsRow(self._theme, dimension, place + 1)
            )
            row.pick.connect(lambda place=place: self.pick.emit(place))
            row.tag.connect(self._tag)
            row.untag.connect(self._untag)
            row.change.connect(lambda tag, place=place: self.pick_at.emit(place, tag.id))
            row.role.connect(self._change_role)
            row.accepted.connect(lambda offer, dimension=dimension: self._accept(dimension, offer))
            self._dimensions.addWidget(row)
            self.rows.append(row)

    # -- writing

    def _tag(self, tag: Tag) -> None:
        claim = self._claim
        if claim:
            self._session.run(
                f"Tag claim {claim.number}: {tag.name}", lambda project: project.claims.tag(claim.id, tag.id), self
            )
            self._refresh_tags()

    def _accept(self, dimension: Dimension, offer: Offer) -> None:
        claim = self._claim
        if claim:
            label = f"Accept tag of claim {claim.number}: {offer.name}"
            self._session.run(label, lambda project: accept(project, claim.id, dimension, offer), self)
            self._refresh_tags()

    def _untag(self, tag: Tag, role: str) -> None:
        claim = self._claim
        if claim is None:
            return

        def work(project: Project) -> None:
            project.claims.untag(claim.id, tag.id, role)

        self._session.run(f"Untag claim {claim.number}: {tag.name}", work, self)
        self._refresh_tags()

    def _change_role(self, tag: Tag, role: str, wanted: str) -> None:
        claim = self._claim
        if claim is None or role == wanted:
            return

        def work(project: Project) -> None:
            project.claims.replace_tag(claim.id, (tag.id, role), (tag.id, wanted))

        self._session.run(f"Make {tag.name} {wanted} of claim {claim.number}", work, self)
        self._refresh_tags()

    def flush(self) -> None:
        """Store what is being typed."""
        self.texts.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc goes back to the text of the article from everything here."""
        if event.key() == Qt.Key.Key_Escape:
            self.return_to_reader.emit()
        else:
            super().keyPressEvent(event)

    def focus_comment(self) -> None:
        """Type into the comment."""
        self.texts.focus("comment")

    def focus_translation(self) -> None:
        """Type into the translation."""
        self.texts.focus("translation")

    def focus_question(self) -> None:
        """Type into the question the claim is flagged with."""
        self.texts.focus("question")
