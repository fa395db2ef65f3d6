"""Wire-copy groups: showing, making, changing and finding them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotations.articles import Article
from annotations.groups import Group, by_date
from annotations.near_copies import Proposal
from annotations.project import Project
from annotations.wording import number_of
from app.actions.articles import called
from app.commands import Command
from app.workspaces.registry import READ

if TYPE_CHECKING:
    from app.dialogs.groups_found import Decided
    from app.window import Window

_MANY = 200
"""Articles from which on they are grouped behind the window."""


class GroupActions:
    """Runs what concerns the group of the article that is read, of those selected, and of the whole project."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._line = line = window.reading.header.group
        line.addition_asked.connect(self.next_addition)
        line.lead_asked.connect(self.go_to_lead)
        line.group_asked.connect(self.show)

    def commands(self) -> list[Command]:
        """All of the menu Article, below the versions."""
        made = partial(Command, menu="Article")
        return [
            made(
                "article.group",
                "&Group as wire copies",
                run=self.group,
                enabled=self._can_group,
                after="article.before",
                separator=True,
            ),
            made(
                "article.copies",
                "&Wire copies…",
                run=self.show,
                enabled=self._has_group,
                after="article.group",
            ),
            made(
                "article.go-lead",
                "Go to the lead of its wire copies",
                run=self.go_to_lead,
                enabled=self._is_copy,
                after="article.copies",
            ),
            made(
                "article.next-addition",
                "Go to what the cop&y adds",
                run=self.next_addition,
                shortcut="Ctrl+Shift+J",
                enabled=self._is_copy,
                after="article.go-lead",
            ),
            made(
                "article.make-lead",
                "Make it the lead of its wire copies",
                run=self.make_lead,
                enabled=lambda: self._is_copy() and self._session.can_write,
                after="article.next-addition",
            ),
            made(
                "article.take-out",
                "Take out of its wire copies",
                run=self.take_out,
                enabled=lambda: self._has_group() and self._session.can_write,
                after="article.make-lead",
            ),
            made(
                "article.find-copies",
                "&Find wire copies…",
                run=self.find,
                enabled=lambda: self._session.project is not None,
                after="article.take-out",
            ),
        ]

    # -- which

    def _article(self) -> Article | None:
        """The article that is read."""
        project, article_id = self._session.project, self._window.reading.article_id
        if project is None or article_id is None or self._window.workspaces.current != READ:
            return None
        return next(iter(project.articles.rows([article_id])), None)

    def _group(self) -> Group | None:
        article, project = self._article(), self._session.project
        return project.groups.of(article.id) if article and project else None

    def _has_group(self) -> bool:
        return self._group() is not None

    def _is_copy(self) -> bool:
        article = self._article()
        return article is not None and article.carried_by is not None

    def _can_group(self) -> bool:
        there = self._window.workspaces.current == READ and self._session.can_write
        return there and self._window.articles.view.selects_several()

    # -- what is done

    def _told(self, said: str) -> None:
        self._window.toast.say(said, "Undo", lambda: self._window.commands.run("edit.undo"))

    def group(self) -> None:
        """Group the selected articles: under the one that leads already, or else under the earliest."""
        project = self._session.project
        articles = project.articles.rows(self._window.articles.selected_ids()) if project else []
        if project is None or len(articles) <= 1:
            return
        sizes = project.groups.sizes([article.id for article in articles])
        lead = min(articles, key=lambda article: (-sizes.get(article.id, 0), by_date(article)))
        copies = [article.id for article in articles if article.id != lead.id]
        label = f"Group {number_of(len(articles), 'article')} as wire copies"
        if self._session.run(label, lambda p: p.groups.make(lead.id, copies)):
            where = f" in {lead.outlet}" if lead.outlet else ""
            self._told(f"Grouped {number_of(len(articles), 'article')}; {called([lead])}{where} leads")

    def show(self) -> None:
        """Show the group of the article that is read."""
        from app.dialogs.groups import GroupDialog

        article = self._article()
        if article is None or self._group() is None:
            return
        dialog = GroupDialog(self._session, article.id, self._window.theme, self._window)
        dialog.chosen.connect(self._go_to)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _go_to(self, article_id: int) -> None:
        self._window.workspaces.show(READ)
        if self._window.articles.select(article_id):
            self._window.reading.reader.setFocus()

    def go_to_lead(self) -> None:
        """Read the article whose text this one carries."""
        article = self._article()
        if article and article.carried_by is not None:
            self._go_to(article.carried_by)

    def next_addition(self) -> None:
        """Go to the next sentence of the copy that is read which its lead does not have."""
        reader = self._window.reading.reader
        here = reader.current_sentence()
        if span := self._line.addition_after(here.start if here else -1):
            reader.go_to(span.start)
            reader.setFocus()
        else:
            self._window.toast.say("No sentence was found that this copy adds")

    def make_lead(self) -> None:
        """Let the article that is read lead its group."""
        article = self._article()
        if article:
            self._session.run(f"Let {called([article])} lead", lambda project: project.groups.lead_by(article.id))

    def take_out(self) -> None:
        """Let the article that is read stand for itself."""
        article = self._article()
        if article is None:
            return

        def work(project: Project) -> bool:
            project.groups.take_out([article.id])
            return True

        if self._session.run(f"Take {called([article])} out", work):
            self._told("It stands for itself now, and is not proposed again")

    # -- finding

    def find(self) -> None:
        """Look through the project behind the window, and list what was found."""
        job = self._session.run_aside("Find wire copies", lambda project: project.groups.proposed())
        job.finished.connect(self._found)

    def _found(self, proposals: list[Proposal]) -> None:
        from app.dialogs.groups_found import GroupsFoundDialog

        project = self._session.project
        if project is None:
            return
        if not proposals:
            self._window.toast.say("No wire copies found that are in no group yet")
            return
        dialog = GroupsFoundDialog(self._session, proposals, self._window.theme, self._window)
        dialog.decided.connect(self._decide)
        dialog.shown.connect(self._go_to)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _decide(self, decided: "Decided") -> None:
        """Store what was decided as one step."""
        label = f"Group {number_of(decided.count, 'wire copy', 'wire copies')}" if decided.count else "Tell wire copies"
        alone = len(decided.alone)
        if decided.count + alone > _MANY:
            job = self._session.run_long(label, decided.store)
            job.finished.connect(lambda outcome: self._decided(outcome.value, alone))
            return
        grouped = self._session.run(label, decided.store)
        if grouped is not None:
            self._decided(grouped, alone)

    def _decided(self, grouped: int, alone: int) -> None:
        stand = "stands for itself" if alone == 1 else "stand for themselves"
        themselves = f"; {number_of(alone, 'article')} {stand}" if alone else ""
        self._told(f"Grouped {number_of(grouped, 'wire copy', 'wire copies')}{themselves}")
