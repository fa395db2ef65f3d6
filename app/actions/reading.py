"""What is done with an article's text beside coding it: moving the edges of a claim, finding words, how it is set."""

from functools import partial
from typing import TYPE_CHECKING

from app.commands import Command
from app.reader.edges import Edge

if TYPE_CHECKING:
    from app.window import Window


class ReadingActions:
    """The commands of the reader; what they do stands in `app.panels.reading`."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._reading = window.reading

    def commands(self) -> list[Command]:
        """The commands of the reader."""
        return [*self._edges(), *self._finding()]

    def _edges(self) -> list[Command]:
        made, move = partial(Command, menu="Claim", enabled=self._on_claim), self._reading.move_edge
        return [
            made(
                "claim.start-earlier",
                "&Start one word earlier",
                run=partial(move, Edge.START, -1),
                key="H",
                separator=True,
                after="claim.repeat",
            ),
            made(
                "claim.start-later",
                "Start one &word later",
                run=partial(move, Edge.START, 1),
                key="Shift+H",
                after="claim.start-earlier",
            ),
            made(
                "claim.end-later",
                "&End one word later",
                run=partial(move, Edge.END, 1),
                key="L",
                after="claim.start-later",
            ),
            made(
                "claim.end-earlier",
                "End one word ea&rlier",
                run=partial(move, Edge.END, -1),
                key="Shift+L",
                after="claim.end-later",
            ),
        ]

    def _finding(self) -> list[Command]:
        made, bar = partial(Command, menu="Edit", enabled=self._in_article), self._reading.find_bar
        return [
            made("edit.find", "&Find in article…", run=bar.open, shortcut="Ctrl+F", separator=True, icon="search"),
            made("edit.find-next", "Find &next", run=partial(bar.go, 1), shortcut="F3"),
            made("edit.find-previous", "Find pre&vious", run=partial(bar.go, -1), shortcut="Shift+F3"),
        ]

    # -- what is possible

    def _in_article(self) -> bool:
        return self._reading.article_id is not None

    def _on_claim(self) -> bool:
        return self._in_article() and self._session.can_write and self._reading.active_claim is not None
