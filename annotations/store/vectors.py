"""Vectors of claims' words, kept so that each text is embedded once: a cache beside what engines found."""

import json
from collections.abc import Collection, Mapping

from annotations.store.store import Store

_LONGEST = 4096
"""Characters of a kept vector that are looked at."""

_AT_ONCE = 500
"""How many outdated vectors are dropped at a time, while who edits waits: that takes some hundredths of a second."""


class KeptVectors:
    """Reads and writes the cache. It is in no step, no undo and no history, and copies to share are without it."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store
        self._alone: set[str] = set()
        """The embedders beside whose vectors none of others are kept."""

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
        """Keep vectors by the digest of their text; some that another embedder made go each time: it is used no more.

        Raises:
            ProjectFileError: if the project is open for reading only, was closed, or cannot be written now.
        """
        pairs = json.dumps([[digest, vector] for digest, vector in vectors.items()])
        self._store.put_aside(
            (
                "DELETE FROM engine_results WHERE engine <> ? AND digest IN (SELECT value FROM json_each(?))",
                (key, json.dumps(self._outdated(key))),
            ),
            (
                "INSERT OR REPLACE INTO engine_results"
                " SELECT json_extract(value, '$[0]'), ?, json_extract(value, '$[1]') FROM json_each(?)",
                (key, pairs),
            ),
        )

    def _outdated(self, key: str) -> list[str]:
        """Digests of some vectors that another embedder made: unlike what engines found, they are of no article's text.

        It goes through all that is kept, so once there are no more nobody looks again.
        """
        if key in self._alone:
            return []
        sql = (
            "SELECT digest FROM engine_results WHERE engine <> ? AND NOT EXISTS"
            " (SELECT 1 FROM texts WHERE texts.digest = engine_results.digest) LIMIT ?"
        )
        found = [str(row["digest"]) for row in self._store.rows(sql, (key, _AT_ONCE))]
        if not found:
            self._alone.add(key)
        return found
