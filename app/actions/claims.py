"""Reading and coding: the commands of the menus Claim and Go."""

from typing import TYPE_CHECKING

from annotations.articles import Status
from annotations.claims import CheckState, Claim
from annotations.project import Project
from app.commands import Command
from app.picker.round import Round, repeated

if TYPE_CHECKING:
    from app.window import Window


class ClaimActions:
    """Marks passages, runs the round, and moves about in the text and the articles."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._reading = window.reading
        self.round = Round(window.session, window.theme, window)
        self.round.finished.connect(self._back_to_text)
        self._last: Claim | None = None

    def commands(self) -> list[Command]:
        """The commands of the menus Claim and Go."""
        reading, inspector = self._reading, self._window.inspector
        on_claim = self._on_claim
        return [
            Command("claim.add", "&Mark claim and tag it", "Claim", self.mark, key="Enter", enabled=self._in_article),
            *self._pickers(),
            Command(
                "claim.repeat",
                "&Repeat the last claim's tags",
                "Claim",
                self.repeat,
                key=".",
                enabled=self._can_repeat,
                separator=True,
            ),
            Command(
                "claim.comment", "&Comment", "Claim", inspector.focus_comment, key="C", enabled=on_claim, separator=True
            ),
            Command("claim.translate", "&Translation", "Claim", inspector.focus_translation, key="T", enabled=on_claim),
            Command("claim.flag", "&Flag with a question", "Claim", self.flag, key="F", enabled=on_claim),
            Command(
                "claim.delete", "&Delete claim", "Claim", self.delete, key="Delete", enabled=on_claim, separator=True
            ),
            Command(
                "go.sentence",
                "Next &sentence",
                "Go",
                lambda: reading.step_sentence(1),
                key="J",
                enabled=self._in_article,
            ),
            Command(
                "go.sentence-back",
                "Previous s&entence",
                "Go",
                lambda: reading.step_sentence(-1),
                key="K",
                enabled=self._in_article,
            ),
            Command(
                "go.grow",
                "&Grow selection by a sentence",
                "Go",
                reading.reader.grow,
                key="Shift+J",
                enabled=self._in_article,
            ),
            Command(
                "go.shrink",
                "Sh&rink selection by a sentence",
                "Go",
                reading.reader.shrink,
                key="Shift+K",
                enabled=self._in_article,
            ),
            Command(
                "go.claim",
                "Next &claim",
                "Go",
                lambda: reading.step_claim(1),
                key="N",
                enabled=self._in_article,
                separator=True,
            ),
            Command(
                "go.claim-back",
                "Previous c&laim",
                "Go",
                lambda: reading.step_claim(-1),
                key="P",
                enabled=self._in_article,
            ),
            Command(
                "go.article",
                "Next &article",
                "Go",
                lambda: self._window.articles.step(1),
                "Ctrl+Down",
                enabled=self._in_article,
                separator=True,
            ),
            Command(
                "go.article-back",
                "Previous a&rticle",
                "Go",
                lambda: self._window.articles.step(-1),
                "Ctrl+Up",
                enabled=self._in_article,
            ),
            Command("go.done", "&Done, next new article", "Go", self.done, "Ctrl+Return", enabled=self._can_code),
        ]

    def _pickers(self) -> list[Command]:
        return [
            Command(
                f"claim.pick-{number}",
                lambda n=number: self._picker_title(n),  # type: ignore[misc]
                "Claim",
                lambda n=number: self.open_picker(n - 1),  # type: ignore[misc]
                key=str(number),
                enabled=lambda n=number: self._has_dimension(n),  # type: ignore[misc]
                separator=number == 1,
            )
            for number in range(1, 10)
        ]

    def _picker_title(self, number: int) -> str:
        dimensions = self._session.codebook.dimensions
        return dimensions[number - 1].name if number <= len(dimensions) else f"Dimension {number}"

    def _has_dimension(self, number: int) -> bool:
        return self._on_claim() and number <= len(self._session.codebook.dimensions)

    # -- what is possible

    def _in_article(self) -> bool:
        return self._reading.article_id is not None

    def _can_code(self) -> bool:
        return self._in_article() and self._session.can_write

    def _on_claim(self) -> bool:
        return self._can_code() and self._reading.active_claim is not None

    def _can_repeat(self) -> bool:
        return self._on_claim() and self._last is not None

    # -- what is done

    def mark(self) -> None:
        """Make a claim of the selection or the current sentence and start the round."""
        if not self._session.can_write:
            self._window.banner.say(f"Nothing can be marked now: {self._session.why_not}.")
            return
        if self._session.coder is None:
            self._window.files.switch_coder()
        self._remember()
        claim_id = self._reading.mark_claim() if self._session.coder else None
        if claim_id is not None:
            self.round.start(claim_id, self._reading.popup_place())

    def open_picker(self, dimension: int) -> None:
        """Open one dimension's picker for the active claim."""
        claim = self._reading.active_claim
        if claim is not None and self._session.can_write:
            self.round.open(claim.id, dimension, self._reading.popup_place())

    def _remember(self) -> None:
        """Keep the claim that was active, so that its tags can be repeated on the next."""
        self._last = self._reading.active_claim or self._last

    def repeat(self) -> None:
        """Give the active claim the last one's tags, all but the sentiment."""
        claim, last = self._reading.active_claim, self._last
        if claim is None or last is None or self._session.project is None:
            return
        source = self._session.project.claims.by_uid(last.uid)
        if source is None or source.id == claim.id:
            return
        taggings = repeated(source, self._session)

        def work(project: Project) -> None:
            for tagging in taggings:
                project.claims.tag(claim.id, tagging.tag_id, tagging.role)

        self._session.run(f"Repeat tags on claim {claim.number}", work)

    def flag(self) -> None:
        """Flag the active claim, and go to the field for the question."""
        claim = self._reading.active_claim
        if claim is None:
            return
        if claim.check_state is not CheckState.FLAGGED:
            self._session.run(
                f"Flag claim {claim.number}",
                lambda project: project.claims.update(claim.id, check_state=CheckState.FLAGGED),
            )
        self._window.inspector.focus_question()

    def delete(self) -> None:
        """Delete the active claim; a toast offers to undo it."""
        claim = self._reading.delete_claim()
        if claim:
            self._window.toast.say(
                f"Deleted claim {claim.number}", "Undo", lambda: self._window.commands.run("edit.undo")
            )

    def done(self) -> None:
        """Mark the article as done and go to the next new one."""
        article_id = self._reading.article_id
        if article_id is not None:
            self._session.run("Mark as done", lambda project: project.articles.update([article_id], status=Status.DONE))
            self._window.articles.select_next_new()

    def _back_to_text(self) -> None:
        self._remember()
        self._reading.reader.setFocus()
