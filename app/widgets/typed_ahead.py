"""Keys that are pressed before a new window has the keyboard."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_KEYS = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}


class TypedAhead(QObject):
    """Hands keys to a field from when its window is shown until the system has given that window the keyboard.

    That takes a while, in which a quick person's first letters would go to the window before, as commands even. The
    window must not be modal: Qt throws away what is typed for a window that waits.
    """

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._watching = False

    def begin(self) -> None:
        """The window is being shown."""
        application = QCoreApplication.instance()
        if application and not self._watching and not self._field.isActiveWindow():
            self._watching = True
            application.installEventFilter(self)

    def end(self) -> None:
        """The window is gone, or has the keyboard."""
        application = QCoreApplication.instance()
        if application and self._watching:
            self._watching = False
            application.removeEventFilter(self)

    def _is_ours(self, watched: QObject) -> bool:
        window = self._field.window()
        return watched is window.windowHandle() or (isinstance(watched, QWidget) and watched.window() is window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: no key means anything elsewhere meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # or the key would be looked up among the shortcuts, also when it is handed on
            return True
        if self._is_ours(watched):
            return False
        if event.type() in _KEYS and isinstance(event, QKeyEvent):
            QCoreApplication.sendEvent(self._field, event)
            return True
        return False
