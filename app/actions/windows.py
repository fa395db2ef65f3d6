"""More than one window: one for each project, and the one that has a project comes to the front."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from app.commands import Command

if TYPE_CHECKING:
    from app.presence import Presence
    from app.window import Window


class WindowActions(QObject):
    """Listens for those who open the project of this window elsewhere, and opens others in windows of their own."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._presence: Presence | None = None
        self._session.project_changed.connect(self._hold)

    def commands(self) -> list[Command]:
        """The command of the menu File."""
        return [
            Command("file.window", "Ne&w window", "File", self.new_window, "Ctrl+Shift+N", after="file.open"),
        ]

    def _hold(self) -> None:
        """Answer for the project that is open, if this window can write in it: only one can."""
        project = self._session.project
        held = project.home if project and not project.read_only else None
        if self._presence is None:
            if held is None:
                return
            from app.presence import Presence

            self._presence = Presence(self)
            self._presence.wanted.connect(self.come_forward)
        self._presence.hold(held)

    def come_forward(self) -> None:
        """Put the window in front of all others, as far as the system allows that."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        for one in filter(None, (window, QApplication.activeModalWidget())):
            one.raise_()
            one.activateWindow()
        QApplication.alert(window)

    def is_elsewhere(self, path: Path) -> bool:
        """Whether another window of this person has a project open; it comes to the front then, and that is told."""
        from app.presence import come_forward

        if not come_forward(path):
            return False
        self._window.toast.say(f"“{path.stem}” is open in another window, which came to the front")
        return True

    def new_window(self, path: Path | None = None) -> None:
        """Start the program once more."""
        from app.presence import start_program

        if not start_program(path):
            self._window.banner.say("Another window could not be started. Start Pressmark from the system's menu.")

    def open_from_outside(self, path: Path) -> None:
        """Open what the system hands over while the program runs, as macOS does: here if nothing is open here."""
        project = self._session.project
        if project is None:
            self._window.files.open(path)
        elif path.absolute() in (project.path, project.home):
            self.come_forward()
        elif not self.is_elsewhere(path):
            self.new_window(path)
