"""Two copies become one: looking at another copy, its report, merging, and the reports that are kept."""

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from annotations.progress import Progress
from annotations.project import SUFFIX, Project
from app.actions.making_one import candidates_of, make_one
from app.background import Question
from app.commands import Command
from app.plain import message_box
from app.workspaces.registry import READ

if TYPE_CHECKING:
    from annotations.merging import Merge, MergeReport
    from annotations.merging_sections import Line, Section
    from app.dialogs.merge_report import MergeReportDialog, Since
    from app.jobs import Job
    from app.window import Window

_PROJECTS = f"Pressmark projects (*{SUFFIX})"
_FOLDER = "copies"
_NOT_MERGED = "Cancelled; nothing was merged"


class MergingActions:
    """Looks at another copy behind the window, shows the report, merges, and opens kept reports."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._settings = window.settings
        self._question = Question(window.session, window)

    def commands(self) -> list[Command]:
        """The commands of the menu File, below the archive."""
        session = self._session
        return [
            Command(
                "file.merge",
                "&Merge another copy…",
                "File",
                self.choose,
                enabled=lambda: session.can_write,
                after="file.archive",
            ),
            Command(
                "file.merges",
                "Mer&ge reports…",
                "File",
                self.show_reports,
                enabled=lambda: session.project is not None,
                after="file.merge",
            ),
        ]

    # -- looking

    def choose(self) -> None:
        """Ask which copy, and look at it."""
        project = self._session.project
        folder = self._settings.last_folder(_FOLDER, otherwise=project.home.parent if project else None)
        name, _ = QFileDialog.getOpenFileName(self._window, "Merge another copy", str(folder), _PROJECTS)
        if name:
            self._settings.keep_folder(Path(name).parent, _FOLDER)
            self.look(Path(name))

    def takes(self, path: Path) -> bool:
        """Ask what is to become of a project that was dropped on this one; whether that is taken care of here."""
        from annotations.store.files.opening import is_marked

        project = self._session.project
        if project is None or not self._session.can_write or path.absolute() in (project.path, project.home):
            return False
        if not is_marked(path):
            return False
        said = f"Merge “{path.stem}” into “{project.home.stem}”, or open it in its place?"
        box = message_box(self._window, "A project was dropped", said)
        merge = box.addButton("&Merge…", QMessageBox.ButtonRole.AcceptRole)
        opened = box.addButton("&Open", QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(merge)
        box.exec()
        wanted = box.clickedButton()
        box.deleteLater()
        if wanted is merge:
            self.look(path)
        return wanted is not opened

    def look(self, other: Path) -> "Job":
        """Look behind the window at what merging would do; a report tells it."""
        self._window.inspector.flush()
        project = self._session.project
        job = self._session.run_aside(f"Comparing with “{other.stem}”", lambda p: _looked_at(p, other))
        job.finished.connect(lambda found: self._looked(project, *found))
        job.cancelled.connect(lambda: self._window.toast.say(_NOT_MERGED))
        return job

    def _looked(
        self, project: Project | None, merge: "Merge", report: "MergeReport", sections: "tuple[Section, ...]"
    ) -> None:
        from annotations.merging_words import agreement

        if project is None or self._session.project is not project:
            return
        agree = "" if report.nothing else agreement(report)
        dialog = self._dialog(report, sections, agree)
        dialog.accepted.connect(lambda: self.apply(merge))
        dialog.open()

    def _dialog(
        self,
        report: "MergeReport",
        sections: "tuple[Section, ...]",
        agree: str = "",
        go_to: "Callable[[Line], bool] | None" = None,
    ) -> "MergeReportDialog":
        from annotations.merging_words import called, copy_name, heading_of, told
        from app.dialogs.merge_report import MergeReportDialog

        dialog = MergeReportDialog(
            self._settings,
            heading_of(report),
            told(report),
            sections,
            called(copy_name(report)),
            agree,
            careful=report.other_project and bool(agree),
            go_to=go_to,
            parent=self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session.project_changed.connect(dialog.reject)
        project = self._session.project
        who = project.coder_id if project else 0

        def follow() -> None:
            if project is None or project.coder_id != who:  # who comes may be one from whom something is hidden
                dialog.reject()

        coming = self._session.coder_changed.connect(follow)
        dialog.finished.connect(lambda _: self._session.coder_changed.disconnect(coming))
        return dialog

    # -- merging

    def apply(self, merge: "Merge") -> "Job":
        """Merge what was looked at, as one action behind the window."""
        from annotations.merging_words import copy_name

        self._window.inspector.flush()
        job = self._session.run_long(f"Merge {copy_name(merge.report)}", lambda p: p.merging.apply(merge))
        job.finished.connect(lambda outcome: self._merged(outcome.value))
        job.cancelled.connect(lambda: self._window.toast.say(_NOT_MERGED))
        return job

    def _merged(self, report: "MergeReport") -> None:
        from annotations.merging_words import merged

        self._window.toast.say(
            merged(report),
            "Undo",
            lambda: self._window.commands.run("edit.undo"),
            more=("Report", partial(self.show, report)),
        )

    # -- kept reports

    def show_reports(self) -> None:
        """Show the report of what was merged, or where there are several ask which one."""
        self._question.ask(lambda project: project.merging.reports(), self._choose_report)

    def _choose_report(self, reports: "list[MergeReport]") -> None:
        from app.dialogs.merge_reports import MergeReportsDialog

        if len(reports) == 1:
            self.show(reports[0])
            return
        dialog = MergeReportsDialog(self._settings, reports, self._window)
        dialog.chosen.connect(self.show)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show(self, report: "MergeReport") -> None:
        """Show a kept report beside the window, and follow what becomes of it."""
        from annotations.merging_hidden import as_seen
        from annotations.merging_sections import sections_of

        def read(project: Project) -> "tuple[MergeReport, tuple[Section, ...]]":
            seen = as_seen(project, report)
            return seen, sections_of(seen)

        self._question.ask(read, lambda found: self._show(*found))

    def _show(self, report: "MergeReport", sections: "tuple[Section, ...]") -> None:
        dialog = self._dialog(report, sections, go_to=self.go_to)
        dialog.taken.connect(partial(self.take, report))
        dialog.together.connect(lambda line: self._make_one(dialog, line))
        question = Question(self._session, dialog)

        def follow() -> None:
            question.ask(lambda project: _since(project, report, dialog.model.sections), told)

        def told(since: "Since | None") -> None:
            if since is None:
                dialog.reject()
            else:
                dialog.show_since(since, can_write=self._session.can_write)

        changes = self._session.changed.connect(lambda _: follow())
        writable = self._session.writable_changed.connect(follow)
        dialog.finished.connect(lambda _: self._unfollow(changes, writable))
        follow()
        dialog.show()

    def _unfollow(self, *connections: object) -> None:
        signals = (self._session.changed, self._session.writable_changed)
        for signal, connection in zip(signals, connections, strict=True):
            signal.disconnect(connection)

    def take(self, report: "MergeReport", line: "Line") -> None:
        """Let the value of a conflict that does not stand take the place of the one that does."""
        self._window.inspector.flush()
        label = f"Take the other value: {line.what.partition(' · ')[0]}"

        def work(project: Project) -> bool:
            project.merging.restore(report.merge_id, line.conflict)
            return True

        if self._session.run(label, work):
            self._window.toast.say("The other value stands now", "Undo", lambda: self._window.commands.run("edit.undo"))

    def _make_one(self, dialog: "MergeReportDialog", line: "Line") -> None:
        if not make_one(self._window, line):
            dialog.say("They are one already.")

    def go_to(self, line: "Line") -> bool:
        """Show the claim or the article that a line tells of; whether there is one."""
        project = self._session.project
        if project is None:
            return False
        claim = project.claims.by_uid(line.claim) if line.claim else None
        article = project.articles.by_uid(line.article) if line.article and claim is None else None
        article_id = claim.article_id if claim else article.id if article else None
        if article_id is None or not self._window.articles.select(article_id):
            return False
        self._window.workspaces.show(READ)
        self._window.reading.activate(claim.id if claim else None)
        return True


def _looked_at(
    project: Project, other: Path
) -> "Generator[Progress, None, tuple[Merge, MergeReport, tuple[Section, ...]]]":
    """The comparison with another copy, its report as it may be seen, and that as it is read."""
    from annotations.merging_hidden import as_seen
    from annotations.merging_sections import sections_of

    merge = yield from project.merging.look(other)
    seen = as_seen(project, merge.report)
    return merge, seen, sections_of(seen)


def _since(project: Project, report: "MergeReport", sections: "tuple[Section, ...]") -> "Since | None":
    """What has become of a report's lines; None where its merge was taken back."""
    from annotations.merging_words import STANDS

    try:
        standing = project.merging.standing(report.merge_id)
    except KeyError:
        return None
    stands = {n: STANDS[one] for n, one in standing.items()}
    twice = [line for section in sections for line in section.lines if line.uids]
    return stands, {line.uids for line in twice if len(candidates_of(project, line)) <= 1}
