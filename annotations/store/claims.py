"""Claims and their taggings."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime

from annotations.claims import CheckState, Claim, Origin, Tagging
from annotations.codebook import NONE_OF_THESE, Kind, Role
from annotations.errors import AnnotationError, DamagedFileError, SpanError
from annotations.spans import Anchor, Span
from annotations.store.connections.telling import made_of_rows
from annotations.store.connections.veil import hidden_articles
from annotations.store.store import Store
from annotations.text import canonicalise

_EDITABLE = {"note", "comment", "translation", "translation_by", "check_state", "question", "checked_by"}
_NO_CODER = "Nobody is named as the coder"
_NAME_ONE = "Choose a coder first"
_BATCH = 500


class Claims:
    """Reads and writes claims. Writing needs an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def add(self, article_id: int, span: Span, *, origin: Origin = Origin.TYPED) -> int:
        """Make a claim of a passage, under the current coder, and return its id.

        Raises:
            SpanError: if the passage reaches beyond the article, or into what was cut from it.
            AnnotationError: if there is no current coder.
        """
        if not self._store.coder_id:
            raise AnnotationError(_NO_CODER, _NAME_ONE)
        anchor = self._anchor(article_id, span)
        return self._store.insert(
            "claims",
            number=self._next_number(),
            article_id=article_id,
            start=span.start,
            end=span.end,
            exact=anchor.exact,
            prefix=anchor.prefix,
            suffix=anchor.suffix,
            coder_id=self._store.coder_id,
            created_at=datetime.now(tz=UTC).isoformat(timespec="seconds"),
            origin=origin.value,
        )

    def _next_number(self) -> int:
        """The next number; one that was ever given is not given again, deleted or not."""
        last = int(self._store.value("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'last_claim_number'") or 0)
        highest = int(self._store.value("SELECT max(number) FROM claims") or 0)
        number = max(last, highest) + 1
        self._store.execute("INSERT OR REPLACE INTO meta VALUES('last_claim_number', ?)", (str(number),))
        return number

    def _anchor(self, article_id: int, span: Span) -> Anchor:
        text = self._store.value(
            "SELECT text FROM texts JOIN articles USING (digest) WHERE articles.id = ?", (article_id,)
        )
        if text is None:
            raise SpanError("The article of this passage is gone", "Choose another article")
        cut = "SELECT 1 FROM cuts WHERE article_id = ? AND start < ? AND cuts.end > ?"
        if self._store.row(cut, (article_id, span.end, span.start)):
            raise SpanError("This passage was cut from the text", "Restore it first, or mark other words")
        return Anchor.at(text, span)

    def get(self, claim_id: int) -> Claim:
        """The claim with this id.

        Raises:
            KeyError: if there is none.
        """
        found = self._claims("WHERE c.id = ?", (claim_id,))
        if not found:
            raise KeyError(claim_id)
        return found[0]

    def by_uid(self, uid: str) -> Claim | None:
        """The claim with this uid, or None."""
        return next(iter(self._claims("WHERE c.uid = ?", (uid,))), None)

    def by_number(self, number: int) -> Claim | None:
        """The claim with this number, or None."""
        return next(iter(self._claims("WHERE c.number = ?", (number,))), None)

    def of_article(self, article_id: int) -> list[Claim]:
        """An article's claims by start, longer ones first."""
        return self._claims("WHERE c.article_id = ? ORDER BY c.start, c.end DESC, c.number", (article_id,))

    def all(self, article_ids: Sequence[int] | None = None) -> list[Claim]:
        """All claims, or those of some articles, by number."""
        if article_ids is None:
            return self._claims("ORDER BY c.number", ())
        found: list[Claim] = []
        for place in range(0, len(article_ids), _BATCH):
            some = tuple(article_ids[place : place + _BATCH])
            found += self._claims(f"WHERE c.article_id IN ({', '.join('?' * len(some))})", some)
        return sorted(found, key=lambda claim: claim.number)

    def latest_first(self) -> Iterator[Claim]:
        """All claims by number, the highest first; whoever needs only the latest ones reads hardly more than those."""
        ids = self._store.column("SELECT id FROM claims ORDER BY number DESC")
        for place in range(0, len(ids), _BATCH):
            yield from reversed(self.some(ids[place : place + _BATCH]))

    def some(self, claim_ids: Sequence[int]) -> list[Claim]:
        """The claims with these ids, by number; those that are gone are left out."""
        found: list[Claim] = []
        for place in range(0, len(claim_ids), _BATCH):
            some = tuple(claim_ids[place : place + _BATCH])
            found += self._claims(f"WHERE c.id IN ({', '.join('?' * len(some))})", some)
        return sorted(found, key=lambda claim: claim.number)

    def beginnings(self, claim_ids: Sequence[int], length: int) -> dict[int, str]:
        """The first code points of these claims' passages by id, without reading the claims whole."""
        found: dict[int, str] = {}
        for place in range(0, len(claim_ids), _BATCH):
            some = tuple(claim_ids[place : place + _BATCH])
            sql = f"SELECT id, substr(exact, 1, ?) FROM claims WHERE id IN ({', '.join('?' * len(some))})"
            found.update((row[0], row[1]) for row in self._store.rows(sql, (length, *some)))
        return found

    def uids_by_number(self) -> dict[int, str]:
        """The uid of each claim by its number: what references are written and stored as."""
        return {row["number"]: row["uid"] for row in self._store.rows("SELECT number, uid FROM claims ORDER BY number")}

    def count(self) -> int:
        """The number of claims in the project."""
        return int(self._store.value("SELECT count(*) FROM claims"))

    def move(self, claim_id: int, span: Span) -> None:
        """Give a claim another passage of its article. One that was accepted from suggestions is changed from then on.

        Raises:
            SpanError: if the passage reaches beyond the article, or into what was cut from it.
        """
        self._check_seen([claim_id])
        before = self.get(claim_id)
        anchor = self._anchor(before.article_id, span)
        self._store.update(
            "claims",
            [claim_id],
            start=span.start,
            end=span.end,
            exact=anchor.exact,
            prefix=anchor.prefix,
            suffix=anchor.suffix,
            origin=(before.origin if span == before.span else before.origin.edited).value,
        )

    def update(self, claim_id: int, **values: object) -> None:
        """Set note, comment, translation, translation_by, check_state, question or checked_by.

        Raises:
            TypeError: for any other name.
        """
        if unknown := set(values) - _EDITABLE:
            raise TypeError(f"not a claim's own value: {', '.join(sorted(unknown))}")
        self._check_seen([claim_id])
        self._store.update("claims", [claim_id], **{name: _plain(value) for name, value in values.items()})

    def give(self, claim_id: int, coder_id: int) -> None:
        """Make another coder the claim's maker; the tags stay whose they are."""
        self._check_seen([claim_id])
        self._store.update("claims", [claim_id], coder_id=coder_id)

    def delete(self, ids: Collection[int]) -> None:
        """Delete claims with their taggings."""
        self._check_seen(ids)
        self._store.delete("claims", ids)

    def _check_seen(self, ids: Collection[int]) -> None:
        """Refuse to change what others made and the person who works here does not see, coding second.

        Raises:
            AnnotationError: if one of these claims is such a one.
        """
        if not self._store.veiled:
            return
        sql = (
            "SELECT c.number, k.name FROM claims c JOIN coders k ON k.id = c.coder_id WHERE c.id IN"
            " (SELECT value FROM json_each(?)) AND c.coder_id <> ? AND c.article_id IN"
            f" ({hidden_articles(self._store.coder_id)}) ORDER BY c.number LIMIT 1"
        )
        if row := self._store.row(sql, (json.dumps(sorted(ids)), self._store.coder_id)):
            what = f"Claim {row['number']} is {row['name']}’s, which you see only in part while you code second"
            raise AnnotationError(what, "Finish the second coding first")

    def tag(
        self,
        claim_id: int,
        tag_id: int,
        role: str = "",
        *,
        coder_id: int | None = None,
        origin: Origin | None = None,
    ) -> None:
        """Set a tag, as the current coder unless another is named.

        In dimensions of the kinds one and scale it takes the place of the coder's tag before. *None of these* takes
        the place of all the coder's tags of the dimension, and any other tag takes its place. A tag that is set
        already stays as it is, with its origin.

        Args:
            claim_id: the claim.
            tag_id: the tag.
            role: of an actor.
            coder_id: whose tag it is.
            origin: how it came about; None for what a person chose: typed, or changed where it takes the place of a
                tag that began as a suggestion.

        Raises:
            AnnotationError: if there is no coder, or an actor has no known role.
        """
        self._set(claim_id, tag_id, role, self._coder(claim_id, coder_id), origin)

    def replace_tag(
        self, claim_id: int, old: tuple[int, str], new: tuple[int, str], *, coder_id: int | None = None
    ) -> None:
        """Put another tag, or the same one in another role, in the place of one that a coder set; see `tag`.

        Args:
            claim_id: the claim.
            old: id and role of the tag that goes.
            new: id and role of the one that comes; where the coder has set it already, it stays as it is.
            coder_id: whose tags they are; None for the current coder.

        Raises:
            AnnotationError: if there is no coder, or an actor has no known role.
        """
        if old == new:
            return
        coder = self._coder(claim_id, coder_id)
        self._set(claim_id, *new, coder, None, replacing=self._remove(claim_id, *old, coder))

    def _coder(self, claim_id: int, coder_id: int | None) -> int:
        """Whose tags are changed: the coder named, else the current one."""
        coder = coder_id or self._store.coder_id
        if not coder:
            raise AnnotationError(_NO_CODER, _NAME_ONE)
        if coder != self._store.coder_id:
            self._check_seen([claim_id])
        return coder

    def _set(
        self,
        claim_id: int,
        tag_id: int,
        role: str,
        coder: int,
        origin: Origin | None,
        *,
        replacing: Sequence[Origin] = (),
    ) -> None:
        tag = self._store.row(
            "SELECT t.key, d.id AS dimension, d.kind FROM tags t JOIN dimensions d ON d.id = t.dimension_id"
            " WHERE t.id = ?",
            (tag_id,),
        )
        if tag is None:
            raise AnnotationError("This tag is gone from the codebook", "Choose another")
        role = _role(tag, role)
        gone = [*replacing, *self._make_room(claim_id, tag, coder, tag_id)]
        if self._has(claim_id, tag_id, role, coder):
            return
        given = origin or _replaced(gone)
        self._store.insert(
            "claim_tags", claim_id=claim_id, tag_id=tag_id, role=role, coder_id=coder, origin=given.value
        )

    def _has(self, claim_id: int, tag_id: int, role: str, coder: int) -> bool:
        key = (claim_id, tag_id, role, coder)
        sql = "SELECT 1 FROM claim_tags WHERE claim_id = ? AND tag_id = ? AND role = ? AND coder_id = ?"
        return self._store.row(sql, key) is not None

    def _make_room(self, claim_id: int, tag: sqlite3.Row, coder: int, tag_id: int) -> list[Origin]:
        """Remove the coder's taggings of the dimension that the new tag excludes; returns their origins."""
        single = Kind(tag["kind"]).single or tag["key"] == NONE_OF_THESE
        excluded = "" if single else f" AND t.key = '{NONE_OF_THESE}'"
        gone = self._store.execute(
            "DELETE FROM claim_tags WHERE claim_id = ? AND coder_id = ? AND tag_id <> ? AND tag_id IN"
            f" (SELECT t.id FROM tags t WHERE t.dimension_id = ?{excluded}) RETURNING origin",
            (claim_id, coder, tag_id, tag["dimension"]),
        )
        return [Origin(row[0]) for row in gone.fetchall()]

    def untag(self, claim_id: int, tag_id: int, role: str = "", *, coder_id: int | None = None) -> None:
        """Remove a tag that the current coder, or the one named, set."""
        if coder_id not in (None, self._store.coder_id):
            self._check_seen([claim_id])
        self._remove(claim_id, tag_id, role, coder_id or self._store.coder_id)

    def _remove(self, claim_id: int, tag_id: int, role: str, coder: int) -> list[Origin]:
        """Remove one tagging; returns its origin, or nothing where there is none."""
        gone = self._store.execute(
            "DELETE FROM claim_tags WHERE claim_id = ? AND tag_id = ? AND role = ? AND coder_id = ? RETURNING origin",
            (claim_id, tag_id, role, coder),
        )
        return [Origin(row[0]) for row in gone.fetchall()]

    def _claims(self, where: str, values: tuple[object, ...]) -> list[Claim]:
        try:
            rows = self._store.rows(f"SELECT c.* FROM claims c {where}", values)
        except DamagedFileError:  # it may be only an index that is damaged
            rows = self._store.rows(f"SELECT c.* FROM claims c NOT INDEXED {where}", values)
        taggings: dict[int, list[Tagging]] = {row["id"]: [] for row in rows}
        ids = tuple(taggings)
        for place in range(0, len(ids), _BATCH):
            some = ids[place : place + _BATCH]
            for row in self._store.rows(
                f"SELECT * FROM claim_tags WHERE claim_id IN ({', '.join('?' * len(some))})", some
            ):
                taggings[row["claim_id"]].append(_tagging(row))
        return [_claim(row, tuple(taggings[row["id"]])) for row in rows]


