"""The left side of the workspace: filter, tree, and the field in which tags are added one after the other."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from app.icons import put_icon
from app.plain import PlainLabel, put_tip
from app.theme import AROUND, SPACE_S
from app.widgets.empty import Choice, EmptyState
from app.workspaces.codebook.fields import Line
from app.workspaces.codebook.model import CodebookModel, Node
from app.workspaces.codebook.tree_view import CodebookTree

PAUSE = 120
"""Milliseconds without a key after which the tree is filtered."""

_TREE, _NOTHING, _EMPTY = range(3)


class Side(QWidget):
    """Shows the tree; what is typed and asked for is told."""

    filtered = Signal(str)
    """The tree is to show what has this in its names."""
    added = Signal(str)
    """A tag of this name is to be added where the tree stands."""
    dimension_asked = Signal()
    merge_asked = Signal()
    """The tags whose names occur twice are to be merged."""

    def __init__(self, model: CodebookModel, shipped: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = CodebookTree(model)
        self.filter_field = QLineEdit()
        self.dimension_button, self.more_button = QToolButton(), QToolButton()
        self.add_field = Line("Name of the new tag")
        self.doubles_button = QPushButton()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build(shipped)
        self.filter_field.textChanged.connect(lambda _: self._pause.start())
        self._pause.timeout.connect(lambda: self.filtered.emit(self.filter_field.text()))
        self.filter_field.returnPressed.connect(self._go_down)
        self.add_field.returnPressed.connect(lambda: self.added.emit(self.add_field.text()))
        self.add_field.escaped.connect(self.tree.setFocus)
        self.dimension_button.clicked.connect(self.dimension_asked)
        self.doubles_button.clicked.connect(self.merge_asked)

    def _build(self, shipped: Choice) -> None:
        self.filter_field.setPlaceholderText("Filter dimensions and tags")
        self.filter_field.setAccessibleName("Filter dimensions and tags by name")
        self.filter_field.setClearButtonEnabled(True)
        for button, icon, name in (
            (self.dimension_button, "plus", "New dimension"),
            (self.more_button, "ellipsis", "More that can be done"),
        ):
            put_icon(button, icon)
            put_tip(button, name)
            button.setAccessibleName(name)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.doubles_button.setProperty("kind", "link")
        self.doubles_button.hide()
        head = QHBoxLayout()
        head.setContentsMargins(*AROUND)
        head.setSpacing(SPACE_S)
        head.addWidget(self.filter_field, 1)
        head.addWidget(self.dimension_button)
        head.addWidget(self.more_button)
        listed = QWidget()
        self._pages = QStackedLayout(listed)
        self._pages.addWidget(self.tree)
        self._pages.addWidget(EmptyState("Nothing found", "No name has that.", ("Show all", self.filter_field.clear)))
        new = ("New dimension", self.dimension_asked.emit)
        self._pages.addWidget(
            EmptyState("No dimensions", "A dimension is a question that is asked of every claim.", new, [shipped])
        )
        insert = QKeySequence("Ins").toString(QKeySequence.SequenceFormat.NativeText)
        self.add_field.setToolTip("Enter adds the tag, and the next one can be typed")
        self.add_field.setAccessibleDescription(f"Enter adds the tag; {insert} in the tree leads here")
        foot = QVBoxLayout()
        foot.setContentsMargins(*AROUND)
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.doubles_button)
        foot.addWidget(self.add_field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(listed, 1)
        column.addLayout(foot)

    def _go_down(self) -> None:
        """Enter in the filter: to the first tag that was found."""
        self._pause.stop()
        self.filtered.emit(self.filter_field.text())
        model = self.tree.model()
        first = model.index(0, 0) if isinstance(model, CodebookModel) else None
        if first is not None and first.isValid():
            below = model.index(0, 0, first)
            self.tree.setCurrentIndex(below if below.isValid() else first)
            self.tree.setFocus()

    def refresh(self, model: CodebookModel, current: Node | None, doubles: int, *, writable: bool) -> None:
        """Show what can be done where the tree stands; `doubles` are names that occur twice."""
        typed = self.filter_field.text().strip()
        self._pages.setCurrentIndex(_TREE if model.roots else _NOTHING if typed else _EMPTY)
        where = current.dimension.name if current else ""
        self.add_field.setPlaceholderText(f"Add a tag to {where}" if where else "Choose a dimension to add tags")
        self.add_field.setEnabled(writable and current is not None)
        self.dimension_button.setEnabled(writable)
        self.doubles_button.setVisible(doubles > 0 and writable)
        names = "1 name occurs twice" if doubles == 1 else f"{doubles:,} names occur twice"
        self.doubles_button.setText(f"{names}: merge…")


def small(text: str = "") -> PlainLabel:
    """A quiet line."""
    label = PlainLabel(text)
    label.setProperty("kind", "small")
    label.setWordWrap(True)
    return label
