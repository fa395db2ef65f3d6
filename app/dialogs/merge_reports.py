"""The reports that are kept of what was merged into the project, one of them to be opened."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QTableWidgetItem, QWidget

from annotations.history import local_time
from annotations.merging import MergeReport
from annotations.merging_words import copy_name, summary_of
from app.dialogs.list_dialog import ListDialog
from app.moments import date_and_time
from app.plain import PlainLabel, plain_tip
from app.settings import Settings
from app.widgets.empty import EmptyState
from app.widgets.tables import table_of_texts

_COLUMNS = {"Merged on": 150, "Copy": 190, "What came of it": 0}


class MergeReportsDialog(ListDialog):
    """The reports, the latest first."""

    chosen = Signal(object)
    """A `MergeReport` is to be shown."""

    def __init__(self, settings: Settings, reports: Sequence[MergeReport], parent: QWidget | None = None) -> None:
        super().__init__(settings, "merge-reports", (860, 360), parent)
        self.setWindowTitle("Merge reports")
        self._reports = tuple(reports)
        self.table = table_of_texts("Merged copies, the latest first", _COLUMNS)
        self.table.setRowCount(len(self._reports))
        for row, report in enumerate(self._reports):
            moment = local_time(report.at)
            for column, text in enumerate(
                (date_and_time(moment) if moment else report.at, copy_name(report), summary_of(report))
            ):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                self.table.setItem(row, column, item)
        self.show_button, close = QPushButton("&Show the report"), QPushButton("Close")
        self.show_button.setDefault(True)
        close.setAutoDefault(False)
        note = PlainLabel("A report goes when its merge is undone.")
        note.setProperty("kind", "quiet")
        empty = EmptyState("Nothing was merged yet", "What is merged into this project is told here.")
        self.lay_out(self.table, empty, (None, close, self.show_button), below=(note,))
        self.show_list(there=bool(reports))
        for widget in (note, self.show_button):
            widget.setVisible(bool(reports))
        self.remember(self.table.horizontalHeader())
        close.clicked.connect(self.reject)
        self.show_button.clicked.connect(self.accept)
        self.table.doubleClicked.connect(lambda _: self.accept())
        self.table.selectRow(0)
        self.table.setFocus()

    def accept(self) -> None:
        """Qt: close, and have the selected report shown."""
        row = self.table.currentRow()
        if 0 <= row < len(self._reports):
            super().accept()
            self.chosen.emit(self._reports[row])
