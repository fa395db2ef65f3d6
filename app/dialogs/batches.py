"""The batches of the project: what each import was, how much of it was kept, and which articles it has."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableView,
    QWidget,
)

from annotations.articles import Batch
from annotations.store.changes import Changes
from app.dialogs.list_dialog import ListDialog
from app.models.batches import COLUMNS, COUNTS, BatchesModel
from app.plain import PlainLabel
from app.session import Session
from app.settings import Settings
from app.widgets.empty import EmptyState
from app.widgets.tables import show_as_rows

_HINT = "F2 or a double click edits a cell."
_READ_ONLY = "The project is only read."
_WIDTHS = {
    "origin": 140,
    "period": 130,
    "retrieved_on": 110,
    "retrieved_by": 120,
    **dict.fromkeys(COUNTS, 64),
    "left_out": 76,
}


class BatchesDialog(ListDialog):
    """The table of batches, the latest first.

    Args:
        session: with an open project.
        settings: where it is remembered how it looked.
        current: id of the batch that is selected at first; the latest if None.
        parent: the window.
    """

    shown = Signal(object)
    """The articles of a batch are to be listed: the `Batch`."""

    def __init__(
        self, session: Session, settings: Settings, current: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, "batches", (1000, 460), parent)
        self.setWindowTitle("Batches")
        self._session = session
        self.model = BatchesModel(self._change, editable=session.can_write, parent=self)
        self.view = self._table()
        self.note = PlainLabel()
        self.note.setProperty("kind", "quiet")
        self.note.setWordWrap(True)
        self.show_button, self.delete_button = QPushButton("Show its &articles"), QPushButton("&Delete")
        self.show_button.setDefault(True)
        self.delete_button.setToolTip("Possible where no article came with it")
        self._close_button = QPushButton("Close")
        for button in (self.delete_button, self._close_button):
            button.setAutoDefault(False)
        empty = EmptyState("No batches yet", "Each import is one: it is listed here from then on.")
        buttons = (self.delete_button, None, self._close_button, self.show_button)
        self.lay_out(self.view, empty, buttons, below=(self.note,))
        self.remember(self.view.horizontalHeader())
        self._connect()
        self._read()
        self.view.selectRow(max(0, self.model.row_of(current or 0)))
        self._refresh()

    def _table(self) -> QTableView:
        view = QTableView()
        view.setModel(self.model)
        view.setAccessibleName("Batches, the latest first")
        show_as_rows(view)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        view.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, name in enumerate(COLUMNS):
            if name in _WIDTHS:
                view.setColumnWidth(column, _WIDTHS[name])
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return view

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(lambda *_: self._refresh())
        self.model.refused.connect(self.note.setText)
        self.show_button.clicked.connect(self.accept)
        self.delete_button.clicked.connect(self._delete)
        self._close_button.clicked.connect(self.reject)
        self._session.changed.connect(self._follow)

    # -- following

    def _read(self) -> None:
        self.model.read(self._session.project)
        self.show_list(there=self.model.rowCount() > 0)

    def _follow(self, changes: Changes) -> None:
        if changes.touches("batches", "articles", "triaged"):
            row = self.view.currentIndex().row()
            self._read()
            if not self.view.currentIndex().isValid():
                self.view.selectRow(min(max(row, 0), self.model.rowCount() - 1))
            self._refresh()

    def _refresh(self) -> None:
        batch = self.selected
        self.show_button.setEnabled(batch is not None)
        empty = batch is not None and not self.model.use(batch).found
        self.delete_button.setEnabled(empty and self._session.can_write)
        self.note.setText((_HINT if self._session.can_write else _READ_ONLY) if batch else "")

    @property
    def selected(self) -> Batch | None:
        """The batch of the current row."""
        return self.model.batch(self.view.currentIndex().row())

    # -- doing

    def _change(self, batch: Batch, name: str, value: str) -> None:
        self._session.run("Edit batch", lambda project: project.batches.update(batch.id, **{name: value}), self)

    def _delete(self) -> None:
        batch = self.selected
        if batch is not None:
            self._session.run("Delete batch", lambda project: project.batches.delete([batch.id]))

    def accept(self) -> None:
        """Qt: close, and have the articles of the selected batch listed."""
        if (batch := self.selected) is not None:
            self.shown.emit(batch)
            super().accept()
