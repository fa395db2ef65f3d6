"""Reading the history of a project: who did what, when, and to which claim."""

import re
import sqlite3
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from itertools import islice

from annotations.claims import Origin, Tagging
from annotations.history import HistoryEntry, Place, SetTag, StepState
from annotations.store import traces
from annotations.store.connections.telling import made_of_rows
from annotations.store.sql import escaped
from annotations.store.store import Store

_COUNTER_BITS = 16
_MOST_LOOKED_AT = 500
_LONGEST_FILTER = 200
_CLAIM_NUMBER = re.compile(r"\bclaim (\d{1,18})\b")


class History:
    """Reads the history of a project.

    Who did what and when stays for ever; which rows that changed is kept for the last actions only.
    """

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def entries(
        self,
        limit: int = 200,
        *,
        before: int | None = None,
        coder_id: int | None = None,
        text: str = "",
        among: Collection[int] | None = None,
    ) -> list[HistoryEntry]:
        """The last actions, newest first.

        Args:
            limit: how many at most.
            before: only those older than the one with this id: the last one of the page before.
            coder_id: only this person's.
            text: only those that have every one of these words in their name, in whatever case.
            among: only those with these ids.
        """
        conditions, values = ["1"], list[object]()
        if before is not None:
            conditions.append("id < ?")
            values.append(before)
        if coder_id is not None:
            conditions.append("coder_id = ?")
            values.append(coder_id)
        if among is not None:
            conditions.append(f"id IN ({', '.join(str(int(step)) for step in among)})")
        for word in text[:_LONGEST_FILTER].split():
            # SQLite knows the two cases of the letters of English only.
            forms = dict.fromkeys((word, word.lower(), word.upper(), word.capitalize()))
            conditions.append(f"({' OR '.join(['label LIKE ? ESCAPE ?'] * len(forms))})")
            for form in forms:
                values += (f"%{escaped(form)}%", "\\")
        sql = f"SELECT * FROM history WHERE {' AND '.join(conditions)} ORDER BY id DESC LIMIT ?"
        return [_entry(row) for row in self._store.rows(sql, [*values, limit])]

    def of_claim(self, claim_id: int) -> list[int]:
        """Ids of the actions that touched a claim or its tags, newest first, as far back as what they did is kept."""
        return traces.of_claim(self._kept(), claim_id)

    def of_article(self, article_id: int) -> list[int]:
        """Ids of the actions that touched an article or its claims, as `of_claim`."""
        claims = [row[0] for row in self._store.rows("SELECT id FROM claims WHERE article_id = ?", (article_id,))]
        return traces.of_article(self._kept(), article_id, claims)

    def _kept(self) -> Iterator[traces.Step]:
        for row in self._store.rows("SELECT id, state FROM history WHERE size > 0 ORDER BY id DESC"):
            yield self._step(row)

    @made_of_rows
    def _step(self, row: sqlite3.Row) -> traces.Step:
        chunks = self._store.rows("SELECT chunk FROM history_changes WHERE step_id = ? ORDER BY n", (row["id"],))
        return traces.Step(row["id"], StepState(row["state"]), [chunk[0] for chunk in chunks])

    def place_of(self, step_id: int) -> Place | None:
        """Where to look at what an action touched; None where that is gone, or cannot be told any more."""
        row = self._store.row("SELECT id, state, label FROM history WHERE id = ?", (step_id,))
        if row is None:
            return None
        article: Place | None = None
        for trace in islice(self._step(row).rows(), _MOST_LOOKED_AT):
            if trace.table != "articles" and (claim := self._claim("id", trace.key)):
                return claim
            article_id = trace.key if trace.table == "articles" else trace.article_id
            article = article or self._article(article_id)
        number = _CLAIM_NUMBER.search(row["label"])
        return article or (self._claim("number", int(number[1])) if number else None)

    def _claim(self, column: str, value: int) -> Place | None:
        row = self._store.row(f"SELECT id, article_id FROM claims WHERE {column} = ? LIMIT 1", (value,))
        return Place(row["article_id"], row["id"]) if row else None

    def _article(self, article_id: int | None) -> Place | None:
        row = self._store.row("SELECT id FROM articles WHERE id = ?", (article_id,))
        return Place(row["id"]) if row else None

    def taggings(self, claim_id: int) -> list[SetTag]:
        """The tags of a claim with when each was set, from their rows: also where the action is long forgotten."""
        rows = self._store.rows("SELECT * FROM claim_tags WHERE claim_id = ? ORDER BY hlc, tag_id", (claim_id,))
        return [_set_tag(row) for row in rows]


@made_of_rows
def _entry(row: sqlite3.Row) -> HistoryEntry:
    return HistoryEntry(
        row["id"], row["at"], row["coder_id"], row["label"], StepState(row["state"]), kept=row["size"] > 0
    )


@made_of_rows
def _set_tag(row: sqlite3.Row) -> SetTag:
    return SetTag(Tagging(row["tag_id"], row["role"], row["coder_id"], Origin(row["origin"])), _time_of(row["hlc"]))


def _time_of(stamp: int) -> str:
    """The time of a row's clock; empty for a number that is no time of ours."""
    seconds = (stamp >> _COUNTER_BITS) // 1000
    return datetime.fromtimestamp(seconds, tz=UTC).isoformat(timespec="seconds") if seconds > 0 else ""
