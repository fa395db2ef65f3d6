"""Fonts of this machine in the file: read again with other programs than the one that wrote it."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from annotations.brief.setting import plain
from annotations.brief.sheet import Sheet
from annotations.brief.typography import BODY

pytestmark = pytest.mark.usefixtures("fonts")

TEXT = "The sign 国家 and ملا (لم) end."


def written(text: str) -> tuple[bytes, tuple[str, ...]]:
    """A page with the text, and what could not be set."""
    sheet = Sheet("A4", "en", "2026-03-01")
    sheet.new_page()
    setting = plain(text, BODY, 400)
    for line in range(len(setting.lines)):
        sheet.setting(setting, line, 60, 700 - line * setting.leading)
    data = sheet.finish(title="t", author="a", subject="s", xmp="<x/>")
    return data, sheet.unset()


def test_the_text_comes_out_as_it_went_in(tmp_path: Path) -> None:
    data, unset = written(TEXT)
    assert unset == ()
    with pypdfium2.PdfDocument(data) as document:
        found = document[0].get_textpage().get_text_range()
    assert "国家" in found
    assert "ملا" in found
    assert "لم" in found


def test_the_glyphs_are_drawn() -> None:
    with pypdfium2.PdfDocument(written("国家")[0]) as document:
        picture = document[0].render(scale=2, grayscale=True).to_numpy()
    dark = (picture < 128).any(axis=0).nonzero()[0]
    assert dark.min() / 2 == pytest.approx(60.4, abs=1)
    assert dark.max() / 2 == pytest.approx(79.6, abs=1)


def test_only_used_glyphs_are_embedded_in_sound_fonts(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(written(TEXT)[0])
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        fonts = [font for font in pdf.pages[0].Resources.Font.values() if font.Subtype == "/Type0"]
        kinds = {str(font.DescendantFonts[0].Subtype) for font in fonts}
        assert kinds == {"/CIDFontType0", "/CIDFontType2"}
        widths = {str(font.BaseFont)[8:]: font.DescendantFonts[0].W.as_list() for font in fonts}
    assert [int(width[0]) for width in widths["NotoTestHanRegular"][1::2]] == [1000, 1000]


def test_the_same_text_gives_the_same_bytes() -> None:
    assert written(TEXT) == written(TEXT)


def test_what_no_font_has_is_reported() -> None:
    _, [passage] = written("国 and ก")
    assert "U+0E01" in passage
    assert "U+56FD" not in passage
