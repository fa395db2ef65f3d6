"""Articles and their texts."""

import sqlite3
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import Any

from annotations.articles import Article, Batch, Status
from annotations.errors import AnnotationError, DamagedFileError
from annotations.importers.draft import Draft
from annotations.outlets import described
from annotations.progress import Progress
from annotations.store.adding import Adding, New, line, now
from annotations.store.batches import Batches
from annotations.store.connections.telling import damaged, made_of_rows
from annotations.store.connections.veil import hidden_articles
from annotations.store.group_rows import hand_on
from annotations.store.outlets import Outlets
from annotations.store.sql import escaped
from annotations.store.store import Store

_BATCH = 500
_EDITABLE = {
    *("headline", "headline_translated", "author", "published", "language", "url", "accessed", "type"),
    *("section", "status", "left_out_reason", "lead_id", "assigned_to", "batch_id"),
}
_SEARCHED = ("headline", "headline_translated", "author")
_SELECT = (
    "SELECT a.*, coalesce(o.name, '') AS outlet, (SELECT count(*) FROM claims c WHERE c.article_id = a.id) AS claims"
    " FROM articles a LEFT JOIN outlets o ON o.id = a.outlet_id"
)


_SELECT_ALONE = "SELECT a.*, '' AS outlet, 0 AS claims FROM articles a"
"""For a damaged file, in which other tables and their indexes may not be readable."""


class ArticleOrder(StrEnum):
    """How lists of articles are ordered; ties by id. By outlet, those without one come first."""

    NEWEST = "published DESC, a.id DESC"
    OLDEST = "published, a.id"
    OUTLET = "o.name COLLATE NOCASE, o.id, published DESC, a.id DESC"
    HEADLINE = "headline COLLATE NOCASE, a.id"


