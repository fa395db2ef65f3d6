"""What keeps the work safe: backups, and recovering what can be read of a damaged project."""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from annotations.backups import Backup
from annotations.errors import AnnotationError, DamagedFileError
from annotations.paths import next_free
from annotations.progress import Progress
from annotations.project import SUFFIX
from annotations.recovery import RecoveryReport
from app.backups import BackupKeeper
from app.commands import Command
from app.jobs import Job

if TYPE_CHECKING:
    from app.window import Window

_PROJECTS = f"Pressmark projects (*{SUFFIX})"
_RECOVER = "Recover into a new file…"


class SafetyActions(QObject):
    """Looks after backups, and offers to recover what turns out to be damaged."""

    _checked = Signal(object, str)

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._settings = window.settings
        self.keeper = BackupKeeper(window.session, window.settings, self)
        # Queued, because the file is read through on another thread.
        self._checked.connect(self._tell_damage)
        self._session.project_changed.connect(self._watch)

    def commands(self) -> list[Command]:
        """The commands of the menu File."""
        return [
            Command("file.backups", "&Backups…", "File", self.backups, after="file.archive"),
            Command("file.recover", "Reco&ver a damaged project…", "File", self.choose_damaged, after="file.backups"),
        ]

    # -- backups

    def backups(self) -> None:
        """Show the backups of the open project, and how they are made."""
        from annotations.store.sharing.backups import backups_of, folder_of
        from app.dialogs.backups import BackupsDialog

        project = self._session.project
        dialog = BackupsDialog(
            self._settings.backups,
            backups_of(project.uid) if project else [],
            folder_of(project.uid) if project else None,
            self._window,
        )
        dialog.copy_asked.connect(self.open_copy)
        dialog.exec()
        if dialog.wishes() != self._settings.backups:
            self._settings.backups = dialog.wishes()
            self.keeper.follow_settings()
        dialog.deleteLater()

    def open_copy(self, backup: Backup) -> None:
        """Ask for a new name, copy the backup there and open the copy."""
        local = backup.at.astimezone()
        path = self._ask_where("Open a copy of the backup", f"{backup.name} {local:%Y-%m-%d %H%M}")
        if path is None:
            return

        def work() -> Generator[Progress, None, None]:
            from annotations.store.sharing.backups import copy_out

            yield Progress(0, 0, backup.name)
            copy_out(backup.path, path)

        job = self._session.run_apart("Copying the backup", work)
        job.finished.connect(lambda _: self._window.files.open(path))

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

    # -- damage

    def _watch(self) -> None:
        """Hear of damage that is found while the project is open already."""
        project = self._session.project
        if project:
            project.when_checked(lambda damage: self._checked.emit(project, damage))

    def _tell_damage(self, project: object, damage: str) -> None:
        if damage and project is self._session.project and self._session.project:
            self._window.inspector.flush()
            self._session.writable_changed.emit()
            self.offer(DamagedFileError(damage, "Nothing more is stored in it", self._session.project.path))

    def offer(self, error: AnnotationError) -> bool:
        """Tell of a damaged file in the banner and offer to recover it; whether the error is about one."""
        path = error.path
        if not isinstance(error, DamagedFileError) or path is None:
            return False
        self._window.banner.say(str(error), _RECOVER, lambda: self.recover(path))
        return True

    def choose_damaged(self) -> None:
        """Ask which project is damaged, and recover it."""
        folder = str(self._settings.last_folder())
        name, _ = QFileDialog.getOpenFileName(self._window, "Recover a damaged project", folder)
        if name:
            self.recover(Path(name))

    def recover(self, damaged: Path) -> None:
        """Ask where, and write what can be read of a damaged file into a new one."""
        if path := self._ask_where("Recover into a new file", f"{damaged.stem} recovered"):
            self.write_recovered(damaged, path)

    def write_recovered(self, damaged: Path, path: Path) -> Job:
        """Recover behind the window; a dialog tells what was found and offers to open it."""

        def work() -> Generator[Progress, None, RecoveryReport]:
            from annotations.store.repair.recovery import recover

            return (yield from recover(damaged, path))

        job = self._session.run_apart("Recovering the project", work)
        job.finished.connect(lambda report: self._report(report, path))
        job.cancelled.connect(lambda: self._window.toast.say("Cancelled; nothing was written"))
        return job

    def _report(self, report: RecoveryReport, path: Path) -> None:
        from app.dialogs.recovery import RecoveryDialog

        dialog = RecoveryDialog(path.name, report, self._window)
        opened = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if opened:
            self._window.files.open(path)
