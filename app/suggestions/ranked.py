"""What was found in the article that is read, ranked by who says it: at once, or behind the window if it is long."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from annotations.language.actors import Actors
from annotations.language.found import Found
from annotations.language.suggesting import Suggesting
from app.background import Question
from app.session import Session
from app.suggestions.known_actors import KnownActors
from app.suggestions.service import Suggestions

LONG = 10_000
"""Code points from which on ranking takes more than a frame has time for; a thousand words take some 10 ms."""

_About = tuple[Found, Actors, str]
"""What a ranking depends on: two that are other objects where anything in them is other, and the outlet's name."""


class Ranked(QObject):
    """Ranks the candidates of one article at a time, once for what was found in it, for who is known and its outlet."""

    changed = Signal()
    """The ranking of a long article is there."""

    def __init__(self, session: Session, suggestions: Suggestions, actors: KnownActors, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._service = suggestions
        self._question = Question(session, self)
        self._asked: _About | None = None
        self._known: tuple[_About, Suggesting] | None = None
        self._actors = actors

    @property
    def busy(self) -> bool:
        """Whether a long article is being ranked."""
        return self._question.busy

    def of(self, article_id: int | None, text: str) -> Suggesting | None:
        """The ranked candidates of an article with this text; None while they are not known, or not to be shown.

        A long text keeps its old ranking until `changed` tells of the new one: where others are known now, the outlet
        is another, or more of it was read.
        """
        project, found = self._session.project, self._service.found(article_id) if article_id is not None else None
        if project is None or article_id is None or found is None:
            self._question.drop()
            self._known = self._asked = None
            return None
        about = found, self._actors.of(self._session.codebook), project.articles.get(article_id).outlet
        if self._known and _is_same(self._known[0], about):
            return self._known[1]
        rank = partial(Suggesting.of, text, *about)
        if len(text) < LONG:
            self._known = about, rank()
            return self._known[1]
        if self._asked is None or not _is_same(self._asked, about):
            self._asked = about
            self._question.ask(lambda _: rank(), partial(self._take, about))
        return self._known[1] if self._known and self._known[1].text == text else None

    def _take(self, about: _About, suggesting: Suggesting) -> None:
        self._known, self._asked = (about, suggesting), None
        self.changed.emit()


def _is_same(one: _About, other: _About) -> bool:
    return one[0] is other[0] and one[1] is other[1] and one[2] == other[2]
