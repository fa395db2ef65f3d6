"""Which rows of the import preview are shown."""

from collections import Counter
from collections.abc import Callable, Collection
from enum import StrEnum

from app.models.draft_cells import Column, in_row
from app.models.draft_rows import Origin, Row

_SEARCHED = (
    *(Column.HEADLINE, Column.OUTLET, Column.SECTION, Column.AUTHOR, Column.DATE, Column.LANGUAGE, Column.TYPE),
    *(Column.TWIN, Column.NOTES, Column.FILE),
)


class Show(StrEnum):
    """Kinds of rows, as the filter names them; a row may be of several."""

    ALL = "All"
    NOTES = "With notes"
    COPIES = "Copies"
    NEWER = "Newer versions"
    NO_DATE = "Without a date"
    NO_OUTLET = "Without an outlet"
    REMEMBERED = "Corrected as before"
    LEFT_OUT = "Left out"


_ARE: dict[Show, Callable[[Row], bool]] = {
    Show.ALL: lambda _: True,
    Show.NOTES: lambda row: bool(row.draft.warnings),
    Show.COPIES: lambda row: bool(row.group or row.twin or row.near),
    Show.NEWER: lambda row: row.is_newer,
    Show.NO_DATE: lambda row: not row.draft.published,
    Show.NO_OUTLET: lambda row: not row.draft.outlet,
    Show.REMEMBERED: lambda row: any(row.origin(name) is Origin.REMEMBERED for name in row.recalled),
    Show.LEFT_OUT: lambda row: not row.included,
}


def is_shown(row: Row, show: Show, words: str) -> bool:
    """Whether a row is of a kind and has all of some words, in whatever case, in its cells."""
    if not _ARE[show](row):
        return False
    wanted = words.casefold().split()
    if not wanted:
        return True
    held = "\n".join(in_row(row, column) for column in _SEARCHED).casefold()
    return all(word in held for word in wanted)


def counted(rows: Collection[Row]) -> Counter[Show]:
    """How many rows there are of each kind."""
    return Counter({show: sum(map(is_of, rows)) for show, is_of in _ARE.items()})
