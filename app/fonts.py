"""The reading face: the serif that ships with the program, or the system's where it is missing."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from app.theme import READING


@cache
def reading_family() -> str:
    """Family name of the shipped serif face, loaded at the first call; empty if none is shipped.

    Needs the application object. The files are `resources/fonts/*Serif*` in TrueType or OpenType form.
    """
    folder = Path(str(files("resources"))) / "fonts"
    found = sorted(
        path for path in folder.glob("*") if "serif" in path.name.lower() and path.suffix.lower() in (".ttf", ".otf")
    )
    families = [
        family
        for path in found
        for family in QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    ]
    return min(families, key=len, default="")


def reading_font(size: int = READING, *, bold: bool = False) -> QFont:
    """The reading face at a size in pixels."""
    font = QFont(reading_family()) if reading_family() else QFont("serif")
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
