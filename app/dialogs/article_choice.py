"""Short questions about articles: whose they are, and why they are left out."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M


class _Choice(QDialog):
    """A sentence, a box, and two buttons."""

    def __init__(self, title: str, question: str, box: QComboBox, answer: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.box = box
        text = PlainLabel(question)
        text.setWordWrap(True)
        box.setAccessibleName(question)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(answer, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        for widget in (text, box, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(380)
        box.setFocus()


class AssignDialog(_Choice):
    """Asks who is to read some articles.

    Args:
        what: what the articles are called, "“Headline”" or "3 articles".
        coders: the project's coders by id.
        current: the id of the coder they are assigned to now, None for nobody or for several.
        parent: the window.
    """

    def __init__(
        self, what: str, coders: Mapping[int, str], current: int | None = None, parent: QWidget | None = None
    ) -> None:
        box = QComboBox()
        box.addItem("Nobody", None)
        for coder_id, name in coders.items():
            box.addItem(name, coder_id)
        box.setCurrentIndex(max(0, box.findData(current)))
        super().__init__("Assign", f"Who is to read {what}?", box, "Assign", parent)

    @property
    def coder_id(self) -> int | None:
        """The coder that was chosen, None for nobody."""
        chosen = self.box.currentData()
        return None if chosen is None else int(chosen)


class LeaveOutDialog(_Choice):
    """Asks why some articles are left out; one of the usual reasons, or any other.

    Args:
        what: what the articles are called.
        reasons: the usual ones.
        parent: the window.
    """

    def __init__(self, what: str, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        box, field = QComboBox(), QLineEdit()
        box.setLineEdit(field)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItems(list(reasons))
        super().__init__("Leave out", f"Why is {what} left out?", box, "Leave out", parent)
        field.selectAll()

    @property
    def reason(self) -> str:
        """The reason in one line, empty if none was given."""
        return " ".join(self.box.currentText().split())
