"""Which columns the person has, in which order and how wide, remembered from one project to the next."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QByteArray

from app.settings import Settings
from app.workspaces.claims.columns import Head
from app.workspaces.claims.table import ClaimsTable

_NAME = "claims-columns"
_LEAST, _MOST = 40, 2000


@dataclass(frozen=True, slots=True)
class Layout:
    """Keys of columns in order, widths in pixels by key, keys of those that are hidden."""

    order: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()


def stored(settings: Settings) -> Layout:
    """What was remembered; nothing where that cannot be read."""
    try:
        data: Any = json.loads(bytes(settings.layout(_NAME).data()) or b"{}")
        widths = {str(key): int(width) for key, width in data.get("widths", {}).items()}
        return Layout(
            tuple(map(str, data.get("order", ()))),
            {key: width for key, width in widths.items() if _LEAST <= width <= _MOST},
            frozenset(map(str, data.get("hidden", ()))),
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Layout()


def keep(settings: Settings, table: ClaimsTable, heads: tuple[Head, ...]) -> None:
    """Remember the columns as they are; those of dimensions that other projects have stay remembered as well."""
    before, shown = stored(settings), table.horizontalHeader()
    here = {head.key for head in heads}
    order = [heads[shown.logicalIndex(place)].key for place in range(len(heads))]
    widths = {head.key: table.columnWidth(n) for n, head in enumerate(heads) if not table.isColumnHidden(n)}
    hidden = {head.key for n, head in enumerate(heads) if table.isColumnHidden(n)}
    data = {
        "order": [*order, *(key for key in before.order if key not in here)],
        "widths": {**before.widths, **widths},
        "hidden": sorted(hidden | (before.hidden - here)),
    }
    settings.keep_layout(_NAME, QByteArray(json.dumps(data).encode()))


def dress(table: ClaimsTable, heads: tuple[Head, ...], layout: Layout) -> None:
    """Give the table its columns as they were left; new ones stand where they would at first."""
    table.set_heads(heads)
    known = [key for key in layout.order if any(head.key == key for head in heads)]
    for place, head in enumerate(heads):
        if head.key not in known:
            known.insert(min(place, len(known)), head.key)
    shown = table.horizontalHeader()
    for section, head in enumerate(heads):
        if width := layout.widths.get(head.key):
            table.setColumnWidth(section, width)
    for place, key in enumerate(known):
        section = next(n for n, head in enumerate(heads) if head.key == key)
        shown.moveSection(shown.visualIndex(section), place)
    if not all(head.key in layout.hidden for head in heads):
        for section, head in enumerate(heads):
            table.setColumnHidden(section, head.key in layout.hidden)
