"""The shipped reading face: really loaded, in all its scripts and weights, and no letters of Qt's own choice."""

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QRawFont

from app.fonts import reading_family, reading_font


@pytest.mark.usefixtures("qapp")
def test_the_face_that_ships_is_the_one_that_is_shown() -> None:
    assert "Serif" in reading_family()
    assert QFontInfo(reading_font()).family() == reading_family()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("letters", ["Aéßłžñ“”–…", "Ближнего ёЁїґ", "Ελληνικά ώ"])
def test_latin_cyrillic_and_greek_are_in_it(letters: str, *, bold: bool) -> None:
    raw = QRawFont.fromFont(reading_font(bold=bold))
    assert [letter for letter in letters if not raw.supportsCharacter(ord(letter))] == []


@pytest.mark.usefixtures("qapp")
def test_sizes_are_pixels_and_bold_is_bolder() -> None:
    assert reading_font(26).pixelSize() == 26
    assert reading_font(bold=True).weight() > reading_font().weight() == QFont.Weight.Normal
    plain, bold = (QFontMetricsF(reading_font(40, bold=b)).horizontalAdvance("minister") for b in (False, True))
    assert bold > plain
