"""Projects and imports: the commands of the File and Edit menus."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from annotations.errors import AnnotationError, ProjectLockedError
from annotations.project import SUFFIX
from annotations.wording import number_of
from app.actions.replaying import tell
from app.commands import Command
from app.dialogs.person import PersonDialog
from app.jobs import Job
from app.plain import message_box
from app.workspaces.registry import READ

if TYPE_CHECKING:
    from annotations.claims import Claim
    from annotations.importers.likeness.versions import Imported
    from annotations.importers.texts.pasted import Pasted
    from app.dialogs.import_storing import Accepted
    from app.window import Window

_PROJECTS = f"Pressmark projects (*{SUFFIX})"
_PRESS = "press"
_MOST_TOLD = 3
"""Files that could not be kept, of which the banner tells."""
_NOTHING = "Nothing was imported: the address alone is no article"


class FileActions:
    """Opens, makes and leaves projects; takes press files in."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._settings = window.settings

    def commands(self) -> list[Command]:
        """The commands of the menus File and Edit."""
        session = self._session
        is_open = self._is_open
        can_write = self._can_write
        return [
            Command("file.new", "&New project…", "File", self.new, "Ctrl+N"),
            Command("file.open", "&Open…", "File", self.choose, "Ctrl+O"),
            Command("file.sample", "&Sample project…", "File", self.sample),
            Command(
                "file.import",
                "&Import files…",
                "File",
                self.import_files,
                "Ctrl+I",
                enabled=can_write,
                separator=True,
            ),
            Command(
                "file.close", "&Close project", "File", session.close_project, "Ctrl+W", enabled=is_open, separator=True
            ),
            Command("file.quit", "&Quit", "File", self._window.close, "Ctrl+Q"),
            Command(
                "edit.undo",
                self._undo_title,
                "Edit",
                self.undo,
                "Ctrl+Z",
                enabled=lambda: bool(can_write() and session.undo_label),
                name_in_lists="Undo",
            ),
            Command(
                "edit.redo",
                self._redo_title,
                "Edit",
                self.redo,
                "Ctrl+Shift+Z Ctrl+Y",
                enabled=lambda: bool(can_write() and session.redo_label),
                name_in_lists="Redo",
            ),
            Command(
                "edit.paste", "&Paste as article…", "Edit", self.paste, "Ctrl+V", enabled=can_write, separator=True
            ),
            Command("edit.coder", "&Switch coder…", "Edit", self.switch_coder, enabled=can_write, separator=True),
        ]

    def _is_open(self) -> bool:
        return self._session.project is not None

    def _can_write(self) -> bool:
        return self._session.can_write

    # -- undo

    def _undo_title(self) -> str:
        label = self._session.undo_label.replace("&", "&&")
        return f"&Undo {label}" if label else "&Undo"

    def _redo_title(self) -> str:
        label = self._session.redo_label.replace("&", "&&")
        return f"&Redo {label}" if label else "&Redo"

    def undo(self) -> None:
        """Take back the last action; what is being typed is stored first, as an action of its own."""
        self._window.inspector.flush()
        self._session.undo(partial(tell, self._window, "Undid"))

    def redo(self) -> None:
        """Do the action again that was taken back last."""
        self._session.redo(partial(tell, self._window, "Redid"))

    # -- the person

    def person(self) -> tuple[str, str]:
        """Name and initials of who works; asked at the first start. Both are empty if that was cancelled."""
        if not all(self._settings.person):
            self._ask_person()
        return self._settings.person

    def _ask_person(self, known: dict[str, str] | None = None) -> bool:
        # Where somebody works already another one is to take over; undoing may have left nobody.
        remembered = ("", "") if self._session.coder else self._settings.person
        dialog = PersonDialog(*remembered, parent=self._window, known=known)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        if accepted:
            self._settings.person = dialog.person
        dialog.deleteLater()
        return accepted

    def switch_coder(self) -> None:
        """Ask for another person and work under that name."""
        project = self._session.project
        known = {coder.name: coder.initials for coder in project.coders.all()} if project else {}
        if self._ask_person(known):
            self._session.switch_coder(*self._settings.person)

    def become(self, name: str, initials: str) -> None:
        """Work under the name of a person the project knows."""
        self._settings.person = (name, initials)
        self._session.switch_coder(name, initials)

    # -- projects

    def new(self) -> None:
        """Ask where, and make a project."""
        person = self.person()
        if not all(person):
            return
        folder = self._settings.last_folder()
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            "New project",
            str(folder / f"Untitled{SUFFIX}"),
            _PROJECTS,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            path = Path(name) if name.endswith(SUFFIX) else Path(name + SUFFIX)
            if self._session.create(path, person):
                self._window.shared.tell_of_place(path)
                self._settings.keep_folder(path.parent)

    def choose(self) -> None:
        """Ask which project, and open it."""
        folder = str(self._settings.last_folder())
        name, _ = QFileDialog.getOpenFileName(self._window, "Open project", folder, _PROJECTS)
        if name and self.open(Path(name)):
            self._settings.keep_folder(Path(name).parent)

    def open(self, path: Path, *, asked: bool = False) -> bool:
        """Open a project and work in it under the person's name; whether that worked.

        `asked`: another window that may have it was asked to come to the front, and none did; to ask takes a while.
        """
        self._window.inspector.flush()
        if self._session.project and path.absolute() in (self._session.project.path, self._session.project.home):
            return True
        if not asked and self._window.windows.is_elsewhere(path):
            return False
        person = self.person()
        try:
            opened = self._window.shared.open(path, person)
        except ProjectLockedError as error:
            return self._offer_reading(path, error)
        if opened and all(person) and self._session.can_write and self._session.coder is None:
            self._session.switch_coder(*person)
        return opened

    def _offer_reading(self, path: Path, error: ProjectLockedError) -> bool:
        box = message_box(self._window, "Open elsewhere", str(error))
        read = box.addButton("Open read-only", QMessageBox.ButtonRole.AcceptRole)
        copy = box.addButton("Work on a copy…", QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        wanted = box.clickedButton()
        box.deleteLater()
        if wanted is copy:
            return self._window.sharing.work_on_copy_of(path)
        return wanted is read and self._session.open_read_only(path)

    def sample(self) -> None:
        """Write the sample project into the person's documents and open it."""
        from annotations.sample import write_sample

        folder = QFileDialog.getExistingDirectory(
            self._window, "Where to put the sample project", str(self._settings.last_folder())
        )
        if not folder:
            return
        try:
            path = write_sample(Path(folder))
        except AnnotationError as error:
            self._session.failed.emit(error)
            return
        self.open(path)

    def may_stop(self, job: Job) -> bool:
        """Ask whether a running job may be given up."""
        said = f"“{job.label}” is not finished. Stop it? Nothing of it is kept then."
        box = message_box(self._window, "Still at work", said)
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        answer = box.exec()
        box.deleteLater()
        return answer == QMessageBox.StandardButton.Yes

    # -- import

    def import_files(self) -> None:
        """Ask which files, and show what is in them."""
        from annotations.importers.registry import SUFFIXES

        self._session.readers.warm()  # while the person looks for the files
        known = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        names, _ = QFileDialog.getOpenFileNames(
            self._window, "Import", str(self._settings.last_folder(_PRESS)), f"Press files ({known});;All files (*)"
        )
        if names:
            self._settings.keep_folder(Path(names[0]).parent, _PRESS)
            self.import_paths(Path(name) for name in names)

    def paste(self) -> None:
        """Show what was copied as an article; files are taken as if dropped, and an address alone asks for its text."""
        from annotations.importers.files.links import web_address
        from app.dialogs.import_clipboard import address_in_data, files_in, text_in

        data = QGuiApplication.clipboard().mimeData() or QMimeData()  # none where nothing was ever copied
        pasted = text_in(data)
        if files := files_in(data):
            self.import_paths(files)
        elif address := web_address(pasted.text) or ("" if pasted.text.strip() else address_in_data(data)):
            self.import_link(address)
        elif pasted.problem:
            self._window.banner.say(pasted.problem, tone="warn")
        else:
            self._show_preview(pasted)

    def import_link(self, address: str) -> None:
        """Ask for the text of a page; nothing is fetched, and without the text nothing is imported."""
        from app.dialogs.import_link import LinkDialog

        if not self._may_import():
            return
        dialog = LinkDialog(address, self._window)
        dialog.pasted.connect(self._show_preview)
        dialog.rejected.connect(lambda: self._window.toast.say(_NOTHING))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def import_paths(self, paths: Iterable[Path]) -> None:
        """Show what is in these files and folders; the preview stores it. Files that are links ask for their text."""
        from annotations.importers.files.links import address_of

        dropped = list(paths)
        addresses = [address_of(path) for path in dropped]
        if dropped and all(addresses):
            self.import_link(addresses[0])
            if len(addresses) > 1:
                self._window.banner.say("One link at a time: drop the others again when its text is pasted.")
            return
        self._show_preview(dropped)

    def _may_import(self) -> bool:
        if not self._session.can_write:
            self._window.banner.say(f"Files cannot be imported now: {self._session.why_not}.")
        return self._session.can_write

    def _show_preview(self, dropped: "list[Path] | Pasted") -> None:
        from app.dialogs.importing import ImportDialog

        if not self._may_import():
            return
        dialog = ImportDialog(self._session, dropped, self._window, self._settings)
        dialog.accepted_drafts.connect(self._store_drafts)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _store_drafts(self, accepted: "Accepted") -> None:
        from app.dialogs.import_storing import store

        job = store(self._session, accepted)
        job.finished.connect(lambda outcome: self._stored(outcome.value))
        job.cancelled.connect(lambda: self._window.toast.say("Import cancelled; nothing was stored"))

    def _stored(self, imported: "Imported") -> None:
        """Tell what was imported, and list the claims that have no place in a newer version."""
        said = f"Imported {number_of(len(imported.ids), 'article')}"
        if imported.replaced:
            said += f"; {number_of(len(imported.replaced), 'older version')} replaced"
        if copies := sum(len(group.copy_ids) for group in imported.grouped):
            said += f"; {number_of(copies, 'wire copy', 'wire copies')} grouped"
        self._window.toast.say(said, "Undo", lambda: self._window.commands.run("edit.undo"))
        if imported.not_kept:
            self._window.banner.say("; ".join(imported.not_kept[:_MOST_TOLD]) + ".")
        project = self._session.project
        if project is None or not imported.unplaced:
            return
        from app.dialogs.import_unplaced import UnplacedDialog

        claims = project.claims.some(imported.unplaced)
        named = {a.id: a.headline for a in project.articles.rows([claim.article_id for claim in claims])}
        dialog = UnplacedDialog([(claim, named[claim.article_id]) for claim in claims], self._go_to, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _go_to(self, claim: "Claim") -> bool:
        """Show a claim in its article; whether it is still there."""
        project = self._session.project
        found = project.claims.some([claim.id]) if project else []
        if not found or not self._window.articles.select(found[0].article_id):
            return False
        self._window.workspaces.show(READ)
        self._window.reading.activate(claim.id)
        return True
