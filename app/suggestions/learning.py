"""Has tags learnt behind the window, and offers for the claims of the open article what comes of it."""

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from annotations.claims import Claim
from annotations.codebook import Dimension, Kind
from annotations.errors import AnnotationError
from annotations.language.asked_child import NotAnsweredError
from annotations.language.offers import Offer
from annotations.language.tags.child import Learnt
from annotations.language.tags.lessons import Proposal
from annotations.language.tags.teacher import Teacher
from annotations.project import Project
from annotations.store.changes import Changes
from app.session import Session
from app.suggestions.offers import Offers

REST = 1000
"""Milliseconds that an article has to be open before the child is started: who leafs through the list starts none."""

IDLE = 900_000
"""Milliseconds without work after which the child is ended."""

_CODEBOOK = ("dimensions", "tags", "aliases")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the child is asked: about which article, after which claims changed (None for all), and whether for hits."""

    project: Project
    article_id: int
    changed: frozenset[int] | None
    hits: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of it: the article's claims, what was learnt, or else why not."""

    claims: Sequence[int] = ()
    learnt: Learnt | None = None
    why_not: str = ""


class Learning(QObject):
    """Learns from the codebook and from every claim that is tagged; proposes for all dimensions but actors.

    Nothing is learnt while suggestions are off, or while nobody works here. What is hidden from who codes second is not
    learnt either: the project is read as that person sees it.
    """

    told = Signal(object, str)
    """A `Learnt` with hits, after `count_hits`; or None, and why it failed, empty where nothing is learnt now."""
    _answered = Signal(object)

    def __init__(self, session: Session, offers: Offers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._offers = offers
        self._article: int | None = None
        self._proposals: dict[int, Mapping[int, Sequence[Proposal]]] = {}
        self._changed: set[int] | None = None
        self._waits = self._wants_hits = False
        self._was_on = offers.on
        self._teacher: Teacher | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._asked: Future[_Answer] | None = None
        self._rest, self._idle = QTimer(self), QTimer(self)
        self._rest.timeout.connect(self._begin)
        self._idle.timeout.connect(self._rest_child)
        for timer in (self._rest, self._idle):
            timer.setSingleShot(True)
        for kind in (Kind.ONE, Kind.MANY, Kind.SCALE):
            offers.use(kind, self.offers)
        self._answered.connect(self._take)
        offers.changed.connect(self._follow_switch)
        session.changed.connect(self._follow)
        session.coder_changed.connect(self._start_over)
        session.closing.connect(self._close)

    # -- what is known

    def offers(self, claim: Claim, dimension: Dimension) -> list[Offer]:
        """What was proposed last; of a scale it is weak."""
        codebook = self._session.codebook
        names = {tag.id: tag.name for tag in codebook.tags_of(dimension.id)}
        found = self._proposals.get(claim.id, {}).get(dimension.id, ())
        weak = dimension.kind is Kind.SCALE
        return [Offer(p.tag_id, names[p.tag_id], p.score, p.reason, weak) for p in found if p.tag_id in names]

    @property
    def child_pid(self) -> int:
        """The process id of the child; 0 while there is none."""
        return self._teacher.pid if self._teacher else 0

    @property
    def busy(self) -> bool:
        """Whether it is being learnt, or is to be soon."""
        return self._waits or self._asked is not None

    def count_hits(self) -> None:
        """Have counted how often proposals were right; `told` tells."""
        self._wants_hits = True
        self._plan()

    # -- asking

    def open_article(self, article_id: int | None) -> None:
        """Propose tags for this article's claims from now on; None where none is open."""
        self._article = article_id
        self._plan()

    def _plan(self) -> None:
        """Ask soon: at once where the child is there already."""
        self._waits = True
        self._rest.start(0 if self._wants_hits or self.child_pid else REST)

    def _begin(self) -> None:
        project = self._session.project
        if self._asked is not None or not self._waits or project is None:
            return
        if not self._offers.on or not project.coder_id or (self._article is None and not self._wants_hits):
            self._tell_hits(None)
            return
        changed = None if self._changed is None else frozenset(self._changed)
        asked = _Asked(project, self._article or 0, changed, self._wants_hits)
        self._waits, self._changed = False, set()
        self._idle.stop()
        self._teacher = self._teacher or Teacher()
        self._thread = self._thread or ThreadPoolExecutor(1, thread_name_prefix="learning")
        self._asked = self._thread.submit(_learn, self._teacher, asked)
        self._asked.add_done_callback(self._hand_over)

    def _hand_over(self, done: "Future[_Answer]") -> None:
        """On the learning thread."""
        if isValid(self):
            self._answered.emit(done)

    def _take(self, done: "Future[_Answer]") -> None:
        if done is not self._asked:
            return  # of a project that was closed, or of another person
        self._asked = None
        self._idle.start(IDLE)
        answer = done.result()
        if answer.learnt is None:
            self._changed = None
            if self._waits:  # another article was opened meanwhile: what failed is tried once more for it
                self._plan()
            else:
                self._tell_hits(None, answer.why_not)
            return
        found = answer.learnt.proposals
        outdated = self._changed is None  # everything was changed while it was learnt
        if not outdated and any(self._proposals.get(one) != found.get(one) for one in answer.claims):
            self._proposals.update({one: found.get(one, {}) for one in answer.claims})
            self._offers.tell()
        if self._wants_hits and not self._waits:
            self._tell_hits(answer.learnt)
        if self._waits or (self._teacher and self._teacher.more):
            self._plan()

    def _tell_hits(self, learnt: Learnt | None, why_not: str = "") -> None:
        if self._wants_hits:
            self._wants_hits = False
            self.told.emit(learnt, why_not)

    # -- following

    def _follow(self, changes: Changes) -> None:
        of_claims = changes.touches("claims", "claim_tags")
        if not of_claims and not changes.touches(*_CODEBOOK):
            return
        claims = changes.claims if of_claims else []
        if claims is None:  # some may be hidden now: nothing that was learnt from them is offered any more
            self._changed, self._proposals = None, {}
            self._offers.tell()
        elif self._changed is not None:
            self._changed.update(claims)
        if self._article is not None:
            self._plan()

    def _follow_switch(self) -> None:
        if self._offers.on == self._was_on:
            return
        self._was_on = self._offers.on
        if not self._was_on:
            self._end_child()
        elif self._article is not None:
            self._plan()

    def _start_over(self) -> None:
        """Another person sees other tags: nothing of what was learnt is theirs."""
        self._end_child()
        if self._article is not None:
            self._plan()

    # -- ending

    def _rest_child(self) -> None:
        """End the child; what it proposed stays, and the next one is taught everything."""
        self._idle.stop()
        teacher, self._teacher = self._teacher, None
        if teacher:
            teacher.close()
        self._asked, self._changed = None, None

    def _end_child(self) -> None:
        """End it with all that it proposed: that may not be offered any more."""
        self._rest_child()
        self._proposals = {}

    def _close(self) -> None:
        """The project is being closed."""
        self._rest.stop()
        self._article, self._waits = None, False
        self._tell_hits(None)
        self._end_child()
        thread, self._thread = self._thread, None
        if thread:
            thread.shutdown(wait=False, cancel_futures=True)


def _learn(teacher: Teacher, asked: _Asked) -> _Answer:
    """On the learning thread."""
    try:
        claims, learnt = teacher.ask(asked.project, asked.article_id, asked.changed, hits=asked.hits)
    except NotAnsweredError as error:
        if not error.stopped:
            logging.getLogger(__name__).info("Tags were not learnt: %s", error)
        return _Answer(why_not=str(error))
    except (AnnotationError, KeyError) as error:  # it is being closed; the reader tells of a project that is damaged
        return _Answer(why_not=str(error))
    return _Answer(claims, learnt)
