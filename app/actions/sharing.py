"""Giving a project away, and beginning from one: copies, archives, new ones like it, reading without writing."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog

from annotations.paths import next_free
from annotations.project import SUFFIX, Project
from annotations.sharing import CopyChoice, in_units
from app.commands import Command
from app.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Generator

    from annotations.progress import Progress
    from app.window import Window

_PROJECTS = f"Pressmark projects (*{SUFFIX})"


class SharingActions:
    """Copies and archives are written behind the window, from one moment of the project."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._settings = window.settings

    def commands(self) -> list[Command]:
        """The commands of the menu File that begin from a project or give it away."""

        def is_open() -> bool:
            return self._session.project is not None

        return [
            Command("file.like", "New &from this one…", "File", self.new_like, enabled=is_open, after="file.new"),
            Command("file.read", "Open read-onl&y…", "File", self.open_read_only, after="file.open"),
            Command(
                "file.share",
                "S&hare a copy…",
                "File",
                self.share,
                enabled=is_open,
                after="file.import",
                separator=True,
            ),
            Command("file.copy", "Wor&k on a copy…", "File", self.work_on_copy, enabled=is_open, after="file.share"),
            Command("file.archive", "&Archive…", "File", self.archive, enabled=is_open, after="file.copy"),
        ]

    # -- copies

    def share(self) -> None:
        """Ask what goes into a copy and where it goes, and write it."""
        from app.dialogs.sharing import ShareDialog

        project = self._session.project
        if project is None:
            return
        dialog = ShareDialog(project.copy_size, self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        choice = dialog.choice()
        dialog.deleteLater()
        if accepted and (path := self._ask_where("Share a copy", f"{project.path.stem} copy")):
            self.write_copy(choice, path)

    def _ask_where(self, title: str, stem: str) -> Path | None:
        """A new name for a project; one that is taken is refused when the file is made."""
        suggested = next_free(self._settings.last_folder() / f"{stem}{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(
            self._window, title, str(suggested), _PROJECTS, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if not name:
            return None
        path = Path(name if name.endswith(SUFFIX) else name + SUFFIX)
        self._settings.keep_folder(path.parent)
        return path

    def write_copy(self, choice: CopyChoice, path: Path) -> Job:
        """Write a copy behind the window; a toast says when it is there."""
        job = self._copy("Writing a copy", choice, path)
        job.finished.connect(
            lambda size: self._say(f"Copy written: {path.name}, {in_units(size)}, not encrypted", path.parent)
        )
        return job

    def _copy(self, label: str, choice: CopyChoice, path: Path) -> Job:
        self._window.inspector.flush()
        job = self._session.run_aside(label, lambda project: project.copy(path, choice))
        job.cancelled.connect(lambda: self._window.toast.say("Cancelled; no copy was made"))
        return job

    def _say(self, sentence: str, folder: Path) -> None:
        address = QUrl.fromLocalFile(str(folder))
        self._window.toast.say(sentence, "Show in folder", lambda: QDesktopServices.openUrl(address))

    def work_on_copy(self) -> None:
        """Ask where, write a copy with everything, and open it in place of this project."""
        project = self._session.project
        if project is None:
            return
        if path := self._ask_where("Work on a copy", f"{project.path.stem} copy"):
            job = self._copy("Copying the project", CopyChoice(history=True), path)
            job.finished.connect(lambda _: self._window.files.open(path))

    def work_on_copy_of(self, path: Path) -> bool:
        """Open a project that somebody works in for reading, and go on in a copy of it; whether it was opened."""
        opened = self._session.open_read_only(path)
        if opened:
            self.work_on_copy()
        return opened

    # -- beginning from one

    def new_like(self) -> None:
        """Ask where, and make a project with this one's codebook, outlets and briefs."""
        person = self._window.files.person()
        if self._session.project is None or not all(person):
            return
        if path := self._ask_where("New from this one", "Untitled"):
            self._window.inspector.flush()
            self._session.create(path, person, like=self._session.project)

    def open_read_only(self) -> None:
        """Ask which project, and open it without writing to it."""
        folder = str(self._settings.last_folder())
        name, _ = QFileDialog.getOpenFileName(self._window, "Open read-only", folder, _PROJECTS)
        if name:
            self._settings.keep_folder(Path(name).parent)
            self._window.inspector.flush()
            self._session.open_read_only(Path(name))

    # -- archives

    def archive(self) -> None:
        """Ask for a folder, and write an archive into it."""
        if self._session.project is None:
            return
        folder = QFileDialog.getExistingDirectory(
            self._window, "Where to put the archive's folder", str(self._settings.last_folder())
        )
        if folder:
            self._settings.keep_folder(Path(folder))
            self.write_archive(Path(folder))

    def write_archive(self, into: Path) -> Job:
        """Write an archive behind the window; a toast says when it is there."""
        self._window.inspector.flush()
        today = datetime.now(tz=UTC).astimezone().date().isoformat()

        def work(project: Project) -> "Generator[Progress, None, object]":
            from annotations.archive import write_archive

            return (yield from write_archive(project, into, today))

        job = self._session.run_aside("Writing an archive", work)
        job.finished.connect(
            lambda made: self._say(f"Archive written: {made.folder.name}, {len(made.files)} files", made.folder)
        )
        job.cancelled.connect(lambda: self._window.toast.say("Cancelled; no archive was made"))
        return job
