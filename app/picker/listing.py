"""The tags of a dimension as a list: key, colour, name, and a tick for what is set."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.language.offers import Offer
from app.commands import native
from app.icons import pixmap
from app.picker.caps import CAP, cap_width, draw_cap
from app.picker.rows import Row
from app.plain import plain_tip
from app.suggestions.badge import BADGE, about_offer, badge_width, draw_badge
from app.tag_keys import sequence_of
from app.theme import BODY, ROW_HEIGHT, SMALL, SPACE_S, SPACE_XS, Theme, colour_key, interface_font

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
"""The role of an item's `Row`, of the name of the tag that it would make, or of the `Offer` of a new one."""

_SET = ROW + 1
_DOT = 10
_INDENT = 14
_LEAST_REASON = 36
"""Pixels below which the reason of an offer is left to what stands beside the list."""


class TagList(QListWidget):
    """The list. It never takes the focus, which stays in the filter field."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = _Painter(theme, self)
        self.setItemDelegate(self._painter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._above = 0
        self.on_badge = False
        """Whether the mouse was pressed on the badge of an offer."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self._painter.theme = theme
        self.viewport().update()

    def show_rows(
        self, rows: Sequence[Row], chosen: Mapping[int, str], new_name: str, new: Sequence[Offer] = ()
    ) -> None:
        """List rows, above them tags that are offered and would be new, at the end the one that was typed, if any.

        Who says a claim is new most of the time: below a long list nobody would see it offered.
        """
        self.clear()
        self._above = len(new) if rows else 0
        for offer in new:
            self.addItem(_new_item(offer))
        for row in rows:
            self.addItem(_item(row, chosen.get(row.tag.id)))
        if new_name:
            item = QListWidgetItem(f"Create “{new_name}”")
            item.setData(ROW, new_name)
            self.addItem(item)

    def chosen(self) -> Row | str | Offer | None:
        """The highlighted row, the name of the tag to be made, the offer of a new one, or None."""
        item = self.currentItem()
        found = item.data(ROW) if item else None
        return found if isinstance(found, Row | str | Offer) else None

    def highlight_row(self, place: int) -> None:
        """Highlight one of the rows; without any, what is at that place of all that is listed."""
        self.setCurrentRow(self._above + place)

    def highlight_new(self, new: str | Offer) -> None:
        """Highlight the same new tag, typed or offered, if it is listed still."""
        items = (self.item(place) for place in range(self.count()))
        found = next((item for item in items if _is_same_new(item.data(ROW), new)), None)
        if found is not None:
            self.setCurrentItem(found)

    def go(self, by: int) -> None:
        """Highlight another row; from the last one it goes on to the first and the other way round."""
        count = self.count()
        if not count:
            return
        place = self.currentRow() + by
        if abs(by) == 1:
            place %= count
        self.setCurrentRow(max(0, min(place, count - 1)))

    def page(self) -> int:
        """How many rows are in view."""
        return max(1, self.viewport().height() // ROW_HEIGHT - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: notice whether it is the badge of an offer that is pressed."""
        self.on_badge = self._badge_at(event.position().toPoint())
        super().mousePressEvent(event)

    def _badge_at(self, point: QPoint) -> bool:
        item = self.itemAt(point)
        row = item.data(ROW) if item else None
        if item is None or not isinstance(row, Row) or row.offer is None or item.data(_SET) is not None:
            return False
        box = self.visualItemRect(item)
        return point.x() >= box.right() - SPACE_S - badge_width(row.offer) - SPACE_XS

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: show what is under the mouse; dragging selects nothing."""
        if event.buttons() == Qt.MouseButton.NoButton:
            super().mouseMoveEvent(event)


def _is_same_new(one: object, other: str | Offer) -> bool:
    """Whether both would make the same tag; an offer may have another score or reason by now."""
    if isinstance(one, Offer) and isinstance(other, Offer):
        return one.name == other.name
    return one == other


def _item(row: Row, set_as: str | None) -> QListWidgetItem:
    item = QListWidgetItem(row.tag.name)
    item.setData(ROW, row)
    item.setData(_SET, set_as)
    offered = about_offer(row.offer) if row.offer and set_as is None else ""
    item.setToolTip(plain_tip("\n".join(filter(None, (row.tag.name, row.tag.short, offered)))))
    said = "" if set_as is None else f"set {set_as}".strip()
    words = (row.tag.name, f"key {row.key}" if row.key else "", offered, _beside(row), said)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(word for word in words if word))
    return item


def _new_item(offer: Offer) -> QListWidgetItem:
    item = QListWidgetItem(f"New: {offer.name}")
    item.setData(ROW, offer)
    item.setToolTip(plain_tip(f"{offer.name}\n{about_offer(offer)}"))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"New: {offer.name}, {about_offer(offer)}")
    return item


def _beside(row: Row) -> str:
    """What stands behind a name: why it stands there, and the tag's own keys."""
    own = native(sequence_of(row.tag.shortcut))
    return " · ".join(filter(None, (row.note, *own)))


class _Painter(QStyledItemDelegate):
    """Paints one row."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: one height for all."""
        del option, index
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: ground, key, dot, name, tick."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        self._ground(painter, option)
        row = index.data(ROW)
        left = box.left() + SPACE_S
        right = box.right() - SPACE_S
        ratio = painter.device().devicePixelRatioF() if painter.device() else 1.0
        if isinstance(row, Row):
            if row.key:
                draw_cap(painter, self.theme, QPointF(left, box.top() + (box.height() - CAP) // 2), row.key)
            left += max(CAP, cap_width(row.key)) + SPACE_S + row.level * _INDENT
            self._dot(painter, QRect(left, box.center().y() - _DOT // 2 + 1, _DOT, _DOT), row)
            left += _DOT + SPACE_S
            right = self._tick(painter, box, right, index.data(_SET), ratio)
            if row.offer and index.data(_SET) is None:
                right = self._offer(painter, box, right, row.offer, left + self._width(index.data()))
            else:
                right = self._hint(painter, box, right, _beside(row))
        else:
            painter.drawPixmap(left + 1, box.top() + 6, pixmap("plus", self.theme.accent, density=ratio))
            left += CAP + SPACE_S
            if isinstance(row, Offer):
                right = self._offer(painter, box, right, row, left + self._width(index.data()))
        self._name(painter, QRect(left, box.top(), right - left, box.height()), index.data())
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self.theme.accent_soft)
            painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), self.theme.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self.theme.hover)

    def _dot(self, painter: QPainter, box: QRect, row: Row) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.tag_colour(colour_key(row.tag)))
        painter.drawEllipse(box)

    def _tick(self, painter: QPainter, box: QRect, right: int, set_as: object, ratio: float) -> int:
        """Draw the tick and the roles before it; where the name must end."""
        if not isinstance(set_as, str):
            return right
        right -= 16
        painter.drawPixmap(right, box.top() + 6, pixmap("check", self.theme.accent, density=ratio))
        if set_as:
            painter.setFont(interface_font(SMALL))
            painter.setPen(self.theme.quiet)
            width = painter.fontMetrics().horizontalAdvance(set_as)
            right -= width + SPACE_XS
            painter.drawText(QRect(right, box.top(), width, box.height()), Qt.AlignmentFlag.AlignVCenter, set_as)
        return right - SPACE_S

    def _hint(self, painter: QPainter, box: QRect, right: int, words: str) -> int:
        """Write what stands behind the name; where the name must end."""
        if not words:
            return right
        painter.setFont(interface_font(SMALL))
        painter.setPen(self.theme.quiet)
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(QRect(right - width, box.top(), width, box.height()), Qt.AlignmentFlag.AlignVCenter, words)
        return right - width - SPACE_S

    def _width(self, name: object) -> int:
        return QFontMetrics(interface_font(BODY)).horizontalAdvance(str(name))

    def _offer(self, painter: QPainter, box: QRect, right: int, offer: Offer, name_end: int) -> int:
        """Draw the badge of an offer, and before it as much of the reason as the name leaves room for."""
        width = badge_width(offer)
        draw_badge(painter, self.theme, QRectF(right - width, box.center().y() - BADGE / 2 + 1, width, BADGE), offer)
        right -= width + SPACE_S
        room = right - name_end - SPACE_S
        if room < _LEAST_REASON:
            return right
        painter.setFont(interface_font(SMALL))
        painter.setPen(self.theme.quiet)
        words = painter.fontMetrics().elidedText(offer.reason, Qt.TextElideMode.ElideRight, room)
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(QRect(right - width, box.top(), width, box.height()), Qt.AlignmentFlag.AlignVCenter, words)
        return right - width - SPACE_S

    def _name(self, painter: QPainter, box: QRect, name: object) -> None:
        painter.setFont(interface_font(BODY))
        painter.setPen(self.theme.ink)
        words = painter.fontMetrics().elidedText(str(name), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
