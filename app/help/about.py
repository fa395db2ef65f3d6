"""What the program is, in which version of what, and under which licences."""

from collections.abc import Iterable
from contextlib import suppress
from threading import Thread

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotations import __version__
from annotations.components import Component, components
from annotations.wording import number_of
from app.crash import show_log
from app.help import circumstances
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from app.widgets.tables import table_of_texts

_SIZE = (640, 560)
_NO_WORDS = "No licence file came with it."


class AboutDialog(QDialog):
    """Versions on one page, licences on the other; those are gathered behind it, as it takes a moment."""

    _gathered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Pressmark")
        self.resize(*_SIZE)
        self._components: list[Component] = []
        self._gathering: Thread | None = None
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._versions_page(), "&Versions")
        self.tabs.addTab(self._licences_page(), "&Licences")
        self.tabs.currentChanged.connect(lambda page: self._gather() if page else None)
        self._gathered.connect(self._show_components)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        for widget in self._head():
            column.addWidget(widget)
        column.addWidget(self.tabs, 1)
        column.addWidget(self._buttons())

    def _head(self) -> list[QWidget]:
        title = PlainLabel(f"Pressmark {__version__}")
        title.setProperty("kind", "title")
        what = PlainLabel(
            "Read press articles, mark the claims, hand over an annotated brief. Nothing leaves this machine.\n"
            "MIT licence, the Pressmark developers."
        )
        what.setWordWrap(True)
        what.setProperty("kind", "quiet")
        return [title, what]

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = QPushButton("&Copy details")
        self.copy_button.setToolTip("Versions and places, for a report of a fault")
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(circumstances.as_text()))
        self.log_button = QPushButton("Show lo&g")
        self.log_button.setEnabled(circumstances.log_file() is not None)
        self.log_button.clicked.connect(show_log)
        for button in (self.copy_button, self.log_button):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        return buttons

    # -- versions

    def _versions_page(self) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, SPACE_M, 0, SPACE_M)
        grid.setHorizontalSpacing(SPACE_XL)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(1, 1)
        for part in (circumstances.program(), circumstances.engines(), circumstances.places()):
            self._add_lines(grid, part)
        grid.setRowStretch(grid.rowCount(), 1)
        page = QScrollArea()
        page.setWidget(inside)
        page.setWidgetResizable(True)
        page.setFrameShape(QScrollArea.Shape.NoFrame)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setAccessibleName("Versions")
        return page

    def _add_lines(self, grid: QGridLayout, lines: Iterable[tuple[str, str]]) -> None:
        first = grid.rowCount()
        if first > 1:
            grid.setRowMinimumHeight(first, SPACE_S)
        for row, (what, said) in enumerate(lines, first + 1):
            name, value = PlainLabel(what), PlainLabel(said)
            name.setProperty("kind", "quiet")
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(name, row, 0)
            grid.addWidget(value, row, 1)

    # -- licences

    def _licences_page(self) -> QWidget:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by name or licence")
        self.filter.setAccessibleName("Filter by name or licence")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.table = table_of_texts("What the program is made of", {"Component": 200, "Version": 100, "Licence": 0})
        self.table.currentCellChanged.connect(lambda row, *_: self._show_words(row))
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName("Words of the licence")
        self.words.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.count = PlainLabel("Gathering…")
        self.count.setProperty("kind", "small")
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.table)
        halves.addWidget(self.words)
        halves.setChildrenCollapsible(False)
        halves.setSizes([240, 160])
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, SPACE_M, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.filter)
        column.addWidget(halves, 1)
        column.addWidget(self.count)
        return page

    def _gather(self) -> None:
        if self._gathering is None:
            self._gathering = Thread(target=self._read, name="licences")
            self._gathering.start()

    def _read(self) -> None:
        found = components()
        with suppress(RuntimeError):  # the window is gone
            self._gathered.emit(found)

    def _show_components(self, found: list[Component]) -> None:
        self._components = found
        self.table.setRowCount(len(found))
        for row, one in enumerate(found):
            for column, text in enumerate((one.name, one.version, one.licence)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self._filter(self.filter.text())
        self.table.setCurrentCell(0, 0)

    def _filter(self, typed: str) -> None:
        wanted = typed.casefold().split()
        shown = 0
        for row, one in enumerate(self._components):
            there = all(word in f"{one.name} {one.licence}".casefold() for word in wanted)
            self.table.setRowHidden(row, not there)
            shown += there
        self.count.setText(f"{number_of(shown, 'component')} of {len(self._components)}" if wanted else
                           number_of(shown, "component"))  # fmt: skip

    def _show_words(self, row: int) -> None:
        texts = self._components[row].texts if 0 <= row < len(self._components) else ()
        several = len(texts) > 1
        words = (f"{name}\n\n{text.strip()}" if several else text.strip() for name, text in texts)
        self.words.setPlainText("\n\n\n".join(words) or _NO_WORDS)

    def done(self, result: int) -> None:
        """Qt: wait for what is gathered, which would else be told to a window that is gone."""
        if self._gathering is not None:
            self._gathering.join()
        super().done(result)
