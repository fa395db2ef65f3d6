"""The parts of the import preview: table, bulk change, reading pane, batch."""

from datetime import date
from html import escape

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotations.articles import Batch
from annotations.importers.dates import read_date
from annotations.importers.versions import Choice
from app.models.drafts import Column, DraftsModel, Row, version_told
from app.plain import put_tip
from app.theme import ROW_HEIGHT, SPACE_L, SPACE_M, SPACE_S

_TICK = 34
_MOST = {
    Column.OUTLET: 150,
    Column.AUTHOR: 120,
    Column.DATE: 150,
    Column.LANGUAGE: 60,
    Column.WORDS: 100,
    Column.TWIN: 190,
    Column.FILE: 140,
}
"""Columns that are as wide as what they hold, and the most pixels that each takes."""
_NOTES_SHARE = 0.5
"""The most that notes take of the room that those columns leave; the rest is the headline's."""
_LEAST_HEADLINE = 180
_MEASURED = 20
"""Rows around those in view whose cells are measured; measuring thousands would be noticed."""
_PAUSE = 150
"""Milliseconds after which the columns follow what came into the table."""

_CHOICES = {
    Choice.REPLACE: "&Replace the older version\tCtrl+R",
    Choice.SEPARATE: "Import as a &separate article",
    Choice.LEAVE_OUT: "&Leave out",
}
"""What can be done with newer versions, as the menu of the table names it."""
_CHANGEABLE = {"Outlet": Column.OUTLET, "Date": Column.DATE, "Language": Column.LANGUAGE, "Author": Column.AUTHOR}
_SHOWN = 200_000
_BACK = "back"


class _Cells(QStyledItemDelegate):
    """Long headlines and file names lose their middle, everything else its end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: how a cell is painted."""
        super().initStyleOption(option, index)
        if index.column() in (Column.HEADLINE, Column.FILE):
            option.textElideMode = Qt.TextElideMode.ElideMiddle


