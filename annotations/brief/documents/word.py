"""A document as DOCX: real headings, lists, tables, bookmarks and links, so that it can be edited."""

from collections.abc import Generator, Iterable, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import count
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml.etree import SubElement

from annotations.brief.charts.tables import Table
from annotations.brief.documents.picture import chart_picture, logo_picture
from annotations.brief.documents.values import (
    Block,
    Document,
    Emblem,
    Heading,
    Illustration,
    Items,
    Paragraph,
    Phrase,
    address,
    keys_of,
    phrase,
)
from annotations.brief.documents.word_package import packed, prepared
from annotations.brief.documents.word_styles import LINK, NUMBERS, STYLES, TEXT_WIDTH, language_of, style_document
from annotations.brief.logo import Logo
from annotations.brief.scripts.direction import is_leftward
from annotations.progress import Progress, drive

_TWIPS = 20
_STEP = 100
"""Blocks from one progress to the next."""
_EMPHASIS = {"strong": "w:b", "slanted": "w:i"}


def word_document(document: Document) -> bytes:
    """The document as a DOCX file; the same bytes for the same document."""
    return drive(word_steps(document))


def word_steps(document: Document) -> Generator[Progress, None, bytes]:
    """The same, telling progress."""
    made = docx.Document()
    prepared(made, document)
    style_document(made, document)
    writer = _Writer(made, document)
    body = made.element.body
    section = body.sectPr
    body.remove(section)
    total = len(document.blocks)
    for done, block in enumerate(document.blocks):
        if done % _STEP == 0:
            yield Progress(done, total, "Writing the document")
        body.extend(writer.block(block))
    yield Progress(total, total, "Writing the file")
    body.append(section)
    return packed(made)


class _Writer:
    """Turns blocks into elements of one document's body."""

    def __init__(self, made: Any, document: Document) -> None:
        self._part = made.part
        self._document = document
        self._keys = keys_of(document)
        self._ids = count(1)

    def block(self, block: Block) -> list[Any]:
        """The elements of a block."""
        match block:
            case Heading(level, text, key):
                return [self._paragraph((text,), f"Heading{level}", key)]
            case Paragraph(phrases, manner, key):
                return [self._paragraph(phrases, STYLES[manner], key)]
            case Items(items):
                return [self._paragraph(item, "ListBullet") for item in items]
            case Table():
                return [self._table(block), self._paragraph((), "Normal")]
            case Illustration():
                return [self._illustration(block)]
            case Emblem(logo):
                return [self._emblem(logo)]

    # -- paragraphs

    def _paragraph(self, phrases: Sequence[Phrase], style: str, key: str = "") -> Any:
        paragraph = _element("w:p")
        properties = _child(paragraph, "w:pPr")
        _child(properties, "w:pStyle", val=style)
        leftward = is_leftward("".join(item.text for item in phrases))
        if leftward:
            _child(properties, "w:bidi")
        if key in self._keys and key:
            mark = str(next(self._ids))
            _child(paragraph, "w:bookmarkStart", id=mark, name=bookmark(key))
            _child(paragraph, "w:bookmarkEnd", id=mark)
        for item in phrases:
            paragraph.append(self._linked(item, leftward=leftward))
        return paragraph

    def _linked(self, item: Phrase, *, leftward: bool) -> Any:
        outside, inside = address(item.link), item.link in self._keys
        run = self._run(item, linked=bool(outside) or inside, leftward=leftward)
        if not outside and not inside:
            return run
        link = _element("w:hyperlink")
        if outside:
            link.set(qn("r:id"), self._part.relate_to(outside, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        else:
            link.set(qn("w:anchor"), bookmark(item.link))
        link.set(qn("w:history"), "1")
        link.append(run)
        return link

    @staticmethod
    def _run(item: Phrase, *, linked: bool, leftward: bool) -> Any:
        run = _element("w:r")
        properties = _child(run, "w:rPr")
        if linked:
            _child(properties, "w:rStyle", val=LINK)
        for name, tag in _EMPHASIS.items():
            if getattr(item, name):
                _child(properties, tag)
                _child(properties, f"{tag}Cs")
        if leftward:
            _child(properties, "w:rtl")
        if item.language:
            _child(properties, "w:lang", **language_of(item.language))
        text = _child(run, "w:t")
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        text.text = item.text
        return run

    # -- tables

    def _table(self, table: Table) -> Any:
        widths = [round(share * TEXT_WIDTH * _TWIPS) for share in table.shares]
        made = _element("w:tbl")
        properties = _child(made, "w:tblPr")
        _child(properties, "w:tblStyle", val="TableGrid")
        _child(properties, "w:tblW", w=str(sum(widths)), type="dxa")
        _child(properties, "w:tblLayout", type="fixed")
        _child(properties, "w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0")
        grid = _child(made, "w:tblGrid")
        for width in widths:
            _child(grid, "w:gridCol", w=str(width))
        made.append(self._row(table, table.head, widths, head=True))
        for n, row in enumerate(table.rows):
            made.append(self._row(table, row, widths, strong=n in table.strong))
        return made

    def _row(
        self, table: Table, row: Iterable[str], widths: Sequence[int], *, head: bool = False, strong: bool = False
    ) -> Any:
        made = _element("w:tr")
        properties = _child(made, "w:trPr")
        _child(properties, "w:cantSplit")
        if head:
            _child(properties, "w:tblHeader")
        for n, (text, width) in enumerate(zip(row, widths, strict=True)):
            cell = _child(made, "w:tc")
            _child(_child(cell, "w:tcPr"), "w:tcW", w=str(width), type="dxa")
            style = STYLES["cell"] if n in table.words else NUMBERS
            cell.append(self._paragraph((phrase(text, strong=head or strong),), style))
        return made

    # -- pictures

    def _illustration(self, block: Illustration) -> Any:
        chart = block.chart
        data = chart_picture(chart, self._document.language)
        return self._picture(data, chart.width, chart.height, "Chart", phrase(chart.alt).text)

    def _emblem(self, logo: Logo) -> Any:
        data, width, height = logo_picture(logo)
        return self._picture(data, width, height, "Logo", self._document.author)

    def _picture(self, data: bytes, width: float, height: float, name: str, words: str) -> Any:
        """A picture in a paragraph of its own; `words` say what it shows."""
        inline = self._part.new_pic_inline(BytesIO(data), width=Pt(width), height=Pt(height))
        inline.docPr.set("descr", phrase(words).text)
        inline.docPr.set("name", f"{name} {inline.docPr.id}")
        paragraph = self._paragraph((), "Normal")
        run = _child(paragraph, "w:r")
        _child(run, "w:drawing").append(inline)
        return paragraph


def bookmark(key: str) -> str:
    """The name of a bookmark: it may hold letters, digits and low lines."""
    return key.replace("-", "_")


def _element(tag: str) -> Any:
    return OxmlElement(tag)


def _child(parent: Any, tag: str, **values: str) -> Any:
    child = SubElement(parent, _qualified(tag))
    for name, value in values.items():
        child.set(_qualified(f"w:{name}"), value)
    return child


@lru_cache(maxsize=64)
def _qualified(tag: str) -> str:
    """The name as the XML library has it; a brief has hundreds of thousands of elements of a few kinds."""
    return str(qn(tag))
