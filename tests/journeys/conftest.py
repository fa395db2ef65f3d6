"""The whole window, as a person has it before them."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from kept_children import children_end, kept_children
from window_checks import (
    bring_up,
    mouse_far_away,
    no_window_left_open,
    pytest_runtest_call,
    qapp,
    qt_warnings,
    reading,
    unread,
    use_theme,
)

__all__ = [
    "children_end",
    "kept_children",
    "mouse_far_away",
    "no_window_left_open",
    "pytest_runtest_call",
    "qapp",
    "qt_warnings",
    "reading",
    "unread",
    "use_theme",
]

PERSON = ("Anna Lindqvist", "AL")


class Desk:
    """Starts the program anew, as often as a journey needs it, and closes what is open at the end."""

    def __init__(self, qtbot: Any) -> None:
        self.qtbot = qtbot
        self.window: Any = None

    def start(self, path: Path | None = None) -> Any:
        """A window of its own, on a project if one is named."""
        from app.session import Session
        from app.settings import Settings
        from app.theme import Theme
        from app.window import Window

        settings = Settings()
        if not all(settings.person):
            settings.person = PERSON
        self.window = Window(Session(), settings, Theme.light())
        self.window.resize(1280, 800)
        bring_up(self.qtbot, self.window)
        if path is not None:
            assert self.window.files.open(path)
        return self.window

    def close(self) -> None:
        """Close the window, as at the end of the day."""
        if self.window is not None:
            self.window.close()
            self.window.session.shut_down()
            self.window.deleteLater()
            self.window = None

    def read(self) -> None:
        """Put the keyboard into the text; without a screen nobody hands it back after a dialog."""
        bring_up(self.qtbot, self.window)
        self.window.reading.reader.setFocus()

    def idle(self) -> None:
        """Wait until no job is under way."""
        self.qtbot.waitUntil(lambda: not self.window.session.jobs.running, timeout=60_000)


@pytest.fixture
def desk(qtbot: Any) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.close()


@pytest.fixture
def keys(qtbot: Any) -> Callable[..., None]:
    """Type into whatever has the keyboard: letters and digits one by one, or a key of Qt with modifiers."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    def press(what: str | Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in what if isinstance(what, str) else [what]:
            target = QApplication.focusWidget()
            assert target is not None, "nothing has the keyboard"
            QTest.keyClick(target, key, modifiers)

    return press


@pytest.fixture
def answer(qtbot: Any) -> Callable[[type, Callable[[Any], None]], None]:
    """Answer the next dialog of a kind as soon as it stands on the screen."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    def soon(kind: type, act: Callable[[Any], None]) -> None:
        until = time.monotonic() + 20

        def look() -> None:
            found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
            if found:
                act(found[0])
            elif time.monotonic() < until:
                QTimer.singleShot(20, look)

        QTimer.singleShot(0, look)

    return soon


@pytest.fixture
def drop() -> Callable[..., None]:
    """Let files fall on the middle of a window."""
    from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QApplication

    def fall(window: Any, *paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        middle = QPoint(window.width() // 2, window.height() // 2)
        how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(middle, *how)
        QApplication.sendEvent(window, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(window, QDropEvent(QPointF(middle), *how))

    return fall
