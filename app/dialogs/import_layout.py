"""How the import preview is laid out: the table over text and batch, and the buttons at the foot."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.dialogs.import_batch import BatchForm
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M, SPACE_S


class Middle(QWidget):
    """The table over reading pane and batch; or, while there is nothing in it, a sentence."""

    def __init__(self, table: QWidget, pane: QWidget, form: BatchForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        upper, lower = QWidget(), QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, SPACE_M)
        above.addWidget(table, 1)
        below = QHBoxLayout(lower)
        below.setContentsMargins(0, SPACE_M, 0, 0)
        below.setSpacing(0)
        below.addWidget(pane, 1)
        below.addWidget(form)
        form.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)  # the text has the rest
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([500, form.sizeHint().height() + SPACE_M])
        self._empty = PlainLabel()
        self._empty.setProperty("kind", "quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(splitter)

    def say(self, sentence: str) -> None:
        """Show a sentence in the place of the table; with none, show the table."""
        self._empty.setText(sentence)
        self._pages.setCurrentIndex(0 if sentence else 1)


class Foot(QWidget):
    """What the signs mean, and the buttons that end the preview."""

    def __init__(self, legend: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns_button = QPushButton("&Columns…")
        self.columns_button.setAutoDefault(False)
        self.columns_button.setToolTip("Say which column of the table is which field")
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setAutoDefault(False)
        self.import_button = QPushButton()
        self.import_button.setProperty("kind", "primary")
        self.import_button.setDefault(True)
        self.import_button.setToolTip("Ctrl+Enter, from the table too")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(legend)
        row.addWidget(self.columns_button)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.import_button)


def tools(filter_bar: QWidget, bulk: QWidget) -> QWidget:
    """The line above the table: which rows are shown, and what is done to those selected."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_L)
    row.addWidget(filter_bar, 1)
    row.addWidget(bulk, 1)
    return made
