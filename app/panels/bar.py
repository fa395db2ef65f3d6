"""The slim bar under the menus: the palette, and what gives the marks their colour."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from app.claim_view import BY_CODER
from app.session import Session
from app.theme import BAR_HEIGHT, SPACE_M, SPACE_S


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
        self._project = QLabel()
        self._project.setProperty("kind", "strong")
        palette = QPushButton("Search commands and articles   Ctrl+K")
        palette.setMinimumWidth(320)
        palette.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        palette.clicked.connect(self.palette_asked)
        self.colour_box = QComboBox()
        self.colour_box.setAccessibleName("Colour marks by")
        self.colour_box.activated.connect(lambda _: self.colour_by_changed.emit(self.colour_box.currentData()))
        self._colour_label = QLabel("Colour by")
        self._colour_label.setProperty("kind", "quiet")
        appearance = QPushButton("Light / dark")
        appearance.setProperty("kind", "link")
        appearance.clicked.connect(self.appearance_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._project)
        row.addStretch(1)
        row.addWidget(palette)
        row.addStretch(1)
        row.addWidget(self._colour_label)
        row.addWidget(self.colour_box)
        row.addWidget(appearance)
        session.project_changed.connect(self._refresh)
        self._refresh()

    def select(self, uid: str) -> None:
        """Show what gives the colour."""
        self._chosen = uid
        self.colour_box.setCurrentIndex(max(0, self.colour_box.findData(uid)))

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
