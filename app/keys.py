"""Single keys of the reader, by their place on the keyboard and not by the letter printed there.

Under a Russian layout the key that types "о" is the J of an English one; both step to the next sentence.
"""

import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

_ROWS = {2: "1234567890", 16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM,./"}
_SET_1 = {first + n: key for first, row in _ROWS.items() for n, key in enumerate(row)}
"""Scan codes of the PC keyboard, set 1: what Windows reports, and Linux with 8 added."""

_XKB_OFFSET = 8
_MAC = dict(
    zip(
        (*(18, 19, 20, 21, 23, 22, 26, 28, 25, 29), *(12, 13, 14, 15, 17, 16, 32, 34, 31, 35)),
        "1234567890QWERTYUIOP",
        strict=True,
    )
) | dict(
    zip(
        (*(0, 1, 2, 3, 5, 4, 38, 40, 37), *(6, 7, 8, 9, 11, 45, 46, 43, 47, 44)),
        "ASDFGHJKLZXCVBNM,./",
        strict=True,
    )
)
_NAMED = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Escape: "Esc",
}
_KEYPAD = Qt.KeyboardModifier.KeypadModifier

MOVING = frozenset(f"{shift}{key}" for key in "JKNP" for shift in ("", "Shift+"))
"""Keys that go on while they are held down; all others act once, however long a finger lies on them."""


def place(event: QKeyEvent) -> str:
    """The key's name on an English keyboard ("J", "1", ".", "Enter", "Delete"), empty for all others."""
    if named := _NAMED.get(Qt.Key(event.key())):
        return named
    if event.modifiers() & _KEYPAD:
        return event.text() if event.text().isdecimal() else ""
    return _by_place(event) or _printed(event)


def letter(event: QKeyEvent) -> str:
    """The Latin letter the key types, in upper case; the key's place (see `place`) where it types none.

    For keys that stand for a word ("S" for speaker): they are found by what is printed on them, and under Cyrillic
    or Greek where the letter would be.
    """
    typed = event.text().upper()
    return typed if len(typed) == 1 and "A" <= typed <= "Z" else place(event)


def _by_place(event: QKeyEvent) -> str:
    if sys.platform == "darwin":
        # macOS has no scan codes; its virtual keys are places, and that of A is 0, as in an event without any.
        native = event.nativeScanCode() or event.nativeVirtualKey() or event.nativeModifiers()
        return _MAC.get(event.nativeVirtualKey(), "") if native else ""
    offset = _XKB_OFFSET if sys.platform.startswith("linux") else 0
    return _SET_1.get(event.nativeScanCode() - offset, "")


def _printed(event: QKeyEvent) -> str:
    """What is printed on the key: where the system does not report its place."""
    key = event.key()
    return chr(key) if 0x20 < key < 0x7F else ""


class ReaderKeys(QObject):
    """Watches a widget and runs what its single keys stand for, before the widget sees them.

    Args:
        bindings: what to run, by the key's name, "Shift+" before it where it goes with Shift.
        parent: Qt's owner.
    """

    def __init__(self, bindings: Mapping[str, Callable[[], None]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bindings = bindings

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: swallow the keys that are bound, also while they are held down."""
        del watched
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        name = self._name(event)
        run = self._bindings.get(name)
        if run is None:
            return False
        if name in MOVING or not event.isAutoRepeat():
            run()
        return True

    @staticmethod
    def _name(event: QKeyEvent) -> str:
        modifiers = event.modifiers() & ~_KEYPAD
        key = place(event)
        if not key or modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            return ""
        return f"Shift+{key}" if modifiers else key
