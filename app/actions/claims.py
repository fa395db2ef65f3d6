"""Reading and coding: the commands of the menus Claim and Go."""

from functools import partial
from typing import TYPE_CHECKING

from annotations.articles import Status
from annotations.claims import CheckState, Claim
from annotations.codebook import Role, Tag
from annotations.project import Project
from annotations.store.changes import Changes
from app.commands import Command
from app.picker.round import Round, repeated
from app.theme import Theme
from app.workspaces.registry import READ

if TYPE_CHECKING:
    from app.window import Window

_MOST_REMEMBERED = 10


class ClaimActions:
    """Marks passages, runs the round, and moves about in the text and the articles."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._reading = window.reading
        self.round = Round(window.session, window.theme, window, window.offers)
        self.round.finished.connect(self._reading.reader.setFocus)
        self._reading.claim_changed.connect(self._follow_claim)
        self._session.changed.connect(self._remember)
        self._session.project_changed.connect(self._forget)
        self._tagged: list[str] = []
        """Uids of the claims tagged last, the latest first."""

    # -- the commands

    def commands(self) -> list[Command]:
        """The commands of the menus Claim and Go."""
        return [*self._marking(), *self._pickers(), *self._changing(), *self._reading_on(), *self._articles()]

    def _marking(self) -> list[Command]:
        made = partial(Command, menu="Claim", enabled=self._in_article)
        return [made("claim.add", "&Mark claim and tag it", run=self.mark, key="Enter")]

    def _pickers(self) -> list[Command]:
        return [
            Command(
                f"claim.pick-{number}",
                partial(self._picker_title, number),
                "Claim",
                partial(self.open_picker, number - 1),
                key=str(number),
                enabled=self._on_claim,
                shown=partial(self._has_dimension, number),
                separator=number == 1,
                fixed=f"{number} is printed on the dimension itself, in the claim and in pickers, and stays.",
            )
            for number in range(1, 10)
        ]

    def _changing(self) -> list[Command]:
        made, inspector = partial(Command, menu="Claim", enabled=self._on_claim), self._window.inspector
        return [
            Command(
                "claim.repeat",
                "&Repeat the last claim's tags",
                "Claim",
                self.repeat,
                key=".",
                enabled=self._can_repeat,
                separator=True,
            ),
            made("claim.comment", "&Comment", run=inspector.focus_comment, key="C", separator=True),
            made("claim.translate", "&Translation", run=inspector.focus_translation, key="T"),
            made("claim.flag", "&Flag with a question", run=self.flag, key="F"),
            made("claim.check", "Chec&ked", run=self.check, checked=self._is_checked),
            made("claim.delete", "&Delete claim", run=self.delete, key="Delete", separator=True),
        ]

    def _reading_on(self) -> list[Command]:
        made, reading = partial(Command, menu="Go", enabled=self._in_article), self._reading
        return [
            made("go.sentence", "Next &sentence", run=partial(reading.step_sentence, 1), key="J"),
            made("go.sentence-back", "Previous s&entence", run=partial(reading.step_sentence, -1), key="K"),
            made("go.grow", "&Grow selection by a sentence", run=reading.reader.grow, key="Shift+J"),
            made("go.shrink", "Sh&rink selection by a sentence", run=reading.reader.shrink, key="Shift+K"),
            made("go.claim", "Next &claim", run=partial(reading.step_claim, 1), key="N", separator=True),
            made("go.claim-back", "Previous c&laim", run=partial(reading.step_claim, -1), key="P"),
        ]

    def _articles(self) -> list[Command]:
        made, step = partial(Command, menu="Go", enabled=self._in_article), self._window.articles.step
        return [
            made("go.article", "Next &article", run=partial(step, 1), shortcut="Ctrl+Down", separator=True),
            made("go.article-back", "&Previous article", run=partial(step, -1), shortcut="Ctrl+Up"),
            Command("go.done", "&Done, next new article", "Go", self.done, "Ctrl+Return", enabled=self._can_code),
        ]

    def _picker_title(self, number: int) -> str:
        dimensions = self._session.codebook.dimensions
        return dimensions[number - 1].name.replace("&", "&&") if number <= len(dimensions) else ""

    def _has_dimension(self, number: int) -> bool:
        return number <= len(self._session.codebook.dimensions)

    # -- what is possible

    def _in_article(self) -> bool:
        return self._reading.article_id is not None and self._window.workspaces.current == READ

    def _can_code(self) -> bool:
        return self._in_article() and self._session.can_write

    def _on_claim(self) -> bool:
        return self._can_code() and self._reading.active_claim is not None

    def _can_repeat(self) -> bool:
        return self._on_claim() and self._tagged_before() is not None

    # -- following

    def set_theme(self, theme: Theme) -> None:
        """Show the picker in these colours."""
        self.round.picker.set_theme(theme)

    def _follow_claim(self) -> None:
        """End a round whose claim is no longer the active one: another article was chosen from the palette, say."""
        claim = self._reading.active_claim
        if self.round.claim_id and (claim is None or claim.id != self.round.claim_id):
            self.round.end()

    def _remember(self, changes: Changes) -> None:
        """Keep which claims were tagged last, so that their tags can be repeated; undoing is not tagging."""
        project = self._session.project
        if project is None or changes.initiator is self._session:
            return
        for claim in project.claims.some(changes.tagged[-_MOST_REMEMBERED:]):
            self._tagged = [claim.uid, *(uid for uid in self._tagged if uid != claim.uid)][:_MOST_REMEMBERED]

    def _forget(self) -> None:
        self._tagged = []

    def _tagged_before(self) -> Claim | None:
        """The claim tagged last that has something to repeat, the active one apart."""
        active, project = self._reading.active_claim, self._session.project
        if active is None or project is None:
            return None
        found = (project.claims.by_uid(uid) for uid in self._tagged if uid != active.uid)
        return next((claim for claim in found if claim and repeated(claim, self._session)), None)

    # -- what is done

    def mark(self) -> None:
        """Make a claim of the selection or the current sentence and start the round."""
        if not self._session.can_write:
            self._window.banner.say(f"Nothing can be marked now: {self._session.why_not}.")
            return
        if self._session.coder is None:
            self._window.files.switch_coder()
        claim_id = self._reading.mark_claim() if self._session.coder else None
        if claim_id is not None:
            self._begin(claim_id)

    def begin(self, claim_id: int) -> None:
        """Make a new claim of the open article the active one, and start the round at what is not coded yet."""
        self._reading.reader.clear_selection()
        self._reading.activate(claim_id)
        self._begin(claim_id)

    def _begin(self, claim_id: int) -> None:
        self.round.remind(lambda: self._speaker_before(claim_id))
        self.round.start(claim_id, self._reading.popup_place())

    def _speaker_before(self, claim_id: int) -> int | None:
        """Who speaks in the claim before this one in the article, as the person who works here coded it."""
        project, claims = self._session.project, self._reading.claims
        place, own = claims[claim_id].span.start, project.coder_id if project else 0
        spoken = (
            (claim.span.start, tagging.tag_id)
            for claim in claims.values()
            for tagging in claim.taggings
            if tagging.role == Role.SPEAKER and tagging.coder_id == own and claim.span.start <= place
        )
        return max(spoken, default=(0, None))[1]

    def open_picker(self, dimension: int, tag_id: int = 0) -> None:
        """Open one dimension's picker for the active claim, at a tag if one is named."""
        claim = self._reading.active_claim
        if claim is not None and self._session.can_write:
            self.round.open(claim.id, dimension, self._reading.popup_place(), tag_id)

    def tag(self, tag: Tag) -> None:
        """Tag the active claim, or take the tag away if it is set; an actor's role is asked for."""
        claim = self._reading.active_claim
        if not self._session.can_write:
            self._window.banner.say(f"Nothing can be tagged now: {self._session.why_not}.")
        elif claim is None or not self._in_article():
            key = self._window.commands.keys_of("go.claim")
            way = f" {key} in the text goes to the next one." if key else ""
            self._window.toast.say(f"“{tag.name}” was set on nothing: no claim is active.{way}")
        else:
            self.round.answer(claim.id, tag, self._reading.popup_place())

    def repeat(self) -> None:
        """Give the active claim the last one's tags, all but the sentiment."""
        claim, source = self._reading.active_claim, self._tagged_before()
        if claim is None or source is None:
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

        def work(project: Project) -> bool:
            project.claims.update(claim.id, check_state=CheckState.FLAGGED)
            return True

        if claim.check_state is CheckState.FLAGGED or self._session.run(f"Flag claim {claim.number}", work):
            self._window.inspector.focus_question()

    def _is_checked(self) -> bool:
        claim = self._reading.active_claim
        return claim is not None and claim.check_state is CheckState.CHECKED

    def check(self) -> None:
        """Say that the active claim was checked, by the person who works here; again: that it is open."""
        claim, project = self._reading.active_claim, self._session.project
        if claim is None or project is None:
            return
        done = claim.check_state is CheckState.CHECKED
        state, by = (CheckState.OPEN, None) if done else (CheckState.CHECKED, project.coder_id or None)
        self._window.inspector.flush()
        self._session.run(
            f"{'Reopen' if done else 'Check'} claim {claim.number}",
            lambda opened: opened.claims.update(claim.id, check_state=state, checked_by=by),
        )

    def delete(self) -> None:
        """Delete the active claim; a toast offers to undo it."""
        claim = self._reading.delete_claim()
        if claim:
            self._window.toast.say(
                f"Deleted claim {claim.number}", "Undo", lambda: self._window.commands.run("edit.undo")
            )

    def done(self) -> None:
        """Mark the article as done and go to the next new one; a toast says that there is none."""
        article_id = self._reading.article_id
        if article_id is None:
            return

        def work(project: Project) -> bool:
            project.articles.update([article_id], status=Status.DONE)
            return True

        stored = self._session.run("Mark as done", work)
        if not self._window.articles.select_next_new() and stored:
            self._window.toast.say(self._why_none_is_next())

    def _why_none_is_next(self) -> str:
        project = self._session.project
        hidden = project.lists.unread() if project else 0
        return f"No new article left in the filtered list; it hides {hidden:,}" if hidden else "No new article left"
