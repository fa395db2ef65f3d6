"""How one article looks in the list."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.articles import Article, Status
from app.models.articles import ARTICLE, SEPARATOR, shown_headline, subline
from app.theme import ARTICLE_ROW_HEIGHT, BODY, SMALL, SPACE_M, SPACE_S, Theme, interface_font

Index = QModelIndex | QPersistentModelIndex
_DOT = 8


class ArticleRow(QStyledItemDelegate):
    """Paints one article: a dot for its status, headline over outlet and date."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = Theme.light()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: one height for all."""
        del option, index
        return QSize(120, ARTICLE_ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: ground, dot, two lines of text."""
        article = index.data(ARTICLE)
        if not isinstance(article, Article):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        box: QRect = option.rect.adjusted(SPACE_M, SPACE_S, -SPACE_M, -SPACE_S)
        self._dot(painter, QRect(box.left(), box.top() + 5, _DOT, _DOT), article.status)
        self._lines(painter, box.adjusted(_DOT + SPACE_S, 0, 0, 0), article)
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

    def _lines(self, painter: QPainter, box: QRect, article: Article) -> None:
        faint = article.status is Status.LEFT_OUT
        headline = interface_font(BODY, bold=not faint)
        painter.setFont(headline)
        painter.setPen(self.theme.quiet if faint else self.theme.ink)
        metrics = QFontMetrics(headline)
        words = metrics.elidedText(shown_headline(article), Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(box.left(), box.top() + metrics.ascent(), words)
        small = interface_font(SMALL)
        painter.setFont(small)
        painter.setPen(self.theme.quiet)
        metrics = QFontMetrics(small)
        painter.drawText(box.left(), box.bottom() - metrics.descent(), fitted(article, metrics, box.width()))


def fitted(article: Article, metrics: QFontMetrics, width: int) -> str:
    """The line below the headline, at most `width` pixels wide: the outlet gives way, never date or claims."""
    whole = subline(article)
    if metrics.horizontalAdvance(whole) <= width or not article.outlet:
        return whole
    rest = whole.removeprefix(article.outlet)
    outlet = metrics.elidedText(
        article.outlet, Qt.TextElideMode.ElideRight, max(0, width - metrics.horizontalAdvance(rest))
    )
    return outlet + rest if outlet.strip("…") else rest.removeprefix(SEPARATOR)
