"""Downloads of press databases as PDF, and pages as browsers print them, set on the spot from invented articles.

A page that is small makes articles of a few paragraphs go over several.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from press_downloads import DAY, LABELS, LANGUAGE, Piece

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
A4 = (595, 842)
SMALL = (420, 300)
PAGE_OF = {"en": "Page {} of {}", "fr": "Page {} sur {}", "de": "Seite {} von {}", "es": "Página {} de {}"}

Furniture = Callable[[Any, int, int], None]
"""Draws what stands on every page: on a canvas, for the page of this number, from 1, of so many."""


def style(size: float = 10, **more: Any) -> Any:
    """A style of paragraph in letters of this size."""
    from reportlab.lib.styles import ParagraphStyle

    settings = {"fontName": "Times-Roman", "fontSize": size, "leading": 1.25 * size, **more}
    return ParagraphStyle("style", **settings)


def paragraph(text: str, size: float = 10, **more: Any) -> Any:
    """A paragraph; `bullet` stands in front of its first line."""
    from reportlab.platypus import Paragraph

    bullet = more.pop("bullet", None)
    return Paragraph(escape(text), style(size, **more), bulletText=bullet)


def typeset(
    story: Sequence[Any], furniture: Furniture, page: tuple[float, float] = A4, font: str = "Times-Roman"
) -> bytes:
    """Set the story on as many pages as it takes."""
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import SimpleDocTemplate

    class Counted(Canvas):  # type: ignore[misc]
        """Draws the furniture when the number of pages is known."""

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.finished: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self.finished.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self.finished, 1):
                self.__dict__.update(state)
                self.setFont(font, 8)
                furniture(self, number, len(self.finished))
                super().showPage()
            super().save()

    buffer = io.BytesIO()
    margins = {"leftMargin": 50, "rightMargin": 50, "topMargin": 60, "bottomMargin": 50}
    SimpleDocTemplate(buffer, pagesize=page, **margins).build(list(story), canvasmaker=Counted)
    return buffer.getvalue()


def merged(pdfs: Sequence[bytes]) -> bytes:
    """Return one PDF with the pages of all."""
    import pikepdf

    buffer = io.BytesIO()
    with pikepdf.new() as document:
        for pdf in pdfs:
            with pikepdf.open(io.BytesIO(pdf)) as part:
                document.pages.extend(part.pages)
        document.save(buffer)
    return buffer.getvalue()


# ------------------------------------------------------------------------------------------------ Factiva


def factiva_pdf(
    pieces: Sequence[Piece], *, is_coded: bool, page: tuple[float, float] = A4, contents: bool = False
) -> bytes:
    """Article after article without a break; the notice of the database and a page number stand below."""

    def furniture(canvas: Any, number: int, total: int) -> None:
        canvas.drawString(50, 25, PAGE_OF[pieces[0].language].format(number, total))
        canvas.drawString(200, 25, "© 2026 Factiva, Inc. All rights reserved.")

    article = _coded if is_coded else _plain
    parts = [part for number, piece in enumerate(pieces, 1) for part in article(piece, number)]
    return typeset(
        (_contents(pieces) if contents else []) + parts + (_search(len(pieces)) if contents else []), furniture, page
    )


def _accession(piece: Piece, number: int) -> str:
    word = {"en": "Document", "fr": "Document", "de": "Dokument", "es": "Documento"}[piece.language]
    return f"{word} COUR0000{piece.year}{piece.month:02}{piece.day:02}em3c{number:05}"


def _plain(piece: Piece, number: int) -> list[Any]:
    head = [piece.author] * bool(piece.author) + [piece.words, piece.date, "14:05", piece.outlet, "COUR", "5"]
    head += [LANGUAGE[piece.language], f"Copyright {piece.year} {piece.outlet}"]
    return [
        paragraph(piece.section, 10),
        paragraph(piece.headline, 14, fontName="Times-Bold", spaceAfter=4),
        *(paragraph(line) for line in head),
        *(paragraph(text, spaceBefore=8) for text in piece.paragraphs),
        paragraph(_accession(piece, number), spaceBefore=8, spaceAfter=30),
    ]


def _coded(piece: Piece, number: int) -> list[Any]:
    rows = [("SE", piece.section), ("HD", piece.headline), ("BY", piece.author and f"By {piece.author}")]
    rows += [("WC", piece.words), ("PD", piece.date), ("ET", "14:05"), ("SN", piece.outlet), ("SC", "COUR")]
    rows += [("LA", LANGUAGE[piece.language]), ("CY", f"Copyright {piece.year} {piece.outlet}")]
    rows += [("LP", piece.paragraphs[0]), *(("TD" if n == 0 else "", p) for n, p in enumerate(piece.paragraphs[1:]))]
    rows += [("NS", "gbank : Banking | gcat : Political/General News"), ("AN", _accession(piece, number))]
    return [paragraph(text, bullet=code or None, leftIndent=45, spaceBefore=6) for code, text in rows if text]


def _contents(pieces: Sequence[Piece]) -> list[Any]:
    from reportlab.platypus import PageBreak

    lines = [f"{piece.headline} {'.' * 20} {number}" for number, piece in enumerate(pieces, 2)]
    return [paragraph("Dow Jones Factiva", 16), *(paragraph(line, spaceAfter=4) for line in lines), PageBreak()]


def _search(found: int) -> list[Any]:
    rows = ("Search Summary", "Text bank and model", "Date In the last year", "Source All Sources")
    return [paragraph(row) for row in (*rows, f"Results Found {found}", "Timestamp 3 July 2026 7:39")]


# ------------------------------------------------------------------------------------------------ Nexis Uni


def nexis_pdf(
    pieces: Sequence[Piece], *, page: tuple[float, float] = A4, listed: bool = False, labels: bool = True
) -> bytes:
    """Every article on pages of its own, counted for itself; from the second on its headline stands above."""
    cover = [typeset(_cover(pieces), _leaf("en", ""), page)] if listed else []
    leaves = (typeset(_nexis_story(p, labels=labels), _leaf(p.language, p.headline), page) for p in pieces)
    return merged([*cover, *leaves])


def _leaf(language: str, headline: str) -> Furniture:
    def draw(canvas: Any, number: int, total: int) -> None:
        width, height = canvas._pagesize
        canvas.drawRightString(width - 50, height - 25, PAGE_OF[language].format(number, total))
        if number == 1:
            notice = "| About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2026 LexisNexis"
            canvas.drawCentredString(width / 2, 25, notice)
            return
        running = paragraph(headline, 8, alignment=1)
        _, tall = running.wrapOn(canvas, width - 100, 30)
        running.drawOn(canvas, 50, height - 28 - tall)

    return draw


def _nexis_story(piece: Piece, *, labels: bool) -> list[Any]:
    section, length, byline, body, loaded, language, kind, end = LABELS[piece.language]
    rights = f"Copyright {piece.year} {piece.outlet} All Rights Reserved"
    parts = [paragraph(piece.headline, 14, fontName="Times-Bold", alignment=1, spaceAfter=6)]
    parts += [paragraph(line, alignment=1) for line in (piece.outlet, f"{piece.date} {DAY[piece.language]}", rights)]
    if labels:
        parts += [paragraph(f"{section}: {piece.section.upper()}; Pg. 7", spaceBefore=8)]
        parts += [paragraph(f"{length}: {piece.words}")]
        parts += [paragraph(f"{byline}: {piece.author}")] * bool(piece.author)
    parts += [paragraph(body, 12, fontName="Times-Bold", spaceBefore=10)]
    parts += [paragraph(text, spaceBefore=8) for text in piece.paragraphs]
    if labels:
        parts += [paragraph("Classification", 12, fontName="Times-Bold", spaceBefore=20)]
        parts += [paragraph(f"{language}: {LANGUAGE[piece.language].upper()}"), paragraph(f"{kind}: Newspaper")]
        parts += [paragraph("Subject: BANKING (90%)"), paragraph(f"{loaded}: {piece.date}", spaceBefore=8)]
    return [*parts, paragraph(end, 12, fontName="Times-Bold", alignment=1, spaceBefore=14)]


def _cover(pieces: Sequence[Piece]) -> list[Any]:
    lines = ["User Name: = Someone", "Date and Time: = Friday, March 13, 2026 9:00:00 AM EST", "Job Number: = 123456"]
    lines += [f"Documents ({len(pieces)})"]
    for number, piece in enumerate(pieces, 1):
        lines += [f"{number}. {piece.headline}", "Client/Matter: -None-", "Search Terms: bank"]
        lines += ["Search Type: Natural Language", "Narrowed by:", "Content Type Narrowed by", "News -None-"]
    return [paragraph(line) for line in lines]


# ------------------------------------------------------------------------------------------------ browsers

SHEET_OF = {
    "en": "{} of {}",
    "de": "{} von {}",
    "fr": "{} sur {}",
    "es": "{} de {}",
    "ru": "{} из {}",
}
SHEET = {"en": "Page", "de": "Seite", "fr": "Page", "es": "Página", "ru": "Стр."}


@dataclass(frozen=True)
class Sheet:
    """What a browser prints around a page."""

    title: str
    url: str
    stamp: str
    language: str = "en"


def browser_pdf(
    browser: str, sheet: Sheet, lines: Sequence[str], page: tuple[float, float] = A4, made: str = "", larger: int = 1
) -> bytes:
    """A page as a browser prints it, between its title, address, date and page number.

    The first `larger` lines are in larger letters; the first, which may be empty, in the largest.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if "Serif" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Serif", str(FONTS / "SourceSerif4-Regular.ttf")))
    sizes = [*range(20, 20 - larger, -1), *[10] * len(lines)]
    sized = [(line, size) for line, size in zip(lines, sizes, strict=False) if line]
    story = [paragraph(line, size, fontName="Serif", spaceBefore=8) for line, size in sized]
    pdf = typeset(story, partial(_BROWSERS[browser], sheet), page, font="Serif")
    return _dated(pdf, sheet.title, made)


