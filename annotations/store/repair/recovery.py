"""Recovering a damaged project file into a new one.

Every row that can still be reached is taken up if it keeps the rules of the schema; what the indexes tell of rows that
cannot be reached is used too. Texts are verified by their digest and claims by their quote. The damaged file is only
read, in a child process: there it can neither crash the window, nor fill the memory, nor keep it busy for ever.
"""

import os
import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, cast

from annotations.codebook import shipped_uid
from annotations.errors import DamagedFileError, ProjectFileError
from annotations.progress import Progress
from annotations.recovery import RecoveryReport
from annotations.store.connections.telling import in_words
from annotations.store.files.check import problems
from annotations.store.files.making import beside, claim
from annotations.store.ids import uuid7
from annotations.store.repair.mending import Mending
from annotations.store.repair.rebuilding import LARGEST_STAMP, Rebuilding, shipped_rows
from annotations.store.repair.salvage import Row, Salvage, Table, tables
from annotations.store.store import Store

_FIRST = (
    *("meta", "replicas", "coders", "outlets", "batches", "texts", "articles", "cuts", "dimensions", "tags"),
    *("aliases", "claims", "claim_tags", "briefs", "brief_issues", "rejections", "tombstones", "history"),
)
"""Parents before children; tables not named here follow."""
_LEFT_OUT = {"engine_results"}
"""A cache."""
_STEP = 500

_HEAP = 512_000_000
"""Bytes that SQLite may take in the child; the values it reads have 64 million at most."""
_MEMORY = 600_000_000
_MEMORY_A_BYTE = 2
"""Bytes of memory that are allowed beyond that for each byte of the file: what its indexes say is kept to the end."""
_DEADLINE = 300.0
_BYTES_A_SECOND = 500_000
"""How slowly a file may be recovered: a tenth of what is usual."""
_LOST = {"time": "it takes too long", "memory": "it takes more memory than any project"}


def recover(damaged: Path, target: Path) -> Generator[Progress, None, RecoveryReport]:
    """Write what can be saved of a damaged project into a new file.

    Args:
        damaged: the file; it is not changed, and nobody must be writing it.
        target: the new file; nothing is overwritten, and it stands there only when it is whole and was checked.

    Returns:
        What is as it was, what is not, and what is lost.

    Raises:
        DamagedFileError: if nothing of the file can be read.
        ProjectFileError: if the new file cannot be written.
    """
    damaged, target = Path(damaged).absolute(), Path(target).absolute()
    if not damaged.is_file():
        raise ProjectFileError("There is no such file", "Check its name and folder", damaged)
    claim(target)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with tempfile.TemporaryDirectory() as folder:
            asked = {"damaged": str(damaged), "target": str(unfinished), "folder": folder}
            report = _report_of((yield from answers(asked)), damaged, target)
        for leftover in beside(target):
            leftover.unlink(missing_ok=True)
        unfinished.replace(target)
    except BaseException as error:
        for path in (unfinished, *beside(unfinished), target):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unmade(error, target) from error
        raise
    return report


def _report_of(answer: dict[str, Any], damaged: Path, target: Path) -> RecoveryReport:
    """The report of an answer as `serve` gives it, or its refusal raised."""
    if "unread" in answer:
        what, remedy = answer["unread"]
        raise DamagedFileError(what, remedy, damaged)
    if "unmade" in answer:
        what, remedy = answer["unmade"]
        raise ProjectFileError(what, remedy, target)
    return RecoveryReport.from_data(answer["report"])


def _unmade(error: OSError, target: Path) -> ProjectFileError:
    reason = error.strerror or str(error)
    return ProjectFileError(f"The file cannot be made ({reason})", "Choose another folder", target)


def answers(asked: dict[str, Any]) -> Generator[Progress, None, dict[str, Any]]:
    """Have a child recover a file: yields at least ten times a second, and returns what `serve` does."""
    from annotations.worker import Worker, WorkerFaultError, WorkerLostError

    size = Path(asked["damaged"]).stat().st_size
    with closing(Worker("recover", memory=_MEMORY + _MEMORY_A_BYTE * size)) as worker:
        work = worker.run(asked, deadline=_DEADLINE + size / _BYTES_A_SECOND)
        try:
            return cast("dict[str, Any]", (yield from work))
        except OSError:  # no child can be started here; SQLite's own limits have to do
            return (yield from work_on(asked))
        except (WorkerLostError, WorkerFaultError) as error:
            reason = _LOST.get(getattr(error, "reason", ""), "the program that reads it failed")
            return {"unread": [f"The file cannot be recovered ({reason})", "Open a backup or a colleague's copy"]}
        finally:
            work.close()


