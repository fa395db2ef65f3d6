"""What accepting and turning down a suggestion do to the project, and when both are refused."""

import pytest

from annotations.accepting import accept, reject
from annotations.articles import Status
from annotations.claims import Origin
from annotations.codebook import Role
from annotations.decided import Decisions
from annotations.errors import AnnotationError
from annotations.spans import Span

TEXT = "The mayor said that the harbour would stay open."
SAID = "the harbour would stay open"
PLACE = Span(TEXT.index(SAID), TEXT.index(SAID) + len(SAID))


def is_decided(project, article):
    decisions = Decisions(project.articles.text(article), project.rejections.of_article(article))
    return decisions.hold(PLACE)


def test_accepting_is_one_step_that_makes_a_claim_with_its_speaker(project, add_article, tag_id):
    article, speaker = add_article(TEXT), tag_id("actors", "unnamed")
    made = project.step("Accept", lambda p: accept(p, article, PLACE, SAID, speaker)).value
    claim = project.claims.get(made)
    assert (claim.quote, claim.origin) == (SAID, Origin.ACCEPTED)
    assert [(one.tag_id, one.role, one.origin) for one in claim.taggings] == [(speaker, Role.SPEAKER, Origin.ACCEPTED)]
    assert project.articles.get(article).status is Status.IN_PROGRESS
    assert is_decided(project, article)
    project.undo()
    assert project.claims.all() == []
    assert project.articles.get(article).status is Status.NEW
    assert not is_decided(project, article)


@pytest.mark.parametrize("status", [Status.DONE, Status.IN_PROGRESS])
def test_an_article_that_is_not_new_keeps_its_status(project, add_article, status):
    article = add_article(TEXT)
    project.step("Edit", lambda p: p.articles.update([article], status=status))
    made = project.step("Accept", lambda p: accept(p, article, PLACE, SAID)).value
    assert project.claims.get(made).taggings == ()
    assert project.articles.get(article).status is status


def test_turning_down_makes_no_claim(project, add_article):
    article = add_article(TEXT)
    assert project.step("Reject", lambda p: reject(p, article, PLACE, SAID)).value
    assert is_decided(project, article)
    assert project.claims.all() == []
    assert project.articles.get(article).status is Status.NEW


@pytest.mark.parametrize("decide", [accept, reject])
@pytest.mark.parametrize("gone", [False, True], ids=["other words", "no article"])
def test_where_the_words_do_not_stand_any_more_nothing_is_stored(project, add_article, decide, gone):
    article = add_article(TEXT.replace("harbour", "airport"))
    if gone:
        project.step("Delete", lambda p: p.articles.delete([article]))
    before = project.undo_label
    with pytest.raises(AnnotationError, match="changed meanwhile"):
        project.step("Decide", lambda p: decide(p, article, PLACE, SAID))
    assert (project.undo_label, project.rejections.of_article(article)) == (before, [])


def test_what_was_cut_is_not_accepted(project, add_article):
    article = add_article(TEXT)
    project.step("Cut", lambda p: p.cuts.add(article, Span(PLACE.start + 4, PLACE.start + 11)))
    with pytest.raises(AnnotationError):
        project.step("Accept", lambda p: accept(p, article, PLACE, SAID))
    assert not is_decided(project, article)
    assert project.articles.get(article).status is Status.NEW
