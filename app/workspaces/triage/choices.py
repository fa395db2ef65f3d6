"""What can be decided of an article: buttons that say their key, and the reasons for leaving it out."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.plain import PlainLabel
from app.theme import SPACE_M, SPACE_S, SPACE_XS
from app.widgets.flow import FlowLayout

_OTHER = "9"


class Choices(QWidget):
    """Buttons and keys; what they mean is told by signals."""

    keep = Signal()
    leave_out = Signal(str)
    """Leave the article out for this reason."""
    skip = Signal()
    back = Signal()
    edit_reasons = Signal()
    done = Signal()
    """No reason is asked for any more: the keyboard goes back to the article."""

    def __init__(self, usual: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons: list[str] = []
        self.keep_button = _button("Keep", "K", "Keep: to be read (K or Enter)", self.keep.emit)
        self.keep_button.setProperty("kind", "primary")
        self.out_button = _button("Leave out…", "X", "Leave out with a reason (X, then a digit)", self.ask)
        self.out_button.setCheckable(True)
        self.skip_button = _button("Later", "Space", "Decide later (Space)", self.skip.emit)
        self.back_button = _button("Back", "P", "The article before (P or Backspace)", self.back.emit)
        self._asked = QFrame()
        self._asked.setProperty("surface", "card")
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons)
        self.other = QLineEdit()
        self.other.setPlaceholderText("Any other reason, then Enter")
        self.other.setAccessibleName("Reason for leaving the article out")
        self.other.returnPressed.connect(self._other_typed)
        self._build()
        self.set_reasons(usual)
        self.stop_asking()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        for button in (self.keep_button, self.out_button, self.skip_button):
            row.addWidget(button)
        row.addStretch(1)
        edit = QPushButton("Change the list…")
        edit.setProperty("kind", "link")
        edit.clicked.connect(self.edit_reasons)
        below = QHBoxLayout()
        below.setSpacing(SPACE_M)
        below.addWidget(self.other, 1)
        below.addWidget(edit)
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        asked.setSpacing(SPACE_XS)
        why = PlainLabel("Why is it left out?")
        why.setProperty("kind", "quiet")
        asked.addWidget(why)
        asked.addWidget(self._buttons)
        asked.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self._asked)
        column.addLayout(row)

    def set_reasons(self, usual: Sequence[str]) -> None:
        """Offer these reasons, by digits from 1 on."""
        self._reasons = list(usual)
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for number, reason in enumerate(usual, 1):
            said = f"Left out: {reason} ({number})"
            title = reason.replace("&", "&&")
            self._flow.addWidget(_button(title, str(number), said, partial(self._give, reason)))
        self._flow.addWidget(_button("other…", _OTHER, f"Type another reason ({_OTHER})", self.other.setFocus))

    def allow(self, *, write: bool, back: bool) -> None:
        """Say what is possible."""
        for button in (self.keep_button, self.out_button):
            button.setEnabled(write)
        self.back_button.setEnabled(back)
        if not write:
            self.stop_asking()

    @property
    def asking(self) -> bool:
        """Whether a reason is asked for."""
        return not self._asked.isHidden()

    def ask(self) -> None:
        """Ask for the reason, or stop asking."""
        if self.asking:
            self.stop_asking()
            return
        self.other.clear()
        self._asked.show()
        self.out_button.setChecked(True)
        self.done.emit()

    def stop_asking(self) -> bool:
        """Ask for no reason any more; whether one was asked for."""
        asked = self.asking
        self._asked.hide()
        self.out_button.setChecked(False)
        if asked:
            self.done.emit()
        return asked

    def _give(self, reason: str) -> None:
        self.stop_asking()
        self.leave_out.emit(reason)

    def _other_typed(self) -> None:
        reason = " ".join(self.other.text().split())
        if reason:
            self._give(reason)

    def press(self, key: str) -> bool:
        """Do what a key stands for ("K", "Enter", "1"); whether it stands for anything."""
        if self.asking and key.isdecimal():
            if key == _OTHER:
                self.other.setFocus()
            elif 0 < int(key) <= len(self._reasons):
                self._give(self._reasons[int(key) - 1])
            return True
        if key == "Esc":
            return self.stop_asking()
        meant: dict[str, tuple[QPushButton, Callable[[], object]]] = {
            "K": (self.keep_button, self.keep.emit),
            "Enter": (self.keep_button, self.keep.emit),
            "X": (self.out_button, self.ask),
            "Space": (self.skip_button, self.skip.emit),
            "P": (self.back_button, self.back.emit),
            "Backspace": (self.back_button, self.back.emit),
        }
        if key not in meant:
            return False
        button, run = meant[key]
        if button.isEnabled():
            if key != "X":
                self.stop_asking()
            run()
        return True


def _button(title: str, key: str, said: str, run: Callable[[], object]) -> QPushButton:
    button = QPushButton(f"{title}   {key}")
    button.setAccessibleName(said)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _: run())
    return button
