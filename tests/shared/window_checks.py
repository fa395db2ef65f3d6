"""What the window's tests share: the application in its look, and failing on what Qt complains of or leaves open."""

from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest

_OFFSCREEN = "This plugin does not support "
"""Begins what the offscreen platform says of things it has no screen for."""


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
