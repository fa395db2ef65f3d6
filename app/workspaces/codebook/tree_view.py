"""The tree of dimensions and tags, with its keys."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.theme import SPACE_M, SPACE_S
from app.workspaces.codebook.model import CLAIMS, NAME, SHORTCUT, CodebookModel, Index, Key, Node

UP, DOWN, IN, OUT = "up", "down", "in", "out"
_ALT = Qt.KeyboardModifier.AltModifier
_ICON = 10
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_MOVES = {Qt.Key.Key_Up: UP, Qt.Key.Key_Down: DOWN, Qt.Key.Key_Right: IN, Qt.Key.Key_Left: OUT}
_PLAIN = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Insert, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class _Cell(QStyledItemDelegate):
    """A cell without a ring of its own: the row has one."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: how the cell is to be painted."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class CodebookTree(QTreeView):
    """Shows the model; what is wanted by key is told.

    F2 renames in place, Alt and an arrow moves, Delete deletes, Insert goes to the field for new tags, Enter to
    the form.
    """

    move_asked = Signal(str)
    """The selected rows are to move: UP, DOWN, IN or OUT."""
    delete_asked = Signal()
    add_asked = Signal()
    form_asked = Signal()
    claims_asked = Signal(object)
    """The claims that have a tag are to be shown: the `Node`."""
    menu_asked = Signal(object)
    """The menu for the selected rows, at a global place."""
    chosen = Signal()
    """Other rows are selected."""

    def __init__(self, model: CodebookModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self._folded: set[Key] = set()
        self._quiet = False
        self.setItemDelegate(_Cell(self))
        self.setHeaderHidden(True)
        self.setAccessibleName("Dimensions and tags")
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setExpandsOnDoubleClick(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(SPACE_S)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        # Fitting themselves, the columns would measure thousands of rows at each change.
        header.setSectionResizeMode(SHORTCUT, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(CLAIMS, QHeaderView.ResizeMode.Fixed)
        self.fit_columns()
        self.collapsed.connect(lambda index: self._fold(index, folds=True))
        self.expanded.connect(lambda index: self._fold(index, folds=False))
        self.clicked.connect(self._click)
        self.selectionModel().selectionChanged.connect(self._tell)

    def fit_columns(self) -> None:
        """Make shortcuts and numbers as wide as the widest of them."""
        metrics = self.fontMetrics()
        for column, text in ((SHORTCUT, self._model.widest_shortcut), (CLAIMS, self._model.widest_count)):
            self.header().resizeSection(column, metrics.horizontalAdvance(text) + 2 * SPACE_M if text else SPACE_S)

    # -- what is selected

    @property
    def nodes(self) -> list[Node]:
        """The selected rows, from top to bottom."""
        chosen = [node for index in self.selectionModel().selectedRows() if (node := self._model.node(index))]
        return sorted(chosen, key=lambda node: node.path)

    @property
    def current(self) -> Node | None:
        """The row that has the keyboard."""
        return self._model.node(self.currentIndex())

    def _tell(self) -> None:
        if not self._quiet:
            self.chosen.emit()

    def select(self, *keys: Key) -> bool:
        """Select rows and go to the first; whether that is shown."""
        found = [node for key in keys if (node := self._model.find(key))]
        self._quiet = True
        try:
            self.clearSelection()
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            if found:
                index = self._model.index_of(found[0])
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.scrollTo(index)
            for node in found:
                self.selectionModel().select(self._model.index_of(node), flags)
        finally:
            self._quiet = False
        self.chosen.emit()
        return bool(found)

    def keeping_place(self, change: Callable[[], bool], *, go_on: bool = False) -> None:
        """Let the rows change, and show the same ones selected, folded and at the upper edge as before.

        go_on: where all that was selected is gone, the row that stood below is selected, or else the one above.
        """
        selected, current = [node.key for node in self.nodes], self.current
        near = self._near(current) if go_on and selected and current else []
        top = self.verticalScrollBar().value()
        self._quiet = True
        try:
            anew = change()
            self.fit_columns()
            if anew:
                self._unfold()
        finally:
            self._quiet = False
        if anew:
            keys = sorted(selected, key=lambda key: current is None or key != current.key)
            if not any(map(self._model.find, keys)):
                keys = [key for key in near if self._model.find(key)][:1]
            self.select(*keys)
            self.verticalScrollBar().setValue(top)

    def _near(self, node: Node) -> list[Key]:
        """The rows of a dimension by their nearness to one of them: those below it, those above it, the dimension."""
        root = next(root for root in self._model.roots if root.dimension.id == node.dimension.id)
        keys = [each.key for each in (root, *root.walk())]
        place = keys.index(node.key)
        return [*keys[place + 1 :], *reversed(keys[:place])]

    def _unfold(self) -> None:
        for root in self._model.roots:
            for node in (root, *root.walk()):
                if node.children:
                    self.setExpanded(self._model.index_of(node), node.key not in self._folded)

    def unfold(self, key: Key) -> None:
        """Show what is beneath a row, now and when it stands elsewhere."""
        self._folded.discard(key)
        node = self._model.find(key)
        if node:
            self.expand(self._model.index_of(node))

    def forget(self) -> None:
        """Another project: nothing is folded there yet."""
        self._folded.clear()

    def unfold_all(self) -> None:
        """Show every row, without remembering which were folded otherwise."""
        self._quiet = True
        self.expandAll()
        self._quiet = False

    def _fold(self, index: Index, *, folds: bool) -> None:
        node = self._model.node(index)
        if node and not self._quiet:
            (self._folded.add if folds else self._folded.discard)(node.key)

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        """Qt: a ring shows which of the selected rows has the keyboard."""
        super().drawRow(painter, options, index)
        current = self.currentIndex()
        if self.hasFocus() and (index.row(), index.parent()) == (current.row(), current.parent()):
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 1))
            painter.drawRect(options.rect.adjusted(0, 0, -1, -1))

    # -- keys and clicks

    def _click(self, index: Index) -> None:
        node = self._model.node(index)
        if node and node.tag and index.column() == CLAIMS:
            self.claims_asked.emit(node)

    def event(self, event: QEvent) -> bool:
        """Qt: the tree's own keys go before those of commands while it has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_own(event):
            event.accept()
            return True
        return super().event(event)

    @staticmethod
    def _is_own(event: QKeyEvent) -> bool:
        held = event.modifiers() & ~_KEYPAD
        plain = held == Qt.KeyboardModifier.NoModifier
        return (held == _ALT and event.key() in _MOVES) or (
            plain and (event.key() in _PLAIN or event.key() == Qt.Key.Key_F2)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: move, delete, add, go to the form."""
        key = Qt.Key(event.key())
        # What an editor does not take comes here too.
        typing = self.state() == QAbstractItemView.State.EditingState
        if typing or not self._is_own(event) or key == Qt.Key.Key_F2:
            super().keyPressEvent(event)
        elif key in _MOVES:
            self.move_asked.emit(_MOVES[key])
        elif key == Qt.Key.Key_Insert:
            self.add_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.form_asked.emit()
        else:
            self.delete_asked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu for what is selected."""
        self.menu_asked.emit(event.globalPos())
