"""The parts of the import preview around its table: bulk change, reading pane, batch."""

from datetime import date
from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotations.articles import Batch
from annotations.importers.dates import read_date
from app.dialogs.import_bars import OwnEnter
from app.models.draft_cells import Column, version_told
from app.models.draft_rows import Row
from app.plain import put_tip
from app.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS

_CHANGEABLE = {
    "Outlet": Column.OUTLET,
    "Date": Column.DATE,
    "Language": Column.LANGUAGE,
    "Section": Column.SECTION,
    "Author": Column.AUTHOR,
    "Type": Column.TYPE,
}
_FIRST = 1000
"""Stretch of what takes all the room there is, up to its most; the rest stays empty."""
_SHOWN = 200_000
_BACK = "back"


class BulkBar(QWidget):
    """What is done to all selected rows: one value for a column, or to leave them out."""

    asked = Signal(object, str)
    """Column and value."""
    toggled = Signal()
    """Leave the rows out, or take them in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QComboBox()
        self._column.addItems(list(_CHANGEABLE))
        self._column.setAccessibleName("Column to change")
        self._value = OwnEnter()
        self._value.setAccessibleName("Value for the selected articles")
        self._value.setMaximumWidth(200)
        self._value.setMinimumWidth(90)
        self._apply, self._toggle = QPushButton(), QPushButton()
        for button in (self._apply, self._toggle):
            button.setAutoDefault(False)
        self._toggle.setToolTip("Space in the table")
        labels = [QLabel("Set"), QLabel("to")]
        for label in labels:
            label.setProperty("kind", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addStretch(1)
        for part in (labels[0], self._column, labels[1]):
            row.addWidget(part)
        row.addWidget(self._value, _FIRST)
        row.addWidget(self._apply)
        row.addWidget(self._toggle)
        self._apply.clicked.connect(self._ask)
        self._toggle.clicked.connect(self.toggled)
        self._value.returnPressed.connect(self._ask)
        self.show_selection(0, included=True)

    def show_selection(self, count: int, *, included: bool) -> None:
        """Say how many rows are meant, and allow what can be done for some only; `included` says that all are."""
        self._apply.setText(f"Apply to {count:,}" if count else "Apply")
        self._apply.setToolTip("Give all selected articles this value" if count else "Select articles in the table")
        self._toggle.setText(f"{'Leave out' if included else 'Include'} {count:,}" if count else "Leave out")
        self._apply.setEnabled(count > 0)
        self._toggle.setEnabled(count > 0)

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
        form.setVerticalSpacing(SPACE_XS)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, field in (("&Origin", self._origin), ("&Search", self._search), ("&Period", self._period)):
            form.addRow(name, field)
            field.setAccessibleName(name.replace("&", ""))
        on, by = QLabel("Retrieved o&n"), QLabel("&by")
        on.setBuddy(self._retrieved_on)
        by.setBuddy(self._retrieved_by)
        self._retrieved_on.setAccessibleName("Retrieved on")
        self._retrieved_by.setAccessibleName("Retrieved by")
        retrieved = QHBoxLayout()
        retrieved.setSpacing(SPACE_S)
        for part in (self._retrieved_on, by, self._retrieved_by):
            retrieved.addWidget(part)
        form.addRow(on, retrieved)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, 0, 0, 0)
        column.setSpacing(SPACE_XS)
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
    field.setMinimumWidth(60)
    return field
