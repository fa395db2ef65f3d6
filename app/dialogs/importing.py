"""The import preview: what was found in the dropped files, corrected before anything is stored."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotations.articles import Batch
from annotations.importers.draft import Cut, Draft, Found, TableSample
from annotations.importers.pasted import Pasted
from annotations.importers.remembered import Rule, forgotten, learnt
from annotations.importers.tables.mapping import TEXT, layout_of
from annotations.intake import store_drafts
from annotations.progress import Progress
from annotations.wording import number_of
from app.dialogs.import_bars import FilterBar, Legend, MemoryBar
from app.dialogs.import_parts import BatchForm, BulkBar, ReadingPane
from app.dialogs.import_reading import Findings
from app.dialogs.import_table import DraftsTable
from app.models.draft_cells import Column
from app.models.drafts import DraftsModel
from app.plain import PlainLabel, message_box
from app.theme import SPACE_L, SPACE_M, SPACE_S

if TYPE_CHECKING:
    from annotations.project import Project
    from app.jobs import Job
    from app.session import Session
    from app.settings import Settings


_MOST_LINES = 4
_KEEP = "import/originals"
_LAYOUT = "import/preview-columns"
_SCREEN, _BEAT = 60, 0.5
"""Rows that fill the table, and seconds between portions from then on: each has it painted anew, though out of view."""
_PAUSE = 100
"""Milliseconds after a change until the numbers of the filter follow."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the person decided to import."""

    drafts: tuple[Draft, ...]
    batch: Batch
    replacing: Mapping[int, int] = field(default_factory=dict)
    """By the place of a draft the id of the article that it is to replace."""
    keep_originals: bool = False
    """Keep the files that the drafts came in as well."""
    groups: tuple[tuple[int, ...], ...] = ()
    """Copies in other outlets that the person gave a lead, by the places of the drafts, that of the lead first."""


def store(session: "Session", accepted: Accepted) -> "Job":
    """Store the articles of an accepted preview as one step, behind the window; it gives an `Imported`."""

    def work(project: "Project") -> Any:
        given = accepted.drafts, accepted.replacing, accepted.batch
        return store_drafts(project, *given, keep_originals=accepted.keep_originals, groups=accepted.groups)

    return session.run_long(f"Import {number_of(len(accepted.drafts), 'article')}", work)


