"""The passages that may become claims, as a list whose rows can be ticked."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.articles import Article
from annotations.concordance import Passage, passages
from annotations.marking import Candidate
from annotations.search import Hits
from app.models.articles import shown_headline
from app.plain import plain_tip
from app.theme import BODY, ROW_HEIGHT, SMALL, SPACE_M, SPACE_S, Theme, interface_font
from app.workspaces.find.emphasis import draw_words

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
CANDIDATE = int(Qt.ItemDataRole.UserRole) + 1
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_BOX = 16
_OUTLET = 150


class CandidatesModel(QAbstractListModel):
    """Passages with their ticks; those that are in a claim already can be left out as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Candidate] = ()
        self._rows: list[Candidate] = []
        self._articles: dict[int, Article] = {}
        self._unticked: set[Candidate] = set()
        self._skips = True

    def show(self, found: Sequence[Candidate], articles: dict[int, Article]) -> None:
        """List these, all of them ticked."""
        self._all, self._articles, self._unticked = found, articles, set()
        self.skip_claimed(wanted=self._skips)

    def skip_claimed(self, *, wanted: bool) -> None:
        """Leave out what is in a claim already, or list it too."""
        self.beginResetModel()
        self._skips = wanted
        self._rows = [candidate for candidate in self._all if not (wanted and candidate.claimed)]
        self.endResetModel()

    @property
    def claimed(self) -> int:
        """How many are in a claim already."""
        return sum(candidate.claimed for candidate in self._all)

    @property
    def chosen(self) -> list[Candidate]:
        """The ticked ones that are listed."""
        return [candidate for candidate in self._rows if candidate not in self._unticked]

    def tick_all(self, *, wanted: bool) -> None:
        """Tick all that are listed, or none."""
        self._unticked = set() if wanted else set(self._rows)
        self._tell(0, len(self._rows) - 1)

    def toggle(self, rows: Sequence[int]) -> None:
        """Turn the ticks of some rows round, all to what the first one of them becomes."""
        chosen = [self._rows[row] for row in rows if 0 <= row < len(self._rows)]
        if not chosen:
            return
        if chosen[0] in self._unticked:
            self._unticked.difference_update(chosen)
        else:
            self._unticked.update(chosen)
        self._tell(min(rows), max(rows))

    def _tell(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first), self.index(last))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt: the number of passages."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: every row can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what is shown and spoken; passage and article in the role CANDIDATE."""
        if not index.isValid():
            return None
        candidate = self._rows[index.row()]
        article = self._articles.get(candidate.article_id)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(candidate.exact)
        if role == Qt.ItemDataRole.CheckStateRole:
            return _UNCHECKED if candidate in self._unticked else _CHECKED
        already = ", in a claim already" if candidate.claimed else ""
        return {
            int(Qt.ItemDataRole.DisplayRole): candidate.exact,
            int(Qt.ItemDataRole.AccessibleTextRole): f"{candidate.exact}, {_source(article)}{already}",
            CANDIDATE: (candidate, article),
        }.get(int(role))

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: turn the tick of a row round."""
        del value
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.toggle([index.row()])
        return True


class CandidateRow(QStyledItemDelegate):
    """Paints a tick box, the passage with its hits, and the outlet."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: one height for all."""
        del option, index
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: ground, box and words."""
        candidate, article = index.data(CANDIDATE)
        theme, box = self._theme, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.hover)
        self._tick(painter, option, index)
        words = QRect(box.left() + SPACE_M + _BOX + SPACE_S, box.top(), 0, box.height())
        words.setRight(box.right() - _OUTLET - SPACE_M)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == _CHECKED
        shown = _shown(candidate)
        ink, hit = (theme.ink, theme.accent) if ticked else (theme.quiet, theme.quiet)
        draw_words(painter, words, shown.words, interface_font(BODY), ink, (shown.hits, hit))
        about = QRect(words.right() + SPACE_M, box.top(), _OUTLET - SPACE_M, box.height())
        draw_words(painter, about, _source(article), interface_font(SMALL), theme.quiet)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.accent)
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.restore()

    def _tick(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QStyleOptionViewItem(option)
        middle = option.rect.top() + (option.rect.height() - _BOX) // 2
        box.rect = QRect(option.rect.left() + SPACE_M, middle, _BOX, _BOX)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == _CHECKED
        on = QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off
        box.state = (option.state & ~QStyle.StateFlag.State_HasFocus) | on
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, option.widget)

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        """Qt: a click anywhere on the row turns its tick round."""
        del option
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            plain = not event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
            if plain and event.button() == Qt.MouseButton.LeftButton and isinstance(model, CandidatesModel):
                model.toggle([index.row()])
                return True
        return False


def _source(article: Article | None) -> str:
    """The outlet, or else the headline."""
    return (article.outlet or shown_headline(article)) if article else ""


def _shown(candidate: Candidate) -> Passage:
    """The passage from some words before its first hit on, in one line."""
    return passages(Hits(candidate.article_id, candidate.exact, candidate.hits), most=1)[0]
