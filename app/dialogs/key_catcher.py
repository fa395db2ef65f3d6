"""Where new keys are pressed: takes every key while it has the keyboard."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.plain import PlainLabel
from app.remapping import Press
from app.theme import SPACE_S


class _Listener(PlainLabel):
    """The words that say what to press; has the keyboard meanwhile."""

    pressed = Signal(object)
    """A `Press`."""
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def event(self, event: QEvent) -> bool:
        """Qt: every key comes here, also Tab and those that are shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._take(event)
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.escaped.emit()
        elif not event.isAutoRepeat() and (press := Press.of(event)):
            self.pressed.emit(press)


class KeyCatcher(QFrame):
    """A line that asks for keys, says what is wrong with them, and offers to take them from another command."""

    pressed = Signal(object)
    """A `Press`."""
    confirmed = Signal()
    """The keys are to be taken from the command that has them."""
    ended = Signal()
    """Nothing is to be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self._words = _Listener()
        self.take_button, self.cancel_button = QPushButton("Take them"), QPushButton("Cancel")
        for button in (self.take_button, self.cancel_button):
            button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._words, 1)
        row.addWidget(self.take_button)
        row.addWidget(self.cancel_button)
        self._words.pressed.connect(self.pressed)
        self._words.escaped.connect(self.ended)
        self.take_button.clicked.connect(self.confirmed)
        self.cancel_button.clicked.connect(self.ended)
        self.hide()

    @property
    def words(self) -> str:
        """What is said, empty while nothing is asked."""
        return "" if self.isHidden() else self._words.text()

    def ask(self, sentence: str) -> None:
        """Ask for keys."""
        self._say(sentence, confirm=False)
        self._words.setFocus()

    def confirm(self, sentence: str, action: str) -> None:
        """Ask whether the keys are to be taken all the same."""
        self._say(sentence, confirm=True)
        self.take_button.setText(action)
        self.take_button.setFocus()

    def _say(self, sentence: str, *, confirm: bool) -> None:
        self._words.setText(sentence)
        self._words.setAccessibleName(sentence)
        self.setAccessibleName(sentence)
        self.take_button.setVisible(confirm)
        self.show()
