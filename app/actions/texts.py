"""What is done to the text of the article that is read: cutting passages, correcting, earlier versions."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QMenu

from annotations.project import Project
from annotations.store.versions import BY_IMPORT
from app.actions.articles import called
from app.commands import Command
from app.dialogs.article_correction import CorrectionDialog
from app.dialogs.article_versions import VersionsDialog
from app.models.articles import shown_headline
from app.workspaces.registry import READ

if TYPE_CHECKING:
    from app.window import Window

_LONG = 60_000
"""Code points from which on a corrected text is stored behind the window: the search index takes its time."""


class TextActions:
    """Cuts, restores and corrects the text that is read."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._reading = window.reading
        reader = window.reading.reader
        reader.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        reader.customContextMenuRequested.connect(self._open_menu)

    def commands(self) -> list[Command]:
        """The commands that are about the text."""
        made = partial(Command, menu="Article", enabled=self._can_change)
        return [
            made(
                "article.cut",
                "C&ut passage from the text",
                run=self.cut,
                shortcut="Ctrl+Shift+X",
                separator=True,
                after="article.leave-out",
            ),
            made(
                "article.restore",
                "&Restore cut passage",
                run=self.restore,
                shortcut="Ctrl+Shift+R",
                enabled=self._can_restore,
                after="article.cut",
            ),
            made("article.correct", "&Correct text…", run=self.correct, shortcut="Ctrl+T", after="article.restore"),
            made(
                "article.versions",
                "Earlier &versions…",
                run=self.versions,
                enabled=self._has_versions,
                after="article.correct",
            ),
            made(
                "article.newer",
                "Go to the newer version",
                run=partial(self.go_to_version, newer=True),
                enabled=lambda: self._version(newer=True) is not None,
                after="article.versions",
            ),
            made(
                "article.before",
                "Go to the version &before",
                run=partial(self.go_to_version, newer=False),
                enabled=lambda: self._version(newer=False) is not None,
                after="article.newer",
            ),
        ]

    def _can_change(self) -> bool:
        here = self._window.workspaces.current == READ and self._reading.article_id is not None
        return here and self._session.can_write

    def _can_restore(self) -> bool:
        if not self._reading.cuts or not self._can_change():
            return False
        span = self._reading.passage()
        return span is not None and any(cut.overlaps(span) for cut in self._reading.cuts)

    def _has_versions(self) -> bool:
        project, article_id = self._session.project, self._reading.article_id
        here = self._window.workspaces.current == READ and project is not None and article_id is not None
        return here and bool(project and article_id and project.versions.earlier(article_id))

    def _version(self, *, newer: bool) -> int | None:
        """The id of the article that replaced this one, or that it replaced."""
        project, article_id = self._session.project, self._reading.article_id
        if self._window.workspaces.current != READ or project is None or article_id is None:
            return None
        if not project.articles.rows([article_id]):
            return None
        trace = project.versions.trace(article_id)
        found = trace.newer if newer else trace.older
        return found.id if found else None

    def go_to_version(self, *, newer: bool) -> None:
        """Show the article that replaced this one, or the one that it replaced."""
        other = self._version(newer=newer)
        if other is not None and self._window.articles.select(other):
            self._reading.reader.setFocus()

    def _open_menu(self, place: QPoint) -> None:
        reader, commands = self._reading.reader, self._window.commands
        if not reader.textCursor().hasSelection():
            reader.setTextCursor(reader.cursorForPosition(place))
        commands.refresh()
        menu = QMenu(self._window)
        for command_id in ("claim.add", "article.cut", "article.restore"):
            menu.addAction(commands.for_menu(command_id))
        menu.addSeparator()
        copying = menu.addAction("Copy", reader.copy)
        copying.setEnabled(reader.textCursor().hasSelection())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(reader.viewport().mapToGlobal(place))

    # -- what is done

    def cut(self) -> None:
        """Cut the selection, or the current sentence, from the text."""
        span, article_id = self._reading.passage(), self._reading.article_id
        if span is None or article_id is None:
            return
        self._session.run("Cut passage from the text", lambda project: project.cuts.add(article_id, span))
        self._reading.reader.clear_selection()

    def restore(self) -> None:
        """Put back what was cut where the selection or the current sentence is."""
        span, article_id = self._reading.passage(), self._reading.article_id
        if span is not None and article_id is not None:
            self._session.run("Restore cut passage", lambda project: project.cuts.restore(article_id, span))

    def correct(self) -> None:
        """Let the text be edited, and store it with the claims where they belong."""
        project, article_id = self._session.project, self._reading.article_id
        if project is None or article_id is None:
            return
        self._window.inspector.flush()
        claims, text = project.claims.of_article(article_id), project.articles.text(article_id)
        dialog = CorrectionDialog(text, claims, self._reading.cuts, self._session, self._window.theme, self._window)
        sentence = self._reading.reader.current_sentence()
        dialog.go_to(sentence.start if sentence else 0)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._store(article_id, dialog)
        dialog.deleteLater()

    def _store(self, article_id: int, dialog: CorrectionDialog) -> None:
        text, places, deleted, cuts = dialog.text, dict(dialog.places), dialog.deleted, dialog.cuts

        def work(project: Project) -> None:
            project.corrections.correct(article_id, text, places, deleted=deleted, cuts=cuts)

        project = self._session.project
        label = f"Correct the text of {called(project.articles.rows([article_id]))}" if project else "Correct text"
        if len(text) + 20 * len(places) > _LONG:
            self._session.run_long(label, work)
        else:
            self._session.run(label, work)

    def versions(self) -> None:
        """Show what the article said before."""
        project, article_id = self._session.project, self._reading.article_id
        if project is None or article_id is None:
            return
        article = project.articles.get(article_id)
        dialog = VersionsDialog(
            shown_headline(article),
            project.versions.earlier(article_id),
            article.digest,
            {coder.id: coder.name for coder in project.coders.all()} | {BY_IMPORT: "replaced at an import"},
            self._session,
            self._window.theme,
            self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
