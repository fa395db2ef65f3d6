"""Pages of a PDF on a printer, painted by pdfium strip by strip: so a page needs little memory at any resolution."""

from collections.abc import Generator, Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from annotations.brief.rendering import Pages, opened
from annotations.errors import ExportError
from annotations.progress import Progress

_POINTS = 72.0
_FINEST = 600
"""Dots an inch beyond which nobody sees a difference, whatever the printer takes."""
_STRIP = 512
"""Rows of pixels painted at a time."""


def printed(data: bytes, printer: QPrinter) -> Generator[Progress, None, int]:
    """Print the pages that a printer was set up for, telling progress page by page; returns how many.

    A page stands in its true size in the middle of the paper, or smaller where the paper is. May run on any thread.

    Raises:
        ExportError: if the printer does not take them, or none of the pages asked for exists.
    """
    with opened(data) as pages:
        wanted = list(_wanted(printer, pages.count))
        if not wanted:
            raise ExportError("There are no such pages", f"Choose some of the pages 1 to {pages.count}")
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            raise ExportError("The printer does not take anything", "See whether it is on, or choose another one")
        # A printer that is a file would else blur the letters by JPEG.
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        try:
            for place, page in enumerate(wanted):
                yield Progress(place, len(wanted), f"Page {page}")
                if place:
                    _turn(printer)
                _paint(painter, printer, pages, page)
            yield Progress(len(wanted), len(wanted), "Printing")
        except BaseException:
            printer.abort()
            raise
        finally:
            painter.end()
    return len(wanted)


def _turn(printer: QPrinter) -> None:
    if not printer.newPage():
        raise ExportError("The printer stopped taking pages", "See whether it is on, and print the rest")


def _wanted(printer: QPrinter, count: int) -> Iterator[int]:
    """The pages in the order in which they are printed, each as often as copies are to be made here."""
    chosen = printer.pageRanges()
    every = printer.printRange() == QPrinter.PrintRange.AllPages or chosen.isEmpty()
    pages = [page for page in range(1, count + 1) if every or chosen.contains(page)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return iter(pages * copies)
    return (page for page in pages for _ in range(copies))


def _paint(painter: QPainter, printer: QPrinter, pages: Pages, page: int) -> None:
    """Paint a page, its strips meeting at whole dots of the printer wherever its resolution allows that."""
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    width, height = pages.size(page)
    dots = min(printer.resolution() / _POINTS, paper.width() / width, paper.height() / height)
    left, top = round((paper.width() - width * dots) / 2), round((paper.height() - height * dots) / 2)
    scale = min(dots, _FINEST / _POINTS)
    step = dots / scale
    rows = pages.rows(page, scale)
    for first in range(0, rows, _STRIP):
        last = min(first + _STRIP, rows)
        picture = pages.strip(page, scale, first, last)
        image = QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
        target = QRectF(left, top + first * step, picture.width * step, picture.height * step)
        painter.drawImage(target, image)
