"""The workspaces, in the order of the bar. A new one is one line here and a class beside."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.window import Window
    from app.workspaces.workspace import Workspace

READ = "read"
"""The workspace with the article, its claims and the articles beside it: there from the start."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One workspace: `id` in settings and commands, `title` on the bar, `shortcut` a key sequence that goes there.

    `make` builds its page when it is first shown, and imports what that needs no earlier. It is None for reading.
    """

    id: str
    title: str
    shortcut: str
    make: "Callable[[Window], Workspace] | None" = None


def _claims(window: "Window") -> "Workspace":
    from app.actions.claims_table import make_page

    return make_page(window)


def _triage(window: "Window") -> "Workspace":
    from app.workspaces.triage.page import TriagePage

    return TriagePage(window)


def _find(window: "Window") -> "Workspace":
    from app.workspaces.find.page import FindPage

    return FindPage(window)


def _codebook(window: "Window") -> "Workspace":
    from app.workspaces.codebook.page import CodebookPage

    return CodebookPage(window)


def _outlets(window: "Window") -> "Workspace":
    from app.workspaces.outlets.page import OutletsPage

    return OutletsPage(window)


def _agreement(window: "Window") -> "Workspace":
    from app.actions.agreement import make_page

    return make_page(window)


def _brief(window: "Window") -> "Workspace":
    from app.actions.briefs import make_page

    return make_page(window)


ENTRIES: tuple[Entry, ...] = (
    Entry("triage", "Triage", "Alt+1", _triage),
    Entry(READ, "Read", "Alt+2"),
    Entry("claims", "Claims", "Alt+3", _claims),
    Entry("find", "Find", "Alt+4", _find),
    Entry("codebook", "Codebook", "Alt+5", _codebook),
    Entry("outlets", "Outlets", "Alt+6", _outlets),
    Entry("brief", "Brief", "Alt+7", _brief),
    Entry("agreement", "Agreement", "Alt+8", _agreement),
)
