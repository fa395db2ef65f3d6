"""What a person writes about a claim: comment, note, translation, and the question it is flagged with."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from annotations.claims import CheckState, Claim
from annotations.project import Project
from app.plain import PlainLabel
from app.session import Session
from app.theme import SPACE_M, SPACE_S, SPACE_XS

PAUSE = 1500
"""Milliseconds without a key after which what was typed is stored."""

_ARROWS = {Qt.Key.Key_Up, Qt.Key.Key_Down}
_LINES = 7
_NAMES = {
    "comment": ("Comment", "Printed in the brief"),
    "note": ("Note", "Internal, never leaves the project"),
    "translation": ("Translation", "Printed beside the quotation"),
}
_HIDDEN = "Not shown while you code second"
_STATES = {
    CheckState.OPEN: "Open",
    CheckState.FLAGGED: "Flagged",
    CheckState.CHECKED: "Checked",
}


class TextBox(QPlainTextEdit):
    """A text that grows from two to seven lines. Esc leaves it."""

    left = Signal()
    """The keyboard went elsewhere."""
    escaped = Signal()

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.hint = hint
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the height of the text."""
        lines = max(2, min(_LINES, int(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 18)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc goes back to the text of the article."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: tell that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()


class StateBox(QComboBox):
    """A choice that changes nothing in passing: arrows open its list, the wheel scrolls the form around it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: on the way to the third value the second would be stored otherwise."""
        if event.key() in _ARROWS:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: leave it to the form."""
        event.ignore()


class ClaimTexts(QWidget):
    """The fields of one claim; what is typed is stored at a pause, on leaving a field, and by `flush`."""

    escaped = Signal()
    """Esc was pressed in a field."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._claim: Claim | None = None
        self._as_shown: dict[str, str] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.flush)
        self.boxes = {key: TextBox(name, hint) for key, (name, hint) in _NAMES.items()}
        self.question = self.boxes["question"] = TextBox("Question", "What is to be settled?")
        self.state_box = StateBox()
        self.state_box.setAccessibleName("Check state")
        for state, name in _STATES.items():
            self.state_box.addItem(name, state)
        self.state_box.activated.connect(self._set_state)
        self._build()
        session.closing.connect(self.flush)
        for box in self.boxes.values():
            box.textChanged.connect(self._pause.start)
            box.left.connect(self.flush)
            box.escaped.connect(self.escaped)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        state = QHBoxLayout()
        state.setSpacing(SPACE_S)
        state.addWidget(_name("Check"))
        state.addWidget(self.state_box, 1)
        column.addLayout(state)
        column.addWidget(self.question)
        self.translated_by = PlainLabel()
        self.translated_by.setProperty("kind", "small")
        for key, (name, _) in _NAMES.items():
            column.addSpacing(SPACE_S)
            head = QHBoxLayout()
            head.addWidget(_name(name))
            head.addStretch(1)
            column.addLayout(head)
            column.addWidget(self.boxes[key])
        head.addWidget(self.translated_by)  # the translation comes last
        column.addSpacing(SPACE_M)

    def stops(self) -> list[QWidget]:
        """What Tab goes through here, in the order in which it is seen."""
        return [self.state_box, self.question, *(self.boxes[key] for key in _NAMES)]

    # -- showing

    def show_claim(self, claim: Claim | None) -> None:
        """Show a claim's texts; what was typed for the one before is stored first."""
        if self._claim and (claim is None or claim.id != self._claim.id):
            self.flush()
        before, self._claim = self._claim, claim
        if claim is None:
            self._pause.stop()
            return
        same = before is not None and before.id == claim.id
        for key, box in self.boxes.items():
            # A text that is being typed is not overwritten by an older one that has just been stored.
            if not (same and box.toPlainText() != self._as_shown[key]):
                self._show(key, getattr(claim, key))
        by = claim.translation_by if claim.translation else ""
        self.translated_by.setText(f"by {by}" if by else "")
        self.boxes["translation"].setAccessibleDescription(self.translated_by.text())
        self.state_box.setCurrentIndex(list(_STATES).index(claim.check_state))
        self.question.setVisible(claim.check_state is CheckState.FLAGGED)
        self.set_writable(writable=self._session.can_write)

    def _show(self, key: str, text: str) -> None:
        box = self.boxes[key]
        if text != self._as_shown.get(key):
            with QSignalBlocker(box):
                box.setPlainText(text)
            box.fit()
        # Qt gives some characters back as others, so what counts as typed is what differs from this.
        self._as_shown[key] = box.toPlainText()

    def set_writable(self, *, writable: bool) -> None:
        """Allow typing, or not; never into a claim of which only the passage is shown."""
        project, claim = self._session.project, self._claim
        hidden = bool(project and claim and project.second_codings.hides(claim))
        writable = writable and not hidden
        for box in self.boxes.values():
            box.setReadOnly(not writable)
            box.setPlaceholderText(_HIDDEN if hidden else box.hint)
        self.state_box.setEnabled(writable)

    def focus(self, key: str) -> None:
        """Type into "comment", "note", "translation" or "question"."""
        box = self.boxes[key]
        box.setVisible(True)
        box.setFocus()
        box.selectAll()

    # -- storing

    def _typed(self) -> dict[str, object]:
        """What differs from the claim as it was shown."""
        texts = {key: box.toPlainText() for key, box in self.boxes.items()}
        return {key: text for key, text in texts.items() if text != self._as_shown.get(key, "")}

    def flush(self) -> None:
        """Store what was typed, as one step; nothing where nothing was."""
        self._pause.stop()
        claim = self._claim
        if claim is None or self._session.project is None:
            return
        values = self._typed()
        if not values:
            return
        label = f"Edit {' and '.join(values)} of claim {claim.number}"
        shown = {key: str(text) for key, text in values.items()}
        if "translation" in values:
            coder = self._session.coder
            values["translation_by"] = coder.initials if coder and values["translation"] else ""

        def work(project: Project) -> bool:
            project.claims.update(claim.id, **values)
            return True

        joins = f"claim/{claim.id}/{'+'.join(sorted(shown))}"
        if self._session.run(label, work, self, joins=joins):
            self._as_shown |= shown

    def _set_state(self) -> None:
        claim, state = self._claim, CheckState(self.state_box.currentData())  # Qt gives it back as a plain text
        if claim is None or state is claim.check_state:
            return
        self.flush()
        checked_by = self._session.project.coder_id if self._session.project else 0
        values = {
            "check_state": state,
            "checked_by": checked_by if state is CheckState.CHECKED and checked_by else None,
        }
        label = {CheckState.OPEN: "Reopen", CheckState.FLAGGED: "Flag", CheckState.CHECKED: "Check"}[state]
        self._session.run(
            f"{label} claim {claim.number}", lambda project: project.claims.update(claim.id, **values), self
        )
        if state is CheckState.FLAGGED:
            self.focus("question")


def _name(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setProperty("kind", "quiet")
    return label
