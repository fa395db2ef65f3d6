"""Briefs: what the analyst writes in one, and the PDF."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from annotations.brief.spec import BriefSpec
from annotations.project import Project
from app.commands import Command
from app.dialogs.saving import ask_target
from app.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Generator

    from annotations.progress import Progress
    from app.window import Window

_NAME = "Weekly brief"
_FOLDER = "briefs"


class BriefActions:
    """Edits the project's brief and writes it."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._settings = window.settings

    def commands(self) -> list[Command]:
        """The commands of the menu File that are about briefs."""
        return [
            Command(
                "file.fields",
                "Brief &fields…",
                "File",
                self.edit,
                "Ctrl+B",
                enabled=self._is_open,
                separator=True,
                after="file.import",
            ),
            Command(
                "file.brief",
                "&Export brief…",
                "File",
                self.export,
                "Ctrl+E",
                enabled=self._is_open,
                icon="file-down",
                after="file.fields",
            ),
        ]

    def _is_open(self) -> bool:
        return self._session.project is not None

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

    def edit(self) -> None:
        """Edit the bottom line, the judgements and the masthead."""
        from app.dialogs.brief_fields import BriefFieldsDialog

        project = self._session.project
        if project is None:
            return
        _, spec = self._spec()
        claims = project.claims.uids_by_number()
        dialog = BriefFieldsDialog(spec, claims, self._window, writable=self._session.can_write)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._store(dialog.spec())
        dialog.deleteLater()

    def _store(self, spec: BriefSpec) -> None:
        brief_id, before = self._spec()
        if spec == before or not self._session.can_write:
            return

        def store(project: Project) -> None:
            if brief_id:
                project.briefs.update(brief_id, spec=spec)
            else:
                project.briefs.add(_NAME, spec)

        self._session.run("Edit brief", store)

    def export(self) -> None:
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
        folder = self._settings.last_folder(_FOLDER, otherwise=project.home.parent)
        path = ask_target(self._window, "Export brief", folder / f"{project.path.stem}.pdf", "PDF", ".pdf")
        if path is not None:
            self._store(spec)
            self.write(spec, path)

    def write(self, spec: BriefSpec, path: Path) -> Job:
        """Write the brief behind the window; a toast says when it is there."""
        issued = spec.issued or datetime.now(tz=UTC).astimezone().date().isoformat()
        dated = replace(spec, issued=issued)

        def work(project: Project) -> "Generator[Progress, None, object]":
            from annotations.brief import gather, write_brief

            return (yield from write_brief(gather(project, dated), dated, path))

        job = self._session.run_aside("Exporting brief", work)
        job.finished.connect(lambda report: self._written(path, report))
        job.cancelled.connect(lambda: self._window.toast.say("Export cancelled; the file is as it was"))
        return job

    def _written(self, path: Path, report: object) -> None:
        self._settings.keep_folder(path.parent, _FOLDER)
        address = QUrl.fromLocalFile(str(path))
        self._window.toast.say(
            f"Brief written: {path.name}, {getattr(report, 'pages', 0)} pages",
            "Open",
            lambda: QDesktopServices.openUrl(address),
        )
        unset = getattr(report, "unset", ())
        if unset:
            self._window.banner.say(
                f"The brief's fonts lack some characters; they are shown as boxes: {'; '.join(unset)}", tone="warn"
            )
