"""What the status line says of the engine that suggests."""

from PySide6.QtCore import QLocale

from annotations.language.engine import ENGLISH, RUSSIAN
from annotations.language.found import Found
from app.suggestions.asked_text import AskedText


def in_short(found: Found) -> str:
    """One phrase: "suggestions: English", or that there are only some or none in the text's language."""
    name = language_name(found.language)
    if found.language == RUSSIAN and not found.note:
        return f"suggestions: {name}, actors only"
    if found.language != ENGLISH:
        return f"suggestions: none for {name}" if name else "suggestions: none, language unknown"
    return f"suggestions: {name}, without a model" if found.note else f"suggestions: {name}"


def how_far(text: AskedText) -> str:
    """The same of a text, with how much of it is read where that is not all."""
    if not text.found:
        return "suggestions: none"
    left = f", {text.percent} % read" if not text.ended else ", not all read" if text.why_not else ""
    return f"{in_short(text.found)}{left}"


def read_by(text: AskedText) -> str:
    """Which engine read a text, and why it could not be read, or not to its end."""
    why_not = f"{text.why_not}. Other articles are read all the same." if text.why_not else ""
    return "\n".join(filter(None, (told(text.found) if text.found else "", why_not)))


def told(found: Found) -> str:
    """Which engine read the text, and what is to be known of it."""
    said = f"Read by {found.engine}."
    return f"{said}\n{found.note}." if found.note and not found.note.endswith(".") else f"{said}\n{found.note}".strip()


def language_name(code: str) -> str:
    """A language's name in English, or its code where it has none; empty for the empty code."""
    language = QLocale(code).language() if code else QLocale.Language.C
    return code if language == QLocale.Language.C else QLocale.languageToString(language)
