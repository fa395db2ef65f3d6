"""PDF files with a text layer."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers.bylines import read_byline
from annotations.importers.compose import Fields, compose
from annotations.importers.draft import Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.heads import split_head
from annotations.importers.pdf_layout import (
    Line,
    Piece,
    edge_parts,
    joined,
    page_lines,
    paragraphs,
    without_running_heads,
)
from annotations.importers.source import Source

_MOST_PAGES = 500
_FEWEST_LETTERS = 20
_LISTED = 10
_LONGEST_HEADLINE = 250
_HEADLINE_SIZE = 1.2
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ADDRESS = re.compile(r"https?://\S+")
_OCR = "Recognise its text first (for instance with OCRmyPDF) and import the result"


def read(source: Source) -> list[Draft]:
    """Return the one article of the file.

    Raises:
        ImportFileError: protected, damaged, or a scan without a text layer.
    """
    warnings: list[str] = []
    pages = list(map(page_lines, read_pieces(source, warnings)))
    furniture = [part for page in pages[:2] for part in edge_parts(page)]
    return [_draft(source, without_running_heads(pages), furniture, warnings)]


def read_pieces(source: Source, warnings: list[str], most_pages: int = _MOST_PAGES) -> list[list[Piece]]:
    """Return the pieces of text of each page, without order; what was left out is added to `warnings`.

    Raises:
        ImportFileError: protected, damaged, or a scan without a text layer.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error, source) from error
    try:
        return _pages(document, source, warnings, most_pages)
    finally:
        document.close()


def _refusal(error: Any, source: Source) -> ImportFileError:
    import pypdfium2.raw as pdfium

    if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return ImportFileError(
            "is protected with a password", "Open it with the password and print it to a PDF without one", source.path
        )
    return ImportFileError("is a damaged or incomplete PDF", "Download it again, or print it to PDF anew", source.path)


def _pages(document: Any, source: Source, warnings: list[str], most_pages: int) -> list[list[Piece]]:
    import pypdfium2

    pages: list[list[Piece]] = []
    empty: list[int] = []
    broken: list[int] = []
    for number in range(min(len(document), most_pages)):
        try:
            pieces = list(_pieces(document[number]))
        except pypdfium2.PdfiumError:
            broken.append(number + 1)
            continue
        if sum(len(piece.text) for piece in pieces) < _FEWEST_LETTERS:
            empty.append(number + 1)
        pages.append(pieces)
    letters = sum(character.isalnum() for page in pages for piece in page for character in piece.text)
    if broken and not letters:
        raise ImportFileError(
            "is a damaged or incomplete PDF", "Download it again, or print it to PDF anew", source.path
        )
    if letters < _FEWEST_LETTERS:
        raise ImportFileError("has no text layer: it is a scan or picture", _OCR, source.path)
    if broken:
        warnings.append(f"Damaged pages were left out: {_listed(broken)}.")
    if empty:
        warnings.append(f"Pages without text (scans or pictures): {_listed(empty)}.")
    if len(document) > most_pages:
        warnings.append(f"Only the first {most_pages:,} of {len(document)} pages were read.")
    return pages


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:_LISTED])) + (" …" if len(numbers) > _LISTED else "")


def _pieces(page: Any) -> Iterator[Piece]:
    """Runs of letters with no wider gap than a word space, each with its box.

    PDFium's own line breaks are not trusted: it puts two columns printed row by row on one line.
    """
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    try:
        box = pdfium.FS_RECTF()
        run: list[tuple[str, float, float, float, float]] = []
        for index in range(pdfium.FPDFText_CountChars(textpage)):
            code = pdfium.FPDFText_GetUnicode(textpage, index)
            if code in (0x0A, 0x0D):
                yield from _piece(run)
                run = []
            elif pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
                letter = (chr(code), box.left, box.bottom, box.right, box.top)
                if run and _apart(run[-1], letter):
                    yield from _piece(run)
                    run = []
                run.append(letter)
        yield from _piece(run)
    finally:
        textpage.close()
        page.close()


def _apart(before: tuple[str, float, float, float, float], letter: tuple[str, float, float, float, float]) -> bool:
    size = max(letter[4] - letter[2], before[4] - before[2], 1.0)
    return (
        letter[1] - before[3] > 0.9 * size
        or before[1] - letter[1] > 0.9 * size
        or abs(before[2] - letter[2]) > 0.7 * size
    )


def _piece(run: list[tuple[str, float, float, float, float]]) -> Iterator[Piece]:
    letters = [item for item in run if not item[0].isspace()]
    if letters:
        # Letters beyond the basic plane come as two surrogate halves.
        text = "".join(item[0] for item in run).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        sizes = sorted(item[4] - item[2] for item in letters)
        yield Piece(
            text, min(item[1] for item in letters), min(item[2] for item in letters), max(item[3] for item in letters),
            max(item[4] for item in letters), max(sizes[len(sizes) // 2], 0.1),
        )  # fmt: skip


def _draft(source: Source, pages: list[list[Line]], furniture: list[str], warnings: list[str]) -> Draft:
    groups = paragraphs(pages)
    words = frozenset(
        word.lower() for page in pages for line in page for word in _WORDS.findall(line.text.rstrip("-\u00ad\x02"))
    )
    first_page = len(paragraphs(pages[:1])) if pages else 0
    body = [joined(group, words) for group in groups]
    fields, lines = split_head(body)
    place = None if fields.headline else _headline(groups[:first_page])
    if place is not None and body[place] in lines:
        headline = body[place]
        lines.remove(headline)
        lines.insert(0, headline)
    odd = sum(not (character.isprintable() or character.isspace()) for line in lines for character in line)
    if odd > sum(map(len, lines)) // 50:
        warnings.append("Many letters of this PDF cannot be read; its fonts hide their meaning.")
    fields = _from_edges(fields, furniture, [line for line in lines[1:8] if line not in furniture], warnings)
    return compose(source, fields, lines, warnings, clean=True)


def _from_edges(fields: Fields, furniture: list[str], opening: list[str], warnings: list[str]) -> Fields:
    """Read address and date at the edges of the pages.

    Beside a web address the date is the one on which a browser printed the page: the date of access.
    """
    address = next((part for part in furniture if _ADDRESS.fullmatch(part)), "")
    printed = read_byline(opening, fields.language).date
    day = read_byline(furniture, fields.language).date
    if address:
        return replace(fields, url=fields.url or address, accessed=fields.accessed or day)
    if printed or fields.published or not day:
        guessed = fields.guessed if fields.published else (*fields.guessed, "published")
        return replace(fields, published=fields.published or printed, guessed=guessed)
    warnings.append("The date was taken from the head or foot of the page.")
    return replace(fields, published=day, guessed=(*fields.guessed, "published"))


def _headline(groups: list[list[Line]]) -> int | None:
    """The paragraph in clearly larger letters on the first page, if there is one."""
    if not groups:
        return None
    usual = sorted(line.size for group in groups for line in group for _ in range(max(1, len(line.text) // 10)))
    body_size = usual[len(usual) // 2]
    ranked = [
        (group[0].size, -place)
        for place, group in enumerate(groups[:12])
        if sum(len(line.text) for line in group) <= _LONGEST_HEADLINE
    ]
    if not ranked:
        return None
    size, place = max(ranked)
    return -place if size >= _HEADLINE_SIZE * body_size else None


def _recognise(source: Source) -> Confidence:
    return Confidence.CERTAIN if b"%PDF-" in source.head[:1024] else Confidence.NO


FORMAT = Format("a PDF", (".pdf",), _recognise, read)
