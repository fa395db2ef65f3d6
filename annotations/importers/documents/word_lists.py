"""The marks of lists in Word documents: Word counts them when it shows a document, and does not write them down."""

import re
from typing import Any

from annotations.importers.compose import BULLET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIRST = re.compile(r"\d{1,6}", re.A)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 4000
"""Numbers from here on are written in figures, whatever the document asks for."""

Levels = dict[str, tuple[str, str, int]]
"""By the level's number: kind of number, text with "%1" for the number of the first level, first number."""


class Lists:
    """Counts through one document.

    Args:
        numbering: root of the part that defines lists, None if there is none.
        styles: root of the part that defines styles: some make their paragraphs items of a list.
    """

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels: dict[str, Levels] = {}
        self._of_styles: dict[str, tuple[str, str]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            abstract = {item.get(f"{W}abstractNumId"): _levels(item) for item in numbering.iter(f"{W}abstractNum")}
            for item in numbering.iter(f"{W}num"):
                self._levels[item.get(f"{W}numId") or ""] = abstract.get(_value(item, "abstractNumId"), {})
        if styles is not None:
            for style in styles.iter(f"{W}style"):
                if (found := style.find(f"{W}pPr/{W}numPr")) is not None:
                    self._of_styles[style.get(f"{W}styleId") or ""] = _item(found)

    def mark(self, paragraph: Any, style: str) -> str:
        """Return the mark before a paragraph with a space behind it, "" if it is no item; ask in the order printed."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        number, level = self._of_styles.get(style, ("", "0"))
        if own is not None:
            own_number, level = _item(own)
            number = own_number or number
        levels = self._levels.get(number, {})
        kind, pattern, first = levels.get(level, ("", "", 1))
        if not kind or kind == "none" or not _FIRST.fullmatch(level):
            return ""
        counts = self._counts.setdefault(number, {})
        depth = int(level)
        counts[depth] = counts.get(depth, first - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if kind == "bullet":
            return BULLET
        for at in range(depth + 1):
            other_kind, _, other_first = levels.get(str(at), ("decimal", "", 1))
            pattern = pattern.replace(f"%{at + 1}", _written(counts.get(at, other_first), other_kind))
        return f"{pattern} " if pattern.strip() else ""


def _levels(abstract: Any) -> Levels:
    return {
        level.get(f"{W}ilvl") or "0": (
            _value(level, "numFmt"),
            _value(level, "lvlText"),
            int(start) if _FIRST.fullmatch(start := _value(level, "start")) else 1,
        )
        for level in abstract.iter(f"{W}lvl")
    }


def _item(properties: Any) -> tuple[str, str]:
    return _value(properties, "numId"), _value(properties, "ilvl") or "0"


def _value(element: Any, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val") or ""


def _written(number: int, kind: str) -> str:
    """A number as letters or in Roman figures, if the list has such."""
    if not 0 < number < _MOST:
        return str(number)
    match kind:
        case "lowerLetter" | "upperLetter":
            turns, place = divmod(number - 1, len(_LETTERS))
            text = _LETTERS[place] * (turns + 1)
        case "lowerRoman" | "upperRoman":
            text = _roman(number)
        case _:
            text = str(number)
    return text.upper() if kind.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text
