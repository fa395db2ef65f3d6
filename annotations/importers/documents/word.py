"""Word documents (.docx), read straight from their XML.

Only the text of the main document is taken, with insertions and without deletions of tracked changes.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers.compose import CELLS, Fields, compose, one_line
from annotations.importers.documents.packed_xml import parse, part, unpacked
from annotations.importers.documents.word_lists import Lists
from annotations.importers.draft import Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.source import Source
from annotations.importers.texts.heads import split_head
from annotations.importers.values.bylines import read_byline

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC = "{http://purl.org/dc/elements/1.1/}"
_NOT_PRINTED = {_FALLBACK, _W + "moveFrom", _W + "del"}
# The paragraphs of a text box stand inside the paragraph it is anchored to; they are paragraphs of their own.
_NOT_OF_THE_LINE = _NOT_PRINTED | {_W + "instrText", _W + "txbxContent", _W + "pPr", _W + "rPr"}
_NOBODY = {"python-docx", "admin", "user", "microsoft office user"}
_TITLE_AMONG = 8
_MAIN = "word/document.xml"
_STYLES = "word/styles.xml"
_NUMBERING = "word/numbering.xml"
_LONGEST_CELL = 200
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, KeyError)
_MARKUP = re.compile(rb"<[^>]*>")
_DAMAGED = ("is a damaged or incomplete Word file", "Copy or download it again, or let Word repair it")


def read(source: Source) -> list[Draft]:
    """Return the one article of the document."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            names = set(archive.namelist())
            paragraphs = [(style, text) for style, text in _printed(archive, names, source) if text.strip()]
            titles = {"Title", "Heading1"}
            used = {style for style, _ in paragraphs[:_TITLE_AMONG]} - {""}
            if used and not used & titles and _STYLES in names:
                titles = _title_styles(part(archive, _STYLES, source), source)
            core = part(archive, "docProps/core.xml", source) if "docProps/core.xml" in names else b""
    except _UNREADABLE as error:
        raise ImportFileError(*_DAMAGED, source.path) from error
    title = next((one_line(text) for style, text in paragraphs[:_TITLE_AMONG] if style in titles), "")
    fields, lines = split_head([line for _, text in paragraphs for line in text.split("\n")])
    warnings: list[str] = []
    if not fields.headline and title:
        fields = replace(fields, headline=title)
        lines = _without_first(lines, title)
    if core:
        fields = _guessed(fields, parse(core, source, _DAMAGED), lines, warnings)
    return [compose(source, fields, lines, warnings, clean=True)]


def document_paragraphs(source: Source) -> list[str]:
    """Return the paragraphs of a document, empty ones included; lines broken by hand are parted by LF.

    Raises:
        ImportFileError: the file is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            return [text for _, text in _all_paragraphs(archive, source)]
    except _UNREADABLE as error:
        raise ImportFileError(*_DAMAGED, source.path) from error


def document_words(source: Source) -> bytes:
    """Return the text of a document with all its marks stripped, to look for words in.

    Empty if it is none, or larger than any that is read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            return _MARKUP.sub(b"", unpacked(archive, _MAIN) or b"")
    except (*_UNREADABLE, ValueError):
        return b""


def _all_paragraphs(archive: zipfile.ZipFile, source: Source) -> Iterator[tuple[str, str]]:
    if _MAIN not in archive.namelist():
        raise ImportFileError(*_DAMAGED, source.path)
    return _paragraphs(parse(part(archive, _MAIN, source), source, _DAMAGED))


