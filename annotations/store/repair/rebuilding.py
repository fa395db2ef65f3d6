"""A new project file that takes up the rows of a damaged one, as far as they keep the schema's rules."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from annotations.recovery import TableReport
from annotations.store.connections.connection import connect
from annotations.store.format import schema
from annotations.store.repair.salvage import Row, Table, tables

LARGEST_STAMP = 1 << 62
_STAMPS = ("hlc", "last_hlc")


class Rebuilding:
    """The new file under construction, one transaction; references are looked after at the end.

    Args:
        path: an empty file. Nothing of it is of use unless `finish` returned.
    """

    def __init__(self, path: Path) -> None:
        self.connection = connect(path, mode="rw")
        self.kept: Counter[str] = Counter()
        self.altered: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        execute = self.connection.execute
        try:
            execute("PRAGMA synchronous = OFF")  # synced when it is whole
            execute("PRAGMA foreign_keys = OFF")
            schema.migrate(self.connection)
            triggers = execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for trigger in triggers:
                execute(f"DROP TRIGGER {trigger['name']}")
            self._triggers = [trigger["sql"] for trigger in triggers]
            execute("BEGIN")
        except BaseException:
            self.connection.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def put(self, table: Table, row: Row, *, altered: bool = False) -> bool:
        """Store a row if the schema allows it, and count it as kept or altered; whether it is there now."""
        cleaned = {name: _clean(name, row[name]) for name in table.columns if name in row}
        changed = altered or any(cleaned[name] != row[name] for name in cleaned)
        names, marks = ", ".join(cleaned), ", ".join("?" * len(cleaned))
        try:
            self.connection.execute(f"INSERT INTO {table.name}({names}) VALUES({marks})", tuple(cleaned.values()))
        except (sqlite3.DatabaseError, sqlite3.ProgrammingError, OverflowError, UnicodeError):
            return False
        (self.altered if changed else self.kept)[table.name] += 1
        return True

    def has(self, table: str, row_id: object) -> bool:
        """Whether a row with this id is there."""
        found = self.connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).fetchone()
        return found is not None

    def missing_parents(self, table: Table) -> Iterator[tuple[str, int]]:
        """Tables and ids that rows of this table refer to and that are not there."""
        for column, parent, to, _ in table.parents:
            if to == "id":
                for row in self.connection.execute(
                    f"SELECT DISTINCT {column} FROM {table.name} WHERE {self._orphaned(column, parent, to)}"
                ).fetchall():
                    yield parent, row[0]

    def cut_loose(self, table: Table) -> list[sqlite3.Row]:
        """Empty references to rows that are not there; where a row cannot do without, remove and return it."""
        gone: list[sqlite3.Row] = []
        for column, parent, to, optional in table.parents:
            orphaned = self._orphaned(column, parent, to)
            if optional:
                sql = f"UPDATE {table.name} SET {column} = NULL WHERE {orphaned}"
                changed = self.connection.execute(sql).rowcount
                self.altered[table.name] += changed
                self.kept[table.name] -= changed
            else:
                gone += self.connection.execute(f"SELECT * FROM {table.name} WHERE {orphaned}").fetchall()
                self.connection.execute(f"DELETE FROM {table.name} WHERE {orphaned}")
        self.lost[table.name] += len(gone)
        self.kept[table.name] -= len(gone)
        return gone

    @staticmethod
    def _orphaned(column: str, parent: str, to: str) -> str:
        return f"{column} IS NOT NULL AND {column} NOT IN (SELECT {to} FROM {parent})"

    def finish(self) -> None:
        """Commit, put the triggers back and make the full-text indexes anew."""
        execute = self.connection.execute
        execute("COMMIT")
        for trigger in self._triggers:
            execute(trigger)
        for row in execute("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'").fetchall():
            execute(f"INSERT INTO {row['name']}({row['name']}) VALUES('rebuild')")

    def counts(self, unreadable: set[str]) -> dict[str, TableReport]:
        """What became of the rows, by table."""
        names = sorted({*self.kept, *self.altered, *self.lost, *unreadable} & set(tables()))
        return {
            name: TableReport(max(0, self.kept[name]), self.altered[name], self.lost[name], name in unreadable)
            for name in names
        }


def _clean(name: str, value: object) -> object:
    """Letters that are none become "�"; a clock that cannot be starts again."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if name in _STAMPS and not (isinstance(value, int) and 0 <= value < LARGEST_STAMP):
        return 1
    return value


def shipped_rows(folder: Path) -> dict[str, dict[str, Row]]:
    """The rows of the shipped codebook by table and uid, to stand in for lost ones; `folder` is for a moment's use."""
    from annotations.codebook_file import shipped_codebook
    from annotations.store.codebooks.codebook import CodebookStore
    from annotations.store.files.making import make
    from annotations.store.store import Store

    def fill(store: Store) -> int:
        CodebookStore(store).install(shipped_codebook())
        return 0

    path = folder / "shipped.pressmark"
    make(path, fill)
    with closing(connect(path, mode="ro")) as connection:
        return {
            name: {
                row["uid"]: {column: row[column] for column in tables()[name].columns if column != "id"}
                for row in connection.execute(f"SELECT * FROM {name}")
            }
            for name in ("dimensions", "tags", "coders")
        }
