"""Source layouts: what has its values in the same places, so that what was put right once is right the next time."""

from collections.abc import Iterable
from dataclasses import replace

from annotations.importers.draft import Draft
from annotations.importers.likeness.versions import page_of
from annotations.importers.tables.mapping import layout_of

PASTED = "pasted text"
"""Stands in a layout where others have the name of a format."""

_PARTED = ": "
_LONGEST = 120


def layout(kind: str, whose: str = "") -> str:
    """Return the layout of one kind of source, of a site, sender or channel where it has one; on one line."""
    named = " ".join(whose.split())
    return f"{kind}{_PARTED}{_shortened(named, named)}" if named else kind


def table_layout(columns: Iterable[str]) -> str:
    """Return the layout of a table by the names of its columns; tables with other ones have another."""
    names = [*columns]
    return f"a table{_PARTED}{_shortened(', '.join(' '.join(name.split()) for name in names), layout_of(names))}"


def is_of_one_source(layout: str) -> bool:
    """Whether a layout says whose it is, not only of what kind: what that leaves empty may be always the same."""
    return _PARTED in layout


def laid_out(drafts: Iterable[Draft], kind: str) -> list[Draft]:
    """Return the drafts with the layout of a format; those keep theirs whose module knows more of it.

    A draft with a web address has the layout of its site.
    """
    return [draft if draft.layout else replace(draft, layout=_of(draft, kind)) for draft in drafts]


def _of(draft: Draft, kind: str) -> str:
    page = page_of(draft.url)
    return layout(kind, page.host if page else "")


def _shortened(named: str, identity: str) -> str:
    """What is too long is cut, and told from others by what identifies it."""
    if len(named) <= _LONGEST:
        return named
    return f"{named[:_LONGEST].rstrip()} … {layout_of([identity])[:8]}"
