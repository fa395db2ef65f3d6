"""What things are called in the report of a merge, looked up in whichever copy has them."""

from datetime import UTC, datetime
from typing import Any

from annotations.merging import Version
from annotations.store.merging.copies import Copy
from annotations.store.merging.entries import Entries
from annotations.store.merging.kinds import TAGGINGS
from annotations.store.merging.states import Name, Stamp, Values

_NAMED = {
    "articles": ("headline",),
    "claims": ("exact",),
    "aliases": ("text",),
    "batches": ("origin", "search"),
    "brief_issues": ("number",),
    "review_comments": ("text",),
    "rejections": ("exact",),
}
_LONGEST = 200
_COUNTER_BITS = 16


class Naming:
    """Names of rows and of who wrote them."""

    def __init__(self, entries: Entries) -> None:
        """Look things up as they are asked for."""
        self._entries = entries
        self._people: dict[tuple[str, str], str] = {}

    def values(self, name: Name) -> Values:
        """What a row says in the end, or said; empty if nothing is known of it."""
        if entry := self._entries.by_name.get(name):
            return entry.values
        for copy in (self._entries.here, self._entries.there):
            if state := copy.states(name[0], [name[1]]).get(name[1]):
                return state.values or {}
        return {}

    def of(self, kind: str, uid: Any) -> str:
        """What a row is called; empty if that is not known."""
        if uid is None or kind == TAGGINGS:
            return ""
        values = self.values((kind, uid))
        said = " ".join(str(values.get(column, "")) for column in _NAMED.get(kind, ("name",)))
        return " ".join(said.split())[:_LONGEST]

    def shown(self, kind: str, column: str, value: Any) -> Any:
        """A column's value: of a reference the name of what it refers to."""
        target = self._entries.kinds[kind].refers.get(column)
        return value if target is None or value is None else self.of(target, value)

    def version(self, copy: Copy, stamp: Stamp) -> Version:
        """Who wrote last, and when: the coder who marked most claims where it was written."""
        at = datetime.fromtimestamp((stamp[0] >> _COUNTER_BITS) / 1000, tz=UTC).isoformat(timespec="seconds")
        return Version(self._person(copy, stamp[1]), at)

    def _person(self, copy: Copy, replica: str) -> str:
        if (copy.schema, replica) not in self._people:
            row = copy.connection.execute(
                f"SELECT k.name, count(*) FROM {copy.schema}.claims c JOIN {copy.schema}.coders k ON k.id = c.coder_id"
                f" WHERE c.replica_id = (SELECT id FROM {copy.schema}.replicas WHERE uid = ?)"
                " GROUP BY k.id ORDER BY 2 DESC, k.id LIMIT 1",
                (replica,),
            ).fetchone()
            self._people[copy.schema, replica] = str(row[0]) if row else ""
        return self._people[copy.schema, replica]
