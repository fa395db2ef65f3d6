"""People who turn out to be one: the same name, come to two copies of a project by two ways."""

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from annotations.claims import Coder
from annotations.codebook import NONE_OF_THESE
from annotations.errors import AnnotationError
from annotations.progress import Progress
from annotations.store.merging import given_way
from annotations.store.saved_filters import let_follow
from annotations.store.store import Store
from annotations.store.undo.images import LOGGED

if TYPE_CHECKING:
    from annotations.store.coders import Coders

_BATCH = 500
_TAGGINGS = "claim_tags"

_EXCLUDE = f"""SELECT 1 FROM claim_tags k, tags kt, tags t, dimensions d
  WHERE k.claim_id = claim_tags.claim_id AND k.coder_id = ?1 AND k.tag_id <> claim_tags.tag_id AND kt.id = k.tag_id
  AND t.id = claim_tags.tag_id AND t.dimension_id = kt.dimension_id AND d.id = t.dimension_id
  AND (d.kind IN ('one', 'scale') OR '{NONE_OF_THESE}' IN (kt.key, t.key))"""
"""Taggings of the coder ?1 beside which a tagging on the same claim cannot stand, once both are of one coder."""

_OLDER = f"DELETE FROM claim_tags WHERE coder_id = ?2 AND EXISTS ({_EXCLUDE} AND k.hlc >= claim_tags.hlc)"
_OVERTAKEN = f"DELETE FROM claim_tags WHERE coder_id = ?2 AND EXISTS ({_EXCLUDE})"
_GIVEN = """INSERT INTO claim_tags(claim_id, tag_id, role, coder_id, origin, hlc, replica_id)
  SELECT o.claim_id, o.tag_id, o.role, ?1, o.origin, s.hlc, s.replica_id FROM claim_tags o, temp.stamp s
  WHERE o.coder_id = ?2 AND NOT EXISTS (SELECT 1 FROM claim_tags k WHERE k.claim_id = o.claim_id
    AND k.tag_id = o.tag_id AND k.role = o.role AND k.coder_id = ?1)"""


def merge(store: Store, coders: "Coders", stays_id: int, other_ids: Sequence[int]) -> Generator[Progress, None, int]:
    """Give all that coders did to the one that stays; returns how many claims got another maker.

    Where both set what excludes each other on one claim (two values of a scale), the later one is kept. The history
    goes on to list what the others did, without their name. Whoever works under the name of one that goes, works on
    under the one that stays.

    Raises:
        AnnotationError: if one of them is the built-in coder.
        KeyError: if one of them is gone.
    """
    stays, others = coders.get(stays_id), [coders.get(i) for i in dict.fromkeys(other_ids) if i != stays_id]
    if any(one.agreed for one in (stays, *others)):
        raise AnnotationError(f"“{stays.name}” is no person", "Choose two people")
    moved = 0
    for other in others:
        moved += yield from _hand_over(store, stays, other)
        _hand_over_taggings(store, stays.id, other.id)
    let_follow(store, [other.uid for other in others], stays.uid)
    store.delete("coders", [other.id for other in others])
    if store.coder_id in {other.id for other in others}:
        store.coder_id = stays.id
    return moved


def _hand_over(store: Store, stays: Coder, other: Coder) -> Generator[Progress, None, int]:
    """Let all rows that name one person name another; returns how many claims were among them."""
    moved = 0
    for table, column in _references(store):
        ids = store.column(f"SELECT id FROM {table} WHERE {column} = ? ORDER BY id", (other.id,))
        for place in range(0, len(ids), _BATCH):
            yield Progress(place, len(ids), other.name)
            store.update(table, ids[place : place + _BATCH], **{column: stays.id})
        moved += len(ids) if (table, column) == ("claims", "coder_id") else 0
    return moved


def _references(store: Store) -> list[tuple[str, str]]:
    """Tables whose rows have an id, with their columns that name a person, as the file's own schema has them."""
    return [
        (table, str(key["from"]))
        for table in LOGGED
        if table != _TAGGINGS
        for key in store.rows(f"PRAGMA foreign_key_list({table})")
        if key["table"] == "coders"
    ]


def _hand_over_taggings(store: Store, stays_id: int, other_id: int) -> None:
    given_way.delete_of_coder(store.execute, other_id)
    store.execute(_OLDER, (stays_id, other_id))
    store.execute(_OVERTAKEN, (other_id, stays_id))
    store.execute(_GIVEN, (stays_id, other_id))
    store.execute("DELETE FROM claim_tags WHERE coder_id = ?", (other_id,))
