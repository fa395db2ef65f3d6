"""Double coding: samples of articles that a second person codes, and how far they are."""

import sqlite3
from collections.abc import Collection
from datetime import UTC, datetime

from annotations.claims import Claim
from annotations.errors import AnnotationError
from annotations.sampling import Amount, Sample, Scope, SecondCoding, Sees, drawn, new_seed
from annotations.store.connections.telling import made_of_rows
from annotations.store.connections.veil import hidden_articles
from annotations.store.group_rows import CARRIED
from annotations.store.ids import natural_uid
from annotations.store.sql import marks
from annotations.store.store import Store
from annotations.text import canonicalise

_AFTER_ALL = "~"
_BATCH = 500
_SAMPLES = (
    "SELECT s.*, count(x.id) AS articles, coalesce(sum(x.done_at <> ''), 0) AS done, min(x.coder_id) AS second"
    " FROM samples s LEFT JOIN second_codings x ON x.sample_id = s.id"
)
_CODINGS = "SELECT x.*, s.sees FROM second_codings x JOIN samples s ON s.id = x.sample_id"
_TOUCHED = (
    "(EXISTS (SELECT 1 FROM main.claims c WHERE c.article_id = a.id AND c.coder_id = ?) OR EXISTS (SELECT 1 FROM"
    " main.claims c JOIN main.claim_tags t ON t.claim_id = c.id WHERE c.article_id = a.id AND t.coder_id = ?))"
)
"""Whether a person coded an article, seen or hidden."""


