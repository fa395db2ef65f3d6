"""The claims that meet a filter, in an order: their ids, how many they are, and their rows a portion at a time."""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from annotations.claim_filter import ClaimFilter, contains
from annotations.claim_filter_words import Names
from annotations.claim_rows import ClaimRow, Column, Seen, Sort
from annotations.claims import Origin
from annotations.codebook import Dimension
from annotations.store.claim_conditions import (
    LEFT_OUT,
    Coders,
    Conditions,
    begins_with,
    conditions,
    likely_words,
    more_than,
    places,
    rank,
)
from annotations.store.claims import Claims
from annotations.store.codebooks.codebook import CodebookStore
from annotations.store.store import Store

_BATCH = 500
_PIECE = 50_000
OFTEN = 20_000
"""A tag that is set more often is met soon in the order of numbers."""

_CLAIMS = "claims c"
_BY_ARTICLE = "articles a CROSS JOIN claims c ON c.article_id = a.id"
_BY_OUTLET = f"outlets o CROSS JOIN articles a ON a.outlet_id = o.id CROSS JOIN {_CLAIMS} ON c.article_id = a.id"
_BY_CODER = f"coders k CROSS JOIN {_CLAIMS} ON c.coder_id = k.id"
_IN_TEXT = "c.start, c.id"
_ORIGIN = " ".join(("CASE c.origin", *(f"WHEN '{one}' THEN {n}" for n, one in enumerate(Origin)), "END"))


@dataclass(frozen=True, slots=True)
class Counted:
    """How many claims meet a filter, in how many articles, and how many claims the project has.

    `left_out` are those among them whose passage was left out when differences were settled.
    """

    claims: int
    articles: int
    all_claims: int
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be filtered by besides the codebook: names by uid, and what is known of outlets."""

    outlets: dict[str, str]
    coders: dict[str, str]
    coder_ids: dict[str, int]
    countries: tuple[str, ...]
    media: tuple[str, ...]
    ownerships: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One statement of several whose rows follow one another: those that have no date, say, come after all others."""

    source: str
    order: str
    where: str = "1"