class Articles:
    """Reads and writes articles. Writing needs an open step."""

    def __init__(self, store: Store, outlets: Outlets, batches: Batches) -> None:
        """Use the store's connections."""
        self._store = store
        self._outlets = outlets
        self._batches = batches
        self._adding = Adding(store, outlets)

    def add(
        self,
        draft: Draft,
        *,
        batch_id: int | None = None,
        status: Status = Status.NEW,
        second_copy: bool = False,
    ) -> int:
        """Store a draft and return the article's id; its outlet is made if the project has none of that name.

        The uid is made of text and outlet, so that two people who import the same file get the same article.

        Args:
            draft: what was found; its text is made canonical again.
            batch_id: the import it came with.
            status: where the work on it stands.
            second_copy: give a uid of its own, for a deliberate second copy of the same text.

        Raises:
            ImportFileError: if the draft has no text.
        """
        new = self._adding.prepared(draft, batch_id, status, now(), second_copy=second_copy)
        return self._adding.store([new])[0]

    def add_all(self, drafts: Sequence[Draft], batch: Batch | None = None) -> Generator[Progress, None, list[int]]:
        """Store drafts as one batch, telling progress after each; returns their ids."""
        batch_id, at = self._batches.add(batch) if batch else None, now()
        ids: list[int] = []
        for place in range(0, len(drafts), _BATCH):
            some: list[New] = []
            for done, draft in enumerate(drafts[place : place + _BATCH], place):
                yield Progress(done, len(drafts), draft.headline)
                some.append(self._adding.prepared(draft, batch_id, Status.NEW, at))
            ids += self._adding.store(some)
        return ids

    def get(self, article_id: int) -> Article:
        """The article with this id.

        Raises:
            KeyError: if there is none.
        """
        found = self.rows([article_id])
        if not found:
            raise KeyError(article_id)
        return found[0]

    def by_uid(self, uid: str) -> Article | None:
        """The article with this uid, or None."""
        row = self._store.row(f"{_SELECT} WHERE a.uid = ?", (uid,))
        return _article(row) if row else None

    def text(self, article_id: int) -> str:
        """The article's canonical text.

        Raises:
            KeyError: if there is no such article.
        """
        sql = "SELECT t.text FROM articles a LEFT JOIN texts t ON t.digest = a.digest WHERE a.id = ?"
        row = self._store.row(sql, (article_id,))
        if row is None:
            raise KeyError(article_id)
        if row["text"] is None:
            raise DamagedFileError(*damaged("a text is missing"), self._store.path)
        return str(row["text"])

    def raw_header(self, article_id: int) -> str:
        """The head block as it stood in the origin file."""
        return str(self._store.value("SELECT raw_header FROM articles WHERE id = ?", (article_id,)) or "")

    def ids(
        self, *, text: str = "", statuses: Collection[Status] = (), order: ArticleOrder = ArticleOrder.NEWEST
    ) -> list[int]:
        """Ids in order; `statuses` empty means all.

        `text` must be in headline or author in any case, or in an outlet's names, country, medium or ownership.
        """
        where, values = "1", list[object]()
        if statuses:
            where = f"status IN ({', '.join('?' * len(statuses))})"
            values = [status.value for status in statuses]
        if not text.strip():
            return self._ordered(where, values, order)
        found = self._with_words(text.strip(), where, values)
        if order is ArticleOrder.NEWEST:
            return found
        wanted = set(found)
        return [article_id for article_id in self._ordered(where, values, order) if article_id in wanted]

    def _ordered(self, where: str, values: Sequence[object], order: ArticleOrder) -> list[int]:
        """Ids along an index of that order; nothing is sorted, and no row of an article is read."""
        if order is not ArticleOrder.OUTLET:
            return self._store.column(f"SELECT a.id FROM articles a WHERE {where} ORDER BY {order.value}", values)
        nameless = f"SELECT id FROM articles WHERE outlet_id IS NULL AND {where} ORDER BY published DESC, id DESC"
        named = "outlets o CROSS JOIN articles a ON a.outlet_id = o.id"
        named = f"SELECT a.id FROM {named} WHERE {where} ORDER BY {order.value}"
        return [*self._store.column(nameless, values), *self._store.column(named, values)]

    def _with_words(self, wanted: str, where: str, values: Sequence[object]) -> list[int]:
        """Ids of articles with these letters in headline, author or what is known of the outlet, newest first."""
        folded = wanted.casefold()
        outlets = ", ".join(str(outlet.id) for outlet in self._outlets.all() if folded in described(outlet))
        likely, given = f"outlet_id IN ({outlets})", list[object]()
        if folded.isascii():
            likely += "".join(f" OR {column} LIKE ? ESCAPE '\\'" for column in _SEARCHED)
            given = [f"%{escaped(folded)}%"] * len(_SEARCHED)
        source = f"FROM main.articles a INDEXED BY articles_words WHERE {where} AND ({likely}"
        order = f"ORDER BY {ArticleOrder.NEWEST.value}"
        if wanted.isascii():
            return self._store.column(f"SELECT id {source}) {order}", [*values, *given])
        # LIKE knows upper and lower case of ASCII letters only, so words with others are read.
        words = " || char(10) || ".join(_SEARCHED)
        others = " OR ".join(f"length({column}) <> length(CAST({column} AS BLOB))" for column in _SEARCHED)
        sql = f"SELECT id, CASE WHEN {likely} THEN NULL ELSE {words} END {source} OR {others}) {order}"
        rows = self._store.rows(sql, [*given, *values, *given])
        return [row[0] for row in rows if row[1] is None or folded in row[1].casefold()]

    def rows(self, ids: Sequence[int]) -> list[Article]:
        """The articles with these ids, in that order; missing ones are left out."""
        found: dict[int, Article] = {}
        for place in range(0, len(ids), _BATCH):
            some = ids[place : place + _BATCH]
            marks = ", ".join("?" * len(some))
            try:
                rows = self._store.rows(f"{_SELECT} WHERE a.id IN ({marks})", some)
                found |= {row["id"]: _article(row) for row in rows}
            except DamagedFileError:
                found |= {article.id: article for article in self._readable(some)}
        return [found[article_id] for article_id in ids if article_id in found]

    def _readable(self, ids: Iterable[int]) -> Iterator[Article]:
        """Those of some articles of a damaged file that can be read, if need be without the number of their claims."""
        for article_id in ids:
            for select in (_SELECT, _SELECT_ALONE):
                with suppress(DamagedFileError):
                    rows = self._store.rows(f"{select} WHERE a.id = ?", (article_id,))
                    yield from map(_article, rows)
                    break

    def same_text(self, mark: str) -> list[Article]:
        """Articles whose text has this digest, or had it before it was corrected."""
        had = (
            "SELECT article_id FROM earlier_texts WHERE digest = ?1"
            " UNION SELECT e.article_id FROM corrected_texts c JOIN earlier_texts e USING (uid) WHERE c.digest = ?1"
        )
        where = f"WHERE a.digest = ?1 OR a.id IN ({had}) ORDER BY a.id"
        return [_article(row) for row in self._store.rows(f"{_SELECT} {where}", (mark,))]

    def same_texts(self, marks: Collection[str]) -> dict[str, list[Article]]:
        """By digest what `same_text` returns, of many texts at once; those that no article has are left out."""
        found: dict[str, dict[int, Article]] = {}
        wanted = sorted({*marks})
        for place in range(0, len(wanted), _BATCH):
            some = wanted[place : place + _BATCH]
            places = ", ".join("?" * len(some))
            now_or_before = (
                f"SELECT digest AS mark, id FROM articles WHERE digest IN ({places})"
                f" UNION SELECT digest, article_id FROM earlier_texts WHERE digest IN ({places})"
                " UNION SELECT c.digest, e.article_id FROM corrected_texts c JOIN earlier_texts e USING (uid)"
                f" WHERE c.digest IN ({places})"
            )
            pairs = self._store.rows(now_or_before, [*some, *some, *some])
            articles = {article.id: article for article in self.rows([row["id"] for row in pairs])}
            for row in pairs:
                if row["id"] in articles:
                    found.setdefault(row["mark"], {})[row["id"]] = articles[row["id"]]
        return {mark: [each[key] for key in sorted(each)] for mark, each in found.items()}

    def counts(self) -> dict[Status, int]:
        """How many articles there are of each status."""
        rows = self._store.rows("SELECT status, count(*) FROM articles GROUP BY status")
        return dict.fromkeys(Status, 0) | {Status(row[0]): row[1] for row in rows}

    def update(self, ids: Collection[int], **values: Any) -> None:
        """Set metadata of one or several articles; `outlet` is given by name.

        Raises:
            TypeError: for a name that is no metadata.
        """
        if "outlet" in values:
            name = str(values.pop("outlet"))
            self._store.update("articles", ids, outlet_id=self._outlets.ensure(name) if name.strip() else None)
        if unknown := set(values) - _EDITABLE:
            raise TypeError(f"not an article's metadata: {', '.join(sorted(unknown))}")
        plain = {key: line(value) if isinstance(value, str) else value for key, value in values.items()}
        self._store.update("articles", ids, **plain)

    def delete(self, ids: Collection[int]) -> None:
        """Delete articles with their claims; a group whose lead is among them is led by its next article.

        Raises:
            AnnotationError: if one of them holds claims of others that are hidden from the person who works here.
        """
        if self._store.veiled and set(self._store.column(hidden_articles(self._store.coder_id))) & set(ids):
            raise AnnotationError("You code one of them second and do not see all in it", "Finish that first")
        hand_on(self._store, ids)
        self._store.delete("articles", ids)


@made_of_rows
def _article(row: sqlite3.Row) -> Article:
    return Article(
        id=row["id"],
        uid=row["uid"],
        headline=row["headline"],
        outlet_id=row["outlet_id"],
        outlet=row["outlet"],
        published=row["published"],
        author=row["author"],
        language=row["language"],
        status=Status(row["status"]),
        length=row["n_chars"],
        digest=row["digest"],
        headline_translated=row["headline_translated"],
        url=row["url"],
        accessed=row["accessed"],
        type=row["type"],
        section=row["section"],
        left_out_reason=row["left_out_reason"],
        lead_id=row["lead_id"],
        batch_id=row["batch_id"],
        replaces_id=row["replaces_id"],
        assigned_to=row["assigned_to"],
        origin_file=row["origin_file"],
        imported_at=row["imported_at"],
        claims=row["claims"],
    )
