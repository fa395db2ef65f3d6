"""Which column of a table is which field: chosen by the person, with the first articles as they would be."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotations.importers.compose import one_line
from annotations.importers.draft import TableSample
from annotations.importers.tables.mapping import FIELDS, TEXT
from annotations.importers.values.dates import ANY_ORDER, read_date, shared_orders
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M, SPACE_S
from app.widgets.elided import ElidedLabel

_WORDS = {
    "headline": "Headline",
    "standfirst": "Standfirst",
    TEXT: "Text of the article",
    "outlet": "Outlet",
    "author": "Author",
    "published": "Date of publication",
    "language": "Language",
    "url": "Web address",
    "type": "Type",
    "section": "Section",
    "headline_translated": "Headline, translated",
    "accessed": "Date of access",
}
_NOT_USED = "Not used"
_SAMPLES = 3
_SHORT = 60
_EXCERPT = 240
_CHOICE_WIDTH = 190
_SAMPLE_WIDTH = 330
_NO_TEXT = "Choose which column holds the articles' texts: a row without one is no article."


class _Choice(QComboBox):
    """The field of one column. The wheel scrolls the page and changes nothing."""

    def __init__(self, column: str, fields: QStandardItemModel) -> None:
        super().__init__()
        self.setAccessibleName(f"Field of the column “{column}”")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(_CHOICE_WIDTH)
        self.setModel(fields)

    def field(self) -> str:
        """The field chosen, empty for none."""
        return str(self.currentData())

    def choose(self, field: str) -> None:
        """Show a field; empty for none."""
        self.setCurrentIndex(self.findData(field))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the wheel was turned over it."""
        event.ignore()


