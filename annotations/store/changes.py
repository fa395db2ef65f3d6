"""What a step changed: the feed of every view."""

from collections.abc import Iterable, Mapping
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

    @property
    def claims(self) -> list[int] | None:
        """Ids of the claims whose rows or tags changed, in order; None for too many to tell."""
        tables = [self.tables[name] for name in ("claims", "claim_tags") if name in self.tables]
        if any(table.everything for table in tables):
            return None
        return _claims_of(key for table in tables for key in table.inserted | table.updated | table.deleted)

    @property
    def tagged(self) -> list[int]:
        """Ids of the claims that were given tags, in order; none where they are too many to tell."""
        told = self.tables.get("claim_tags", TableChanges())
        return _claims_of(told.inserted | told.updated)


def _claims_of(keys: Iterable[Key]) -> list[int]:
    """The claims of keys in `claims` and `claim_tags`: the key itself or its first part."""
    ids = {key[0] if isinstance(key, tuple) else key for key in keys}
    return sorted(key for key in ids if isinstance(key, int))
