"""Who works: asked at the first start, and when another person takes over."""

from collections.abc import Mapping

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotations.wording import initials_of
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M

_WHY = "Claims and tags are stored under your name, so that colleagues can tell whose they are."
_WHO_NEXT = (
    "Claims and tags are stored under this name from now on. Choose a coder of this project, or type a new name."
)


class PersonDialog(QDialog):
    """Asks name and initials; the initials follow the name until they are typed.

    Args:
        name: what stands in the field at first.
        initials: those that go with it.
        parent: the window.
        known: names with their initials, one of which can take over from the person who works here; any other name
            can be typed as well. None at the first start.
    """

    def __init__(
        self,
        name: str = "",
        initials: str = "",
        parent: QWidget | None = None,
        known: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._known = known or {}
        self.setWindowTitle("Your name" if known is None else "Switch coder")
        text = PlainLabel(_WHY if known is None else _WHO_NEXT)
        text.setProperty("kind", "quiet")
        text.setWordWrap(True)
        self.name_field = QLineEdit()
        field: QWidget = self._box() if self._known else self.name_field
        self.name_field.setText(name)
        self.initials_field = QLineEdit(initials)
        self.initials_field.setMaxLength(4)
        self._typed = bool(initials)
        form = QFormLayout()
        form.setSpacing(SPACE_M)
        form.addRow("&Name", field)
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

    def _box(self) -> QComboBox:
        box = QComboBox()
        box.setLineEdit(self.name_field)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # A new name that begins like a known one must not become it.
        box.setCompleter(None)  # type: ignore[arg-type]
        box.addItems(list(self._known))
        box.setCurrentIndex(-1)
        box.activated.connect(lambda _: self._take_known())
        return box

    def _take_known(self) -> None:
        self._typed = False
        self._follow(self.name_field.text())

    @property
    def person(self) -> tuple[str, str]:
        """Name and initials as typed."""
        return " ".join(self.name_field.text().split()), " ".join(self.initials_field.text().split())

    def _keep_initials(self) -> None:
        self._typed = True

    def _follow(self, name: str) -> None:
        if not self._typed:
            self.initials_field.setText(self._known.get(name) or initials_of(name))
        self._refresh()

    def _refresh(self) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(all(self.person))
