"""The suggestions of claims in the article that is read, and which of them is the current one."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from annotations.articles import Status
from annotations.decided import Decided
from annotations.language.candidates import Candidate
from annotations.language.suggesting import Suggesting, Taken
from annotations.spans import Span, SpanIndex
from annotations.store.changes import Changes
from app.panels.reading import ReadingPanel
from app.reader.suggested import Suggestion
from app.session import Session
from app.settings import Settings
from app.suggestions.claim_words import in_words
from app.suggestions.known_actors import KnownActors
from app.suggestions.ranked import Ranked
from app.suggestions.service import Suggestions

_FOLLOWED = (
    *("claims", "rejections", "cuts", "articles", "tags", "aliases", "dimensions", "samples", "second_codings"),
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
        self._shown: list[Suggestion] = []
        self._by_passage: dict[Span, int] = {}
        self._passages = SpanIndex(())
        self._ranked = Ranked(session, suggestions, actors, self)
        self._suggesting: Suggesting | None = None
        self._taken = Taken()
        self._chosen: Candidate | None = None
        self._place: int | None = None
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
    def hidden(self) -> int:
        """How many more there are with a score below what the person wants to see."""
        every = self._suggesting.proposed(self._taken) if self._suggesting else ()
        return len(every) - len(self.candidates)

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

    def go_on(self, offset: int) -> None:
        """Go to the first one that starts at an offset or behind it, if there is one."""
        place = next((n for n, one in enumerate(self.candidates) if one.content.start >= offset), None)
        if place is not None:
            self.go(place)

    def _choose(self, place: int) -> None:
        if place < len(self.candidates):
            self.go(place)

    # -- following

    def refresh(self) -> None:
        """Work out anew what is suggested."""
        self.candidates = self._proposed()
        text = self._reader.text
        self._shown = [Suggestion(one.content, one.source, in_words(one, text)) for one in self.candidates]
        self._by_passage = {one.content: place for place, one in enumerate(self.candidates)}
        self._passages = SpanIndex(self._by_passage)
        self._show_current()

    def _show_current(self) -> None:
        """Say which is the current one, to the reader and all others."""
        self._place = self._find_current()
        self._reader.set_suggestions(self._shown, self._place)
        self.changed.emit()

    def _find_current(self) -> int | None:
        if self._chosen is not None and self._chosen.content in self._by_passage:
            return self._by_passage[self._chosen.content]
        sentence, offset = self._reader.current_sentence(), self._reader.offset
        if sentence is None or self._reader.selected_span() is not None:
            return None
        near = list(self._passages.overlapping(sentence))
        inside = [passage for passage in near if passage.contains(offset)]
        found = min(inside, key=len, default=None) or next(iter(near), None)
        return self._by_passage[found] if found else None

    def _proposed(self) -> list[Candidate]:
        project, article_id = self._session.project, self._panel.article_id
        self.decided, self._suggesting = (), None
        if project is None or article_id is None:
            return []
        self.decided = project.rejections.of_article(article_id)
        if self.compared or project.articles.get(article_id).status is Status.LEFT_OUT:
            return []
        self._suggesting = self._ranked.of(article_id, self._reader.text)
        claims = [claim.span for claim in self._panel.claims.values()]
        self._taken = Taken(claims, self.decided, self._panel.cuts)
        least = self._settings.suggestions_least
        return self._suggesting.proposed(self._taken, least) if self._suggesting else []

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
        before = set(self._by_passage)
        self.refresh()
        back = [place for passage, place in self._by_passage.items() if passage not in before]
        if changes.initiator is self._session and changes.touches("rejections") and len(back) == 1:
            self.go(back[0])  # what undoing has brought back
