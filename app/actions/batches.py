"""Batches and originals: where articles came from, and the files they came in."""

from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from annotations.articles import Batch
from annotations.brief.target import replacing
from annotations.errors import AnnotationError, ExportError
from app.commands import Command
from app.workspaces.registry import READ

if TYPE_CHECKING:
    from app.window import Window

_PURPOSE = "originals"


class BatchActions:
    """Lists batches, narrows the list of articles to one, and gives back the file an article came in."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session

    def commands(self) -> list[Command]:
        """One of the menu File and one of the menu Article."""
        return [
            Command(
                "file.batches",
                "Batch&es…",
                "File",
                self.show,
                enabled=lambda: self._session.project is not None,
                after="file.import",
            ),
            Command(
                "article.original",
                "Save &original file…",
                "Article",
                self.save_original,
                enabled=self._has_original,
                after="article.versions",
            ),
        ]

    def show(self) -> None:
        """Open the list of batches, at that of the article that is read."""
        from app.dialogs.batches import BatchesDialog

        project, article_id = self._session.project, self._window.reading.article_id
        if project is None:
            return
        articles = project.articles.rows([article_id]) if article_id is not None else []
        current = articles[0].batch_id if articles else None
        dialog = BatchesDialog(self._session, self._window.settings, current, self._window)
        dialog.shown.connect(self.list_articles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def list_articles(self, batch: Batch) -> None:
        """Narrow the list of articles to a batch."""
        self._window.workspaces.show(READ)
        self._window.articles.show_only(batch)

    # -- originals

    def _has_original(self) -> bool:
        project, article_id = self._session.project, self._window.reading.article_id
        here = self._window.workspaces.current == READ
        return here and project is not None and article_id is not None and project.origins.has(article_id)

    def save_original(self) -> None:
        """Write the file that the article came in where the person wants it, as it came."""
        project, article_id = self._session.project, self._window.reading.article_id
        if project is None or article_id is None:
            return
        try:
            original = project.origins.of_article(article_id)
            path = self._asked(original.name) if original else None
            if original and path:
                _write(path, original.data, project.path)
                self._window.toast.say(f"Saved {path.name}")
        except AnnotationError as error:
            self._window.banner.say(str(error))

    def _asked(self, name: str) -> Path | None:
        """Where the file is to go, None if that was cancelled; what a stranger's project calls it names no folder."""
        settings = self._window.settings
        suggested = settings.last_folder(_PURPOSE) / (PureWindowsPath(name).name or "original")
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Save original file", str(suggested))
        if chosen:
            settings.keep_folder(Path(chosen).parent, _PURPOSE)
        return Path(chosen) if chosen else None


def _write(path: Path, data: bytes, project: Path) -> None:
    if path.exists() and path.samefile(project):
        raise ExportError("This is the open project itself", "Choose another name", path)
    with replacing(path, "file") as write:
        write(data)
