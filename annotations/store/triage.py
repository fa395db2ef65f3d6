"""Triage: which new articles nobody has decided on yet, and which of them are to be read."""

import json
from collections.abc import Collection
from uuid import uuid5

from annotations.article_lists import Tally
from annotations.articles import Article, Status
from annotations.codebook import NAMESPACE
from annotations.store.articles import Articles
from annotations.store.format.schema_texts import DAY
from annotations.store.group_rows import CARRIED, followers, hand_on
from annotations.store.store import Store

_UNDECIDED = (
    "a.status = 'new' AND NOT EXISTS (SELECT 1 FROM triaged t WHERE t.article_id = a.id)"
    " AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.article_id = a.id)"
)
_WAITING = f"{_UNDECIDED} AND NOT {CARRIED}"
"""Wire copies do not wait: what is decided of their lead is decided of them."""
_MOST_COPIES = 50


def is_duplicate(reason: str) -> bool:
    """Whether an article is left out because the project has it already, by the reason as it is written."""
    return reason.strip().casefold().startswith("duplicate")


class Triage:
    """Reads what waits for a decision, and writes decisions. Writing needs an open step."""

    def __init__(self, store: Store, articles: Articles) -> None:
        """Use the store's connections."""
        self._store = store
        self._articles = articles

    def waiting(self) -> list[int]:
        """Ids of the articles that are new, without claims and not decided on; the newest first."""
        return self._store.column(f"SELECT a.id FROM articles a WHERE {_WAITING} ORDER BY {DAY} DESC, a.id DESC")

    def is_waiting(self, article_id: int) -> bool:
        """Whether an article is one of those."""
        return bool(self._store.value(f"SELECT 1 FROM articles a WHERE a.id = ? AND {_WAITING}", (article_id,)))

    def tally(self) -> Tally:
        """How far triage is."""
        waiting = self._store.value(f"SELECT count(*) FROM articles a WHERE {_WAITING}")
        kept = self._store.value(
            "SELECT count(*) FROM articles a WHERE a.status = 'new' AND a.id IN (SELECT article_id FROM triaged)"
            f" AND NOT {CARRIED}"
        )
        left_out = self._store.value("SELECT count(*) FROM articles WHERE status = 'left-out'")
        return Tally(waiting, kept, left_out)

    def keep(self, ids: Collection[int]) -> None:
        """Note that these articles are to be read; they stay new until somebody does."""
        for article in self._articles.rows(list(ids)):
            if article.status is Status.LEFT_OUT:
                self._articles.update([article.id], status=Status.NEW, left_out_reason="")
            if not self._store.value("SELECT 1 FROM triaged WHERE article_id = ?", (article.id,)):
                # Two people who keep the same article of the same project say the same.
                uid = str(uuid5(NAMESPACE, f"triaged/{article.uid}"))
                coder = self._store.coder_id or None
                self._store.insert("triaged", uid=uid, article_id=article.id, coder_id=coder)

    def leave_out(self, ids: Collection[int], reason: str) -> None:
        """Leave articles out with the wire copies of theirs that nobody decided on, and say why.

        Groups with other articles in them are led by the next one by date. One that is a duplicate only hands its group
        on: its copies are no duplicates, each is in an outlet of its own.
        """
        copies = [] if is_duplicate(reason) else self.copies_left_with(ids)
        self._articles.update([*ids, *copies], status=Status.LEFT_OUT, left_out_reason=reason)
        hand_on(self._store, ids, only_to_kept=True)

    def copies_left_with(self, ids: Collection[int]) -> list[int]:
        """Ids of the wire copies that wait with these leads, and are left out with them."""
        waiting = f"SELECT a.id FROM articles a WHERE a.id IN (SELECT value FROM json_each(?)) AND {_UNDECIDED}"
        return self._store.column(f"{waiting} ORDER BY a.id", (json.dumps(followers(self._store, ids)),))

    def copies(self, article: Article) -> list[Article]:
        """The other articles with the same words, or of the same group of wire copies; the lead first."""
        lead = article.lead_id or article.id
        ids = self._store.column(
            "SELECT id FROM articles WHERE (digest = ? OR id = ? OR lead_id = ?) AND id <> ?"
            f" ORDER BY id <> ?, published, id LIMIT {_MOST_COPIES}",
            (article.digest, lead, lead, article.id, lead),
        )
        return self._articles.rows(ids)
