"""The workspace in which coders see how far they agree: what is compared above, figures and disagreements below."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from annotations.store.changes import Changes
from app.background import Question
from app.theme import SPACE_M, SPACE_S, Theme
from app.widgets.elided import ElidedLabel
from app.widgets.empty import EmptyState
from app.workspaces.agreement.area import Area
from app.workspaces.agreement.choice import ChoiceBar
from app.workspaces.agreement.figures_area import FiguresArea
from app.workspaces.agreement.measured import Measured, measured
from app.workspaces.agreement.settle import PairKey, SettleArea
from app.workspaces.workspace import Workspace

if TYPE_CHECKING:
    from app.window import Window

_PAUSE = 300
"""Milliseconds after a change at which the figures are worked out anew."""
_FOLLOWED = (
    *("claims", "claim_tags", "articles", "cuts", "coders", "dimensions", "tags", "batches"),
    *("samples", "second_codings", "settlements", "outlets"),
)
_SHOWN, _NOTHING_HERE, _NOBODY, _WAITING, _SECOND = range(5)
_TWO = 2
_BUSY = "Working out the figures…"


class AgreementPage(Workspace):
    """How far coders agree. Its parts, each behind a tab, are told what was measured."""

    measured_changed = Signal()

    def __init__(self, window: "Window") -> None:
        super().__init__()
        self._window, self._session = window, window.session
        self._question = Question(self._session, self)
        self._stale = True
        self._come_in = False
        self._keyboard: QWidget | None = None
        """Where it was when this was shown: who moved it meanwhile keeps it."""
        self.measured: Measured | None = None
        self.choice = ChoiceBar()
        self.figures, self.disagreements = FiguresArea(window.theme), SettleArea(window)
        self.areas: tuple[Area, ...] = (self.figures, self.disagreements)
        self.tabs = QTabWidget()
        self.busy_label = ElidedLabel()
        self.export_button = QPushButton("Export…")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._build()
        self._connect()
        self._forget()

    def _build(self) -> None:
        self.busy_label.setProperty("kind", "small")
        self.tabs.setDocumentMode(True)
        for area in self.areas:
            self.tabs.addTab(area, area.title)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        head.setSpacing(SPACE_S)
        head.addWidget(self.choice, 3)
        head.addWidget(self.busy_label, 1)
        head.addWidget(self.export_button)
        self._head = QWidget()
        self._head.setLayout(head)
        shown = QWidget()
        self._pages = QStackedLayout(shown)
        self._pages.addWidget(self.tabs)
        self._pages.addWidget(
            EmptyState(
                "No article here was coded by two",
                "Agreement is measured in articles that several coders coded.",
                ("Compare all", self.choice.clear),
            )
        )
        run = self._window.commands.run
        self.nobody = EmptyState(
            _TITLE_ALONE,
            _SENTENCE_ALONE,
            ("Draw a sample for double coding…", lambda: run("double.draw")),
            [("Merge another copy…", lambda: run("file.merge"))],
        )
        self._pages.addWidget(self.nobody)
        self._pages.addWidget(QWidget())
        go_on = ("Next article to code second", lambda: run("double.next"))
        self.second = EmptyState("Hidden while you code second", _SENTENCE_SECOND, go_on)
        self._pages.addWidget(self.second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(shown, 1)

    def _connect(self) -> None:
        self.choice.changed.connect(self._pause.start)
        self._pause.timeout.connect(self._read)
        self._question.busy_changed.connect(
            lambda busy: self.busy_label.setText("Working out the figures…" if busy else "")
        )
        self.export_button.clicked.connect(lambda: self._window.commands.run("agreement.export"))
        self.tabs.currentChanged.connect(self._go_into)
        self.figures.pair_chosen.connect(self._show_pair)
        self.disagreements.retitled.connect(self._retitle)
        self.disagreements.passage_asked.connect(lambda article, claim: self.passage_asked.emit(article, claim, None))
        self._session.changed.connect(self._follow)
        self._session.project_changed.connect(self._forget)
        self._session.coder_changed.connect(self._again)

    # -- reading

    def entered(self) -> None:
        """The keyboard goes into the part that is in front, once there is something in it."""
        self._come_in = True
        if self._stale:
            self._read()
        elif not self._question.busy:
            self._take_keyboard()
        if self._pages.currentIndex() == _WAITING:
            self.choice.scope_box.setFocus()  # until there is something to go into
        self._keyboard = QApplication.focusWidget()

    def _read(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        scope = self.choice.scope
        self._question.ask(lambda project: measured(project, scope), self._show)

    def _show(self, found: Measured) -> None:
        self.measured = found
        went_on = QApplication.focusWidget() not in (None, self._keyboard)
        self.choice.offer(found)
        for area in self.areas:
            area.show_measured(found)
        self._show_page(found)
        if self._come_in and not went_on:
            self._take_keyboard()
        self._come_in = False
        self.measured_changed.emit()
        self._window.commands.refresh()

    def _show_page(self, found: Measured) -> None:
        alone = len(found.active) < _TWO
        if alone:
            self.nobody.say(_SENTENCE_ALONE if found.active else _SENTENCE_NONE, _TITLE_ALONE)
        self._head.setVisible(not alone)
        nobody = _SECOND if found.hidden else _NOBODY
        self._pages.setCurrentIndex(nobody if alone else _NOTHING_HERE if found.agreement.is_empty else _SHOWN)

    def _take_keyboard(self) -> None:
        self._come_in = False
        if self._pages.currentIndex() == _SHOWN:
            self.areas[self.tabs.currentIndex()].entered()
        elif page := self._pages.currentWidget():
            page.setFocus()

    def _go_into(self, place: int) -> None:
        """After a click on its tab a part has the keyboard where its keys work; arrows stay among the tabs."""
        if self.isVisible() and not self.tabs.tabBar().hasFocus():
            self.areas[place].entered()

    def _follow(self, changes: Changes) -> None:
        # What is settled changes nothing of what coders said; the list of disagreements follows by itself.
        settled = changes.initiator is self.disagreements.deciding and not changes.touches("tags")
        if changes.touches(*_FOLLOWED) and not settled:
            self._again()

    def _again(self) -> None:
        """What is shown may not be so any more; who codes second is not shown all."""
        self._stale = True
        if self.isVisible():
            self._pause.start()

    def _forget(self) -> None:
        self._pause.stop()
        self.measured = None
        self._stale = True
        self.choice.forget()
        self._head.show()
        self._pages.setCurrentIndex(_WAITING)
        if self.isVisible():
            self._read()

    # -- parts

    def _show_pair(self, pair: PairKey) -> None:
        self.disagreements.show_pair(pair)
        self.tabs.setCurrentWidget(self.disagreements)
        self.disagreements.entered()

    def _retitle(self) -> None:
        for place, area in enumerate(self.areas):
            self.tabs.setTabText(place, area.title)

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
        for area in self.areas:
            area.set_theme(theme)


_TITLE_ALONE = "No second coder yet"
_SENTENCE_ALONE = (
    "Agreement is measured where two coders coded the same articles. Draw some for a second coder, or let a colleague"
    " code a copy of this project and merge it."
)
_SENTENCE_SECOND = "Agreement stands here once you are done with an article."
_SENTENCE_NONE = (
    "Nothing has been coded yet. Once two coders have coded the same articles, their agreement stands here."
)
