"""What a step changed: the feed of every view."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Key = int | tuple[object, ...]

MOST_KEYS = 50_000
"""Above this number of keys in a table only "everything" is told."""


@dataclass(frozen=True, slots=True)
class TableChanges:
    """Keys of the rows of one table that were inserted, updated and deleted."""

    inserted: frozenset[Key] = frozenset()
    updated: frozenset[Key] = frozenset()
    deleted: frozenset[Key] = frozenset()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """All that one step, undo or redo changed.

    `articles` are the articles whose rows, claims or tags were touched, before or after. `initiator` is whoever
    started the step, so that a view can tell its own changes.
    """

    label: str
    initiator: object = None
    sequence: int = 0
    tables: Mapping[str, TableChanges] = field(default_factory=dict)
    articles: frozenset[int] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not self.tables

    def touches(self, *tables: str) -> bool:
        """Whether any of these tables changed."""
        return any(table in self.tables for table in tables)
