"""What references of a copy had said that were emptied, for what they name was deleted, or that a merge set right."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.store.merging.kinds import SET_RIGHT, TAGGINGS, Kinds

Emptied = dict[tuple[str, int, int], dict[str, str]]
"""By a row's uid and clock, what its write with this clock had said, by column: of references the uids."""


def emptied_in(connection: sqlite3.Connection, schema: str, kind: str, uids: Sequence[object]) -> Emptied:
    """What was emptied or set right in rows of a kind."""
    found: Emptied = {}
    marks = ", ".join("?" * len(uids))
    sql = f"SELECT uid, hlc, replica_id, name, target FROM {schema}.emptied WHERE kind = ? AND uid IN ({marks})"
    for uid, hlc, replica_id, name, target in connection.execute(sql, (kind, *uids)).fetchall():
        found.setdefault((uid, hlc, replica_id), {})[name] = target
    return found


def naming(connection: sqlite3.Connection, schema: str, kinds: Kinds, uid: str) -> Iterator[tuple[str, str]]:
    """Kind and uid of rows that named this one until it went."""
    sql = f"SELECT DISTINCT kind, uid FROM {schema}.emptied WHERE target = ?"
    for kind, row_uid in connection.execute(sql, (uid,)).fetchall():
        if kind in kinds.by_name and kinds[kind].may_be_empty:  # what stands there may be a stranger's
            yield kind, row_uid


class Unlike(NamedTuple):
    """A column of a row that stands and says something else than the row's last write said, or nothing.

    `row_id` is the id of the row. `said` is what was said: of a reference the id of what that named, or its uid where
    it does not stand.
    """

    kind: str
    column: str
    uid: str
    row_id: int
    said: object


def unlike(connection: sqlite3.Connection, schema: str, kinds: Kinds) -> Iterator[Unlike]:
    """What was emptied and names what stands again, though no merge brought it back, and what a merge set right.

    What is empty and names nothing that stands is as it should be.
    """
    for kind in kinds.by_name.values():
        facts = (
            f"FROM {schema}.emptied e"
            f" JOIN {schema}.{kind.name} t ON t.uid = e.uid AND t.hlc = e.hlc AND t.replica_id = e.replica_id"
        )
        for column in kind.may_be_empty:
            sql = (
                f"SELECT t.uid, t.id, coalesce(r.id, e.target) {facts}"
                f" LEFT JOIN {schema}.{kind.refers[column]} r ON r.uid = e.target"
                f" WHERE e.kind = ? AND e.name = ? AND t.{column} IS NOT r.id"
            )
            for uid, row_id, said in connection.execute(sql, (kind.name, column)).fetchall():
                yield Unlike(kind.name, column, uid, row_id, said)
        for column, said in SET_RIGHT.get(kind.name, {}).items():
            sql = f"SELECT t.uid, t.id {facts} WHERE e.kind = ? AND e.name = ? AND e.target = ? AND t.{column} <> ?"
            for uid, row_id in connection.execute(sql, (kind.name, column, said, said)).fetchall():
                yield Unlike(kind.name, column, uid, row_id, said)


_OUTDATED = (
    "DELETE FROM emptied WHERE kind = ?1"
    " AND NOT EXISTS (SELECT 1 FROM main.{kind} t WHERE t.uid = emptied.uid AND t.hlc = emptied.hlc"
    " AND t.replica_id = emptied.replica_id)"
    " AND NOT EXISTS (SELECT 1 FROM tombstones g WHERE g.kind = ?1 AND g.uid = emptied.uid"
    " AND g.row_hlc = emptied.hlc AND g.row_replica_id = emptied.replica_id)"
    " AND (uid, hlc, replica_id) NOT IN"
    " (SELECT key, hlc, replica_id FROM merge_stamps WHERE kind = ?1 AND hlc NOT NULL)"
    " AND (uid, hlc, replica_id) NOT IN"
    " (SELECT key, json_extract(grave, '$[3]'), json_extract(grave, '$[4]') FROM merge_stamps"
    " WHERE kind = ?1 AND json_valid(grave))"
)


def forget(connection: sqlite3.Connection, kinds: Kinds) -> None:
    """Forget what writes had said whose clock no row has, standing or gone, nor gets by taking a merge back.

    Each write to a row that names what is gone keeps that anew, under its own clock.
    """
    for (kind,) in connection.execute("SELECT DISTINCT kind FROM emptied").fetchall():
        if kind in kinds.by_name and kind != TAGGINGS:
            connection.execute(_OUTDATED.format(kind=kind), (kind,))
