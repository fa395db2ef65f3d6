"""What the cells of the import preview show, say and look like."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette, QPixmap

from annotations.importers.likeness.duplicates import Twin
from annotations.wording import number_of
from app.icons import pixmap
from app.models.draft_rows import Group, Origin, Row
from app.plain import plain_tip

_ROLE = Qt.ItemDataRole
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_MOST_OUTLETS = 4
_MARKS = {Origin.TYPED: "pencil", Origin.REMEMBERED: "bookmark"}
_MARK, _DENSITY = 12, 2.0
"""Edge of such a sign, and its real pixels for each of those."""


class Column(IntEnum):
    """The columns, in the order shown."""

    INCLUDE = 0
    HEADLINE = 1
    OUTLET = 2
    SECTION = 3
    AUTHOR = 4
    DATE = 5
    LANGUAGE = 6
    TYPE = 7
    WORDS = 8
    TWIN = 9
    NOTES = 10
    FILE = 11


TITLES = (
    *("", "Headline", "Outlet", "Section", "Author", "Date", "Lang.", "Type", "Words", "Same as", "Notes", "File"),
)
FIELDS = {
    Column.HEADLINE: "headline",
    Column.OUTLET: "outlet",
    Column.SECTION: "section",
    Column.AUTHOR: "author",
    Column.DATE: "published",
    Column.LANGUAGE: "language",
    Column.TYPE: "type",
}
_FIELD = tuple(FIELDS.get(column, "") for column in Column)
NAMES = {name: "Language" if name == "language" else TITLES[column] for column, name in FIELDS.items()}
"""What a field is called in sentences."""

_GUESSES = {
    "headline": "The source names no headline: it is taken from the first lines.",
    "language": "The source names no language: it is told by the words of the text.",
}
_GUESS = "The source does not state it as such: it is told by where it stands."
_WHY = {"outlet": ("The outlet",), "published": ("The date",), "author": ("The author",), "headline": ("No headline",)}


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above rows that are copies of one text; `rows` are those of the group that are shown, two and more."""

    group: Group
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """How many there are, and of what."""
        kind = "copies of one text" if self.group.is_exact else "near copies"
        names = list(dict.fromkeys(row.draft.outlet for row in self.rows if row.draft.outlet))
        outlets = ", ".join(names[:_MOST_OUTLETS]) + (
            f" +{len(names) - _MOST_OUTLETS}" if names[_MOST_OUTLETS:] else ""
        )
        headline = f"“{self.group.lead.draft.headline or 'without a headline'}”"
        return " · ".join(filter(None, (f"{len(self.rows)} {kind}", headline, outlets)))

    @property
    def included(self) -> Qt.CheckState:
        """Whether all, none or some of the rows are imported."""
        states = {row.included for row in self.rows}
        if len(states) == 1:
            return Qt.CheckState.Checked if states.pop() else Qt.CheckState.Unchecked
        return Qt.CheckState.PartiallyChecked


Line = Row | Heading
"""What stands in one line of the table."""


def cell(line: Line, column: int, role: int) -> Any:
    """What Qt is told of a cell in a role."""
    looks = _ROW_LOOKS if isinstance(line, Row) else _HEADING_LOOKS
    look = looks.get(role)
    return look(line, column) if look else None


# -- rows


def in_row(row: Row, column: int) -> str:
    """What a cell of a row holds."""
    name = _FIELD[column]
    if name:
        return str(getattr(row.draft, name))
    match column:
        case Column.WORDS:
            return f"{row.words:,}"
        case Column.FILE:
            return row.path.name
        case Column.TWIN:
            return _same_as(row)
        case Column.NOTES:
            notes = row.draft.warnings
            return notes[0] + (f" (+{len(notes) - 1})" if len(notes) > 1 else "") if notes else ""
    return ""


def _same_as(row: Row) -> str:
    if row.is_newer:
        return "replaces an older one" if row.replaces else "newer version"
    leads = row.group is not None and row.group.lead is row
    if row.twin and not (leads and row.twin.place is not None and not row.twin.same_outlet):
        return _twin(row.twin)
    if leads:
        return "leads"
    if row.near:
        return f"near copy, {row.near.shared:.0%}".replace("%", "\u00a0%")
    return "copy" if row.group else ""


def _twin(twin: Twin) -> str:
    if twin.place is None:
        return "in the project" if twin.same_outlet else f"in the project · {twin.outlet}"
    return "same article" if twin.same_outlet else "same text"


def version_told(row: Row) -> str:
    """What a newer version is one of, and what will be done; empty where it is none."""
    version = row.version
    if version is None or not row.is_newer:
        return ""
    claims = number_of(version.claims, "claim") if version.claims else "no claims"
    why = "the same address" if version.by_address else f"{version.shared:.0%} of the shorter text stands in both"
    will = "It replaces that one." if row.replaces else "It is imported beside that one."
    will = will if row.included else "It is left out."
    return f"Newer version of “{version.headline or 'an article without a headline'}”, {claims} ({why}). {will}"


def in_full(row: Row, column: int) -> str:
    """What the tool tip of a cell says."""
    name = _FIELD[column]
    if name:
        return "\n".join(filter(None, (in_row(row, column), told_origin(row, name))))
    if column == Column.FILE:
        return str(row.path)
    if column == Column.NOTES:
        return "\n".join(row.draft.warnings)
    if column == Column.TWIN:
        return "\n".join(filter(None, (_twin_told(row), _lead_told(row))))
    return in_row(row, column)


