"""Briefs: what the analyst writes in one, and the PDF."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from annotations.brief import EDITABLE
from annotations.brief.presets import PRESETS
from annotations.brief.spec import BriefSpec
from annotations.project import Project
from annotations.wording import number_of
from app.commands import Command
from app.dialogs.saving import ask_target, fitting_name
from app.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Generator

    from annotations.brief import Report
    from annotations.brief.presets import Preset
    from annotations.progress import Progress
    from annotations.store.briefs import StoredBrief
    from app.window import Window
    from app.workspaces.brief.page import BriefPage

_NAME = "Weekly brief"
_FOLDER = "briefs"
_KEPT = ("organisation", "distribution", "handling", "page", "names", "language", "template")
ID = "brief"


def make_page(window: "Window") -> "BriefPage":
    """The page of the workspace, connected to the commands."""
    from app.workspaces.brief.page import BriefPage

    page = BriefPage(window)
    window.briefs.attend(page)
    return page


class BriefActions:
    """Makes, names and writes the project's briefs, and leads from claims into them."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._settings = window.settings
        self._page: BriefPage | None = None

    def attend(self, page: "BriefPage") -> None:
        """Serve the page of the workspace."""
        self._page = page

    def commands(self) -> list[Command]:
        """The commands of the menu Brief, and those of Claim that are about briefs."""
        made = partial(Command, menu="Brief", shown=self._in_front)
        presets = [
            made(
                f"brief.new-{preset.key}",
                f"New {preset.name.lower()}",
                run=partial(self.new, preset),
                enabled=self._can_store,
                separator=n == 0,
            )
            for n, preset in enumerate(PRESETS)
        ]
        return [
            Command(
                "file.fields",
                "Brief &fields",
                "Brief",
                self.edit,
                "Ctrl+B",
                enabled=self._is_open,
            ),
            Command(
                "file.brief",
                "&Export brief…",
                "Brief",
                self.export,
                "Ctrl+E",
                enabled=self._is_open,
            ),
            *presets,
            made("brief.rename", "&Rename brief…", run=self.rename, enabled=self._has_brief, separator=True),
            made("brief.duplicate", "D&uplicate brief", run=self.duplicate, enabled=self._has_brief),
            made("brief.delete", "&Delete brief", run=self.delete, enabled=self._has_brief),
            Command(
                "brief.claim",
                "&Name a claim in the brief…",
                "Claim",
                self.name_claim,
                "Ctrl+Shift+K",
                shown=self._in_front,
                enabled=self._can_name_claim,
            ),
            Command(
                "brief.show-claim",
                "Show in &brief",
                "Claim",
                self.show_claim,
                "Ctrl+Shift+B",
                shown=lambda: not self._in_front(),
                enabled=lambda: self._is_open() and self._window.reading.active_claim is not None,
            ),
        ]

    # -- when they are possible

    def _is_open(self) -> bool:
        return self._session.project is not None

    def _in_front(self) -> bool:
        return self._is_open() and self._window.workspaces.current == ID

    def _can_store(self) -> bool:
        return self._session.can_write

    def _has_brief(self) -> bool:
        return self._session.can_write and self._page is not None and self._page.brief is not None

    def _can_name_claim(self) -> bool:
        return self._page is not None and self._page.naming.possible

    @property
    def in_front(self) -> bool:
        """Whether the workspace of briefs is shown."""
        return self._in_front()

    # -- the briefs of the project

    @property
    def current(self) -> "StoredBrief | None":
        """The brief that is shown with all that was typed, else the first one."""
        if self._page is not None:
            self._page.flush()
        return self._current()

    def _current(self) -> "StoredBrief | None":
        """The brief that is shown, else the first one."""
        project = self._session.project
        stored = project.briefs.all() if project else []
        shown = self._page.brief if self._page else None
        return next((brief for brief in stored if shown and brief.id == shown.id), next(iter(stored), None))

    def wanted(self) -> BriefSpec:
        """The specification of the brief that is shown or else the first, with what is being typed; else a new one."""
        self._window.inspector.flush()
        if self._page is not None:
            self._page.flush()
        brief = self._current()
        spec = brief.spec if brief else self._fresh()
        return replace(spec, issued=spec.issued or today())

    def _fresh(self) -> BriefSpec:
        """What a new brief starts with: the project's name, and what the last one says of who makes it."""
        project, coder = self._session.project, self._session.coder
        if project is None:
            return BriefSpec()
        last = next(reversed(project.briefs.all()), None)
        kept = {name: getattr(last.spec, name) for name in _KEPT} if last else {}
        return replace(BriefSpec(title=project.path.stem, analyst=coder.name if coder else ""), **kept)

    def edit(self) -> None:
        """Go to the bottom line of the brief; where there is none yet one is made of the first preset."""
        from app.workspaces.brief.page import BOTTOM_LINE

        if self._current() is None and self._session.can_write:
            self._add(PRESETS[0])
        self._window.workspaces.show(ID)
        if self._page is not None and self._page.brief is not None:
            self._page.show_section(BOTTOM_LINE)
            self._page.entered()

    def _add(self, preset: "Preset") -> int | None:
        spec = preset.applied(self._fresh())
        return self._session.run(
            f"New {preset.name.lower()}",
            lambda project: project.briefs.add(project.briefs.free_name(preset.name), spec),
        )

    def new(self, preset: "Preset") -> None:
        """Make a brief of a preset and show it."""
        self._select(self._add(preset))

    def _select(self, brief_id: int | None) -> None:
        if brief_id and self._page is not None:
            self._page.select(brief_id)
            self._page.entered()

    def duplicate(self) -> None:
        """Make another brief like the one that is shown."""
        if self._page is None or self._page.brief is None:
            return
        self._page.flush()
        brief = self._page.brief
        self._select(
            self._session.run(f"Duplicate brief {brief.name}", lambda project: project.briefs.duplicate(brief.id))
        )

    def rename(self) -> None:
        """Ask for another name of the brief that is shown."""
        from app.workspaces.claims.naming import NameDialog

        brief = self._page.brief if self._page else None
        if brief is None:
            return
        dialog = NameDialog("Rename brief", brief.name, self._window, called="Name of the brief")
        accepted, name = dialog.exec() == QDialog.DialogCode.Accepted, dialog.name
        dialog.deleteLater()
        if accepted and name != brief.name:

            def work(project: Project) -> None:
                project.briefs.update(brief.id, name=project.briefs.free_name(name, brief.id))

            self._session.run(f"Rename brief {brief.name}", work)

    def delete(self) -> None:
        """Delete the brief that is shown; a toast takes it back."""
        brief = self._page.brief if self._page else None
        if brief is None or self._page is None:
            return
        self._page.flush()

        def work(project: Project) -> bool:
            project.briefs.delete([brief.id])
            return True

        if self._session.run(f"Delete brief {brief.name}", work):
            self._window.toast.say(
                f"Deleted brief {brief.name}", "Undo", lambda: self._window.commands.run("edit.undo")
            )

    # -- claims

    def name_claim(self) -> None:
        """Choose a claim whose number is written where the keyboard is."""
        if self._page is not None:
            self._page.naming.ask()

    def show_claim(self) -> None:
        """Show the claim that is read where it stands in the brief."""
        claim = self._window.reading.active_claim
        if claim is None:
            return
        self._window.workspaces.show(ID)
        if self._page is not None:
            self._page.show_claim(claim.number)

    # -- the PDF

    def export(self) -> None:
        """Ask where, and before that what goes in where that does not stand on the screen; write behind the window."""
        project = self._session.project
        if project is None:
            return
        self._window.inspector.flush()
        if self._page is not None:
            self._page.flush()
        brief = self._current()
        spec = brief.spec if brief else self._fresh()
        if not self._in_front() or brief is None:
            asked = self._asked(spec)
            if asked is None:
                return
            spec = asked
        path = ask_target(self._window, "Export brief", self._suggested(project, brief), "PDF", ".pdf", EDITABLE)
        if path is None:
            return
        self._store(brief, spec)
        if brief is not None:
            self._settings.keep(f"{_FOLDER}/{brief.uid}", str(path))
        self.write(spec, path)

    def _asked(self, spec: BriefSpec) -> BriefSpec | None:
        """The specification as the dialog gives it back; None where it was cancelled."""
        from app.dialogs.brief_export import BriefExportDialog

        dialog = BriefExportDialog(spec, self._session.codebook, self._window)
        accepted, asked = dialog.exec() == QDialog.DialogCode.Accepted, dialog.spec()
        dialog.deleteLater()
        return asked if accepted else None

    def _suggested(self, project: Project, brief: "StoredBrief | None") -> Path:
        """Where the brief was written last, else a name of its own beside the last one of any project."""
        before = self._settings.remembered(f"{_FOLDER}/{brief.uid}") if brief else ""
        if before and Path(before).parent.is_dir():
            return Path(before)
        folder = self._settings.last_folder(_FOLDER, otherwise=project.home.parent)
        several = brief is not None and len(project.briefs.all()) > 1
        name = f"{project.path.stem} {brief.name}" if brief and several else project.path.stem
        return folder / f"{fitting_name(name)}.pdf"

    def _store(self, brief: "StoredBrief | None", spec: BriefSpec) -> None:
        before = brief.spec if brief else self._fresh()
        if spec == before or not self._session.can_write:
            return

        def store(project: Project) -> None:
            if brief is not None:
                project.briefs.update(brief.id, spec=spec)
            else:
                project.briefs.add(_NAME, spec)

        self._session.run("Edit brief", store)

    def write(self, spec: BriefSpec, path: Path) -> Job:
        """Write the brief behind the window, as a draft; a toast says when it is there."""
        brief = self._current()
        dated = replace(spec, issued=spec.issued or today())

        def work(project: Project) -> "Generator[Progress, None, object]":
            from annotations.brief import gather, write_brief
            from annotations.brief.concerns import concerns
            from annotations.brief.issues import as_draft

            draft = as_draft(project, brief.id if brief else None, dated)
            content = gather(project, draft.spec)
            report = yield from write_brief(content, draft.spec, path, draft=draft.mark)
            return replace(report, concerns=concerns(project, content, draft.spec))

        job = self._session.run_aside("Exporting brief", work)
        job.finished.connect(lambda report: self._written(path, report))
        job.cancelled.connect(lambda: self._window.toast.say("Export cancelled; the file is as it was"))
        return job

    def _written(self, path: Path, report: "Report") -> None:
        self._settings.keep_folder(path.parent, _FOLDER)
        address = QUrl.fromLocalFile(str(path))
        pages = f", {number_of(report.pages, 'page')}" if report.pages else ""
        self._window.toast.say(f"Brief written: {path.name}{pages}", "Open", lambda: QDesktopServices.openUrl(address))
        tell_of(self._window, report, "Before it leaves the house:")


def tell_of(window: "Window", report: "Report", opening: str, first: str = "") -> None:
    """Say in one banner what is to be known of a brief that was written; a second one would hide the first.

    Args:
        window: whose banner.
        report: of the brief.
        opening: what stands before its concerns.
        first: a sentence about something else.
    """
    concerns = f"{opening} {'; '.join(report.concerns)}." if report.concerns else ""
    boxes = f"The brief's fonts lack some characters; they are shown as boxes: {'; '.join(report.unset)}"
    if said := " ".join(filter(None, (first, concerns, boxes if report.unset else ""))):
        window.banner.say(said, tone="warn")


def today() -> str:
    """The day it is here, as ISO 8601."""
    return datetime.now(tz=UTC).astimezone().date().isoformat()
