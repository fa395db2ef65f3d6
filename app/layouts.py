"""What is printed on the keys of the keyboard layout in use, as far as that can be known.

Single keys go by their place, and a person looks for a letter. Qt does not say which letter a place types, so it is
learned from the keys that are pressed, which also tells known layouts apart; where the system names the language of the
layout (Windows and macOS), that is believed until a key says otherwise.
"""

import sys

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from app.keys import ROWS, place_by_code

_LETTERS = {
    "": ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM,./"),
    "ru": ("ЙЦУКЕНГШЩЗ", "ФЫВАПРОЛД", "ЯЧСМИТЬБЮ."),
    "uk": ("ЙЦУКЕНГШЩЗ", "ФІВАПРОЛД", "ЯЧСМИТЬБЮ."),
    "be": ("ЙЦУКЕНГШЎЗ", "ФЫВАПРОЛД", "ЯЧСМІТЬБЮ."),
    "el": (";ΣΕΡΤΥΘΙΟΠ", "ΑΣΔΦΓΗΞΚΛ", "ΖΧΨΩΒΝΜ,./"),
    "fr": ("AZERTYUIOP", "QSDFGHJKL", "WXCVBN,;:!"),
    "de": ("QWERTZUIOP", "ASDFGHJKL", "YXCVBNM,.-"),
}
_PLACES = "".join(ROWS[first] for first in sorted(ROWS) if first > min(ROWS))
_KNOWN = {language: dict(zip(_PLACES, "".join(rows), strict=True)) for language, rows in _LETTERS.items()}
_TYPING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Layout(QObject):
    """The letters on the keys. Digits are left as they are: every layout has them on the same keys."""

    changed = Signal()
    """Other letters are to be shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: dict[str, str] = {}
        self._language = _language_of_system()
        if isinstance(QGuiApplication.instance(), QGuiApplication):
            QGuiApplication.inputMethod().localeChanged.connect(self._follow)

    def learn(self, event: QKeyEvent) -> None:
        """Take what a key typed for what is printed on it."""
        text, where = event.text().upper(), place_by_code(event)
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if where not in _PLACES or not where or len(text) != 1 or event.modifiers() & ~_TYPING:
            return
        if not text.isprintable() or text.isspace() or (shifted and not text.isalpha()):
            return
        if self._seen.get(where) == text:
            return
        before = self._letters()
        known = _KNOWN.get(self._language, {})
        if self._seen.get(where, text) != text or known.get(where, text) != text:
            self._seen = {}  # another layout was switched to
        self._seen[where] = text
        self._language = self._fitting()
        if self._letters() != before:
            self.changed.emit()

    def _fitting(self) -> str:
        """The known layout that has all letters seen, the one believed in before the others; "?" for none."""
        for language in (self._language, *_KNOWN):
            known = _KNOWN.get(language)
            if known is not None and self._seen.items() <= known.items():
                return language
        return "?"

    def _letters(self) -> dict[str, str]:
        return _KNOWN.get(self._language, {}) | self._seen

    def _follow(self) -> None:
        language = _language_of_system()
        if language != self._language:
            self._language, self._seen = language, {}
            self.changed.emit()

    def caption(self, key: str) -> str:
        """A single key as it is printed: "Shift+J" is "Shift+О" under a Russian layout."""
        shift, plus, bare = key.rpartition("+") if len(key) > 1 else ("", "", key)
        return f"{shift}{plus}{self._letters().get(bare, bare)}"


def _language_of_system() -> str:
    """The language of the layout, where the system tells that of the keyboard; elsewhere it is that of the desktop."""
    if sys.platform in ("win32", "darwin") and isinstance(QGuiApplication.instance(), QGuiApplication):
        language = QGuiApplication.inputMethod().locale().name().partition("_")[0]
        return language if language in _KNOWN else ""
    return ""
