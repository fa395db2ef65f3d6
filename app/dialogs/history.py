"""Who did what, and when: a list to be searched, from which one goes to the claim that an action touched."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotations.claims import Coder
from annotations.history import HistoryEntry
from annotations.project import Project
from app.models.history import STATE, WHAT, WHEN, WHO, HistoryModel, Index
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M, SPACE_S
from app.widgets.empty import EmptyState
from app.widgets.tables import show_as_rows

Scope = tuple[str, Callable[[], Sequence[int]]]
"""A choice of what to list, with what finds the ids of its actions."""
GoTo = Callable[[HistoryEntry], bool]

_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_AS_FAR = "As far back as is kept what actions changed; the tool tip of a tag says who set it when."
_GONE = "What this action touched is no longer here, or it is too long ago to tell."


class HistoryDialog(QDialog):
    """The actions, newest first.

    Args:
        project: the open project.
        scopes: what the list can be narrowed to, besides everything.
        go_to: shows what an action touched; whether there was something to show.
        parent: the window.
    """

    def __init__(self, project: Project, scopes: Sequence[Scope], go_to: GoTo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("History")
        people = project.coders.all()
        names = {coder.id: coder.name for coder in (*people, project.coders.agreed())}
        self._scopes, self._go_to = scopes, go_to
        self.model = HistoryModel(project, names, self)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter actions")
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName("Filter actions by their names")
        self.field.installEventFilter(self)
        self.scope_box, self.coder_box = self._boxes(scopes, people)
        self.view = self._table()
        self.note = PlainLabel()
        self.note.setProperty("kind", "quiet")
        self.note.setAccessibleName("What was found")
        self.go_button, self._close_button = QPushButton("Go there"), QPushButton("Close")
        self.go_button.setDefault(True)
        self._close_button.setAutoDefault(False)
        self._build()
        self._connect()
        self._show_page()
        self.resize(860, 560)

    def _boxes(self, scopes: Sequence[Scope], people: Sequence[Coder]) -> tuple[QComboBox, QComboBox]:
        scope_box, coder_box = QComboBox(), QComboBox()
        scope_box.setAccessibleName("Actions on")
        scope_box.addItems(["Everything", *(name for name, _ in scopes)])
        coder_box.setAccessibleName("Actions by")
        coder_box.addItem("Everybody", None)
        for coder in people:
            coder_box.addItem(coder.name, coder.id)
        for box in (scope_box, coder_box):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(200)
        return scope_box, coder_box

    def _table(self) -> QTableView:
        view = QTableView()
        view.setModel(self.model)
        view.setItemDelegate(_Cell(view, self.model))
        view.setAccessibleName("Actions, newest first")
        show_as_rows(view)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        for column, width in ((WHEN, 150), (WHO, 130), (STATE, 190)):
            view.setColumnWidth(column, width)
        return view

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self.field, 1)
        head.addWidget(self.scope_box)
        head.addWidget(self.coder_box)
        listed = QWidget()
        self._pages = QStackedLayout(listed)
        self._pages.addWidget(self.view)
        self._pages.addWidget(EmptyState("Nothing was done yet", "What you and your colleagues do is listed here."))
        self._pages.addWidget(EmptyState("Nothing found", "No action matches the filter.", ("Show all", self.show_all)))
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.note, 1)
        foot.addWidget(self._close_button)
        foot.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        column.addWidget(listed, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._filter)
        self.scope_box.currentIndexChanged.connect(self._filter)
        self.coder_box.currentIndexChanged.connect(self._filter)
        self.view.selectionModel().currentChanged.connect(lambda *_: self.note.setText(self._hint()))
        self.view.doubleClicked.connect(lambda _: self.accept())
        self.go_button.clicked.connect(self.accept)
        self._close_button.clicked.connect(self.reject)

    # -- filtering

    def show_all(self) -> None:
        """Drop the filters."""
        self.field.clear()
        self.scope_box.setCurrentIndex(0)
        self.coder_box.setCurrentIndex(0)
        self.field.setFocus()

    def _filter(self) -> None:
        scope = self.scope_box.currentIndex()
        among = self._scopes[scope - 1][1]() if scope else None
        self.model.filter(self.field.text(), self.coder_box.currentData(), among)
        self._show_page()

    def _show_page(self) -> None:
        filled = self.model.rowCount() > 0
        filtered = self.field.text().strip() or self.scope_box.currentIndex() or self.coder_box.currentIndex()
        self._pages.setCurrentIndex(0 if filled else 2 if filtered else 1)
        self.go_button.setEnabled(filled)
        self.note.setText(self._hint())
        if filled:
            self.view.selectRow(0)
            self.view.scrollToTop()

    def _hint(self) -> str:
        return _AS_FAR if self.scope_box.currentIndex() else ""

    # -- going

    def accept(self) -> None:
        """Qt: close and show what the selected action touched; where there is nothing to show, say so and stay."""
        entry = self.model.entry(self.view.currentIndex().row())
        if entry is None:
            return
        if self._go_to(entry):
            super().accept()
        else:
            self.note.setText(_GONE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows move in the list while the field is typed in."""
        pressed = watched is self.field and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self.view.keyPressEvent(event)
            return True
        return False


class _Cell(QStyledItemDelegate):
    """What was undone, and all that is not the action's name, is written in the lesser colour."""

    def __init__(self, parent: QWidget, model: HistoryModel) -> None:
        super().__init__(parent)
        self._model = model

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the colour of the words, and one selected row without the frame of a cell."""
        super().initStyleOption(option, index)
        if index.column() != WHAT or not self._model.stands(index.row()):
            quiet = option.palette.color(QPalette.ColorRole.PlaceholderText)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, quiet)
