"""Above the list of articles: what is looked for, of which status, whose, and in what order."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from annotations.article_lists import ArticleFilter, Order, Sorting
from annotations.articles import Batch, Status
from annotations.sampling import Sample
from app.icons import put_icon
from app.models.articles import STATUS_NAMES
from app.panels.only_button import OnlyButton
from app.plain import put_tip
from app.settings import Settings
from app.theme import SPACE_M, SPACE_S, SPACE_XS

PAUSE = 100
"""Milliseconds without a key after which the list is filtered: searching thousands of articles takes time."""

_ORDERS = {
    Sorting.DATE: ("&Date", ("newest first", "oldest first")),
    Sorting.HEADLINE: ("&Headline", ("Z to A", "A to Z")),
    Sorting.OUTLET: ("&Outlet", ("Z to A", "A to Z")),
    Sorting.CLAIMS: ("&Claims", ("most first", "fewest first")),
    Sorting.STATUS: ("&Status", ("done first", "new first")),
    Sorting.IMPORTED: ("Order of &import", ("last first", "first first")),
}
_FALLING = {Sorting.DATE, Sorting.CLAIMS}
"""What one wants to see from the top: the newest, the most."""
_KEPT = "articles/order"
_KEPT_FOLDED = "articles/copies-folded"


_SECOND = "second"
"""What stands for no status in the box of states: what the person has to code second."""
_LEAST_WIDTH = 70
"""Pixels to which the box of the status shrinks, so that the list leaves the text its room in a small window."""


class ArticleFilterBar(QWidget):
    """The fields; `changed` tells that they ask for something else."""

    changed = Signal()
    all_folded = Signal()
    """The copies of all leads are to be folded, or opened, whatever was done to those of each; before `changed`."""

    def __init__(self, settings: Settings | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.order = _read(settings.remembered(_KEPT)) if settings else Order()
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter articles")
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName("Filter articles by headline, author or outlet")
        put_tip(self.field, "Headline, author, or the outlet's names, country, medium or ownership")
        self.status_box = QComboBox()
        self.status_box.setAccessibleName("Show articles of this status")
        self.status_box.setMinimumWidth(_LEAST_WIDTH)
        self.status_box.addItem("All", None)
        for status, name in STATUS_NAMES.items():
            self.status_box.addItem(name, status)
        self.status_box.addItem("To code second", _SECOND)
        self.mine = QPushButton("Mine")
        self.mine.setCheckable(True)
        self.mine.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.only_button = OnlyButton()
        put_tip(self.mine, "Only articles assigned to me")
        self.sort = QToolButton()
        self.sort.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        put_icon(self.sort, "arrow-up-down")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._menu()
        self._build()
        self._tell_order()
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._ask)
        self._pause.timeout.connect(self._ask)
        self.status_box.currentIndexChanged.connect(self._ask)
        self.mine.toggled.connect(self._ask)
        self.only_button.clicked.connect(lambda: self.show_only(None))

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        grid.setSpacing(SPACE_S)
        grid.addWidget(self.field, 0, 0)
        below = QHBoxLayout()
        below.setSpacing(SPACE_XS)  # in the narrowest panel more would cut "All" short
        below.addWidget(self.status_box, 1)
        below.addWidget(self.mine)
        below.addWidget(self.sort)
        grid.addLayout(below, 1, 0)
        grid.addWidget(self.only_button, 2, 0)

    def _menu(self) -> None:
        menu, group = QMenu(self.sort), QActionGroup(self)
        self._by: dict[Sorting, QAction] = {}
        for by, (name, _) in _ORDERS.items():
            action = menu.addAction(name, partial(self.set_order, Order(by, by in _FALLING)))
            action.setCheckable(True)
            group.addAction(action)
            self._by[by] = action
        menu.addSeparator()
        self.turn = menu.addAction("", self.turn_round)
        menu.addSeparator()
        self.fold = menu.addAction("&Fold wire copies")
        self.fold.setCheckable(True)
        self.fold.setChecked(self._settings is not None and self._settings.remembered(_KEPT_FOLDED) == "yes")
        self.fold.toggled.connect(self._keep_folded)
        self.sort.setMenu(menu)

    @property
    def status(self) -> Status | None:
        """The status that is wanted, None for any."""
        chosen = self.status_box.currentData()  # Qt keeps the text of a status only
        return Status(chosen) if chosen and chosen != _SECOND else None

    @property
    def second(self) -> bool:
        """Whether only what the person has to code second is wanted."""
        return bool(self.status_box.currentData() == _SECOND)

    def show_second(self) -> None:
        """Ask for what the person has to code second."""
        self.clear()
        self.status_box.setCurrentIndex(self.status_box.findData(_SECOND))

    def wanted(self, coder_id: int) -> ArticleFilter:
        """What is asked for by somebody of this id."""
        return ArticleFilter(
            text=self.field.text().strip(),
            statuses=(self.status,) if self.status else (),
            assigned_to=coder_id if self.mine.isChecked() else None,
            second_by=coder_id if self.second else None,
            batch_id=self.only.id if isinstance(self.only, Batch) else None,
            sample_id=self.only.id if isinstance(self.only, Sample) else None,
            folded=self.fold.isChecked(),
        )

    @property
    def only(self) -> Batch | Sample | None:
        """The one batch or sample whose articles are wanted, None for any."""
        return self.only_button.only

    # -- changing

    def clear(self) -> bool:
        """Ask for all articles; whether that is something else. Nobody is told."""
        was = bool(self.field.text() or self.status or self.second or self.mine.isChecked() or self.only)
        for part in (self.field, self.status_box, self.mine):
            part.blockSignals(True)
        self.field.clear()
        self.status_box.setCurrentIndex(0)
        self.mine.setChecked(False)
        self.only_button.tell(None)
        for part in (self.field, self.status_box, self.mine):
            part.blockSignals(False)
        self._pause.stop()
        return was

    def _keep_folded(self, folded: bool) -> None:
        self.all_folded.emit()
        if self._settings:
            self._settings.keep(_KEPT_FOLDED, "yes" if folded else "")
        self._ask()

    def show_only(self, only: Batch | Sample | None) -> None:
        """Ask for the articles of one batch or sample, or of any."""
        self.only_button.tell(only)
        self._ask()

    def _typed(self, text: str) -> None:
        """Ask at the next pause, or at once where the words were dropped."""
        if text:
            self._pause.start()
        else:
            self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        self.changed.emit()

    def set_order(self, order: Order) -> None:
        """Sort like this, now and from now on."""
        if order == self.order:
            return
        self.order = order
        if self._settings:
            self._settings.keep(_KEPT, f"{order.by.value} {'down' if order.descending else 'up'}")
        self._tell_order()
        self._ask()

    def turn_round(self) -> None:
        """Sort the other way round."""
        self.set_order(Order(self.order.by, not self.order.descending))

    def _tell_order(self) -> None:
        name, ways = _ORDERS[self.order.by]
        self._by[self.order.by].setChecked(True)
        other = ways[self.order.descending]
        self.turn.setText(f"&Turn round: {other}")
        said = f"Sorted by {name.replace('&', '').lower()}, {ways[not self.order.descending]}"
        self.sort.setAccessibleName(said)
        put_tip(self.sort, said)


def _read(kept: str) -> Order:
    by, _, way = kept.partition(" ")
    return Order(Sorting(by), way == "down") if by in set(Sorting) else Order()
