"""The workspace in which new articles are kept or left out, one key each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from annotations.article_lists import Tally
from annotations.articles import Article, Status
from annotations.cuts import kept
from annotations.project import Project
from annotations.store.changes import Changes
from annotations.text import count_words
from annotations.wording import number_of
from app.actions.articles import called
from app.background import Question
from app.keys import letter
from app.panels.articles import AT_ONCE
from app.plain import PlainLabel
from app.reasons import reasons
from app.theme import SPACE_L, SPACE_M
from app.widgets.empty import EmptyState
from app.workspaces.registry import READ
from app.workspaces.triage.choices import Choices
from app.workspaces.triage.queue import Queue
from app.workspaces.triage.sheet import Sheet
from app.workspaces.workspace import Workspace

if TYPE_CHECKING:
    from app.window import Window

_FOLLOWED = ("articles", "outlets", "claims", "triaged", "cuts")


@dataclass(frozen=True, slots=True)
class _Read:
    """What waits, and how far triage is."""

    waiting: Sequence[int]
    tally: Tally


def _read(project: Project) -> _Read:
    return _Read(project.triage.waiting(), project.triage.tally())


class TriagePage(Workspace):
    """One article, what can be decided, and how many wait."""

    def __init__(self, window: "Window") -> None:
        super().__init__()
        self._window, self._session = window, window.session
        self._question = Question(self._session, self)
        self._queue = Queue()
        self.said = PlainLabel()
        self.said.setProperty("kind", "quiet")
        self.sheet = Sheet()
        self.choices = Choices(reasons(window.settings))
        self._finished = EmptyState(
            "Nothing waits for a decision",
            "Articles that you import are kept or left out here.",
            ("Start reading", self._start_reading),
            [("Import files…", lambda: window.commands.run("file.import"))],
        )
        self._build()
        self._connect()
        self._refresh()

    def _build(self) -> None:
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_M)
        head = QHBoxLayout()
        head.addWidget(self.said, 1)
        head.addWidget(self.choices.back_button)
        column.addLayout(head)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.choices)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(work)
        self._pages.addWidget(self._finished)

    def _connect(self) -> None:
        choices = self.choices
        choices.keep.connect(self.keep)
        choices.leave_out.connect(self.leave_out)
        choices.skip.connect(self.skip)
        choices.back.connect(self.back)
        choices.edit_reasons.connect(lambda: self._window.commands.run("triage.reasons"))
        choices.done.connect(self.sheet.text.setFocus)
        for widget in (self.sheet.text, choices.other):
            widget.installEventFilter(self)
        self._session.changed.connect(self._follow)
        self._session.project_changed.connect(self._restart)
        self._session.writable_changed.connect(self._allow)

    # -- what is shown

    @property
    def article_id(self) -> int | None:
        """The article to decide on, None where none waits."""
        return self._queue.current

    @property
    def article(self) -> Article | None:
        """That article, None where none waits."""
        project, wanted = self._session.project, self._queue.current
        return next(iter(project.articles.rows([wanted])), None) if project and wanted is not None else None

    def entered(self) -> None:
        """Put the keyboard where a key decides."""
        self._refresh()
        self._take_focus()

    def _take_focus(self) -> None:
        (self.sheet.text if self._pages.currentIndex() == 0 else self._finished).setFocus()

    def take_reasons(self) -> None:
        """The usual reasons are others now."""
        self.choices.set_reasons(reasons(self._window.settings))

    def _restart(self) -> None:
        self._queue = Queue()
        if self.isVisible():
            self._refresh()

    def _follow(self, changes: Changes) -> None:
        # Behind another workspace nothing is read: `entered` does it.
        if not self.isVisible() or not changes.touches(*_FOLLOWED):
            return
        undone = sorted(changes.articles) if changes.initiator is self._session else []
        self._refresh(undone if len(undone) == 1 else [])

    def _refresh(self, undone: Sequence[int] = ()) -> None:
        """Read what waits, now or behind the window; go to an article whose decision was undone."""
        project = self._session.project
        if project is None:
            self._question.drop()
            self._take(_Read((), Tally()), ())
        elif project.lists.more_than(AT_ONCE):
            self._question.ask(_read, lambda found: self._take(found, undone))
        else:
            self._question.drop()
            self._take(_read(project), undone)

    def _take(self, found: _Read, undone: Sequence[int]) -> None:
        self._queue.take(found.waiting)
        for article_id in undone:
            if article_id in found.waiting:
                self._queue.show(article_id)
        self._tell(found.tally)
        self._show()

    def _tell(self, tally: Tally) -> None:
        off = f" ({self._queue.put_off:,} put off)" if self._queue.put_off else ""
        self.said.setText(f"{tally.waiting:,} to decide{off} · {tally.kept:,} kept · {tally.left_out:,} left out")

    def _show(self) -> None:
        project, article = self._session.project, self.article
        if project is None or article is None:
            self._pages.setCurrentIndex(1)
        else:
            cuts = [cut.span for cut in project.cuts.of_article(article.id)]
            text = kept(project.articles.text(article.id), cuts)
            self.sheet.show_article(
                article, text, count_words(text), project.triage.copies(article), self._state(article)
            )
            self._pages.setCurrentIndex(0)
        if self.isVisible() and not self.choices.other.hasFocus():
            self._take_focus()
        self._allow()
        self._window.commands.refresh()

    def _state(self, article: Article) -> str:
        """What was decided already of an article that one went back to."""
        project = self._session.project
        if article.status is Status.LEFT_OUT:
            return f"Left out: {article.left_out_reason}" if article.left_out_reason else "Left out"
        return "" if project is None or project.triage.is_waiting(article.id) else "Kept"

    def _allow(self) -> None:
        self.choices.allow(write=self._session.can_write, back=self._queue.can_go_back)

    # -- deciding

    def _decide(self, label: str, work: Callable[[Project, int], None]) -> None:
        article, project = self.article, self._session.project
        if article is None or project is None or not self._session.can_write:
            return
        waited = project.triage.is_waiting(article.id)
        self._session.run(f"{label} {called([article])}", lambda p: work(p, article.id))
        if self._queue.current != article.id or project.triage.is_waiting(article.id):
            return
        if waited:  # a long list is read behind the window, and nobody should wait for that
            self._queue.drop(article.id)
            self._show()
        else:
            self._queue.next()
            self._refresh()

    def keep(self) -> None:
        """Keep the article: it is to be read."""
        self._decide("Keep", lambda project, article_id: project.triage.keep([article_id]))

    def leave_out(self, reason: str) -> None:
        """Leave the article out, and say why."""
        article, project = self.article, self._session.project
        copies = project.triage.copies_left_with([article.id]) if article and project else []
        self._decide("Leave out", lambda project, article_id: project.triage.leave_out([article_id], reason))
        if article and copies and project and project.articles.get(copies[0]).status is Status.LEFT_OUT:
            said = f"{number_of(len(copies), 'wire copy', 'wire copies')} left out with it"
            self._window.toast.say(said, "Undo", lambda: self._window.commands.run("edit.undo"))

    def skip(self) -> None:
        """Decide later: the article comes again at the end."""
        self._queue.skip()
        self._refresh()

    def back(self) -> None:
        """Go to the article shown before, to look again or to decide otherwise."""
        self._queue.back()
        self._show()

    def _start_reading(self) -> None:
        self._window.workspaces.show(READ)
        self._window.articles.select_next_new()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the keys that decide."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.isAutoRepeat():
            return False
        if watched is self.choices.other:
            return event.key() == Qt.Key.Key_Escape and self.choices.stop_asking()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        return self.choices.press(_name(event))


_NAMES = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Escape: "Esc",
}


def _name(event: QKeyEvent) -> str:
    return _NAMES.get(Qt.Key(event.key())) or letter(event)
