"""The reading faces: the serif and the sans that ship with the program, or the system's where they are missing."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from app.theme import READING

SHIPPED = ("serif", "sans")
"""The shipped faces, by what their files' names have in them."""

_HINTS = {"serif": QFont.StyleHint.Serif, "sans": QFont.StyleHint.SansSerif}


@cache
def shipped_family(kind: str = "serif") -> str:
    """Family name of the shipped "serif" or "sans" face, loaded at the first call; empty if none is shipped.

    Needs the application object. The files are `resources/fonts/*Serif*` and `*Sans*` in TrueType or OpenType form.
    """
    folder = Path(str(files("resources"))) / "fonts"
    found = sorted(
        path for path in folder.glob("*") if kind in path.name.lower() and path.suffix.lower() in (".ttf", ".otf")
    )
    families = [
        family
        for path in found
        for family in QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    ]
    return min(families, key=len, default="")


def reading_family() -> str:
    """Family name of the reading face as it is unless the analyst chose another."""
    return shipped_family()


def system_families() -> list[str]:
    """Faces of the system that text can be set in, by name; those the system keeps to itself are left out."""
    shipped = {shipped_family(kind) for kind in SHIPPED}
    found = QFontDatabase.families()
    return [name for name in found if name not in shipped and not QFontDatabase.isPrivateFamily(name)]


def reading_font(size: int = READING, *, bold: bool = False, family: str = "serif") -> QFont:
    """A reading face at a size in pixels; `family` is "serif" or "sans" for a shipped one, or one of the system's."""
    name = shipped_family(family) or family if family in SHIPPED else family
    font = QFont(name)
    font.setStyleHint(_HINTS.get(family, QFont.StyleHint.AnyStyle))
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
