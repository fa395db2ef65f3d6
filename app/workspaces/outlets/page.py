"""The workspace with all outlets: a table, a form for what is known of the selected ones, and likely doubles."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotations.articles import Outlet
from annotations.outlets import OutletUse, likely_same
from annotations.project import Project
from annotations.store.changes import Changes
from app.background import Question
from app.plain import PlainLabel
from app.theme import AROUND, SPACE_M, SPACE_S
from app.widgets.elided import ElidedLabel
from app.widgets.empty import EmptyState
from app.widgets.splitter import Splitter
from app.widgets.tables import show_as_rows
from app.workspaces.outlets.form import OutletForm
from app.workspaces.outlets.model import (
    ALIASES,
    ARTICLES,
    CLAIMS,
    COUNTRY,
    LANGUAGE,
    MEDIUM,
    NAME,
    OWNERSHIP,
    REACH,
    Listed,
    OutletsModel,
)
from app.workspaces.workspace import Workspace

if TYPE_CHECKING:
    from app.window import Window

_TABLE, _NONE, _NOTHING = range(3)
_WIDTHS = {NAME: 150, COUNTRY: 84, MEDIUM: 96, OWNERSHIP: 96, REACH: 60, LANGUAGE: 88, ARTICLES: 74, CLAIMS: 66}
_LEAST, _MOST_NAME, _NARROW = 60, 280, 1024
_FORM = 240
_Read = tuple[list[Outlet], dict[int, OutletUse], dict[str, list[str]], list[tuple[Outlet, ...]]]


class OutletsPage(Workspace):
    """Every outlet, one row each."""

    selection_changed = Signal()

    def __init__(self, window: "Window") -> None:
        super().__init__()
        self._window, self._session = window, window.session
        self._question = Question(self._session, self)
        self._stale = True
        self._alike: list[tuple[Outlet, ...]] = []
        self._not_alike: set[frozenset[int]] = set()
        self._come_in = False
        """Whether the keyboard is to go into the list once it is read."""
        self._wanted: Sequence[int] = ()
        """Outlets to be selected once they are read."""
        self.field = QLineEdit()
        self.model = OutletsModel(self)
        self.listed = Listed(self.model, self)
        self.table = QTableView()
        self.form = OutletForm()
        self.said, self.alike_label = PlainLabel(), ElidedLabel()
        self.merge_button, self.delete_button = QPushButton("Merge…"), QPushButton("Delete")
        self.delete_button.setProperty("kind", "danger")
        self.alike_button, self.apart_button = QPushButton("Merge…"), QPushButton("They are not")
        self._build()
        self._connect()
        self._forget()

    # -- building

    def _build(self) -> None:
        self.field.setPlaceholderText("Filter outlets")
        self.field.setAccessibleName("Filter outlets by name or anything known of them")
        self.field.setClearButtonEnabled(True)
        self.said.setProperty("kind", "small")
        self.said.setAccessibleName("How many outlets")
        self._dress_table()
        head = QHBoxLayout()
        head.setContentsMargins(*AROUND)
        head.setSpacing(SPACE_S)
        head.addWidget(self.field, 1)
        head.addWidget(self.merge_button)
        head.addWidget(self.delete_button)
        shown = QWidget()
        self._pages = QStackedLayout(shown)
        import_files = ("Import files…", lambda: self._window.commands.run("file.import"))
        self._pages.addWidget(self.table)
        self._pages.addWidget(
            EmptyState("No outlets yet", "They come with the articles that you import.", import_files)
        )
        self._pages.addWidget(EmptyState("Nothing found", "No outlet has that.", ("Show all", self.field.clear)))
        foot = QHBoxLayout()
        foot.setContentsMargins(*AROUND)
        foot.addWidget(self.said, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, self._alike_bar(), shown, foot):
            column.addLayout(part) if isinstance(part, QHBoxLayout) else column.addWidget(part, int(part is shown))
        area = QScrollArea()
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumWidth(240)
        splitter = Splitter(Qt.Orientation.Horizontal, ("Width of the form",))
        splitter.setHandleWidth(1)
        splitter.addWidget(left)
        splitter.addWidget(area)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([784, _FORM])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
        order = [self.field, self.merge_button, self.delete_button, self.alike_button, self.apart_button, self.table]
        for one, other in pairwise([*order, splitter.handle(1), self.form.name_field]):
            QWidget.setTabOrder(one, other)

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.listed)
        table.setAccessibleName("Outlets")
        table.setSortingEnabled(True)
        table.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
        show_as_rows(table)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = table.horizontalHeader()
        header.setMinimumSectionSize(_LEAST)
        header.setSectionResizeMode(ALIASES, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        table.installEventFilter(self)
        self.field.installEventFilter(self)

    def _alike_bar(self) -> QWidget:
        """Says which outlets may be one, if any may."""
        self._alike_frame = QFrame()
        self._alike_frame.setProperty("kind", "banner")
        row = QHBoxLayout(self._alike_frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self.alike_label, 1)
        row.addWidget(self.alike_button)
        row.addWidget(self.apart_button)
        self.alike_button.setAccessibleName("Merge the outlets that may be one")
        self.apart_button.setAccessibleName("They are different outlets")
        self.apart_button.setProperty("kind", "link")
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(SPACE_M, 0, SPACE_M, SPACE_S)
        column.addWidget(self._alike_frame)
        self._alike_around = around
        return around

    def _connect(self) -> None:
        self.field.textChanged.connect(self._filter)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_selected())
        self.form.edited.connect(self._edit)
        self.form.escaped.connect(self.table.setFocus)
        self.merge_button.clicked.connect(lambda: self._window.commands.run("outlets.merge"))
        self.delete_button.clicked.connect(lambda: self._window.commands.run("outlets.delete"))
        self.alike_button.clicked.connect(lambda: self._window.commands.run("outlets.merge-alike"))
        self.apart_button.clicked.connect(self._keep_apart)
        self._session.changed.connect(self._follow)
        self._session.closing.connect(self.form.flush)
        self._session.project_changed.connect(self._forget)
        self._session.writable_changed.connect(self._show_selected)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: names get more room where there is more."""
        super().resizeEvent(event)
        self.table.setColumnWidth(NAME, min(_WIDTHS[NAME] + max(0, self.width() - _NARROW) // 4, _MOST_NAME))

    def entered(self) -> None:
        """The keyboard goes into the list."""
        self._come_in = self.model.rowCount() == 0
        if self._stale:
            self._read()
        (self.table if self.listed.rowCount() else self.field).setFocus()

    # -- reading

    def _read(self) -> None:
        self._stale = False

        def read(project: Project) -> _Read:
            outlets = project.outlets.all()
            return outlets, project.outlets.usage(), project.outlets.values(), likely_same(outlets)

        self._question.ask(read, lambda answer: self._show(*answer))

    def _show(
        self,
        outlets: list[Outlet],
        usage: dict[int, OutletUse],
        values: dict[str, list[str]],
        alike: list[tuple[Outlet, ...]],
    ) -> None:
        chosen = self._wanted or [outlet.id for outlet in self.selected]
        self._wanted = ()
        first = self.model.rowCount() == 0
        self.model.show(outlets, usage)
        self.form.offer(values)
        self._alike = alike
        self._say_alike()
        self.listed.select(self.table.selectionModel(), chosen or ([outlets[0].id] if first and outlets else []))
        self._show_selected()
        self._show_page()
        if self._come_in and outlets:
            self._come_in = False
            self.table.setFocus()

    def _filter(self) -> None:
        chosen = [outlet.id for outlet in self.selected]
        self.listed.filter(self.field.text())
        self.listed.select(self.table.selectionModel(), chosen)
        self._show_page()

    def _show_page(self) -> None:
        listed, every = self.listed.rowCount(), self.model.rowCount()
        self._pages.setCurrentIndex(_TABLE if listed else _NOTHING if every else _NONE)
        count = f"{listed:,} of {every:,}" if listed < every else f"{every:,}"
        self.said.setText(f"{count} outlet{'' if every == 1 else 's'}" if every else "")

    # -- selecting

    @property
    def selected(self) -> list[Outlet]:
        """The selected outlets, in the order of the list."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [outlet for row in rows if (outlet := self.listed.outlet(row))]

    def select(self, ids: Sequence[int]) -> None:
        """Select these outlets, now or once they are read."""
        self._wanted = tuple(ids)
        self.listed.select(self.table.selectionModel(), ids)

    def _show_selected(self) -> None:
        selected, writable = self.selected, self._session.can_write
        if [outlet.id for outlet in selected] != [outlet.id for outlet in self.form.outlets]:
            self.form.flush()
        self.form.show_outlets(selected, writable=writable)
        self.merge_button.setEnabled(writable and len(selected) > 1)
        unused = all(self.model.use(outlet.id).articles == 0 for outlet in selected)
        self.delete_button.setEnabled(writable and bool(selected) and unused)
        self.selection_changed.emit()

    # -- likely doubles

    @property
    def alike(self) -> tuple[Outlet, ...]:
        """The first outlets that may be one, and were not said to differ."""
        return next(iter(self._groups()), ())

    def _groups(self) -> list[tuple[Outlet, ...]]:
        return [g for g in self._alike if frozenset(outlet.id for outlet in g) not in self._not_alike]

    def _say_alike(self) -> None:
        names, left = " and ".join(f"“{outlet.name}”" for outlet in self.alike), len(self._groups()) - 1
        more = f" ({left:,} more)" if left > 0 else ""
        self.alike_label.setText(f"These may be one outlet{more}: {names}" if names else "")
        self._alike_around.setVisible(bool(names) and self._session.can_write)

    def _keep_apart(self) -> None:
        self._not_alike.add(frozenset(outlet.id for outlet in self.alike))
        self._say_alike()

    # -- storing and following

    def _edit(self, ids: Sequence[int], values: dict[str, object]) -> None:
        names = {outlet.id: outlet.name for outlet in self.form.outlets}
        what = f"outlet {names[ids[0]]}" if len(ids) == 1 else f"{len(ids):,} outlets"
        if not self._session.can_write:
            return

        def work(project: Project) -> bool:
            project.outlets.edit(ids, **values)
            return True

        if not self._session.run(f"Edit {what}", work, self):
            self.form.show_outlets(self.form.outlets, writable=self._session.can_write)

    def _follow(self, changes: Changes) -> None:
        if not changes.touches("outlets", "articles", "claims"):
            return
        if changes.initiator is self and (project := self._session.project):
            # At once, so that the next field is stored beside what was just stored.
            every = {outlet.id: outlet for outlet in project.outlets.all()}
            kept = [every[outlet.id] for outlet in self.form.outlets if outlet.id in every]
            self.form.show_outlets(kept, writable=self._session.can_write)
        if self.isVisible():
            self._read()
        else:
            self._stale = True

    def _forget(self) -> None:
        self._not_alike = set()
        self._alike = []
        self.model.show([], {})
        self.field.clear()
        self._say_alike()
        self._show_selected()
        self._show_page()
        self._read()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Down leads from the field into the list, Enter from there into the form, Delete takes away."""
        if watched is self.table and event.type() == QEvent.Type.FocusIn:
            if not self.selected and self.listed.rowCount():
                self.table.selectRow(0)  # there is always a row that shows where the keyboard is
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.field and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            self.table.setFocus()
            if not self.selected and self.listed.rowCount():
                self.table.selectRow(0)
            return True
        if watched is self.table and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            one = len(self.selected) == 1
            (self.form.name_field if one else next(iter(self.form.boxes.values()))).setFocus()
            return True
        if watched is self.table and event.key() == Qt.Key.Key_Delete:
            self._window.commands.run("outlets.delete")
            return True
        return False
