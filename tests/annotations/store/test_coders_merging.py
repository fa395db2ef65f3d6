"""Two people in one project who turn out to be the same."""

import pytest

from annotations.errors import AnnotationError
from annotations.importers.draft import Draft
from annotations.spans import Span
from annotations.store.store import Store

TEXT = "The quay was sold in spring. Nobody was asked. It rained all week."
FRAMING, SENTIMENT = "Framing", "Sentiment toward the West"


def tag(project, dimension, number):
    """The id of a tag by the name of its dimension and its place there."""
    codebook = project.codebook.read()
    found = next(d for d in codebook.dimensions if d.name == dimension)
    return [t.id for t in codebook.tags if t.dimension_id == found.id and not t.is_none][number]


def none_of_these(project, dimension):
    codebook = project.codebook.read()
    found = next(d for d in codebook.dimensions if d.name == dimension)
    return next(t.id for t in codebook.tags if t.dimension_id == found.id and t.is_none)


@pytest.fixture
def twice(project):
    """Anna, who made a claim, and a second Anna who came with another copy and made one too: their ids."""

    def fill(opened):
        article = opened.articles.add(Draft(TEXT, headline="The quay"))
        first = opened.coders.ensure("Anna", "A")
        second = Store.insert(opened._store, "coders", name="anna", initials="AN")  # as merging two copies does
        for coder, span in ((first, Span(0, 28)), (second, Span(29, 46))):
            opened.coder_id = coder
            opened.claims.add(article, span)
        opened.coder_id = first
        return first, second

    return project.step("Fill", fill).value


def set_tag(project, claim, tag_id, coder):
    project.step("Tag", lambda p: p.claims.tag(claim, tag_id, coder_id=coder))


def test_all_that_one_did_is_the_others(project, twice):
    first, second = twice
    mine, theirs = project.claims.all()
    framing = tag(project, FRAMING, 0)
    set_tag(project, theirs.id, framing, second)
    project.step("Assign", lambda p: p.articles.update([mine.article_id], assigned_to=second))
    assert project.coders.claims_of_each() == {first: 1, second: 1}
    moved = project.step("Merge", lambda p: p.coders.merge(first, [second])).value
    assert moved == 1
    assert project.coders.claims_of_each() == {first: 2}
    assert [coder.name for coder in project.coders.all() if coder.name.casefold() == "anna"] == ["Anna"]
    assert {claim.coder_id for claim in project.claims.all()} == {first}
    assert [(t.tag_id, t.coder_id) for t in project.claims.some([theirs.id])[0].taggings] == [(framing, first)]
    assert project.check() == []


def test_one_undo_makes_them_two_again(project, twice, contents):
    first, second = twice
    set_tag(project, project.claims.all()[0].id, tag(project, SENTIMENT, 0), second)
    project.checkpoint()
    before = contents(project.path)
    project.step("Merge", lambda p: p.coders.merge(first, [second]))
    project.undo()
    project.checkpoint()
    assert contents(project.path) == before
    project.redo()
    assert second not in {coder.id for coder in project.coders.all()}
    assert project.check() == []


@pytest.mark.parametrize("later", [0, 1])
def test_of_two_values_of_a_scale_the_later_one_stays(project, twice, later):
    claim = project.claims.all()[0].id
    order = twice if later else twice[::-1]
    for place, coder in enumerate(order):
        set_tag(project, claim, tag(project, SENTIMENT, place), coder)
    project.step("Merge", lambda p: p.coders.merge(twice[0], [twice[1]]))
    (left,) = project.claims.some([claim])[0].taggings
    assert (left.tag_id, left.coder_id) == (tag(project, SENTIMENT, 1), twice[0])


def test_tags_that_go_together_are_all_kept_and_the_same_one_once(project, twice):
    claim = project.claims.all()[0].id
    one, other = tag(project, FRAMING, 0), tag(project, FRAMING, 1)
    for coder, wanted in ((twice[0], one), (twice[1], one), (twice[1], other)):
        set_tag(project, claim, wanted, coder)
    project.step("Merge", lambda p: p.coders.merge(twice[0], [twice[1]]))
    assert {t.tag_id for t in project.claims.some([claim])[0].taggings} == {one, other}


def test_none_of_these_does_not_stand_beside_a_tag(project, twice):
    claim = project.claims.all()[0].id
    set_tag(project, claim, tag(project, FRAMING, 0), twice[0])
    set_tag(project, claim, none_of_these(project, FRAMING), twice[1])
    project.step("Merge", lambda p: p.coders.merge(twice[0], [twice[1]]))
    assert [t.tag_id for t in project.claims.some([claim])[0].taggings] == [none_of_these(project, FRAMING)]


def test_whoever_works_as_the_one_that_goes_works_on_as_the_other(project, twice):
    project.coder_id = twice[1]
    project.step("Merge", lambda p: p.coders.merge(twice[0], [twice[1]]))
    assert project.coder_id == twice[0]


def test_the_built_in_coder_is_nobody_to_be_merged(project, twice):
    agreed = project.coders.agreed().id
    for stays, goes in ((agreed, twice[0]), (twice[0], agreed)):
        with pytest.raises(AnnotationError, match="no person"):
            project.step("Merge", lambda p, s=stays, g=goes: p.coders.merge(s, [g]))
