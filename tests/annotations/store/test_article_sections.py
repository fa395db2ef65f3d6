"""Articles in weeks and months, in every order, against a sorting in plain Python."""

from datetime import date
from itertools import product

import pytest

from annotations.article_lists import ArticleFilter, Order, Sorting
from annotations.articles import Status
from annotations.importers.draft import Draft

TODAY = date(2026, 3, 18)
"""A Wednesday."""

DAYS = ("2026-03-16", "2026-03-18T09:30", "2026-03-15", "2026-03-09", "2026-03-08", "2026-03", "2026-02-28", "2026", "")


@pytest.fixture
def articles(project):
    """Articles of all these days, of some outlets; those without a date were imported on 2 January 2025."""

    def add(p) -> None:
        for number, day in enumerate(DAYS * 3):
            outlet = ("Courier", "herald", "")[number % 3]
            draft = Draft(f"Text {number}", f"Headline {number % 7}", outlet=outlet, published=day, author="R. Pell")
            article = p.articles.add(draft)
            coder = p.coder_id if number % 4 == 0 else None
            p.articles.update([article], status=list(Status)[number % 4], assigned_to=coder)
        p._store.execute("UPDATE articles SET imported_at = '2025-01-02T10:00:00+00:00'")

    project.step("Import", add)
    return project.articles.rows(project.articles.ids())


def day(article) -> str:
    return article.published or article.imported_at[:10]


def test_sections_are_weeks_then_months_the_latest_first(project, articles) -> None:
    sections = project.lists.sections(ArticleFilter(), TODAY)
    assert [(s.key, s.articles) for s in sections] == [
        ("this week", 6),
        ("last week", 6),
        ("2026-03", 6),
        ("2026-02", 3),
        ("2026", 3),
        ("2025-01", 3),
    ]
    assert sum(s.new for s in sections) == sum(a.status is Status.NEW for a in articles)
    assert project.lists.sections(ArticleFilter(statuses=(Status.DONE,), text="no such words"), TODAY) == []


@pytest.mark.parametrize("descending", [True, False])
def test_each_section_lists_its_articles_by_day(project, articles, descending) -> None:
    listed = []
    for section in project.lists.sections(ArticleFilter(), TODAY):
        ids = project.lists.ids(order=Order(Sorting.DATE, descending), section=section.key, today=TODAY)
        assert len(ids) == section.articles
        assert {project.lists.section_of(i, TODAY) for i in ids} == {section.key}
        expected = sorted((a for a in articles if a.id in ids), key=lambda a: (day(a), a.id), reverse=descending)
        assert ids == [a.id for a in expected]
        listed += ids
    assert sorted(listed) == sorted(a.id for a in articles)
    assert project.lists.section_of(4711, TODAY) == ""


@pytest.mark.parametrize("wanted", [ArticleFilter(), ArticleFilter(text="head"), ArticleFilter(statuses=(Status.NEW,))])
def test_sections_with_their_articles_are_the_same_in_one_reading(project, articles, wanted) -> None:
    order = Order()
    expected = [
        (section, project.lists.ids(wanted, order, section.key, TODAY))
        for section in project.lists.sections(wanted, TODAY)
    ]
    assert project.lists.sectioned(wanted, order, TODAY) == expected


KEYS = {
    Sorting.DATE: day,
    Sorting.HEADLINE: lambda a: a.headline.lower(),
    Sorting.OUTLET: lambda a: a.outlet.lower(),
    Sorting.CLAIMS: lambda a: a.claims,
    Sorting.STATUS: lambda a: list(Status).index(a.status),
    Sorting.IMPORTED: lambda a: a.id,
}


@pytest.mark.parametrize(("by", "descending"), list(product(Sorting, [True, False])))
def test_every_order_lists_all_of_them(project, articles, add_claim, by, descending) -> None:
    for article in articles[::5]:
        add_claim(article.id, 0, 4)
    ids = project.lists.ids(order=Order(by, descending))
    found = [KEYS[by](article) for article in project.articles.rows(ids)]
    assert len(ids) == len(articles)
    assert found == sorted(found, reverse=descending)


def test_filters_are_put_together(project, articles) -> None:
    mine = ArticleFilter(statuses=(Status.NEW, Status.IN_PROGRESS), assigned_to=project.coder_id, text="head")
    expected = {a.id for a in articles if a.status in mine.statuses and a.assigned_to == project.coder_id}
    assert expected
    assert set(project.lists.ids(mine)) == expected
    outlet = next(a.outlet_id for a in articles if a.outlet == "herald")
    within = ArticleFilter(outlet_id=outlet, since="2026-03-08", until="2026-03")
    found = project.articles.rows(project.lists.ids(within))
    assert {a.published for a in found} == {
        d for a in articles if a.outlet == "herald" and (d := a.published) >= "2026-03-08"
    }
    assert ArticleFilter().empty
    assert not mine.empty


@pytest.mark.parametrize(
    "order", [Order(), Order(Sorting.DATE, descending=False), Order(Sorting.HEADLINE, descending=False)]
)
def test_the_next_new_article_is_looked_for_from_one_on_and_around(project, articles, order) -> None:
    every = project.lists.ids(order=order)
    new = {a.id for a in articles if a.status is Status.NEW}
    for start, article in enumerate(every):
        expected = next(i for i in (*every[start:], *every[:start]) if i in new)
        assert project.lists.next_new(article, ArticleFilter(), order) == expected
    assert project.lists.next_new(None, ArticleFilter(), order) == next(i for i in every if i in new)
    assert project.lists.next_new(every[0], ArticleFilter(statuses=(Status.DONE,)), order) is None
    assert project.lists.next_new(every[0], ArticleFilter(text="no such words"), order) is None


def test_the_number_of_articles_is_compared_without_counting_them(project, articles) -> None:
    assert project.lists.more_than(26)
    assert not project.lists.more_than(27)


def test_sections_are_read_along_an_index(project, articles) -> None:
    plan = project._store.rows(
        "EXPLAIN QUERY PLAN SELECT id FROM articles WHERE (CASE WHEN published <> '' THEN"
        " published ELSE substr(imported_at, 1, 10) END) >= '2026'"
    )
    assert "articles_day" in plan[0]["detail"]
