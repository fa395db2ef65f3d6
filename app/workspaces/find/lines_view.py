"""The table of lines: hits one below the other, the words nearest to them beside them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotations.concordance import Line, as_text
from annotations.spans import Span
from app.theme import BODY, SMALL, SPACE_S, Theme, interface_font
from app.widgets.tables import show_as_rows
from app.workspaces.find.emphasis import draw_words, shortened
from app.workspaces.find.lines import DATE, HIT, LEFT, LINE, OUTLET, RIGHT, LinesModel

Index = QModelIndex | QPersistentModelIndex
_WIDTHS = {OUTLET: 140, DATE: 92}
_LEAST_HIT, _MOST_HIT = 60, 220
_SAMPLE = 500
"""Lines that are measured to find how wide the column of hits must be."""


class LinesView(QTableView):
    """Lists lines; Enter and double click lead to the passage, and what is selected can be copied as text."""

    asked = Signal(object)
    """Go to the passage of this `Line`."""

    def __init__(self, model: LinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self._cell = _Cell(self)
        self.setItemDelegate(self._cell)
        self.setAccessibleName("Hits in lines")
        show_as_rows(self)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.doubleClicked.connect(self._ask)
        model.modelReset.connect(self.fit)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self._cell.theme = theme
        self.viewport().update()

    def fit(self) -> None:
        """Give the hits the width they need, and the words at their sides the same width each."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(line.hit) for line in self._lines.shown[:_SAMPLE]), default=0)
        hit = min(max(int(widest * 1.15) + 2 * SPACE_S, _LEAST_HIT), _MOST_HIT)
        rest = self.viewport().width() - hit - self.columnWidth(OUTLET) - self.columnWidth(DATE)
        self.setColumnWidth(HIT, hit)
        self.setColumnWidth(LEFT, max(60, rest // 2))
        self.setColumnWidth(RIGHT, max(60, rest - rest // 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: share out the new width."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter goes to the passage, copying takes the selected lines."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)

    def selected_text(self) -> str:
        """The selected lines, as text to be pasted elsewhere."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        chosen = [line for row in rows if (line := self._lines.line(row))]
        return as_text(chosen, self._lines.articles)

    def _ask(self, index: Index) -> None:
        line = self._lines.line(index.row())
        if line is not None:
            self.asked.emit(line)


class _Cell(QStyledItemDelegate):
    """Paints words up to the hit and from the hit on, so that the nearest ones are seen."""

    def __init__(self, view: LinesView) -> None:
        super().__init__(view)
        self._view = view
        self.theme = Theme.light()
        self._font, self._small = interface_font(BODY), interface_font(SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: ground and words."""
        line = index.data(LINE)
        if not isinstance(line, Line):
            return
        painter.save()
        theme, box, column = self.theme, option.rect, index.column()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.hover)
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), theme.accent)
            painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.accent)
        inner = box.adjusted(SPACE_S, 0, -SPACE_S, 0)
        self._words(painter, inner, str(index.data() or ""), column, line)
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, words: str, column: int, line: Line) -> None:
        theme, font = self.theme, self._font
        flags, absolute = Qt.AlignmentFlag, Qt.AlignmentFlag.AlignAbsolute
        if column == HIT:
            middle = flags.AlignHCenter
            draw_words(painter, box, words, font, theme.ink, ([Span(0, len(words) or 1)], theme.accent), middle)
        elif column == LEFT:
            words = shortened(words, font, box.width(), from_end=line.right_to_left)
            draw_words(painter, box, words, font, theme.ink, alignment=flags.AlignRight | absolute)
        elif column == RIGHT:
            words = shortened(words, font, box.width(), from_end=not line.right_to_left)
            draw_words(painter, box, words, font, theme.ink, alignment=flags.AlignLeft | absolute)
        else:
            draw_words(painter, box, words, self._small, theme.quiet)
