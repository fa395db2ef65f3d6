"""The filters of a search in one row: dates, outlet, status, language, and whether hits are in claims already."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from annotations.articles import Outlet, Status
from annotations.importers.values.dates import is_stored_form
from annotations.search import Claimed, Scope
from app.models.articles import STATUS_NAMES
from app.plain import put_tip
from app.theme import SPACE_S
from app.widgets.flow import FlowLayout

_FULL_DATE = 10
_HOW = "A day, a month or a year: 2026-03-01, 2026-03, 2026"
_DATE_WIDTH, _BOX_WIDTH = 100, 146


class ScopeBar(QWidget):
    """Chooses which articles and hits count."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.since_field, self.until_field = (
            _date_field("From this date", "2026-03-01"),
            _date_field("Until this date", "2026-03-31"),
        )
        self.outlet_box, self.status_box = _box("Outlet"), _box("Status")
        self.language_box, self.claimed_box = _box("Language"), _box("In or outside claims")
        self.outlet_box.addItem("All outlets", None)
        self.language_box.addItem("All languages", None)
        self.status_box.addItem("Not left out", None)
        self.status_box.addItem("All articles", tuple(Status))
        for status, name in STATUS_NAMES.items():
            self.status_box.addItem(name, (status,))
        for title, claimed in (
            ("All hits", Claimed.EITHER),
            ("In claims", Claimed.INSIDE),
            ("Outside claims", Claimed.OUTSIDE),
        ):
            self.claimed_box.addItem(title, claimed)
        self.clear_button = QPushButton("Clear filters")
        self.clear_button.setProperty("kind", "link")
        self.clear_button.clicked.connect(self.clear)
        self._build()
        self._boxes = (self.outlet_box, self.status_box, self.language_box, self.claimed_box)
        self.parts = (self.since_field, self.until_field, *self._boxes, self.clear_button)
        """All that takes the keyboard, in the order in which it is seen."""
        for box in self._boxes:
            box.currentIndexChanged.connect(self._tell)
        for field in (self.since_field, self.until_field):
            field.textChanged.connect(partial(_judge, field))
            field.textChanged.connect(self._tell)
        self._tell()

    def _build(self) -> None:
        row = FlowLayout(self, SPACE_S)  # goes on in a second line where the letters are large
        dates = QLabel("Dates")
        dates.setProperty("kind", "quiet")
        dates.setBuddy(self.since_field)
        to = QLabel("to")
        to.setProperty("kind", "quiet")
        between = QWidget()
        inside = QHBoxLayout(between)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_S)
        for widget in (dates, self.since_field, to, self.until_field):
            inside.addWidget(widget)
        row.addWidget(between)
        for box in (self.outlet_box, self.status_box, self.language_box, self.claimed_box):
            row.addWidget(box)
        row.addWidget(self.clear_button)

    def offer(self, outlets: list[Outlet], languages: list[str]) -> None:
        """Offer these to choose from; what is chosen stays, if it is still there, or else no longer counts."""
        before = self.scope()
        for box, choices in (
            (self.outlet_box, [(outlet.name, outlet.id) for outlet in outlets]),
            (self.language_box, [(language, language) for language in languages]),
        ):
            chosen = box.currentData()
            box.blockSignals(True)
            while box.count() > 1:
                box.removeItem(1)
            for name, value in choices:
                box.addItem(name, value)
            box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
            box.blockSignals(False)
        if self.scope() != before:
            self._tell()

    def scope(self) -> Scope:
        """What is chosen; half-typed dates do not count yet, and days that there are not do not count at all."""
        outlet, language, statuses = (
            box.currentData() for box in (self.outlet_box, self.language_box, self.status_box)
        )
        return Scope(
            since=_date(self.since_field),
            until=_date(self.until_field),
            outlet_ids=(outlet,) if outlet is not None else (),
            statuses=tuple(Status(status) for status in statuses or ()),
            languages=(language,) if language else (),
            claimed=Claimed(self.claimed_box.currentData()),
        )

    def clear(self) -> None:
        """Drop all filters."""
        for widget in (*self._boxes, self.since_field, self.until_field):
            widget.blockSignals(True)
            if isinstance(widget, QLineEdit):
                widget.clear()
            else:
                widget.setCurrentIndex(0)
            widget.blockSignals(False)
        self._tell()

    def include_left_out(self) -> None:
        """Let what was left out count too."""
        self.status_box.setCurrentIndex(1)

    @property
    def is_clear(self) -> bool:
        """Whether nothing is filtered."""
        return self.scope() == Scope()

    def _tell(self) -> None:
        self.clear_button.setEnabled(not self.is_clear or bool(self.since_field.text() + self.until_field.text()))
        self.changed.emit()


def _date_field(name: str, example: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(example)
    field.setAccessibleName(name)
    put_tip(field, _HOW)
    field.setFixedWidth(_DATE_WIDTH)
    field.setMaxLength(10)
    return field


def _judge(field: QLineEdit, *_: object) -> None:
    """Say that there is no such day, once one is typed in full."""
    typed = field.text().strip()
    put_tip(field, f"There is no day {typed}" if len(typed) == _FULL_DATE and not _date(field) else _HOW)


def _date(field: QLineEdit) -> str:
    text = field.text().strip()
    return text if is_stored_form(text) else ""


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMaximumWidth(_BOX_WIDTH)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(11)
    return box
