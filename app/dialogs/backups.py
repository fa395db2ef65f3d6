"""The backups of the open project, and how they are made."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotations.backups import BACKUP_LIMITS, Backup, BackupWishes
from annotations.sharing import in_units
from app.models.articles import shown_date
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M, SPACE_S
from app.widgets.spin import indent

_NUMBERS = {"minutes": ("Every", "minutes of work"), "number": ("Keep", "of a project"), "days": ("for", "days")}


class BackupsDialog(QDialog):
    """Lists backups, newest first, and edits the wishes; `wishes` gives them back."""

    copy_asked = Signal(object)
    """A `Backup` of which a copy is to be opened."""

    def __init__(
        self, wishes: BackupWishes, backups: Sequence[Backup], folder: Path | None, parent: QWidget | None = None
    ) -> None:
        """Show them.

        Args:
            wishes: how backups are made now.
            backups: those of the open project.
            folder: where they are; None while no project is open.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setWindowTitle("Backups")
        self._wishes = wishes
        self._backups = list(backups)
        self._folder = folder
        self.made_box = QCheckBox("&Make backups while a project is worked on")
        self.made_box.setChecked(wishes.made)
        self.numbers = {name: QSpinBox() for name in _NUMBERS}
        indent(*self.numbers.values())
        for name, field in self.numbers.items():
            field.setRange(*BACKUP_LIMITS[name])
            field.setValue(getattr(wishes, name))
            field.setAccessibleName(" ".join(_NUMBERS[name]))
        self.table = self._table()
        self.copy_button = QPushButton("&Open a copy…")
        self.copy_button.clicked.connect(self._ask_copy)
        self.folder_button = QPushButton("&Show in folder")
        self.folder_button.clicked.connect(self._show_folder)
        self._build()
        self.made_box.toggled.connect(self._refresh)
        self.table.itemSelectionChanged.connect(self._refresh)
        self._refresh()

    def _table(self) -> QTableWidget:
        table = QTableWidget(len(self._backups), 3)
        table.setHorizontalHeaderLabels(["Made", "Project", "Size"])
        table.setAccessibleName("Backups of this project")
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for row, backup in enumerate(self._backups):
            when = shown_date(f"{backup.at.astimezone():%Y-%m-%dT%H:%M}")
            for column, text in enumerate((when, backup.name, in_units(backup.size))):
                item = QTableWidgetItem(text)
                if column == 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        if self._backups:
            table.selectRow(0)
        return table

    def _build(self) -> None:
        numbers = QHBoxLayout()
        numbers.setSpacing(SPACE_S)
        for name, (before, after) in _NUMBERS.items():
            for widget in (PlainLabel(before), self.numbers[name], PlainLabel(after)):
                numbers.addWidget(widget)
            numbers.addSpacing(SPACE_M)
        numbers.addStretch()
        note = QLabel(
            "A backup is a complete project with all its texts and is not encrypted. It is made only when something "
            "changed; the newest is kept whatever its age."
        )
        note.setProperty("kind", "small")
        note.setWordWrap(True)
        heading = PlainLabel("Backups of this project" if self._folder else "Open a project to see its backups")
        heading.setProperty("kind", "strong")
        below = QHBoxLayout()
        below.setSpacing(SPACE_M)
        below.addWidget(self.copy_button)
        below.addWidget(self.folder_button)
        below.addStretch()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.accept)
        below.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(self.made_box)
        column.addLayout(numbers)
        column.addWidget(note)
        column.addWidget(heading)
        column.addWidget(self.table, 1)
        column.addLayout(below)
        self.resize(620, 480)

    def _refresh(self) -> None:
        for field in self.numbers.values():
            field.setEnabled(self.made_box.isChecked())
        self.copy_button.setEnabled(self._chosen() is not None)
        self.folder_button.setEnabled(bool(self._backups))

    def _chosen(self) -> Backup | None:
        rows = self.table.selectionModel().selectedRows()
        return self._backups[rows[0].row()] if rows else None

    def _ask_copy(self) -> None:
        backup = self._chosen()
        if backup:
            self.accept()
            self.copy_asked.emit(backup)

    def _show_folder(self) -> None:
        if self._folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def wishes(self) -> BackupWishes:
        """The wishes as chosen."""
        values = {name: field.value() for name, field in self.numbers.items()}
        return replace(self._wishes, made=self.made_box.isChecked(), **values)