def _chrome(sheet: Sheet, canvas: Any, number: int, total: int) -> None:
    width, height = canvas._pagesize
    canvas.drawString(24, height - 20, sheet.stamp)
    canvas.drawCentredString(width / 2 + 30, height - 20, _fitting(canvas, sheet.title, width - 200))
    canvas.drawString(24, 16, sheet.url)
    canvas.drawRightString(width - 24, 16, f"{number}/{total}")


def _firefox(sheet: Sheet, canvas: Any, number: int, total: int) -> None:
    width, height = canvas._pagesize
    canvas.drawString(24, height - 20, _fitting(canvas, sheet.title, width - 260))
    canvas.drawRightString(width - 24, height - 20, sheet.url)
    canvas.drawString(24, 16, SHEET_OF[sheet.language].format(number, total))
    canvas.drawRightString(width - 24, 16, sheet.stamp)


def _safari(sheet: Sheet, canvas: Any, number: int, total: int) -> None:
    width, height = canvas._pagesize
    canvas.drawString(24, height - 20, _fitting(canvas, sheet.title, width - 260))
    canvas.drawRightString(width - 24, height - 20, sheet.stamp)
    canvas.drawString(24, 16, sheet.url)
    of = SHEET_OF[sheet.language].format(number, total)
    canvas.drawRightString(width - 24, 16, f"{SHEET[sheet.language]} {of}")


def _fitting(canvas: Any, title: str, width: float) -> str:
    """As much of a title as has room, with the dots that say so."""
    cut = title
    while canvas.stringWidth(cut, "Serif", 8) > width:
        cut = f"{cut.removesuffix('…')[:-1]}…"
    return cut


_BROWSERS = {"chrome": _chrome, "firefox": _firefox, "safari": _safari}


def _dated(pdf: bytes, title: str, made: str) -> bytes:
    import pikepdf

    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.docinfo["/Title"] = title
        document.docinfo["/CreationDate"] = made or "D:20300101000000Z"
        document.save(buffer)
    return buffer.getvalue()
