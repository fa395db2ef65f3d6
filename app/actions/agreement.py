"""Agreement between coders: its figures as a file, and on the clipboard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from annotations.errors import AnnotationError
from app.commands import Command
from app.dialogs.saving import ask_target

if TYPE_CHECKING:
    from app.window import Window
    from app.workspaces.agreement.page import AgreementPage

ID = "agreement"
_FOLDER = "tables"


def make_page(window: "Window") -> "AgreementPage":
    """The page of the workspace, known to the commands."""
    from app.workspaces.agreement.page import AgreementPage

    page = AgreementPage(window)
    window.agreement.attend(page)
    return page


class AgreementActions:
    """The commands of the workspace Agreement."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._page: AgreementPage | None = None

    def attend(self, page: "AgreementPage") -> None:
        """Serve a page."""
        self._page = page

    def commands(self) -> list[Command]:
        """The commands; they are there while the workspace is in front."""
        return [
            Command(
                "agreement.copy",
                "Cop&y the figures of agreement",
                "Edit",
                self.copy,
                enabled=self._has_figures,
                shown=self._in_front,
                separator=True,
            ),
            Command(
                "agreement.export",
                "Export the figures of &agreement…",
                "Edit",
                self.export,
                enabled=self._has_figures,
                shown=self._in_front,
            ),
        ]

    def _in_front(self) -> bool:
        return self._page is not None and self._window.workspaces.current == ID

    def _has_figures(self) -> bool:
        found = self._page.measured if self._in_front() and self._page else None
        return found is not None and not found.agreement.is_empty

    def copy(self) -> None:
        """Put the table of figures on the clipboard."""
        if self._page:
            QGuiApplication.clipboard().setText(self._page.figures.table.as_text())
            self._window.toast.say("Copied the figures")

    def export(self) -> None:
        """Ask for a file and write the figures into it."""
        found = self._page.measured if self._page else None
        project = self._session.project
        if found is None or project is None:
            return
        folder = self._window.settings.last_folder(_FOLDER, otherwise=project.home.parent)
        suggested = folder / f"{project.path.stem} agreement.csv"
        path = ask_target(self._window, "Export the figures of agreement", suggested, "CSV", ".csv")
        if path is None:
            return
        from annotations.agreement.table import write_csv

        try:
            write_csv(found.agreement, found.codebook, path)
        except AnnotationError as error:
            self._session.failed.emit(error)
            return
        self._window.settings.keep_folder(path.parent, _FOLDER)
        address = QUrl.fromLocalFile(str(path))
        words = f"Exported the figures: {path.name}"
        self._window.toast.say(words, "Open", lambda: QDesktopServices.openUrl(address))
