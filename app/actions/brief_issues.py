"""Issues of the brief that is shown: issued, written again, followed by the next; and what reviewers wrote into it."""

from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from annotations.brief.editions import StoredIssue
from annotations.errors import AnnotationError
from annotations.progress import Progress
from annotations.project import Project
from annotations.wording import number_of
from app.actions.briefs import tell_of
from app.commands import Command
from app.dialogs.saving import ask_target, fitting_name
from app.jobs import Job

if TYPE_CHECKING:
    from annotations.brief.issues import Again, Edition, Printed
    from annotations.brief.review_sheet.making import Compared
    from annotations.brief.reviews import ReviewComment
    from annotations.store.briefs import StoredBrief
    from app.window import Window

_FOLDER = "briefs"
_NO_BRIEF = "Make a brief first: the menu Brief has the kinds there are"


class BriefIssueActions:
    """Issues briefs and writes issues again."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session

    def commands(self) -> list[Command]:
        """Those of the menu Brief."""
        return [
            Command(
                "brief.issues",
                "&Issues of the brief…",
                "Brief",
                self.show,
                shown=lambda: self._window.briefs.in_front,
                separator=True,
            ),
            Command(
                "brief.changes",
                "&Changes since the last issue…",
                "Brief",
                self.show_changes,
                shown=lambda: self._window.briefs.in_front,
            ),
            Command(
                "brief.review",
                "C&omments of reviewers…",
                "Brief",
                self.show_review,
                shown=lambda: self._window.briefs.in_front,
            ),
        ]

    def show(self) -> None:
        """List the issues of the brief that is shown."""
        from app.dialogs.brief_issues import BriefIssuesDialog

        brief = self._window.briefs.current
        if brief is None:
            self._window.toast.say(_NO_BRIEF)
            return
        dialog = BriefIssuesDialog(self._session, self._window.settings, brief.id, brief.name, self._window)
        dialog.issue_asked.connect(lambda: self.issue(brief.id))
        dialog.again_asked.connect(self.write_again)
        dialog.changes_asked.connect(self.show_changes)
        dialog.next_asked.connect(self.begin_next)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # -- what changed

    def show_changes(self, since: StoredIssue | None = None) -> None:
        """List what changed in the brief that is shown since an issue, the latest if None is given."""
        from app.dialogs.brief_changes import BriefChangesDialog

        brief = self._window.briefs.current
        if brief is None:
            self._window.toast.say(_NO_BRIEF)
            return
        dialog = BriefChangesDialog(
            self._session,
            self._window.settings,
            brief.id,
            brief.name,
            since,
            QApplication.activeModalWidget() or self._window,
        )
        dialog.pdf_asked.connect(self.write_sheet)
        dialog.claim_asked.connect(lambda number: self._show_number(number, dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def write_sheet(self, found: "Compared") -> Job | None:
        """Ask where, and write what changed as a PDF."""
        path = self._target("Write review sheet", "review sheet")
        return self.write_sheet_to(found, path) if path else None

    def write_sheet_to(self, found: "Compared", path: Path) -> Job:
        """Write what changed as a PDF behind the window."""

        def work(_: Project) -> "Generator[Progress, None, int]":
            from annotations.brief.review_sheet.pages import write_review_sheet

            return (yield from write_review_sheet(found.sheet, found.spec, path, draft=found.draft))

        job = self._session.run_aside("Writing review sheet", work)
        job.finished.connect(lambda pages: self._written(path, f"Written: {path.name}, {number_of(pages, 'page')}"))
        job.cancelled.connect(lambda: self._window.toast.say("Cancelled; the file is as it was"))
        return job

    def _show_number(self, number: int, dialog: QDialog) -> None:
        project = self._session.project
        uid = project.claims.uids_by_number().get(number) if project else None
        if uid:
            self._show_claim(uid, dialog)

    # -- reviews

    def show_review(self) -> None:
        """List what reviewers wrote into the brief that is shown."""
        from app.dialogs.brief_review import BriefReviewDialog

        brief = self._window.briefs.current
        if brief is None:
            self._window.toast.say(_NO_BRIEF)
            return
        dialog = BriefReviewDialog(self._session, self._window.settings, brief.id, brief.name, self._window)
        dialog.reading_asked.connect(lambda: self.read_review(brief.id))
        dialog.claim_asked.connect(lambda uid: self._show_claim(uid, dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def read_review(self, brief_id: int) -> Job | None:
        """Ask for a reviewed PDF, and read what was written into it."""
        folder = self._window.settings.last_folder(_FOLDER)
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Read reviewed PDF", str(folder), "PDF (*.pdf)")
        return self.read_review_of(brief_id, Path(chosen)) if chosen else None

    def read_review_of(self, brief_id: int, path: Path) -> Job:
        """Read a reviewed PDF behind the window, and keep its comments."""

        def work(project: Project) -> "Generator[Progress, None, tuple[tuple[ReviewComment, ...], int]]":
            from annotations.brief.read_back import read_back
            from annotations.brief.reviews import placed

            found = yield from read_back(path)
            return placed(found, project.claims.uids_by_number()), found.left_out

        job = self._session.run_aside("Reading comments", work)
        job.finished.connect(lambda found: self._keep_review(brief_id, path, *found))
        return job

    def _keep_review(self, brief_id: int, path: Path, comments: "tuple[ReviewComment, ...]", left_out: int) -> None:
        made = self._session.run(
            "Read reviewed PDF", lambda project: project.reviews.add(brief_id, path.name, comments)
        )
        if made is None:
            return
        unplaced = sum(not comment.is_placed for comment in comments)
        known = len(comments) - len(made)
        more = ((known, "known already"), (unplaced, "not placed"), (left_out, "too many to be read"))
        self._window.toast.say(
            ", ".join((number_of(len(made), "new comment"), *(f"{count} {what}" for count, what in more if count)))
        )

    def _show_claim(self, uid: str, dialog: QDialog) -> None:
        project = self._session.project
        claim = project.claims.by_uid(uid) if project else None
        if claim is not None:
            below = dialog.parentWidget()
            dialog.reject()
            if isinstance(below, QDialog):
                below.reject()
            self._window.workspaces.read(claim.article_id, claim.id, None)

    # -- issues

    def _target(self, title: str, name: str) -> Path | None:
        project = self._session.project
        if project is None:
            return None
        folder = self._window.settings.last_folder(_FOLDER, otherwise=project.home.parent)
        suggested = folder / f"{fitting_name(f'{project.path.stem} {name}')}.pdf"
        return ask_target(self._window, title, suggested, "PDF", ".pdf")

    def issue(self, brief_id: int) -> Job | None:
        """Ask where the PDF goes, write it, and keep what it was made of."""
        from annotations.brief.issues import next_version

        project = self._session.project
        if project is None:
            return None
        brief = project.briefs.get(brief_id)
        version = next_version(brief.spec, project.issues.last_version(brief.id, brief.spec.number))
        number = f"issue {brief.spec.number.strip()} " if brief.spec.number.strip() else ""
        path = self._target("Issue brief", f"{number}v{version}")
        return self.issue_to(brief, path) if path else None

    def issue_to(self, brief: "StoredBrief", path: Path) -> Job:
        """Make the PDF behind the window; the issue is stored then, and the file put in its place with it."""
        moment = datetime.now(tz=UTC).astimezone().replace(microsecond=0)

        def work(project: Project) -> "Generator[Progress, None, tuple[Edition, Printed]]":
            from annotations.brief.concerns import concerns
            from annotations.brief.issues import edition, print_edition

            made = edition(project, brief, moment)
            printed = yield from print_edition(made)
            told = concerns(project, made.frozen.content, made.frozen.spec)
            return made, replace(printed, report=replace(printed.report, concerns=told))

        job = self._session.run_aside("Issuing brief", work)
        job.finished.connect(lambda done: self._issued(path, moment, *done))
        job.cancelled.connect(lambda: self._window.toast.say("Nothing was issued; the file is as it was"))
        return job

    def _issued(self, path: Path, moment: datetime, made: "Edition", printed: "Printed") -> None:
        from annotations.brief.issues import put_in_place

        report = printed.report

        def store(project: Project) -> int:
            if project.issues.last_version(made.brief_id, made.frozen.spec.number) >= made.version:
                raise AnnotationError(f"Version {made.version} was issued meanwhile", "Issue the next one", path)
            try:
                return project.issues.add(made.brief_id, made.version, made.frozen, report.digest, moment.isoformat())
            except KeyError as error:
                raise AnnotationError("The brief was deleted meanwhile; nothing was issued", "", path) from error

        try:
            stored = put_in_place(printed, path, lambda: self._session.run("Issue brief", store))
        except AnnotationError as error:
            self._session.failed.emit(error)
            return
        if stored:
            self._written(path, f"Issued: {path.name}, {number_of(report.pages, 'page')}")
            tell_of(self._window, report, "It was issued with")

    def _written(self, path: Path, sentence: str) -> None:
        self._window.settings.keep_folder(path.parent, _FOLDER)
        address = QUrl.fromLocalFile(str(path))
        self._window.toast.say(sentence, "Open", lambda: QDesktopServices.openUrl(address))

    def write_again(self, issue: StoredIssue) -> Job | None:
        """Ask where, and write an issue's PDF as it was issued."""
        number = f"issue {issue.number} " if issue.number else ""
        path = self._target("Write issue again", f"{number}v{issue.version}")
        return self.write_again_to(issue, path) if path else None

    def write_again_to(self, issue: StoredIssue, path: Path) -> Job:
        """Write an issue's PDF behind the window; says if its bytes differ from those that were issued."""

        def work(project: Project) -> "Generator[Progress, None, Again]":
            from annotations.brief.issues import write_again

            return (yield from write_again(project, issue, path))

        job = self._session.run_aside("Writing issue", work)
        job.finished.connect(lambda again: self._told_again(path, again))
        job.cancelled.connect(lambda: self._window.toast.say("Cancelled; the file is as it was"))
        return job

    def _told_again(self, path: Path, again: "Again") -> None:
        self._written(path, f"Written: {path.name}{', the same bytes as were issued' if again.same else ''}")
        tell_of(self._window, again.report, "", "" if again.same else f"{again.difference}.")

    def begin_next(self, last: StoredIssue) -> None:
        """Turn the brief into the issue after `last`."""
        from annotations.brief.issues import next_issue

        moment = datetime.now(tz=UTC).astimezone().replace(second=0, microsecond=0)

        def work(project: Project) -> str:
            spec = next_issue(project.briefs.get(last.brief_id).spec, last, moment)
            project.briefs.update(last.brief_id, spec=spec)
            return spec.number

        if number := self._session.run("Begin next issue", work):
            self._window.toast.say(f"Issue {number} begun: its judgements are carried over, to be reviewed")
