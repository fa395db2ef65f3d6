"""Articles with their claims, each with a check box: what is taken into a brief."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotations.brief.choosing import ChoosableArticle, ChoosableClaim, counts_of
from annotations.dates import in_words
from annotations.wording import number_of
from app.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TOP = 0
"""The id of an article's row; a claim's row has the place of its article, from 1."""


class Shown(Enum):
    """Which rows are listed."""

    ALL = auto()
    TAKEN = auto()
    LEFT_OUT = auto()


class ChoiceModel(QAbstractItemModel):
    """Two levels: articles, and in them their claims. What is checked is known by uids."""

    picked_changed = Signal()
    """Other claims are checked."""

    def __init__(self) -> None:
        super().__init__()
        self.articles: tuple[ChoosableArticle, ...] = ()
        self.picked: set[str] = set()
        self._rows: list[tuple[ChoosableArticle, tuple[ChoosableClaim, ...]]] = []

    def put(self, articles: tuple[ChoosableArticle, ...], picked: Iterable[str]) -> None:
        """List these, with some claims checked, and articles without claims."""
        self.beginResetModel()
        self.articles, self.picked = articles, set(picked)
        self._rows = [(article, article.claims) for article in articles]
        self.endResetModel()
        self.picked_changed.emit()

    def search(self, typed: str, shown: Shown) -> None:
        """List what has all the words, among headline, outlet and quote, or the number; of that what is (not) taken."""
        words = typed.casefold().split()

        def fits(article: ChoosableArticle, claim: ChoosableClaim | None) -> bool:
            uid = claim.uid if claim else article.uid
            if shown is not Shown.ALL and (uid in self.picked) != (shown is Shown.TAKEN):
                return False
            return _has(words, article, claim)

        self.beginResetModel()
        self._rows = list(self._fitting(fits))
        self.endResetModel()

    def _fitting(
        self, fits: Callable[[ChoosableArticle, ChoosableClaim | None], bool]
    ) -> Iterable[tuple[ChoosableArticle, tuple[ChoosableClaim, ...]]]:
        for article in self.articles:
            claims = tuple(claim for claim in article.claims if fits(article, claim))
            if claims or (not article.claims and fits(article, None)):
                yield article, claims

    # -- what is checked

    def counts(self) -> tuple[int, int, int, int]:
        """Claims that are checked and all there are, then articles with one and all there are."""
        claims, inside = counts_of(self.articles, self.picked)
        return claims, sum(len(article.claims) for article in self.articles), inside, len(self.articles)

    def set_shown(self, *, checked: bool) -> None:
        """Check all that is listed, or nothing of it."""
        self._set((uid for article, claims in self._rows for uid in _uids(article, claims)), checked=checked)

    def set_some(self, indexes: Sequence[Index], *, checked: bool) -> None:
        """Check some rows, or not; of an article's row its claims that are listed."""
        self._set((uid for index in indexes for uid in self._of(index)), checked=checked)

    def _set(self, uids: Iterable[str], *, checked: bool) -> None:
        if checked:
            self.picked |= set(uids)
        else:
            self.picked -= set(uids)
        if self._rows:
            for row in range(len(self._rows)):
                above = self.index(row, 0)
                if count := self.rowCount(above):
                    self.dataChanged.emit(self.index(0, 0, above), self.index(count - 1, 0, above))
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
        self.picked_changed.emit()

    def _of(self, index: Index) -> list[str]:
        """The uids that a row stands for."""
        if index.internalId() == _TOP:
            return _uids(*self._rows[index.row()])
        return [self._rows[index.internalId() - 1][1][index.row()].uid]

    # -- Qt

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Qt: a row."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """Qt: the article of a claim."""
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: how many articles, or claims of one."""
        if not parent.isValid():
            return len(self._rows)
        return len(self._rows[parent.row()][1]) if parent.internalId() == _TOP else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: one column."""
        del parent
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: every row can be checked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what a row says, and whether it is checked."""
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._said(index)
            case Qt.ItemDataRole.CheckStateRole:
                return self._checked(index)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._said(index))
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: check a row, or not."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.set_some([index], checked=value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value))
        return True

    def _said(self, index: Index) -> str:
        if index.internalId() != _TOP:
            claim = self._rows[index.internalId() - 1][1][index.row()]
            return f"C{claim.number}   {claim.quote}"
        article, _ = self._rows[index.row()]
        inside = sum(claim.uid in self.picked for claim in article.claims)
        told = f"{inside} of {number_of(len(article.claims), 'claim')}" if article.claims else "no claims"
        return "   ".join(filter(None, (article.headline, article.outlet, in_words(article.published), told)))

    def _checked(self, index: Index) -> Qt.CheckState:
        article = self._rows[index.row()][0] if index.internalId() == _TOP else None
        uids = _uids(article, article.claims) if article else self._of(index)
        inside = sum(uid in self.picked for uid in uids)
        if not inside:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if inside == len(uids) else Qt.CheckState.PartiallyChecked


def _uids(article: ChoosableArticle, claims: Sequence[ChoosableClaim]) -> list[str]:
    """What is checked where an article with these claims is."""
    return [claim.uid for claim in claims] if article.claims else [article.uid]


def _has(words: Sequence[str], article: ChoosableArticle, claim: ChoosableClaim | None) -> bool:
    if not words:
        return True
    number = {f"c{claim.number}", str(claim.number)} if claim else set()
    text = f"{article.headline}\n{article.outlet}\n{claim.quote if claim else ''}".casefold()
    return all(word in number or word in text for word in words)
