"""What things are called in the report of a merge, looked up in whichever copy has them."""

from datetime import UTC, datetime, timedelta
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
_A_STEP = timedelta(seconds=2)
"""What a step takes from its clock to its entry in the history."""


class Naming:
    """Names of rows and of who wrote them."""

    def __init__(self, entries: Entries) -> None:
        """Look things up as they are asked for."""
        self._entries = entries

    def values(self, name: Name) -> Values:
        """What a row says in the end, or said; empty if nothing is known of it."""
        return self._entries.values(*name)

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
        """When a row was written last, and by whom, as the history of the copy says; nobody where it is not sure."""
        written = datetime.fromtimestamp((stamp[0] >> _COUNTER_BITS) / 1000, tz=UTC)
        first, last = (at.isoformat(timespec="seconds") for at in (written, written + _A_STEP))
        sql = (
            f"SELECT DISTINCT k.name FROM {copy.schema}.history h JOIN {copy.schema}.coders k ON k.id = h.coder_id"
            " WHERE h.at BETWEEN ? AND ?"
        )
        names = copy.connection.execute(sql, (first, last)).fetchall()
        return Version(str(names[0][0]) if len(names) == 1 else "", first)
