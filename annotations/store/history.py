"""Who did what, and when."""

from dataclasses import dataclass

from annotations.store.store import Store


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One action: when (UTC, ISO 8601), by whom, its name, and whether it is done, undone or dropped."""

    id: int
    at: str
    coder_id: int | None
    label: str
    state: str


class History:
    """Reads the history of a project."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def entries(self, limit: int = 200) -> list[HistoryEntry]:
        """The last actions, newest first."""
        rows = self._store.rows("SELECT * FROM history ORDER BY id DESC LIMIT ?", (limit,))
        return [HistoryEntry(row["id"], row["at"], row["coder_id"], row["label"], row["state"]) for row in rows]
