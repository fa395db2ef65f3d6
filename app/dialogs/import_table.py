"""The table of the import preview: what keys, clicks and the menu do in it, and what stays selected."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotations.importers.likeness.versions import Choice
from app.dialogs.import_menu import menu_of
from app.dialogs.import_widths import Columns
from app.models.draft_cells import FIELDS, Column, Heading
from app.models.draft_rows import Group, Row
from app.models.drafts import DraftsModel
from app.widgets.tables import show_as_rows

Index = QModelIndex | QPersistentModelIndex
_INDENT = "\u2003"
_CHEVRON = 20
"""Pixels at the left of a heading whose click folds it, or opens it."""


class _MiddleCut(QStyledItemDelegate):
    """Long file names lose their middle: their end tells what they are."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: how a cell is painted."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class _Headlines(QStyledItemDelegate):
    """Headings with a sign, and copies that stand in from theirs."""

    def __init__(self, model: DraftsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._drafts = model

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: how a cell is painted."""
        super().initStyleOption(option, index)
        line = self._drafts.line(index.row())
        if isinstance(line, Heading) or line.group:
            option.text = f"{_INDENT}{option.text}"

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: a heading has a sign that tells whether it is folded."""
        super().paint(painter, option, index)
        line = self._drafts.line(index.row())
        if isinstance(line, Heading):
            _paint_chevron(painter, option.rect, option.palette, folded=line.group.folded)


def _paint_chevron(painter: QPainter, cell: QRect, palette: QPalette, *, folded: bool) -> None:
    """Point to the right where rows are folded, down where they are open."""
    x, y = cell.left() + 7.0, cell.center().y() + 0.5
    ends = [(0, -4), (4, 0), (0, 4)] if folded else [(-2, -2), (2, 2), (6, -2)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = palette.color(QPalette.ColorRole.WindowText)
    painter.setPen(QPen(ink, 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline([QPointF(x + right, y + down) for right, down in ends])
    painter.restore()


class DraftsTable(QTableView):
    """Space ticks the selected rows, Enter edits, Delete brings back what was read, Ctrl+R replaces, Tab leaves.

    On the heading of copies Left folds, Right opens, and Enter does either.

    Args:
        model: the articles.
        layout: widths and columns as `columns.kept_layout` gave them, whatever became of that meanwhile.
        parent: the dialog.
    """

    def __init__(self, model: DraftsModel, layout: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts = model
        self.setModel(model)
        self.setAccessibleName("Articles found")
        show_as_rows(self)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.setItemDelegateForColumn(Column.HEADLINE, _Headlines(model, self))
        self.setItemDelegateForColumn(Column.FILE, _MiddleCut(self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._keep_selection()
        model.modelReset.connect(self._span_headings)
        self.columns = Columns(self, model, layout)
        """Which ones are shown, and how wide."""

    def _span_headings(self) -> None:
        """Let the headings of copies run over all columns."""
        self.clearSpans()
        for number in self._drafts.headings():
            self.setSpan(number, Column.HEADLINE, 1, len(Column) - Column.HEADLINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: there is more or less room."""
        super().resizeEvent(event)
        self.columns.fit()

    # -- selection

    def _keep_selection(self) -> None:
        """Rows that move when copies are put together, or stay when others are filtered out, stay selected."""
        self._before: tuple[Row | Group | None, int, list[Row | Group]] = (None, Column.HEADLINE, [])
        self._drafts.modelAboutToBeReset.connect(self._note_selection)
        self._drafts.modelReset.connect(self._select_again)

    def _held(self, number: int) -> Row | Group:
        line = self._drafts.line(number)
        return line.group if isinstance(line, Heading) else line

    def _note_selection(self) -> None:
        current = self.currentIndex()
        held = self._held(current.row()) if current.isValid() else None
        column = current.column() if held else Column.HEADLINE
        self._before = held, column, [self._held(number) for number in self.numbers()]

    def _select_again(self) -> None:
        current, column, held = self._before
        if not self._drafts.rowCount():
            return
        places = dict.fromkeys(place for one in held if (place := self._drafts.place_of(one)) is not None)
        here = self._drafts.place_of(current)
        if here is None:
            here = next(iter(places), 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._drafts.index(here, column), flags.NoUpdate)
        wanted = QItemSelection()
        for place in places or (here,):
            wanted.select(self._drafts.index(place, 0), self._drafts.index(place, len(Column) - 1))
        self.selectionModel().select(wanted, flags.ClearAndSelect)
        self.scrollTo(self._drafts.index(here, column))

    @property
    def is_editing(self) -> bool:
        """Whether a cell is being edited."""
        return self.state() == QAbstractItemView.State.EditingState

    def numbers(self) -> list[int]:
        """The selected lines, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def all_included(self) -> bool:
        """Whether every selected article is to be imported."""
        return all(row.included for row in self._drafts.rows_at(self.numbers()))

    # -- keys and menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Space and Enter mean the rows and the cell, not the dialog's button."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and not self.is_editing and self._fold_by_key(event.key()):
            return
        if event.key() == Qt.Key.Key_Space and self.numbers():
            self.toggle()
        elif event.key() == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._other_choice()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._edit_current()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.take_back()
        else:
            super().keyPressEvent(event)

    def toggle(self) -> None:
        """Leave the selected articles out, or take them in if some are left out."""
        self._drafts.tick(self.numbers(), not self.all_included())

    def take_back(self) -> None:
        """Give the selected cells of the current column the values that were read."""
        column = self.currentIndex().column()
        if column in FIELDS:
            self._drafts.take_back(self.numbers(), Column(column))

    def newer(self) -> list[int]:
        """The selected lines that are newer versions."""
        return [number for number in self.numbers() if self._drafts.row(number).is_newer]

    def _other_choice(self) -> None:
        """Let the selected newer versions replace what they are versions of; where all do, keep both."""
        newer = self.newer()
        all_replace = all(self._drafts.row(number).replaces and self._drafts.row(number).included for number in newer)
        self._drafts.choose(newer, Choice.SEPARATE if all_replace else Choice.REPLACE)

    def _open_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))

    def menu(self) -> QMenu:
        """What can be done with the selected rows."""
        return menu_of(self, self._drafts)

    # -- folding

    def _heading(self, index: QModelIndex) -> Heading | None:
        line = self._drafts.line(index.row()) if index.isValid() else None
        return line if isinstance(line, Heading) else None

    def _fold_by_key(self, key: int) -> bool:
        """Fold or open the heading that is current; False where the key means nothing to it."""
        heading = self._heading(self.currentIndex())
        if heading is None:
            return False
        folded = heading.group.folded
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or key == (Qt.Key.Key_Right if folded else Qt.Key.Key_Left):
            self._drafts.fold([heading.group], folded=not folded)
            return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click on the sign of a heading folds it, or opens it."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        heading = self._heading(index)
        beside = place.x() - self.columnViewportPosition(Column.HEADLINE)
        if heading and event.button() == Qt.MouseButton.LeftButton and 0 <= beside < _CHEVRON:
            self._drafts.fold([heading.group], folded=not heading.group.folded)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: two clicks on a heading fold it, or open it."""
        index = self.indexAt(event.position().toPoint())
        heading = self._heading(index)
        if heading and index.column() != Column.INCLUDE:
            self._drafts.fold([heading.group], folded=not heading.group.folded)
            return
        super().mouseDoubleClickEvent(event)

    def _edit_current(self) -> None:
        index = self.currentIndex()
        # While a cell is edited, its Enter arrives here too: it ends the edit and must not reach the dialog's button.
        if index.isValid() and not self.is_editing:
            column = index.column() if index.flags() & Qt.ItemFlag.ItemIsEditable else Column.HEADLINE
            target = index.siblingAtColumn(column)
            if target.flags() & Qt.ItemFlag.ItemIsEditable:
                self.selectionModel().setCurrentIndex(target, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.edit(target)

    # -- painting

    def initViewItemOption(self, option: QStyleOptionViewItem) -> None:
        """Qt: signs stand behind the words of a cell."""
        super().initViewItemOption(option)
        option.decorationPosition = QStyleOptionViewItem.Position.Right

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: where the filter lets nothing through, that is said in the place of rows."""
        super().paintEvent(event)
        if self._drafts.rowCount() or not self._drafts.count():
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(QRect(self.viewport().rect()), int(Qt.AlignmentFlag.AlignCenter), "No article is shown.")
        painter.end()
