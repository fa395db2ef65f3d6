"""Vectors of claims' words, kept so that each text is embedded once: a cache beside what engines found."""

import json
from collections.abc import Collection, Mapping

from annotations.store.store import Store

_LONGEST = 4096
"""Characters of a kept vector that are looked at."""


class KeptVectors:
    """Reads and writes the cache. It is in no step, no undo and no history, and copies to share are without it."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def get(self, key: str, digests: Collection[str]) -> dict[str, str]:
        """The vectors of these texts that an embedder made, as it packed them.

        Whoever takes them checks them: a file of a stranger may hold anything here.

        Args:
            key: the embedder's.
            digests: of the texts, see `annotations.language.tags.lessons.digest_of`.
        """
        sql = (
            "SELECT digest, payload FROM engine_results WHERE engine = ? AND length(payload) <= ?"
            " AND digest IN (SELECT value FROM json_each(?))"
        )
        rows = self._store.rows(sql, (key, _LONGEST, json.dumps(sorted(digests))))
        return {row["digest"]: row["payload"] for row in rows}

    def put(self, key: str, vectors: Mapping[str, str]) -> None:
        """Keep vectors by the digest of their text.

        Raises:
            ProjectFileError: if the project is open for reading only, was closed, or cannot be written now.
        """
        pairs = json.dumps([[digest, vector] for digest, vector in vectors.items()])
        self._store.put_aside(
            (
                "INSERT OR REPLACE INTO engine_results"
                " SELECT json_extract(value, '$[0]'), ?, json_extract(value, '$[1]') FROM json_each(?)",
                (key, pairs),
            )
        )
