"""Fonts made for the tests, so that they do not depend on those of the machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from annotations.brief import faces
from annotations.brief.scripts import shaping, system_fonts

_EM = 1000

ARABIC = {
    "space": (" ", 300),
    "lam": ("ل", 400),
    "alef": ("ا", 200),
    "meem": ("م", 500),
    "meem.init": ("", 350),
    "lam_alef": ("", 450),
    "parenleft": ("(", 280),
    "parenright": (")", 280),
}
"""Glyphs by name: their character and width."""
_JOINING = """
languagesystem DFLT dflt;
languagesystem arab dflt;
feature init { sub meem by meem.init; } init;
feature rlig { sub lam alef by lam_alef; } rlig;
"""
HAN = {"guo": ("国", 1000), "jia": ("家", 1000)}


def _drawn(pen: object, width: int) -> None:
    pen.moveTo((40, 0))
    pen.lineTo((40, 700))
    pen.lineTo((max(width - 40, 60), 700))
    pen.lineTo((max(width - 40, 60), 0))
    pen.closePath()


def make_font(path: Path, glyphs: dict[str, tuple[str, int]], *, features: str = "", rights: int = 0) -> Path:
    """Write a font whose glyphs are boxes: TrueType outlines for .ttf, PostScript ones for .otf."""
    name = path.stem.replace("-", "")
    postscript = path.suffix == ".otf"
    names = [".notdef", *glyphs]
    widths = {".notdef": 500, **{key: width for key, (_, width) in glyphs.items()}}
    builder = FontBuilder(_EM, isTTF=not postscript)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(character): key for key, (character, _) in glyphs.items() if character})
    drawn = {}
    for key in names:
        pen = T2CharStringPen(widths[key], None) if postscript else TTGlyphPen(None)
        if key != "space":
            _drawn(pen, widths[key])
        drawn[key] = pen.getCharString() if postscript else pen.glyph()
    if postscript:
        builder.setupCFF(name, {"FullName": name}, drawn, {})
    else:
        builder.setupGlyf(drawn)
    builder.setupHorizontalMetrics({key: (widths[key], 40) for key in names})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(fsType=rights)
    builder.setupPost()
    if features:
        addOpenTypeFeaturesFromString(builder.font, features)
    builder.save(path)
    return path


def _forget() -> None:
    for known in (system_fonts.covering, system_fonts.by_key, system_fonts._files, system_fonts._faces):
        known.cache_clear()
    shaping.shaped.cache_clear()
    faces.special.cache_clear()
    faces.widths.cache_clear()


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that is all this machine has of fonts: an Arabic and a Chinese one."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    make_font(folder / "NotoTestArabic-Regular.ttf", ARABIC, features=_JOINING)
    make_font(folder / "NotoTestHan-Regular.otf", HAN)
    monkeypatch.setattr(system_fonts, "folders", lambda: (folder,))
    _forget()
    yield folder
    _forget()
