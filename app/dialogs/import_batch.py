"""What the import preview asks once for all articles: where they come from, and whether their files are kept."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotations.articles import Batch
from annotations.importers.values.dates import read_date
from app.plain import put_tip
from app.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS

_LEAST, _AROUND, _MOST_FOR_NAME = 60, 24, 160
"""Pixels: the least width of a field, what it takes around its text, and the most that a name is given."""

_A_DATE = "2026-00-00"


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
        self._retrieved_on.setFixedWidth(_room(self._retrieved_on, _A_DATE))
        self._retrieved_by.setMinimumWidth(min(_room(self._retrieved_by, self._retrieved_by.text()), _MOST_FOR_NAME))
        retrieved.setStretch(retrieved.count() - 1, 1)
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


def _room(field: QLineEdit, text: str) -> int:
    """How wide a field must be, in pixels, to show a text as a whole."""
    return max(_LEAST, field.fontMetrics().horizontalAdvance(text) + _AROUND)


def _field(text: str, hint: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setPlaceholderText(hint)
    field.setCursorPosition(0)
    field.setMinimumWidth(_LEAST)
    return field
