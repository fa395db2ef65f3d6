"""What the window's tests share: the application in its look, and failing on what Qt complains of or leaves open."""

from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from typing import Any

import pytest

_OFFSCREEN = "This plugin does not support "
"""Begins what the offscreen platform says of things it has no screen for."""

_FAR_AWAY = 10_000
"""Beyond every window, both ways; a real screen takes its lower right corner for it."""

_CLICKS = 4
"""How often a window is asked to come up that has lost the keyboard again."""
_MOMENT = 1_000
"""Milliseconds to wait for it each time."""


def bring_up(qtbot: Any, window: Any) -> None:
    """Show a window and wait until it is painted, in its place and has the keyboard, as after a click on it.

    A real screen grants that when it comes to it: until then nothing has the focus, and points of the screen are wrong.
    """
    from PySide6.QtTest import QTest

    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowExposed(window), "the window was not shown"
    assert QTest.qWaitForWindowActive(window), "the window did not get the keyboard"
    for _ in range(_CLICKS):  # a window manager may carry out an earlier request after this one: a person clicks again
        with suppress(qtbot.TimeoutError):
            qtbot.waitUntil(window.isActiveWindow, timeout=_MOMENT)
            break
        window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)  # after a dialog the widgets hear of it later than the screen


def point_at(qtbot: Any, widget: Any, place: Any) -> None:
    """Move the mouse over a place of a widget and wait until the widget was told, which a real screen does later."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import QCursor

    class Watch(QObject):
        told = QCursor.pos() == widget.mapToGlobal(place)

        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.MouseMove and event.position().toPoint() == place:
                self.told = True
            return False

    watch = Watch()
    widget.installEventFilter(watch)
    qtbot.mouseMove(widget, place)
    qtbot.waitUntil(lambda: watch.told)
    widget.removeEventFilter(watch)


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Any:
    """The application, dressed as a person sees it."""
    from app.theme import Theme

    Theme.light().apply(qapp)
    return qapp


@pytest.fixture
def use_theme(qapp: Any) -> Iterator[Callable[[Any], None]]:
    """Dresses the application in another theme until the test ends."""
    from app.theme import Theme

    yield lambda theme: theme.apply(qapp)
    Theme.light().apply(qapp)


@pytest.fixture(autouse=True)
def qt_warnings() -> Iterator[list[str]]:
    """What Qt warned of so far; a test that expects a warning takes it out of the list, any other one fails it."""
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    said: list[str] = []

    def take(kind: QtMsgType, context: Any, message: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not message.startswith(_OFFSCREEN):
            said.append(message)

    before = qInstallMessageHandler(take)
    yield said
    qInstallMessageHandler(before)
    assert not said, f"Qt warned: {said}"


@pytest.fixture(autouse=True)
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits long enough for the child that reads for suggestions; the fixture `reading` lets it begin."""
    monkeypatch.setattr("app.suggestions.service.REST", 3_600_000)
    monkeypatch.setattr("app.suggestions.learning.REST", 3_600_000)


@pytest.fixture
def reading(unread: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles are read for suggestions at once, by a child of their own."""
    monkeypatch.setattr("app.suggestions.service.REST", 0)
    monkeypatch.setattr("app.suggestions.learning.REST", 0)


@pytest.fixture(autouse=True)
def mouse_far_away(qapp: Any) -> None:
    """Nothing is under the mouse until a test moves it there: where it lies otherwise is chance."""
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QCursor

    QCursor.setPos(QPoint(_FAR_AWAY, _FAR_AWAY))


@pytest.fixture(autouse=True)
def no_window_left_open(qapp: Any, qt_warnings: list[str]) -> Iterator[None]:
    """A window that is still open when the test has ended fails it; `qtbot` closes what it was given."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QToolTip

    yield
    QToolTip.hideText()
    left = _open_windows()
    names = _names(left)
    for window in left:
        window.close()
        window.deleteLater()
    # Nobody else does it between tests, and windows that pile up make each change of theme slower.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not names, f"Left open: {names}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A dialog or menu that a test leaves open on its window fails it; the window would take it along."""
    result = yield
    names = _names([window for window in _open_windows() if window.parentWidget()])
    assert not names, f"Left open on its window: {names}"
    return result


def _open_windows() -> list[Any]:
    from PySide6.QtWidgets import QApplication

    open_ones = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    return [window for window in open_ones if window.metaObject().className() != "QTipLabel"]


def _names(windows: list[Any]) -> list[str]:
    return [f"{type(window).__name__} “{window.windowTitle()}”" for window in windows]
