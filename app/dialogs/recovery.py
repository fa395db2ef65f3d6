"""What a recovery found, shown before the person goes on working."""

from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from annotations.recovery import RecoveryReport
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M


class RecoveryDialog(QDialog):
    """The report, to be read and copied; accepted to open the recovered project."""

    def __init__(self, name: str, report: RecoveryReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Recovered")
        heading = PlainLabel(f"{name}: {report.summary()}")
        heading.setProperty("kind", "strong")
        heading.setWordWrap(True)
        note = QLabel("The damaged file was not changed. Keep it until you have looked through the recovered one.")
        note.setProperty("kind", "quiet")
        note.setWordWrap(True)
        self.text = QPlainTextEdit(report.as_text())
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Report")
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Open | kinds.Close)
        self.buttons.button(kinds.Open).setText("&Open it")
        copy = self.buttons.addButton("&Copy the report", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(report.as_text()))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        for widget in (heading, note, self.text, self.buttons):
            column.addWidget(widget)
        self.resize(620, 420)
