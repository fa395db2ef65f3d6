"""The section of the masthead: who says it, what is covered, until when."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from annotations.brief.spec import Part
from annotations.importers.values.dates import read_date
from app.theme import SPACE_L, SPACE_M, SPACE_XS
from app.workspaces.brief.draft import Draft
from app.workspaces.brief.references import refusal, tell
from app.workspaces.brief.section import Section
from app.workspaces.codebook.fields import Line, named

_FIELDS = (
    (("title", "Title", ""),),
    (("subtitle", "Subtitle", ""),),
    (("organisation", "Organisation", ""),),
    (("number", "Issue number", "12"), ("version", "Version", "2")),
    (("period_from", "Coverage from", "2026-03-09"), ("period_to", "Coverage to", "2026-03-22")),
    (("cut_off", "Information cut-off", "2026-03-22 18:00 +01:00"), ("issued", "Date of issue", "today, if empty")),
    (("analyst", "Analyst", ""), ("reviewer", "Reviewer", "")),
    (("distribution", "Distribution", ""),),
)
_DATES = ("period_from", "period_to", "issued")


class MastheadSection(Section):
    """Titles, numbers, dates and names. A date is stored once it can be read."""

    title = "Masthead"
    part = Part.MASTHEAD

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._unread: dict[str, str] = {}
        """Dates as they were typed that cannot be read."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(SPACE_M)
        self.refusals = {key: refusal() for key in _DATES}
        for row, fields in enumerate(_FIELDS):
            for column, (key, name, hint) in enumerate(fields):
                grid.addLayout(self._named(key, name, hint), row, column, 1, 2 // len(fields))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)

    def _named(self, key: str, name: str, hint: str) -> QVBoxLayout:
        column = named(name, self.add_text(key, Line(name, hint)))
        column.setSpacing(SPACE_XS)
        if key in self.refusals:
            column.insertWidget(column.count() - 1, self.refusals[key])
        return column

    def show_draft(self, *, same: bool) -> None:
        """Show the stored texts; a date that cannot be read stays to be put right."""
        if not same:
            self._unread = {}
        stored = self.draft.spec
        self.texts.show({**{key: getattr(stored, key) for key in self.texts.fields}, **self._unread}, same=same)
        for key in self.refusals:
            self._check(key, self._typed_in(key))

    def _typed_in(self, key: str) -> str:
        field = self.texts.fields[key]
        return field.text().strip() if isinstance(field, Line) else ""

    def type_text(self, key: str, typed: str) -> None:
        """Tell it, except a date that cannot be read."""
        said = self._check(key, typed.strip())
        if not said:
            super().type_text(key, self._read(key, typed))

    def store_text(self, key: str, typed: str) -> bool:
        """Store it, except a date that cannot be read: that is said, and stays as it was typed."""
        self._unread.pop(key, None)
        if self._check(key, typed.strip()):
            self._unread[key] = typed
            return True
        return super().store_text(key, self._read(key, typed))

    def _read(self, key: str, typed: str) -> str:
        """A date as ISO 8601; anything else in one line."""
        text = " ".join(typed.split())
        return read_date(text) or text if key in _DATES else text

    def _check(self, key: str, typed: str) -> str:
        """What is wrong with a date, said below its field."""
        if key not in self.refusals:
            return ""
        readable = not typed or bool(read_date(typed))
        said = "" if readable else "This cannot be read as a date. Write 2026-03-22."
        tell(self.refusals[key], said)
        if not said and key in ("period_from", "period_to"):
            self._check_period()
        return said

    def _check_period(self) -> None:
        first, last = (read_date(self._typed_in(key)) for key in ("period_from", "period_to"))
        known = min(len(first), len(last))  # a month and a day can be compared as far as both are known
        if first[:known] > last[:known]:
            tell(self.refusals["period_to"], "The period ends before it begins.")
        elif not self._typed_in("period_to") or last:
            tell(self.refusals["period_to"], "")
