"""Finding words in articles: by the full-text index, and letter by letter where words are not set apart.

The index takes a row of Chinese or Japanese letters for one word. A second index over three letters at a time would be
twice as large as those texts, take longer to keep than the texts to import, and find no word of two letters, which most
are. So such terms are looked for in the texts of those languages, which takes 8 µs an article.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from annotations.search import (
    MOST_RANKED,
    UNSPACED_LANGUAGES,
    Claimed,
    Field,
    Found,
    Hits,
    Order,
    Query,
    Scope,
    Term,
    folded,
)
from annotations.spans import Span
from annotations.store.outlets import Outlets
from annotations.store.sql import escaped, marks
from annotations.store.store import Store

_BATCH = 500
_OPEN, _CLOSE = "\x01", "\x02"
"""Around hits, as SQLite gives them; no text has these characters."""

_WEIGHTS = "4.0, 2.0, 1.0"
"""How much a word counts in headline, author and text."""

_ORDERS = {Order.NEWEST: "a.published DESC, a.id DESC", Order.OLDEST: "a.published, a.id"}
_COLUMNS = {Field.HEADLINE: "headline", Field.AUTHOR: "author"}
_IN_INDEX = "a.id IN (SELECT rowid FROM article_fts WHERE article_fts MATCH ?)"
_UNSPACED = " OR ".join(f"a.language LIKE '{tag}%'" for tag in UNSPACED_LANGUAGES)

Condition = tuple[str, list[object]]


class Search:
    """Looks for words in all articles. May be used on any thread."""

    def __init__(self, store: Store, outlets: Outlets) -> None:
        """Use the store's connections."""
        self._store = store
        self._outlets = outlets

    def find(self, query: Query, scope: Scope | None = None, order: Order = Order.BEST) -> Found:
        """The articles that have what is looked for; none if that is nothing.

        Best matches come first up to `MOST_RANKED` articles, and where the index alone can tell; else the newest do.
        """
        if not query:
            return Found()
        scope = scope or Scope()
        indexed = [group for group in query.groups if all(map(_is_indexed, group))]
        conditions = [self._any_of(group) for group in query.groups if group not in indexed]
        conditions += [_within(scope)]
        expression = _all_of(indexed)
        for term in query.without:
            if indexed and _is_indexed(term):
                expression += f" NOT {_phrase(term)}"
            else:
                sql, values = self._condition(term)
                conditions.append((f"NOT ({sql})", values))
        where = " AND ".join(f"({sql})" for sql, _ in conditions)
        given = [value for _, values in conditions for value in values]
        source = "articles a"
        if indexed:
            source = "article_fts JOIN articles a ON a.id = article_fts.rowid"
            where, given = f"article_fts MATCH ? AND {where}", [expression, *given]
        found = self._ordered(source, where, given, order, can_rank=bool(indexed))
        return replace(found, ids=tuple(self._kept(query, found.ids, scope.claimed)))

    def _ordered(self, source: str, where: str, values: Sequence[object], order: Order, *, can_rank: bool) -> Found:
        by = _ORDERS.get(order, _ORDERS[Order.NEWEST])
        ranked = False
        if order is Order.BEST and can_rank:
            few = f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {where} LIMIT {MOST_RANKED + 1})"
            ranked = self._store.value(few, values) <= MOST_RANKED
        if ranked:
            by = f"bm25(article_fts, {_WEIGHTS}), {by}"
        return Found(
            tuple(self._store.column(f"SELECT a.id FROM {source} WHERE {where} ORDER BY {by}", values)), ranked
        )

    def _kept(self, query: Query, ids: Sequence[int], claimed: Claimed) -> Iterable[int]:
        """Those that still have a hit when cut passages, and hits that are claimed or not, do not count."""
        if not any(term.field is not Field.OUTLET for term in query.terms):
            return ids
        cut = set(self._store.column("SELECT DISTINCT article_id FROM cuts"))
        doubtful = [article_id for article_id in ids if claimed or article_id in cut]
        if not doubtful:
            return ids
        gone = set(doubtful)
        for hits in self.hits(query, doubtful, claimed):
            if hits.spans or (not claimed and (hits.headline or hits.author)):
                gone.discard(hits.article_id)
        return [article_id for article_id in ids if article_id not in gone]

    # -- conditions

    def _any_of(self, terms: Iterable[Term]) -> Condition:
        parts = [self._condition(term) for term in terms]
        return " OR ".join(f"({sql})" for sql, _ in parts), [value for _, values in parts for value in values]

    def _condition(self, term: Term) -> Condition:
        """What one term asks of an article, as SQL over `a`."""
        if term.field is Field.OUTLET:
            return f"coalesce(a.outlet_id, 0) IN ({', '.join(map(str, self._outlets_of(term)))})", []
        if not term.unspaced:
            return _IN_INDEX, [_phrase(term)]
        pattern = f"%{escaped(term.text)}%"
        if term.field in _COLUMNS:
            return f"a.{_COLUMNS[term.field]} LIKE ? ESCAPE '\\'", [pattern]
        text = "SELECT 1 FROM texts t WHERE t.digest = a.digest AND t.text LIKE ? ESCAPE '\\'"
        letter_by_letter = f"(a.language = '' OR {_UNSPACED}) AND EXISTS ({text})"
        return f"{letter_by_letter} OR {_IN_INDEX}", [pattern, _phrase(replace(term, prefix=True))]

    def _outlets_of(self, term: Term) -> list[int]:
        wanted = folded(term.text)
        return [o.id for o in self._outlets.all() if any(wanted in folded(name) for name in (o.name, *o.aliases))]

    # -- hits

    def hits(self, query: Query, ids: Sequence[int], claimed: Claimed = Claimed.EITHER) -> Iterator[Hits]:
        """Where these articles have what is looked for, some at a time, in their order; those gone are left out."""
        terms = [term for term in query.terms if term.field is not Field.OUTLET]
        indexed = " OR ".join(_phrase(term) for term in terms if not term.unspaced)
        letters = _finder([term.text for term in terms if term.unspaced and term.field is Field.ANYWHERE])
        for place in range(0, len(ids), _BATCH):
            some = ids[place : place + _BATCH]
            found = self._by_index(indexed, some) if indexed else {}
            missing = [article_id for article_id in some if article_id not in found]
            found |= self._texts(missing)
            if letters:
                found = {key: _with_letters(hits, letters) for key, hits in found.items()}
            found = self._without_cuts(found)
            if claimed:
                found = self._by_claims(found, inside=claimed is Claimed.INSIDE)
            yield from (found[article_id] for article_id in some if article_id in found)

    def _by_index(self, expression: str, ids: Sequence[int]) -> dict[int, Hits]:
        columns = ", ".join(f"highlight(article_fts, {n}, '{_OPEN}', '{_CLOSE}')" for n in range(3))
        # The plus keeps the index from being asked anew for each article, which takes long for beginnings of words.
        sql = f"SELECT rowid, {columns} FROM article_fts WHERE article_fts MATCH ? AND +rowid IN ({marks(ids)})"
        found = {}
        for article_id, headline, author, text in self._store.rows(sql, [expression, *ids]):
            words, spans = _unmarked(text)
            found[article_id] = Hits(article_id, words, spans, _unmarked(headline)[1], _unmarked(author)[1])
        return found

    def _texts(self, ids: Sequence[int]) -> dict[int, Hits]:
        sql = f"SELECT a.id, t.text FROM articles a JOIN texts t USING (digest) WHERE a.id IN ({marks(ids)})"
        return {row[0]: Hits(row[0], row[1], ()) for row in self._store.rows(sql, ids)} if ids else {}

    def _without_cuts(self, found: dict[int, Hits]) -> dict[int, Hits]:
        cuts = self._passages("cuts", found)
        return {
            key: replace(hits, spans=tuple(s for s in hits.spans if not cuts[key].touch(s))) if key in cuts else hits
            for key, hits in found.items()
        }

    def _by_claims(self, found: dict[int, Hits], *, inside: bool) -> dict[int, Hits]:
        claims = self._passages("claims", found)
        return {
            key: replace(hits, spans=tuple(s for s in hits.spans if claims.get(key, _NONE).touch(s) is inside))
            for key, hits in found.items()
        }

    def _passages(self, table: str, ids: Iterable[int]) -> dict[int, "_Passages"]:
        some = list(ids)
        sql = f"SELECT article_id, start, end FROM {table} WHERE article_id IN ({marks(some)})"
        passages: dict[int, list[tuple[int, int]]] = {}
        for article_id, start, end in self._store.rows(sql, some) if some else ():
            passages.setdefault(article_id, []).append((start, end))
        return {article_id: _Passages(spans) for article_id, spans in passages.items()}

    def languages(self) -> list[str]:
        """The languages of the project's articles, as stored, in order."""
        return self._store.column("SELECT DISTINCT language FROM articles WHERE language <> '' ORDER BY language")


