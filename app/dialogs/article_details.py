"""What is known of an article, or of several at once: only what is touched is changed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotations.articles import Article
from annotations.importers.values.dates import read_date
from app.models.articles import shown_date, shown_headline
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M, SPACE_S
from app.widgets.elided import ElidedLabel

SEVERAL = "several values"
_EMPTIED = "empty, for all of them"
_FIELDS = {
    "headline": ("&Headline", ""),
    "headline_translated": ("Headline, &translated", ""),
    "author": ("&Author", ""),
    "outlet": ("&Outlet", ""),
    "published": ("&Published", "2026-03-12 14:05, or as much as is known"),
    "language": ("&Language", "en, ru, zh-Hant …"),
    "type": ("T&ype", "news, opinion, interview …"),
    "section": ("Sect&ion", "politics, business, page A3 …"),
    "url": ("&Web address", ""),
    "accessed": ("A&ccessed", "2026-03-15"),
}
_DATES = ("published", "accessed")
_UNREAD = "This is no date that can be read in one way: write it as 2026-03-12, 2026-03 or 2026, a time as 14:05."


class ArticleDetailsDialog(QDialog):
    """Edits metadata; `values` gives back what was touched.

    Args:
        articles: one or more.
        outlets: the names of the outlets that the project knows.
        coders: the names of its coders by id.
        parent: the window.
        batches: the names of its batches by id.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        outlets: Sequence[str],
        coders: Mapping[int, str],
        parent: QWidget | None = None,
        *,
        batches: Mapping[int, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._articles = articles
        self.setWindowTitle("Article" if len(articles) == 1 else f"{len(articles):,} articles")
        self.fields = {key: QLineEdit() for key in _FIELDS}
        self._outlet_box = self._completed(self.fields["outlet"], outlets)
        self._fill()
        assigned = [article.assigned_to for article in articles]
        self.assigned_box = _choice("Assigned to", assigned, {0: "Nobody", **coders})
        batch_ids = [article.batch_id for article in articles]
        self.batch_box = _choice("Batch", batch_ids, {0: "None", **(batches or {})})
        self._chosen_before = {box: box.currentIndex() for box in (self.assigned_box, self.batch_box)}
        self._wrong = PlainLabel()
        self._wrong.setWordWrap(True)
        self._wrong.setProperty("kind", "banner")
        self._wrong.setProperty("tone", "danger")
        self._wrong.hide()
        self._read = {key: PlainLabel() for key in _DATES}
        self._build()

    def _completed(self, field: QLineEdit, names: Sequence[str]) -> QComboBox:
        box = QComboBox()
        box.setLineEdit(field)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # A new outlet whose name begins like a known one must not become it.
        box.setCompleter(None)  # type: ignore[arg-type]
        box.addItems(list(names))
        box.setCurrentIndex(-1)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.activated.connect(lambda _: field.setModified(True))
        return box

    def _fill(self) -> None:
        for key, field in self.fields.items():
            found = {getattr(article, key) for article in self._articles}
            field.setText(found.pop() if len(found) == 1 else "")
            field.setPlaceholderText(SEVERAL if found else _FIELDS[key][1])
            field.setProperty("several", bool(found))
            field.setAccessibleName(_FIELDS[key][0].replace("&", ""))
            field.setCursorPosition(0)
            field.textEdited.connect(lambda _, field=field: self._edited(field))

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_M)
        form.setVerticalSpacing(SPACE_S)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for key, field in self.fields.items():
            form.addRow(_FIELDS[key][0], self._outlet_box if key == "outlet" else field)
            if key in _DATES:
                self._read[key].setProperty("kind", "small")
                form.addRow("", self._read[key])
                field.textChanged.connect(lambda _, key=key: self._tell_date(key))
                self._tell_date(key)
        form.addRow("A&ssigned to", self.assigned_box)
        form.addRow("&Batch", self.batch_box)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        title = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        title.setProperty("kind", "strong")
        several = f"{len(self._articles):,} articles: what you change is changed in all of them"
        title.setText(shown_headline(self._articles[0]) if len(self._articles) == 1 else several)
        column.addWidget(title)
        column.addLayout(form)
        column.addWidget(self._wrong)
        column.addWidget(self.buttons)
        self.setMinimumWidth(560)

    def _edited(self, field: QLineEdit) -> None:
        """Say what an empty field stands for now."""
        if field.property("several"):
            field.setPlaceholderText(_EMPTIED)

    def _tell_date(self, key: str) -> None:
        """Show below the field how its date is read."""
        typed = self.fields[key].text().strip()
        found = self._date(key)
        self._read[key].setText(shown_date(found) if found else "Not a date that can be read" if typed else "")
        self._read[key].setVisible(bool(typed) and self.fields[key].isModified())

    def _date(self, key: str) -> str:
        typed = self.fields[key].text().strip()
        return read_date(typed, self.fields["language"].text().strip()) if typed else ""

    def accept(self) -> None:
        """Qt: refuse what is no date, at its field."""
        for key in _DATES:
            field = self.fields[key]
            if field.isModified() and field.text().strip() and not self._date(key):
                self._wrong.setText(f"{_FIELDS[key][0].replace('&', '')}: {_UNREAD}")
                self._wrong.show()
                field.setFocus()
                field.selectAll()
                return
        super().accept()

    @property
    def values(self) -> dict[str, object]:
        """What was touched, as `Articles.update` takes it."""
        touched: dict[str, object] = {
            key: self._date(key) if key in _DATES else " ".join(field.text().split())
            for key, field in self.fields.items()
            if field.isModified()
        }
        for key, box in (("assigned_to", self.assigned_box), ("batch_id", self.batch_box)):
            if box.currentIndex() != self._chosen_before[box] and box.currentData() >= 0:
                touched[key] = box.currentData() or None
        return touched


def _choice(name: str, values: Sequence[int | None], names: Mapping[int, str]) -> QComboBox:
    """A box with the names of ids, at that of all values, or else at a line that says they differ."""
    box, found = QComboBox(), set(values)
    box.setAccessibleName(name)
    # The name of a batch may be longer than any dialog is wide.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if len(found) > 1:
        box.addItem(SEVERAL, -1)
    for number, shown in names.items():
        box.addItem(shown, number)
    box.setCurrentIndex(0 if len(found) > 1 else max(0, box.findData(next(iter(found), None) or 0)))
    return box
