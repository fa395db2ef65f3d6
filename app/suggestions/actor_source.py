"""The actors that are offered for claims: a source of `Offers`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from annotations.claims import Claim
from annotations.codebook import Codebook, Dimension, Kind
from annotations.errors import AnnotationError
from annotations.language.actor_offers import actor_offers
from annotations.language.actors import Actors, Mentions
from annotations.language.candidates import Candidate
from annotations.language.engine import ENGLISH
from annotations.language.found import Found
from annotations.language.mentions import mentions_in
from annotations.language.offers import Offer
from annotations.project import Project
from annotations.spans import Span
from annotations.store.changes import Changes
from app.background import Question
from app.session import Session
from app.suggestions.known_actors import KnownActors
from app.suggestions.offers import Offers
from app.suggestions.service import Suggestions

LONG = 15_000
"""Code points from which a text is looked through behind the window: it takes some 5 milliseconds for 1,000 words."""

_MOST_KEPT = 8
_OF_TEXTS = ("articles", "texts", "outlets")


@dataclass(frozen=True, slots=True)
class _Text:
    """An article's text, with what else decides who is named in it."""

    text: str
    outlet: str
    home: str


@dataclass(frozen=True, slots=True)
class _Read:
    """Who is mentioned in a text, for one codebook and by one engine's names."""

    actors: Actors
    found: Found | None
    mentions: Mentions


class ActorSource(QObject):
    """Offers who says a claim, and who is named in it, from the codebook, the gazetteer and an engine's names."""

    def __init__(
        self, session: Session, suggestions: Suggestions, known: KnownActors, offers: Offers, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._suggestions = suggestions
        self._known = known
        self._offers = offers
        self._texts: dict[int, _Text] = {}
        self._read: dict[tuple[int, int], _Read] = {}
        self._looking = Question(session, self)
        self._looked_for: tuple[object, ...] = ()
        session.changed.connect(self._follow)
        session.project_changed.connect(self._forget)
        suggestions.found_changed.connect(lambda _: offers.tell())
        known.changed.connect(offers.tell)
        offers.use(Kind.ACTORS, self.of)

    def of(self, claim: Claim, dimension: Dimension) -> Sequence[Offer]:
        """Actors for a claim, the likeliest first, without those that this person has set; none while it is read."""
        project, codebook = self._session.project, self._session.codebook
        text = self._text(project, claim.article_id) if project else None
        if project is None or text is None:
            return ()
        read = self._mentions(claim.article_id, text, codebook, dimension)
        if read is None:
            return ()
        candidate = _attributed(read.found, claim.span)
        reads_sources = read.found is not None and read.found.language == ENGLISH
        offers = actor_offers(
            text.text,
            claim.span,
            candidate.source if candidate else None,
            read.mentions,
            read.actors,
            {type_.key for type_ in dimension.types},
            unattributed=reads_sources and candidate is None,
        )
        own = {tagging.tag_id for tagging in claim.taggings if tagging.coder_id == project.coder_id}
        return [offer for offer in offers if offer.tag_id not in own]

    def _text(self, project: Project, article_id: int) -> _Text | None:
        if article_id not in self._texts:
            try:
                article = project.articles.get(article_id)
                text = project.articles.text(article_id)
                country = project.outlets.get(article.outlet_id).country if article.outlet_id else ""
            except (AnnotationError, KeyError):  # the reader tells of a damaged text
                return None
            self._texts[article_id] = _Text(text, article.outlet, self._known.gazetteer.country_of(country))
            _keep_last(self._texts)
        return self._texts[article_id]

    def _mentions(self, article_id: int, text: _Text, codebook: Codebook, dimension: Dimension) -> _Read | None:
        """Who is mentioned in a text: at once where it is short, else as soon as it was looked through."""
        found = self._suggestions.found(article_id)
        actors = self._known.of(codebook, dimension.id, text.home)
        key = article_id, dimension.id
        read = self._read.get(key)
        if read and read.actors is actors and read.found is found:
            return read
        if len(text.text) < LONG:
            self._keep(key, _look_through(text, actors, found))
            return self._read[key]
        wanted = (key, actors, found)
        if self._looked_for != wanted or not self._looking.busy:
            self._looked_for = wanted
            self._looking.ask(lambda _: _look_through(text, actors, found), lambda new: self._take(key, new))
        return None

    def _take(self, key: tuple[int, int], read: _Read) -> None:
        self._keep(key, read)
        self._offers.tell()

    def _keep(self, key: tuple[int, int], read: _Read) -> None:
        self._read.pop(key, None)
        self._read[key] = read
        _keep_last(self._read)

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_OF_TEXTS):
            self._forget()

    def _forget(self) -> None:
        self._texts.clear()
        self._read.clear()


def _look_through(text: _Text, actors: Actors, found: Found | None) -> _Read:
    return _Read(actors, found, mentions_in(text.text, found.names if found else (), actors, text.outlet))


def _attributed(found: Found | None, passage: Span) -> Candidate | None:
    """The candidate that is most of a passage, or of which the passage is most."""
    near = [(one.content.shared(passage), one) for one in (found.candidates if found else ())]
    same = [(shared, one) for shared, one in near if shared and 2 * shared >= min(len(one.content), len(passage))]
    return max(same, key=lambda pair: (pair[1].source is not None, pair[0]), default=(0, None))[1]


def _keep_last(kept: dict[Any, Any]) -> None:
    while len(kept) > _MOST_KEPT:
        del kept[next(iter(kept))]
