"""The dialog that asks what a kept filter is called."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from annotations.store.saved_filters import MOST_LETTERS
from app.theme import SPACE_L
from app.widgets.buttons import agree_or_cancel

_WIDTH = 520


class NameDialog(QDialog):
    """Asks for a name, with one proposed and selected; it cannot be agreed to while the name is empty."""

    def __init__(
        self, title: str, proposed: str, parent: QWidget | None = None, called: str = "Name of the filter"
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.field = QLineEdit(proposed)
        self.field.setMaxLength(MOST_LETTERS)
        self.field.setAccessibleName(called)
        self.field.selectAll()
        buttons = agree_or_cancel(self)
        self.agree = buttons.button(QDialogButtonBox.StandardButton.Ok)
        form = QFormLayout()
        form.addRow("&Name", self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_L)
        column.addLayout(form)
        column.addWidget(buttons)
        self.field.textChanged.connect(self._follow)
        self._follow()

    @property
    def name(self) -> str:
        """What was typed, without needless blanks."""
        return " ".join(self.field.text().split())

    def _follow(self) -> None:
        self.agree.setEnabled(bool(self.name))


def proposal(sentence: str, most: int = 60) -> str:
    """A filter's sentence as a name: without "Claims", cut after a word where it is longer than `most` letters."""
    said = sentence.removeprefix("Claims").strip(" ,")
    said = said[:1].upper() + said[1:]
    if len(said) <= most:
        return said
    whole, blank, _ = said[:most].rpartition(" ")
    return f"{whole.rstrip(' ,') if blank else said[: most - 1]}…"
