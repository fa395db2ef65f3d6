"""Keeping what references said that are emptied when what they name is deleted: nobody wrote these rows.

Each row of the table `emptied` says what the write of a row with that clock had said, and counts while the row has that
clock. Who writes such a row later, and leaves the empty reference alone, says the same again; who writes it once more
in the step with that clock, and names something, says only that.
"""

import sqlite3
from collections.abc import Iterable, Iterator

NAMES = "kind, uid, hlc, replica_id, name, target"


def triggers(connection: sqlite3.Connection, tables: Iterable[str]) -> Iterator[str]:
    """Statements that make the temporary triggers; `stamp` is the temporary table with the clock of the step."""
    emptied: dict[str, list[tuple[str, str]]] = {}
    for table in tables:
        columns = list(_may_be_empty(connection, table))
        if columns:
            yield _said_again(table, [column for column, *_ in columns])
        yield from (_said_anew(table, column) for column, *_ in columns)
        for column, owner, when_deleted in columns:
            if when_deleted == "SET NULL":
                emptied.setdefault(owner, []).append((table, column))
    for owner, named_by in emptied.items():
        yield _kept(owner, named_by)


def _may_be_empty(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str, str]]:
    """Columns that name a row and may be empty: with the table they name, and what deleting that row does to them."""
    if not connection.execute(f"SELECT 1 FROM pragma_table_info('{table}') WHERE name = 'uid'").fetchone():
        return
    optional = f"SELECT name FROM pragma_table_info('{table}') WHERE NOT \"notnull\""
    sql = f'SELECT "from", "table", on_delete FROM pragma_foreign_key_list(\'{table}\') WHERE "from" IN ({optional})'
    for column, owner, when_deleted in connection.execute(sql).fetchall():
        if when_deleted != "CASCADE":
            yield column, owner, when_deleted


def _kept(owner: str, columns: Iterable[tuple[str, str]]) -> str:
    """Note what names a row, before it goes: afterwards nobody knows what it was."""
    statements = "".join(
        f" INSERT OR IGNORE INTO emptied({NAMES}) SELECT '{table}', x.uid, x.hlc, x.replica_id, '{column}', old.uid"
        f" FROM main.{table} x WHERE x.{column} = old.id;"
        for table, column in columns
    )
    return f"CREATE TEMP TRIGGER keep_emptied_by_{owner} BEFORE DELETE ON main.{owner} BEGIN{statements} END"


def _said_again(table: str, columns: Iterable[str]) -> str:
    """Let a write that leaves a reference empty say what it said before; not one that came from another copy."""
    left = " OR ".join(f"(e.name = '{column}' AND old.{column} IS NULL AND new.{column} IS NULL)" for column in columns)
    return (
        f"CREATE TEMP TRIGGER keep_emptied_in_{table} AFTER UPDATE OF hlc ON main.{table}"
        " WHEN (new.hlc, new.replica_id) <> (old.hlc, old.replica_id)"
        " AND EXISTS (SELECT 1 FROM stamp WHERE hlc = new.hlc AND replica_id = new.replica_id) BEGIN"
        f" INSERT OR IGNORE INTO emptied({NAMES}) SELECT e.kind, e.uid, new.hlc, new.replica_id, e.name, e.target"
        f" FROM emptied e WHERE e.kind = '{table}' AND e.uid = old.uid AND e.hlc = old.hlc"
        f" AND e.replica_id = old.replica_id AND ({left}); END"
    )


def _said_anew(table: str, column: str) -> str:
    """Forget what a write had said where the step under way, which has its clock, names something else."""
    return (
        f"CREATE TEMP TRIGGER forget_emptied_{table}_{column} AFTER UPDATE OF {column} ON main.{table}"
        f" WHEN new.{column} IS NOT NULL AND EXISTS (SELECT 1 FROM stamp WHERE hlc = new.hlc AND replica_id ="
        f" new.replica_id) BEGIN DELETE FROM emptied WHERE kind = '{table}' AND uid = new.uid AND hlc = new.hlc"
        f" AND replica_id = new.replica_id AND name = '{column}'; END"
    )
