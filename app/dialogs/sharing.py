"""What a shared copy is to hold, asked before the file's name."""

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotations.sharing import HISTORY_HOLDS, CopyChoice, Size, in_units
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M, SPACE_S


class ShareDialog(QDialog):
    """Says in plain words what a copy can give away; `choice` is what the person decided."""

    def __init__(self, size: Size, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Share a copy")
        self.setFixedWidth(520)
        self._size = size
        self.full = QRadioButton("Full texts")
        self.excerpts = QRadioButton("Excerpts: each claim with a sentence around")
        self._texts = QButtonGroup(self)
        for button in (self.full, self.excerpts):
            self._texts.addButton(button)
            button.toggled.connect(self._refresh)
        self.history = QCheckBox("With the history, so that actions can be undone in the copy")
        self.history.toggled.connect(self._refresh)
        self.about = PlainLabel()
        self.full.setChecked(True)
        self._build()
        self._refresh()

    def _build(self) -> None:
        texts = _small("Full texts of press articles may be under a licence that forbids passing them on.")
        history = _small(f"The history can hold {HISTORY_HOLDS}. Without it the copy still says who did what and when.")
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_M)
        form.setVerticalSpacing(SPACE_L)
        form.addRow("Articles", _stack(self.full, self.excerpts, texts))
        form.addRow("History", _stack(self.history, history))
        form.addRow("Size", self.about)
        warning = QLabel(
            "The copy holds the internal notes on claims. It is not encrypted: whoever has the file can read all of it."
        )
        warning.setWordWrap(True)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.button(kinds.Ok).setText("Choose a place…")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_L)
        column.addLayout(form)
        column.addWidget(warning)
        column.addWidget(self.buttons)

    def _refresh(self) -> None:
        self.history.setEnabled(self.full.isChecked())
        self.history.setToolTip("" if self.full.isChecked() else "The history holds more than the excerpts")
        self.about.setText(f"about {in_units(self._size.of(self.choice()))}")

    def choice(self) -> CopyChoice:
        """What goes into the copy."""
        texts = self.full.isChecked()
        return CopyChoice(history=texts and self.history.isChecked(), texts=texts)


def _small(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setProperty("kind", "small")
    label.setWordWrap(True)
    return label


def _stack(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(SPACE_S)
    for widget in widgets:
        column.addWidget(widget)
    return column
