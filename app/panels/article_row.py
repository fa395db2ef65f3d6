"""How one article looks in the list."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.articles import Article, Status
from app.models.articles import ARTICLE, ASSIGNED, FOLDED, GROUP, SECTION, SEPARATOR, Heading, shown_headline, subline
from app.theme import ARTICLE_ROW_HEIGHT, BODY, SMALL, SPACE_M, SPACE_S, SPACE_XS, Theme, interface_font

Index = QModelIndex | QPersistentModelIndex
_DOT = 8
_MARK = "…"


def fold_zone(row: QRect) -> QRect:
    """Where a click in the row of a lead folds and opens its copies: the sign with some room around it."""
    return QRect(row.left(), row.center().y(), SPACE_M + _DOT + SPACE_XS, row.bottom() - row.center().y())


class ArticleRow(QStyledItemDelegate):
    """Paints one article: a dot for its status, headline over outlet and date; or the heading of a section."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = Theme.light()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: one height for all."""
        del option, index
        return QSize(120, ARTICLE_ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: ground, dot, two lines of text."""
        article, heading = index.data(ARTICLE), index.data(SECTION)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect.adjusted(SPACE_M, SPACE_S, -SPACE_M, -SPACE_S)
        sign = QRect(box.left(), box.top() + 5, _DOT, _DOT)
        words = box.adjusted(_DOT + SPACE_S, 0, 0, 0)
        if isinstance(heading, Heading):
            painter.fillRect(option.rect, self.theme.window)
            self._ground(painter, option)
            self._chevron(painter, sign, opened=heading.open)
            counts = _cut(heading.counts, QFontMetrics(interface_font(SMALL)), words.width())
            self._lines(painter, words, heading.title, counts, bold=True)
        elif isinstance(article, Article):
            self._ground(painter, option)
            self._dot(painter, sign, article.status)
            if (folded := index.data(FOLDED)) is not None:
                self._chevron(painter, QRect(sign.left(), box.bottom() - _DOT - 2, _DOT, _DOT), opened=not folded)
            faint = article.status is Status.LEFT_OUT or article.carried_by is not None
            metrics, initials, group = QFontMetrics(interface_font(SMALL)), index.data(ASSIGNED), index.data(GROUP)
            below = fitted(article, metrics, words.width(), initials or "", group or "")
            self._lines(painter, words, shown_headline(article), below, bold=not faint, faint=faint)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, box = self.theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.accent_soft)
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.hover)
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _dot(self, painter: QPainter, box: QRect, status: Status) -> None:
        """Full: done; half: in progress; empty: new; a stroke: left out."""
        colour = self.theme.quiet if status is Status.LEFT_OUT else self.theme.accent
        painter.setPen(colour)
        painter.setBrush(colour if status is Status.DONE else Qt.BrushStyle.NoBrush)
        if status is Status.LEFT_OUT:
            painter.drawLine(box.left(), box.center().y(), box.right(), box.center().y())
            return
        painter.drawEllipse(box)
        if status is Status.IN_PROGRESS:
            painter.setBrush(colour)
            painter.drawPie(box, 90 * 16, 180 * 16)

    def _chevron(self, painter: QPainter, box: QRect, *, opened: bool) -> None:
        painter.setPen(QPen(self.theme.quiet, 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        low, high = (1.5, 5.5) if opened else (2.5, 6.5)
        points = [(0.5, low), (4.0, high), (7.5, low)] if opened else [(low, 0.5), (high, 4.0), (low, 7.5)]
        painter.drawPolyline([QPointF(box.left() + x, box.top() + y) for x, y in points])

    def _lines(
        self, painter: QPainter, box: QRect, above: str, below: str, *, bold: bool = False, faint: bool = False
    ) -> None:
        font = interface_font(BODY, bold=bold)
        painter.setFont(font)
        painter.setPen(self.theme.quiet if faint else self.theme.ink)
        metrics = QFontMetrics(font)
        words = metrics.elidedText(above, Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(box.left(), box.top() + metrics.ascent(), words)
        small = interface_font(SMALL)
        painter.setFont(small)
        painter.setPen(self.theme.quiet)
        painter.drawText(box.left(), box.bottom() - QFontMetrics(small).descent(), below)


def fitted(article: Article, metrics: QFontMetrics, width: int, initials: str = "", group: str = "") -> str:
    """The line below the headline, at most `width` pixels wide.

    The language gives way first, then the time of day, whom it is a copy of, and the outlet; where even day, claims and
    whose it is have no room, they end in an ellipsis.
    """
    briefer = replace(article, language="")
    day = replace(briefer, published=article.published.partition("T")[0])
    short = group.partition(" ")[0]
    for shown, words in ((article, group), (briefer, group), (day, group), (day, short)):
        whole = subline(shown, initials, words)
        if metrics.horizontalAdvance(whole) <= width:
            return whole
    rest = whole.removeprefix(article.outlet)
    outlet = _cut(article.outlet, metrics, width, rest)
    return outlet + rest if outlet.strip(_MARK) else _cut(rest.removeprefix(SEPARATOR), metrics, width)


def _cut(words: str, metrics: QFontMetrics, width: int, after: str = "") -> str:
    """As much of the words as has room before what comes after them, with an ellipsis where some were left out."""
    if metrics.horizontalAdvance(words + after) <= width:
        return words

    def fits(kept: int) -> bool:
        return metrics.horizontalAdvance(words[:kept] + _MARK + after) <= width

    room = max(0, width - metrics.horizontalAdvance(after))
    kept = len(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room).removesuffix(_MARK))
    while kept + 1 < len(words) and fits(kept + 1):  # Qt rounds what it adds up, and leaves out letters that have room
        kept += 1
    while kept and not fits(kept):
        kept -= 1
    return words[:kept] + _MARK
