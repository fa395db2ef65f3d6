"""Codebooks looked at before they are taken in: from files, and those that come with the program."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotations.codebook import Codebook, CodebookFile
from annotations.codebook_formats import sources
from annotations.codebook_plan import Plan, TagPlan, Way, is_there, planned
from annotations.wording import number_of
from app.plain import PlainLabel, plain_tip
from app.theme import ROW_HEIGHT, SPACE_L, SPACE_M, SPACE_S
from app.workspaces.codebook.model import KIND_NAMES

_MOST_SHOWN = 300
"""Tags of one dimension that a preview lists."""


class ImportDialog(QDialog):
    """Shows what a file would do, in both ways; `way` is the chosen one."""

    def __init__(self, file: CodebookFile, plans: Mapping[Way, Plan], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import codebook")
        self.resize(640, 560)
        self._plans = plans
        self.update_way = QRadioButton("Update what is there, and add what is new")
        self.add_way = QRadioButton("Add as new dimensions, beside those there are")
        self._ways = QButtonGroup(self)
        for button in (self.update_way, self.add_way):
            self._ways.addButton(button)
            button.toggled.connect(self._refresh)
        self.said = PlainLabel()
        self.said.setProperty("kind", "strong")
        self.said.setWordWrap(True)
        self.said.setAccessibleName("What that does")
        self.tree = _tree("Dimensions and tags of the file", "Tag", "What happens")
        title = PlainLabel(file.name)
        title.setProperty("kind", "title")
        title.setWordWrap(True)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = self.buttons.button(kinds.Ok)
        self.ok.setText("Import")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(title)
        for button in (self.update_way, self.add_way):
            column.addWidget(button)
        column.addWidget(self.said)
        column.addWidget(self.tree, 1)
        column.addWidget(self.buttons)
        self.update_way.setChecked(True)

    @property
    def way(self) -> Way:
        """How the file is taken in."""
        return Way.ADD if self.add_way.isChecked() else Way.UPDATE

    def _refresh(self) -> None:
        plan = self._plans[self.way]
        self.said.setText("Nothing changes: the project has all of it." if plan.empty else plan.in_words())
        self.ok.setEnabled(not plan.empty)
        self.tree.clear()
        for one in plan.dimensions:
            what = "new dimension" if one.into is None else f"into “{one.into.name}”"
            top = _item(one.dimension.name, " · ".join(filter(None, (what, one.remark))), one.dimension.help)
            self.tree.addTopLevelItem(top)
            # What changes is what one wants to see first.
            ordered = sorted(one.tags, key=lambda tag: (not tag.is_new, not tag.values))
            for tag in ordered[:_MOST_SHOWN]:
                top.addChild(_item(tag.tag.name, _what(tag), tag.tag.definition or tag.tag.short))
            if len(ordered) > _MOST_SHOWN:
                top.addChild(_item(f"and {len(ordered) - _MOST_SHOWN:,} more", ""))
        self.tree.expandAll()


def plans_of(codebook: Codebook, file: CodebookFile) -> dict[Way, Plan]:
    """What a file would do in each way.

    Raises:
        CodebookError: if it cannot be taken in.
    """
    return {way: planned(codebook, file, way) for way in Way}


def _what(tag: TagPlan) -> str:
    if tag.is_new:
        return "new"
    return f"changed: {', '.join(tag.changes)}" if tag.changes else "untouched"


class ShippedDialog(QDialog):
    """Lists the codebooks that come with the program, each with its source and its tags; `chosen` is what is added."""

    def __init__(self, files: Mapping[str, CodebookFile], codebook: Codebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Add a codebook")
        self.resize(820, 580)
        self._files, self._codebook = list(files.values()), codebook
        self.list = QListWidget()
        self.list.setAccessibleName("Codebooks")
        self.list.setMinimumWidth(220)
        for file in self._files:
            self.list.addItem(file.name)
            line = self.list.item(self.list.count() - 1)
            line.setToolTip(plain_tip(file.name))
            line.setSizeHint(QSize(0, ROW_HEIGHT))
        self.title, self.about, self.source, self.there = (PlainLabel() for _ in range(4))
        self.tree = _tree("Dimensions and tags", "Tag", "In a few words")
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = self.buttons.button(kinds.Ok)
        self.ok.setText("Add")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._build()
        self.list.currentRowChanged.connect(self._show)
        missing = (n for n, file in enumerate(self._files) if not is_there(codebook, file))
        self.list.setCurrentRow(next(missing, 0))

    def _build(self) -> None:
        self.title.setProperty("kind", "title")
        self.source.setProperty("kind", "small")
        self.there.setProperty("kind", "quiet")
        for label in (self.title, self.about, self.source, self.there):
            label.setWordWrap(True)
        words = QWidget()
        inner = QVBoxLayout(words)
        inner.setContentsMargins(0, 0, SPACE_S, 0)
        inner.setSpacing(SPACE_S)
        for label in (self.title, self.about, self.source, self.there):
            inner.addWidget(label)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(words)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(area)
        right.addWidget(self.tree)
        right.setSizes([190, 310])
        row = QHBoxLayout()
        row.setSpacing(SPACE_L)
        row.addWidget(self.list)
        row.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(row, 1)
        column.addWidget(self.buttons)

    @property
    def chosen(self) -> CodebookFile:
        """The codebook that is highlighted."""
        return self._files[max(0, self.list.currentRow())]

    def _show(self) -> None:
        file = self.chosen
        there = is_there(self._codebook, file)
        self.title.setText(file.name)
        self.about.setText(file.about)
        named = sources(file)
        self.source.setText(f"Sources: {'; '.join(named)}" if named else "")
        self.there.setText("This project has it already." if there else "")
        self.there.setVisible(there)
        self.ok.setEnabled(not there)
        self.tree.clear()
        for dimension in file.dimensions:
            tags = file.tags.get(dimension.key, ())
            said = f"{KIND_NAMES[dimension.kind]} · {number_of(len(tags), 'tag')}"
            top = _item(dimension.name, said, dimension.help)
            self.tree.addTopLevelItem(top)
            for kind in dimension.types:
                top.addChild(_item(kind.name, "type of actors", kind.definition))
            items: dict[str, QTreeWidgetItem] = {}
            for tag in tags:
                items[tag.key] = item = _item(tag.name, tag.short, tag.definition)
                items.get(file.parents.get((dimension.key, tag.key), ""), top).addChild(item)
        self.tree.expandAll()


def _tree(name: str, *columns: str) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName(name)
    tree.setHeaderLabels(list(columns))
    tree.setUniformRowHeights(True)
    tree.setProperty("surface", "card")
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    tree.header().resizeSection(0, 260)
    tree.setTextElideMode(Qt.TextElideMode.ElideRight)
    return tree


def _item(name: str, what: str, about: str = "") -> QTreeWidgetItem:
    item = QTreeWidgetItem([name, what])
    item.setSizeHint(0, QSize(0, ROW_HEIGHT))
    item.setToolTip(0, plain_tip("\n\n".join(filter(None, (name, about)))))
    item.setToolTip(1, plain_tip(what))
    return item
