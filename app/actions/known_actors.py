"""The person's own file of actors: made, opened, and where it is not right told of."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from annotations.errors import AnnotationError
from annotations.language.gazetteer import has_own_file, own_file, template
from app.commands import Command

if TYPE_CHECKING:
    from app.window import Window


class KnownActorActions:
    """The command that opens the file."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def commands(self) -> list[Command]:
        """The command, behind those of codebook files."""
        return [
            Command("actors.edit", "Edit &known actors…", menu="Codebook", run=self.edit, separator=True),
        ]

    def edit(self) -> None:
        """Open the file in the program that the system has for tables, and make it first where it is not there.

        It is read again when the window comes back to the front.
        """
        path = own_file()
        try:
            if not has_own_file():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(template(), encoding="utf-8-sig", newline="\r\n")
        except OSError as error:
            remedy = "Look at the permissions of its folder"
            failed = AnnotationError(f"The file of known actors cannot be made ({error.strerror})", remedy, path)
            self._window.session.failed.emit(failed)
            return
        address = QUrl.fromLocalFile(str(path))
        opened = QDesktopServices.openUrl(address)
        said = "Save the file of known actors, come back: who is in it is known then."
        if not opened:
            said = f"Nothing opens tables here. Edit the file yourself: {path}"
        folder = QUrl.fromLocalFile(str(path.parent))
        self._window.toast.say(said, "Show in folder", lambda: QDesktopServices.openUrl(folder))