def _twin_told(row: Row) -> str:
    if row.is_newer:
        return version_told(row)
    if row.twin:
        kind = "The same article" if row.twin.same_outlet else "The same text in another outlet, an article of its own"
        return f"{kind}: “{row.twin.headline}”, {row.twin.outlet or 'outlet unknown'}"
    if row.near:
        other = row.near.row.draft
        share = f"{row.near.shared:.0%} of the shorter text stands in both"
        return f"Nearly the same text as “{other.headline}”, {other.outlet or 'outlet unknown'}: {share}"
    return ""


def _lead_told(row: Row) -> str:
    return "It leads its group of copies." if row.group and row.group.lead is row else ""


def told_origin(row: Row, name: str) -> str:
    """Where a value is from, as a sentence; empty where the source states it."""
    before = getattr(row.read, name)
    read = f"Read as “{before}”." if before else "Nothing was read."
    match row.origin(name):
        case Origin.TYPED:
            return f"Typed by you. {read} Delete brings that back."
        case Origin.REMEMBERED:
            return f"As you corrected it last time. {read} Delete brings that back."
        case Origin.GUESSED:
            starts = _WHY.get(name, ("\n",))
            why = next((warning for warning in row.draft.warnings if warning.startswith(starts)), "")
            return f"Guessed. {why or _GUESSES.get(name, _GUESS)}"
        case Origin.NONE:
            return "Nothing was found."
    return ""


_SPOKEN = {Origin.TYPED: "typed by you", Origin.REMEMBERED: "as you corrected it last time", Origin.GUESSED: "guessed"}


def _row_tip(row: Row, column: int) -> str:
    return plain_tip(in_full(row, column))


def _row_spoken(row: Row, column: int) -> str:
    if column == Column.INCLUDE:
        return f"{'Import' if row.included else 'Leave out'}: {row.draft.headline}"
    if column == Column.TWIN and row.is_newer:
        return version_told(row)
    name = _FIELD[column]
    origin = _SPOKEN.get(row.origin(name), "") if name else ""
    title = NAMES[name] if name else TITLES[column]
    return f"{title}: {in_row(row, column) or 'empty'}" + (f", {origin}" if origin else "")


def _row_check(row: Row, column: int) -> Qt.CheckState | None:
    if column != Column.INCLUDE:
        return None
    return Qt.CheckState.Checked if row.included else Qt.CheckState.Unchecked


def _alignment(_line: Line, column: int) -> int | None:
    return RIGHT if column == Column.WORDS else None


def _row_ink(row: Row, column: int) -> QColor | None:
    """What is left out, what was guessed and what cannot be edited is quieter."""
    if not row.included or column in (Column.WORDS, Column.FILE) or _FIELD[column] in row.draft.guessed:
        return _quiet()
    return None


def _row_font(row: Row, column: int) -> QFont | None:
    name = _FIELD[column]
    return _italic() if name and name in row.draft.guessed else None


def _row_mark(row: Row, column: int) -> QPixmap | None:
    """A small sign behind what the person typed, now or in an earlier import."""
    name = _FIELD[column]
    return mark_of(row.origin(name)) if name else None


def mark_of(origin: Origin) -> QPixmap | None:
    """The sign of an origin in the colours of the moment; None where it has none."""
    icon = _MARKS.get(origin)
    return _mark(icon, QGuiApplication.palette().color(QPalette.ColorRole.Link).rgb()) if icon else None


@lru_cache(maxsize=16)
def _mark(icon: str, ink: int) -> QPixmap:
    return pixmap(icon, QColor.fromRgb(ink), _MARK, _DENSITY)


# -- headings


def _heading_shown(heading: Heading, column: int) -> str:
    return heading.title if column == Column.HEADLINE else ""


def _heading_tip(heading: Heading, column: int) -> str:
    if column == Column.INCLUDE:
        return plain_tip("Import all of these, or leave all of them out")
    return plain_tip(_heading_shown(heading, column))


def _heading_spoken(heading: Heading, column: int) -> str:
    if column == Column.INCLUDE:
        chosen = sum(row.included for row in heading.rows)
        return f"Import {chosen} of {heading.title}"
    folded = ", folded" if heading.group.folded else ""
    return f"{_heading_shown(heading, column) or 'Group of copies'}{folded}"


def _heading_check(heading: Heading, column: int) -> Qt.CheckState | None:
    return heading.included if column == Column.INCLUDE else None


def _quiet() -> QColor:
    return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)


def _ground(_heading: Heading, _column: int) -> QColor:
    return QGuiApplication.palette().color(QPalette.ColorRole.AlternateBase)


@lru_cache(maxsize=1)
def _italic() -> QFont:
    font = QFont()
    font.setItalic(True)
    return font


def _strong(_heading: Heading, _column: int) -> QFont:
    return _bold()


@lru_cache(maxsize=1)
def _bold() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font


_ROW_LOOKS: dict[int, Callable[[Any, int], Any]] = {
    _ROLE.DisplayRole: in_row,
    _ROLE.EditRole: in_row,
    _ROLE.CheckStateRole: _row_check,
    _ROLE.ToolTipRole: _row_tip,
    _ROLE.AccessibleTextRole: _row_spoken,
    _ROLE.TextAlignmentRole: _alignment,
    _ROLE.ForegroundRole: _row_ink,
    _ROLE.FontRole: _row_font,
    _ROLE.DecorationRole: _row_mark,
}
_HEADING_LOOKS: dict[int, Callable[[Any, int], Any]] = {
    _ROLE.DisplayRole: _heading_shown,
    _ROLE.EditRole: _heading_shown,
    _ROLE.CheckStateRole: _heading_check,
    _ROLE.ToolTipRole: _heading_tip,
    _ROLE.AccessibleTextRole: _heading_spoken,
    _ROLE.FontRole: _strong,
    _ROLE.BackgroundRole: _ground,
}