class SecondCodings:
    """Reads and writes samples and second codings. Writing needs an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    # -- drawing

    def candidates(self, coder_id: int, scope: Scope) -> list[str]:
        """Uids of the articles that this person may be given to code second.

        Wire copies and what is left out are not among them, nor what the person coded already or was given before.
        """
        parts = [f"NOT {CARRIED}", "a.status <> 'left-out'", f"NOT {_TOUCHED}"]
        values: list[object] = [coder_id, coder_id, coder_id]
        parts.append("NOT EXISTS (SELECT 1 FROM second_codings x WHERE x.article_id = a.id AND x.coder_id = ?)")
        if scope.done:
            parts.append("a.status = 'done'")
        if scope.since:
            parts.append("a.published >= ?")
            values.append(scope.since)
        if scope.until:
            parts.append("a.published <> '' AND a.published < ?")
            values.append(scope.until + _AFTER_ALL)
        if scope.batch:
            parts.append("a.batch_id = (SELECT id FROM batches WHERE uid = ?)")
            values.append(scope.batch)
        if scope.coder:
            first = self._store.value("SELECT id FROM coders WHERE uid = ?", (scope.coder,)) or 0
            parts.append(_TOUCHED)
            values += [first, first]
        return self._store.column(f"SELECT a.uid FROM articles a WHERE {' AND '.join(parts)} ORDER BY a.uid", values)

    def draw(
        self, coder_id: int, amount: Amount, scope: Scope, sees: Sees = Sees.PASSAGES, *, seed: str = "", name: str = ""
    ) -> int:
        """Draw a sample for this person to code second, and return its id.

        Args:
            coder_id: who codes second.
            amount: how many.
            scope: among which articles.
            sees: what they see of the others' work until they are done.
            seed: draws the same again; a new one if empty.
            name: what the sample is called; made of share and person if empty.

        Raises:
            AnnotationError: if no article comes in question.
        """
        seed = _line(seed) or new_seed()
        uids = drawn(self.candidates(coder_id, scope), amount, seed)
        if not uids:
            raise AnnotationError("No article comes in question for this sample", "Widen its period, batch or coder")
        person = self._store.row("SELECT name, uid FROM coders WHERE id = ? AND NOT agreed", (coder_id,))
        if person is None:
            raise AnnotationError("The second coder is gone", "Choose another")
        at = _now()
        sample_id = self._store.insert(
            "samples",
            name=_line(name) or f"{amount.words} for {person['name']}",
            seed=seed,
            share=float(amount.share),
            size=amount.size,
            scope=scope.to_json(),
            drawn_at=at,
            coder_id=self._store.coder_id or None,
            sees=sees.value,
        )
        uid = str(self._store.value("SELECT uid FROM samples WHERE id = ?", (sample_id,)))
        ids = self._ids(uids)
        for article in uids:
            self._store.insert(
                "second_codings",
                uid=natural_uid(f"second/{article}/{person['uid']}/{uid}"),
                sample_id=sample_id,
                article_id=ids[article],
                coder_id=coder_id,
                done_at="",
            )
        return sample_id

    def _ids(self, uids: Collection[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        listed = list(uids)
        for place in range(0, len(listed), _BATCH):
            some = listed[place : place + _BATCH]
            rows = self._store.rows(f"SELECT uid, id FROM articles WHERE uid IN ({marks(some)})", some)
            found.update((row["uid"], row["id"]) for row in rows)
        return found

    # -- samples

    def samples(self) -> list[Sample]:
        """All samples, the latest first."""
        return [
            _sample(row) for row in self._store.rows(f"{_SAMPLES} GROUP BY s.id ORDER BY s.drawn_at DESC, s.id DESC")
        ]

    def delete(self, sample_ids: Collection[int]) -> None:
        """Delete samples with their second codings; claims and tags stay."""
        self._store.delete("samples", sample_ids)

    # -- second codings

    def of_sample(self, sample_id: int) -> list[SecondCoding]:
        """The second codings of a sample, in the order drawn."""
        return self._codings("WHERE x.sample_id = ? ORDER BY x.id", (sample_id,))

    def of_article(self, article_id: int) -> list[SecondCoding]:
        """Who codes an article second, or did."""
        return self._codings("WHERE x.article_id = ? ORDER BY x.id", (article_id,))

    def open_of(self, coder_id: int) -> list[SecondCoding]:
        """What a person has still to code second."""
        return self._codings("WHERE x.coder_id = ? AND x.done_at = '' ORDER BY x.id", (coder_id,))

    def hides(self, claim: Claim) -> bool:
        """Whether what was said of somebody else's claim is hidden from the person who works here."""
        return claim.coder_id != self._store.coder_id and self.hides_in(claim.article_id)

    def hides_in(self, article_id: int) -> bool:
        """Whether others' tags in an article are hidden from the person who works here."""
        if not self._store.veiled:
            return False
        mine = (one for one in self.of_article(article_id) if one.coder_id == self._store.coder_id)
        return any(not one.done and one.sees is not Sees.ALL for one in mine)

    def hidden(self) -> int:
        """In how many articles others' tags are hidden from the person who works here."""
        return len(self.hidden_uids())

    def hidden_uids(self) -> frozenset[str]:
        """The uids of the articles in which others' tags are hidden from the person who works here."""
        if not self._store.veiled:
            return frozenset()
        hidden = hidden_articles(self._store.coder_id)
        return frozenset(self._store.column(f"SELECT uid FROM articles WHERE id IN ({hidden})"))

    def finish(self, article_id: int, coder_id: int) -> bool:
        """Note that a person is done with an article; whether there was anything to be done with."""
        found = [one.id for one in self.of_article(article_id) if one.coder_id == coder_id and not one.done]
        self._store.update("second_codings", found, done_at=_now())
        return bool(found)

    def reopen(self, article_id: int, coder_id: int) -> bool:
        """Let a person code an article second again; whether they had been done."""
        found = [one.id for one in self.of_article(article_id) if one.coder_id == coder_id and one.done]
        self._store.update("second_codings", found, done_at="")
        return bool(found)

    def _codings(self, where: str, values: tuple[object, ...]) -> list[SecondCoding]:
        return [_coding(row) for row in self._store.rows(f"{_CODINGS} {where}", values)]


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="seconds")


def _line(text: str) -> str:
    return " ".join(canonicalise(text).split())


@made_of_rows
def _sample(row: sqlite3.Row) -> Sample:
    return Sample(
        id=row["id"],
        name=row["name"],
        seed=row["seed"],
        amount=Amount(row["share"], row["size"]) if row["size"] == 0 else Amount(size=row["size"]),
        scope=Scope.from_json(row["scope"]),
        sees=Sees(row["sees"]),
        drawn_at=row["drawn_at"],
        drawn_by=row["coder_id"],
        coder_id=row["second"],
        articles=row["articles"],
        done=row["done"],
    )


@made_of_rows
def _coding(row: sqlite3.Row) -> SecondCoding:
    return SecondCoding(
        row["id"], row["sample_id"], row["article_id"], row["coder_id"], Sees(row["sees"]), row["done_at"]
    )