class ColumnsDialog(QDialog):
    """Asks for the field of each column; `mapping` gives the answer once it was accepted.

    Args:
        sample: the table, and what its columns were taken for so far.
        name: of the file.
        parent: the import preview.
    """

    def __init__(self, sample: TableSample, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Columns")
        self.resize(940, 560)
        self.setMinimumSize(760, 420)
        self._sample = sample
        fields = _fields(self)  # one for all: a table may have two hundred columns
        self._choices = {column: _Choice(column, fields) for column in sample.columns}
        self._message = PlainLabel()
        self._message.setProperty("kind", "banner")
        self._message.setProperty("tone", "warn")
        self._message.setWordWrap(True)
        self._apply = QPushButton("Apply")
        self._apply.setProperty("kind", "primary")
        self._apply.setDefault(True)
        self._build(name)
        for column, choice in self._choices.items():
            choice.choose(sample.mapping.get(column, ""))
            choice.currentIndexChanged.connect(partial(self._chosen, column))
        self._refresh()
        next(iter(self._choices.values())).setFocus()

    def mapping(self) -> dict[str, str]:
        """The field of each column that has one."""
        return {column: choice.field() for column, choice in self._choices.items() if choice.field()}

    def _build(self, name: str) -> None:
        title = PlainLabel(f"Which column of “{name}” is which field?")
        title.setProperty("kind", "strong")
        title.setWordWrap(True)
        quiet = QLabel("The choice is kept for tables with the same columns. Columns not used stay with the article.")
        quiet.setProperty("kind", "quiet")
        quiet.setWordWrap(True)
        halves = QHBoxLayout()
        halves.setSpacing(SPACE_L)
        halves.addWidget(_scrolled(self._rows(), "Columns of the table"), 1)
        halves.addWidget(self._samples())
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._apply.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self._message, 1)
        buttons.addStretch(0)
        buttons.addWidget(cancel, 0, Qt.AlignmentFlag.AlignBottom)
        buttons.addWidget(self._apply, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addWidget(title)
        column.addWidget(quiet)
        column.addSpacing(SPACE_S)
        column.addLayout(halves, 1)
        column.addSpacing(SPACE_S)
        column.addLayout(buttons)

    def _rows(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, SPACE_M, 0)
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_M)
        grid.setColumnStretch(0, 1)
        for number, (column, choice) in enumerate(self._choices.items()):
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(_line(column))
            values = [one_line(row[number]) for row in self._sample.rows]
            shown = [value[:_SHORT] for value in values if value][:_SAMPLES]
            words.addWidget(_line(" · ".join(shown) or "empty in the first rows", "small"))
            grid.addLayout(words, number, 0)
            grid.addWidget(choice, number, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowStretch(len(self._choices), 1)
        return page

    def _samples(self) -> QWidget:
        title = QLabel("The first articles")
        title.setProperty("kind", "quiet")
        paper = QWidget()
        paper.setProperty("surface", "raised")
        paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._cards = [_Card(number) for number in range(1, _SAMPLES + 1)]
        self._none = PlainLabel("No article yet.")
        self._none.setProperty("kind", "quiet")
        cards = QVBoxLayout(paper)
        cards.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        cards.setSpacing(SPACE_L)
        for part in (self._none, *self._cards):
            cards.addWidget(part)
        cards.addStretch(1)
        scrolled = _scrolled(paper, "The first articles as they would be imported")
        scrolled.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        side = QWidget()
        side.setFixedWidth(_SAMPLE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(title)
        column.addWidget(scrolled, 1)
        return side

    def _chosen(self, column: str, _index: int) -> None:
        """Give a field to the column that was chosen last, and take it from the one that had it."""
        field = self._choices[column].field()
        before = [
            name for name, choice in self._choices.items() if field and name != column and choice.field() == field
        ]
        for name in before:
            choice = self._choices[name]
            choice.blockSignals(True)  # the person chose for one column, and this only follows
            choice.choose("")
            choice.blockSignals(False)
        self._refresh(f"“{before[0]}” is not used any more: a field has one column." if before else "")

    def _refresh(self, moved: str = "") -> None:
        mapping = self.mapping()
        complete = TEXT in mapping.values()
        said = moved if complete else _NO_TEXT
        self._message.setText(said)
        self._message.setVisible(bool(said))
        self._apply.setEnabled(complete)
        articles = _articles(self._sample, mapping)
        self._none.setHidden(bool(articles))
        for number, card in enumerate(self._cards):
            card.show_article(articles[number] if number < len(articles) else None)


class _Card(QWidget):
    """One article in short: headline, where it is from, how it begins."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._labels = (PlainLabel(), PlainLabel(), PlainLabel())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        names = ("Headline", "Origin", "Beginning")
        for label, kind, name in zip(self._labels, ("strong", "small", ""), names, strict=True):
            label.setProperty("kind", kind)
            label.setWordWrap(True)
            label.setAccessibleDescription(f"{name} of article {number}")
            column.addWidget(label)

    def show_article(self, parts: tuple[str, str, str] | None) -> None:
        """Show headline, origin and beginning; None hides it."""
        for label, text in zip(self._labels, parts or ("", "", ""), strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self.setVisible(parts is not None)


def _fields(parent: QWidget) -> QStandardItemModel:
    model = QStandardItemModel(parent)
    for field in ("", *FIELDS):
        item = QStandardItem(_WORDS[field] if field else _NOT_USED)
        item.setData(field, Qt.ItemDataRole.UserRole)
        model.appendRow(item)
    return model


def _articles(sample: TableSample, mapping: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Headline, origin and beginning of the first rows with a text, as they would be read."""
    places = {field: sample.columns.index(column) for column, field in mapping.items()}
    dated = places.get("published")
    orders = shared_orders(row[dated] for row in sample.rows) if dated is not None else ANY_ORDER
    shown: list[tuple[str, str, str]] = []
    for row in sample.rows:
        values = {field: one_line(row[place]) for field, place in places.items()}
        text = values.get(TEXT, "")
        if text and len(shown) < _SAMPLES:
            raw = values.get("published", "")
            when = read_date(raw, values.get("language", ""), orders) or (
                raw and f"“{raw}” is no date that can be read"
            )
            origin = " · ".join(filter(None, (values.get("outlet", ""), values.get("author", ""), when)))
            excerpt = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rstrip()} …"
            shown.append((values.get("headline", ""), origin, excerpt))
    return shown


def _line(text: str, kind: str = "") -> ElidedLabel:
    label = ElidedLabel()
    label.setProperty("kind", kind)
    label.setText(text)
    return label


def _scrolled(page: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it, and are scrolled into sight
    area.setAccessibleName(name)
    return area
