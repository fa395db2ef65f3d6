"""Outlets: edited once, used everywhere; merged like actors."""

from uuid import uuid5

import pytest

from annotations.claim_filter import ClaimFilter
from annotations.codebook import NAMESPACE
from annotations.errors import AnnotationError
from annotations.importers.draft import Draft
from annotations.outlets import OutletUse
from annotations.project import Project
from annotations.store.saved_filters import SavedFilters


@pytest.fixture
def ensure(project):
    return lambda name: project.step("Outlet", lambda p: p.outlets.ensure(name)).value


@pytest.fixture
def edit(project):
    return lambda ids, **values: project.step("Edit", lambda p: p.outlets.edit(ids, **values))


@pytest.fixture
def merge(project):
    return lambda stays, *others: project.step("Merge", lambda p: p.outlets.merge(stays, others)).value


def test_an_outlet_keeps_its_uid_and_its_former_name_as_an_alias(project, ensure, edit):
    outlet = ensure("The Courier")
    edit([outlet], name="Courier Daily")
    found = project.outlets.get(outlet)
    assert (found.name, found.aliases) == ("Courier Daily", ("The Courier",))
    assert found.uid == str(uuid5(NAMESPACE, "outlet/the courier"))
    assert ensure("the courier") == outlet


def test_a_name_that_differs_in_case_only_leaves_no_alias(project, ensure, edit):
    outlet = ensure("the courier")
    edit([outlet], name="The  Courier")
    assert (project.outlets.get(outlet).name, project.outlets.get(outlet).aliases) == ("The Courier", ())


def test_going_back_to_the_first_name_leaves_the_second_as_an_alias(project, ensure, edit):
    outlet = ensure("Courier")
    edit([outlet], name="Kurier")
    edit([outlet], name="Courier")
    assert project.outlets.get(outlet).aliases == ("Kurier",)


def test_no_two_outlets_are_called_the_same(project, ensure, edit):
    courier, herald = ensure("Courier"), ensure("Herald")
    edit([herald], aliases=["The Herald"])
    for values in ({"name": "HERALD"}, {"aliases": ["x", "the herald"]}):
        with pytest.raises(AnnotationError, match="“Herald” is called"):
            edit([courier], **values)
    assert project.outlets.get(courier).aliases == ()


def test_several_are_described_at_once_but_not_named(project, ensure, edit):
    ids = [ensure("Courier"), ensure("Herald")]
    edit(ids, medium="daily", country="Torvania")
    assert {(o.medium, o.country) for o in project.outlets.all()} == {("daily", "Torvania")}
    with pytest.raises(ValueError, match="one name"):
        edit(ids, name="Both")


def test_a_name_counts_more_than_an_alias_of_another(project, ensure):
    first = ensure("A")
    project.step("Edit", lambda p: p.outlets.update(first, aliases=["B"]))
    second = project.step("Insert", lambda p: p._store.insert("outlets", name="B")).value
    assert ensure("b") == second


def test_merged_articles_go_to_the_one_that_stays_and_the_names_lead_there(
    project, path, ensure, edit, merge, add_article, add_claim, contents
):
    stays, gone = ensure("Courier"), ensure("The Courier")
    edit([gone], medium="daily", aliases=["Courier Online"])
    articles = [add_article(f"Text {n}", "The Courier") for n in range(3)]
    add_claim(articles[0], 0, 4)
    before = contents(path)
    assert merge(stays, gone) == 3
    (outlet,) = project.outlets.all()
    assert (outlet.id, outlet.aliases, outlet.medium) == (stays, ("The Courier", "Courier Online"), "daily")
    assert project.outlets.usage() == {stays: OutletUse(3, 1)}
    assert {article.outlet for article in project.articles.rows(articles)} == {"Courier"}
    for name in ("the courier", "COURIER ONLINE"):
        imported = add_article(f"From {name}", name)
        assert project.articles.get(imported).outlet_id == stays
    for _ in range(3):
        project.undo()
    assert contents(path) == before
    project.redo()
    assert [o.id for o in project.outlets.all()] == [stays]


def test_within_one_step_an_import_after_a_merge_finds_the_one_that_stays(project, ensure):
    stays, gone = ensure("Courier"), ensure("Kurier")

    def work(p: Project):
        p.articles.add(Draft(text="One", outlet="Kurier"))
        yield from p.outlets.merge(stays, [gone, gone, stays])
        return p.articles.add(Draft(text="Two", outlet="Kurier"))

    added = project.step("Both", work).value
    assert project.articles.get(added).outlet_id == stays
    assert [o.name for o in project.outlets.all()] == ["Courier"]


def test_an_article_keeps_its_uid_when_its_outlet_is_merged(project, ensure, merge, add_article):
    stays = ensure("Courier")
    article = add_article("Some text", "Kurier")
    uid = project.articles.get(article).uid
    merge(stays, project.articles.get(article).outlet_id)
    assert project.articles.get(article).uid == uid


def test_only_an_outlet_without_articles_is_deleted(project, ensure, add_article):
    used = project.articles.get(add_article("Text", "Courier")).outlet_id
    unused = ensure("Herald")
    with pytest.raises(AnnotationError, match="“Courier” has 1 article"):
        project.step("Delete", lambda p: p.outlets.delete([unused, used]))
    project.step("Delete", lambda p: p.outlets.delete([unused]))
    assert [outlet.id for outlet in project.outlets.all()] == [used]
    assert ensure("Herald") != unused or len(project.outlets.all()) == 2


def test_what_is_said_of_outlets_is_offered_once(project, ensure, edit):
    ids = [ensure(name) for name in "ABC"]
    edit(ids[:2], medium="daily")
    edit(ids[2:], medium="Agency")
    assert project.outlets.values()["medium"] == ["Agency", "daily"]
    assert project.outlets.values()["country"] == []
    assert project.outlets.ids_with("medium", "daily") == ids[:2]
    assert project.outlets.ids_with("country", "") == ids
    with pytest.raises(ValueError, match="name"):
        project.outlets.ids_with("name", "A")


def test_filters_kept_by_name_follow_a_merge(project, ensure, merge):
    stays, gone = (project.outlets.get(ensure(name)) for name in ("Courier", "Kurier"))
    wanted = ClaimFilter(outlets=(gone.uid, stays.uid))
    kept = project.step("Keep", lambda p: SavedFilters(p._store).add("claims", "Both", wanted.as_json())).value
    merge(stays.id, gone.id)
    assert [f.id for f in SavedFilters(project._store).all("claims")] == [kept]
    assert ClaimFilter.from_json(SavedFilters(project._store).all("claims")[0].definition).outlets == (stays.uid,)
    project.undo()
    assert ClaimFilter.from_json(SavedFilters(project._store).all("claims")[0].definition) == wanted
