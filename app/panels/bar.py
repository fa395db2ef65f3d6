"""The slim bar under the menus: the palette, and what gives the marks their colour."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from annotations.store.changes import Changes
from app.claim_view import BY_CODER
from app.icons import put_icon
from app.session import Session
from app.theme import BAR_HEIGHT, SPACE_M, SPACE_S
from app.widgets.elided import ElidedLabel


class Bar(QWidget):
    """Palette in the middle, colouring and appearance at the right."""

    palette_asked = Signal()
    appearance_asked = Signal()
    colour_by_changed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen = ""
        self.setFixedHeight(BAR_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._project = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        self._project.setProperty("kind", "strong")
        palette = QPushButton(" Search commands and articles   Ctrl+K")
        put_icon(palette, "search", QPalette.ColorRole.PlaceholderText)
        palette.setMinimumWidth(320)
        palette.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        palette.clicked.connect(self.palette_asked)
        self.colour_box = QComboBox()
        self.colour_box.setAccessibleName("Colour marks by")
        self.colour_box.activated.connect(lambda _: self.colour_by_changed.emit(self.colour_box.currentData()))
        self._colour_label = QLabel("Colour by")
        self._colour_label.setProperty("kind", "quiet")
        appearance = QToolButton()
        put_icon(appearance, "contrast")
        appearance.setToolTip("Light or dark (Ctrl+Shift+D)")
        appearance.setAccessibleName("Light or dark")
        appearance.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        appearance.clicked.connect(self.appearance_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._project, 1)
        row.addWidget(palette)
        right = QHBoxLayout()
        right.setSpacing(SPACE_S)
        right.addStretch(1)
        for widget in (self._colour_label, self.colour_box, appearance):
            right.addWidget(widget)
        row.addLayout(right, 1)
        session.project_changed.connect(self._refresh)
        session.changed.connect(self._follow)
        self._refresh()

    def select(self, uid: str) -> None:
        """Show what gives the colour."""
        self._chosen = uid
        self.colour_box.setCurrentIndex(max(0, self.colour_box.findData(uid)))

    def _follow(self, changes: Changes) -> None:
        if changes.touches("dimensions"):
            self._refresh()

    def _refresh(self) -> None:
        project = self._session.project
        self.colour_box.clear()
        for dimension in self._session.codebook.dimensions:
            self.colour_box.addItem(dimension.name, dimension.uid)
        self.colour_box.addItem("Coder", BY_CODER)
        self.select(self._chosen)
        self._project.setText(project.path.stem if project else "")
        for widget in (self.colour_box, self._colour_label):
            widget.setVisible(project is not None)
