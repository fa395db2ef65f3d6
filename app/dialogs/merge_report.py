"""The report of a merge: looked through before anything is written, and opened again later."""

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotations.merging_sections import Line, Part, Section
from app.dialogs.list_dialog import ListDialog
from app.models.merge_report import HERE, OUTCOME, THERE, WHAT, MergeReportModel
from app.plain import PlainLabel, put_tip
from app.settings import Settings
from app.theme import SPACE_M
from app.widgets.empty import EmptyState
from app.widgets.side_by_side import SideBySide

Since = tuple[Mapping[int, str], Collection[tuple[str, ...]]]
"""What stands now: an outcome by the number of its conflict, and the uids of what was made one since."""

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_WIDTHS = {HERE: 150, THERE: 170}
"""The others share what is left: what a line is about and what comes of it are sentences."""
_FOLDED = {Part.COMES_IN, Part.CHANGES, Part.GOES}
"""What is only to be known; the rest asks for a look."""
_MOST_UNFOLDED = 100
_GONE = "What this line tells of is no longer here."


class MergeReportDialog(ListDialog):
    """Sections of lines, with both sides of the selected one below.

    Args:
        settings: where its size is remembered.
        title: whose copy it is.
        summary: the report in a sentence.
        sections: the report; where there is nothing in it, only title and summary are shown.
        other: what the other copy is called.
        agree: what the button that merges says; empty where there is nothing to be merged any more.
        careful: whether what the summary says is to be read first: it stands out, and Enter does not merge.
        go_to: of a report of what was merged: shows what a line tells of; whether it is still there.
        parent: the window.
    """

    taken = Signal(object)
    """The value that does not stand is to be taken: the `Line` of a conflict."""
    together = Signal(object)
    """What exists twice is to be made one: its `Line`."""

    def __init__(
        self,
        settings: Settings,
        title: str,
        summary: str,
        sections: Sequence[Section],
        other: str,
        agree: str = "",
        *,
        careful: bool = False,
        go_to: Callable[[Line], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        name, size = ("merge-report", (960, 640)) if sections else ("merge-nothing", (520, 280))
        super().__init__(settings, name, size, parent)
        self.setWindowTitle(title)
        self._go_to = go_to
        self._can_write = True
        self.model = MergeReportModel(sections, self)
        self.view = self._tree()
        self.title, self.summary = PlainLabel(title), PlainLabel(summary)
        self.title.setProperty("kind", "title")
        for label in (self.title, self.summary):
            label.setWordWrap(True)
        if careful:
            self.summary.setProperty("kind", "banner")
            self.summary.setProperty("tone", "warn")
        self._names = ("Here", other)
        self.sides = SideBySide(*self._names)
        self.note = PlainLabel()
        self.note.setProperty("kind", "quiet")
        self.note.hide()
        self.go_button, self.take_button = QPushButton("&Go there"), QPushButton("&Take the other value")
        self.together_button, self.copy_button = QPushButton("Make them &one…"), QPushButton("Cop&y the words")
        self.close_button = QPushButton("Cancel" if agree else "Close")
        self.merge_button = QPushButton(agree)
        put_tip(self.take_button, "Where several values of one thing differ, all of them are taken, as one action")
        for button in self._buttons():
            button.setAutoDefault(False)
        self.merge_button.setVisible(bool(agree))
        (self.close_button if careful else self.merge_button).setDefault(bool(agree))
        self._build()
        self._connect()
        self._unfold()
        self.refresh()

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.go_button, self.take_button, self.together_button, self.copy_button, self.close_button)

    def _tree(self) -> QTreeView:
        view = QTreeView()
        view.setModel(self.model)
        view.setAccessibleName("What is merged, by sections")
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = view.header()
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (WHAT, OUTCOME):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            view.setColumnWidth(column, width)
        for row in range(len(self.model.sections)):
            view.setFirstColumnSpanned(row, QModelIndex(), True)
        return view

    def _build(self) -> None:
        filled = QWidget()
        listed = QVBoxLayout(filled)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(SPACE_M)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.view)
        parts.addWidget(self.sides)
        parts.setStretchFactor(0, 1)
        parts.setSizes([360, 150])
        for widget, stretch in ((self.title, 0), (self.summary, 0), (parts, 1)):
            listed.addWidget(widget, stretch)
        *left, close = self._buttons()
        buttons = (*left, None, close, self.merge_button)
        self.lay_out(filled, EmptyState(self.title.text(), self.summary.text()), buttons, below=(self.note,))
        self.show_list(there=bool(self.model.sections))
        self.remember(self.view.header())

    def _connect(self) -> None:
        self.view.installEventFilter(self)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._select())
        self.view.doubleClicked.connect(self._double)
        self.close_button.clicked.connect(self.reject)
        self.merge_button.clicked.connect(self.accept)
        self.go_button.clicked.connect(self._go)
        self.copy_button.clicked.connect(self._copy)
        self.take_button.clicked.connect(self._take)
        self.together_button.clicked.connect(self._join)

    def _unfold(self) -> None:
        """Show what asks for a look, and begin with its first line."""
        asking = any(section.part not in _FOLDED for section in self.model.sections)
        for row, section in enumerate(self.model.sections):
            calm = asking and section.part in _FOLDED
            self.view.setExpanded(self.model.index(row, 0), not calm and len(section.lines) <= _MOST_UNFOLDED)
        first = self.model.index(0, 0)
        inside = self.model.index(0, 0, first)
        self.view.setCurrentIndex(inside if self.view.isExpanded(first) and inside.isValid() else first)
        self.view.setFocus()

    # -- what is selected

    @property
    def line(self) -> Line | None:
        """The selected line, None where a section is selected."""
        return self.model.line(self.view.currentIndex())

    def show_since(self, since: Since, *, can_write: bool) -> None:
        """Show what has become of the lines since, and whether anything can be changed now."""
        self._can_write = can_write
        self.model.tell(*since)
        self.refresh()

    def say(self, sentence: str) -> None:
        """Say something about the selected line, until another one is."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def _select(self) -> None:
        self.say("")
        self.refresh()

    def refresh(self) -> None:
        """Bring buttons and both sides up to date."""
        line, section = self.line, self.model.section(self.view.currentIndex())
        able, kept = self._can_write and line is not None, self._go_to is not None
        self.take_button.setVisible(kept and line is not None and line.conflict >= 0)
        self.take_button.setEnabled(able)
        self.together_button.setVisible(kept and line is not None and bool(line.uids))
        self.together_button.setEnabled(able)
        self.copy_button.setVisible(line is not None and bool(line.words))
        self.go_button.setVisible(kept and line is not None and bool(line.claim or line.article))
        if line is None:
            self.sides.show_one(section.explanation if section else "")
        elif line.conflict >= 0:
            self.sides.show_both(line.what, line.here, line.there, self.model.outcome(line))
        else:
            words = "" if line.words in line.what else line.words
            here, there = (
                f"{side}: {said}" if said else ""
                for side, said in zip(self._names, (line.here, line.there), strict=True)
            )
            parts = (line.what, here, there, self.model.outcome(line), words)
            explanation = section.explanation if section else ""
            self.sides.show_one("\n".join(dict.fromkeys(part for part in parts if part)), explanation)

    # -- what is done

    def _take(self) -> None:
        line = self.line
        if line is not None:
            self.taken.emit(line)

    def _join(self) -> None:
        line = self.line
        if line is not None:
            self.together.emit(line)

    def _copy(self) -> None:
        line = self.line
        if line is not None and line.words:
            QGuiApplication.clipboard().setText(line.words)
            self.say("Copied.")

    def _go(self) -> None:
        line = self.line
        if line is not None and self._go_to is not None and (line.claim or line.article):
            self.say("" if self._go_to(line) else _GONE)

    def _double(self, index: QModelIndex) -> None:
        if self.model.line(index) is not None:
            self._go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Enter folds a section or leads to what a line tells of; it must not merge by chance."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() not in _ENTER:
            return super().eventFilter(watched, event)
        index = self.view.currentIndex()
        if self.model.line(index) is not None:
            self._go()
        elif index.isValid():
            self.view.setExpanded(index, not self.view.isExpanded(index))
        return True
