"""What of the table is exported, and as what: asked before the file's name."""

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QRadioButton, QVBoxLayout, QWidget

from annotations.claims_export import ExportChoice
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_S
from app.widgets.buttons import agree_or_cancel

CSV, XLSX = ".csv", ".xlsx"
KINDS = {XLSX: "Excel workbook", CSV: "CSV"}


class ExportDialog(QDialog):
    """Asks which claims, which kind of file, and whether internal notes go along."""

    def __init__(self, shown: int, selected: int, seen_by: int, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export claims")
        self.setMinimumWidth(420)
        self._seen_by = seen_by
        self.all = QRadioButton(f"All {shown:,} claims that are listed")
        self.some = QRadioButton(f"The {selected:,} that are selected")
        self.xlsx, self.csv = QRadioButton("Excel workbook (.xlsx)"), QRadioButton("CSV (.csv)")
        self.mark = QCheckBox("With the byte order mark by which Excel knows the letters")
        self.mark.setChecked(True)
        self.notes = QCheckBox("With internal notes")
        self._groups = [QButtonGroup(self), QButtonGroup(self)]
        for group, buttons in zip(self._groups, ((self.all, self.some), (self.xlsx, self.csv)), strict=True):
            for button in buttons:
                group.addButton(button)
        (self.some if selected > 1 else self.all).setChecked(True)
        self.some.setVisible(selected > 0)
        self.xlsx.setChecked(True)
        self.csv.toggled.connect(self._refresh)
        self._build(sentence)
        self._refresh()

    def _build(self, sentence: str) -> None:
        about = PlainLabel(f"{sentence}.")
        about.setProperty("kind", "quiet")
        about.setWordWrap(True)
        warning = PlainLabel("Notes are internal: pass them on only to those who may read them.")
        warning.setProperty("kind", "small")
        warning.setWordWrap(True)
        self.buttons = agree_or_cancel(self, "Export…")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_L)
        column.addWidget(about)
        for group in ((self.some, self.all), (self.xlsx, self.csv, self.mark), (self.notes, warning)):
            part = QVBoxLayout()
            part.setSpacing(SPACE_S)
            for widget in group:
                part.addWidget(widget)
            column.addLayout(part)
        column.addWidget(self.buttons)

    def _refresh(self) -> None:
        self.mark.setEnabled(self.csv.isChecked())

    @property
    def suffix(self) -> str:
        """What kind of file was chosen."""
        return CSV if self.csv.isChecked() else XLSX

    @property
    def selected_only(self) -> bool:
        """Whether only the selected claims are meant."""
        return self.some.isChecked()

    def choice(self) -> ExportChoice:
        """How they are to be written."""
        return ExportChoice(self._seen_by, notes=self.notes.isChecked(), mark=self.mark.isChecked())
