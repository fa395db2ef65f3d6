"""Looking through the history: a command of the menu Edit."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotations.history import HistoryEntry
from app.commands import Command

if TYPE_CHECKING:
    from annotations.project import Project
    from app.dialogs.history import Scope
    from app.window import Window


class HistoryActions:
    """Shows who did what, and leads to the claims."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session

    def commands(self) -> list[Command]:
        """The command of the menu Edit."""
        is_open = self._is_open
        return [
            Command("edit.history", "&History…", "Edit", self.show, "Ctrl+Shift+H", enabled=is_open, after="edit.redo")
        ]

    def _is_open(self) -> bool:
        return self._session.project is not None

    def show(self) -> None:
        """Open the list of actions; what is being typed is stored first, and so belongs to it."""
        from app.dialogs.history import HistoryDialog

        self._window.inspector.flush()
        project = self._session.project
        if project is None:
            return
        dialog = HistoryDialog(project, self._scopes(project), self.go_to, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _scopes(self, project: "Project") -> "list[Scope]":
        claim, article_id = self._window.reading.active_claim, self._window.reading.article_id
        scopes: list[Scope] = []
        if claim is not None:
            scopes.append((f"Claim {claim.number}", partial(project.history.of_claim, claim.id)))
        if article_id is not None:
            scopes.append(("This article", partial(project.history.of_article, article_id)))
        return scopes

    def go_to(self, entry: HistoryEntry) -> bool:
        """Show the claim or the article an action touched; whether there is one."""
        project = self._session.project
        place = project.history.place_of(entry.id) if project else None
        if place is None or not self._window.articles.select(place.article_id):
            return False
        self._window.reading.activate(place.claim_id)
        self._window.reading.reader.setFocus()
        return True
