"""Which of several outlets is to stay."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QDialog, QRadioButton, QVBoxLayout, QWidget

from annotations.articles import Outlet
from annotations.outlets import OutletUse
from annotations.wording import number_of
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M, SPACE_S
from app.widgets.buttons import agree_or_cancel

_WHAT = (
    "The articles of the others go to it, their names become other names of it, and it takes over what it lacks itself."
)


class MergeDialog(QDialog):
    """Asks which outlet stays; the one with most articles is offered. `stays` says which it is."""

    def __init__(
        self, outlets: Sequence[Outlet], usage: Mapping[int, OutletUse], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Merge outlets")
        self._outlets = outlets
        title, what = PlainLabel("Which of them stays?"), PlainLabel(_WHAT)
        title.setProperty("kind", "strong")
        what.setProperty("kind", "quiet")
        what.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(title)
        column.addWidget(what)
        choices = QVBoxLayout()
        choices.setSpacing(SPACE_S)
        column.addLayout(choices)
        self.buttons = []
        most = max(outlets, key=lambda outlet: usage.get(outlet.id, OutletUse()).articles)
        for outlet in outlets:
            count = usage.get(outlet.id, OutletUse()).articles
            said = number_of(count, "article")
            button = QRadioButton(f"{outlet.name} · {said}".replace("&", "&&"))
            button.setChecked(outlet is most)
            self.buttons.append(button)
            choices.addWidget(button)
        column.addStretch(1)
        column.addWidget(agree_or_cancel(self, f"Merge {len(outlets):,} outlets"))
        self.setMinimumWidth(440)
        next(button for button in self.buttons if button.isChecked()).setFocus()

    @property
    def stays(self) -> Outlet:
        """The outlet that stays."""
        return next(outlet for outlet, button in zip(self._outlets, self.buttons, strict=True) if button.isChecked())
