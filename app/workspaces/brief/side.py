"""The column at the left: the project's briefs, and the sections of the form."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotations.brief.presets import PRESETS
from app.commands import Commands
from app.icons import put_icon
from app.theme import ROW_HEIGHT, SPACE_M, SPACE_S
from app.workspaces.brief.section import note

_MOST_ROWS = 8


def _menu(commands: Commands, ids: Sequence[str], parent: QWidget) -> QMenu:
    """A menu that stays; the signs of its commands follow the theme."""
    menu = QMenu(parent)
    menu.addActions([commands.action(command_id) for command_id in ids])
    menu.aboutToShow.connect(lambda: [commands.for_menu(command_id) for command_id in ids])
    return menu


class Side(QWidget):
    """Two lists, and what is done with briefs above them."""

    brief_chosen = Signal(int)
    """The row of another brief."""
    section_chosen = Signal(int)
    """The place of another section."""
    entered = Signal()
    """The keyboard is to go into the section."""
    rename_asked = Signal()

    def __init__(self, commands: Commands, sections: Sequence[str]) -> None:
        super().__init__()
        self.list, self.sections = QListWidget(), QListWidget()
        self.new_button, self.more_button = QPushButton(" New"), QToolButton()
        self.list.setAccessibleName("Briefs")
        self.sections.setAccessibleName("Sections of the brief")
        self.sections.addItems(list(sections))
        for one in (self.list, self.sections):
            one.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            one.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        put_icon(self.new_button, "plus")
        self.new_button.setAccessibleName("New brief")
        put_icon(self.more_button, "ellipsis")
        self.more_button.setAccessibleName("More about this brief")
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.new_button.setMenu(_menu(commands, [f"brief.new-{preset.key}" for preset in PRESETS], self))
        self.more_button.setMenu(_menu(commands, ["brief.rename", "brief.duplicate", "brief.delete"], self))
        self._build()
        self.list.currentRowChanged.connect(self.brief_chosen)
        self.list.itemDoubleClicked.connect(lambda _: self.rename_asked.emit())
        self.sections.currentRowChanged.connect(self.section_chosen)
        self.sections.itemActivated.connect(lambda _: self.entered.emit())

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        row.addWidget(self.new_button, 1)
        row.addWidget(self.more_button)
        title = note("Sections")
        title.setContentsMargins(SPACE_S, SPACE_M, SPACE_S, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_S, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(row)
        column.addWidget(self.list)
        column.addWidget(title)
        column.addWidget(self.sections, 1)

    def show_briefs(self, names: Sequence[str], row: int) -> None:
        """List these, with a row chosen; -1 for none."""
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems(list(names))
            self.list.setCurrentRow(row)
        self.list.setFixedHeight(max(1, min(len(names), _MOST_ROWS)) * ROW_HEIGHT)

    def show_section(self, place: int) -> None:
        """Mark a section as the one that is shown."""
        self.sections.setCurrentRow(place)
