"""Pages on a printer that is a PDF file, read again with pdfium and compared as pictures."""

from pathlib import Path

import pypdfium2
import pytest

from annotations.errors import CancelledError, ExportError
from annotations.progress import Progress, drive


def colours(count: int, size: tuple[float, float] = (595.0, 842.0)) -> bytes:
    """A PDF of pages that are white, with a mark in the upper left corner and one as tall as the page's number."""
    import io

    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size)
    for page in range(1, count + 1):
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, size[1] - 100, 100, 100, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 1)
        canvas.rect(size[0] - 72, 0, 72, 100 * page, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture
def printer(qapp, tmp_path):
    from PySide6.QtGui import QPageSize
    from PySide6.QtPrintSupport import QPrinter

    made = QPrinter()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    made.setResolution(150)
    return made


def heights(printer) -> list[int]:
    """Which page each printed one is, by the height of its blue mark."""
    found = []
    with pypdfium2.PdfDocument(Path(printer.outputFileName())) as document:
        for page in document:
            image = page.render(scale=1).to_pil().convert("RGB")
            column = [image.getpixel((image.width - 36, y)) for y in range(image.height)]
            found.append(round(sum(blue > 200 and red < 60 for red, _, blue in column) / 100))
    return found


def test_every_page_comes_out_in_its_true_size(printer) -> None:
    told: list[Progress] = []
    assert drive(_printed(colours(3), printer), told.append) == 3
    assert heights(printer) == [1, 2, 3]
    assert [(at.done, at.total) for at in told] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    with pypdfium2.PdfDocument(Path(printer.outputFileName())) as document:
        image = document[0].render(scale=1).to_pil().convert("RGB")
        assert abs(document[0].get_width() - 595) < 2
    assert image.getpixel((50, 50)) == (255, 0, 0)
    assert image.getpixel((97, 97)) == (255, 0, 0)
    assert image.getpixel((103, 103)) == (255, 255, 255)


def _printed(data, printer):
    from app.printing import printed

    return printed(data, printer)


def test_strips_meet_without_a_seam(printer) -> None:
    """A printer of 300 dots an inch takes a page in seven strips."""
    printer.setResolution(300)
    drive(_printed(colours(1), printer))
    with pypdfium2.PdfDocument(Path(printer.outputFileName())) as document:
        image = document[0].render(scale=300 / 72).to_pil().convert("RGB")
    middle = [image.getpixel((200, y)) for y in range(10, 400)]
    assert set(middle) == {(255, 0, 0)}
    tall = [image.getpixel((image.width - 100, y)) for y in range(image.height - 380, image.height - 10)]
    assert set(tall) == {(0, 0, 255)}


def test_only_the_pages_that_were_asked_for_in_the_printers_order(printer) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    drive(_printed(colours(4), printer))
    assert heights(printer) == [3, 2]


def test_pages_that_are_not_there_are_told(printer) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(8, 9)
    with pytest.raises(ExportError, match="pages 1 to 2"):
        drive(_printed(colours(2), printer))


def test_a_larger_page_is_fitted_to_the_paper_in_its_middle(printer) -> None:
    drive(_printed(colours(1, (1190.0, 1684.0)), printer))
    with pypdfium2.PdfDocument(Path(printer.outputFileName())) as document:
        image = document[0].render(scale=1).to_pil().convert("RGB")
    assert image.getpixel((25, 25)) == (255, 0, 0)
    assert image.getpixel((55, 55)) == (255, 255, 255)
    assert image.getpixel((image.width - 18, image.height - 25)) == (0, 0, 255)


def test_copies_that_the_printer_does_not_make_are_made_here(printer) -> None:
    from PySide6.QtPrintSupport import QPrinter

    assert not printer.supportsMultipleCopies()
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    drive(_printed(colours(2), printer))
    assert heights(printer) == [1, 2, 1, 2]
    assert printer.printRange() == QPrinter.PrintRange.AllPages


def test_cancelling_stops_after_the_page_under_way(printer) -> None:
    told = []

    def stop(at: Progress) -> None:
        told.append(at.done)
        if at.done == 1:
            raise CancelledError

    with pytest.raises(CancelledError):
        drive(_printed(colours(5), printer), stop)
    assert told == [0, 1]


def test_a_printer_that_takes_nothing_is_told(printer, tmp_path, qt_warnings) -> None:
    printer.setOutputFileName(str(tmp_path / "no such folder" / "x.pdf"))
    with pytest.raises(ExportError, match="does not take anything"):
        drive(_printed(colours(1), printer))
    qt_warnings.remove("QPainter::begin(): Returned false")
