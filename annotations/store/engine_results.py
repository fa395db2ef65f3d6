"""What engines found in texts, kept so that a text is read once: a cache, which is no part of the work."""

import json

from annotations.language.found import Found
from annotations.store.store import Store

_LARGEST = 16_000_000
"""Characters of a result that is looked at; what is found in a text of a megabyte takes less than one."""


class EngineResults:
    """Reads and writes the cache. It is in no step, no undo and no history, and copies to share are without it."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def get(self, digest: str, engine: str, length: int) -> Found | None:
        """What this engine found in a text, or None if that is not known.

        What a file of a stranger holds here counts only if it could be true of such a text.

        Args:
            digest: the text's, see `annotations.text.digest`.
            engine: the engine's key, see `annotations.language.engine`.
            length: the text's, in code points.
        """
        sql = "SELECT payload FROM engine_results WHERE digest = ? AND engine = ? AND length(payload) <= ?"
        return _found(self._store.value(sql, (digest, engine, _LARGEST)), length)

    def of_text(self, digest: str, length: int) -> tuple[str, Found] | None:
        """The key of the engine that read a text last, and what it found; as `get`."""
        sql = "SELECT engine, payload FROM engine_results WHERE digest = ? AND length(payload) <= ?"
        row = self._store.row(sql, (digest, _LARGEST))
        found = _found(row["payload"], length) if row else None
        return (str(row["engine"]), found) if row and found else None

    def put(self, digest: str, engine: str, found: Found) -> None:
        """Keep what an engine found in a text, in place of what any engine found in it before.

        Raises:
            ProjectFileError: if the project is open for reading only, was closed, or cannot be written now.
        """
        payload = json.dumps(found.as_json(), ensure_ascii=False, separators=(",", ":"))
        self._store.put_aside(
            ("DELETE FROM engine_results WHERE digest = ?", (digest,)),
            ("INSERT INTO engine_results VALUES(?, ?, ?)", (digest, engine, payload)),
        )


def _found(payload: str | None, length: int) -> Found | None:
    if payload is None:
        return None
    try:
        return Found.from_json(json.loads(payload), length)
    except (ValueError, TypeError, RecursionError):
        return None
