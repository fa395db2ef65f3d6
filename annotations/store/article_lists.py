"""Lists of articles in sections of time, in any order, for lists of a hundred thousand of them."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from annotations.article_lists import LAST_WEEK, THIS_WEEK, ArticleFilter, Order, Section, Sorting
from annotations.articles import Status
from annotations.store.articles import Articles
from annotations.store.format.schema_texts import DAY
from annotations.store.group_rows import AMONG_CARRIED
from annotations.store.store import Store

_AFTER_ALL = "~"
"""Comes after everything that dates are made of."""
_CODED_SECOND = "a.id IN (SELECT article_id FROM second_codings"
"""Begins a condition on articles that somebody codes second."""
_RECENT = f"{DAY} DESC, a.id DESC"
_FRESH = f"(a.status = 'new' AND NOT {AMONG_CARRIED})"
"""Articles to be read: not wire copies, which are read with their lead."""


_BY = {
    Sorting.DATE: (DAY, "a.id"),
    Sorting.HEADLINE: ("a.headline COLLATE NOCASE", "a.id"),
    Sorting.OUTLET: ("coalesce(o.name, '') COLLATE NOCASE", _RECENT),
    Sorting.CLAIMS: ("coalesce(n.claims, 0)", _RECENT),
    Sorting.STATUS: (
        "CASE a.status WHEN 'new' THEN 0 WHEN 'in-progress' THEN 1 WHEN 'done' THEN 2 ELSE 3 END",
        _RECENT,
    ),
    Sorting.IMPORTED: ("a.id",),
}
_JOINS = {
    Sorting.OUTLET: "LEFT JOIN outlets o ON o.id = a.outlet_id",
    Sorting.CLAIMS: "LEFT JOIN (SELECT article_id, count(*) AS claims FROM claims GROUP BY article_id) n"
    " ON n.article_id = a.id",
}


class ArticleLists:
    """Lists articles. May be used on any thread."""

    def __init__(self, store: Store, articles: Articles) -> None:
        """Use the store's connections."""
        self._store = store
        self._articles = articles

    def more_than(self, count: int) -> bool:
        """Whether the project has more articles than that; quick for any number of them."""
        return bool(self._store.value("SELECT 1 FROM articles LIMIT 1 OFFSET ?", (count,)))

    def unread(self) -> int:
        """How many articles are new and no wire copies, which are read with their lead."""
        return int(self._store.value(f"SELECT count(*) FROM articles a WHERE a.status = 'new' AND NOT {AMONG_CARRIED}"))

    def sections(self, wanted: ArticleFilter, today: date) -> list[Section]:
        """The weeks and months of the articles, by date of publication or else of import; the latest first."""
        where, values = self._condition(wanted)
        this, last = _weeks(today)
        sql = (
            f"SELECT CASE WHEN {DAY} >= ? THEN ? WHEN {DAY} >= ? THEN ? ELSE substr({DAY}, 1, 7) END AS span,"
            f" count(*) AS articles, sum({_FRESH}) AS fresh FROM articles a WHERE {where}"
            f" GROUP BY span ORDER BY max({DAY}) DESC"
        )
        rows = self._store.rows(sql, (this, THIS_WEEK, last, LAST_WEEK, *values))
        return [Section(row["span"], row["articles"], row["fresh"]) for row in rows]

    def sectioned(self, wanted: ArticleFilter, order: Order, today: date) -> list[tuple[Section, list[int]]]:
        """As `sections`, each with its ids in order, in one reading: for filters that are costly to ask again."""
        where, values = self._condition(wanted)
        this, last = _weeks(today)
        sql = (
            f"SELECT a.id, CASE WHEN {DAY} >= ? THEN ? WHEN {DAY} >= ? THEN ? ELSE substr({DAY}, 1, 7) END,"
            f" {_FRESH} FROM articles a WHERE {where} ORDER BY {_ordering(order)}"
        )
        found: dict[str, tuple[list[int], int]] = {}
        for article_id, key, new in self._store.rows(sql, (this, THIS_WEEK, last, LAST_WEEK, *values)):
            ids, fresh = found.get(key, ([], 0))
            ids.append(article_id)
            found[key] = ids, fresh + new
        return [(Section(key, len(ids), fresh), ids) for key, (ids, fresh) in found.items()]

    def section_of(self, article_id: int, today: date) -> str:
        """The key of the section that an article belongs to, empty if there is no such article."""
        day = self._store.value(f"SELECT {DAY} FROM articles WHERE id = ?", (article_id,))
        this, last = _weeks(today)
        if day is None:
            return ""
        return THIS_WEEK if day >= this else LAST_WEEK if day >= last else str(day)[:7]

    def ids(
        self,
        wanted: ArticleFilter | None = None,
        order: Order | None = None,
        section: str | None = None,
        today: date | None = None,
    ) -> list[int]:
        """Ids in order: all, or those of one section."""
        where, values = self._condition(wanted or ArticleFilter())
        if section is not None:
            within, bounds = _within(section, today or date.today())
            where, values = f"{where} AND {within}", [*values, *bounds]
        order = order or Order()
        sql = f"SELECT a.id FROM articles a {_JOINS.get(order.by, '')} WHERE {where} ORDER BY {_ordering(order)}"
        return self._store.column(sql, values)

    def meets(self, article_id: int, wanted: ArticleFilter) -> bool:
        """Whether an article is among those wanted."""
        where, values = self._condition(wanted)
        return bool(self._store.value(f"SELECT 1 FROM articles a WHERE a.id = ? AND {where}", (article_id, *values)))

    def next_new(self, after: int | None, wanted: ArticleFilter, order: Order) -> int | None:
        """The first new article from one on, itself included, and around to the first; None if there is none."""
        if wanted.statuses and Status.NEW not in wanted.statuses:
            return None
        fresh = replace(wanted, statuses=(Status.NEW,), folded=True, turned=())
        if order.by is Sorting.DATE:
            return self._next_by_date(after, fresh, descending=order.descending)
        new = set(self.ids(fresh))
        every = self.ids(order=order)
        start = every.index(after) if after in every else 0
        return next((i for i in (*every[start:], *every[:start]) if i in new), None)

    def _next_by_date(self, after: int | None, fresh: ArticleFilter, *, descending: bool) -> int | None:
        where, values = self._condition(fresh)
        by = _ordering(Order(Sorting.DATE, descending))
        day = self._store.value(f"SELECT {DAY} FROM articles WHERE id = ?", (after,))
        if day is not None:
            sign = "<=" if descending else ">="
            sql = f"SELECT a.id FROM articles a WHERE {where} AND ({DAY}, a.id) {sign} (?, ?) ORDER BY {by} LIMIT 1"
            found = self._store.value(sql, (*values, day, after))
            if found is not None:
                return int(found)
        found = self._store.value(f"SELECT a.id FROM articles a WHERE {where} ORDER BY {by} LIMIT 1", values)
        return None if found is None else int(found)

    def _condition(self, wanted: ArticleFilter) -> tuple[str, list[object]]:
        parts: list[str] = ["1"]
        values: list[object] = []
        if wanted.text.strip():
            parts.append("a.id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(self._articles.ids(text=wanted.text)))
        if wanted.statuses:
            parts.append(f"a.status IN ({', '.join('?' * len(wanted.statuses))})")
            values += [status.value for status in wanted.statuses]
        if wanted.turned:
            these = "NOT IN" if wanted.folded else "IN"
            parts.append(f"NOT ({AMONG_CARRIED} AND a.lead_id {these} (SELECT value FROM json_each(?)))")
            values.append(json.dumps(wanted.turned))
        elif wanted.folded:
            parts.append(f"NOT {AMONG_CARRIED}")
        ids = {
            "a.assigned_to = ?": wanted.assigned_to,
            "a.outlet_id = ?": wanted.outlet_id,
            "a.batch_id = ?": wanted.batch_id,
            f"{_CODED_SECOND} WHERE coder_id = ? AND done_at = '')": wanted.second_by,
            f"{_CODED_SECOND} WHERE sample_id = ?)": wanted.sample_id,
        }
        for condition, value in ids.items():
            if value is not None:
                parts.append(condition)
                values.append(value)
        if wanted.since:
            parts.append("a.published >= ?")
            values.append(wanted.since)
        if wanted.until:
            parts.append("a.published <> '' AND a.published < ?")
            values.append(wanted.until + _AFTER_ALL)
        return " AND ".join(parts), values


def _ordering(order: Order) -> str:
    first, *rest = _BY[order.by]
    way = " DESC" if order.descending else ""
    return ", ".join([first + way, *(part if "DESC" in part else part + way for part in rest)])


def _weeks(today: date) -> tuple[str, str]:
    """The Mondays of this week and the last one."""
    monday = today - timedelta(days=today.weekday())
    return monday.isoformat(), (monday - timedelta(days=7)).isoformat()


def _within(section: str, today: date) -> tuple[str, Sequence[object]]:
    this, last = _weeks(today)
    if section == THIS_WEEK:
        return f"{DAY} >= ?", (this,)
    if section == LAST_WEEK:
        return f"{DAY} >= ? AND {DAY} < ?", (last, this)
    bounds = (section, min(last, section + _AFTER_ALL), section)
    return f"{DAY} >= ? AND {DAY} < ? AND substr({DAY}, 1, 7) = ?", bounds
