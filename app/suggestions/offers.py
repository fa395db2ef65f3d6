"""The tags that are offered for claims: who makes offers for which kind of dimension, and when none are made.

Pickers and the inspector ask here. Whoever can tell what may fit a claim is a source:

    offers.use(Kind.ACTORS, lambda claim, dimension: [...])

and says by `tell` when its answers may have changed.
"""

from collections.abc import Callable, Sequence
from itertools import islice

from PySide6.QtCore import QObject, Signal

from annotations.claims import Claim, Origin
from annotations.codebook import Dimension, Kind, Role
from annotations.language.offers import Offer
from annotations.project import Project
from app.session import Session

Source = Callable[[Claim, Dimension], Sequence[Offer]]
"""Offers for one dimension of one claim, best first. It is called while the window waits: answers must be at hand."""

MOST = 3
"""How many tags are offered for a dimension of a claim."""


class Offers(QObject):
    """Asks the sources, and offers nothing while suggestions are off or the person codes an article second."""

    changed = Signal()
    """`of` may answer differently."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sources: dict[Kind, Source] = {}
        self._on = True

    def use(self, kind: Kind, source: Source) -> None:
        """Ask this source for dimensions of a kind from now on."""
        self._sources[kind] = source
        self.changed.emit()

    @property
    def on(self) -> bool:
        """Whether anything is offered at all."""
        return self._on

    def switch(self, *, on: bool) -> None:
        """Offer tags, or offer none."""
        if on != self._on:
            self._on = on
            self.changed.emit()

    def tell(self) -> None:
        """A source may answer differently now."""
        self.changed.emit()

    def of(self, claim: Claim, dimension: Dimension) -> tuple[Offer, ...]:
        """What is offered for a dimension of a claim, best first, at most `MOST`.

        Nothing is offered to somebody who codes the article second without seeing others' tags: what the program has
        learnt it learnt from them.
        """
        project, source = self._session.project, self._sources.get(dimension.kind)
        if not self._on or project is None or source is None or not self._session.can_write:
            return ()
        if not project.coder_id or project.second_codings.hides_in(claim.article_id):
            return ()
        known = {tag.id for tag in self._session.codebook.tags_of(dimension.id)}  # a source may be behind the codebook
        offers = (one for one in source(claim, dimension) if one.tag_id is None or one.tag_id in known)
        return tuple(islice(offers, MOST))


def accept(project: Project, claim_id: int, dimension: Dimension, offer: Offer, role: str = "") -> int:
    """Set the tag that is offered, within a step, as one that was accepted; returns its id.

    An actor who is not in the codebook is put there first, and the tag learns the names that the offer has for it.
    `role` is the one that the person gave, else the offer's.

    Raises:
        AnnotationError: as `Claims.tag`.
    """
    there = project.codebook.read().find(dimension.id, offer.name) if offer.tag_id is None else None
    tag_id = there.id if there else offer.tag_id
    if tag_id is None:
        types = {"type": offer.actor_type} if offer.actor_type else {}
        tag_id = project.codebook.add_tag(dimension.id, offer.name, **types)
    _teach(project, dimension, tag_id, offer.aliases)
    if dimension.kind is Kind.ACTORS and not project.codebook.read().tag(tag_id).is_none:
        role = role or offer.role or Role.MENTIONED
    project.claims.tag(claim_id, tag_id, role, origin=Origin.ACCEPTED)
    return tag_id


def _teach(project: Project, dimension: Dimension, tag_id: int, names: Sequence[str]) -> None:
    """Give a tag names that no tag of its dimension has."""
    codebook = project.codebook.read()
    for name in names:
        if codebook.find(dimension.id, name) is None:
            project.codebook.add_alias(tag_id, name)
