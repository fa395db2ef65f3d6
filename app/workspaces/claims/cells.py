"""How the cells of the table are painted: words, and chips in the colours of their tags."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.claim_rows import Column
from annotations.claims import CheckState
from app.icons import pixmap
from app.reader.marks import Chip, Look
from app.theme import BODY, ROW_HEIGHT, SMALL, SPACE_S, SPACE_XS, Theme, interface_font
from app.workspaces.claims.columns import Head
from app.workspaces.claims.lines import Line
from app.workspaces.claims.model import ClaimsModel

Index = QModelIndex | QPersistentModelIndex

_CHIP_HEIGHT, _DOT, _LEAST = 20, 8, 64
_OPEN_WIDTH, _OPEN_HEIGHT = 28, 12
_STATES = {CheckState.FLAGGED: "flag", CheckState.CHECKED: "check"}
_TEXTS = (("note", "sticky-note"), ("comment", "message-square"), ("translation", "languages"))
_ICON = 14
_FADED = (Column.OUTLET, Column.DATE, Column.CODER, Column.NUMBER, Column.ORIGIN)
_ALIGNED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
# As numbers: Python's flags take longer to be compared than a cell to be painted.
_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value


class ClaimCell(QStyledItemDelegate):
    """Paints one cell; a row that is not read yet has a faint stroke in place of words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = Theme.light()
        self.first_column = 0
        """The column whose left edge shows that a row is selected."""
        self._body, self._small = interface_font(BODY), interface_font(SMALL)
        self._metrics = {font.pixelSize(): QFontMetrics(font) for font in (self._body, self._small)}
        self._inks: dict[str, tuple[QColor, QColor]] = {}
        self._elided = lru_cache(maxsize=8192)(self._elide)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self.theme = theme
        self._inks.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: one height for all."""
        del option, index
        return QSize(_LEAST, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: ground, words or chips, and the edge of the cell that has the keyboard."""
        model = index.model()
        if not isinstance(model, ClaimsModel):
            return
        theme, box, state = self.theme, option.rect, option.state.value
        if state & _SELECTED:
            painter.fillRect(box, theme.accent_soft)
            if index.column() == self.first_column:
                painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.accent)
        elif state & _HOVERED:
            painter.fillRect(box, theme.hover)
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.line)
        line = model.line(index.row())
        inner = box.adjusted(SPACE_S, 0, -SPACE_XS, -1)
        if line is None:
            painter.fillRect(QRect(inner.left(), inner.center().y(), min(64, inner.width()), 3), theme.line)
        else:
            self._cell(painter, inner, line, model.heads[index.column()])
        if state & _FOCUSED:
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(box).adjusted(1, 1, -1, -2))

    def _cell(self, painter: QPainter, box: QRect, line: Line, head: Head) -> None:
        if head.dimension is not None:
            self._chips(painter, box, line.chips.get(head.key, ()))
        elif head.key == Column.CHECK:
            self._state(painter, box, line)
        elif head.key == Column.TEXTS:
            self._texts(painter, box, line)
        else:
            faded = head.key in _FADED or line.left_out
            self._words(painter, box, line.said(head.key), self.theme.quiet if faded else self.theme.ink)

    # -- words

    def _elide(self, text: str, width: int, size: int) -> str:
        return self._metrics[size].elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _words(self, painter: QPainter, box: QRect, text: str, colour: QColor, font: QFont | None = None) -> None:
        font = font or self._body
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(box, _ALIGNED, self._elided(text, box.width(), font.pixelSize()))

    def _state(self, painter: QPainter, box: QRect, line: Line) -> None:
        state = line.claim.check_state
        if state is CheckState.OPEN:
            self._words(painter, box, line.said(Column.CHECK), self.theme.quiet)
            return
        colour = self.theme.warn if state is CheckState.FLAGGED else self.theme.ok
        _icon(painter, box, _STATES[state], colour)
        self._words(painter, box.adjusted(_ICON + SPACE_XS + 2, 0, 0, 0), line.said(Column.CHECK), self.theme.ink)

    def _texts(self, painter: QPainter, box: QRect, line: Line) -> None:
        for name, picture in _TEXTS:
            if getattr(line.claim, name):
                _icon(painter, box, picture, self.theme.quiet)
                box = box.adjusted(_ICON + SPACE_XS + 2, 0, 0, 0)

    # -- chips

    def _chips(self, painter: QPainter, box: QRect, chips: tuple[Chip, ...]) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small)
        if not chips:
            self._open(painter, box)
        left = box.left()
        for place, chip in enumerate(chips):
            rest = len(chips) - place - 1
            room = box.right() - left - (self._advance(f"+{rest}") + SPACE_XS if rest else 0)
            wide = self._advance(chip.text) + _DOT + 3 * 6
            if room < min(wide, _LEAST) and place:
                painter.setPen(self.theme.quiet)
                left_over = QRect(left, box.top(), box.right() - left, box.height())
                painter.drawText(left_over, _ALIGNED, f"+{rest + 1}")
                break
            width = min(wide, room)
            self._chip(painter, QRect(left, box.center().y() - _CHIP_HEIGHT // 2 + 1, width, _CHIP_HEIGHT), chip)
            left += width + SPACE_XS
        painter.restore()

    def _advance(self, text: str) -> int:
        return self._metrics[SMALL].horizontalAdvance(text)

    def _open(self, painter: QPainter, box: QRect) -> None:
        """Not coded is not a value: an empty dashed box."""
        painter.setPen(QPen(self.theme.edge, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        outline = QRectF(box.left() + 0.5, box.center().y() - _OPEN_HEIGHT / 2 + 0.5, _OPEN_WIDTH, _OPEN_HEIGHT)
        painter.drawRoundedRect(outline, 4, 4)

    def _ink(self, colour: str) -> tuple[QColor, QColor]:
        """The bar and the fill of a tag's colour."""
        if colour not in self._inks:
            self._inks[colour] = self.theme.tag_colour(colour), self.theme.tag_fill(colour)
        return self._inks[colour]

    def _chip(self, painter: QPainter, box: QRect, chip: Chip) -> None:
        theme = self.theme
        painter.setPen(Qt.PenStyle.NoPen)
        bar, fill = self._ink(chip.colour)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(box), 8, 8)
        if chip.look is Look.MIXED:
            painter.setBrush(QBrush(bar, Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(QRectF(box.left(), box.top(), _DOT + 8, box.height()), 8, 8)
        else:
            painter.setBrush(bar)
            painter.drawEllipse(QRectF(box.left() + 6, box.center().y() - _DOT / 2 + 1, _DOT, _DOT))
        painter.setPen(theme.ink)
        words = QRect(box.left() + _DOT + 11, box.top(), box.width() - _DOT - 16, box.height())
        painter.drawText(words, _ALIGNED, self._elided(chip.text, words.width() + 1, SMALL))


def _icon(painter: QPainter, box: QRect, name: str, colour: QColor) -> None:
    density = painter.device().devicePixelRatioF()
    painter.drawPixmap(box.left(), box.center().y() - _ICON // 2 + 1, _picture(name, colour.name(), density))


@lru_cache(maxsize=64)
def _picture(name: str, colour: str, density: float) -> QPixmap:
    return pixmap(name, QColor(colour), _ICON, density)