def _replaced(gone: Collection[Origin]) -> Origin:
    """The origin of a tag that a person chose in the place of others."""
    return Origin.CHANGED if any(one is not Origin.TYPED for one in gone) else Origin.TYPED


def _role(tag: sqlite3.Row, role: str) -> str:
    if Kind(tag["kind"]) is not Kind.ACTORS or tag["key"] == NONE_OF_THESE:
        return ""
    try:
        return Role(role).value
    except ValueError:
        raise AnnotationError("An actor needs a role", "Choose speaker, target or another") from None


def _plain(value: object) -> object:
    match value:
        case CheckState():
            return value.value
        case str():
            return canonicalise(value)
        case _:
            return value


@made_of_rows
def _tagging(row: sqlite3.Row) -> Tagging:
    return Tagging(row["tag_id"], row["role"], row["coder_id"], Origin(row["origin"]))


@made_of_rows
def _claim(row: sqlite3.Row, taggings: tuple[Tagging, ...]) -> Claim:
    return Claim(
        id=row["id"],
        uid=row["uid"],
        number=row["number"],
        article_id=row["article_id"],
        anchor=Anchor(Span(row["start"], row["end"]), row["exact"], row["prefix"], row["suffix"]),
        coder_id=row["coder_id"],
        created_at=row["created_at"],
        note=row["note"],
        comment=row["comment"],
        translation=row["translation"],
        translation_by=row["translation_by"],
        check_state=CheckState(row["check_state"]),
        question=row["question"],
        checked_by=row["checked_by"],
        origin=Origin(row["origin"]),
        taggings=taggings,
    )
