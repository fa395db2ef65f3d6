"""What stands where there is nothing yet: one sentence, one main button, links."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.plain import PlainLabel
from app.theme import SPACE_M, SPACE_S, SPACE_XL

Choice = tuple[str, Callable[[], object]]


class EmptyState(QWidget):
    """A sentence in the middle, with what can be done about it.

    Args:
        title: what is missing.
        sentence: what to do.
        main: the main button, or None.
        links: further choices.
    """

    def __init__(self, title: str, sentence: str, main: Choice | None = None, links: Sequence[Choice] = ()) -> None:
        super().__init__()
        self._heading = PlainLabel(title)
        self._heading.setProperty("kind", "title")
        self._text = PlainLabel(sentence)
        self._text.setProperty("kind", "quiet")
        for label in (self._heading, self._text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        self._column.setSpacing(SPACE_S)
        self._column.addStretch()
        self._column.addWidget(self._heading)
        self._column.addWidget(self._text)
        self._column.addSpacing(SPACE_M)
        if main:
            button = _button(*main, kind="primary")
            self.setFocusProxy(button)
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        for link in links:
            self._column.addWidget(_button(*link, kind="link"), 0, Qt.AlignmentFlag.AlignCenter)
        self._tail = QVBoxLayout()
        self._tail.setSpacing(0)
        self._column.addLayout(self._tail)
        self._column.addStretch()

    @property
    def sentence(self) -> str:
        """What it says about what to do."""
        return self._text.text()

    def say(self, sentence: str, title: str = "") -> None:
        """Say something else about what to do, and about what is missing where there is a title."""
        self._text.setText(sentence)
        if title:
            self._heading.setText(title)

    def set_tail(self, title: str, choices: Sequence[Choice]) -> None:
        """List further choices below, under a small title; none removes the title too."""
        while item := self._tail.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        if not choices:
            return
        self._tail.addSpacing(SPACE_XL)
        heading = PlainLabel(title)
        heading.setProperty("kind", "small")
        self._tail.addWidget(heading, 0, Qt.AlignmentFlag.AlignCenter)
        for choice in choices:
            self._tail.addWidget(_button(*choice, kind="link"), 0, Qt.AlignmentFlag.AlignCenter)


def _button(text: str, run: Callable[[], object], *, kind: str) -> QPushButton:
    button = QPushButton(text.replace("&", "&&"))
    button.setProperty("kind", kind)
    button.clicked.connect(lambda _checked: run())
    return button
