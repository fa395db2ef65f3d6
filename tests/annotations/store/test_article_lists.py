"""The list of articles: every order and filter against a sorting in plain Python, and along an index at any size."""

import sqlite3
from contextlib import closing
from itertools import product

import pytest

from annotations.articles import Status
from annotations.importers.draft import Draft
from annotations.store.articles import ArticleOrder

TEXTS = ("", "an", "ÖSTER", "STRAẞE", "министр", "100%", "_", "nobody has this")


@pytest.fixture
def articles(project):
    """Articles of four outlets and of none, several on one day and of one headline."""
    outlets = ("the courier", "Вести", "Angle", "Österblick", "")
    headlines = ("An answer", "Министр ответил", "österlich", "100% sure in the STRASSE", "an_answer", "")
    days = ("2026-03-09", "2026-03", "")

    def add(p) -> None:
        for number, (outlet, headline, day) in enumerate(product(outlets, headlines, days)):
            author = ("R. Pell", "Anna Österberg", "")[number % 3]
            draft = Draft(f"Text {number}", headline, outlet=outlet, published=day, author=author)
            p.articles.update([p.articles.add(draft)], status=list(Status)[number % 4])

    project.step("Import", add)
    return project.articles


KEYS = {
    ArticleOrder.OLDEST: lambda a: (a.published, a.id),
    ArticleOrder.HEADLINE: lambda a: (ascii_folded(a.headline), a.id),
}


def ascii_folded(text: str) -> str:
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def in_order(articles, order):
    newest = sorted(articles, key=lambda a: (a.published, a.id), reverse=True)
    if order is ArticleOrder.NEWEST:
        return newest
    if order is ArticleOrder.OUTLET:
        return sorted(newest, key=lambda a: ascii_folded(a.outlet))
    return sorted(articles, key=KEYS[order])


@pytest.mark.parametrize("order", ArticleOrder)
def test_every_order_and_filter_lists_what_a_plain_search_finds(articles, order) -> None:
    every = articles.rows(articles.ids())
    assert len(every) == 90
    for text, statuses in product(TEXTS, ((), (Status.NEW,), (Status.DONE, Status.LEFT_OUT))):
        expected = [
            article.id
            for article in in_order(every, order)
            if (not statuses or article.status in statuses)
            and any(text.casefold() in cell.casefold() for cell in (article.headline, article.author, article.outlet))
        ]
        assert articles.ids(text=text, statuses=statuses, order=order) == expected, (text, statuses)


@pytest.mark.parametrize("order", ArticleOrder)
@pytest.mark.parametrize("values", [{}, {"statuses": [Status.NEW, Status.DONE]}, {"text": "an"}, {"text": "ответ"}])
def test_a_list_of_ids_is_read_along_an_index_without_sorting(project, articles, monkeypatch, order, values) -> None:
    asked: list[tuple[str, object]] = []
    for name in ("rows", "column"):
        real = getattr(project._store, name)
        monkeypatch.setattr(
            project._store, name, lambda sql, given=(), r=real: (asked.append((sql, given)), r(sql, given))[1]
        )
    articles.ids(order=order, **values)
    with closing(sqlite3.connect(f"file:{project.path}?mode=ro", uri=True)) as connection:
        plans = [
            row[3]
            for sql, given in asked
            if "articles" in sql
            for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", given)
        ]
    assert plans
    assert not [line for line in plans if "TEMP B-TREE" in line]
    assert all("COVERING INDEX" in line for line in plans if line.startswith(("SCAN", "SEARCH")))
