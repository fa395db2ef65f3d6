"""The manual's window: its contents with a search at the left, the page at the right."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotations.wording import number_of
from app.help.browser import ManualBrowser
from app.help.pages import INDEX, Page, Section, found, load
from app.icons import put_icon
from app.plain import PlainLabel, put_tip
from app.settings import Settings
from app.theme import SPACE_M, SPACE_S, SPACE_XS
from app.widgets.splitter import Splitter

_SIZE = (980, 720)
_LAYOUT = "dialog-manual"
_PLACE = int(Qt.ItemDataRole.UserRole)
_DEEPEST = 2
"""Level of headings that stand in the contents below their page."""

Place = tuple[str, str]
"""A page's name and an anchor in it, empty for its beginning."""


class ManualWindow(QDialog):
    """Stands beside the program's window; needs no network, and follows no link that leads out of the manual.

    Args:
        folder: where the pages are.
        prepare: changes the text of each page, to fill in what is made from the program.
        more: pages that stand behind those of the manual.
        settings: where its size is remembered.
        parent: the window.

    Raises:
        OSError: if a page is not there.
    """

    def __init__(
        self,
        folder: Path,
        prepare: Callable[[str], str],
        settings: Settings,
        parent: QWidget | None = None,
        *,
        more: Sequence[Page] = (),
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Manual")
        self._settings = settings
        self._read: Callable[[], dict[str, Page]] = lambda: {
            page.name: page for page in (*load(folder, prepare), *more)
        }
        self.pages = self._read()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._renew)
        self._past: list[Place] = []
        self._future: list[Place] = []
        self._here: Place = ("", "")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search the manual")
        self.field.setAccessibleName("Search the manual")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.tree = self._tree()
        self.said = PlainLabel()
        self.said.setProperty("kind", "small")
        self.browser = ManualBrowser(folder)
        self.browser.asked.connect(self.follow)
        self.back_button = self._button("arrow-left", "Back", QKeySequence.StandardKey.Back, self.back)
        self.forward_button = self._button("arrow-right", "Forward", QKeySequence.StandardKey.Forward, self.forward)
        self._lay_out()
        self._fill({})
        QShortcut(QKeySequence.StandardKey.Find, self, self._to_field)
        self.show_page(INDEX)
        self.browser.setFocus()

    # -- building

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderHidden(True)
        tree.setAccessibleName("Contents")
        tree.setIndentation(SPACE_M)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        tree.currentItemChanged.connect(lambda item, _: self._chosen(item))
        tree.itemActivated.connect(lambda *_: self.browser.setFocus())
        return tree

    def _button(self, icon: str, name: str, keys: QKeySequence.StandardKey, run: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        put_icon(button, icon)
        button.setAccessibleName(name)
        put_tip(button, name)
        button.clicked.connect(run)
        QShortcut(keys, self, run)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_XS)
        for widget in (self.back_button, self.forward_button, self.field):
            top.addWidget(widget)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addLayout(top)
        column.addWidget(self.tree, 1)
        column.addWidget(self.said)
        self._halves = Splitter(Qt.Orientation.Horizontal, ["Width of the contents"])
        self._halves.setHandleWidth(1)
        self._halves.addWidget(side)
        self._halves.addWidget(self.browser)
        self._halves.setChildrenCollapsible(False)
        self._halves.setStretchFactor(1, 1)
        side.setMinimumWidth(180)
        self.browser.setMinimumWidth(280)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._halves)
        self.resize(*_SIZE)
        self._halves.setSizes([270, _SIZE[0] - 270])
        self.restoreGeometry(self._settings.layout(_LAYOUT))
        self._halves.restoreState(self._settings.layout(f"{_LAYOUT}-columns"))

    # -- contents and search

    def _fill(self, hits: dict[str, list[Section]]) -> None:
        """List all pages, or those with hits and what was hit in them."""
        self.tree.blockSignals(True)
        self.tree.clear()
        for page in self.pages.values():
            if hits and page.name not in hits:
                continue
            item = QTreeWidgetItem(self.tree, [page.title])
            item.setData(0, _PLACE, (page.name, ""))
            for section in hits.get(page.name) or _below_the_title(page):
                child = QTreeWidgetItem(item, [section.title])
                child.setData(0, _PLACE, (page.name, section.anchor))
            item.setExpanded(bool(hits) or page.name == self._here[0])
        self.tree.blockSignals(False)
        self._select()

    def _search(self, typed: str) -> None:
        hits = found(list(self.pages.values()), typed)
        words = typed.split()
        self._fill(hits)
        self.browser.mark(words if hits else [])
        sections = sum(map(len, hits.values()))
        nothing = "Nothing found" if typed.strip() else ""
        self.said.setText(f"{number_of(sections, 'place')} on {number_of(len(hits), 'page')}" if hits else nothing)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for number in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(number)
            if item is not None:
                yield item
                yield from filter(None, (item.child(place) for place in range(item.childCount())))

    def _select(self) -> None:
        """Let the contents show where one is, as near as they can."""
        wanted = [self._here, (self._here[0], "")]
        items = {item.data(0, _PLACE): item for item in reversed(list(self._items()))}
        item = next((items[place] for place in wanted if place in items), None)
        self.tree.blockSignals(True)
        if item is None:
            self.tree.setCurrentIndex(QModelIndex())
        else:
            self.tree.setCurrentItem(item)
            (item.parent() or item).setExpanded(True)
        self.tree.blockSignals(False)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.show_page(*item.data(0, _PLACE))

    # -- pages

    def show_page(self, name: str, anchor: str = "") -> None:
        """Show a page from a heading on; the page of contents where there is none of this name."""
        place = (name if name in self.pages else INDEX, anchor)
        if self._here[0] and place != self._here:
            self._past.append(self._here)
            self._future.clear()
        self._go(place)

    def renew(self) -> None:
        """Fill in anew what is made from the program, once however often this is asked for at a time."""
        self._soon.start()

    def _renew(self) -> None:
        before = self.pages
        with suppress(OSError):  # a page that is gone meanwhile stays as it was read
            self.pages = self._read()
        if self.pages == before:
            return
        if self.field.text().strip():
            self._search(self.field.text())
        if page := self.pages.get(self._here[0]):
            self.browser.renew(page)
        else:  # of an older version of the program, which was installed over meanwhile
            self.show_page(INDEX)

    def follow(self, target: str) -> None:
        """Go where a link of the page leads; out of the manual no link leads."""
        page, _, anchor = target.partition("#")
        name = page.removesuffix(".md") if page else self._here[0]
        if name in self.pages:
            self.show_page(name, anchor)

    def back(self) -> None:
        """Go where one was before."""
        if self._past:
            self._future.append(self._here)
            self._go(self._past.pop())

    def forward(self) -> None:
        """Go where one was before going back."""
        if self._future:
            self._past.append(self._here)
            self._go(self._future.pop())

    def _go(self, place: Place) -> None:
        if place[0] != self._here[0]:
            self.browser.show_page(self.pages[place[0]], self.field.text().split())
        self._here = place
        self.back_button.setEnabled(bool(self._past))
        self.forward_button.setEnabled(bool(self._future))
        self.setWindowTitle(f"{self.pages[place[0]].title} – Manual")
        if not place[1] or not self.browser.go_to(place[1]):
            self.browser.verticalScrollBar().setValue(0)
        self._select()

    # -- keys

    def _to_field(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: from the field Down leads into the list, Enter to what was found first, Esc empties the field."""
        if watched is not self.field or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        match event.key():
            case Qt.Key.Key_Down:
                self.tree.setFocus()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                first = self.tree.topLevelItem(0)
                if self.field.text().strip() and first is not None:
                    self.tree.setCurrentItem(first.child(0) or first)
                    self.browser.setFocus()
            case Qt.Key.Key_Escape if self.field.text():
                self.field.clear()
            case _:
                return False
        return True

    def done(self, result: int) -> None:
        """Qt: remember how it looked."""
        self._settings.keep_layout(_LAYOUT, self.saveGeometry())
        self._settings.keep_layout(f"{_LAYOUT}-columns", self._halves.saveState())
        super().done(result)


def _below_the_title(page: Page) -> list[Section]:
    return [section for section in page.sections if section.level == _DEEPEST]
