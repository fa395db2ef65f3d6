"""The suggestions of claims in the article that is read, and which of them is the current one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal

from annotations.articles import Status
from annotations.decided import Decided
from annotations.language.candidates import Candidate
from annotations.language.suggesting import Suggesting, Taken
from annotations.store.changes import Changes
from app.background import Question
from app.panels.reading import ReadingPanel
from app.reader.suggested import Suggestion, SuggestionList
from app.session import Session
from app.settings import Settings
from app.suggestions.claim_words import in_words
from app.suggestions.known_actors import KnownActors
from app.suggestions.ranked import Ranked
from app.suggestions.service import Suggestions

MANY = 400
"""Candidates from which on it takes more than a frame has time for to work out which are left."""

_FOLLOWED = (
    *("claims", "rejections", "cuts", "articles", "outlets", "tags", "aliases", "dimensions"),
    *("samples", "second_codings"),
)


class SuggestedClaims(QObject):
    """Keeps the suggestions of the open article up with the project and the reader, which shows them.

    The current one is that which was gone to; or else the one that the cursor is in, or its sentence. Nothing is
    suggested in articles that were left out, nor while two coders are compared.
    """

    changed = Signal()
    """`candidates` or `current` may differ."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        suggestions: Suggestions,
        actors: KnownActors,
        reading: ReadingPanel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._service = suggestions
        self._panel = reading
        self._reader = reading.reader
        self.candidates: Sequence[Candidate] = ()
        """In the order of the text, each with a passage of its own."""
        self.decided: Sequence[Decided] = ()
        """What was decided on in the article, whether or not anything is suggested now."""
        self.hidden = 0
        """How many more there are with a score below what the person wants to see."""
        self._shown = SuggestionList()
        self._text = ""
        """The text that they stand in."""
        self._question = Question(session, self)
        self._ranked = Ranked(session, suggestions, actors, self)
        self._suggesting: Suggesting | None = None
        self._taken = Taken()
        self._chosen: Candidate | None = None
        self._place: int | None = None
        self._undone = False
        self._article_id: int | None = None
        suggestions.found_changed.connect(self._follow_found)
        self._ranked.changed.connect(self.refresh)
        actors.changed.connect(self.refresh)
        session.changed.connect(self._follow)
        session.coder_changed.connect(self.refresh)
        reading.claim_changed.connect(self._follow_article)
        reading.compare_bar.changed.connect(self.refresh)
        self._reader.sentence_changed.connect(self._follow_cursor)
        self._reader.suggestion_chosen.connect(self._choose)

    # -- what is suggested

    @property
    def place(self) -> int | None:
        """The place of the current one among all, from 0; None where there is none."""
        return self._place

    @property
    def current(self) -> Candidate | None:
        """The one that is accepted or turned down by a key."""
        return self.candidates[self._place] if self._place is not None else None

    @property
    def was_gone_to(self) -> bool:
        """Whether the person went to the current one, rather than coming by it."""
        return self._chosen is not None and self.current == self._chosen

    @property
    def compared(self) -> bool:
        """Whether nothing is suggested since two coders are compared."""
        return self._panel.compare_bar.is_open

    @property
    def busy(self) -> bool:
        """Whether it is being worked out what to suggest."""
        return self._question.busy or self._ranked.busy

    @property
    def left_out(self) -> bool:
        """Whether nothing is suggested since the article was left out."""
        project, article_id = self._session.project, self._panel.article_id
        return bool(project and article_id and project.articles.get(article_id).status is Status.LEFT_OUT)

    def said(self, candidate: Candidate) -> str:
        """Who says it, and why it is suggested."""
        return in_words(candidate, self._reader.text)

    def speaker(self, candidate: Candidate) -> int | None:
        """Id of the tag of whoever says it, None where the codebook does not know them."""
        speaker = self._suggesting.speaker_of(candidate) if self._suggesting else None
        return speaker.actor.tag_id if speaker else None

    # -- going about

    def go(self, place: int) -> None:
        """Make this the current one, bring it into view, and tell assistive technology of it."""
        candidate = self.candidates[place]
        self._reader.go_to_passage(candidate.content)
        self._chosen = candidate
        self._show_current()
        quote = " ".join(candidate.content.of(self._reader.text).split())
        said = self.said(candidate)
        self._reader.announce(f"Suggestion {place + 1} of {len(self.candidates)}: {quote}. {said}")

    def step(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) one; from the end to the beginning, and whether it came to that.

        There must be one.
        """
        if self._place is not None:
            to = self._place + by
        else:
            before = sum(one.content.start < self._reader.offset for one in self.candidates)
            to = before if by > 0 else before - 1
        self.go(to % len(self.candidates))
        return not 0 <= to < len(self.candidates)

    def go_on_after(self, last: Candidate) -> None:
        """Go to the first other one that starts where a candidate does or behind it, if there is one."""
        start = last.content.start
        place = next((n for n, one in enumerate(self.candidates) if one.content.start >= start and one != last), None)
        if place is not None:
            self.go(place)

    def _choose(self, place: int) -> None:
        if place < len(self.candidates):
            self.go(place)

    # -- following

    def refresh(self) -> None:
        """Work out anew what is suggested; where that takes long, those of the same text are shown until it is done."""
        self._question.drop()
        self._suggesting = self._read()
        if self._suggesting is None:
            self._take(_Proposed())
            return
        work = partial(_worked_out, self._suggesting, self._taken, self._settings.suggestions_least)
        if len(self._suggesting.candidates) < MANY:
            self._take(work())
            return
        if self._suggesting.text != self._text:
            self._take(_Proposed())
        self._question.ask(lambda _: work(), self._take)

    def _take(self, proposed: "_Proposed") -> None:
        back = [n for n, one in enumerate(proposed.shown.all) if self._shown.number(one.span) is None]
        self.candidates, self.hidden = proposed.candidates, proposed.hidden
        self._shown, self._text = proposed.shown, proposed.text
        self._show_current()
        if self._undone and len(back) == 1:
            self.go(back[0])  # what undoing has brought back
        self._undone = False

    def _show_current(self) -> None:
        """Say which is the current one, to the reader and all others."""
        self._place = self._find_current()
        self._reader.set_suggestions(self._shown, self._place)
        self.changed.emit()

    def _find_current(self) -> int | None:
        if self._chosen and (number := self._shown.number(self._chosen.content)) is not None:
            return number
        sentence, offset = self._reader.current_sentence(), self._reader.offset
        if sentence is None or self._reader.selected_span() is not None:
            return None
        near = self._shown.in_stretch(sentence)
        inside = [number for number in near if self.candidates[number].content.contains(offset)]
        shortest = min(inside, key=lambda number: len(self.candidates[number].content), default=None)
        return shortest if shortest is not None else next(iter(near), None)

    def _read(self) -> Suggesting | None:
        """The ranked candidates of the article, if any may be shown; what is taken is read with them."""
        project, article_id = self._session.project, self._panel.article_id
        self.decided, self._taken = (), Taken()
        if project is None or article_id is None:
            return None
        self.decided = project.rejections.of_article(article_id)
        if self.compared or self.left_out:
            return None
        claims = [claim.span for claim in self._panel.claims.values()]
        self._taken = Taken(claims, self.decided, self._panel.cuts)
        return self._ranked.of(article_id, self._reader.text)

    def _follow_found(self, article_id: int) -> None:
        if article_id == self._panel.article_id:
            self.refresh()

    def _follow_article(self) -> None:
        if self._panel.article_id != self._article_id:
            self._article_id, self._chosen = self._panel.article_id, None
            self.refresh()
        else:  # the same article may have been shown anew
            self._reader.set_suggestions(self._shown, self._place)

    def _follow_cursor(self) -> None:
        self._chosen = None
        if not self.candidates:
            return
        before = self._place
        self._show_current()
        if self.current and self._place != before:
            self._reader.announce(f"Suggested claim: {self.said(self.current)}")

    def _follow(self, changes: Changes) -> None:
        if self._panel.article_id is None or not changes.touches(*_FOLLOWED):
            return
        self._undone = changes.initiator is self._session and changes.touches("rejections")
        self.refresh()


@dataclass(frozen=True, slots=True)
class _Proposed:
    """What is suggested in a text, and how the reader shows it."""

    text: str = ""
    candidates: Sequence[Candidate] = ()
    shown: SuggestionList = field(default_factory=SuggestionList)
    hidden: int = 0


def _worked_out(suggesting: Suggesting, taken: Taken, least: float) -> _Proposed:
    """On any thread."""
    every = suggesting.proposed(taken)
    found = [one for one in every if one.score >= least]  # what is left of the best does not depend on the others
    words = (Suggestion(one.content, one.source, in_words(one, suggesting.text)) for one in found)
    return _Proposed(suggesting.text, found, SuggestionList(words), len(every) - len(found))
