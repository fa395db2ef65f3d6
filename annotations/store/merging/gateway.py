"""Merging another copy of the project into the open one."""

from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection
from typing import cast

from annotations.merging import Merge, MergeReport, Standing
from annotations.progress import Progress
from annotations.store.files.opening import Inspected
from annotations.store.merging import emptied, restoring, source, stamps
from annotations.store.merging.copies import Copy
from annotations.store.merging.kinds import Kinds
from annotations.store.merging.planning import Plan, planned
from annotations.store.merging.repairs import repair
from annotations.store.merging.reporting import report_of
from annotations.store.merging.writing import Writing
from annotations.store.sharing.backups import back_up
from annotations.store.store import Store


@dataclass(frozen=True, slots=True)
class _Looked:
    """What a look leaves for merging: the plan, the states of both files that it is for, and what the other one is."""

    plan: Plan
    here: tuple[int, ...]
    there: tuple[int, int]
    inspected: Inspected


class Merging:
    """Looks at other copies, merges them, and knows what was merged. `apply` and `restore` need an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def look(self, other: Path) -> Generator[Progress, None, Merge]:
        """Compare another copy with the project, and say what merging it would do; nothing is written.

        Args:
            other: any file. It is not changed, and may be open elsewhere.

        Raises:
            ProjectFileError: if it is no whole project, is the open one, or has rows from the future.
        """
        path = Path(other).absolute()
        inspected = yield from source.vetted(self._store, path)
        here, there = self._state(), source.state_of(path)
        with ExitStack() as kept:
            connection = yield from self._opened(path, inspected, kept)
            plan = yield from self._planned(connection, path)
            return Merge(path, report_of(plan, path), _Looked(plan, here, there, inspected))

    def _opened(self, path: Path, inspected: Inspected, kept: ExitStack) -> Generator[Progress, None, Connection]:
        """The project, with the other file or a copy of it beside."""
        read = path
        if source.needs_copy(path, inspected):
            read = kept.enter_context(source.aside())
            yield from source.copied(path, inspected, read)
        return kept.enter_context(source.beside(self._store, read))

    def _planned(self, connection: Connection, path: Path) -> Generator[Progress, None, Plan]:
        kinds = Kinds(connection)
        plan = yield from planned(Copy(connection, "main", kinds), Copy(connection, "there", kinds))
        source.refuse_wrong_clocks(plan.entries, path)
        source.refuse_second_agreed(plan.entries, path)
        source.refuse_wrong_words(plan.entries, path)
        return plan

    def _state(self) -> tuple[int, ...]:
        """What tells whether something was stored since."""
        return tuple(self._store.rows("SELECT max(last_hlc) FROM replicas")[0])

    def apply(self, merge: Merge) -> Generator[Progress, None, MergeReport]:
        """Merge what was looked at, as part of the step under way; a backup is made first.

        What was stored here or in the other file since the look comes in as well. Where nothing changes, nothing is
        written and no backup is made. Taking the step back puts everything as it was, also for the next merge.

        Returns:
            The report as it is kept.

        Raises:
            BackupError: if no backup could be made; nothing is merged then.
            ProjectFileError: as `look`.
        """
        path, looked, report = merge.path, cast("_Looked", merge.plan), merge.report
        inspected, plan = looked.inspected, looked.plan
        if source.state_of(path) != looked.there:
            inspected = yield from source.vetted(self._store, path)
        with ExitStack() as kept:
            connection = yield from self._opened(path, inspected, kept)
            if (self._state(), source.state_of(path)) == (looked.here, looked.there):
                plan.entries.here.connection = plan.entries.there.connection = connection
            else:
                plan = yield from self._planned(connection, path)
                report = report_of(plan, path)
            if not plan.targets:
                return report
            yield Progress(0, 0, "Making a backup")
            back_up(self._store.path, self._store.project_uid())
            self._store.outrun(max(plan.entries.there.clocks.values(), default=0))
            with source.refusing_rows(path):
                return (yield from self._write(plan, report, path))

    def _write(self, plan: Plan, report: MergeReport, path: Path) -> Generator[Progress, None, MergeReport]:
        at, there = datetime.now(tz=UTC).isoformat(timespec="seconds"), plan.entries.there
        newest = max(there.clocks, key=lambda uid: there.clocks[uid], default="")
        merge_id = self._store.insert(
            "merges",
            name=report.name,
            at=at,
            coder_id=self._store.coder_id or None,
            project_uid=there.meta("uid"),
            replica=newest,
        )
        yield from Writing(self._store, plan, plan.entries.kinds, path).write(merge_id)
        repaired, connection = repair(self._store), self._store.execute("SELECT 1").connection
        stamps.note_touched(connection, merge_id, repaired)
        stamps.forget(connection, besides=merge_id)
        emptied.forget(connection, plan.entries.kinds)
        if self._store.value("SELECT 1 FROM coders WHERE id = ?", (self._store.coder_id,)) is None:
            self._store.coder_id = 0  # who works here became another person in the other copy
        report = replace(report, at=at, merge_id=merge_id)
        self._store.execute("UPDATE merges SET report = ? WHERE id = ?", (report.to_json(), merge_id))
        return report

    # -- what was merged

    def reports(self) -> list[MergeReport]:
        """The reports of all merges that hold, the newest first; those a copy without history left out are empty."""
        rows = self._store.rows("SELECT id, name, at, report FROM merges ORDER BY id DESC")
        return [_report(row["id"], row["name"], row["at"], row["report"]) for row in rows]

    def report(self, merge_id: int) -> MergeReport:
        """The report of a merge.

        Raises:
            KeyError: if there is none.
        """
        row = self._store.row("SELECT id, name, at, report FROM merges WHERE id = ?", (merge_id,))
        if row is None:
            raise KeyError(merge_id)
        return _report(row["id"], row["name"], row["at"], row["report"])

    def standing(self, merge_id: int) -> dict[int, Standing]:
        """Which value of each conflict of a merge stands now, by its `n`.

        Raises:
            KeyError: if there is no such merge.
        """
        found = self.report(merge_id).conflicts
        return {conflict.n: restoring.standing(self._store, conflict) for conflict in found}

    def restore(self, merge_id: int, n: int) -> None:
        """Give a thing the value that does not stand; another time, the first one again.

        Raises:
            AnnotationError: if the thing is gone.
            KeyError: if there is no such merge or conflict.
        """
        conflict = {each.n: each for each in self.report(merge_id).conflicts}[n]
        restoring.restore(self._store, conflict)


def _report(merge_id: int, name: str, at: str, text: str) -> MergeReport:
    try:
        return MergeReport.from_json(text)
    except ValueError:  # a copy without history left it out
        return MergeReport(name, at=at, merge_id=merge_id)
