"""Below the text: how many claims are suggested, and of the current suggestion why; hidden where there are none."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from annotations.wording import number_of
from app.commands import Commands
from app.plain import put_tip
from app.suggestions.claims import SuggestedClaims
from app.theme import SPACE_M, SPACE_S
from app.widgets.elided import ElidedLabel

ACCEPT, REJECT, NEXT = "suggestion.accept", "suggestion.reject", "suggestion.next"
_TITLES = {ACCEPT: "Accept", REJECT: "Reject", NEXT: "Next"}


class SuggestionLine(QFrame):
    """Says what the current suggestion is, with the commands that decide on it and their keys."""

    def __init__(self, claims: SuggestedClaims, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claims = claims
        self._commands = commands
        self.setProperty("kind", "suggestion")
        self._label = ElidedLabel()
        self._label.setProperty("kind", "small")
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._label, 1)
        for command_id in _TITLES:
            button = QPushButton()
            button.setProperty("kind", "link")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(commands.run, command_id))
            self.buttons[command_id] = button
            row.addWidget(button)
        claims.changed.connect(self._refresh)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty while it is hidden."""
        return "" if self.isHidden() else self._label.text()

    def _refresh(self) -> None:
        number, current, place = len(self._claims.candidates), self._claims.current, self._claims.place
        self.setVisible(number > 0)
        if current and place is not None:
            self._label.setText(f"Suggestion {place + 1} of {number} · {self._claims.said(current)}")
        else:
            self._label.setText(f"{number_of(number, 'claim')} suggested")
        for command_id in (ACCEPT, REJECT):
            self.buttons[command_id].setVisible(current is not None)

    def show_keys(self, keys_of: Callable[[str], str]) -> None:
        """Name the keys that the commands have now, as they are printed on the keyboard, by the command's id."""
        for command_id, title in _TITLES.items():
            keys, command = keys_of(command_id), self._commands.get(command_id)
            self.buttons[command_id].setText(f"{title} {keys}" if keys else title)
            put_tip(self.buttons[command_id], command.name if command else title)
