"""Who works: asked at the first start, and when another person takes over."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotations.wording import initials_of
from app.theme import SPACE_L, SPACE_M


class PersonDialog(QDialog):
    """Asks name and initials; the initials follow the name until they are typed."""

    def __init__(self, name: str = "", initials: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Your name")
        text = QLabel("Claims and tags are stored under your name, so that colleagues can tell whose they are.")
        text.setProperty("kind", "quiet")
        text.setWordWrap(True)
        self.name_field = QLineEdit(name)
        self.initials_field = QLineEdit(initials)
        self.initials_field.setMaxLength(4)
        self._typed = bool(initials)
        form = QFormLayout()
        form.setSpacing(SPACE_M)
        form.addRow("&Name", self.name_field)
        form.addRow("&Initials", self.initials_field)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_L)
        column.addWidget(text)
        column.addLayout(form)
        column.addWidget(self._buttons)
        self.setMinimumWidth(380)
        self.name_field.textChanged.connect(self._follow)
        self.initials_field.textEdited.connect(self._keep_initials)
        self.initials_field.textChanged.connect(self._refresh)
        self._refresh()

    @property
    def person(self) -> tuple[str, str]:
        """Name and initials as typed."""
        return " ".join(self.name_field.text().split()), " ".join(self.initials_field.text().split())

    def _keep_initials(self) -> None:
        self._typed = True

    def _follow(self, name: str) -> None:
        if not self._typed:
            self.initials_field.setText(initials_of(name))
        self._refresh()

    def _refresh(self) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(all(self.person))
