"""The article as a Qt document: faces, line heights and gaps, all in proportion to the reading size."""

from dataclasses import dataclass

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from app.fonts import reading_font
from app.reader.document import Kind, ReaderText
from app.reader.text_style import TextStyle

USUAL = TextStyle()
"""How text is set unless the analyst chose otherwise."""

_HEADLINE, _HEADLINE_LINE = 26 / 17, 1.22
_SAMPLE = "The minister said that the bank had trained its own model, and that the West had not. "


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in pixels that follow from how the text is set; `least_line` is the least height of a line of body text."""

    style: TextStyle
    least_line: int = 0

    @property
    def size(self) -> int:
        """Size of body text."""
        return self.style.size

    @property
    def line(self) -> int:
        """Height of a line of body text."""
        return max(self.style.line, self.least_line)

    @property
    def headline(self) -> int:
        """Height of a line of the headline."""
        wide = self.style.leading / USUAL.leading
        return round(self.size * _HEADLINE * _HEADLINE_LINE * wide) + self.line - self.style.line

    @property
    def gap(self) -> int:
        """Space between paragraphs."""
        return round(self.size * 0.75)

    @property
    def gutters(self) -> tuple[int, int]:
        """Space left and right of the text, where the current sentence is pointed at."""
        return 20, 8

    def column(self, characters: int) -> int:
        """Width of a column that holds so many characters a line."""
        width = QFontMetricsF(reading_font(self.size, family=self.style.family)).horizontalAdvance(_SAMPLE)
        return round(width / len(_SAMPLE) * characters) + sum(self.gutters)


def typeset(text: ReaderText, measures: Measures, ink: QColor) -> QTextDocument:
    """Make the document that shows a text; about 20 ms for a megabyte, lines are laid out later as they are seen."""
    style = measures.style
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(reading_font(style.size, family=style.family))
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    body = QTextCharFormat()
    body.setForeground(ink)
    cursor.setBlockFormat(_block_format(Kind.BODY, measures))
    cursor.setBlockCharFormat(body)
    cursor.insertText(text.shown, body)
    for paragraph in text.paragraphs:
        if paragraph.kind is Kind.BODY and not paragraph.goes_on:
            continue
        cursor.setPosition(paragraph.start)
        cursor.setBlockFormat(_block_format(paragraph.kind, measures, goes_on=paragraph.goes_on))
        if paragraph.kind in (Kind.HEADLINE, Kind.STANDFIRST):
            cursor.setPosition(paragraph.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(_char_format(paragraph.kind, measures))
    cursor.endEditBlock()
    _set_edges(document, measures)
    return document


def _block_format(kind: Kind, measures: Measures, *, goes_on: bool = False) -> QTextBlockFormat:
    form = QTextBlockFormat()
    height, below = measures.line, 0 if goes_on else measures.gap
    if kind is Kind.HEADLINE:
        height, below = measures.headline, round(measures.size * 0.9)
    elif kind is Kind.STANDFIRST:
        below = round(measures.size * 1.1)
    elif kind is Kind.BLANK:
        height, below = 1, 0
    form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    form.setBottomMargin(below)
    return form


def _char_format(kind: Kind, measures: Measures) -> QTextCharFormat:
    form = QTextCharFormat()
    if kind is Kind.HEADLINE:
        font = reading_font(round(measures.size * _HEADLINE), bold=True, family=measures.style.family)
        form.setFont(font)
    else:
        form.setFontWeight(QFont.Weight.DemiBold)
    return form


def _set_edges(document: QTextDocument, measures: Measures) -> None:
    root = document.rootFrame()
    form = root.frameFormat()
    form.setLeftMargin(measures.gutters[0])
    form.setRightMargin(measures.gutters[1])
    form.setTopMargin(32)
    form.setBottomMargin(6 * measures.line)
    root.setFrameFormat(form)
