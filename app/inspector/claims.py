"""The claims of the article as a real list: what is painted in the text, for keyboard and screen reader."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.claims import Claim
from app.plain import plain_tip
from app.reader.marks import Card, Look
from app.theme import ARTICLE_ROW_HEIGHT, BODY, SMALL, SPACE_M, SPACE_S, Theme, interface_font

_CARD = int(Qt.ItemDataRole.UserRole)
_QUOTE = _CARD + 1


class _Row(QStyledItemDelegate):
    """Paints number and quotation over speaker and tags."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: one height for all."""
        del option, index
        return QSize(120, ARTICLE_ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: the number in the colour of the mark, the quotation, what was coded."""
        card = index.data(_CARD)
        if not isinstance(card, Card):
            return
        painter.save()
        theme, rect = self.theme, option.rect
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.fillRect(rect, theme.accent_soft if selected else theme.hover)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line)
        colour = next((chip.colour for chip in card.chips if chip.look is not Look.OPEN), "")
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), theme.tag_colour(colour or "slate"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        box = rect.adjusted(SPACE_M, SPACE_S, -SPACE_M, -SPACE_S)
        self._line(painter, box, f"{card.sign}  {index.data(_QUOTE)}", upper=True)
        self._line(painter, box, _summary(card), upper=False)
        painter.restore()

    def _line(self, painter: QPainter, box: QRect, words: str, *, upper: bool) -> None:
        font = interface_font(BODY if upper else SMALL)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self.theme.ink if upper else self.theme.quiet)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        y = box.top() + metrics.ascent() if upper else box.bottom() - metrics.descent()
        painter.drawText(box.left(), y, shown)


def _summary(card: Card) -> str:
    tags = ", ".join(chip.text for chip in card.chips if chip.look is not Look.OPEN)
    badge = card.badge.text if card.badge else ""
    return " · ".join(part for part in (card.heading, tags, badge) if part) or "not coded"


class ClaimsList(QListWidget):
    """Claims in the order of the text; Enter or a click makes one active."""

    chosen = Signal(object)
    """A claim's id."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = _Row(self, theme)
        self.setItemDelegate(self._row)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Claims of this article")
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def set_theme(self, theme: Theme) -> None:
        """Show in these colours."""
        self._row.theme = theme
        self.viewport().update()

    def show_claims(self, claims: Sequence[Claim], cards: Sequence[Card]) -> None:
        """List claims with their cards, in the same order."""
        self.clear()
        for claim, card in zip(claims, cards, strict=True):
            quote = " ".join(claim.quote.split())
            item = QListWidgetItem()
            item.setData(_CARD, card)
            item.setData(_QUOTE, quote)
            words = ". ".join(filter(None, (quote, _summary(card), card.differences)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Claim {claim.number}: {words}")
            item.setToolTip(plain_tip(claim.quote))
            self.addItem(item)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: there is always a row that shows where the keyboard is."""
        if self.currentRow() < 0:
            self.setCurrentRow(0)
        super().focusInEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        card = item.data(_CARD)
        if isinstance(card, Card):
            self.chosen.emit(card.claim_id)
