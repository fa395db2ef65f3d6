"""What was deleted in one copy and is brought back by another: it comes to the same whichever is merged first."""

from itertools import permutations

import pytest

from annotations.project import Project
from annotations.spans import Span
from tests.annotations.store.merging.conftest import TEXT, merge
from tests.annotations.store.merging.test_corrected import correct


def marked(project: Project, span: Span) -> str:
    """Mark a claim in the article that has one already, and return its uid."""
    claim = project.step("Mark", lambda p: p.claims.add(p.articles.ids()[-1], span)).value
    return project.claims.get(claim).uid


def delete_article(project: Project) -> None:
    project.step("Delete article", lambda p: p.articles.delete([p.articles.ids()[-1]]))


def standing(project: Project) -> tuple[int, set[str]]:
    """How many articles stand, and which claims."""
    return len(project.articles.ids()), {claim.uid for claim in project.claims.all()}


def test_a_deletion_that_saw_a_claim_is_known_to_have_seen_it_after_the_claim_came_back(copies) -> None:
    anna, boris, cleo = copies(3)
    marked(anna, Span(13, 21))
    delete_article(anna)
    boris.step("Name author", lambda p: p.articles.update([p.articles.ids()[-1]], author="B. Writer"))
    delete_article(cleo)
    merge(anna, boris)
    assert standing(anna)[0] == 2
    merge(anna, cleo)
    merge(boris, cleo)
    merge(boris, anna)
    assert standing(anna) == standing(boris) == (1, set())
    assert merge(anna, boris).nothing
    assert merge(boris, anna).nothing


def test_an_article_is_brought_back_with_its_corrected_text_by_way_of_a_copy_where_it_was_gone(copies) -> None:
    anna, boris, cleo = copies(3)
    correct(boris, TEXT.replace("late", "soon"))
    delete_article(boris)
    seen = cleo.claims.all()[0]
    cleo.step("Tag", lambda p: p.claims.tag(seen.id, p.codebook.read().tags[1].id))
    merge(anna, boris)
    assert standing(anna) == (1, set())
    merge(anna, cleo)
    merge(boris, cleo)
    for project in (anna, boris):
        assert standing(project) == (2, {seen.uid})
        assert project.articles.text(project.articles.ids()[-1]) == TEXT.replace("late", "soon")
        assert project.check() == []
    assert merge(anna, boris).nothing


def test_a_merge_that_brought_tags_back_with_their_parents_is_undone(copies) -> None:
    anna, boris = copies(2)
    actors = next(one for one in anna.codebook.read().dimensions if one.name == "Actors")
    before = anna.codebook.read().tags_of(actors.id)
    assert any(tag.parent_id for tag in before)
    claim = boris.claims.all()[0].id
    boris.step("Tag", lambda p: p.claims.tag(claim, before[0].id, "speaker"))
    anna.step("Delete dimension", lambda p: p._store.delete("dimensions", [actors.id]))
    merge(anna, boris)
    assert anna.codebook.read().tags_of(actors.id) == before
    anna.undo()
    assert anna.codebook.read().tags_of(actors.id) == ()
    anna.redo()
    assert anna.codebook.read().tags_of(actors.id) == before
    assert anna.check() == []


def test_a_claim_that_comes_back_with_its_article_stands_on_its_words_in_the_corrected_text(copies) -> None:
    anna, boris = copies(2)
    again = marked(anna, Span(39, 49))
    words = anna.claims.by_uid(again).quote
    delete_article(anna)
    corrected = TEXT.replace("answered", "answered at some length")
    correct(boris, corrected)
    first = boris.claims.all()[0].uid
    merge(anna, boris)
    merge(boris, anna)
    for project in (anna, boris):
        assert standing(project) == (2, {first, again})
        claim = project.claims.by_uid(again)
        assert (claim.quote, claim.span.of(corrected)) == (words, words)
        assert project.check() == []


def test_a_claim_that_would_come_back_with_its_article_but_has_lost_its_words_comes_back_nowhere(copies) -> None:
    anna, boris = copies(2)
    marked(anna, Span(39, 49))
    delete_article(anna)
    correct(boris, TEXT[:24])
    first = boris.claims.all()[0].uid
    merge(anna, boris)
    merge(boris, anna)
    for project in (anna, boris):
        assert standing(project) == (2, {first})
        assert project.check() == []


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_what_was_done_to_a_claim_that_is_gone_keeps_its_article_whichever_copy_comes_first(copies, order) -> None:
    opened = copies(4)
    anna, boris, cleo, all_of_them = opened
    cleo.step("Name author", lambda p: p.articles.update([p.articles.ids()[-1]], author="B. Writer"))
    delete_article(boris)
    seen, other = anna.claims.all()[0].id, anna.codebook.read().tags[1].id
    anna.step("Tag", lambda p: p.claims.tag(seen, other))
    anna.step("Untag", lambda p: p.claims.untag(seen, other, ""))
    anna.step("Delete", lambda p: p.claims.delete([seen]))
    merge(boris, anna)
    for place in order:
        merge(all_of_them, opened[place])
    assert standing(all_of_them) == (2, set())
    assert all(merge(all_of_them, one).nothing for one in opened[:3])
