"""Sentences to the person: a banner that stays until it is dismissed, a toast that goes by itself."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from annotations.errors import AnnotationError
from app.icons import put_icon
from app.plain import PlainLabel
from app.theme import SPACE_M, SPACE_S, SPACE_XL

_TOAST_TIME = 6000


class Banner(QFrame):
    """One sentence with a remedy above the page, and at most one action; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self.setProperty("tone", "danger")
        self._text = PlainLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QToolButton()
        put_icon(self.close_button, "x")
        self.close_button.setToolTip("Dismiss")
        self.close_button.setAccessibleName("Dismiss")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self.hide)
        self.action_button = QPushButton()
        self.action_button.setProperty("kind", "link")
        self.action_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.action_button.clicked.connect(self._act)
        self._action: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        # The style sheet pads a banner.
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text, 1)
        row.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, empty if there is none."""
        return "" if self.isHidden() else self._text.text()

    def _set_tone(self, tone: str) -> None:
        """Take on another colour, which Qt's style sheets look up only when they are asked to."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def show_error(self, error: AnnotationError) -> None:
        """Say what happened, to which file, and what to do."""
        self.say(str(error))

    def say(
        self, sentence: str, action: str = "", run: Callable[[], object] | None = None, *, tone: str = "danger"
    ) -> None:
        """Show a sentence until it is dismissed or replaced.

        Args:
            sentence: what is said.
            action: names a button that calls `run`; empty for none.
            run: what the button does.
            tone: "danger" where something failed, "warn" where something is only to be known.
        """
        self._set_tone(tone)
        self._text.setText(sentence)
        self.action_button.setText(action)
        self.action_button.setVisible(bool(action))
        self._action = run
        self.setAccessibleName(sentence)
        self.show()
        _announce(self, sentence)

    def _act(self) -> None:
        if self._action:
            self._action()


FLOATS = "floats"
"""The property of parts that lie over the window, as the picker does: a notice keeps away from them."""


class Toast(QFrame):
    """A short notice over the window's lower edge, with at most two actions; goes by itself."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("surface", "card")
        self._text = PlainLabel()
        self._more, self._button = QPushButton(), QPushButton()
        self._runs: dict[QPushButton, Callable[[], object] | None] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        row.addWidget(self._text)
        for button in (self._more, self._button):
            button.setProperty("kind", "link")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._act, button))
            row.addWidget(button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The notice shown, empty if there is none."""
        return "" if self.isHidden() else self._text.text()

    def say(
        self,
        sentence: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        *,
        more: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show a notice; `action` names a button that calls `run`, `more` another one before it, with what it calls.

        A notice with two buttons stays twice as long.
        """
        self._text.setText(sentence)
        for button, name, does in ((self._more, *(more or ("", None))), (self._button, action, run)):
            button.setText(name)
            button.setVisible(bool(name))
            self._runs[button] = does
        self._fit()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(2 * _TOAST_TIME if more else _TOAST_TIME)
        _announce(self, sentence)

    def _act(self, button: QPushButton) -> None:
        self.hide()
        if run := self._runs.get(button):
            run()

    def _fit(self) -> None:
        """Take a second line only where the sentence is longer than the window is wide."""
        self._text.setWordWrap(False)
        self.adjustSize()
        most = self._window.width() - 2 * SPACE_XL
        if self.width() > most:
            self._text.setWordWrap(True)
            self.resize(most, self.heightForWidth(most))

    def _place(self) -> None:
        left = (self._window.width() - self.width()) // 2
        below = QRect(QPoint(left, self._window.height() - self.height() - 2 * SPACE_XL), self.size())
        parts = self._window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        covers = any(part.property(FLOATS) and part.isVisible() and part.geometry().intersects(below) for part in parts)
        self.move(left, 4 * SPACE_XL if covers else below.y())  # below the menus and the slim bar

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: keep the place when the window's size changes."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._fit()
            self._place()
        return False


def _announce(widget: QWidget, sentence: str) -> None:
    """Let a screen reader say it; the keyboard stays where it is."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
