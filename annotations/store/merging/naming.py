"""What things are called in the report of a merge, looked up in whichever copy has them."""

from bisect import bisect_left, bisect_right
from datetime import UTC, datetime, timedelta
from operator import itemgetter
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
        self._history: dict[str, list[tuple[str, str]]] = {}

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

    def place(self, name: Name) -> tuple[str, str]:
        """The uids of the claim and of the article that a row is or belongs to, each empty if there is none."""
        kind, uid = name[0], str(name[1])
        claim = uid if kind == "claims" else str(self.values(name).get("claim_id") or "")
        holder = ("claims", claim) if claim else name
        return claim, uid if kind == "articles" else str(self.values(holder).get("article_id", ""))

    def called(self, name: Name) -> str:
        """What a row is called, one that belongs to a claim by that: "Claim 12", "Claim 12 · Framing"."""
        claim, _ = self.place(name)
        if not claim:
            return self.of(*name)
        dimension = self.of("dimensions", self.values(name).get("dimension_id"))
        return " · ".join(filter(None, (f"Claim {self.number(claim)}", dimension)))

    def number(self, claim: str) -> int:
        """The number that a claim has here, or had; 0 if it never had one."""
        sql = "SELECT number FROM main.claims WHERE uid = ?"
        row = self._entries.here.connection.execute(sql, (claim,)).fetchone()
        entry = self._entries.by_name.get(("claims", claim))
        gone = entry.here.values if entry and entry.here and entry.here.values else {}
        return int((row[0] if row else gone.get("number")) or 0)

    def shown(self, kind: str, column: str, value: Any) -> Any:
        """A column's value: of a reference the name of what it refers to."""
        target = self._entries.kinds[kind].refers.get(column)
        return value if target is None or value is None else self.of(target, value)

    def version(self, copy: Copy, stamp: Stamp) -> Version:
        """When a row was written last, and by whom, as the history of the copy says; nobody where it is not sure."""
        written = datetime.fromtimestamp((stamp[0] >> _COUNTER_BITS) / 1000, tz=UTC)
        first, last = (at.isoformat(timespec="seconds") for at in (written, written + _A_STEP))
        done = self._done(copy)
        since, until = (find(done, at, key=itemgetter(0)) for find, at in ((bisect_left, first), (bisect_right, last)))
        names = {name for _, name in done[since:until]}
        return Version(names.pop() if len(names) == 1 else "", first)

    def _done(self, copy: Copy) -> list[tuple[str, str]]:
        """Who did something in a copy, and when, in order: read once, as a report may have thousands of versions."""
        if copy.schema not in self._history:
            sql = (
                f"SELECT h.at, k.name FROM {copy.schema}.history h JOIN {copy.schema}.coders k ON k.id = h.coder_id"
                " ORDER BY h.at"
            )
            self._history[copy.schema] = [(row[0], row[1]) for row in copy.connection.execute(sql).fetchall()]
        return self._history[copy.schema]
