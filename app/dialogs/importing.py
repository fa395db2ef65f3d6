"""The import preview: what was found in the dropped files, corrected before anything is stored."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from annotations.importers.draft import Cut, TableSample
from annotations.importers.remembered import Rule, forgotten, learnt
from annotations.importers.texts.pasted import Pasted
from annotations.progress import Progress
from annotations.wording import number_of
from app.dialogs.import_batch import BatchForm
from app.dialogs.import_faults import Faults
from app.dialogs.import_head import Head
from app.dialogs.import_layout import Foot, Middle, tools
from app.dialogs.import_origins import Legend, MemoryBar
from app.dialogs.import_pane import ReadingPane
from app.dialogs.import_reading import Findings
from app.dialogs.import_samples import Samples
from app.dialogs.import_storing import Accepted
from app.dialogs.import_table import DraftsTable
from app.dialogs.import_tools import BulkBar, FilterBar
from app.models.draft_cells import Column
from app.models.draft_rows import Row
from app.models.drafts import DraftsModel
from app.plain import PlainLabel, message_box
from app.theme import SPACE_L, SPACE_M

if TYPE_CHECKING:
    from app.session import Session
    from app.settings import Settings


_LEAST, _USUAL = QSize(900, 620), QSize(1120, 880)
_OF_SCREEN = 0.9
"""Of the screen's height: each line more of the table is an article more that is checked without scrolling."""
_KEEP = "import/originals"
_LAYOUT = "import/preview-columns"
_SCREEN, _BEAT = 60, 0.5
"""Rows that fill the table, and seconds between portions from then on: each has it painted anew, though out of view."""
_PAUSE = 100
"""Milliseconds after a change until the numbers of the filter follow."""
_AT_FIRST = 8
"""Rows that are put in with the first portion: a table that is painted for the first time takes longest."""


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
        room = self.screen().availableSize()
        self.resize(QSize(room.width(), int(_OF_SCREEN * room.height())).boundedTo(_USUAL).expandedTo(_LEAST))
        self.setMinimumSize(_LEAST)
        self.setSizeGripEnabled(True)
        self._session = session
        self._model = DraftsModel(self)
        self._head, self._faults = Head(), Faults()
        self._waiting: list[Row] = []
        self._is_open = False
        self._cut_short = False
        self._settings = settings
        self._table = DraftsTable(self._model, settings.remembered(_LAYOUT) if settings else "")
        self._filter, self._bulk, self._memory, self._legend = FilterBar(), BulkBar(), MemoryBar(), Legend()
        self._pane = ReadingPane()
        self._rules = settings.corrections if settings else {}
        self._recalls = True
        self._findings = Findings(self._rules, session.readers)
        self._from = "what you pasted" if isinstance(dropped, Pasted) else "what you dropped"
        latest = session.project.batches.latest() if session.project else None
        keep = bool(settings and settings.remembered(_KEEP))
        self._form = BatchForm(latest, session.coder.name if session.coder else "", keep_originals=keep)
        self._samples = Samples(settings.columns if settings else {})
        self._due = 0.0
        self._build()
        self._connect()
        self._start(dropped)

    def _start(self, dropped: Sequence[Path] | Pasted) -> None:
        """Read, as a job of its own."""
        mappings = dict(self._samples.mappings)
        self._job = self._session.run_aside(
            "Reading files", lambda project: self._findings.read(project, dropped, mappings)
        )
        self._job.progressed.connect(self._show_progress)
        self._job.finished.connect(self._read_all)
        self._job.cancelled.connect(self._stopped)
        self._job.failed.connect(self._stopped)
        self._memory.hide()
        self._head.set_reading(reading=True)
        self._table.columns.set_filling(filling=True)
        self._refresh()
        QTimer.singleShot(_PAUSE, self, self._lay_open)

    def _lay_open(self) -> None:
        """Show the empty table once the dialog is painted: with the first articles in it, that would take too long."""
        self._is_open = True
        self._refresh()

    def accept(self) -> None:
        """Qt: hand over what is ticked, unless something typed must be put right first."""
        taken = self._take_typed()
        drafts = self._model.chosen()
        if self._head.is_reading or not drafts or not taken:
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

    def _take_typed(self) -> bool:
        """Take what is typed into the cell that is edited, which Ctrl+Enter does not leave; False if it is refused."""
        if not self._table.is_editing:
            return True
        self._message.hide()
        self._table.setFocus()
        return self._message.isHidden()

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
            self._settings.keep(_LAYOUT, self._table.columns.kept_layout())
        super().done(result)

    def _build(self) -> None:
        self._message = PlainLabel()
        self._message.setProperty("kind", "banner")
        self._message.setProperty("tone", "danger")
        self._message.setWordWrap(True)
        self._bulk.hide()
        self._tools = tools(self._filter, self._bulk)
        self._middle = Middle(self._table, self._pane, self._form)
        self._foot = Foot(self._legend)
        self._columns, self._import = self._foot.columns_button, self._foot.import_button
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addWidget(self._head)
        column.addWidget(self._tools)
        column.addWidget(self._memory)
        column.addWidget(self._middle, 1)
        column.addWidget(self._faults)
        column.addWidget(self._message)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self._head.stopped.connect(self._stop_reading)
        self._columns.clicked.connect(self._choose_columns)
        self._foot.cancel_button.clicked.connect(self.reject)
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
        self._head.show_progress(progress)
        now = time.monotonic()
        if now >= self._due:
            self._take()
            self._due = now + (_BEAT if self._model.count() > _SCREEN else 0)

    def _take(self) -> None:
        """Show what has been found since the last time."""
        taken = self._findings.take()
        if not taken:
            return
        found = [one for one, _ in taken]
        self._samples.add(found)
        self._faults.add(found)
        self._waiting += [row for _, rows in taken for row in rows]
        self._put_in()

    def _put_in(self) -> None:
        """Put rows that wait into the table: a few at first, the others when these are painted."""
        if not self._waiting:
            self._refresh()
            return
        portion = len(self._waiting) if self._model.count() else _AT_FIRST
        rows, self._waiting = self._waiting[:portion], self._waiting[portion:]
        for row in rows if not self._recalls else ():
            row.recall(recalls=False)
        self._model.add(rows)
        if not self._table.currentIndex().isValid() and self._model.rowCount():
            self._table.setCurrentIndex(self._model.index(0, Column.HEADLINE))
            self._table.setFocus()
        self._refresh()
        if self._waiting:
            QTimer.singleShot(0, self, self._put_in)

    def _read_all(self) -> None:
        self._take()
        QTimer.singleShot(0, self, self._tell_all)

    def _tell_all(self) -> None:
        """Put copies together, and say what is known only when all is read."""
        if self._waiting:
            self._put_in()
        self._head.set_reading(reading=False)
        self._regroup()
        self._table.columns.set_filling(filling=False)
        self._bulk.setVisible(bool(self._model.count()))
        self._memory.say(len(self._model.remembered()), recalls=self._recalls)
        self._refresh()
        self._count()
        unknown = self._samples.to_ask() if self.isVisible() and not self._cut_short else None
        if unknown:
            self._ask_columns(unknown)

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
        self._ask_columns(self._samples.likeliest(here))

    def _ask_columns(self, path: Path) -> None:
        from app.dialogs.import_columns import ColumnsDialog

        sample = self._samples.ask(path)
        dialog = ColumnsDialog(sample, path.name, self)
        dialog.accepted.connect(lambda: self._map(sample, dialog.mapping()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _map(self, sample: TableSample, mapping: dict[str, str]) -> None:
        """Read all tables with these columns anew, and remember for the next ones."""
        if self._model.corrected and not self._may_discard("Read the table anew without your corrections in it?"):
            return
        layout, paths = self._samples.learn(sample, mapping)
        if self._settings:
            self._settings.keep_columns(layout, mapping)
        self._model.remove(paths)
        self._faults.remove(paths)
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
        self._findings.rules = self._rules
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
        running, rows = self._head.is_reading, self._model.count()
        chosen = self._model.included()
        shown = bool(rows) or (running and self._is_open)
        self._tools.setVisible(shown)
        self._legend.setVisible(shown)
        self._count_soon.start()
        nothing = "Reading …" if running else f"No article was found in {self._from}."
        self._middle.say("" if shown else nothing)
        self._head.show_found(rows)
        if not running:
            self._head.details.setText(self._counts(rows))
        self._columns.setVisible(bool(self._samples))
        self._columns.setEnabled(not running)
        self._import.setText(f"Import {number_of(chosen, 'article')}")
        self._import.setEnabled(bool(chosen) and not running)
        self._import.setToolTip("Ctrl+Enter" if not running else "Possible when all files are read, or after Stop")
        if not self._message.text():
            self._message.hide()

    def _counts(self, rows: int) -> str:
        errors = self._faults.errors()
        same, newer = self._model.duplicates(), self._model.newer()
        parts = [
            "Stopped: the remaining files were not read" if self._cut_short else "",
            f"{number_of(same, 'duplicate')} left out unless ticked" if same else "",
            f"{number_of(newer, 'newer version')} of what the project has" if newer else "",
            f"{number_of(errors, 'file')} could not be read" if errors else "",
        ]
        return " · ".join(filter(None, parts)) or ("Check, correct, import: nothing is stored yet." if rows else "")
