"""Taking single articles and claims into a brief, or leaving them out."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotations.brief.choosing import ChoosableArticle, choosable, comes_by_itself, taken, with_choice
from annotations.brief.spec import BriefSpec
from annotations.claim_filter import MOST_WORDS
from annotations.wording import number_of
from app.background import Question
from app.models.brief_choice import ChoiceModel, Shown
from app.plain import PlainLabel
from app.session import Session
from app.settings import Settings
from app.theme import SPACE_L, SPACE_M, SPACE_S
from app.widgets.buttons import agree_or_cancel

_LAYOUT = "dialog-brief-choice"
_PAUSE = 120
_SHOWN = {"All": Shown.ALL, "Taken in": Shown.TAKEN, "Left out": Shown.LEFT_OUT}
_OPENED = 40
"""So many articles are shown with their claims; of more one sees the headlines first."""


class BriefChoiceDialog(QDialog):
    """Check boxes by article; `values` gives the choice back.

    Space checks the rows that are chosen, the arrows open and close an article. A search narrows what is listed, and
    what is done with a whole article is done with what is listed of it.

    Args:
        session: with an open project.
        settings: where its size is remembered.
        spec: of the brief.
        parent: the window.
    """

    def __init__(self, session: Session, settings: Settings, spec: BriefSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Articles and claims of the brief")
        self._settings, self._spec = settings, spec
        self._asking = Question(session, self)
        self.model = ChoiceModel()
        self.field, self.shown, self.view = QLineEdit(), QComboBox(), QTreeView()
        self.check_button, self.uncheck_button = QPushButton("&Check all listed"), QPushButton("&Uncheck all listed")
        self.by_itself = QCheckBox("What is marked &later comes in by itself")
        self.counts = PlainLabel("Reading…")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._build()
        self._connect(session)
        self._asking.ask(lambda project: choosable(project, spec), self._show)

    def _build(self) -> None:
        self.field.setPlaceholderText("Headline, outlet, words or number of a claim")
        self.field.setAccessibleName("Find articles and claims")
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(MOST_WORDS)
        self.shown.setAccessibleName("Which are listed")
        for name, kind in _SHOWN.items():
            self.shown.addItem(name, kind)
        self.view.setModel(self.model)
        self.view.setHeaderHidden(True)
        self.view.setUniformRowHeights(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName("Articles and claims")
        self.by_itself.setChecked(comes_by_itself(self._spec))
        self.counts.setProperty("kind", "quiet")
        self.buttons = agree_or_cancel(self, "Use")
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)
        search, doing = QHBoxLayout(), QHBoxLayout()
        for row in (search, doing):
            row.setSpacing(SPACE_S)
        search.addWidget(self.field, 1)
        search.addWidget(self.shown)
        for button in (self.check_button, self.uncheck_button):
            button.setAutoDefault(False)
            doing.addWidget(button)
        doing.addStretch(1)
        doing.addWidget(self.counts)
        foot = QHBoxLayout()
        foot.addWidget(self.by_itself, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(search)
        column.addWidget(self.view, 1)
        column.addLayout(doing)
        column.addLayout(foot)
        self.resize(820, 600)
        self.restoreGeometry(self._settings.layout(_LAYOUT))

    def _connect(self, session: Session) -> None:
        self._pause.timeout.connect(self._search)
        self.field.textChanged.connect(self._pause.start)
        self.shown.activated.connect(lambda _: self._search())
        self.check_button.clicked.connect(lambda: self.model.set_shown(checked=True))
        self.uncheck_button.clicked.connect(lambda: self.model.set_shown(checked=False))
        self.model.picked_changed.connect(self._count)
        self.view.installEventFilter(self)
        self.field.installEventFilter(self)
        session.closing.connect(self.reject)

    def _show(self, articles: tuple[ChoosableArticle, ...]) -> None:
        self.model.put(articles, taken(self._spec, articles))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(True)
        self._search()

    def _search(self) -> None:
        self._pause.stop()
        self.model.search(self.field.text(), Shown(self.shown.currentData()))
        if self.field.text().strip() or self.model.rowCount() <= _OPENED:
            self.view.expandAll()
        self.view.setCurrentIndex(self.model.index(0, 0))
        some = self.model.rowCount() > 0
        self.check_button.setEnabled(some)
        self.uncheck_button.setEnabled(some)

    def _count(self) -> None:
        claims, every, inside, articles = self.model.counts()
        self.counts.setText(
            f"{claims:,} of {number_of(every, 'claim')}, in {inside:,} of {number_of(articles, 'article')}"
        )

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Space checks all chosen rows; Down leads from the search to what it found, Enter searches at once."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.view and event.key() == Qt.Key.Key_Space:
            self._turn(self.view.selectionModel().selectedRows())
            return True
        if watched is self.field and event.key() == Qt.Key.Key_Down:
            self.view.setFocus()
            return True
        if watched is self.field and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._search()
            return True
        return False

    def _turn(self, rows: list[QModelIndex]) -> None:
        """Check the chosen rows, or not: as the one with the keyboard is turned."""
        now = self.view.currentIndex()
        if not now.isValid():
            return
        was = self.model.data(now, Qt.ItemDataRole.CheckStateRole)
        self.model.set_some(rows or [now], checked=was is not Qt.CheckState.Checked)

    # -- the choice

    def values(self) -> Mapping[str, Any]:
        """Values of fields of the specification."""
        return with_choice(self._spec, self.model.articles, self.model.picked, by_itself=self.by_itself.isChecked())

    def done(self, result: int) -> None:
        """Qt: remember how it looked."""
        self._settings.keep_layout(_LAYOUT, self.saveGeometry())
        super().done(result)
