"""Copies with excerpts only: what they left out must not take the place of what other copies have whole."""

from collections.abc import Iterator

import pytest

from annotations.importers.draft import Draft
from annotations.progress import drive
from annotations.project import Project
from annotations.sharing import CopyChoice
from annotations.spans import Span
from tests.annotations.store.merging.conftest import TEXT, merge

LONG = TEXT + "\n\nThe bridge stays closed. Prices rose in three towns. A committee met on Thursday."


@pytest.fixture
def anna(copies) -> Project:
    """A project with an issue of a brief, a comment on it, and an article with a head and a claim in its middle."""
    (project,) = copies(1)
    brief = project.step("Brief", lambda p: p._store.insert("briefs", name="Weekly", spec="{}")).value
    frozen = '{"made": "of this"}'
    project.step(
        "Issue", lambda p: p._store.insert("brief_issues", brief_id=brief, number="5", state="issued", frozen=frozen)
    )
    project.step(
        "Comment",
        lambda p: p._store.insert("review_comments", brief_id=brief, page=1, kind="note", text="Why?", quote="marked"),
    )
    draft = Draft(text=LONG, headline="The bridge", raw_header="As it came")
    article = project.step("Import", lambda p: p.articles.add(draft)).value
    start = LONG.index("Prices")
    project.step("Mark", lambda p: p.claims.add(article, Span(start, start + 6)))
    return project


@pytest.fixture
def short(anna, folder) -> Iterator[Project]:
    """A copy with excerpts."""
    drive(anna.copy(folder / "short.pressmark", CopyChoice(texts=False)))
    with Project.open(folder / "short.pressmark") as project:
        project.coder_id = 2
        yield project


def article_of(project: Project) -> int:
    return next(claim.article_id for claim in project.claims.all() if claim.quote == "Prices")


def kept(project: Project) -> list[str]:
    sql = (
        "SELECT raw_header FROM articles WHERE headline = 'The bridge' UNION ALL SELECT frozen FROM brief_issues"
        " UNION ALL SELECT quote FROM review_comments"
    )
    return [str(found) for found in project._store.column(sql)]


def test_what_is_edited_there_leaves_the_heads_issues_and_marked_words_that_are_whole_here(anna, short) -> None:
    anna.step("Type", lambda p: p.articles.update([article_of(p)], headline_translated="Brücke"))
    short.step("Author", lambda p: p.articles.update([article_of(p)], author="R. Moss"))
    short.step("Issue", lambda p: p._store.update("brief_issues", [1], state="superseded"))
    short.step("Comment", lambda p: p.reviews.dismiss([1]))
    assert kept(short) == ["", "{}", ""]
    report = merge(anna, short)
    assert kept(anna) == ["As it came", '{"made": "of this"}', "marked"]
    assert anna.articles.get(article_of(anna)).author == "R. Moss"
    fields = {one.field for conflict in report.conflicts for one in conflict.differences}
    assert fields == {"author", "headline_translated"}
    merge(short, anna)
    assert merge(anna, short).nothing


def test_articles_that_came_by_way_of_excerpts_get_their_text_and_take_none_away(anna, short, folder) -> None:
    with Project.create(folder / "third.pressmark", coder=("Cleo", "C")) as third:
        merge(third, short)
        article = article_of(third)
        assert "[…]" in third.articles.text(article)
        third.step("Author", lambda p: p.articles.update([article], author="R. Moss"))
        merge(anna, third)
        assert anna.articles.text(article_of(anna)) == LONG
        assert anna.articles.get(article_of(anna)).author == "R. Moss"
        merge(third, anna)
        assert third.articles.text(article) == LONG
        assert [claim.quote for claim in third.claims.all()] == ["minister", "Prices"]
        for project in (anna, third):
            assert project.check() == []
        assert merge(anna, third).nothing
        assert merge(third, anna).nothing


def test_a_claim_on_words_that_were_left_out_brings_the_whole_text(anna, short) -> None:
    start = LONG.index("Thursday")
    anna.step("Mark", lambda p: p.claims.add(article_of(p), Span(start, start + 8)))
    assert "[…]" in short.articles.text(article_of(short))
    report = merge(short, anna)
    assert report.unplaced == ()
    assert short.articles.text(article_of(short)) == LONG
    assert [claim.quote for claim in short.claims.all()] == ["minister", "Prices", "Thursday"]
    assert short.check() == []
    assert merge(anna, short).nothing
    assert merge(short, anna).nothing
