"""The round: the pickers of all dimensions, one after the other, for one claim."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QWidget

from annotations.claims import Claim, Tagging
from annotations.codebook import Codebook, Dimension, Kind, Role, Tag
from annotations.codebook_tree import tree
from annotations.language.offers import Offer
from annotations.project import Project
from annotations.store.changes import Changes
from app.picker.question import Question
from app.picker.rows import likely_first, why_first
from app.picker.view import Picker
from app.session import Session
from app.suggestions.offers import Offers, accept
from app.theme import Theme

_MOST_RECENT = 20


class Round(QObject):
    """Asks for every dimension of a claim in codebook order; each pick is one step that can be undone.

    `start` goes through all dimensions, `open` asks for one and ends.
    """

    finished = Signal()
    """The picker was closed, and the keyboard is free; not emitted when it had gone elsewhere already."""

    def __init__(self, session: Session, theme: Theme, window: QWidget, offers: Offers | None = None) -> None:
        super().__init__(window)
        self._session = session
        self._offers = offers or Offers(session, self)
        self._offers.changed.connect(self._show_offers)
        self.picker = Picker(theme, window)
        self.picker.picked.connect(self._pick)
        self.picker.created.connect(self._create)
        self.picker.accepted.connect(self._accept)
        self.picker.skipped.connect(lambda: self._move(1))
        self.picker.went_back.connect(lambda: self._move(-1))
        self.picker.ended.connect(self.end)
        self.picker.left.connect(self._leave)
        session.project_changed.connect(self._forget)
        session.coder_changed.connect(self._follow_coder)
        self._coder_id = 0
        session.changed.connect(self._follow)
        self.claim_id = 0
        """The claim that is asked about, 0 for none."""
        self._step = 0
        self._single = False
        self._near = QRect()
        self._recent: list[int] = []
        self._last_speaker: int | None = None

    def remind(self, last_speaker: Callable[[], int | None]) -> None:
        """Say who spoke last, the id of a tag, where nobody was coded since the project was opened."""
        if self._last_speaker is None:
            self._last_speaker = last_speaker()

    def start(self, claim_id: int, near: QPoint | QRect) -> None:
        """Ask for all dimensions of a claim in their order, from the first one on that the person has not coded.

        Args:
            claim_id: the claim.
            near: the passage, in global pixels; the picker opens beside it.
        """
        self._begin(claim_id, self._first_open(claim_id), near, single=False)

    def _first_open(self, claim_id: int) -> int:
        """The place of the first dimension without an answer; the first of all where each has one."""
        project, dimensions = self._session.project, self._codebook.dimensions
        claim = next(iter(project.claims.some([claim_id])), None) if project else None
        unanswered = (n for n, dimension in enumerate(dimensions) if claim and not self._own(claim, dimension))
        return next(unanswered, 0)

    def open(self, claim_id: int, dimension: int, near: QPoint | QRect, tag_id: int = 0) -> None:
        """Ask for one dimension, by its place in the codebook; `tag_id` is highlighted, if it is given."""
        self._begin(claim_id, dimension, near, single=True)
        if tag_id:
            self.picker.answers.highlight(tag_id)

    def answer(self, claim_id: int, tag: Tag, near: QPoint | QRect) -> None:
        """Set a tag, or take it away; the picker opens only as far as there is something to ask, as a role.

        In the middle of a round it is an answer of the round where that asks for the tag's dimension; where it asks
        for another one the tag is set and the round stays, or asks for the actor's role and goes on from there.
        """
        dimensions = self._codebook.dimensions
        place = next((n for n, dimension in enumerate(dimensions) if dimension.id == tag.dimension_id), None)
        if place is None:
            return
        within = self.claim_id == claim_id and not self._single
        if within and place != self._step and dimensions[place].kind is not Kind.ACTORS:
            self._set_aside(tag)
            return
        if not within:
            self.open(claim_id, place, near)
        elif place != self._step:
            self._step = place
            self._ask()
        self.picker.answer(tag)

    def _set_aside(self, tag: Tag) -> None:
        """Set or take away a tag that is not asked for now; the question stays with what was typed."""
        claim = self._claim()
        own = self._own_of(claim, tag) if claim else []
        if claim and own:
            self._untag(claim, tag, own)
        elif claim:
            self._tag(claim, tag, "")

    def _begin(self, claim_id: int, step: int, near: QPoint | QRect, *, single: bool) -> None:
        self.claim_id, self._step, self._single = claim_id, step, single
        self._near = QRect(near, QSize(1, 1)) if isinstance(near, QPoint) else near
        self._ask()

    def end(self) -> None:
        """Close the picker; what was picked stays."""
        if self.claim_id:
            self.claim_id = 0
            self.picker.hide()
            self.finished.emit()

    def _leave(self) -> None:
        """Close the picker without taking the focus back from where the person put it."""
        self.claim_id = 0
        self.picker.hide()

    def _forget(self) -> None:
        """Another project: its tags and claims are others."""
        self.claim_id, self._recent, self._last_speaker = 0, [], None
        self.picker.hide()

    def _follow_coder(self) -> None:
        """Somebody else works: who spoke last, and who often does, is not theirs to know."""
        coder = self._session.project.coder_id if self._session.project else 0
        if coder != self._coder_id:
            self._coder_id = coder
            self._forget()

    def _follow(self, changes: Changes) -> None:
        """Keep up with what others change while the picker is open, undo above all."""
        if self.claim_id and changes.initiator is not self:
            self._ask(afresh=False)

    def _show_offers(self) -> None:
        """Mark other rows in the open picker."""
        claim, dimensions = self._claim() if self.claim_id else None, self._codebook.dimensions
        if claim is not None and 0 <= self._step < len(dimensions):
            self.picker.show_offers(self._question(claim, dimensions[self._step], 0))

    # -- asking

    @property
    def _codebook(self) -> Codebook:
        return self._session.codebook

    def _ask(self, last: int = 0, *, afresh: bool = True) -> None:
        dimensions = self._codebook.dimensions
        claim = self._claim()
        if claim is None or not 0 <= self._step < len(dimensions):
            self.end()
        elif afresh:
            self.picker.ask(self._question(claim, dimensions[self._step], last), self._near)
        else:
            self.picker.refresh(self._question(claim, dimensions[self._step], last))

    def _question(self, claim: Claim, dimension: Dimension, last: int) -> Question:
        own = self._own(claim, dimension)
        chosen: dict[int, str] = {}
        for tagging in own:
            chosen[tagging.tag_id] = ", ".join(filter(None, (chosen.get(tagging.tag_id), tagging.role)))
        names = tuple(d.name for d in self._codebook.dimensions)
        tags, levels, notes = self._tags(claim, dimension)
        return Question(
            dimension,
            tags,
            chosen,
            Role.TARGET if any(tagging.role == Role.SPEAKER for tagging in own) else Role.SPEAKER,
            last,
            steps=() if self._single else names,
            step=0 if self._single else self._step,
            title=f"Claim {claim.number}",
            levels=levels,
            notes=notes,
            offers=self._offers.of(claim, dimension),
        )

    def _claim(self) -> Claim | None:
        project = self._session.project
        try:
            return project.claims.get(self.claim_id) if project else None
        except KeyError:
            return None

    def _own(self, claim: Claim, dimension: Dimension) -> list[Tagging]:
        project = self._session.project
        coder = project.coder_id if project else 0
        tags = {tag.id for tag in self._codebook.tags_of(dimension.id)}
        return [tagging for tagging in claim.taggings if tagging.coder_id == coder and tagging.tag_id in tags]

    def _own_of(self, claim: Claim, tag: Tag) -> list[Tagging]:
        """What the current coder set of one tag: an actor may have several roles."""
        return [t for t in self._own(claim, self._codebook.dimension_of(tag.id)) if t.tag_id == tag.id]

    def _tags(self, claim: Claim, dimension: Dimension) -> tuple[tuple[Tag, ...], dict[int, int], dict[int, str]]:
        """The tags in the order to show, how deep each stands, and why it stands there; both by id."""
        if dimension.kind is not Kind.ACTORS:
            placed = tree(self._codebook, dimension.id)
            return tuple(one.tag for one in placed), {one.tag.id: one.level for one in placed}, {}
        tags = self._codebook.tags_of(dimension.id)
        ordered = likely_first(tags, claim.quote, self._last_speaker, self._recent)
        return tuple(ordered), {}, why_first(tags, claim.quote, self._last_speaker)

    # -- answers

    def _move(self, by: int) -> None:
        if self._single:
            if by > 0:
                self.end()
            return
        self._step = max(0, self._step + by)
        self._ask()

    def _pick(self, tag: Tag, role: str, stay: bool) -> None:
        """Set a tag and go on; one that is set already is taken away, and the picker stays."""
        claim = self._claim()
        if claim is None:
            self.end()
            return
        own = self._own_of(claim, tag)
        if own:
            if self._untag(claim, tag, own):
                self._ask(tag.id)
        elif self._tag(claim, tag, role):
            self._remember(tag.id, role)
            self._go_on(tag.id, stay=stay)

    def _tag(self, claim: Claim, tag: Tag, role: str) -> bool:
        def work(project: Project) -> bool:
            project.claims.tag(claim.id, tag.id, role)
            return True

        return bool(self._session.run(f"Tag claim {claim.number}: {tag.name}", work, self))

    def _untag(self, claim: Claim, tag: Tag, taggings: list[Tagging]) -> bool:
        def work(project: Project) -> bool:
            for tagging in taggings:
                project.claims.untag(claim.id, tagging.tag_id, tagging.role)
            return True

        return bool(self._session.run(f"Untag claim {claim.number}: {tag.name}", work, self))

    def _create(self, name: str, role: str, kind: str, stay: bool) -> None:
        claim = self._claim()
        if claim is None:
            self.end()
            return
        dimension = self._codebook.dimensions[self._step]
        types = {"type": kind} if kind else {}

        def work(project: Project) -> int:
            tag_id = project.codebook.add_tag(dimension.id, name, **types)
            project.claims.tag(claim.id, tag_id, role)
            return tag_id

        tag_id = self._session.run(f"Tag claim {claim.number}: {name}", work, self)
        if tag_id:
            self._remember(tag_id, role)
            self._go_on(tag_id, stay=stay)

    def _accept(self, offer: Offer, role: str, stay: bool) -> None:
        """Set a tag that was taken from its offer."""
        claim = self._claim()
        if claim is None:
            self.end()
            return
        dimension = self._codebook.dimensions[self._step]
        label = f"Accept tag of claim {claim.number}: {offer.name}"
        tag_id = self._session.run(label, lambda project: accept(project, claim.id, dimension, offer, role), self)
        if tag_id:
            self._remember(tag_id, role)
            self._go_on(tag_id, stay=stay)

    def _go_on(self, tag_id: int, *, stay: bool) -> None:
        if stay:
            self._ask(tag_id)
        else:
            self._move(1)

    def _remember(self, tag_id: int, role: str) -> None:
        if role:
            self._recent = [tag_id, *(other for other in self._recent if other != tag_id)][:_MOST_RECENT]
        if role == Role.SPEAKER:
            self._last_speaker = tag_id


def repeated(claim: Claim, session: Session) -> list[Tagging]:
    """What *repeat* takes over from a claim, of every dimension but the scales.

    It is what the person said who works here, or else, where they said nothing, what the claim's maker did.
    """
    codebook, own = session.codebook, session.project.coder_id if session.project else 0
    coder = own if any(tagging.coder_id == own for tagging in claim.taggings) else claim.coder_id
    return [
        tagging
        for tagging in claim.taggings
        if tagging.coder_id == coder and codebook.dimension_of(tagging.tag_id).kind is not Kind.SCALE
    ]
