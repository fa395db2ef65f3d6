"""OpenDocument texts (.odt), read straight from their XML: paragraphs and headings, without deletions and notes."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers.compose import BULLET, CELLS, compose, one_line
from annotations.importers.documents.packed_xml import parse, part
from annotations.importers.draft import Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.source import Source
from annotations.importers.texts.heads import split_head

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LIST, _ITEM, _HEADER = _TEXT + "list", _TEXT + "list-item", _TEXT + "list-header"
_ROW = _TABLE + "table-row"
_LINES = {_TEXT + "p", _TEXT + "h"}
_NOT_PRINTED = {_TEXT + "tracked-changes", _TEXT + "note", _OFFICE + "annotation", _OFFICE + "forms"}
_MIME = b"application/vnd.oasis.opendocument.text"
_DAMAGED = ("is a damaged or incomplete OpenDocument file", "Copy or download it again, or save it as Word (.docx)")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, KeyError)
_TITLE_AMONG = 8
_LONGEST_CELL = 200
_START = re.compile(r"\d{1,6}", re.A)


def read(source: Source) -> list[Draft]:
    """Return the one article of the document.

    Raises:
        ImportFileError: the file is damaged, or protected with a password.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            if b"encryption-data" in part(archive, "META-INF/manifest.xml", source):
                raise ImportFileError(
                    "is protected with a password", "Open it with the password and save a copy without one", source.path
                )
            content = parse(part(archive, "content.xml", source), source, _DAMAGED)
            names = archive.namelist()
            meta = parse(part(archive, "meta.xml", source), source, _DAMAGED) if "meta.xml" in names else None
            styles = parse(part(archive, "styles.xml", source), source, _DAMAGED) if "styles.xml" in names else None
    except _UNREADABLE as error:
        raise ImportFileError(*_DAMAGED, source.path) from error
    printed = [(tag, line) for tag, text in _paragraphs(content, styles) for line in text.split("\n")]
    fields, lines = split_head([line for _, line in printed])
    title = next((one_line(line) for tag, line in printed[:_TITLE_AMONG] if tag.endswith("h") and line.strip()), "")
    if title and not fields.headline:
        fields = replace(fields, headline=title)
    if meta is not None and not fields.language:
        fields = replace(fields, language=one_line(meta.findtext(f".//{_DC}language") or ""))
    return [compose(source, fields, lines, clean=True)]


def _paragraphs(content: Any, styles: Any) -> Iterator[tuple[str, str]]:
    """The tag and the text of each paragraph as shown, in the order printed; a line break by hand is LF.

    Items of lists have their marks, the cells of a row stand on one line.
    """
    numbered = _numbered(content) | (_numbered(styles) if styles is not None else set())
    rows = {row for row in content.iter(_ROW) if _is_of_data(row)}
    marked: set[Any] = set()
    numbers: dict[Any, int] = {}
    for element in content.iter(*_LINES, _ROW):
        above = list(element.iterancestors())
        tags = [other.tag for other in above]
        if _NOT_PRINTED.intersection(tags) or _LINES.intersection(tags):
            continue
        if element.tag == _ROW:
            if element in rows:
                yield _TEXT + "p", CELLS.join(filter(None, (one_line(text) for text in _cells(element))))
        elif rows.isdisjoint(above):
            text = "".join(_pieces(element))
            yield element.tag, f"{_mark(above, numbered, marked, numbers)}{text}" if text.strip() else ""


def _is_of_data(row: Any) -> bool:
    """Whether a row holds data and does not merely lay a page out: several cells, each with one short paragraph."""
    filled = [text for text in _cells(row) if text.strip()]
    return len(filled) > 1 and all("\n" not in text and len(text) <= _LONGEST_CELL for text in filled)


def _cells(row: Any) -> Iterator[str]:
    for cell in row.iterchildren(_TABLE + "table-cell"):
        texts = ("".join(_pieces(line)) for line in cell.iter(*_LINES))
        yield "\n".join(text for text in texts if text.strip())


def _numbered(root: Any) -> set[tuple[str, str]]:
    """Name and level of each list style that numbers its items."""
    return {
        (style.get(_STYLE + "name") or "", level.get(_TEXT + "level") or "")
        for style in root.iter(_TEXT + "list-style")
        for level in style.iter(_TEXT + "list-level-style-number")
        if level.get(_STYLE + "num-format")
    }


def _mark(above: list[Any], numbered: set[tuple[str, str]], marked: set[Any], numbers: dict[Any, int]) -> str:
    """The mark of the item around a paragraph, for the first paragraph in it; `above` are the elements around."""
    item = next((element for element in above if element.tag in (_ITEM, _HEADER)), None)
    if item is None or item.tag == _HEADER or item in marked:
        return ""
    marked.add(item)
    lists = [element for element in above if element.tag == _LIST]
    name = next((list_.get(_TEXT + "style-name") for list_ in lists if list_.get(_TEXT + "style-name")), "")
    if (name, str(len(lists))) not in numbered:
        return BULLET
    if item not in numbers:
        numbers.update(_counted(lists[0]))
    return f"{numbers[item]}. "


def _counted(list_: Any) -> Iterator[tuple[Any, int]]:
    """The items of a list with their numbers."""
    number = 0
    for item in list_.iterchildren(_ITEM):
        start = item.get(_TEXT + "start-value") or ""
        number = int(start) if _START.fullmatch(start) else number + 1
        yield item, number


def _pieces(element: Any) -> Iterator[str]:
    waiting: list[Any] = [element]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
            continue
        if item.tag == _TEXT + "line-break":
            yield "\n"
        elif item.tag in (_TEXT + "s", _TEXT + "tab"):
            yield " "
        elif item.tag not in _NOT_PRINTED:
            yield item.text or ""
            for child in reversed(item):
                waiting += [child.tail or "", child] if isinstance(child.tag, str) else [child.tail or ""]


def _recognise(source: Source) -> Confidence:
    return Confidence.CERTAIN if source.data.startswith(b"PK\x03\x04") and _MIME in source.head else Confidence.NO


FORMAT = Format("an OpenDocument text", (".odt",), _recognise, read)
