"""How found articles and their passages look in the list."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.spans import Span
from app.models.articles import shown_headline
from app.theme import BODY, SMALL, SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Theme, interface_font
from app.workspaces.find.emphasis import draw_words
from app.workspaces.find.results import ROW, Result, Row

Index = QModelIndex | QPersistentModelIndex
ARTICLE_HEIGHT, PASSAGE_HEIGHT = 52, 26


class ResultRow(QStyledItemDelegate):
    """Paints an article (headline over outlet, date and number of hits) or one passage of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = Theme.light()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: a height for articles and one for passages."""
        del option
        row = index.data(ROW)
        return QSize(200, PASSAGE_HEIGHT if isinstance(row, Row) and row.passage else ARTICLE_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: ground and words."""
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        painter.save()
        self._ground(painter, option, first=row.passage is None and index.row() > 0)
        box: QRect = option.rect.adjusted(SPACE_L, 0, -SPACE_L, 0)
        if row.passage:
            hits = (row.passage.hits, self.theme.accent)
            draw_words(
                painter,
                box.adjusted(SPACE_XL, 0, 0, 0),
                row.passage.words,
                interface_font(BODY),
                self.theme.ink,
                hits,
            )
        else:
            self._article(painter, box.adjusted(0, SPACE_M, 0, -SPACE_S + 2), row.result)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, first: bool) -> None:
        theme, box = self.theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.accent_soft)
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.hover)
        if first:
            painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), theme.line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.accent)
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _article(self, painter: QPainter, box: QRect, result: Result) -> None:
        theme, bold, small = self.theme, interface_font(BODY, bold=True), interface_font(SMALL)
        height = QFontMetrics(bold).height()
        top = QRect(box.left(), box.top() - 1, box.width(), height)
        headline = result.headline if result.article.headline else ()
        draw_words(painter, top, shown_headline(result.article), bold, theme.ink, (headline, theme.accent))
        below = QRect(box.left(), top.bottom() + 2, box.width(), QFontMetrics(small).height())
        draw_words(painter, below, result.about, small, theme.quiet, (_author_in(result), theme.accent))


def _author_in(result: Result) -> tuple[Span, ...]:
    """Where hits in the author's name stand in the line below the headline."""
    if not result.author:
        return ()
    at = result.about.rfind(result.article.author)
    return tuple(Span(span.start + at, span.end + at) for span in result.author)
