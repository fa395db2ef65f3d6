"""What is done to articles as a whole: the commands of the menu Article."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QMenu, QMessageBox

from annotations.articles import Article, Status
from annotations.project import Project
from annotations.store.triage import is_duplicate
from annotations.wording import number_of
from app.commands import Command
from app.dialogs.article_choice import AssignDialog, LeaveOutDialog
from app.dialogs.article_details import ArticleDetailsDialog
from app.models.articles import STATUS_NAMES, counted_claims, shown_headline
from app.plain import message_box
from app.reasons import reasons
from app.workspaces.registry import READ

if TYPE_CHECKING:
    from app.window import Window

TRIAGE = "triage"
_MANY = 100
"""Articles from which on an action is done behind the window."""
_LONGEST = 60
_SETTABLE = (Status.NEW, Status.IN_PROGRESS, Status.DONE)
_MENU = ("article.edit", "article.assign", *(f"article.{status.value}" for status in _SETTABLE))


class ArticleActions:
    """Edits, assigns, leaves out and deletes the articles that are selected."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        window.articles.menu_asked.connect(self._open_menu)
        window.articles.selection_changed.connect(window.commands.refresh)
        window.articles.triage_asked.connect(lambda: window.commands.run("go.triage"))

    def commands(self) -> list[Command]:
        """The commands that are about whole articles."""
        made = partial(Command, menu="Article", enabled=self._can_change)
        return [
            made("article.edit", "&Edit details…", run=self.edit, shortcut="Ctrl+D"),
            made("article.assign", "&Assign to…", run=self.assign, shortcut="Ctrl+Shift+A"),
            *(
                made(
                    f"article.{status.value}",
                    f"Mark as &{STATUS_NAMES[status].lower()}",
                    run=partial(self.set_status, status),
                    separator=status is Status.NEW,
                )
                for status in _SETTABLE
            ),
            made("article.leave-out", "&Leave out…", run=self.leave_out, shortcut="Ctrl+L"),
            made(
                "article.delete",
                "Delete with its claims…",
                run=self.delete,
                shortcut="Ctrl+Shift+Delete",
                separator=True,
            ),
        ]

    # -- which articles

    def _ids(self) -> list[int]:
        if self._window.workspaces.current == READ:
            return self._window.articles.selected_ids()
        if self._window.workspaces.current == TRIAGE:
            shown = getattr(self._window.workspaces[TRIAGE], "article_id", None)
            return [] if shown is None else [shown]
        return []

    def _can_change(self) -> bool:
        # Asked for each command whenever another row is selected, of which there may be a hundred thousand.
        reading = self._window.workspaces.current == READ
        there = self._window.articles.current_id is not None if reading else bool(self._ids())
        return there and self._session.can_write

    def _articles(self) -> list[Article]:
        project = self._session.project
        return project.articles.rows(self._ids()) if project else []

    def _open_menu(self, place: QPoint) -> None:
        menu, commands = QMenu(self._window), self._window.commands
        commands.refresh()
        for command_id in (*_MENU, "article.export", "article.leave-out", "article.delete"):
            if command_id in ("article.new", "article.export", "article.leave-out", "article.delete"):
                menu.addSeparator()
            menu.addAction(commands.for_menu(command_id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    # -- what is done

    def _run(self, label: str, ids: Sequence[int], work: Callable[[Project], object]) -> None:
        """Do something to articles as one step: behind the window where they are many."""
        if len(ids) > _MANY:
            self._session.run_long(label, work)
        else:
            self._session.run(label, work)

    def _told(self, said: str) -> None:
        self._window.toast.say(said, "Undo", lambda: self._window.commands.run("edit.undo"))

    def edit(self) -> None:
        """Ask what is known of the selected articles, and store what was touched."""
        project, articles = self._session.project, self._articles()
        if project is None or not articles:
            return
        outlets = [outlet.name for outlet in project.outlets.all()]
        batches = {batch.id: batch.name for batch in reversed(project.batches.all())}
        dialog = ArticleDetailsDialog(articles, outlets, self._coders(project), self._window, batches=batches)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.values:
            ids, values = [article.id for article in articles], dialog.values
            self._run(
                f"Edit details of {called(articles)}", ids, lambda project: project.articles.update(ids, **values)
            )
        dialog.deleteLater()

    def assign(self) -> None:
        """Ask who is to read the selected articles."""
        project, articles = self._session.project, self._articles()
        if project is None or not articles:
            return
        assigned = {article.assigned_to for article in articles}
        current = assigned.pop() if len(assigned) == 1 else None
        dialog = AssignDialog(called(articles), self._coders(project), current, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            ids, coder = [article.id for article in articles], dialog.coder_id
            self._run(f"Assign {called(articles)}", ids, lambda p: p.articles.update(ids, assigned_to=coder))
        dialog.deleteLater()

    @staticmethod
    def _coders(project: Project) -> dict[int, str]:
        return {coder.id: coder.name for coder in project.coders.all() if not coder.agreed}

    def set_status(self, status: Status) -> None:
        """Mark the selected articles as this."""
        articles = self._articles()
        ids = [article.id for article in articles]
        label = f"Mark {called(articles)} as {STATUS_NAMES[status].lower()}"
        self._run(label, ids, lambda project: project.articles.update(ids, status=status))

    def leave_out(self) -> None:
        """Ask why the selected articles are left out."""
        articles = self._articles()
        dialog = LeaveOutDialog(called(articles), reasons(self._window.settings), self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            ids, reason = [article.id for article in articles], dialog.reason
            project = self._session.project
            copies = len(set(project.triage.copies_left_with(ids)) - set(ids)) if project else 0
            self._run(f"Leave out {called(articles)}", ids, lambda project: project.triage.leave_out(ids, reason))
            if copies and not is_duplicate(reason) and len(ids) <= _MANY:
                self._told(f"Left out {called(articles)} with {number_of(copies, 'wire copy', 'wire copies')}")
        dialog.deleteLater()

    def delete(self) -> None:
        """Delete the selected articles, after the number of their claims was told."""
        articles = self._articles()
        ids = [article.id for article in articles]
        if not articles or not self._may_delete(articles):
            return
        self._run(f"Delete {called(articles)}", ids, lambda project: project.articles.delete(ids))
        if len(ids) <= _MANY:
            self._told(f"Deleted {called(articles)}")

    def _may_delete(self, articles: Sequence[Article]) -> bool:
        claims = sum(article.claims for article in articles)
        lost = (
            f"With {'it' if len(articles) == 1 else 'them'} {'goes' if claims == 1 else 'go'} {counted_claims(claims)}."
        )
        box = message_box(
            self._window,
            "Delete",
            f"Delete {called(articles)}?",
            f"{lost if claims else 'Nothing is marked in ' + ('it.' if len(articles) == 1 else 'them.')}"
            " It can be undone.",
        )
        box.setIcon(QMessageBox.Icon.Warning)
        delete = box.addButton("Delete", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        agreed = box.clickedButton() is delete
        box.deleteLater()
        return agreed


def called(articles: Sequence[Article]) -> str:
    """What some articles are called in a sentence: the headline of one, the number of several."""
    if len(articles) != 1:
        return f"{len(articles):,} articles"
    headline = shown_headline(articles[0])
    return f"“{headline if len(headline) <= _LONGEST else headline[:_LONGEST].rstrip() + '…'}”"