class ClaimLists:
    """Reads only. Every question is answered by ids, and rows are read for those that are shown."""

    def __init__(self, store: Store, claims: Claims, codebook: CodebookStore) -> None:
        """Use the store's connections."""
        self._store = store
        self._claims = claims
        self._codebook = codebook

    def ids(self, wanted: ClaimFilter, sort: Sort | None = None, *, seen_by: int = 0, most: int = 0) -> "array[int]":
        """Ids of the claims that meet a filter, in order.

        Args:
            wanted: the filter.
            sort: the order; by number if None.
            seen_by: the coder whose tags count; 0 for those that count in briefs.
            most: how many at most, 0 for all. The first ones are found much sooner where an index gives the order.
        """
        found: array[int] = array("q")
        for part in self._parts(sort or Sort(), seen_by, by_tag=bool(most)):
            read = self._of_part(part, wanted, seen_by, most - len(found) if most else 0)
            for place in range(0, len(read), _PIECE):  # each in one go, for which no other thread can run
                found.extend(read[place : place + _PIECE])
            if most and len(found) >= most:
                break
        return found

    def _of_part(self, part: _Part, wanted: ClaimFilter, seen_by: int, most: int) -> list[int]:
        found = self._conditions(wanted, seen_by, "a.id" if " a " in part.source else "c.article_id")
        where = f"{part.where} AND {found.sql}"
        if wanted.words.strip():
            return self._with_words(part, wanted.words, Conditions([where], found.values), most)
        limit = f" LIMIT {most:d}" if most else ""
        sql = f"SELECT c.id FROM {part.source} WHERE {where} ORDER BY {part.order}{limit}"
        return self._store.column(sql, found.values)

    def _conditions(self, wanted: ClaimFilter, seen_by: int, article: str = "c.article_id") -> Conditions:
        return conditions(wanted, self._codebook.read(), self._coders(seen_by), article)

    def _coders(self, seen_by: int) -> Coders:
        return Coders(int(self._store.value("SELECT id FROM coders WHERE agreed ORDER BY id LIMIT 1") or 0), seen_by)

    def _with_words(self, part: _Part, words: str, where: Conditions, most: int) -> list[int]:
        has, given = likely_words(words)
        sql = f"SELECT c.id, {has} AS has FROM {part.source} WHERE {where.sql} AND has IS NOT 0 ORDER BY {part.order}"
        rows = self._store.rows(sql, [*given, *where.values])
        found: list[int] = []
        for place in range(0, len(rows), _BATCH):
            some = rows[place : place + _BATCH]
            read = self._that_say(words, [row["id"] for row in some if row["has"] is None])
            found += [row["id"] for row in some if row["has"] or row["id"] in read]
            if most and len(found) >= most:
                return found[:most]
        return found

    def _that_say(self, words: str, ids: Sequence[int]) -> set[int]:
        """Those of some claims, a batch at most, whose passage or translation has words in it."""
        if not ids:
            return set()
        sql = f"SELECT id, exact, translation FROM claims WHERE id IN ({', '.join('?' * len(ids))})"
        return {row["id"] for row in self._store.rows(sql, ids) if contains(words, (row["exact"], row["translation"]))}

    # -- orders

    def _parts(self, sort: Sort, seen_by: int, *, by_tag: bool) -> Iterable[_Part]:
        known = _columns(" DESC" if sort.descending else "")
        if sort.by in known:
            return known[sort.by]
        dimension = next((d for d in self._codebook.read().dimensions if d.uid == sort.by), None)
        if dimension is None:
            return known[Column.NUMBER]
        coders = self._coders(seen_by)
        place = rank(dimension, coders)
        if by_tag:
            # Of a few claims the tags are looked for one after the other, of all claims it is asked for their tags.
            found = sorted(places(self._codebook.read(), dimension).items(), reverse=sort.descending)
            parts = (self._begins_with(*each, dimension, coders) for each in found)
            return chain(parts, [_Part(_CLAIMS, "c.number, c.id", f"{place} IS NULL")])
        return [_Part(_CLAIMS, f"{place}{' DESC' if sort.descending else ''} NULLS LAST, c.number, c.id")]

    def _begins_with(self, place: int, tags: Sequence[int], dimension: Dimension, coders: Coders) -> _Part:
        often = bool(self._store.value(more_than(OFTEN, tags)))
        return _Part(_CLAIMS, "c.number, c.id", begins_with(place, tags, dimension, coders, often=often))

    # -- counts

    def count(self, wanted: ClaimFilter, *, seen_by: int = 0, ids: "array[int] | None" = None) -> Counted:
        """How many claims meet a filter; `ids` are those that meet it, if they are known."""
        everything = self._claims.count()
        if wanted.words.strip():
            ids = self.ids(wanted, seen_by=seen_by) if ids is None else ids
            left_out = len(set(self._store.column(LEFT_OUT)).intersection(ids))
            return Counted(len(ids), len(set(self._articles_of(ids))), everything, left_out)
        found = self._conditions(wanted, seen_by)
        sql = f"SELECT count(*), count(DISTINCT c.article_id) FROM claims c WHERE {found.sql}"
        row = self._store.rows(sql, found.values)[0]
        # Those are few, and mostly none: they are looked at by themselves.
        gone = self._store.value(
            f"SELECT count(*) FROM claims c WHERE c.id IN ({LEFT_OUT}) AND {found.sql}", found.values
        )
        return Counted(row[0], row[1], everything, int(gone))

    def _articles_of(self, ids: "array[int]") -> Iterator[int]:
        for place in range(0, len(ids), _BATCH):
            some = ids[place : place + _BATCH]
            sql = f"SELECT DISTINCT article_id FROM claims WHERE id IN ({', '.join('?' * len(some))})"
            yield from self._store.column(sql, some)

    # -- rows

    def rows(self, ids: Sequence[int]) -> list[ClaimRow]:
        """The rows of some claims, in the order asked for; those that are gone are left out."""
        claims = {claim.id: claim for claim in self._claims.some(ids)}
        wanted = sorted({claim.article_id for claim in claims.values()})
        articles: dict[int, sqlite3.Row] = {}
        for place in range(0, len(wanted), _BATCH):
            some = wanted[place : place + _BATCH]
            sql = (
                "SELECT a.id, a.headline, a.published, a.language, coalesce(o.name, '') AS outlet FROM articles a"
                f" LEFT JOIN outlets o ON o.id = a.outlet_id WHERE a.id IN ({', '.join('?' * len(some))})"
            )
            articles.update((row["id"], row) for row in self._store.rows(sql, some))
        left_out = set(self._store.column(LEFT_OUT))
        found = ((claims[i], articles[claims[i].article_id]) for i in ids if i in claims)
        return [
            ClaimRow(claim, a["headline"], a["outlet"], a["published"], a["language"], claim.id in left_out)
            for claim, a in found
        ]

    def seen(self, seen_by: int = 0) -> Seen:
        """Which taggings the cells of rows show."""
        return Seen(self._codebook.read(), self._coders(seen_by).agreed, seen_by)

    # -- what can be asked for

    def choices(self) -> Choices:
        """What can be filtered by."""
        rows = self._store.rows(
            "SELECT uid, name, country, medium, ownership FROM outlets ORDER BY name COLLATE NOCASE"
        )
        coders = self._store.rows("SELECT id, uid, name FROM coders WHERE NOT agreed ORDER BY name COLLATE NOCASE, id")
        known = {column: tuple(sorted({row[column] for row in rows})) for column in ("country", "medium", "ownership")}
        return Choices(
            {row["uid"]: row["name"] for row in rows},
            {row["uid"]: row["name"] for row in coders},
            {row["uid"]: row["id"] for row in coders},
            known["country"],
            known["medium"],
            known["ownership"],
        )

    def names(self) -> Names:
        """What stands for uids where a filter is said in words."""
        choices = self.choices()
        return Names(self._codebook.read(), choices.outlets, choices.coders)


