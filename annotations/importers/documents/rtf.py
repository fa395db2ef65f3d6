"""Rich text (.rtf): the text without its formatting."""

import re

from annotations.errors import ImportFileError
from annotations.importers.compose import BULLET, CELLS, compose
from annotations.importers.draft import Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.source import Source
from annotations.importers.texts.heads import split_head

PAGE_BREAK = "\f"
"""Stands as a paragraph of its own where a page was broken by hand."""

_PAGE = re.compile(r"\\page(?![a-zA-Z])\s?")
_LINK = "HYPERLINK"
_OLD_MARK = "{\\pntext"
_BULLET = re.compile(r"^\s*[·•§▪●○◦o\uf0b7\uf0a7]\t\s*")
_START = b"{\\rtf"


def rtf_paragraphs(source: Source) -> list[str]:
    """Return the paragraphs of the file, empty ones included, the cells of a table row parted by "|".

    Addresses of links are left out. They are worked out once for a file, whichever formats ask.

    Raises:
        ImportFileError: the file is damaged.
    """
    return source.once(_paragraphs)


def _paragraphs(source: Source) -> list[str]:
    from striprtf.striprtf import rtf_to_text

    raw = source.data.decode("latin-1")  # RTF is ASCII; every other letter is written as a code
    raw = _PAGE.sub(rf"\\par {PAGE_BREAK}\\par ", raw).replace(_LINK, _LINK.lower())
    raw = raw.replace(_OLD_MARK, "{\\listtext")  # marks of lists by older programs, which the library drops
    try:
        text: str = rtf_to_text(raw, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, KeyError, IndexError, LookupError, OverflowError) as error:
        raise ImportFileError(
            "is a damaged RTF file", "Open it in a word processor and save it as Word (.docx)", source.path
        ) from error
    # Letters beyond the first 65,536 are written as two halves.
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.split("\n")


def read(source: Source) -> list[Draft]:
    """Return the one article of the file."""
    fields, lines = split_head([_shown(line.strip(PAGE_BREAK)) for line in rtf_paragraphs(source)])
    return [compose(source, fields, lines, clean=True)]


def _shown(line: str) -> str:
    """A paragraph as an article's text has it: the cells of a row parted by " | ", a list's bullet as such."""
    if line.endswith("|"):
        return CELLS.join(cell.strip() for cell in line.split("|") if cell.strip())
    return _BULLET.sub(BULLET, line)


def is_rtf(source: Source) -> bool:
    """Whether the file is rich text, by its first letters."""
    return source.data.startswith(_START)


def _recognise(source: Source) -> Confidence:
    return Confidence.CERTAIN if is_rtf(source) else Confidence.NO


FORMAT = Format("rich text (RTF)", (".rtf",), _recognise, read)
