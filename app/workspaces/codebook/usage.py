"""How many claims have a tag, counted behind the window and kept up to date."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from annotations.project import Project
from annotations.store.changes import Changes
from app.background import Question
from app.session import Session

_MOST = 50
"""Tags above which all are counted anew."""


class Usage(QObject):
    """The counts of the open project. Nothing is counted before `want` is called."""

    changed = Signal()
    """Other counts are known now."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[int, int] | None = None
        self._stale: set[int] | None = None
        """Tags to be counted, None for all."""
        self._wanted = False
        self._question = Question(session, self)
        session.project_changed.connect(self._forget)
        session.changed.connect(self._follow)

    def of(self, tag_id: int) -> int | None:
        """The number of claims that have a tag; None where that is not known yet."""
        return None if self._counts is None else self._counts.get(tag_id, 0)

    def taggings_at_least(self, tag_ids: Collection[int]) -> int:
        """A number that some tags' taggings are at least; 0 where nothing is known."""
        return sum(self.of(tag_id) or 0 for tag_id in tag_ids)

    def want(self, *, wanted: bool) -> None:
        """Count from now on, or do not until it is wanted again."""
        self._wanted = wanted
        if not wanted:  # what is counted still would hide what changes from now on
            self._question.drop()
        self._ask()

    def _forget(self) -> None:
        self._counts, self._stale = None, None
        self._ask()

    def _follow(self, changes: Changes) -> None:
        tables = changes.tables
        if "claim_tags" in tables:
            told = tables["claim_tags"]
            keys = told.inserted | told.updated | told.deleted
            tags = {key[1] for key in keys if isinstance(key, tuple) and isinstance(key[1], int)}
            if told.everything or self._stale is None:
                self._stale = None
            else:
                self._stale |= tags
            self._ask()

    def _ask(self) -> None:
        if not self._wanted or self._stale == set():
            return
        some = None if self._stale is None or len(self._stale) > _MOST else frozenset(self._stale)

        def count(project: Project) -> dict[int, int]:
            usage = project.codebook.usage
            return usage.counts() if some is None else usage.of_tags(some)

        def take(counts: dict[int, int]) -> None:
            self._counts = counts if some is None else {**(self._counts or {}), **counts}
            self._stale = set()
            self.changed.emit()

        self._question.ask(count, take)