def _printed(archive: zipfile.ZipFile, names: set[str], source: Source) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph as Word shows it: with the marks of lists, the cells of a row on one line."""
    if _MAIN not in names:
        raise ImportFileError(*_DAMAGED, source.path)
    document = parse(part(archive, _MAIN, source), source, _DAMAGED)
    lists = Lists(*_defined(archive, names, source)) if _may_have_lists(document) else Lists(None, None)
    rows = {row for row in document.iter(_W + "tr") if _is_of_data(row)}
    for element in document.iter(_W + "p", _W + "tr"):
        if element.tag == _W + "tr":
            if element in rows:
                yield "", CELLS.join(filter(None, (one_line("".join(_texts(cell))) for cell in _cells(element))))
        elif not any(above in rows or above.tag in _NOT_PRINTED for above in element.iterancestors()):
            style = _style(element)
            text = "".join(_pieces(element))
            yield style, f"{lists.mark(element, style)}{text}" if text.strip() else ""


def _may_have_lists(document: Any) -> bool:
    """Whether any paragraph is an item by itself, or by a style that makes it one."""
    return next(document.iter(_W + "numPr", _W + "pStyle"), None) is not None


def _defined(archive: zipfile.ZipFile, names: set[str], source: Source) -> list[Any]:
    """The parts that define lists and styles; None for one that is not there, or that no list needs."""
    return [
        parse(part(archive, name, source), source, _DAMAGED) if {name, _NUMBERING} <= names else None
        for name in (_NUMBERING, _STYLES)
    ]


def _is_of_data(row: Any) -> bool:
    """Whether a row holds data and does not merely lay a page out: several cells, each with one short paragraph."""
    cells = [[text for text in _texts(cell) if text.strip()] for cell in _cells(row)]
    filled = [texts for texts in cells if texts]
    return len(filled) > 1 and all(len(texts) == 1 and len(texts[0]) <= _LONGEST_CELL for texts in filled)


def _cells(row: Any) -> list[Any]:
    return list(row.iterchildren(_W + "tc", _W + "sdt"))


def _texts(cell: Any) -> Iterator[str]:
    return (text for _, text in _paragraphs(cell))


def _without_first(lines: list[str], title: str) -> list[str]:
    for number, line in enumerate(lines[:_TITLE_AMONG]):
        if one_line(line) == title:
            return lines[:number] + lines[number + 1 :]
    return lines


def _title_styles(data: bytes, source: Source) -> set[str]:
    """The ids of the styles for a document's title; ids are translated in some versions of Word, names are not."""
    found: set[str] = set()
    for style in parse(data, source, _DAMAGED).iter(_W + "style"):
        name = style.find(_W + "name")
        if name is not None and (name.get(_W + "val") or "").lower() in {"title", "heading 1"}:
            found.add(style.get(_W + "styleId") or "Title")
    return found


def _paragraphs(document: Any) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph, those in tables included, in the order printed."""
    for paragraph in document.iter(_W + "p"):
        if any(above.tag in _NOT_PRINTED for above in paragraph.iterancestors()):
            continue
        yield _style(paragraph), "".join(_pieces(paragraph))


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(_W + "val") or ""


def _pieces(paragraph: Any) -> Iterator[str]:
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == _W + "t":
            yield element.text or ""
        elif element.tag == _W + "tab":
            yield " "
        elif element.tag in (_W + "br", _W + "cr"):
            yield "\n"
        elif element.tag == _W + "noBreakHyphen":
            yield "\u2011"
        elif element.tag not in _NOT_OF_THE_LINE:
            waiting.extend(reversed(element))


def _guessed(fields: Fields, core: Any, lines: list[str], warnings: list[str]) -> Fields:
    """Fill author and language from the file's properties, which name whoever saved the file; hence the warning.

    The properties' dates are the file's, not the article's, and are not used.
    """
    author = one_line(core.findtext(_DC + "creator") or "")
    printed = fields.author or read_byline([one_line(line) for line in lines[:6]]).author
    if author and not printed and author.lower() not in _NOBODY:
        warnings.append("The author was taken from the file's properties; it may be whoever saved the file.")
        fields = replace(fields, author=author, guessed=(*fields.guessed, "author"))
    return fields if fields.language else replace(fields, language=one_line(core.findtext(_DC + "language") or ""))


def _recognise(source: Source) -> Confidence:
    if not source.data.startswith(b"PK\x03\x04"):
        return Confidence.NO
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            return Confidence.CERTAIN if _MAIN in archive.namelist() else Confidence.NO
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Confidence.NO


FORMAT = Format("a Word document", (".docx", ".docm"), _recognise, read)
