"""The columns of the table: the claim's own, and one for each dimension of the codebook."""

from dataclasses import dataclass

from annotations.claim_rows import Column
from annotations.codebook import Codebook, Dimension, Kind


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its key is what it sorts by (see `annotations.claim_rows.Sort`); `width` is in pixels."""

    key: str
    title: str
    width: int
    dimension: Dimension | None = None


_TEXTS = "Notes"
_BEFORE = (
    Head(Column.NUMBER, "No.", 56),
    Head(Column.QUOTE, "Quote", 320),
)
_AFTER = (
    Head(Column.ARTICLE, "Article", 180),
    Head(Column.OUTLET, "Outlet", 120),
    Head(Column.DATE, "Date", 96),
    Head(Column.CODER, "Coder", 64),
    Head(Column.CHECK, "Check", 96),
    Head(Column.TEXTS, _TEXTS, 72),
    Head(Column.ORIGIN, "Origin", 180),
)
_WIDTHS = {Kind.ACTORS: 236, Kind.SCALE: 132}
_USUAL = 168


def heads(codebook: Codebook) -> tuple[Head, ...]:
    """All columns in the order in which they stand at first."""
    coded = (Head(d.uid, d.name, _WIDTHS.get(d.kind, _USUAL), d) for d in codebook.dimensions)
    return (*_BEFORE, *coded, *_AFTER)
