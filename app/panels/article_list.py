"""The list itself: rows of one height, sections that fold, and what its keys and clicks mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.models.articles import ArticlesModel
from app.panels.article_row import fold_zone
from app.theme import ARTICLE_ROW_HEIGHT

Index = QModelIndex | QPersistentModelIndex
_SIDEWAYS = {Qt.Key.Key_Left, Qt.Key.Key_Right}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_FOLDING = {Qt.Key.Key_Space, *_ENTER}
_PLAIN = Qt.KeyboardModifier.NoModifier
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a list.

    `top` is the article or section at its upper edge (None at the very top), `above` how far that reaches above it, in
    pixels, `heading` the section whose heading has the cursor, `several` the articles selected, if they are more than
    one.
    """

    top: int | str | None
    above: int
    heading: str
    several: tuple[int | None, ...]


class ArticleList(QListView):
    """A list whose rows all have one height for ever; several can be selected."""

    opened = Signal()
    """An article was chosen to be read: by a plain click, or Enter."""
    folded = Signal(int)
    """The heading in this row is to be folded, or opened."""
    copies_folded = Signal(int)
    """The copies of the lead in this row are to be folded, or opened."""
    several_changed = Signal()
    """Other rows are selected."""

    def __init__(self, model: ArticlesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = model
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Articles")
        self.setAccessibleDescription("Left and right fold and open a section or wire copies; Enter goes to the text")

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Qt: paint the rows anew. QListView would lay out all rows again, each time a claim is made."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Qt: tell of it once."""
        super().selectionChanged(selected, deselected)
        self.several_changed.emit()

    def selected_rows(self) -> list[int]:
        """The selected rows from top to bottom; quick for any number of them."""
        ranges = cast("Iterable[QItemSelectionRange]", self.selectionModel().selection())
        return sorted(row for part in ranges for row in range(part.top(), part.bottom() + 1))

    def selects_several(self) -> bool:
        """Whether more than one row is selected; asked whenever another one is."""
        ranges = cast("Iterable[QItemSelectionRange]", self.selectionModel().selection())
        return sum(part.height() for part in ranges) > 1

    def go_to(self, index: Index) -> None:
        """Put the cursor on a row, which alone is selected then; no row at all leaves nothing selected.

        Qt's own setCurrentIndex adds to the selection while Ctrl or Shift is held, as for Ctrl+Down.
        """
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _ALONE)
        else:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()

    def select_rows(self, rows: Iterable[int]) -> None:
        """Select these rows and no others; the cursor stays where it is."""
        wanted = QItemSelection()
        for row in rows:
            wanted.select(self._list.index(row), self._list.index(row))
        self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def seen(self) -> Seen:
        """What is seen of the list now."""
        scrolled, above = divmod(self.verticalScrollBar().value(), ARTICLE_ROW_HEIGHT)
        heading = self._list.heading_at(self.currentIndex().row())
        rows = self.selected_rows()
        several = tuple(self._list.id_at(row) for row in rows) if len(rows) > 1 else ()
        top = self._list.key_at(scrolled) if scrolled or above else None
        return Seen(top, above, heading.section.key if heading else "", several)

    def show_again(self, seen: Seen) -> None:
        """Select and scroll to what was seen of the list before other rows came into it, as far as that is there."""
        rows = [self._list.row_of(article_id) for article_id in seen.several if article_id is not None]
        if any(row >= 0 for row in rows):
            self.select_rows([row for row in rows if row >= 0])
        top = self._list.row_of_key(seen.top)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(top * ARTICLE_ROW_HEIGHT + seen.above if top >= 0 else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: fold and open a heading, or the copies of a lead; go to what stands above, or to the text."""
        row = self.currentIndex().row()
        heading, key = self._list.heading_at(row), Qt.Key(event.key())
        folded = self._list.folded_at(row)
        turns = heading and key == (Qt.Key.Key_Left if heading.open else Qt.Key.Key_Right)
        if heading and (turns or key in _FOLDING):
            self.folded.emit(row)
        elif key == (Qt.Key.Key_Right if folded else Qt.Key.Key_Left) and folded is not None:
            self.copies_folded.emit(row)
        elif key == Qt.Key.Key_Left and not heading:
            above = self._list.lead_above(row)
            above = above if above >= 0 else self._list.heading_above(row)
            if above >= 0:
                self.go_to(self._list.index(above))
        elif key in _SIDEWAYS:
            event.accept()
        elif key in _ENTER and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _PLAIN:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: select what is hit; the sign of a lead only folds and opens."""
        row = self._on_sign(event)
        if row < 0:
            super().mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.copies_folded.emit(row)

    def _on_sign(self, event: QMouseEvent) -> int:
        """The row of the lead whose sign is hit, -1 for none."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        there = self._list.folded_at(index.row()) is not None and fold_zone(self.visualRect(index)).contains(place)
        return index.row() if there else -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a plain click opens what it hits."""
        if self._on_sign(event) >= 0:
            return
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self._list.heading_at(index.row()):
            self.folded.emit(index.row())
        elif event.modifiers() == _PLAIN:
            self.opened.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: as two clicks; a heading folds and opens again."""
        self.mousePressEvent(event)
