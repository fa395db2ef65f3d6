"""The slim bar under the menus: the workspaces, the palette, and what gives the marks their colour."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from annotations.store.changes import Changes
from app.claim_view import BY_CODER
from app.icons import put_icon
from app.plain import put_tip
from app.session import Session
from app.theme import BAR_HEIGHT, SPACE_M, SPACE_S, SPACE_XS, interface_font
from app.workspaces.registry import ENTRIES, READ

_WIDEST = 230
"""Pixels of the choice of the colour: names of dimensions may be long, and the workspaces need their room."""
_LEAST_SEARCH, _LEAST_COLOUR = 150, 140


class _YieldingLabel(QLabel):
    """Shown whole or not at all: where the bar has no room for it, the tool tip of what it is beside says the same."""

    def minimumSizeHint(self) -> QSize:
        """Qt: it can do without any room."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw the words if there is room."""
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)


class Bar(QWidget):
    """Workspaces at the left, the palette in the middle, colouring and appearance at the right."""

    workspace_asked = Signal(str)
    """Go to a workspace: its id."""
    palette_asked = Signal()
    appearance_asked = Signal()
    colour_by_changed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen = ""
        self.setFixedHeight(BAR_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspaces = QWidget()
        self._buttons = QButtonGroup(self)
        self._current = READ
        self._palette = palette = QPushButton(" Search")
        palette.setAccessibleName("Search commands, articles and tags")
        put_icon(palette, "search", QPalette.ColorRole.PlaceholderText)
        palette.setMinimumWidth(_LEAST_SEARCH)
        palette.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        palette.clicked.connect(self.palette_asked)
        self.colour_box = QComboBox()
        self.colour_box.setAccessibleName("Colour marks by")
        put_tip(self.colour_box, "What gives the marks their colour")
        self.colour_box.setMaximumWidth(_WIDEST)
        self.colour_box.setMinimumWidth(_LEAST_COLOUR)  # or a long name would keep narrow windows from having room
        self.colour_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.colour_box.activated.connect(lambda _: self.colour_by_changed.emit(self.colour_box.currentData()))
        self._colour_label = _YieldingLabel("Colour by")
        self._colour_label.setProperty("kind", "quiet")
        self._appearance = appearance = QToolButton()
        put_icon(appearance, "contrast")
        appearance.setAccessibleName("Light or dark")
        appearance.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        appearance.clicked.connect(self.appearance_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        row.setSpacing(SPACE_S)
        self._fill_workspaces()
        row.addWidget(self._workspaces)
        row.addStretch(1)
        row.addWidget(palette)
        row.addStretch(1)
        for widget in (self._colour_label, self.colour_box, appearance):
            row.addWidget(widget)
        session.project_changed.connect(self._refresh)
        session.changed.connect(self._follow)
        self._refresh()

    def _fill_workspaces(self) -> None:
        row = QHBoxLayout(self._workspaces)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_XS)
        for entry in ENTRIES:
            button = QPushButton(entry.title)
            button.setProperty("kind", "workspace")
            button.setCheckable(True)
            button.setChecked(entry.id == self._current)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setObjectName(entry.id)
            # The letters of the one that is in front are bold, and need more room than Qt asks for.
            bold = QFontMetrics(interface_font(bold=True)).horizontalAdvance(entry.title)
            button.setMinimumWidth(bold + 2 * SPACE_M)
            button.clicked.connect(partial(self.workspace_asked.emit, entry.id))
            self._buttons.addButton(button)
            row.addWidget(button)

    def show_keys(self, keys_of: Callable[[str], str]) -> None:
        """Name the keys that commands have now, as they are printed on the keyboard, by the command's id."""

        def tip(button: QAbstractButton, words: str, command_id: str) -> None:
            keys = keys_of(command_id)
            put_tip(button, f"{words} ({keys})" if keys else words)

        self._palette.setText(f" Search   {keys_of('view.palette')}".rstrip())
        tip(self._palette, "Search commands, articles and tags", "view.palette")
        tip(self._appearance, "Light or dark", "view.appearance")
        for button, entry in zip(self._buttons.buttons(), ENTRIES, strict=True):
            tip(button, entry.title, f"go.{entry.id}")

    def show_workspace(self, workspace_id: str) -> None:
        """Mark which workspace is in front; how marks are coloured matters to reading only."""
        self._current = workspace_id
        for button in self._buttons.buttons():
            button.setChecked(button.objectName() == workspace_id)
        self._refresh_colouring()

    def select(self, uid: str) -> None:
        """Show what gives the colour."""
        self._chosen = uid
        self.colour_box.setCurrentIndex(max(0, self.colour_box.findData(uid)))

    def _follow(self, changes: Changes) -> None:
        if changes.touches("dimensions"):
            self._refresh()

    def _refresh(self) -> None:
        self.colour_box.clear()
        for dimension in self._session.codebook.dimensions:
            self.colour_box.addItem(dimension.name, dimension.uid)
        self.colour_box.addItem("Coder", BY_CODER)
        self.select(self._chosen)
        self._workspaces.setVisible(self._session.project is not None)
        self._refresh_colouring()

    def _refresh_colouring(self) -> None:
        for widget in (self.colour_box, self._colour_label):
            widget.setVisible(self._session.project is not None and self._current == READ)