class DraftsTable(QTableView):
    """The table: Space ticks the selected rows, Enter edits, Ctrl+R lets newer versions replace, Tab leaves."""

    def __init__(self, model: DraftsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts = model
        self._fitting = False
        self.setModel(model)
        self.setAccessibleName("Articles found")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.setItemDelegate(_Cells(self))
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._lay_out_columns()

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_TICK)
        header.setResizeContentsPrecision(_MEASURED)
        header.resizeSection(Column.INCLUDE, _TICK)
        header.setSectionResizeMode(Column.INCLUDE, QHeaderView.ResizeMode.Fixed)
        self._drawn: set[int] = set()
        header.sectionResized.connect(self._keep_drawn)
        # Rows come in hundreds of portions, and measuring cells takes longer than a frame.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._fit)
        self._drafts.rowsInserted.connect(self._fit_soon)
        self._drafts.dataChanged.connect(self._fit_soon)
        self._fit()

    def _fit_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _keep_drawn(self, column: int) -> None:
        """Leave a column alone from now on whose edge the person has drawn."""
        if not self._fitting:
            self._drawn.add(column)

    def _fit(self) -> None:
        """Make columns as wide as what they hold, within limits; headline and notes share the rest."""
        header = self.horizontalHeader()
        wanted = {column: self._needed(column) for column in (*_MOST, Column.NOTES)}
        widths = {column: min(wanted[column], most) for column, most in _MOST.items()}
        widths |= {column: header.sectionSize(column) for column in widths if column in self._drawn}
        room = self.viewport().width() - _TICK - sum(widths.values())
        least = header.sectionSizeHint(Column.NOTES)
        widths[Column.NOTES] = max(least, min(wanted[Column.NOTES], int(room * _NOTES_SHARE)))
        widths[Column.HEADLINE] = max(_LEAST_HEADLINE, room - widths[Column.NOTES])
        self._fitting = True
        for column, width in widths.items():
            if column not in self._drawn:
                header.resizeSection(column, width)
        self._fitting = False

    def _needed(self, column: int) -> int:
        return max(self.horizontalHeader().sectionSizeHint(column), self.sizeHintForColumn(column) + SPACE_S)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: there is more or less room."""
        super().resizeEvent(event)
        self._fit()

    def numbers(self) -> list[int]:
        """The selected rows, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Space and Enter mean the rows and the cell, not the dialog's button."""
        if event.key() == Qt.Key.Key_Space and self.numbers():
            included = all(self._drafts.row(number).included for number in self.numbers())
            self._drafts.tick(self.numbers(), not included)
        elif event.key() == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._other_choice()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self._edit_current()
        else:
            super().keyPressEvent(event)

    # -- newer versions

    def _newer(self) -> list[int]:
        return [number for number in self.numbers() if self._drafts.row(number).is_newer]

    def _other_choice(self) -> None:
        """Let the selected newer versions replace what they are versions of; where all do, keep both."""
        newer = self._newer()
        all_replace = all(self._drafts.row(number).replaces and self._drafts.row(number).included for number in newer)
        self._drafts.choose(newer, Choice.SEPARATE if all_replace else Choice.REPLACE)

    def _open_menu(self, place: QPoint) -> None:
        newer, menu = self._newer(), QMenu(self)
        for choice, name in _CHOICES.items():
            action = menu.addAction(name)
            action.setEnabled(bool(newer))
            action.triggered.connect(lambda _=False, choice=choice: self._drafts.choose(newer, choice))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))

    def _edit_current(self) -> None:
        index = self.currentIndex()
        # While a cell is edited, its Enter arrives here too: it ends the edit and must not reach the dialog's button.
        if index.isValid() and self.state() != QAbstractItemView.State.EditingState:
            column = index.column() if index.flags() & Qt.ItemFlag.ItemIsEditable else Column.HEADLINE
            target = index.siblingAtColumn(column)
            self.selectionModel().setCurrentIndex(target, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.edit(target)


class BulkBar(QWidget):
    """One value for a column of all selected rows."""

    asked = Signal(object, str)
    """Column and value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QComboBox()
        self._column.addItems(list(_CHANGEABLE))
        self._column.setAccessibleName("Column to change")
        self._value = QLineEdit()
        self._value.setAccessibleName("Value for the selected articles")
        self._value.setMaximumWidth(220)
        self._apply = QPushButton()
        self._apply.setAutoDefault(False)
        labels = [QLabel("Set"), QLabel("to")]
        for label in labels:
            label.setProperty("kind", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        for part in (labels[0], self._column, labels[1], self._value, self._apply):
            row.addWidget(part)
        row.addStretch(1)
        self._apply.clicked.connect(self._ask)
        self._value.returnPressed.connect(self._ask)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Say for how many rows the value is, and allow it only for some."""
        self._apply.setText(f"Apply to {count} selected" if count else "Apply to selected")
        self._apply.setEnabled(count > 0)

    def _ask(self) -> None:
        if self._apply.isEnabled():
            self.asked.emit(_CHANGEABLE[self._column.currentText()], self._value.text())


class ReadingPane(QTextBrowser):
    """The text of the article under the cursor, with what is to be known about it above.

    Lines that were left out stand struck out in their places, each with a link that brings it back.
    """

    brought_back = Signal(object)
    """A line that was left out is to be part of the text: its `Cut`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setAccessibleName("Text of the selected article")
        self.setPlaceholderText("Select an article to read it here.")
        self.document().setDocumentMargin(SPACE_L)
        self._row: Row | None = None
        self.anchorClicked.connect(self._follow)

    def _follow(self, link: QUrl) -> None:
        number = link.path()
        if self._row and link.scheme() == _BACK and number.isdecimal():
            self.brought_back.emit(self._row.draft.cuts[int(number)])

    def show_row(self, row: Row | None) -> None:
        """Show an article, or nothing; the same article again keeps its place."""
        if row is None:
            self.clear()
        else:
            place = self.verticalScrollBar().value() if row is self._row else 0
            self.setHtml(_page(row))
            self.verticalScrollBar().setValue(place)
        self._row = row


def _notes(row: Row) -> list[str]:
    told = version_told(row)
    return [*([f"{told} Ctrl+R in the table changes that."] if told else []), *row.draft.warnings]


def _page(row: Row) -> str:
    draft = row.draft
    first, *others = draft.text[:_SHOWN].split("\n")
    quiet = f"color:{QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText).name()}; font-size:12px"
    parts = [f"<p style='{quiet}; margin-bottom:4px'>{escape(note)}</p>" for note in _notes(row)]
    if draft.cuts:
        parts.append(
            f"<p style='{quiet}; margin-bottom:4px'>Left out as no part of the article: {len(draft.cuts)}.</p>"
        )
    left_out: dict[int, list[str]] = {}
    for number, cut in enumerate(draft.cuts):
        left_out.setdefault(cut.before, []).append(
            f"<p style='{quiet}; margin-bottom:9px'><s>{escape(cut.line)}</s> {escape(cut.why)} · "
            f"<a href='{_BACK}:{number}'>Bring back</a></p>"
        )
    printed = [f"<p style='font-size:17px; font-weight:600; margin-bottom:10px'>{escape(first)}</p>"]
    printed += [f"<p style='margin-bottom:9px; line-height:140%'>{escape(line)}</p>" for line in others]
    for place, line in enumerate(printed):
        parts += [*left_out.get(place, ()), line]
    parts += left_out.get(len(printed), ())
    if len(draft.text) > _SHOWN:
        parts.append(f"<p style='{quiet}'>The rest is imported, but not shown here.</p>")
    return "".join(parts)


class BatchForm(QWidget):
    """Where the articles come from, asked once for all of them, and whether their files are kept.

    Args:
        latest: the batch before, with which the fields begin.
        retrieved_by: who works here.
        keep_originals: whether the files were kept last time.
        parent: the dialog.
    """

    def __init__(
        self, latest: Batch | None, retrieved_by: str, *, keep_originals: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        before = latest or Batch()
        self._origin = _field(before.origin, "Database or website")
        self._search = _field(before.search, "What was searched for")
        self._period = _field(before.period, "2–15 March 2026")
        self._retrieved_on = _field(date.today().isoformat(), "2026-03-12")
        self._retrieved_by = _field(retrieved_by or before.retrieved_by, "Name or initials")
        self._keep = QCheckBox("&Keep the files in the project")
        self._keep.setChecked(keep_originals)
        put_tip(self._keep, "As they came, compressed: pages vanish. The project grows by them.")
        title = QLabel("About this import")
        title.setProperty("kind", "strong")
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_M)
        form.setVerticalSpacing(SPACE_S)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, field in (
            ("&Origin", self._origin),
            ("&Search", self._search),
            ("&Period", self._period),
            ("Retrieved o&n", self._retrieved_on),
            ("Retrieved &by", self._retrieved_by),
        ):
            form.addRow(name, field)
            field.setAccessibleName(name.replace("&", ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(title)
        column.addLayout(form)
        column.addWidget(self._keep)
        column.addStretch(1)

    @property
    def keeps_originals(self) -> bool:
        """Whether the files are to be kept as well."""
        return self._keep.isChecked()

    def problem(self) -> str:
        """What must be put right before the import; empty if nothing."""
        typed = self._retrieved_on.text().strip()
        if typed and not read_date(typed):
            self._retrieved_on.setFocus()
            return f"“{typed}” cannot be read as the date of retrieval. Write it as 2026-03-12."
        return ""

    def batch(self) -> Batch:
        """What was typed."""
        return Batch(
            origin=self._origin.text().strip(),
            search=self._search.text().strip(),
            period=self._period.text().strip(),
            retrieved_on=read_date(self._retrieved_on.text()),
            retrieved_by=self._retrieved_by.text().strip(),
        )


def _field(text: str, hint: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setPlaceholderText(hint)
    field.setCursorPosition(0)
    field.setMinimumWidth(140)
    return field


def first_index(model: DraftsModel) -> QModelIndex:
    """The headline of the first row."""
    return model.index(0, Column.HEADLINE)
