"""Stored issues of briefs: what was handed out, with all that is needed to make it again."""

import sqlite3
from collections.abc import Collection

from annotations.brief.editions import IssueState, StoredIssue
from annotations.brief.freezing import Frozen, freeze, thaw
from annotations.errors import AnnotationError
from annotations.store.connections.telling import made_of_rows
from annotations.store.store import Store

_COLUMNS = "id, uid, brief_id, number, version, state, cut_off, issued_at, digest, length(frozen) > 2 AS kept"
_LEFT_OUT = "{}"


class Issues:
    """Reads and writes issues. Writing needs an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def of_brief(self, brief_id: int) -> list[StoredIssue]:
        """The issues of a brief, the latest first."""
        sql = f"SELECT {_COLUMNS} FROM brief_issues WHERE brief_id = ? ORDER BY id DESC"
        return [_issue(row) for row in self._store.rows(sql, [brief_id])]

    def by_uid(self, uid: str) -> StoredIssue | None:
        """The issue with a uid, if it is still there."""
        rows = self._store.rows(f"SELECT {_COLUMNS} FROM brief_issues WHERE uid = ?", [uid])
        return _issue(rows[0]) if rows else None

    def last_version(self, brief_id: int, number: str) -> int:
        """The highest version issued of a number of a brief, 0 for none."""
        sql = "SELECT max(version) FROM brief_issues WHERE brief_id = ? AND number = ?"
        return int(self._store.value(sql, [brief_id, number.strip()]) or 0)

    def frozen(self, issue_id: int) -> Frozen:
        """What an issue was made of.

        Raises:
            KeyError: if there is no such issue.
            AnnotationError: if this copy of the project was made without it, or others' work is hidden from the person
                who works here.
            DamagedFileError: if it cannot be read.
        """
        text = self._store.value("SELECT frozen FROM brief_issues WHERE id = ?", [issue_id])
        if text is None:
            raise KeyError(issue_id)
        if text == _LEFT_OUT and self._store.veiled:
            raise AnnotationError(
                "An issue tells what others coded in articles that you code second", "Finish that first"
            )
        if text == _LEFT_OUT:
            raise AnnotationError(
                "This copy of the project does not hold what the issue was made of",
                "Open the project that the copy was made of",
                self._store.path,
            )
        return _thawed(text)

    def add(self, brief_id: int, version: int, frozen: Frozen, digest: str, issued_at: str) -> int:
        """Store an edition as issued and return its id; those issued of the same number are superseded by it.

        Args:
            brief_id: the brief it is of.
            version: of this number.
            frozen: what it was made of; the number is that of its specification.
            digest: the PDF's SHA-256.
            issued_at: ISO 8601.

        Raises:
            KeyError: if the brief is gone.
        """
        if not self._store.value("SELECT count(*) FROM briefs WHERE id = ?", [brief_id]):
            raise KeyError(brief_id)
        number = frozen.spec.number.strip()
        sql = "SELECT id FROM brief_issues WHERE brief_id = ? AND number = ? AND state = ?"
        before = self._store.column(sql, [brief_id, number, IssueState.ISSUED])
        self._store.update("brief_issues", before, state=IssueState.SUPERSEDED)
        return self._store.insert(
            "brief_issues",
            brief_id=brief_id,
            number=number,
            version=version,
            state=IssueState.ISSUED,
            cut_off=frozen.spec.cut_off,
            issued_at=issued_at,
            frozen=freeze(frozen),
            digest=digest,
        )

    def delete(self, ids: Collection[int]) -> None:
        """Delete issues: what was handed out of them can then no longer be made again."""
        self._store.delete("brief_issues", ids)


@made_of_rows
def _issue(row: sqlite3.Row) -> StoredIssue:
    return StoredIssue(
        id=row["id"],
        uid=row["uid"],
        brief_id=row["brief_id"],
        number=row["number"],
        version=row["version"],
        state=IssueState(row["state"]),
        cut_off=row["cut_off"],
        issued_at=row["issued_at"],
        digest=row["digest"],
        kept=bool(row["kept"]),
    )


@made_of_rows
def _thawed(text: str) -> Frozen:
    return thaw(text)
