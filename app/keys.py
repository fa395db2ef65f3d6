"""Single keys of the reader, by their place on the keyboard and not by the letter printed there.

Under a Russian layout the key that types "о" is the J of an English one; both step to the next sentence.
"""

import sys
from collections.abc import Callable, Container, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

ROWS = {2: "1234567890", 16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM,./"}
"""The keys that have a name by their place, row by row, with the scan code of each row's first key."""

_SET_1 = {first + n: key for first, row in ROWS.items() for n, key in enumerate(row)}
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

MOVING = frozenset(f"{shift}{key}" for key in "HJKLNP" for shift in ("", "Shift+"))
"""Keys that go on while they are held down; all others act once, however long a finger lies on them."""

SINGLE = frozenset("".join(ROWS.values())) | {"Enter", "Delete"}
"""Keys that can stand for a command of the reader, each also with "Shift+" before it."""


def place(event: QKeyEvent) -> str:
    """The key's name on an English keyboard ("J", "1", ".", "Enter", "Delete"), empty for all others."""
    if named := _NAMED.get(Qt.Key(event.key())):
        return named
    if event.modifiers() & _KEYPAD:
        return event.text() if event.text().isdecimal() else ""
    return place_by_code(event) or _printed(event)


def letter(event: QKeyEvent) -> str:
    """The Latin letter the key types, in upper case; the key's place (see `place`) where it types none.

    For keys that stand for a word ("S" for speaker): they are found by what is printed on them, and under Cyrillic
    or Greek where the letter would be.
    """
    typed = event.text().upper()
    return typed if len(typed) == 1 and "A" <= typed <= "Z" else place(event)


def place_by_code(event: QKeyEvent) -> str:
    """The key's name on an English keyboard by the code of its place; empty where the system tells none."""
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
        bindings: what to run, by the key's name (see `single_key`); looked up at each key, so it may change.
        parent: Qt's owner.
        moving: those that go on while they are held down, likewise.
        learn: is shown every key that is pressed.
    """

    def __init__(
        self,
        bindings: Mapping[str, Callable[[], None]],
        parent: QObject | None = None,
        *,
        moving: Container[str] = MOVING,
        learn: Callable[[QKeyEvent], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._bindings, self._moving, self._learn = bindings, moving, learn

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: swallow the keys that are bound, also while they are held down."""
        del watched
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if self._learn:
            self._learn(event)
        name = single_key(event)
        run = self._bindings.get(name)
        if run is None:
            return False
        if name in self._moving or not event.isAutoRepeat():
            run()
        return True


def single_key(event: QKeyEvent) -> str:
    """The name of a key pressed alone or with Shift ("J", "Shift+J"); empty for all others."""
    modifiers = event.modifiers() & ~_KEYPAD
    key = place(event)
    if not key or modifiers & ~Qt.KeyboardModifier.ShiftModifier:
        return ""
    return f"Shift+{key}" if modifiers else key
