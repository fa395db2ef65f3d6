"""The pages of a PDF, and what is wrong with the file or some of them.

Every page is judged by itself: among pages of text some may be pictures of pages (scans), blank or damaged.
"""

from dataclasses import dataclass
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers.pdf.letters import read_pieces
from annotations.importers.pdf.parts import Page, Piece
from annotations.importers.source import Source
from annotations.wording import number_of

MOST_PAGES = 500
"""Pages that are read of a file; no article has more."""

_FEWEST_LETTERS = 20
_STRAY_LETTERS = 150
_MOSTLY = 0.6
_LISTED = 10
_DAMAGED = ("is a damaged or incomplete PDF", "Download it again, or print it to PDF anew")
_OCR = "Recognise its text first (for instance with OCRmyPDF) and import the result"
_PROTECTED = ("is protected with a password", "Open it with the password and print it to a PDF without one")


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a file that could be read, and sentences for the person.

    `title` is the one among the file's properties, `created` when it was made, as "D:20260314101500Z".
    """

    pages: tuple[Page, ...]
    warnings: tuple[str, ...] = ()
    title: str = ""
    created: str = ""


def read_pages(source: Source, most_pages: int = MOST_PAGES) -> Pages:
    """Return the pages of a file, the first `most_pages` of them.

    Raises:
        ImportFileError: protected, damaged, blank, or without a text layer.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error, source) from error
    try:
        return _read(document, source, most_pages)
    finally:
        document.close()


def _refusal(error: Any, source: Source) -> ImportFileError:
    import pypdfium2.raw as pdfium

    protected = getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
    return ImportFileError(*(_PROTECTED if protected else _DAMAGED), source.path)


def _read(document: Any, source: Source, most_pages: int) -> Pages:
    import pypdfium2

    pages: list[Page] = []
    broken: list[int] = []
    for number in range(min(len(document), most_pages)):
        try:
            pages.append(_page(document[number], number + 1))
        except pypdfium2.PdfiumError:
            broken.append(number + 1)
    pictured = [page.number for page in pages if page.pictured]
    if not any(page.pieces for page in pages if not page.pictured):
        raise _without_text(source, broken, pictured)
    warnings: list[str] = []
    if broken:
        warnings.append(f"Damaged pages were left out: {_listed(broken)}.")
    if pictured:
        warnings.append(f"Pages without text (scans or pictures): {_listed(pictured)}.")
    if len(document) > most_pages:
        warnings.append(f"Only the first {most_pages:,} of {number_of(len(document), 'page')} were read.")
    title, created = (document.get_metadata_value(name).strip() for name in ("Title", "CreationDate"))
    return Pages(tuple(pages), tuple(warnings), title, created)


def _without_text(source: Source, broken: list[int], pictured: list[int]) -> ImportFileError:
    if broken:
        return ImportFileError(*_DAMAGED, source.path)
    if pictured:
        return ImportFileError("has no text layer: it is a scan or picture", _OCR, source.path)
    return ImportFileError("holds blank pages only", "Open it and check; print it to PDF anew", source.path)


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:_LISTED])) + (" …" if len(numbers) > _LISTED else "")


def _page(page: Any, number: int) -> Page:
    textpage = page.get_textpage()
    try:
        visible = page.get_cropbox()
        pieces, turn, across = read_pieces(textpage, visible)
        width, height = visible[2] - visible[0], visible[3] - visible[1]
        if turn % 2:
            width, height = height, width
        # What printers note beside the visible page is not for readers.
        shown = tuple(
            piece for piece in pieces if 0 <= (piece.left + piece.right) / 2 <= width and 0 <= piece.middle <= height
        )
        return Page(number, shown, width, height, tuple(across), _is_pictured(page, shown))
    finally:
        textpage.close()
        page.close()


def _is_pictured(page: Any, pieces: tuple[Piece, ...]) -> bool:
    """Whether a page shows something but its letters, if any, cannot be its text."""
    if sum(len(piece.text) for piece in pieces) > 2 * _STRAY_LETTERS:
        return False
    letters = sum(character.isalnum() for piece in pieces for character in piece.text)
    if letters > _STRAY_LETTERS:
        return False
    if letters < _FEWEST_LETTERS:
        return _shows_more(page)
    return _covered(page) >= _MOSTLY


def _shows_more(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    return any(item.type != pdfium.FPDF_PAGEOBJ_TEXT for item in page.get_objects())


def _covered(page: Any) -> float:
    """How much of the page its largest picture covers: 0 to 1."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = page.get_cropbox()
    largest = 0.0
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        low, under, high, over = image.get_bounds()
        largest = max(largest, (min(high, right) - max(low, left)) * (min(over, top) - max(under, bottom)))
    return float(largest / max((right - left) * (top - bottom), 1.0))
