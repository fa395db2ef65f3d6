"""Finds a claim by its number or its words, to be named in what is being written."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotations.claim_filter import MOST_WORDS, ClaimFilter
from annotations.project import Project
from app.background import Question
from app.plain import PlainLabel, plain_tip
from app.session import Session
from app.theme import SPACE_S

_PAUSE = 80
_MOST = 60
_WIDTH, _HEIGHT = 460, 280
_NUMBER = re.compile(r"[Cc]?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Found:
    """A claim that may be meant."""

    number: int
    quote: str
    outlet: str
    taken: bool = True
    """Whether the brief takes it in, as far as that is known."""

    @property
    def line(self) -> str:
        """How the list shows it."""
        notes = "   ".join(f"({note})" for note in (self.outlet, "" if self.taken else "not in this brief") if note)
        return f"C{self.number}   {' '.join(self.quote.split())}" + (f"   {notes}" if notes else "")


def find_claims(project: Project, typed: str, printed: Container[int] | None = None) -> list[Found]:
    """The claims that what was typed may mean: the one with that number, then those with the words, by number.

    Of those that have the words, claims that are `printed` in the brief come first; None where that is not known.
    """
    words = " ".join(typed.split())[:MOST_WORDS]
    match = _NUMBER.fullmatch(words)
    if match:
        ids = [claim.id for claim in project.claims.all() if str(claim.number).startswith(match[1])]
    else:
        ids = list(project.claim_lists.ids(ClaimFilter(words=words), most=_MOST))
    rows = project.claim_lists.rows(ids[:_MOST])
    found = [
        Found(row.claim.number, row.claim.quote, row.outlet, printed is None or row.claim.number in printed)
        for row in rows
    ]
    return found if match else sorted(found, key=lambda one: not one.taken)


class ClaimPicker(QWidget):
    """A field and the claims that fit; Enter or a double click takes one."""

    picked = Signal(int)
    """The number of a claim."""

    def __init__(self, session: Session, printed: Container[int] | None = None) -> None:
        super().__init__()
        self._printed = printed
        self._asking = Question(session, self)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Number or words of a claim")
        self.field.setAccessibleName("Find a claim")
        self.field.setMaxLength(MOST_WORDS)
        self.list = QListWidget()
        self.list.setAccessibleName("Claims")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.said = PlainLabel("Enter writes its number where the cursor was.")
        self.said.setProperty("kind", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        for widget in (self.field, self.list, self.said):
            column.addWidget(widget)
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.setFocusProxy(self.field)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(self._pause.start)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(self._take)
        self.list.itemDoubleClicked.connect(self._take)
        self._ask()

    def _ask(self) -> None:
        self._find(self._show)

    def _find(self, answer: Callable[[list[Found]], object]) -> None:
        typed = self.field.text()
        self._asking.ask(lambda project: find_claims(project, typed, self._printed), answer)

    def _enter(self) -> None:
        """Take the chosen claim; of what was just typed the first that is found."""
        if not (self._pause.isActive() or self._asking.busy):
            self._take(self.list.currentItem())
            return
        self._pause.stop()

        def take(found: list[Found]) -> None:
            self._show(found)
            self._take(self.list.currentItem())

        self._find(take)

    def _show(self, found: list[Found]) -> None:
        self.list.clear()
        for claim in found:
            item = QListWidgetItem(claim.line)
            item.setData(Qt.ItemDataRole.UserRole, claim.number)
            item.setToolTip(plain_tip(claim.quote))
            self.list.addItem(item)
        self.list.setCurrentRow(0 if found else -1)
        self.said.setText("Enter writes its number where the cursor was." if found else "No claim has that.")

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(int(item.data(Qt.ItemDataRole.UserRole)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows go through the list while the field is typed in; Enter takes."""
        if watched is not self.field or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
            return True
        return False
