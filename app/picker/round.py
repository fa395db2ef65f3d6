"""The round: the pickers of all dimensions, one after the other, for one claim."""

from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from annotations.claims import Claim, Tagging
from annotations.codebook import Codebook, Dimension, Kind, Role, Tag
from annotations.project import Project
from app.picker.rows import likely_first
from app.picker.view import Picker, Question
from app.session import Session
from app.theme import Theme

_MOST_RECENT = 20


class Round(QObject):
    """Asks for every dimension of a claim in codebook order; each pick is one step that can be undone.

    `start` goes through all dimensions, `open` asks for one and ends.
    """

    finished = Signal()

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self.picker = Picker(theme, window)
        self.picker.picked.connect(self._pick)
        self.picker.created.connect(self._create)
        self.picker.skipped.connect(lambda: self._move(1))
        self.picker.went_back.connect(lambda: self._move(-1))
        self.picker.ended.connect(self.end)
        session.project_changed.connect(self.picker.hide)
        self._claim_id = 0
        self._step = 0
        self._single = False
        self._near = QPoint()
        self._recent: list[int] = []
        self._last_speaker: int | None = None

    def start(self, claim_id: int, near: QPoint) -> None:
        """Ask for all dimensions of a claim, the first one first."""
        self._claim_id, self._step, self._single, self._near = claim_id, 0, False, near
        self._ask()

    def open(self, claim_id: int, dimension: int, near: QPoint) -> None:
        """Ask for one dimension, by its place in the codebook."""
        self._claim_id, self._step, self._single, self._near = claim_id, dimension, True, near
        self._ask()

    def end(self) -> None:
        """Close the picker; what was picked stays."""
        self.picker.hide()
        self.finished.emit()

    @property
    def _codebook(self) -> Codebook:
        return self._session.codebook

    def _ask(self) -> None:
        dimensions = self._codebook.dimensions
        claim = self._claim()
        if claim is None or not 0 <= self._step < len(dimensions):
            self.end()
            return
        dimension = dimensions[self._step]
        own = self._own(claim, dimension)
        question = Question(
            dimension,
            self._tags(claim, dimension),
            frozenset(tagging.tag_id for tagging in own),
            Role.TARGET if any(t.role == Role.SPEAKER for t in own) else Role.SPEAKER,
        )
        if not self._single:
            question = replace(question, steps=tuple(d.name for d in dimensions), step=self._step)
        self.picker.ask(question, self._near)

    def _claim(self) -> Claim | None:
        project = self._session.project
        try:
            return project.claims.get(self._claim_id) if project else None
        except KeyError:
            return None

    def _own(self, claim: Claim, dimension: Dimension) -> list[Tagging]:
        project = self._session.project
        coder = project.coder_id if project else 0
        tags = {tag.id for tag in self._codebook.tags_of(dimension.id)}
        return [tagging for tagging in claim.taggings if tagging.coder_id == coder and tagging.tag_id in tags]

    def _tags(self, claim: Claim, dimension: Dimension) -> tuple[Tag, ...]:
        tags = self._codebook.tags_of(dimension.id)
        if dimension.kind is not Kind.ACTORS:
            return tags
        return tuple(likely_first(tags, claim.quote, self._last_speaker, self._recent))

    def _move(self, by: int) -> None:
        if self._single:
            self.end()
            return
        self._step = max(0, self._step + by)
        self._ask()

    def _pick(self, tag: Tag, role: str, stay: bool) -> None:  # noqa: FBT001 - a slot
        claim = self._claim()
        if claim is None:
            self.end()
            return
        own = [t for t in self._own(claim, self._codebook.dimension_of(tag.id)) if t.tag_id == tag.id]
        if own:
            self._remove(claim, tag, own)
            self._ask()
            return
        self._session.run(
            f"Tag claim {claim.number}: {tag.name}", lambda project: project.claims.tag(claim.id, tag.id, role)
        )
        self._remember(tag, role)
        self._go_on(stay=stay)

    def _remove(self, claim: Claim, tag: Tag, taggings: list[Tagging]) -> None:
        def work(project: Project) -> None:
            for tagging in taggings:
                project.claims.untag(claim.id, tagging.tag_id, tagging.role)

        self._session.run(f"Untag claim {claim.number}: {tag.name}", work)

    def _create(self, name: str, role: str, stay: bool) -> None:  # noqa: FBT001 - a slot
        claim = self._claim()
        if claim is None:
            self.end()
            return
        dimension = self._codebook.dimensions[self._step]

        def work(project: Project) -> int:
            kind = {"type": "other"} if dimension.kind is Kind.ACTORS else {}
            tag_id = project.codebook.add_tag(dimension.id, name, **kind)
            project.claims.tag(claim.id, tag_id, role)
            return tag_id

        tag_id = self._session.run(f"Tag claim {claim.number}: {name}", work)
        if tag_id:
            self._remember(self._codebook.tag(tag_id), role)
            self._go_on(stay=stay)

    def _go_on(self, *, stay: bool) -> None:
        if stay:
            self._ask()
        else:
            self._move(1)

    def _remember(self, tag: Tag, role: str) -> None:
        if role:
            self._recent = [tag.id, *(other for other in self._recent if other != tag.id)][:_MOST_RECENT]
        if role == Role.SPEAKER:
            self._last_speaker = tag.id


def repeated(claim: Claim, session: Session) -> list[Tagging]:
    """What *repeat* takes over from a claim: its maker's tags of every dimension but the scales."""
    codebook = session.codebook
    return [
        tagging
        for tagging in claim.taggings
        if tagging.coder_id == claim.coder_id and codebook.dimension_of(tagging.tag_id).kind is not Kind.SCALE
    ]
