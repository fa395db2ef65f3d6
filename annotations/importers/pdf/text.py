"""The running text of a PDF: all steps from the file to paragraphs, for every format whose files are PDFs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.importers.pdf.browser_print import Print, taken_off
from annotations.importers.pdf.edges import edge_parts, without_heads
from annotations.importers.pdf.hyphens import joined_lines, words_within
from annotations.importers.pdf.layout import lines_of
from annotations.importers.pdf.pages import read_pages
from annotations.importers.pdf.paragraphs import paragraphs
from annotations.importers.pdf.parts import Page
from annotations.importers.source import Source
from annotations.wording import number_of

_PAGES_WITH_EDGES = 2
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u058f]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as running text: the height of its letters in points, its page, and how many lines it has.

    `top` is the height of its first line on that page.
    """

    text: str
    size: float
    page: int
    top: float
    lines: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says.

    `heads` are the running heads that were left out, each once; `edges` the pieces of text at the tops and bottoms of
    the first pages, left out or not; `across` what runs in another direction than the text or strays on pictures of
    pages; `warnings` are sentences for the person. `browser` is what a browser printed around the page, None if none
    did; `created` when the file was made, as it says.
    """

    paragraphs: tuple[Paragraph, ...]
    heads: tuple[str, ...]
    edges: tuple[str, ...]
    across: tuple[str, ...]
    title: str
    warnings: tuple[str, ...]
    browser: Print | None = None
    created: str = ""


def read_text(source: Source) -> PdfText:
    """Return the text of a file in reading order.

    Raises:
        ImportFileError: protected, damaged, blank, or without a text layer.
    """
    read = read_pages(source)
    browser, pages = taken_off([page for page in read.pages if not page.pictured], read.title)
    kept, heads = without_heads(pages)
    found = _paragraphs(kept)
    return PdfText(
        paragraphs=found,
        heads=tuple(heads),
        edges=tuple(part for page in pages[:_PAGES_WITH_EDGES] for part in edge_parts(page)),
        across=tuple(text for page in read.pages for text in _strays(page)),
        title=read.title,
        warnings=(*read.warnings, *_mixed(found)),
        browser=browser,
        created=read.created,
    )


def _paragraphs(pages: list[Page]) -> tuple[Paragraph, ...]:
    lines = lines_of(pages)
    words = words_within(line.text for page in lines for line in page)
    return tuple(
        Paragraph(
            joined_lines([line.text for line in group], words),
            group[0].size,
            group[0].page,
            group[0].top,
            len(group),
            all(line.bold for line in group),
        )
        for group in paragraphs(lines)
    )


def _mixed(found: Sequence[Paragraph]) -> list[str]:
    """Say so where PDFium may have confused words: it orders the lines of one direction only without fail."""
    mixed = sum(bool(_RIGHT_TO_LEFT.search(one.text) and _LEFT_TO_RIGHT.search(one.text)) for one in found)
    what = f"{number_of(mixed, 'paragraph')} mixing scripts of both directions"
    return [f"Check the order of words: {what} may have it wrong."] if mixed else []


def _strays(page: Page) -> tuple[str, ...]:
    return (*page.across, *(piece.text for piece in page.pieces)) if page.pictured else page.across
