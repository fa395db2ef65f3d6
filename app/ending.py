"""Ending in good order when the system asks for it: at logging out, and by `kill`."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication, QDialog, QWidget

_DEEPEST = 8
"""Dialogs that may stand over one another."""
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class Ending(QObject):
    """Calls `close` on the window's thread when a signal asks the program to end, until `remove`.

    Qt's event loop runs no Python while it waits, so that a handler alone would be called at the next key or click;
    the socket wakes it.
    """

    def __init__(self, close: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._close = close
        self._heard, self._rung = socket.socketpair()
        for end in (self._heard, self._rung):
            end.setblocking(False)
        self._wakeup = signal.set_wakeup_fd(self._rung.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, lambda *_: None) for number in _known()}
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)

    def _wake(self) -> None:
        asked = self._heard.recv(64)
        if any(number in self._before for number in asked):
            self._close()

    def remove(self) -> None:
        """Give the handlers back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._heard.close()
        self._rung.close()


def leave(window: QWidget, stop: Callable[[], object]) -> None:
    """Close a window and, before it, the dialogs that stand over it; what they ask is answered with no.

    `stop` ends what is under way, which closing would ask about: whoever ends the program waits for no answer.
    """
    stop()
    for _ in range(_DEEPEST):
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            break
        dialog.done(QDialog.DialogCode.Rejected)
    window.close()


def _known() -> list[signal.Signals]:
    return [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
