"""Pages on paper, and those of one article: printing, and the annotated article as a PDF of its own."""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from annotations.brief.content import many
from annotations.brief.single import of_article
from annotations.brief.spec import BriefSpec
from annotations.project import Project
from app.commands import Command
from app.dialogs.saving import ask_target, fitting_name
from app.jobs import Job
from app.workspaces.registry import READ

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from annotations.progress import Progress
    from app.window import Window

_FOLDER = "briefs"
_LONGEST_NAME = 80

Making = Callable[[Project], "Generator[Progress, None, bytes]"]
"""Makes the bytes of a PDF."""


class PageActions:
    """Prints the brief and the article that is read, and exports the latter."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session

    def commands(self) -> list[Command]:
        """Those of the menus File, Brief and Article."""
        return [
            Command(
                "file.print",
                lambda: "&Print article…" if self._article_id() is not None else "&Print brief…",
                "File",
                self.print_shown,
                "Ctrl+P",
                enabled=self._is_open,
                separator=True,
                after="file.import",
                name_in_lists="Print article or brief",
            ),
            Command(
                "file.print-brief",
                "&Print brief…",
                "Brief",
                self.print_brief,
                shown=lambda: self._article_id() is not None,
                enabled=self._is_open,
                after="file.brief",
            ),
            Command(
                "article.export",
                "E&xport this article as PDF…",
                "Article",
                self.export_article,
                enabled=lambda: self._article_id() is not None,
                separator=True,
            ),
        ]

    def _is_open(self) -> bool:
        return self._session.project is not None

    def _article_id(self) -> int | None:
        """The article that is read; None in another workspace."""
        reading = self._is_open() and self._window.workspaces.current == READ
        return self._window.articles.current_id if reading else None

    # -- one article

    def _single(self) -> BriefSpec | None:
        """The specification of the pages of the article that is read."""
        project, article_id = self._session.project, self._article_id()
        if project is None or article_id is None:
            return None
        spec = self._window.briefs.wanted()
        article = next(iter(project.articles.rows([article_id])), None)
        return of_article(spec, article) if article else None

    def export_article(self) -> Job | None:
        """Ask where the PDF goes and write it behind the window."""
        project, spec = self._session.project, self._single()
        if project is None or spec is None:
            return None
        folder = self._window.settings.last_folder(_FOLDER, otherwise=project.home.parent)
        name = fitting_name(spec.title[:_LONGEST_NAME]).rstrip(".") or "Article"
        path = ask_target(self._window, "Export article", folder / f"{name}.pdf", "PDF", ".pdf")
        if path is None:
            return None

        def work(project: Project) -> "Generator[Progress, None, object]":
            from annotations.brief import gather, write_brief

            return (yield from write_brief(gather(project, spec), spec, path))

        job = self._session.run_aside("Exporting article", work)
        job.finished.connect(lambda _: self._written(path))
        job.cancelled.connect(lambda: self._window.toast.say("Export cancelled; the file is as it was"))
        return job

    def _written(self, path: Path) -> None:
        self._window.settings.keep_folder(path.parent, _FOLDER)
        address = QUrl.fromLocalFile(str(path))
        self._window.toast.say(f"Article written: {path.name}", "Open", lambda: QDesktopServices.openUrl(address))

    # -- printing

    def print_shown(self) -> Job | None:
        """Print the article that is read, in every other workspace the brief."""
        spec = self._single()
        return self._print(spec, _article_pages(spec)) if spec else self.print_brief()

    def print_brief(self) -> Job | None:
        """Print the brief that is shown, else the first, as a draft."""
        if not self._is_open():
            return None
        spec, brief = self._window.briefs.wanted(), self._window.briefs.current
        return self._print(spec, _brief_pages(spec, brief.id if brief else None))

    def _print(self, spec: BriefSpec, making: Making) -> Job | None:
        """Ask for printer, pages and copies, and print behind the window."""
        from PySide6.QtPrintSupport import QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            self._window.banner.say(
                "This machine has no printer. Set one up in the system's settings, or export the PDF and print it "
                "elsewhere.",
                tone="warn",
            )
            return None
        printer = self._asked(spec)
        return self.start(spec.title, printer, making) if printer else None

    def _asked(self, spec: BriefSpec) -> "QPrinter | None":
        from PySide6.QtGui import QPageSize
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(spec.title or "Brief")
        size = QPageSize.PageSizeId.Letter if spec.page == "Letter" else QPageSize.PageSizeId.A4
        printer.setPageSize(QPageSize(size))
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return printer if accepted else None

    def start(self, title: str, printer: "QPrinter", making: Making) -> Job:
        """Make the pages and print them behind the window, where that can be cancelled."""

        def work(project: Project) -> "Generator[Progress, None, int]":
            from app.printing import printed

            data = yield from making(project)
            return (yield from printed(data, printer))

        job = self._session.run_aside("Printing", work)
        job.finished.connect(lambda pages: self._window.toast.say(f"Printed {many(pages, 'page')} of {title}"))
        job.cancelled.connect(lambda: self._window.toast.say("Printing cancelled"))
        return job


def _article_pages(spec: BriefSpec) -> Making:
    def make(project: Project) -> "Generator[Progress, None, bytes]":
        from annotations.brief import gather
        from annotations.brief.writer import pages_made

        return (yield from pages_made(gather(project, spec), spec)).data

    return make


def _brief_pages(spec: BriefSpec, brief_id: int | None) -> Making:
    def make(project: Project) -> "Generator[Progress, None, bytes]":
        from annotations.brief import gather
        from annotations.brief.issues import as_draft
        from annotations.brief.writer import pages_made

        draft = as_draft(project, brief_id, spec)
        return (yield from pages_made(gather(project, draft.spec), draft.spec, draft.mark)).data

    return make
