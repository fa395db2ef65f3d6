"""Which of several things of one name is to stay when they become one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QRadioButton, QVBoxLayout, QWidget

from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M, SPACE_S
from app.widgets.buttons import agree_or_cancel


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of them: its id, what it is called, and how much hangs on it, as a number and in words.

    The words tell it from the others, which may have its name.
    """

    id: int
    name: str
    weight: int
    said: str


class WhichStaysDialog(QDialog):
    """Asks which one stays; the one on which most hangs is offered. `stays` and `others` are the ids.

    Args:
        title: of the dialog.
        candidates: two or more.
        what: what happens to the others, one sentence.
        agree: what the button says.
        parent: the window.
    """

    def __init__(
        self, title: str, candidates: Sequence[Candidate], what: str, agree: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._candidates = tuple(candidates)
        heading, explained = PlainLabel("Which of them stays?"), PlainLabel(what)
        heading.setProperty("kind", "strong")
        explained.setProperty("kind", "quiet")
        explained.setWordWrap(True)
        choices = QVBoxLayout()
        choices.setSpacing(SPACE_S)
        self.buttons = [QRadioButton(f"{one.name} · {one.said}".replace("&", "&&")) for one in candidates]
        for button in self.buttons:
            choices.addWidget(button)
        most = max(range(len(candidates)), key=lambda place: candidates[place].weight)
        self.buttons[most].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(heading)
        column.addWidget(explained)
        column.addLayout(choices)
        column.addStretch(1)
        column.addWidget(agree_or_cancel(self, agree))
        self.setMinimumWidth(440)
        self.buttons[most].setFocus()

    @property
    def stays(self) -> Candidate:
        """The one that stays."""
        return next(c for c, button in zip(self._candidates, self.buttons, strict=True) if button.isChecked())

    @property
    def others(self) -> tuple[int, ...]:
        """The ids of those that become part of it."""
        return tuple(candidate.id for candidate in self._candidates if candidate is not self.stays)