def _is_indexed(term: Term) -> bool:
    return term.field is not Field.OUTLET and not term.unspaced


def _all_of(groups: Iterable[Iterable[Term]]) -> str:
    """What the index is asked for: one of each group."""
    return " AND ".join(f"({' OR '.join(map(_phrase, group))})" for group in groups)


def _phrase(term: Term) -> str:
    """One term in the language of the index; between quotes everything is words to it."""
    star = " *" if term.prefix else ""
    spellings = ['"' + text.replace('"', '""') + '"' + star for text in term.spellings]
    asked = spellings[0] if len(spellings) == 1 else f"({' OR '.join(spellings)})"
    return f"{{{_COLUMNS[term.field]}}} : {asked}" if term.field in _COLUMNS else asked


def _within(scope: Scope) -> Condition:
    statuses = scope.kept_statuses
    parts: list[str] = [f"a.status IN ({marks(statuses)})"]
    values: list[object] = [status.value for status in statuses]
    if scope.since:
        parts.append("a.published <> '' AND a.published >= substr(?, 1, length(a.published))")
        values.append(scope.since)
    if scope.until:
        parts.append("a.published <> '' AND substr(a.published, 1, length(?)) <= ?")
        values += [scope.until, scope.until]
    for column, wanted in (("outlet_id", scope.outlet_ids), ("language", scope.languages)):
        if wanted:
            parts.append(f"a.{column} IN ({marks(wanted)})")
            values += wanted
    if scope.claimed is Claimed.INSIDE:
        parts.append("EXISTS (SELECT 1 FROM claims c WHERE c.article_id = a.id)")
    return " AND ".join(f"({part})" for part in parts), values


def _unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The text without the marks of SQLite, and what stood between them."""
    first, *others = marked.split(_OPEN)
    parts, at, spans = [first], len(first), []
    for other in others:
        hit, _, rest = other.partition(_CLOSE)
        if hit:
            spans.append(Span(at, at + len(hit)))
        rest = rest.replace(_CLOSE, "")
        parts += (hit, rest)
        at += len(hit) + len(rest)
    return "".join(parts), tuple(spans)


def _finder(texts: Sequence[str]) -> re.Pattern[str] | None:
    """What finds these letters, of whichever case; longer ones first, so that they are found whole."""
    longest = sorted(texts, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)), re.IGNORECASE) if texts else None


def _with_letters(hits: Hits, finder: re.Pattern[str]) -> Hits:
    spans = {Span(*match.span()) for match in finder.finditer(hits.text)} | set(hits.spans)
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return replace(hits, spans=tuple(apart))


class _Passages:
    """Passages of one article, to be asked for many spans whether any of them is touched."""

    def __init__(self, passages: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(passages):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, span: Span) -> bool:
        """Whether one of them shares a letter with the span."""
        place = bisect_left(self._starts, span.end) - 1
        return place >= 0 and self._ends[place] > span.start


_NONE = _Passages(())
