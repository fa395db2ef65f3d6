"""Reading and coding: the commands of the menus Claim and Go."""

from functools import partial
from typing import TYPE_CHECKING

from annotations.articles import Status
from annotations.claims import CheckState, Claim
from annotations.codebook import Tag
from annotations.project import Project
from annotations.store.changes import Changes
from app.commands import Command
from app.picker.round import Round, repeated
from app.theme import Theme

if TYPE_CHECKING:
    from app.window import Window

_MOST_REMEMBERED = 10


class ClaimActions:
    """Marks passages, runs the round, and moves about in the text and the articles."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._reading = window.reading
        self.round = Round(window.session, window.theme, window)
        self.round.finished.connect(self._reading.reader.setFocus)
        self._reading.claim_changed.connect(self._follow_claim)
        self._session.changed.connect(self._remember)
        self._session.project_changed.connect(self._forget)
        self._tagged: list[str] = []
        """Uids of the claims tagged last, the latest first."""

    # -- the commands

    def commands(self) -> list[Command]:
        """The commands of the menus Claim and Go."""
        return [*self._coding(), *self._pickers(), *self._changing(), *self._walking(), *self._articles()]

    def _coding(self) -> list[Command]:
        mark = Command("claim.add", "&Mark claim and tag it", "Claim", self.mark, key="Enter", icon="highlighter")
        return [mark.only_if(self._in_article)]

    def _pickers(self) -> list[Command]:
        return [
            Command(
                f"claim.pick-{number}",
                partial(self._picker_title, number),
                "Claim",
                partial(self.open_picker, number - 1),
                key=str(number),
                enabled=partial(self._has_dimension, number),
                separator=number == 1,
            )
            for number in range(1, 10)
        ]