def serve(asked: dict[str, Any]) -> Generator[Progress, None, dict[str, Any]]:
    """Be the child: recover the file "damaged" into "target", with "folder" for copies.

    Returns:
        "report", as data; or instead what and remedy: "unread" where the file is the reason that there is none,
        "unmade" where the new one is.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA hard_heap_limit = {_HEAP}")
    return (yield from work_on(asked))


def work_on(asked: dict[str, Any]) -> Generator[Progress, None, dict[str, Any]]:
    """As `serve`, in this process and without its limits."""
    damaged, target = Path(asked["damaged"]), Path(asked["target"])
    try:
        report = yield from _recovered(damaged, target, Path(asked["folder"]))
    except DamagedFileError as error:
        return {"unread": [error.what, error.remedy]}
    except ProjectFileError as error:
        return {"unmade": [error.what, error.remedy]}
    except sqlite3.Error as error:
        return {"unmade": in_words(error)}
    except OSError as error:
        refusal = _unmade(error, target)
        return {"unmade": [refusal.what, refusal.remedy]}
    return {"report": report.as_data()}


def _recovered(damaged: Path, unfinished: Path, folder: Path) -> Generator[Progress, None, RecoveryReport]:
    yield Progress(0, 0, "Looking for what can be read")
    try:
        salvage = Salvage(damaged, folder)
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise DamagedFileError(
            f"Nothing of the file can be read ({' '.join(str(error).split())})",
            "Open a backup or a colleague's copy",
            damaged,
        ) from error
    unfinished.unlink(missing_ok=True)
    unfinished.touch(exist_ok=False)
    with closing(salvage), closing(Rebuilding(unfinished)) as new:
        recovery = _Recovery(salvage, new, folder)
        yield from recovery.run()
        yield Progress(0, 0, "Indexing the new file")
        new.finish()
        report = recovery.report()
    yield Progress(0, 0, "Checking the new file")
    store = Store(unfinished, writable=True)
    try:
        found = problems(store)
    finally:
        store.close()
    if found:
        raise DamagedFileError(f"What was recovered is not sound ({found[0]})", "Open a backup", damaged)
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    return report


class _Recovery:
    """The way through the tables."""

    def __init__(self, salvage: Salvage, new: Rebuilding, folder: Path) -> None:
        self._salvage = salvage
        self._folder = folder
        self._new = new
        self._mending = Mending(new)
        self._shipped: dict[str, dict[str, Row]] | None = None
        self._indexed: dict[str, dict[int, Row]] = {}
        self._notes: list[str] = []
        others = sorted(set(tables()) - set(_FIRST) - _LEFT_OUT)
        self._order = [tables()[name] for name in (*_FIRST, *others)]

    def run(self) -> Generator[Progress, None, None]:
        """Take up all tables."""
        for place, table in enumerate(self._order):
            yield from self._table(table, Progress(place, len(self._order), table.name.replace("_", " ")))
            if table.name == "claims":
                self._mending.settle()
        for table in self._order:
            for parent, row_id in self._new.missing_parents(table):
                self._stand_in(tables()[parent], row_id)
        for table in self._order:
            for row in self._new.cut_loose(table):
                if table.name == "claims":
                    self._mending.lose_number(row["number"])
        self._needed()
        self._steps()

    def report(self) -> RecoveryReport:
        """What became of everything."""
        mending = self._mending
        return RecoveryReport(
            self._new.counts(self._salvage.unreadable),
            tuple(sorted(mending.lost_claims)),
            tuple(sorted(mending.altered_claims.items())),
            mending.headlines(),
            tuple(self._notes),
        )

    # -- one table

    def _table(self, table: Table, progress: Progress) -> Generator[Progress, None, None]:
        yield progress
        if not table.has_rowid:
            yield from self._keyed(table, progress)
            return
        indexed = self._indexed[table.name] = self._salvage.from_indexes(table)
        taken: set[int] = set()
        refused: dict[int, Row] = {}
        for count, (key, row) in enumerate(self._salvage.rows(table, indexed)):
            if count % _STEP == 0:
                yield progress
            if self._take(table, row):
                taken.add(key)
            else:
                refused[key] = {"number": row.get("number")}
        for key in sorted({*indexed, *refused} - taken):
            self._restore(table, key, refused.get(key, {}) | indexed.get(key, {}))

    def _keyed(self, table: Table, progress: Progress) -> Generator[Progress, None, None]:
        """Rows of a table without rowid; those its index alone still has get the rest by default."""
        for count, (_, row) in enumerate(self._salvage.rows(table)):
            if count % _STEP == 0:
                yield progress
            self._new.put(table, row)
        if table.name in self._salvage.unreadable:
            for row in self._salvage.index_rows(table):
                self._new.put(table, {**_stamped(table), **row}, altered=True)

    def _take(self, table: Table, row: Row) -> bool:
        match table.name:
            case "texts":
                return self._mending.add_text(row)
            case "articles":
                return self._mending.add_article(row)
            case "claims":
                return self._mending.add_claim(row)
        return self._new.put(table, row)

    def _restore(self, table: Table, key: int, known: Row) -> None:
        """Store what the indexes tell of a row that cannot be read, or count it as lost."""
        if table.name == "articles" and self._mending.article_from_index(key, known):
            return
        row = {**_stamped(table), **self._shipped_row(table, known.get("uid")), **known, "id": key}
        if table.needed <= set(row) and self._new.put(table, row, altered=True):
            return
        self._new.lost[table.name] += 1
        if table.name == "claims":
            self._mending.lose_number(known.get("number"))

    def _stand_in(self, table: Table, row_id: int) -> None:
        """Make up a row that others cannot do without: a coder, a dimension, a tag."""
        known = self._indexed.get(table.name, {}).get(row_id, {})
        made_up: Row = {"uid": uuid7(), "name": f"Lost {table.name.rstrip('s')} {row_id}"}
        made_up |= {"coders": {"initials": "?"}, "dimensions": {"kind": "many"}}.get(table.name, {})
        if table.name in ("coders", "dimensions", "tags", "outlets", "replicas"):
            columns = {name: value for name, value in made_up.items() if name in table.columns}
            row = {**_stamped(table), **columns, **self._shipped_row(table, known.get("uid")), **known, "id": row_id}
            if self._new.put(table, row, altered=True):
                self._new.lost[table.name] -= row_id in self._indexed.get(table.name, {})
                if "name" in row:
                    self._notes.append(f"“{row['name']}” stands in for one of the {table.name}, which is lost")

    def _shipped_row(self, table: Table, uid: object) -> Row:
        """The row of this uid as the program ships it, without references to others; empty if it ships none."""
        if table.name not in ("coders", "dimensions", "tags") or not isinstance(uid, str):
            return {}
        if self._shipped is None:
            self._shipped = shipped_rows(self._folder)
        row = self._shipped[table.name].get(uid, {})
        references = {column for column, *_ in table.parents}
        return {name: value for name, value in row.items() if name not in references or name == "replica_id"}

    # -- what every project has

    def _needed(self) -> None:
        execute = self._new.connection.execute
        if not execute("SELECT 1 FROM meta WHERE key = 'uid' AND length(value) = 36").fetchone():
            execute("INSERT OR REPLACE INTO meta VALUES('uid', ?)", (uuid7(),))
            self._notes.append("The project got a new identity, because its own is lost")
        if not execute("SELECT 1 FROM replicas").fetchone():
            execute("INSERT INTO replicas(id, uid) VALUES(1, ?)", (uuid7(),))
        execute("UPDATE replicas SET last_hlc = 0 WHERE last_hlc NOT BETWEEN 0 AND ?", (LARGEST_STAMP - 1,))
        if not execute("SELECT 1 FROM coders WHERE agreed").fetchone():
            row = {"uid": shipped_uid("coder", "agreed"), "name": "Agreed", "initials": "=", "agreed": 1}
            execute("DELETE FROM coders WHERE uid = ?", (row["uid"],))
            self._new.put(tables()["coders"], {**row, "hlc": 1, "replica_id": 1}, altered=True)

    def _steps(self) -> None:
        """What undo would play must be whole, for a step and for all later ones."""
        execute = self._new.connection.execute
        broken = execute(
            "SELECT max(h.id) FROM history h WHERE h.size <>"
            " (SELECT coalesce(sum(length(c.chunk)), 0) FROM history_changes c WHERE c.step_id = h.id)"
        ).fetchone()[0]
        if broken is not None:
            execute("DELETE FROM history_changes WHERE step_id <= ?", (broken,))
            execute("UPDATE history SET size = 0 WHERE id <= ?", (broken,))
            self._notes.append("Some earlier actions can no longer be undone, because their record is damaged")


def _stamped(table: Table) -> Row:
    return {name: 1 for name in ("hlc", "replica_id") if name in table.columns}
