"""How often tags are set: counted from the index, so that a million claims take a moment."""

from collections.abc import Collection, Iterator
from typing import TypeVar

from annotations.codebook_edits import Merged, Touched
from annotations.store.sql import marks
from annotations.store.store import Store

T = TypeVar("T")

_BATCH = 500


class CodebookUsage:
    """Counts claims and taggings by tag. A project with a million claims takes about a second: ask from aside."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def counts(self) -> dict[int, int]:
        """The number of claims that have a tag, by the tag's id; tags that none has are left out."""
        rows = self._store.rows(
            "SELECT tag_id, count(*) AS n FROM (SELECT DISTINCT tag_id, claim_id FROM claim_tags) GROUP BY tag_id"
        )
        return {row["tag_id"]: row["n"] for row in rows}

    def of_tags(self, tag_ids: Collection[int]) -> dict[int, int]:
        """The number of claims that have a tag, for each of these tags."""
        sql = "SELECT count(*) FROM (SELECT DISTINCT claim_id FROM claim_tags WHERE tag_id = ?)"
        return {tag_id: int(self._store.value(sql, (tag_id,))) for tag_id in tag_ids}

    def touched(self, tag_ids: Collection[int]) -> Touched:
        """What hangs on some tags together."""
        taggings = sum(
            int(self._store.value(f"SELECT count(*) FROM claim_tags WHERE tag_id IN ({marks(some)})", some))
            for some in _batches(tag_ids)
        )
        return Touched(self._claims(tag_ids), taggings)

    def merged(self, keep: int, others: Collection[int]) -> Merged:
        """What merging the other tags into one would do."""
        return Merged(self._claims(others), self._claims(others, keep))

    def _claims(self, tag_ids: Collection[int], also: int | None = None) -> int:
        """How many claims have one of the tags, and also another one if that is named."""
        if len(tag_ids) > _BATCH:  # too many for one statement; the claims are put together here
            found: set[int] = set()
            for some in _batches(tag_ids):
                found.update(
                    self._store.column(f"SELECT claim_id FROM claim_tags WHERE tag_id IN ({marks(some)})", some)
                )
            return len(found if also is None else found.intersection(self._having(also)))
        some = tuple(tag_ids)
        having = "" if also is None else " AND claim_id IN (SELECT claim_id FROM claim_tags WHERE tag_id = ?)"
        sql = f"SELECT count(DISTINCT claim_id) FROM claim_tags WHERE tag_id IN ({marks(some)}){having}"
        return int(self._store.value(sql, some if also is None else (*some, also)))

    def _having(self, tag_id: int) -> list[int]:
        return self._store.column("SELECT claim_id FROM claim_tags WHERE tag_id = ?", (tag_id,))


def _batches(items: Collection[T]) -> Iterator[tuple[T, ...]]:
    listed = tuple(items)
    for place in range(0, len(listed), _BATCH):
        yield listed[place : place + _BATCH]
