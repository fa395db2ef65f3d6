"""Double coding: drawing samples, coding second, being done with it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from annotations.project import Project
from annotations.sampling import Sample, SecondCoding
from annotations.wording import number_of
from app.commands import Command
from app.panels.second_line import hidden_from
from app.workspaces.registry import READ

if TYPE_CHECKING:
    from app.dialogs.sample import Drawing
    from app.window import Window


class DoubleCodingActions:
    """The commands of double coding, in the menu Article."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        window.reading.header.second.done_asked.connect(lambda: window.commands.run("double.done"))

    def commands(self) -> list[Command]:
        """The commands."""
        made = partial(Command, menu="Article")
        return [
            made("double.draw", "Draw a sa&mple for double coding…", run=self.draw, enabled=self._can, separator=True),
            made("double.samples", "Sam&ples for double coding…", run=self.show_samples, enabled=self._has_project),
            made("double.next", "Next article to code second", run=self.go_on, enabled=self._has_open),
            made(
                "double.done",
                "Done wit&h second coding",
                run=self.done,
                shortcut="Ctrl+Shift+Return",
                enabled=self._is_open,
            ),
            made("double.again", "Take up &second coding again", run=self.take_up, enabled=self._was_done),
        ]

    # -- what there is

    def _has_project(self) -> bool:
        return self._session.project is not None

    def _can(self) -> bool:
        return self._session.can_write

    def _here(self) -> list[SecondCoding]:
        """The second codings of the article that is read, of the person who works here."""
        project, article = self._session.project, self._window.reading.article_id
        if project is None or article is None or self._window.workspaces.current != READ or not project.coder_id:
            return []
        return [one for one in project.second_codings.of_article(article) if one.coder_id == project.coder_id]

    def _is_open(self) -> bool:
        return self._can() and any(not one.done for one in self._here())

    def _was_done(self) -> bool:
        here = self._here()
        return self._can() and bool(here) and all(one.done for one in here)

    def _open(self) -> list[int]:
        project = self._session.project
        if project is None or not project.coder_id:
            return []
        return [one.article_id for one in project.second_codings.open_of(project.coder_id)]

    def _has_open(self) -> bool:
        return bool(self._open())

    # -- drawing

    def draw(self) -> None:
        """Ask for a sample, and draw it."""
        from app.dialogs.sample import SampleDialog

        project = self._session.project
        if project is None:
            return
        dialog = SampleDialog(self._session, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and (wanted := dialog.wanted):
            self._draw(wanted)
        dialog.deleteLater()

    def _draw(self, wanted: "Drawing") -> None:
        def work(project: Project) -> int:
            coder = project.coders.ensure(wanted.coder, "")
            return project.second_codings.draw(coder, wanted.amount, wanted.scope, wanted.sees, seed=wanted.seed)

        sample = self._session.run(f"Draw a sample for {wanted.coder}", work)
        project = self._session.project
        if sample and project:
            drawn = number_of(len(project.second_codings.of_sample(sample)), "article")
            self._window.toast.say(
                f"Drew {drawn} for {wanted.coder}", "Undo", lambda: self._window.commands.run("edit.undo")
            )

    def show_samples(self) -> None:
        """Open the list of samples."""
        from app.dialogs.samples import SamplesDialog

        dialog = SamplesDialog(self._session, self._window.settings, self._window)
        dialog.draw_asked.connect(lambda: self._window.commands.run("double.draw"))
        dialog.shown.connect(self.list_articles)
        dialog.open()

    def list_articles(self, sample: Sample) -> None:
        """Narrow the list of articles to a sample."""
        self._window.workspaces.show(READ)
        self._window.articles.show_only(sample)

    # -- coding second

    def go_on(self) -> None:
        """Go to the next article that the person has to code second."""
        window, still = self._window, self._open()
        here = window.reading.article_id
        later = [article for article in still if article != here] or still
        if not later:
            return
        start = still.index(here) if here in still else -1
        window.workspaces.show(READ)
        window.articles.select(still[(start + 1) % len(still)] if len(still) > 1 else later[0])

    def done(self) -> None:
        """Note that the article is done: what others coded is shown from now on."""
        project, article = self._session.project, self._window.reading.article_id
        if project is None or article is None:
            return
        hid, coder = hidden_from(project, article), project.coder_id
        if not self._session.run("Done with second coding", lambda p: p.second_codings.finish(article, coder)):
            return
        left = len(self._open())
        what = "Done: what others coded is shown now" if hid != "all" else "Done with second coding"
        if left:
            said = f"{what} · {number_of(left, 'article')} to go"
            self._window.toast.say(said, "Next", lambda: self._window.commands.run("double.next"))
        else:
            self._window.toast.say(what, "Undo", lambda: self._window.commands.run("edit.undo"))

    def take_up(self) -> None:
        """Code the article second again: what others coded is hidden again."""
        project, article = self._session.project, self._window.reading.article_id
        if project is not None and article is not None:
            coder = project.coder_id
            self._session.run("Take up second coding again", lambda p: p.second_codings.reopen(article, coder))
