"""What references of a copy had said that were emptied, for what they name was deleted, or that a merge set right."""

import sqlite3
from collections.abc import Iterator, Sequence

from annotations.store.merging.kinds import Kinds

Emptied = dict[tuple[str, int, int], dict[str, str]]
"""By a row's uid and clock, the uids that its write with this clock had named, by column."""


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


def to_be_filled(connection: sqlite3.Connection, schema: str, kinds: Kinds) -> Iterator[tuple[str, str]]:
    """Kind and uid of rows with an empty reference to what stands again, though no merge brought it back."""
    for kind in kinds.by_name.values():
        for column in kind.may_be_empty:
            sql = (
                f"SELECT t.uid FROM {schema}.emptied e JOIN {schema}.{kind.name} t ON t.uid = e.uid AND t.hlc = e.hlc"
                f" AND t.replica_id = e.replica_id JOIN {schema}.{kind.refers[column]} r ON r.uid = e.target"
                f" WHERE e.kind = ? AND e.name = ? AND t.{column} IS NULL"
            )
            rows = connection.execute(sql, (kind.name, column)).fetchall()
            yield from ((kind.name, row[0]) for row in rows)


def set_right(connection: sqlite3.Connection, schema: str, kinds: Kinds) -> Iterator[tuple[str, str]]:
    """Kind and uid of rows that name something else than they said: what comes now may let them say it again."""
    for kind in kinds.by_name.values():
        for column in kind.may_be_empty:
            sql = (
                f"SELECT t.uid FROM {schema}.emptied e JOIN {schema}.{kind.name} t ON t.uid = e.uid AND t.hlc = e.hlc"
                f" AND t.replica_id = e.replica_id JOIN {schema}.{kind.refers[column]} r ON r.id = t.{column}"
                f" WHERE e.kind = ? AND e.name = ? AND r.uid <> e.target"
            )
            rows = connection.execute(sql, (kind.name, column)).fetchall()
            yield from ((kind.name, row[0]) for row in rows)
