"""The list of keys, made from the registry of commands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.commands import Commands
from app.theme import SPACE_L, SPACE_M

_PICKER = (
    ("1 … 9", "Pick the numbered row, while nothing is typed"),
    ("0", "None of these (on a scale: its middle), while nothing is typed"),
    ("Letters, then digits too", "Filter the list; a name that is not there can be made a tag"),
    ("Space", "Before a name that begins with a digit: what follows is typed"),
    ("Enter, Shift+Enter", "Pick the highlighted row; pick it and stay for more"),
    ("S T A B M", "After an actor: speaker, target, addressee, beneficiary, mentioned"),
    ("8 9 0 1 2, M, N, X", "Scale: −2 −1 0 +1 +2, mixed, not expressed, none of these"),
    ("− or +, then 1 or 2", "Scale: the value itself"),
    ("Tab, Backspace, Esc", "Skip the dimension, go back, end the round"),
)


class KeysDialog(QDialog):
    """Every key and what it does."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        rows = [
            (command.menu, command.name_in_lists or command.name.rstrip("…"), command.keys)
            for command in commands
            if command.keys and command.shown()
        ]
        rows += [("In a picker", what, keys) for keys, what in _PICKER]
        table = QTableWidget(len(rows), 3)
        table.setHorizontalHeaderLabels(["Where", "Action", "Keys"])
        table.setAccessibleName("Keys")
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.setItem(number, column, QTableWidgetItem(text))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        note = QLabel("Single keys go by their place on the keyboard, whatever letter your layout prints there.")
        note.setProperty("kind", "small")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column_box.setSpacing(SPACE_M)
        column_box.addWidget(note)
        column_box.addWidget(table)
        column_box.addWidget(buttons, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(640, 640)
