"""Suggested claims: going to them, accepting them, turning them down, and how many are wanted."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotations.accepting import accept, reject
from annotations.wording import number_of
from app.commands import Command
from app.suggestions.claim_line import SuggestionLine
from app.suggestions.claims import SuggestedClaims
from app.workspaces.registry import READ

if TYPE_CHECKING:
    from app.window import Window

LEVELS = ((0.0, "Suggest e&verything"), (0.3, "Suggest what has &reasons for it"), (0.5, "Suggest only the li&keliest"))
"""Scores from which claims are suggested, and what the choice is called."""


class SuggestionActions(QObject):
    """The commands of suggested claims."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._settings = window.settings
        self._reading = window.reading
        self.claims = SuggestedClaims(
            window.session, window.settings, window.suggestions, window.known_actors, window.reading, self
        )
        self.line = SuggestionLine(self.claims, window.commands)
        self._reading.put_below(self.line)

    def commands(self) -> list[Command]:
        """The commands of suggested claims."""
        return [*self._deciding(), *self._going(), *self._choosing(), self._judging()]

    def _deciding(self) -> list[Command]:
        made = partial(Command, menu="Claim")
        return [
            made(
                "suggestion.accept",
                "&Accept suggestion and tag it",
                run=self.accept,
                key="A",
                enabled=self._on_suggestion,
                after="claim.add",
            ),
            made(
                "suggestion.reject",
                "Re&ject suggestion",
                run=self.reject,
                key="X",
                enabled=self._on_suggestion,
                after="suggestion.accept",
            ),
            made(
                "suggestion.again",
                "Su&ggest again what was rejected here",
                run=self.offer_again,
                enabled=self._has_decisions,
                after="suggestion.reject",
            ),
        ]

    def _going(self) -> list[Command]:
        made = partial(Command, menu="Go", enabled=self._in_article)
        return [
            made("suggestion.next", "Next s&uggestion", run=partial(self.go, 1), key="G", after="go.claim-back"),
            made(
                "suggestion.previous",
                "Pre&vious suggestion",
                run=partial(self.go, -1),
                key="Shift+G",
                after="suggestion.next",
            ),
        ]

    def _choosing(self) -> list[Command]:
        above = ("view.suggestions", *(f"view.suggest-{place}" for place in range(len(LEVELS))))
        return [
            Command(
                f"view.suggest-{place}",
                title,
                "View",
                partial(self._want, least),
                enabled=lambda: self._window.suggestions.shown,
                checked=partial(self._wants, least),
                after=after,
            )
            for place, ((least, title), after) in enumerate(zip(LEVELS, above, strict=False))
        ]

    def _judging(self) -> Command:
        return Command(
            "view.suggested-tags",
            "&How often suggested tags were right…",
            "View",
            self.show_hits,
            enabled=lambda: self._session.project is not None,
            after=f"view.suggest-{len(LEVELS) - 1}",
        )

    # -- what is possible

    def _in_article(self) -> bool:
        return self._reading.article_id is not None and self._window.workspaces.current == READ

    def _on_suggestion(self) -> bool:
        return self._in_article() and self.claims.current is not None

    def _has_decisions(self) -> bool:
        return self._in_article() and self._session.can_write and bool(self.claims.decided)

    def _may_decide(self) -> bool:
        """Whether anything can be stored; a banner says why not."""
        if not self._session.can_write:
            self._window.banner.say(f"Nothing can be decided now: {self._session.why_not}.")
        return self._session.can_write

    # -- what is done

    def show_hits(self) -> None:
        """Show how often suggested tags were right so far."""
        from app.dialogs.suggested_tags import SuggestedTagsDialog

        SuggestedTagsDialog(self._session, self._settings, self._window.learning, self._window).open()

    def go(self, by: int) -> None:
        """Go to the next (1) or previous (-1) suggestion; from the last one to the first, which is told."""
        if not self.claims.candidates:
            self._window.toast.say(self._why_none())
            return
        only = len(self.claims.candidates) == 1 and self.claims.was_gone_to
        passed = self.claims.step(by)
        self._reading.reader.setFocus()
        if only:
            self._window.toast.say("This is the only suggestion left in the article")
        elif passed:
            self._window.toast.say(f"No more suggestions {'below: on from the first' if by > 0 else 'above: the last'}")

    def _why_none(self) -> str:
        service, article_id = self._window.suggestions, self._reading.article_id
        if not service.shown:
            return "Suggestions are switched off in the menu View"
        if self.claims.compared:
            return "Nothing is suggested while two coders are compared"
        if self.claims.left_out:
            return "Nothing is suggested in an article that was left out"
        if article_id is not None and service.found(article_id) is None:
            return service.tip or "The article is still being read for suggestions"
        return self._why_none_left()

    def _why_none_left(self) -> str:
        """Why none is shown of an article that was read."""
        if self.claims.busy:
            return "It is still being worked out what to suggest in this article"
        if self.claims.hidden:
            hidden = number_of(self.claims.hidden, "suggestion")
            return f"{hidden} with fewer reasons: the menu View says how much is suggested"
        return "No suggestion is left in this article"

    def accept(self) -> None:
        """Make a claim of the current suggestion, with who says it as its speaker, and start the round."""
        if self.claims.current is None or not self._may_decide():
            return
        if self._session.coder is None:
            self._window.files.switch_coder()
        candidate, article_id = self.claims.current, self._reading.article_id
        if candidate is None or article_id is None or self._session.coder is None:
            return  # nobody was named, or somebody to whom nothing may be suggested here
        exact, speaker = candidate.content.of(self._reading.reader.text), self.claims.speaker(candidate)
        claim_id = self._session.run(
            "Accept suggestion",
            lambda project: accept(project, article_id, candidate.content, exact, speaker),
            self._reading,
        )
        if claim_id is not None:
            self._window.coding.begin(claim_id)
            self._tell(claim_id, speaker)

    def _tell(self, claim_id: int, speaker: int | None) -> None:
        """Say what was made of a suggestion, with a way back."""
        claim = self._reading.claims.get(claim_id)
        who = f", said by {self._session.codebook.tag(speaker).name}" if speaker is not None else ""
        said = f"Accepted as claim {claim.number if claim else ''}{who}"
        self._window.toast.say(said, "Undo", self._undo)

    def _undo(self) -> None:
        self._window.commands.run("edit.undo")

    def reject(self) -> None:
        """Turn the current suggestion down for good; from one that was gone to, go on to the next."""
        candidate, article_id = self.claims.current, self._reading.article_id
        if candidate is None or article_id is None or not self._may_decide():
            return
        exact, goes_on = candidate.content.of(self._reading.reader.text), self.claims.was_gone_to
        done = self._session.run(
            "Reject suggestion", lambda project: reject(project, article_id, candidate.content, exact), self
        )
        if not done:
            return
        if goes_on:
            self.claims.go_on_after(candidate)
        self._reading.reader.setFocus()
        self._window.toast.say("Rejected the suggestion", "Undo", self._undo)

    def offer_again(self) -> None:
        """Let everything in the article be suggested again that was decided on, and is no claim."""
        article_id, before = self._reading.article_id, len(self.claims.candidates)
        if article_id is None:
            return
        label = "Suggest again what was rejected"
        if self._session.run(label, lambda project: project.rejections.forget(article_id), self):
            back = len(self.claims.candidates) - before
            said = f"{number_of(back, 'suggestion')} back" if back else "What is no claim may be suggested again"
            self._window.toast.say(said, "Undo", self._undo)

    # -- how many

    def _want(self, least: float) -> None:
        self._settings.suggestions_least = least
        self.claims.refresh()

    def _wants(self, least: float) -> bool:
        chosen = self._settings.suggestions_least
        return max((one for one, _ in LEVELS if one <= chosen), default=0.0) == least
