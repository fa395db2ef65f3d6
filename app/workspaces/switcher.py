"""Going from one workspace to another, into a passage, and back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.commands import Command
from app.theme import Theme
from app.workspaces.registry import ENTRIES, READ, Entry
from app.workspaces.workspace import Workspace

if TYPE_CHECKING:
    from app.window import Window


class Switcher(QObject):
    """Holds the pages of the workspaces, made one by one as they are first asked for."""

    switched = Signal(str)
    """Another workspace is shown: its id."""

    def __init__(self, window: "Window", reading: QWidget, entries: tuple[Entry, ...] = ENTRIES) -> None:
        super().__init__(window)
        self._window = window
        self._reading = reading
        self._entries = {entry.id: entry for entry in entries}
        self._made: dict[str, Workspace] = {}
        self._came_from = ""
        self.current = READ
        self.stack = QStackedWidget()
        self.stack.addWidget(reading)

    def commands(self) -> list[Command]:
        """One command for each workspace, and the way back from a passage."""
        found = [
            Command(
                f"go.{entry.id}",
                f"{entry.title}",
                "Go",
                partial(self.show, entry.id),
                entry.shortcut,
                enabled=lambda: self._window.session.project is not None,
                separator=n == 0,
            )
            for n, entry in enumerate(self._entries.values())
        ]
        back = Command(
            "go.back", self._back_title, "Go", self.back, "Alt+Left", enabled=self._can_go_back, name_in_lists="Back"
        )
        return [*found, back]

    def __getitem__(self, workspace_id: str) -> Workspace:
        """The page of a workspace, made now if it was not yet; `READ` has none of this kind.

        Raises:
            KeyError: if there is no such workspace.
        """
        if workspace_id not in self._made:
            make = self._entries[workspace_id].make
            if make is None:
                raise KeyError(workspace_id)
            page = make(self._window)
            page.passage_asked.connect(self.read)
            page.set_theme(self._window.theme)
            self._made[workspace_id] = page
            self.stack.addWidget(page)
        return self._made[workspace_id]

    def show(self, workspace_id: str) -> None:
        """Bring a workspace to the front, with the keyboard where its work begins."""
        self._came_from = ""
        self._bring(workspace_id)

    def _bring(self, workspace_id: str) -> None:
        page = self._reading if workspace_id == READ else self[workspace_id]
        if workspace_id != self.current:
            self._window.inspector.flush()
        self.current = workspace_id
        self.stack.setCurrentWidget(page)
        if isinstance(page, Workspace):
            page.entered()
        else:
            self._window.take_keyboard()
        self._window.commands.refresh()
        self.switched.emit(workspace_id)

    def read(self, article_id: int, claim_id: int | None = None, offset: int | None = None) -> None:
        """Show an article in the reader, at a claim or at an offset (code points); `back` leads back here."""
        came_from = self._came_from if self.current == READ else self.current
        self._window.articles.select(article_id)
        self._bring(READ)
        self._came_from = came_from
        if claim_id is not None:
            self._window.reading.activate(claim_id)
        elif offset is not None:
            self._window.reading.reader.go_to(offset)
        self._window.commands.refresh()

    def back(self) -> None:
        """Return to the workspace that led to the passage."""
        if self._can_go_back():
            self.show(self._came_from)

    def _can_go_back(self) -> bool:
        return self.current == READ and bool(self._came_from)

    def _back_title(self) -> str:
        return f"Back to {self._entries[self._came_from].title}" if self._came_from else "Back"

    def set_theme(self, theme: Theme) -> None:
        """Show what was made in these colours."""
        for page in self._made.values():
            page.set_theme(theme)
