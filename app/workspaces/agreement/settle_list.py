"""The differences between coders as a list: two lines each, with where it stands."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.differences import Difference, Key, State
from app.plain import plain_tip
from app.theme import ARTICLE_ROW_HEIGHT, BODY, SMALL, SPACE_M, SPACE_S, Theme, interface_font
from app.workspaces.agreement.wording import STATE_NAMES, Words

Index = QModelIndex | QPersistentModelIndex
DIFFERENCE = int(Qt.ItemDataRole.UserRole)
HEADING, SIDES = DIFFERENCE + 1, DIFFERENCE + 2


class DifferencesModel(QAbstractListModel):
    """The differences shown, in order; rows say themselves only when they are seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: Sequence[Difference] = ()
        self._words: Words | None = None
        self._quotes: Mapping[int, str] = {}

    def show_differences(self, shown: Sequence[Difference], words: Words, quotes: Mapping[int, str]) -> None:
        """List these; `quotes` are the beginnings of passages by the id of their claim."""
        self.beginResetModel()
        self.shown, self._words, self._quotes = shown, words, quotes
        self.endResetModel()

    def row_of(self, key: Key | None) -> int:
        """The row of a difference, -1 if it is not shown."""
        return next((row for row, one in enumerate(self.shown) if one.key == key), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt: how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the difference, and its lines."""
        if not index.isValid() or self._words is None:
            return None
        one, words = self.shown[index.row()], self._words
        heading = f"{one.found.unit.claim.number}  {words.dimension(one)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{words.dimension(one)}\n{words.sides(one)}")
        says: dict[int, Callable[[], object]] = {
            DIFFERENCE: lambda: one,
            HEADING: lambda: f"{heading}  {self._quotes.get(one.found.unit.claim.id, '')}",
            SIDES: lambda: words.sides(one),
            Qt.ItemDataRole.DisplayRole: lambda: heading,
            Qt.ItemDataRole.AccessibleTextRole: lambda: (
                f"Claim {heading}, {words.sides(one)}, {STATE_NAMES[one.state].lower()}"
            ),
        }
        said = says.get(role)
        return said() if said else None


class DifferenceRow(QStyledItemDelegate):
    """Paints a difference: what it is about over what each says, its state at the end of the line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: one height for all."""
        del option, index
        return QSize(120, ARTICLE_ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: ground, two lines, state."""
        one = index.data(DIFFERENCE)
        if not isinstance(one, Difference):
            return
        painter.save()
        self._ground(painter, option)
        box = option.rect.adjusted(SPACE_M, SPACE_S, -SPACE_M, -SPACE_S)
        state = STATE_NAMES[one.state]
        width = QFontMetrics(interface_font(SMALL)).horizontalAdvance(state)
        colours = {State.OPEN: self.theme.accent, State.SETTLED: self.theme.ok, State.CHANGED: self.theme.warn}
        self._line(painter, box, state, upper=False, colour=colours[one.state], right=True)
        rest = box.adjusted(0, 0, -width - SPACE_M, 0)
        is_open = one.state is not State.SETTLED
        self._line(painter, box, str(index.data(HEADING)), upper=True, bold=is_open)
        self._line(painter, rest, str(index.data(SIDES)), upper=False)
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

    def _line(
        self,
        painter: QPainter,
        box: QRect,
        words: str,
        *,
        upper: bool,
        bold: bool = False,
        colour: object = None,
        right: bool = False,
    ) -> None:
        font = interface_font(BODY if upper else SMALL, bold=bold)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(colour or (self.theme.ink if upper else self.theme.quiet))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        left = box.right() - metrics.horizontalAdvance(shown) if right else box.left()
        y = box.top() + metrics.ascent() if upper else box.bottom() - metrics.descent()
        painter.drawText(left, y, shown)


class DifferencesList(QListView):
    """The list; keys that settle are heard by whoever filters its events."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.row = DifferenceRow(theme, self)
        self.setItemDelegate(self.row)
        self.setAccessibleName("Differences between coders")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self.row.theme = theme
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Qt: letters and digits settle; nothing is searched for by typing."""
        del search