def _columns(down: str) -> dict[str, list[_Part]]:
    """How each column orders, with `down` behind what turns round; what is not known is a part of its own, the last."""
    texts = "(c.note <> '') + (c.comment <> '') + (c.translation <> '')"
    undated = f"a.published{down}, a.id{down}, {_IN_TEXT}"
    return {
        Column.NUMBER: [_Part(_CLAIMS, f"c.number{down}, c.id{down}")],
        Column.QUOTE: [_Part(_CLAIMS, f"c.exact COLLATE NOCASE{down}, c.number, c.id")],
        Column.ARTICLE: [_Part(_BY_ARTICLE, f"a.headline COLLATE NOCASE{down}, a.id{down}, {_IN_TEXT}")],
        Column.OUTLET: [
            _Part(_BY_OUTLET, f"o.name COLLATE NOCASE{down}, o.id{down}, {undated}"),
            _Part(_BY_ARTICLE, undated, "a.outlet_id IS NULL"),
        ],
        Column.DATE: [
            _Part(_BY_ARTICLE, undated, "a.published > ''"),
            _Part(_BY_ARTICLE, undated, "a.published = ''"),
        ],
        Column.CODER: [_Part(_BY_CODER, f"k.name COLLATE NOCASE{down}, k.id{down}, c.number, c.id")],
        Column.CHECK: [_Part(_CLAIMS, f"c.check_state{'' if down else ' DESC'}, c.number, c.id")],
        Column.TEXTS: [_Part(_CLAIMS, f"{texts}{down}, c.number, c.id")],
        Column.ORIGIN: [_Part(_CLAIMS, f"{_ORIGIN}{down}, c.number, c.id")],
    }
