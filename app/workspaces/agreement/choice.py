"""What is compared: which coders, and in which articles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from annotations.agreement.coded import Scope
from annotations.importers.values.dates import is_stored_form
from app.plain import PlainLabel
from app.theme import SPACE_S
from app.widgets.flow import FlowLayout
from app.workspaces.agreement.measured import Measured

_TWO = 2
_DATE_WIDTH = 100
_WIDEST = 260
_PERIOD = "period"
_NO_DATE = "not counted yet: write a date as 2026-03-12, 2026-03 or 2026"


@dataclass(frozen=True, slots=True)
class _Person:
    """A coder to choose: the id, the name, how many articles they coded."""

    id: int
    name: str
    articles: int


class ChoiceBar(QWidget):
    """Chooses coders, and all articles, a sample, an import or a period."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[_Person, ...] = ()
        self._left_out: frozenset[int] = frozenset()
        self.coders_button = QPushButton("All coders")
        self.coders_menu = QMenu(self.coders_button)
        self.coders_button.setMenu(self.coders_menu)
        self.coders_button.setAccessibleName("Coders that are compared")
        self.scope_box = QComboBox()
        self.scope_box.setAccessibleName("Articles that are compared")
        self.scope_box.setMaximumWidth(_WIDEST)
        self.since_field, self.until_field = _date_field("From this date"), _date_field("Until this date")
        to = PlainLabel("to")
        to.setProperty("kind", "quiet")
        self._dates = QWidget()
        dates = QHBoxLayout(self._dates)
        dates.setContentsMargins(0, 0, 0, 0)
        dates.setSpacing(SPACE_S)
        for part in (self.since_field, to, self.until_field):
            dates.addWidget(part)
        self.no_date = PlainLabel()
        self.no_date.setProperty("kind", "quiet")
        row = FlowLayout(self, SPACE_S)
        for widget in (self.coders_button, self.scope_box, self._dates, self.no_date):
            row.addWidget(widget)
        self.offer_scopes((), ())
        self.scope_box.activated.connect(lambda _: self._choose_scope())
        for field in (self.since_field, self.until_field):
            field.textChanged.connect(lambda _: self._type_date())
        self._show_dates()

    # -- what there is to choose

    def offer(self, measured: Measured) -> None:
        """Offer the coders, samples and imports of a project; what was chosen stays where it is still there."""
        people = measured.people.values()
        self._people = tuple(_Person(p.id, p.name, measured.active[p.id]) for p in people if p.id in measured.active)
        self._left_out &= {person.id for person in self._people}
        self._fill_menu()
        samples = [(f"Sample: {sample.name}", Scope(sample_id=sample.id)) for sample in measured.samples]
        self.offer_scopes(samples, [(f"Import: {batch.name}", Scope(batch_id=batch.id)) for batch in measured.batches])

    def offer_scopes(self, samples: Iterable[tuple[str, Scope]], batches: Iterable[tuple[str, Scope]]) -> None:
        """Offer these besides all articles and a period."""
        chosen = self.scope_box.currentData()
        self.scope_box.clear()
        for name, scope in (("All articles", Scope()), *samples, *batches):
            self.scope_box.addItem(name, scope)
        self.scope_box.addItem("A period", _PERIOD)
        place = next((n for n in range(self.scope_box.count()) if self.scope_box.itemData(n) == chosen), 0)
        self.scope_box.setCurrentIndex(place)
        self._show_dates()

    def _fill_menu(self) -> None:
        self.coders_menu.clear()
        for person in self._people:
            articles = f"{person.articles:,} article{'' if person.articles == 1 else 's'}"
            action = self.coders_menu.addAction(f"{person.name.replace('&', '&&')}   {articles}")
            action.setCheckable(True)
            action.setChecked(person.id not in self._left_out)
            action.toggled.connect(lambda on, key=person.id: self._switch(key, on=on))
        self._say_coders()

    # -- what is chosen

    @property
    def scope(self) -> Scope:
        """What is chosen; dates that are half typed do not count yet."""
        chosen = self.scope_box.currentData()
        coders = tuple(person.id for person in self._chosen) if self._left_out else ()
        if chosen == _PERIOD:
            return Scope(coders, since=_date(self.since_field), until=_date(self.until_field))
        return replace(chosen or Scope(), coders=coders)

    @property
    def _chosen(self) -> Sequence[_Person]:
        return [person for person in self._people if person.id not in self._left_out]

    def clear(self) -> None:
        """Compare all coders in all articles."""
        self._left_out = frozenset()
        self._fill_menu()
        self.scope_box.setCurrentIndex(0)
        self._choose_scope()

    def forget(self) -> None:
        """Choose nothing in particular, for another project."""
        self._people, self._left_out = (), frozenset()
        self._fill_menu()
        self.offer_scopes((), ())
        self.scope_box.setCurrentIndex(0)
        for field in (self.since_field, self.until_field):
            field.blockSignals(True)
            field.clear()
            field.blockSignals(False)
        self._show_dates()

    def _switch(self, coder_id: int, *, on: bool) -> None:
        left_out = self._left_out - {coder_id} if on else self._left_out | {coder_id}
        if len(self._people) - len(left_out) < _TWO:
            self._fill_menu()  # two at least are compared: the mark comes back
            return
        self._left_out = left_out
        self._say_coders()
        self.changed.emit()

    def _say_coders(self) -> None:
        chosen = self._chosen
        names = " and ".join(person.name for person in chosen) if len(chosen) == _TWO else f"{len(chosen):,} coders"
        self.coders_button.setText("All coders" if not self._left_out else names.replace("&", "&&"))
        self.coders_button.setVisible(len(self._people) > _TWO)

    def _choose_scope(self) -> None:
        self._show_dates()
        if self.scope_box.currentData() == _PERIOD:
            self.since_field.setFocus()
        self.changed.emit()

    def _type_date(self) -> None:
        self._show_dates()
        self.changed.emit()

    def _show_dates(self) -> None:
        period = self.scope_box.currentData() == _PERIOD
        self._dates.setVisible(period)
        typed = [text for field in (self.since_field, self.until_field) if (text := field.text().strip())]
        left_out = period and not all(map(is_stored_form, typed))
        self.no_date.setText(_NO_DATE if left_out else "")
        self.no_date.setVisible(left_out)


def _date_field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText("2026-03-01")
    field.setFixedWidth(_DATE_WIDTH)
    return field


def _date(field: QLineEdit) -> str:
    typed = field.text().strip()
    return typed if is_stored_form(typed) else ""
