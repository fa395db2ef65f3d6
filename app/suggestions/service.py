"""What an engine finds in the article that is read, asked behind the window; whoever suggests anything starts here."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from annotations.errors import AnnotationError
from annotations.language.child import LanguageChild
from annotations.language.found import Found
from annotations.language.kept import Kept
from annotations.project import Project
from annotations.store.changes import Changes
from app.background import Question
from app.session import Session
from app.settings import Settings
from app.suggestions.asked_text import AskedText, read_next
from app.suggestions.wording import how_far, read_by

REST = 250
"""Milliseconds that an article has to be open before it is read: who leafs through the list reads nothing."""

IDLE = 180_000
"""Milliseconds without work after which the child is ended."""

_MOST_KEPT = 50
_REFUSED = (AnnotationError, KeyError)
"""What reading a project raises that is being closed, or an article that was deleted meanwhile."""


class Suggestions(QObject):
    """Has the open article read, then those that come next, and knows what was found in them.

    A long text is read in parts: what was found in the first ones can be had before the last is read, and an article
    that is opened meanwhile comes in between. It is read on later from where it was left.

    Nothing is read while suggestions are switched off, nor in articles that the person codes second without seeing
    what others tagged: there `found` has no answer.

    Args:
        session: knows the open project.
        settings: remember the switch.
        ahead: which articles are likely to be opened after one, the likeliest first.
        parent: Qt's owner.
    """

    found_changed = Signal(int)
    """`found` may have another answer for this article."""
    state_changed = Signal()
    """`state`, `tip` or `shown` may differ."""
    _answered = Signal(object)

    def __init__(
        self,
        session: Session,
        settings: Settings,
        ahead: Callable[[int], Iterable[int]] = lambda _: (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._ahead = ahead
        self._kept = Kept()
        self._known: dict[int, AskedText] = {}
        """What was found in texts, or in the beginnings of long ones; the texts themselves are not kept."""
        self._open: int | None = None
        self._under_way: AskedText | None = None
        self._waiting: AskedText | None = None
        self._asked: Future[AskedText] | None = None
        self._child: LanguageChild | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._look = Question(session, self)
        self._rest = QTimer(self)
        self._rest.timeout.connect(self._begin)
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._end_child)
        for timer in (self._rest, self._idle):
            timer.setSingleShot(True)
        self._answered.connect(self._take)
        session.closing.connect(self._close)
        session.changed.connect(self._follow)
        session.coder_changed.connect(self._see_again)

    # -- what is known

    @property
    def shown(self) -> bool:
        """Whether suggestions are switched on."""
        return self._settings.suggestions

    def toggle(self) -> None:
        """Switch suggestions on or off, from now on."""
        self._settings.suggestions = not self.shown
        self.follow_settings()

    def follow_settings(self) -> None:
        """The switch may stand otherwise now, or how much is wanted."""
        if not self.shown:
            self._stop()
        self._see_again()

    def allowed(self, article_id: int) -> bool:
        """Whether anything may be suggested for an article: not where the person codes it second, without help."""
        project = self._session.project
        return self.shown and project is not None and not project.second_codings.hides_in(article_id)

    def found(self, article_id: int) -> Found | None:
        """What was found in an article's text as it is now, or in its beginning while it is being read.

        None while nothing is known, or where nothing is to be shown.
        """
        known = self._known.get(article_id)
        return known.found if known and self.allowed(article_id) else None

    def _is_read(self, article_id: int) -> bool:
        """Whether no more can be found in an article than is known."""
        known = self._known.get(article_id)
        return known is not None and known.ended

    @property
    def child_pid(self) -> int:
        """The process id of the child that reads; 0 while there is none."""
        return self._child.pid if self._child else 0

    @property
    def state(self) -> str:
        """What the status line says of the open article, empty if nothing."""
        if self._open is None or self._session.project is None:
            return ""
        if not self.shown:
            return "suggestions: off"
        if not self.allowed(self._open):
            return "suggestions: hidden"
        known = self._known.get(self._open)
        if known is None:
            return "suggestions: reading…" if self._is_asked(self._open) else ""
        return how_far(known)

    @property
    def tip(self) -> str:
        """What is to be known of `state`: which engine reads, why no better one does, or why nothing was read."""
        if self._open is None or not self.shown:
            return ""
        if not self.allowed(self._open):
            return "Nothing is suggested in an article that you code second, until you are done."
        known = self._known.get(self._open)
        return read_by(known) if known else ""

    def _is_asked(self, article_id: int) -> bool:
        return any(one is not None and one.article.id == article_id for one in (self._under_way, self._waiting))

    # -- asking

    def open_article(self, article_id: int | None) -> None:
        """Read this article before any other; None where none is open."""
        self._open = article_id
        self._rest.stop()
        self._waiting = None
        if article_id is None or self._is_read(article_id):
            self._look.drop()
            self.state_changed.emit()
            self._go_on()
            return
        self._ask(article_id)
        self.state_changed.emit()

    def _ask(self, article_id: int) -> None:
        """See whether a text was read earlier, and have it read if not."""
        if self._session.project is not None and self.allowed(article_id):
            self._look.ask(lambda project: self._looked_up(project, article_id), self._looked)

    def _looked_up(self, project: Project, article_id: int) -> AskedText | None:
        """On a thread of the background."""
        try:
            article = project.articles.get(article_id)
            found = self._kept.find(project, article)
            return AskedText(project, article, "" if found else project.articles.text(article_id), found)
        except _REFUSED:  # the reader tells of a text that is damaged
            return None

    def _looked(self, known: AskedText | None) -> None:
        if known is None:
            return
        before = self._known.get(known.article.id)
        if before and before.is_of(known) and not known.kept:
            known = replace(before, text=known.text)
        if known.ended:
            self._learn(known)
            return
        if self._under_way and self._under_way.is_of(known):
            return
        self._waiting = known
        self._rest.start(REST)

    def _begin(self) -> None:
        """Give the child what waits, once it has nothing else to do."""
        waiting = self._waiting
        if waiting is None or self._under_way is not None or not self.allowed(waiting.article.id):
            return
        self._waiting, self._under_way = None, waiting
        self._idle.stop()
        self._child = self._child or LanguageChild()
        self._thread = self._thread or ThreadPoolExecutor(1, thread_name_prefix="suggestions")
        self._asked = self._thread.submit(read_next, self._child, waiting)
        self._asked.add_done_callback(self._hand_over)
        self.state_changed.emit()

    def _hand_over(self, done: "Future[AskedText]") -> None:
        """On the reading thread."""
        if isValid(self):
            self._answered.emit(done)

    def _take(self, done: "Future[AskedText]") -> None:
        if self._asked is not done:
            return  # of a project that was closed
        self._under_way = self._asked = None
        self._idle.start(IDLE)
        read = done.result()
        if read.ended:
            self._session.complete_later()
        if read.ended or read.so_far:
            self._learn(read)
        elif read.article.id == self._open:  # it was given up, and is wanted again
            self._ask(self._open)
        if self._waiting and not self._rest.isActive():
            self._rest.start(0)

    def _learn(self, read: AskedText) -> None:
        """Know what was found in a text, if it is still the article's; else that is looked up anew if it is open.

        Of the open article the next part follows, unless another one is wanted first.
        """
        article_id = read.article.id
        if not self._is_current(read):
            if article_id == self._open:
                self._ask(article_id)
            return
        self._known.pop(article_id, None)
        self._known[article_id] = replace(read, text="")
        while len(self._known) > _MOST_KEPT:
            del self._known[next(iter(self._known))]
        if read.is_worth_telling:
            self.found_changed.emit(article_id)
        self.state_changed.emit()
        if read.ended or self._waiting or article_id != self._open:
            self._go_on()
            return
        self._waiting = read
        self._begin()

    def _go_on(self) -> None:
        """Read quietly what is likely to be opened next."""
        if self._open is None or not self._is_read(self._open) or self._waiting or self._look.busy:
            return
        following = next((one for one in self._ahead(self._open) if not self._is_read(one)), None)
        if following is not None:
            self._ask(following)

    # -- following

    def _is_current(self, read: AskedText) -> bool:
        project = self._session.project
        rows = project.articles.rows([read.article.id]) if project else []
        return bool(rows) and (rows[0].digest, rows[0].language) == read.about

    def _follow(self, changes: Changes) -> None:
        if changes.touches("second_codings", "samples"):
            self._see_again()
        if not changes.touches("articles"):
            return
        for article_id in changes.articles & self._known.keys():
            if not self._is_current(self._known[article_id]):
                del self._known[article_id]
                self.found_changed.emit(article_id)
        if self._open in changes.articles and not self._is_read(self._open):
            self.open_article(self._open)

    def _see_again(self) -> None:
        """Something may have come to be allowed, or not to be."""
        for article_id in list(self._known):
            self.found_changed.emit(article_id)
        self.open_article(self._open)

    # -- ending

    def _stop(self) -> None:
        """Give up what is read, and what is to be."""
        self._rest.stop()
        self._look.drop()
        self._waiting = None
        self._end_child()

    def _end_child(self) -> None:
        child, self._child = self._child, None
        self._idle.stop()
        if child:
            child.close()

    def _close(self) -> None:
        """The project is being closed."""
        self._stop()
        thread, self._thread = self._thread, None
        if thread:
            thread.shutdown(wait=False, cancel_futures=True)
        self._known.clear()
        self._open = self._under_way = self._asked = None
        self.state_changed.emit()
