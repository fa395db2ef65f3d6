"""The look at all hits before they become claims: each can be unticked, and tags be given to all of them."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListView,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotations.articles import Article
from annotations.marking import Candidate, Extent, candidates
from annotations.project import Project
from annotations.search import Claimed, Hits, Query
from annotations.wording import number_of
from app.background import Question
from app.plain import PlainLabel
from app.session import Session
from app.theme import SPACE_L, SPACE_M, SPACE_S, Theme
from app.widgets.buttons import agree_or_cancel
from app.workspaces.find.candidates import CandidateRow, CandidatesModel
from app.workspaces.find.tags import TagsField

MOST = 2000
"""Hits that are looked at; nobody ticks more."""


class MarkHitsDialog(QDialog):
    """Lists the passages of all hits; `chosen` and `tags` say what is to be done once it was accepted.

    Args:
        session: the open project.
        theme: the colours.
        asked: what was looked for, the ids of the articles found, and which hits count.
        parent: the window.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        asked: tuple[Query, Sequence[int], Claimed],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Mark hits as claims")
        self._query, self._ids, self._claimed = asked
        self._more = False
        self._reading = Question(session, self)
        self.model = CandidatesModel(self)
        self.list = QListView()
        self.sentence_button = QRadioButton("The sentence around each hit")
        self.words_button = QRadioButton("Only the words found")
        self.skip_box = QCheckBox("Leave out hits that are in a claim already")
        self.tags_field = TagsField(session.codebook, theme)
        self.said = PlainLabel()
        self._buttons = agree_or_cancel(self, "Mark")
        self.mark_button = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._build(theme)
        self._connect()
        self._read()
        self.resize(860, 600)

    def _build(self, theme: Theme) -> None:
        self.sentence_button.setChecked(True)
        self.skip_box.setChecked(True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(CandidateRow(self.list, theme))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Passages to be marked")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self.said.setProperty("kind", "quiet")
        self.said.setWordWrap(True)
        self.said.setAccessibleName("What will be marked")
        self.mark_button.setDefault(True)
        extent = QHBoxLayout()
        extent.setSpacing(SPACE_L)
        extent.addWidget(self.sentence_button)
        extent.addWidget(self.words_button)
        extent.addStretch(1)
        skip = QHBoxLayout()
        skip.addWidget(self.skip_box, 1)
        for title, wanted in (("Tick all", True), ("Tick none", False)):
            button = QPushButton(title)
            button.setProperty("kind", "link")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, wanted=wanted: self._tick_all(wanted=wanted))
            skip.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.said, 1)
        foot.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(extent)
        column.addLayout(skip)
        column.addWidget(self.list, 1)
        column.addWidget(self.tags_field)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.sentence_button.toggled.connect(self._read)
        self.skip_box.toggled.connect(lambda wanted: self.model.skip_claimed(wanted=wanted))
        self.model.modelReset.connect(self._say)
        self.model.dataChanged.connect(self._say)
        self._reading.busy_changed.connect(lambda _: self._say())

    def _read(self) -> None:
        extent = Extent.SENTENCE if self.sentence_button.isChecked() else Extent.WORDS
        query, ids, claimed = self._query, self._ids, self._claimed

        def read(project: Project) -> tuple[list[Candidate], dict[int, Article], bool]:
            proposed = candidates(project, _some(project.search.hits(query, ids, claimed)), extent)
            articles = project.articles.rows(list(dict.fromkeys(one.article_id for one in proposed)))
            return proposed[:MOST], {article.id: article for article in articles}, len(proposed) > MOST

        self._reading.ask(read, lambda answer: self._show(*answer))

    def _show(self, found: Sequence[Candidate], articles: dict[int, Article], more: bool) -> None:
        self._more = more
        self.model.show(found, articles)
        claimed = self.model.claimed
        self.skip_box.setText(f"Leave out hits that are in a claim already ({claimed:,})")
        self.skip_box.setEnabled(claimed > 0)
        if self.list.hasFocus() or not self.isVisible():
            self.list.setCurrentIndex(self.model.index(0))

    def _tick_all(self, *, wanted: bool) -> None:
        self.model.tick_all(wanted=wanted)

    def _say(self) -> None:
        chosen, listed = self.chosen, self.model.rowCount()
        count = number_of(len(chosen), "claim")
        articles = len({candidate.article_id for candidate in chosen})
        said = f"{len(chosen):,} of {listed:,} passages, in {number_of(articles, 'article')}"
        if self._reading.busy:
            said = "Reading…"
        elif self._more:
            said += f". These are the first {MOST:,}: narrow the search for the others"
        self.said.setText(said)
        self.mark_button.setText(f"Mark {count}")
        self.mark_button.setEnabled(bool(chosen) and not self._reading.busy)

    @property
    def chosen(self) -> list[Candidate]:
        """The passages that are to become claims."""
        return self.model.chosen

    @property
    def tags(self) -> list[tuple[int, str]]:
        """Tags and roles that each of them is to get."""
        return self.tags_field.tags

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the space bar turns the ticks of all selected rows round."""
        pressed = watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            self.model.toggle(sorted(index.row() for index in self.list.selectionModel().selectedRows()))
            return True
        return False


def _some(found: Iterator[Hits]) -> Iterator[Hits]:
    """Hits of articles as long as fewer than can be looked at were given."""
    given = 0
    for hits in found:
        if given > MOST:
            return
        given += len(hits.spans)
        yield hits
