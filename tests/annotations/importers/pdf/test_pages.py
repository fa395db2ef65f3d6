"""Pages judged one by one: pictures of pages with or without stray letters, blank ones, and the end of what is read."""

import io
from pathlib import Path

import pytest

from annotations.errors import ImportFileError
from annotations.importers.pdf.article import read
from annotations.importers.pdf.pages import read_pages
from annotations.importers.source import Source

TEXT = "The state bank presented a language model of its own on Monday and said more."
STRAY = "Scanned with an app"


def document(*kinds: str) -> Source:
    """One page of each kind: text, scan, stray (a scan with a few letters), photo (with text below), blank."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    picture = ImageReader(Image.new("L", (60, 80), 128))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    for number, kind in enumerate(kinds):
        if kind in {"scan", "stray"}:
            canvas.drawImage(picture, 0, 0, 595, 842)
        if kind == "photo":
            canvas.drawImage(picture, 100, 400, 300, 300)
        for line in {"text": range(4), "photo": range(1)}.get(kind, ()):
            canvas.drawString(70, 300 - 14 * line, f"{chr(97 + number)}{chr(97 + line)} {TEXT}")
        if kind == "stray":
            canvas.drawString(400, 20, STRAY)
        canvas.showPage()
    canvas.save()
    return Source(Path("pages.pdf"), buffer.getvalue())


@pytest.mark.parametrize("kinds", [["scan"], ["stray"], ["stray"] * 12, ["scan", "blank", "stray"]])
def test_a_scan_is_said_to_be_one_also_with_stray_letters(kinds):
    with pytest.raises(ImportFileError, match="no text layer"):
        read_pages(document(*kinds))


def test_pages_that_are_pictures_are_named():
    (draft,) = read(document("text", "scan", "text", "stray", "blank", "photo"))
    assert "Pages without text (scans or pictures): 2, 4." in draft.warnings
    assert STRAY not in draft.text
    assert STRAY in [cut.line for cut in draft.cuts]
    assert draft.text.count(TEXT) == 9


def test_blank_pages_are_no_scan():
    with pytest.raises(ImportFileError, match="blank pages"):
        read_pages(document("blank", "blank"))


def test_a_short_text_is_a_text():
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(70, 300, "No comment.")
    canvas.save()
    assert read(Source(Path("short.pdf"), buffer.getvalue()))[0].text == "No comment."


def test_no_more_pages_are_read_than_asked_for():
    found = read_pages(document(*["text"] * 5), most_pages=3)
    assert [page.number for page in found.pages] == [1, 2, 3]
    assert found.warnings == ("Only the first 3 of 5 pages were read.",)
