"""The clocks and graves of rows that a merge wrote: undo and redo of it put them back exactly.

Otherwise what was taken back would be newer than what came in, or count as deleted, and merging again would not bring
it in again.
"""

import json
import sqlite3
from collections.abc import Iterable

from annotations.store.merging.kinds import TAGGINGS
from annotations.store.undo.images import Recorded

_WANTED = "merge_id = ?1 AND after = ?2 AND kind = ?3"
_STAMPED = "UPDATE {kind} SET hlc = m.hlc, replica_id = m.replica_id FROM ({source}) m WHERE {place}"
_ENTITIES = f"SELECT key, hlc, replica_id FROM merge_stamps WHERE {_WANTED} AND hlc IS NOT NULL"
_TAGGINGS = (
    "SELECT json_extract(key, '$[0]') AS claim, json_extract(key, '$[1]') AS tag, json_extract(key, '$[2]') AS role,"
    f" json_extract(key, '$[3]') AS coder, hlc, replica_id FROM merge_stamps WHERE {_WANTED} AND hlc IS NOT NULL"
)
_OF_TAGGING = (
    "claim_tags.claim_id = m.claim AND claim_tags.tag_id = m.tag AND claim_tags.role = m.role"
    " AND claim_tags.coder_id = m.coder"
)
_GRAVE = ("hlc", "replica_id", "row", "row_hlc", "row_replica_id", "cascaded")
_DUG = (
    "INSERT OR REPLACE INTO tombstones(kind, uid, hlc, replica_id, row, row_hlc, row_replica_id, cascaded)"
    " SELECT kind, key, "
    + ", ".join(f"json_extract(grave, '$[{n}]')" for n in range(len(_GRAVE)))
    + f" FROM merge_stamps WHERE {_WANTED} AND grave IS NOT NULL"
)
_EMPTIED = f"DELETE FROM tombstones WHERE kind = ?3 AND uid IN (SELECT key FROM merge_stamps WHERE {_WANTED})"


def note(connection: sqlite3.Connection, merge_id: int, keys: Iterable[tuple[str, str]], *, after: bool) -> None:
    """Keep stamps and graves of rows, by kind and key as tombstones have it, as they are now; those kept stay."""
    for kind, key in keys:
        row = connection.execute(*_row(kind, key)).fetchone()
        grave = connection.execute(
            f"SELECT {', '.join(_GRAVE)} FROM tombstones WHERE kind = ? AND uid = ?", (kind, key)
        ).fetchone()
        told = json.dumps(tuple(grave), ensure_ascii=False) if grave else None
        stamp = tuple(row) if row else (None, None)
        connection.execute(
            "INSERT OR IGNORE INTO merge_stamps VALUES(?, ?, ?, ?, ?, ?, ?)",
            (merge_id, kind, key, int(after), *stamp, told),
        )


def note_touched(connection: sqlite3.Connection, merge_id: int, set_right: Iterable[tuple[str, str]]) -> None:
    """Keep stamps and graves of what a merge changed without writing it: that has one clock, before and after.

    It was set right, or a reference was emptied when the merge deleted what that named.
    """
    sql = (
        "WITH changed AS (SELECT DISTINCT tbl AS kind, json_extract(new, '$.uid') AS uid FROM temp.images"
        f" WHERE op = 'u' AND tbl NOT IN ('{TAGGINGS}', 'merges')) SELECT kind, uid FROM changed WHERE NOT EXISTS"
        " (SELECT 1 FROM merge_stamps m WHERE m.merge_id = ? AND m.after = 0 AND m.kind = changed.kind"
        " AND m.key = changed.uid)"
    )
    emptied = [(kind, uid) for kind, uid in connection.execute(sql, (merge_id,)).fetchall()]
    for after in (False, True):
        note(connection, merge_id, [*set_right, *emptied], after=after)


def _row(kind: str, key: str) -> tuple[str, tuple[object, ...]]:
    if kind != TAGGINGS:
        return f"SELECT hlc, replica_id FROM {kind} WHERE uid = ?", (key,)
    where = "claim_id = ? AND tag_id = ? AND role = ? AND coder_id = ?"
    return f"SELECT hlc, replica_id FROM {kind} WHERE {where}", tuple(json.loads(key))


def put_back(connection: sqlite3.Connection, merge_id: int, *, after: bool) -> None:
    """Set stamps and graves as they were before a merge, or after it, once its rows are as they were then."""
    kinds = connection.execute("SELECT DISTINCT kind FROM merge_stamps WHERE merge_id = ?", (merge_id,)).fetchall()
    for (kind,) in kinds:
        values = (merge_id, int(after), kind)
        source, place = (_TAGGINGS, _OF_TAGGING) if kind == TAGGINGS else (_ENTITIES, f"{kind}.uid = m.key")
        connection.execute(_STAMPED.format(kind=kind, source=source, place=place), values)
        connection.execute(_EMPTIED, values)
        connection.execute(_DUG, values)


def follow(connection: sqlite3.Connection, inverse: Iterable[Recorded]) -> None:
    """Put stamps and graves back where a merge was just taken back, or done again."""
    for image in inverse:
        if image.table == "merges" and image.op in "id":
            put_back(connection, json.loads(image.key)[0], after=image.op == "i")
            connection.execute("DELETE FROM tombstones WHERE kind = 'merges'")  # no copy is to hear of it


def forget(connection: sqlite3.Connection, *, besides: int) -> None:
    """Forget the clocks of merges that can no more be taken back or done again, but for the one under way."""
    for (merge_id,) in connection.execute("SELECT DISTINCT merge_id FROM merge_stamps").fetchall():
        played = [f'["merges", "{op}", [{merge_id}], ' for op in "id"]  # as the images of a step have it
        sql = "SELECT 1 FROM history_changes WHERE instr(chunk, ?) OR instr(chunk, ?) LIMIT 1"
        if merge_id != besides and not connection.execute(sql, played).fetchone():
            connection.execute("DELETE FROM merge_stamps WHERE merge_id = ?", (merge_id,))
