"""A line of words in which the hits stand out by weight and colour, in whichever direction it is written."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from annotations.spans import Span
from annotations.text import OffsetMap

_BOLD = 1.1
"""How much wider than the rest a line may get by its hits."""

_MARK = "…"


def shortened(words: str, font: QFont, width: int, *, from_end: bool = True) -> str:
    """As much of the words as fits into a width in pixels, with an ellipsis where some were left out.

    They are left out at the end of the text, or at its beginning; whole words where there are any.
    """
    metrics = QFontMetrics(font)
    mode = Qt.TextElideMode.ElideRight if from_end else Qt.TextElideMode.ElideLeft
    cut = metrics.elidedText(words, mode, width)
    if cut == words:
        return words
    shown = _between_words(cut.removesuffix(_MARK) if from_end else cut.removeprefix(_MARK), from_end=from_end)
    while shown and metrics.horizontalAdvance(_marked(shown, from_end=from_end)) > width:
        shown = shown[:-1] if from_end else shown[1:]  # letters that join took a wider shape where they were cut
    return _marked(shown, from_end=from_end)


def _between_words(kept: str, *, from_end: bool) -> str:
    """What is left without the word that was cut, unless that is most of it."""
    if from_end:
        head, _, tail = kept.rpartition(" ")
        return (head if head and len(tail) < len(kept) // 2 else kept).rstrip()
    head, _, tail = kept.partition(" ")
    return (tail if tail and len(head) < len(kept) // 2 else kept).lstrip()


def _marked(kept: str, *, from_end: bool) -> str:
    return kept + _MARK if from_end else _MARK + kept


def draw_words(
    painter: QPainter,
    box: QRect,
    words: str,
    font: QFont,
    ink: QColor,
    hits: tuple[Sequence[Span], QColor] = ((), QColor()),
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
) -> None:
    """Draw one line in the middle of a box, cut at its end if it is too long.

    Args:
        painter: where to draw.
        box: room for the line.
        words: what is drawn.
        font: its face; hits are bold in it.
        ink: its colour.
        hits: passages in code points of `words`, and their colour.
        alignment: to which side; leading is the side at which the text begins.
    """
    spans, colour = hits
    shown = shortened(words, font, int(box.width() / (_BOLD if spans else 1)))
    layout = QTextLayout(shown, font)
    option = QTextOption(alignment)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats(_formats(shown, spans, colour))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width())
    layout.endLayout()
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setPen(ink)
    layout.draw(painter, QPointF(box.left(), box.top() + (box.height() - line.height()) / 2))
    painter.restore()


def _formats(words: str, spans: Sequence[Span], colour: QColor) -> list[QTextLayout.FormatRange]:
    offsets, formats = OffsetMap.of(words), []
    for span in spans:
        if span.start < len(words):
            made = QTextLayout.FormatRange()
            start = offsets.to_utf16(span.start)
            made.start, made.length = start, offsets.to_utf16(min(span.end, len(words))) - start
            look = QTextCharFormat()
            look.setFontWeight(QFont.Weight.Bold)
            look.setForeground(colour)
            made.format = look
            formats.append(made)
    return formats
