"""OpenDocument texts (.odt), read straight from their XML: paragraphs and headings, without deletions and notes."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers.compose import compose, one_line
from annotations.importers.draft import Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.heads import split_head
from annotations.importers.packed_xml import parse, part
from annotations.importers.source import Source

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LINES = {_TEXT + "p", _TEXT + "h"}
_NOT_PRINTED = {_TEXT + "tracked-changes", _TEXT + "note", _OFFICE + "annotation", _OFFICE + "forms"}
_MIME = b"application/vnd.oasis.opendocument.text"
_DAMAGED = ("is a damaged or incomplete OpenDocument file", "Copy or download it again, or save it as Word (.docx)")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, KeyError)
_TITLE_AMONG = 8


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
    except _UNREADABLE as error:
        raise ImportFileError(*_DAMAGED, source.path) from error
    printed = [(tag, line) for tag, text in _paragraphs(content) for line in text.split("\n")]
    fields, lines = split_head([line for _, line in printed])
    title = next((one_line(line) for tag, line in printed[:_TITLE_AMONG] if tag.endswith("h") and line.strip()), "")
    if title and not fields.headline:
        fields = replace(fields, headline=title)
    if meta is not None and not fields.language:
        fields = replace(fields, language=one_line(meta.findtext(f".//{_DC}language") or ""))
    return [compose(source, fields, lines, clean=True)]


def _paragraphs(content: Any) -> Iterator[tuple[str, str]]:
    """The tag and the text of each paragraph, in the order printed; a line break by hand is LF."""
    for element in content.iter(*_LINES):
        above = [other.tag for other in element.iterancestors()]
        if not _NOT_PRINTED.intersection(above) and not _LINES.intersection(above):
            yield element.tag, "".join(_pieces(element))


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
