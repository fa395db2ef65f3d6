"""The samples drawn for double coding: how far each is, and what there is to know of how it was drawn."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QTableWidgetItem, QWidget

from annotations.project import Project
from annotations.sampling import Sample, Sees
from annotations.store.changes import Changes
from app.dialogs.list_dialog import ListDialog
from app.moments import read_in_full
from app.plain import PlainLabel, plain_tip
from app.session import Session
from app.settings import Settings
from app.widgets.empty import EmptyState
from app.widgets.tables import table_of_texts

_COLUMNS = {"Sample": 0, "Codes second": 140, "Done": 90, "Sees": 130, "Drawn": 150, "Seed": 90}
_SEES = {Sees.PASSAGES: "passages", Sees.NOTHING: "nothing", Sees.ALL: "everything"}
_FOLLOWED = ("samples", "second_codings", "articles", "coders")


class SamplesDialog(ListDialog):
    """The samples, the latest first; the articles of one can be listed, it can be deleted, another one drawn.

    Args:
        session: with an open project.
        settings: where it is remembered how it looked.
        parent: the window.
    """

    draw_asked = Signal()
    """Another sample is to be drawn."""
    shown = Signal(object)
    """The articles of a `Sample` are to be listed."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(settings, "samples", (860, 380), parent)
        self.setWindowTitle("Samples for double coding")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._samples: list[Sample] = []
        self.table = table_of_texts("Samples, the latest first", _COLUMNS)
        self.note = PlainLabel()
        self.note.setProperty("kind", "quiet")
        self.note.setWordWrap(True)
        self.draw_button, self.delete_button = QPushButton("&Draw a sample…"), QPushButton("De&lete")
        self.show_button, self.close_button = QPushButton("Show its &articles"), QPushButton("Close")
        self.close_button.setDefault(True)
        for button in (self.draw_button, self.delete_button, self.show_button):
            button.setAutoDefault(False)
        empty = EmptyState("No samples yet", "Draw some articles that a second person codes, too.")
        buttons = (self.show_button, self.delete_button, None, self.draw_button, self.close_button)
        self.lay_out(self.table, empty, buttons, below=(self.note,))
        self.remember(self.table.horizontalHeader())
        self.table.currentCellChanged.connect(lambda *_: self._refresh())
        self.table.cellActivated.connect(lambda *_: self._show())
        self.show_button.clicked.connect(self._show)
        self.draw_button.clicked.connect(self._draw)
        self.delete_button.clicked.connect(self._delete)
        self.close_button.clicked.connect(self.reject)
        session.changed.connect(self._follow)
        self._read()

    @property
    def selected(self) -> Sample | None:
        """The sample of the current row."""
        row = self.table.currentRow()
        return self._samples[row] if 0 <= row < len(self._samples) else None

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_FOLLOWED):
            self._read()

    def _read(self) -> None:
        project, row = self._session.project, self.table.currentRow()
        self._samples = project.second_codings.samples() if project else []
        self.table.setRowCount(len(self._samples))
        for place, sample in enumerate(self._samples):
            for column, words in enumerate(_cells(project, sample) if project else ()):
                item = QTableWidgetItem(words)
                item.setToolTip(plain_tip(words))
                self.table.setItem(place, column, item)
        self.show_list(there=bool(self._samples))
        if self._samples:
            self.table.selectRow(min(max(row, 0), len(self._samples) - 1))
        self._refresh()

    def _refresh(self) -> None:
        sample, can_write = self.selected, self._session.can_write
        self.show_button.setEnabled(sample is not None and sample.articles > 0)
        self.delete_button.setEnabled(sample is not None and can_write)
        self.draw_button.setEnabled(can_write)
        self.note.setText("Deleting a sample leaves claims and tags as they are." if sample else "")

    def _show(self) -> None:
        if self.show_button.isEnabled() and (sample := self.selected):
            self.accept()
            self.shown.emit(sample)

    def _draw(self) -> None:
        self.accept()
        self.draw_asked.emit()

    def _delete(self) -> None:
        if sample := self.selected:
            self._session.run(
                f"Delete sample “{sample.name}”", lambda project: project.second_codings.delete([sample.id]), self
            )


def _cells(project: Project, sample: Sample) -> tuple[str, ...]:
    names = {coder.id: coder.name for coder in project.coders.all()}
    who = names.get(sample.coder_id or 0, "–")
    done = f"{sample.done:,} of {sample.articles:,}"
    return sample.name, who, done, _SEES[sample.sees], read_in_full(sample.drawn_at), sample.seed