class ImportDialog(QDialog):
    """Opens at once and fills while the files are read.

    Args:
        session: with an open project, which is only read from here.
        dropped: files and folders, as dropped or chosen, or what was pasted.
        parent: the window.
        settings: know which column of a table is which field and what was corrected before, and learn both.
    """

    accepted_drafts = Signal(object)
    """The person pressed Import; an `Accepted`, to be handed to `store`."""

    def __init__(
        self,
        session: "Session",
        dropped: Sequence[Path] | Pasted,
        parent: QWidget | None = None,
        settings: "Settings | None" = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import")
        self.resize(1120, 720)
        self.setMinimumSize(900, 620)
        self.setSizeGripEnabled(True)
        self._session = session
        self._model = DraftsModel(self)
        self._problems: list[Found] = []
        self._cut_short = False
        self._settings = settings
        self._table = DraftsTable(self._model, settings.remembered(_LAYOUT) if settings else "")
        self._filter, self._bulk, self._memory, self._legend = FilterBar(), BulkBar(), MemoryBar(), Legend()
        self._pane = ReadingPane()
        self._rules = settings.corrections if settings else {}
        self._recalls = True
        self._findings = Findings(self._rules)
        self._from = "what you pasted" if isinstance(dropped, Pasted) else "what you dropped"
        latest = session.project.batches.latest() if session.project else None
        keep = bool(settings and settings.remembered(_KEEP))
        self._form = BatchForm(latest, session.coder.name if session.coder else "", keep_originals=keep)
        self._mappings: dict[str, dict[str, str]] = settings.columns if settings else {}
        self._tables: dict[Path, TableSample] = {}
        self._asked: set[str] = set()
        self._due = 0.0
        self._build()
        self._connect()
        self._start(dropped)

    def _start(self, dropped: Sequence[Path] | Pasted) -> None:
        """Read, as a job of its own."""
        mappings = dict(self._mappings)
        self._job = self._session.run_aside(
            "Reading files", lambda project: self._findings.read(project, dropped, mappings)
        )
        self._job.progressed.connect(self._show_progress)
        self._job.finished.connect(self._read_all)
        self._job.cancelled.connect(self._stopped)
        self._job.failed.connect(self._stopped)
        self._progress.show()
        self._stop.show()
        self._table.set_filling(filling=True)
        self._refresh()

    def accept(self) -> None:
        """Qt: hand over what is ticked, unless something typed must be put right first."""
        drafts = self._model.chosen()
        if self._job.running or not drafts:
            return
        if problem := self._form.problem():
            self._say(problem)
            return
        if self._settings:
            self._settings.keep(_KEEP, "yes" if self._form.keeps_originals else "")
            self._settings.corrections = learnt(self._rules, self._model.seen())
        replacing, groups = self._model.replacing(), tuple(self._model.groups())
        self.accepted_drafts.emit(
            Accepted(tuple(drafts), self._form.batch(), replacing, self._form.keeps_originals, groups)
        )
        super().accept()

    def reject(self) -> None:
        """Qt: corrections made by hand are not thrown away without a question."""
        if not self._model.corrected or self._may_discard("Discard your corrections?"):
            super().reject()

    def _may_discard(self, question: str) -> bool:
        box = message_box(self, "Discard?", question, "Nothing has been imported yet.")
        discard = box.addButton("Discard", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("Go on correcting", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        agreed = box.clickedButton() is discard
        box.deleteLater()
        return agreed

    def done(self, result: int) -> None:
        """Qt: closing the window in any way ends the reading and its child processes."""
        self._job.cancel()
        if self._settings:
            self._settings.keep(_LAYOUT, self._table.kept_layout())
        super().done(result)

    def _build(self) -> None:
        self._summary = PlainLabel()
        self._summary.setProperty("kind", "title")
        self._details = PlainLabel()
        self._details.setProperty("kind", "quiet")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Files read")
        self._stop = QPushButton("Stop")
        self._stop.setAutoDefault(False)
        self._stop.setAccessibleName("Stop reading files")
        self._faults = QPlainTextEdit()
        self._faults.setReadOnly(True)
        self._faults.setTabChangesFocus(True)
        self._faults.hide()
        self._faults.setAccessibleName("Files that were not read")
        self._message = PlainLabel()
        self._message.setProperty("kind", "banner")
        self._message.setProperty("tone", "danger")
        self._message.setWordWrap(True)
        self._columns = QPushButton("&Columns…")
        self._columns.setAutoDefault(False)
        self._columns.setToolTip("Say which column of the table is which field")
        self._cancel = QPushButton("Cancel")
        self._cancel.setAutoDefault(False)
        self._import = QPushButton()
        self._import.setProperty("kind", "primary")
        self._import.setDefault(True)
        self._tools = self._make_tools()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addLayout(self._head())
        column.addWidget(self._tools)
        column.addWidget(self._memory)
        column.addWidget(self._middle(), 1)
        column.addWidget(self._faults)
        column.addWidget(self._message)
        column.addLayout(_row(self._legend, self._columns, None, self._cancel, self._import))

    def _head(self) -> QHBoxLayout:
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._summary)
        titles.addWidget(self._details)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addLayout(titles, 1)
        self._progress.setFixedWidth(180)
        head.addWidget(self._progress)
        head.addWidget(self._stop)
        return head

    def _make_tools(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_L)
        row.addWidget(self._filter, 1)
        row.addWidget(self._bulk, 1)
        self._bulk.hide()
        return tools

    def _middle(self) -> QWidget:
        """The table over reading pane and batch; or, while there is nothing, a sentence."""
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, SPACE_M)
        above.setSpacing(SPACE_S)
        above.addWidget(self._table, 1)
        lower = QWidget()
        below = QHBoxLayout(lower)
        below.setContentsMargins(0, SPACE_M, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._pane, 1)
        below.addWidget(self._form)
        self._form.setFixedWidth(320)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([500, self._form.sizeHint().height() + SPACE_M])
        self._empty = PlainLabel()
        self._empty.setProperty("kind", "quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        middle = QWidget()
        self._pages = QStackedLayout(middle)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(splitter)
        return middle

    def _connect(self) -> None:
        self._stop.clicked.connect(self._stop_reading)
        self._columns.clicked.connect(self._choose_columns)
        self._cancel.clicked.connect(self.reject)
        self._import.clicked.connect(self.accept)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        self._model.refused.connect(self._say)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.setInterval(_PAUSE)
        self._count_soon.timeout.connect(self._count)
        self._model.dataChanged.connect(self._changed)
        self._model.modelReset.connect(self._laid_out)
        self._filter.asked.connect(self._model.show)
        self._memory.recalled.connect(self._recall)
        self._memory.forgotten.connect(self._forget)
        self._bulk.asked.connect(self._change_selected)
        self._bulk.toggled.connect(self._table.toggle)
        self._table.selectionModel().selectionChanged.connect(self._show_selection)
        self._table.selectionModel().currentRowChanged.connect(self._read_row)
        self._pane.brought_back.connect(self._bring_back)

    def _show_progress(self, progress: Progress) -> None:
        self._progress.setRange(0, max(progress.total, 1))
        self._progress.setValue(progress.done)
        self._details.setText(f"Reading {progress.label} …" if progress.label else "Looking for files …")
        now = time.monotonic()
        if now >= self._due:
            self._take()
            self._due = now + (_BEAT if self._model.count() > _SCREEN else 0)

    def _take(self) -> None:
        """Show what has been found since the last time."""
        taken = self._findings.take()
        if not taken:
            return
        self._tables |= {found.path: found.table for found, _ in taken if found.table}
        self._model.add([row for _, rows in taken for row in rows])
        self._show_problems([found for found, _ in taken if found.error or found.note])
        if not self._table.currentIndex().isValid() and self._model.rowCount():
            self._table.setCurrentIndex(self._model.index(0, Column.HEADLINE))
            self._table.setFocus()
        self._refresh()

    def _show_problems(self, new: list[Found]) -> None:
        if not new:
            return
        self._problems += new
        self._faults.appendPlainText("\n".join(map(_line, new)))
        # Appending leads to the end, and the first faults are read first.
        self._faults.moveCursor(QTextCursor.MoveOperation.Start)
        lines = min(len(self._problems), _MOST_LINES)
        self._faults.setFixedHeight(lines * self._faults.fontMetrics().lineSpacing() + 2 * SPACE_M)
        self._faults.setVisible(bool(self._problems))

    def _read_all(self) -> None:
        self._take()
        self._progress.hide()
        self._stop.hide()
        self._regroup()
        self._table.set_filling(filling=False)
        self._bulk.setVisible(bool(self._model.count()))
        self._memory.say(len(self._model.remembered()), recalls=self._recalls)
        self._refresh()
        self._count()
        unknown = [path for path, table in self._tables.items() if TEXT not in table.mapping.values()]
        for path in unknown if self.isVisible() and not self._cut_short else ():
            layout = layout_of(self._tables[path].columns)
            if layout not in self._asked:
                self._ask_columns(path)
                break

    def _regroup(self) -> None:
        """Put copies together as soon as no cell is edited: rows that move would take away what is typed."""
        if self._table.is_editing:
            QTimer.singleShot(_PAUSE, self, self._regroup)
        else:
            self._model.regroup()

    def _stopped(self) -> None:
        self._cut_short = True
        self._read_all()

    def _stop_reading(self) -> None:
        self._job.cancel()

    def _choose_columns(self) -> None:
        """Ask for the columns of the table that the current article is from, or else of one nobody told of yet."""
        current = self._table.currentIndex()
        here = self._model.row(current.row()).path if current.isValid() else None
        asked_last = sorted(self._tables, key=lambda path: self._tables[path].confirmed)
        self._ask_columns(here if here in self._tables else asked_last[0])

    def _ask_columns(self, path: Path) -> None:
        from app.dialogs.import_columns import ColumnsDialog

        sample = self._tables[path]
        self._asked.add(layout_of(sample.columns))
        dialog = ColumnsDialog(sample, path.name, self)
        dialog.accepted.connect(lambda: self._map(sample, dialog.mapping()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _map(self, sample: TableSample, mapping: dict[str, str]) -> None:
        """Read all tables with these columns anew, and remember for the next ones."""
        if self._model.corrected and not self._may_discard("Read the table anew without your corrections in it?"):
            return
        layout = layout_of(sample.columns)
        self._mappings[layout] = mapping
        if self._settings:
            self._settings.keep_columns(layout, mapping)
        paths = [path for path, table in self._tables.items() if layout_of(table.columns) == layout]
        self._model.remove(paths)
        others = [found for found in self._problems if found.path not in paths]
        self._problems = []
        self._faults.clear()
        self._faults.hide()
        self._show_problems(others)
        self._start(paths)

    def _changed(self) -> None:
        self._message.hide()
        self._laid_out()

    def _laid_out(self) -> None:
        self._refresh()
        self._show_selection()
        self._read_row(self._table.currentIndex())

    def _show_selection(self) -> None:
        count = len(self._model.rows_at(self._table.numbers()))
        self._bulk.show_selection(count, included=self._table.all_included())

    def _find(self) -> None:
        self._filter.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.words.selectAll()

    def _count(self) -> None:
        self._filter.show_counts(self._model.counts())

    def _recall(self, recalls: bool) -> None:
        self._recalls = recalls
        self._model.recall(recalls=recalls)
        self._memory.say(len(self._model.remembered()), recalls=recalls)

    def _forget(self) -> None:
        """Take back what was remembered, and remember it no longer, whether this import is agreed or not."""
        gone = [
            Rule(row.read.layout, name, getattr(row.read, name), row.recalled[name])
            for row, name in self._model.remembered()
        ]
        self._rules = forgotten(self._rules, gone)
        if self._settings:
            self._settings.corrections = self._rules
        self._model.forget()
        self._memory.hide()
        self._table.setFocus()

    def _change_selected(self, column: Column, value: str) -> None:
        if self._model.change(self._table.numbers(), column, value):
            self._table.setFocus()

    def _bring_back(self, cut: Cut) -> None:
        project = self._session.project
        stored = project.articles.same_text if project else lambda _: []
        self._model.bring_back(self._table.currentIndex().row(), cut, stored)

    def _read_row(self, current: QModelIndex, _previous: QModelIndex | None = None) -> None:
        self._pane.show_row(self._model.row(current.row()) if current.isValid() else None)

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.show()

    def _refresh(self) -> None:
        """Bring counts, buttons and the empty page up to date."""
        running, rows = not self._stop.isHidden(), self._model.count()
        chosen = self._model.included()
        self._tools.setVisible(bool(rows))
        self._legend.setVisible(bool(rows))
        self._count_soon.start()
        self._pages.setCurrentIndex(1 if rows else 0)
        self._empty.setText("Reading …" if running else f"No article was found in {self._from}.")
        self._summary.setText(number_of(rows, "article") + " found" if rows else "Import")
        if not running:
            self._details.setText(self._counts(rows))
        self._columns.setVisible(bool(self._tables))
        self._columns.setEnabled(not running)
        self._import.setText(f"Import {number_of(chosen, 'article')}")
        self._import.setEnabled(bool(chosen) and not running)
        self._import.setToolTip("Ctrl+Enter" if not running else "Possible when all files are read, or after Stop")
        if not self._message.text():
            self._message.hide()

    def _counts(self, rows: int) -> str:
        errors = sum(bool(found.error) for found in self._problems)
        same, newer = self._model.duplicates(), self._model.newer()
        parts = [
            "Stopped: the remaining files were not read" if self._cut_short else "",
            f"{number_of(same, 'duplicate')} left out unless ticked" if same else "",
            f"{number_of(newer, 'newer version')} of what the project has" if newer else "",
            f"{number_of(errors, 'file')} could not be read" if errors else "",
        ]
        return " · ".join(filter(None, parts)) or ("Check, correct, import: nothing is stored yet." if rows else "")


def _line(found: Found) -> str:
    if found.note:
        return f"“{found.path.name}”: {found.note}"
    return f"“{found.path.name}” {found.error}. {found.remedy}."


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None is the stretch between them."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_S)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row
