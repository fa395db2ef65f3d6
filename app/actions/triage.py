"""Deciding on new articles: the commands of the workspace Triage."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from app.commands import Command
from app.reasons import MOST, keep_reasons, reasons

if TYPE_CHECKING:
    from app.window import Window
    from app.workspaces.triage.page import TriagePage

TRIAGE = "triage"


class TriageActions:
    """Runs what the page offers, from menus and the palette."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def commands(self) -> list[Command]:
        """The commands; there are none while another workspace is in front."""
        made = partial(Command, menu="Article", shown=self._in_front)
        return [
            made("triage.keep", "&Keep, to be read", run=self._keep, enabled=self._can, separator=True),
            made(
                "triage.leave-out",
                "Leave out with a reason",
                run=self._leave_out,
                enabled=self._can,
            ),
            made("triage.skip", "Decide la&ter", run=self._skip, enabled=self._has_article),
            made("triage.reasons", "Reasons for leaving out…", run=self.change_reasons),
        ]

    def _page(self) -> "TriagePage":
        from app.workspaces.triage.page import TriagePage

        page = self._window.workspaces[TRIAGE]
        if not isinstance(page, TriagePage):
            raise TypeError(page)
        return page

    def _in_front(self) -> bool:
        return self._window.workspaces.current == TRIAGE

    def _has_article(self) -> bool:
        return self._in_front() and self._page().article_id is not None

    def _can(self) -> bool:
        return self._has_article() and self._window.session.can_write

    def _keep(self) -> None:
        self._page().keep()

    def _leave_out(self) -> None:
        self._page().choices.ask()

    def _skip(self) -> None:
        self._page().skip()

    def change_reasons(self) -> None:
        """Let the usual reasons be edited, one a line."""
        text, agreed = QInputDialog.getMultiLineText(
            self._window,
            "Reasons for leaving out",
            f"One a line, {MOST} at most; their order gives them their digits.",
            "\n".join(reasons(self._window.settings)),
        )
        if agreed:
            keep_reasons(self._window.settings, text.split("\n"))
            self._page().take_reasons()
