"""The list's model: what is listed comes from the file, rows when they are shown; and how dates are written."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from annotations.article_lists import ArticleFilter, Order, Sorting
from annotations.articles import Status
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.models.articles import (
    ARTICLE,
    ASSIGNED,
    SECTION,
    ArticlesModel,
    Ask,
    Listed,
    counted_claims,
    listed,
    shown_date,
)

TODAY = date(2026, 3, 18)


@pytest.fixture
def project(tmp_path, qapp):
    with Project.create(tmp_path / "p.pressmark", coder=("Anna", "A")) as made:
        drafts = [Draft(f"Text {n}.", headline=f"Headline {n:03}", published=f"2026-01-{n:03}") for n in range(250)]
        made.step("Import", lambda p: p.articles.add_all(drafts))
        yield made


@pytest.fixture
def weeks(tmp_path, qapp):
    """Thirty articles of this week, one of the last, thirty of February, one of January."""
    days = ["2026-03-17"] * 30 + ["2026-03-11"] + ["2026-02-03"] * 30 + ["2026-01-09"]
    with Project.create(tmp_path / "w.pressmark", coder=("Anna", "A")) as made:
        drafts = [Draft(f"Text {n}.", headline=f"Headline {n:03}", published=day) for n, day in enumerate(days)]
        made.step("Import", lambda p: p.articles.add_all(drafts))
        yield made


def shown(project, model, ask=None):
    model.show_list(project, listed(project, ask or Ask(today=TODAY)))


@pytest.fixture
def model(project, qtmodeltester):
    made = ArticlesModel()
    shown(project, made)
    qtmodeltester.check(made)
    return made


def headings(model):
    rows = (model.heading_at(row) for row in range(model.rowCount()))
    return [(heading.title, heading.open, heading.counts) for heading in rows if heading]


# -- sections


def test_the_current_week_is_open_and_what_came_before_is_folded(weeks, qtmodeltester):
    model = ArticlesModel()
    shown(weeks, model)
    qtmodeltester.check(model)
    assert headings(model) == [
        ("This week", True, "30 articles · 30 new"),
        ("Last week", False, "1 article · 1 new"),
        ("February 2026", False, "30 articles · 30 new"),
        ("January 2026", False, "1 article · 1 new"),
    ]
    assert model.rowCount() == 34
    assert model.index(0).data() == "This week"
    assert not model.index(0).flags() & Qt.ItemFlag.ItemIsSelectable
    assert model.index(1).flags() & Qt.ItemFlag.ItemIsSelectable
    assert model.index(31).data(Qt.ItemDataRole.AccessibleTextRole) == "Last week, 1 article · 1 new, folded"
    assert model.index(0).data(SECTION).section.key == "this week"
    assert model.index(1).data(SECTION) is None


def test_sections_are_open_until_a_screen_is_full(weeks):
    weeks.step("Delete", lambda p: p.articles.delete(p.articles.ids()[10:30]))
    model = ArticlesModel()
    shown(weeks, model)
    assert [opened for _, opened, _ in headings(model)] == [True, True, False, True]


def test_what_the_person_folded_or_opened_is_so(weeks):
    model = ArticlesModel()
    shown(weeks, model, Ask(today=TODAY, folded={"this week": True, "2026-01": False}))
    assert [opened for _, opened, _ in headings(model)] == [False, False, False, True]
    assert model.neighbour(0, 1) == 1
    assert (model.neighbour(1, -1), model.neighbour(0, -1)) == (0, -1)
    assert (model.neighbour(2, 1), model.heading_above(4)) == (4, 3)
    found = listed(weeks, Ask(today=TODAY, folded={"this week": True}, current=weeks.articles.ids()[0]))
    assert (found.found, found.hidden) == (62, True)
    assert not listed(weeks, Ask(ArticleFilter(statuses=(Status.DONE,)), today=TODAY, current=1)).hidden


def test_words_that_are_looked_for_open_every_section(weeks):
    model = ArticlesModel()
    shown(weeks, model, Ask(ArticleFilter(text="headline 0"), today=TODAY, folded={"this week": True}))
    assert all(opened for _, opened, _ in headings(model))
    assert model.rowCount() == 62 + 4


def test_in_any_other_order_and_where_there_is_one_section_no_headings_stand(weeks, model):
    assert headings(model) == []
    other = ArticlesModel()
    shown(weeks, other, Ask(order=Order(Sorting.HEADLINE, descending=False), today=TODAY))
    assert (headings(other), other.rowCount()) == ([], 62)
    shown(weeks, other, Ask(order=Order(Sorting.DATE, descending=False), today=TODAY))
    assert [title for title, *_ in headings(other)] == ["January 2026", "February 2026", "Last week", "This week"]


# -- rows


def test_rows_are_read_by_pages_when_they_are_shown(model):
    model.forget()
    assert model.index(120).data() == "Headline 129"
    assert len(model._cache) == 100
    assert model.index(0).data(ARTICLE).headline == "Headline 249"


def test_rows_and_ids_name_one_another(model, project):
    ids = project.articles.ids()
    assert [model.id_at(row) for row in (0, 249, 250, -1)] == [ids[0], ids[249], None, None]
    assert [model.row_of(i) for i in (ids[7], 0)] == [7, -1]
    assert model.index(300).data() is None


def test_a_claim_is_counted_at_once(model, project):
    article = project.articles.ids()[5]
    assert "claim" not in model.index(5).data(Qt.ItemDataRole.AccessibleTextRole)
    model.apply(project.step("Add claim", lambda p: p.claims.add(article, Span(0, 4))).changes)
    assert "1 claim" in model.index(5).data(Qt.ItemDataRole.AccessibleTextRole)
    model.apply(project.undo())
    assert "claim" not in model.index(5).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_tool_tip_tells_what_a_row_may_have_no_room_for(model, project):
    article = project.articles.ids()[0]
    values = {"outlet": "Courier", "author": "R. Pell", "language": "en", "assigned_to": project.coder_id}
    project.step(
        "Edit", lambda p: p.articles.update([article], status=Status.LEFT_OUT, left_out_reason="dull", **values)
    )
    shown(project, model)
    tip = model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    for words in ("Headline 249", "Courier · R. Pell", "Left out: dull", "Assigned to A"):
        assert words in tip
    assert model.index(0).data(ASSIGNED) == "A"


def test_an_article_without_a_headline_has_words_in_its_place(model, project):
    ids = project.articles.ids()
    project.step("Clear", lambda p: p.articles.update([ids[0]], headline=""))
    shown(project, model)
    assert model.index(0).data() == "Without a headline"
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Without a headline")


def test_an_article_without_a_date_says_when_it_came_in(model, project):
    ids = project.articles.ids()
    project.step("Clear", lambda p: p.articles.update([ids[0]], published=""))
    shown(project, model)
    row = model.index(model.row_of(ids[0]))
    came_in = shown_date(project.articles.get(ids[0]).imported_at[:10])
    assert f"imported {came_in}" in row.data(Qt.ItemDataRole.AccessibleTextRole)


def test_without_a_project_there_are_no_rows(model):
    model.show_list(None, Listed())
    assert model.rowCount() == 0
    assert model.article(0) is None


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2026", "2026"),
        ("2026-03", "Mar 2026"),
        ("2026-03-12", "12 Mar 2026"),
        ("2026-03-02T14:05", "2 Mar 2026, 14:05"),
        ("2026-03-02T14:05:59", "2 Mar 2026, 14:05"),
        ("", ""),
        ("2026-13-01", "2026-13-01"),
        ("2026-00-01", "2026-00-01"),
        ("March", "March"),
        ("2026-xx-01", "2026-xx-01"),
    ],
)
def test_dates_are_written_as_people_read_them(published, shown):
    assert shown_date(published) == shown


def test_claims_are_counted_in_words():
    assert [counted_claims(n) for n in (0, 1, 2, 1234)] == ["", "1 claim", "2 claims", "1,234 claims"]
