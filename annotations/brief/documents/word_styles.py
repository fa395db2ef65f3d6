"""The styles of a DOCX brief, its paper, and what stands at the head and foot of each page."""

import re
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from annotations.brief.documents.values import Document, Manner, phrase
from annotations.brief.typography import ACCENT, DRAFT, INK, QUIET

TEXT_WIDTH = 482.0
"""The width of the text in points, that of A4 with margins of 20 mm; Letter's margins are as wide as need be."""

LINK, NUMBERS = "Hyperlink", "BriefNumber"
STYLES = {
    Manner.TITLE: "Title",
    Manner.SUBTITLE: "Subtitle",
    Manner.TEXT: "Normal",
    Manner.LEAD: "BriefLead",
    Manner.STATEMENT: "BriefStatement",
    Manner.QUOTE: "Quote",
    Manner.NOTE: "BriefNote",
    "cell": "BriefCell",
}
"""Ids of the styles."""

_SANS, _SERIF = "Calibri", "Cambria"
"""Both come with Word; other programs have a face of the same widths for each."""
_PAPER = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
_HEADINGS = {"Heading 1": (16, 18), "Heading 2": (12.5, 14), "Heading 3": (11, 10)}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_REGIONS = {"en": "en-GB", "ru": "ru-RU"}
_EASTERN, _LEFTWARD = {"zh", "ja", "ko"}, {"ar", "he", "fa", "ur", "yi", "ps", "ckb"}


def language_of(code: str) -> dict[str, str]:
    """What marks words as being of a language, whose place depends on its script; empty for what is no code."""
    if not _LANGUAGE.fullmatch(code):
        return {}
    base = code.partition("-")[0].lower()
    place = "eastAsia" if base in _EASTERN else "bidi" if base in _LEFTWARD else "val"
    return {place: _REGIONS.get(code, code)}


def style_document(made: Any, document: Document) -> None:
    """Give a new document its styles, paper, language, head and foot."""
    _language(made, document.language)
    styles = made.styles
    normal = styles["Normal"]
    _set_font(normal, _SANS, 10.5, INK)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.15
    strong, accent = document.accent or INK, document.accent or ACCENT
    for name, (size, before) in _HEADINGS.items():
        _set_font(styles[name], _SANS, size, strong if name == "Heading 1" else INK, bold=True)
        styles[name].paragraph_format.space_before, styles[name].paragraph_format.space_after = Pt(before), Pt(4)
    _set_font(styles["Title"], _SANS, 26, INK, bold=True)
    _set_font(styles["Subtitle"], _SANS, 13, QUIET)
    _plain_title(styles["Title"])
    styles["Subtitle"].font.italic = False
    quote = styles["Quote"]
    _set_font(quote, _SERIF, 10.5, INK)
    quote.font.italic = False
    quote.paragraph_format.left_indent, quote.paragraph_format.keep_together = Mm(6), True
    for style_id, size, bold in (("BriefLead", 14, False), ("BriefStatement", 11, True), ("BriefNote", 9, False)):
        _own(styles, style_id, size, bold=bold)
    statement = styles["Brief Statement"].paragraph_format
    statement.keep_with_next, statement.space_before, statement.space_after = True, Pt(10), Pt(2)
    styles["Brief Note"].font.color.rgb = _colour(QUIET)
    for style_id in (STYLES["cell"], NUMBERS):
        _own(styles, style_id, 9, bold=False)
    for name in ("Brief Cell", "Brief Number"):
        styles[name].paragraph_format.space_after = Pt(2)
    styles["Brief Number"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    link = styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = _colour(accent), True
    _pages(made.sections[0], document)


def _own(styles: Any, style_id: str, size: float, *, bold: bool) -> None:
    """A style of the brief's own, "BriefNote" named "Brief Note"."""
    style = styles.add_style(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", style_id), WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), style_id)
    style.base_style = styles["Normal"]
    _set_font(style, _SANS, size, INK, bold=bold)


def _set_font(style: Any, face: str, size: float, colour: str, *, bold: bool = False) -> None:
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, _colour(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), face)


def _colour(code: str) -> RGBColor:
    return RGBColor.from_string(code.lstrip("#"))


def _plain_title(style: Any) -> None:
    """Take the rule below the title away."""
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _language(made: Any, code: str) -> None:
    values = language_of(code)
    defaults = made.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    themed = made.settings.element.find(qn("w:themeFontLang"))
    for element in (defaults, themed):
        for place, value in values.items():
            element.set(qn(f"w:{place}"), value)


# -- pages


def _pages(section: Any, document: Document) -> None:
    width, height = _PAPER.get(document.page, _PAPER["A4"])
    section.page_width, section.page_height = Mm(width), Mm(height)
    side = Mm(width) - Pt(TEXT_WIDTH)
    section.left_margin = section.right_margin = side // 2
    section.top_margin, section.bottom_margin = Mm(25), Mm(23)
    section.header_distance, section.footer_distance = Mm(12), Mm(11)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    for line in (head, foot):
        for tab in list(line.style.paragraph_format.tab_stops):
            tab.alignment = WD_TAB_ALIGNMENT.CLEAR
        line.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        line.style.font.size = Pt(8.5)
    running, mark = phrase(document.running).text, phrase(document.handling).text
    if document.draft:
        draft = head.add_run(f"{phrase(document.draft).text}   ")
        draft.bold, draft.font.color.rgb = True, _colour(DRAFT.colour)
    head.add_run(f"{running}\t")
    head.add_run(mark).bold = True
    before, _, after = document.paging.partition("{page}")
    foot.add_run(before)
    _field(foot, "PAGE")
    foot.add_run(f"{after} ")
    _field(foot, "NUMPAGES")
    foot.add_run("\t")
    foot.add_run(mark).bold = True
    if document.footer:
        foot.add_run(f"\n{phrase(document.footer).text}")


def _field(paragraph: Any, code: str) -> None:
    """A number that Word works out when it lays the pages out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no fields
