"""Projects, imports and briefs: the commands of the File and Edit menus."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from annotations.brief.spec import BriefSpec
from annotations.errors import AnnotationError, ProjectLockedError
from annotations.project import SUFFIX, Project
from app.actions.replaying import tell
from app.commands import Command
from app.dialogs.person import PersonDialog
from app.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Generator

    from annotations.progress import Progress
    from app.dialogs.importing import Accepted
    from app.window import Window

_PROJECTS = f"Pressmark projects (*{SUFFIX})"
_BRIEF = "Weekly brief"


class FileActions:
    """Opens, makes and leaves projects; takes press files in and briefs out."""

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
            Command("file.new", "&New project…", "File", self.new, "Ctrl+N", icon="file-plus"),
            Command("file.open", "&Open…", "File", self.choose, "Ctrl+O", icon="folder-open"),
            Command("file.sample", "&Sample project", "File", self.sample),
            Command(
                "file.import",
                "&Import files…",
                "File",
                self.import_files,
                "Ctrl+I",
                enabled=can_write,
                separator=True,
                icon="import",
            ),
            Command(
                "file.fields", "Brief &fields…", "File", self.brief_fields, "Ctrl+B", enabled=is_open, separator=True
            ),
            Command(
                "file.brief", "&Export brief…", "File", self.export_brief, "Ctrl+E", enabled=is_open, icon="file-down"
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
                icon="undo-2",
                name_in_lists="Undo",
            ),
            Command(
                "edit.redo",
                self._redo_title,
                "Edit",
                self.redo,
                "Ctrl+Shift+Z Ctrl+Y",
                enabled=lambda: bool(can_write() and session.redo_label),
                icon="redo-2",
                name_in_lists="Redo",
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
        tell(self._window, "Undid", self._session.undo())

    def redo(self) -> None:
        """Do the action again that was taken back last."""
        tell(self._window, "Redid", self._session.redo())

    # -- the person

    def person(self) -> tuple[str, str]:
        """Name and initials of who works; asked at the first start. Both are empty if that was cancelled."""
        if not all(self._settings.person):
            self._ask_person()
        return self._settings.person

    def _ask_person(self) -> bool:
        dialog = PersonDialog(parent=self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        if accepted:
            self._settings.person = dialog.person
        dialog.deleteLater()
        return accepted

    def switch_coder(self) -> None:
        """Ask for another person and work under that name."""
        if self._ask_person():
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
            self._settings.keep_folder(path.parent)
            if self._session.create(path, person):
                self._window.shared.tell_of_place(path)

    def choose(self) -> None:
        """Ask which project, and open it."""
        folder = str(self._settings.last_folder())
        name, _ = QFileDialog.getOpenFileName(self._window, "Open project", folder, _PROJECTS)
        if name:
            self._settings.keep_folder(Path(name).parent)
            self.open(Path(name))

    def open(self, path: Path) -> bool:
        """Open a project and work in it under the person's name; whether that worked."""
        self._window.inspector.flush()
        if self._session.project and path.absolute() in (self._session.project.path, self._session.project.home):
            return True
        person = self.person()
        try:
            opened = self._window.shared.open(path, person)
        except ProjectLockedError as error:
            return self._offer_reading(path, error)
        if opened and all(person) and self._session.can_write and self._session.coder is None:
            self._session.switch_coder(*person)
        return opened

    def _offer_reading(self, path: Path, error: ProjectLockedError) -> bool:
        box = QMessageBox(self._window)
        box.setWindowTitle("Open elsewhere")
        box.setText(str(error))
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
        answer = QMessageBox.question(
            self._window, "Still at work", f"“{job.label}” is not finished. Stop it? Nothing of it is kept then."
        )
        return answer == QMessageBox.StandardButton.Yes

    # -- import

    def import_files(self) -> None:
        """Ask which files, and show what is in them."""
        from annotations.importers.registry import SUFFIXES

        known = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        names, _ = QFileDialog.getOpenFileNames(
            self._window, "Import", str(self._settings.last_folder()), f"Press files ({known});;All files (*)"
        )
        if names:
            self._settings.keep_folder(Path(names[0]).parent)
            self.import_paths(Path(name) for name in names)

    def import_paths(self, paths: Iterable[Path]) -> None:
        """Show what is in these files and folders; the preview stores it."""
        from app.dialogs.importing import ImportDialog

        if not self._session.can_write:
            self._window.banner.say(f"Files cannot be imported now: {self._session.why_not}.")
            return
        dialog = ImportDialog(self._session, list(paths), self._window)
        dialog.accepted_drafts.connect(self._store_drafts)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _store_drafts(self, accepted: "Accepted") -> None:
        from app.dialogs.importing import counted, store

        job = store(self._session, accepted.drafts, accepted.batch)
        said = f"Imported {counted(len(accepted.drafts), 'article')}"
        job.finished.connect(
            lambda _: self._window.toast.say(said, "Undo", lambda: self._window.commands.run("edit.undo"))
        )
        job.cancelled.connect(lambda: self._window.toast.say("Import cancelled; nothing was stored"))

    # -- the brief

    def _spec(self) -> tuple[int, BriefSpec]:
        """The project's brief and its id, 0 while it is not stored."""
        project = self._session.project
        if project is None:
            return 0, BriefSpec()
        stored = project.briefs.all()
        if stored:
            return stored[0].id, stored[0].spec
        coder = self._session.coder
        return 0, BriefSpec(title=project.path.stem, analyst=coder.name if coder else "")

    def brief_fields(self) -> None:
        """Edit the bottom line, the judgements and the masthead."""
        from app.dialogs.brief_fields import BriefFieldsDialog

        project = self._session.project
        if project is None:
            return
        _, spec = self._spec()
        claims = project.claims.uids_by_number()
        dialog = BriefFieldsDialog(spec, claims, self._window, writable=self._session.can_write)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._store_spec(dialog.spec())
        dialog.deleteLater()

    def _store_spec(self, spec: BriefSpec) -> None:
        brief_id, before = self._spec()
        if spec == before or not self._session.can_write:
            return

        def store(project: Project) -> None:
            if brief_id:
                project.briefs.update(brief_id, spec=spec)
            else:
                project.briefs.add(_BRIEF, spec)

        self._session.run("Edit brief", store)

    def export_brief(self) -> None:
        """Ask what goes in and where, and write the PDF behind the window."""
        from app.dialogs.brief_export import BriefExportDialog

        project = self._session.project
        if project is None:
            return
        self._window.inspector.flush()
        _, spec = self._spec()
        dialog = BriefExportDialog(spec, self._session.codebook, self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        spec = dialog.spec()
        dialog.deleteLater()
        if not accepted:
            return
        self._store_spec(spec)
        suggested = self._settings.last_folder() / f"{project.path.stem}.pdf"
        name, _ = QFileDialog.getSaveFileName(self._window, "Export brief", str(suggested), "PDF (*.pdf)")
        if name:
            path = Path(name) if name.lower().endswith(".pdf") else Path(name + ".pdf")
            self._settings.keep_folder(path.parent)
            self.write_brief(spec, path)

    def write_brief(self, spec: BriefSpec, path: Path) -> Job:
        """Write the brief behind the window; a toast says when it is there."""
        issued = spec.issued or datetime.now(tz=UTC).astimezone().date().isoformat()
        dated = replace(spec, issued=issued)

        def work(project: Project) -> "Generator[Progress, None, object]":
            from annotations.brief import gather, write_brief

            return (yield from write_brief(gather(project, dated), dated, path))

        job = self._session.run_aside("Exporting brief", work)
        address = QUrl.fromLocalFile(str(path))
        job.finished.connect(
            lambda report: self._window.toast.say(
                f"Brief written: {path.name}, {report.pages} pages", "Open", lambda: QDesktopServices.openUrl(address)
            )
        )
        job.finished.connect(self._tell_unset)
        job.cancelled.connect(lambda: self._window.toast.say("Export cancelled; the file is as it was"))
        return job

    def _tell_unset(self, report: object) -> None:
        unset = getattr(report, "unset", ())
        if unset:
            self._window.banner.say(
                f"The brief's fonts lack some characters; they are shown as boxes: {'; '.join(unset)}"
            )
