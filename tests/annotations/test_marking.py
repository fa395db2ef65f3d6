"""Claims made of many hits at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles import Status
from annotations.marking import Extent, _of_article, candidates, mark
from annotations.search import Hits, parse
from annotations.spans import Span

TEXT = "State bank unveils a model\nThe bank grew. The bank fell, said the bank. Nobody knew."


@pytest.fixture
def article(add_article):
    return add_article(TEXT, language="en")


@pytest.fixture
def propose(project):
    def look(typed, extent=Extent.SENTENCE):
        query = parse(typed)
        return candidates(project, project.search.hits(query, project.search.find(query).ids), extent)

    return look


@pytest.fixture
def make(project):
    return lambda chosen, tags=(): project.step("Mark hits", lambda p: mark(p, chosen, tags)).value


def test_each_sentence_is_proposed_once_with_its_hits(propose, article):
    found = propose("bank")
    assert [c.exact for c in found] == ["State bank unveils a model", "The bank grew.", "The bank fell, said the bank."]
    assert [hit.of(found[2].exact) for hit in found[2].hits] == ["bank", "bank"]


def test_words_alone_can_be_proposed(propose, article):
    assert [c.exact for c in propose('"the bank"', Extent.WORDS)] == ["The bank", "The bank", "the bank"]


def test_hits_in_claims_are_told(propose, article, add_claim):
    add_claim(article, 27, 41)  # The bank grew.
    add_claim(article, 45, 50)  # one of the two hits of the sentence after it
    assert [c.claimed for c in propose("bank")] == [False, True, False]


def test_marking_makes_claims_with_tags_as_one_step(project, propose, make, article, tag_id):
    framing, speaker = tag_id("framing", "western-monopoly"), tag_id("actors", "the-outlet")
    assert make(propose("bank"), [(framing, ""), (speaker, "speaker")]) == 3
    claims = project.claims.of_article(article)
    assert [claim.quote for claim in claims] == [c.exact for c in propose("bank")]
    assert all(
        {(t.tag_id, t.role) for t in claim.taggings} == {(framing, ""), (speaker, "speaker")} for claim in claims
    )
    assert project.articles.get(article).status is Status.IN_PROGRESS
    project.undo()
    assert project.claims.count() == 0
    assert project.articles.get(article).status is Status.NEW


def test_passages_whose_words_changed_are_left_alone(project, propose, make, article, add_article):
    found = propose("bank")
    moved = [c.__class__(c.article_id, Span(c.span.start + 1, c.span.end + 1), c.exact, c.hits) for c in found[:1]]
    gone = [c.__class__(999, c.span, c.exact, c.hits) for c in found[:1]]
    assert make([*moved, *found[1:], *gone]) == 2
    assert project.claims.count() == 2


PLACES = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)).map(lambda t: Span(t[0], t[0] + t[1])), max_size=6)


@given(PLACES, PLACES)
def test_a_hit_is_claimed_where_one_claim_holds_all_of_it(claims, spans):
    hits = Hits(1, "x" * 40, tuple(sorted(set(spans))))
    found = {c.span: c.claimed for c in _of_article(hits, Extent.WORDS, "en", claims)}
    assert found == {s: any(c.start <= s.start and s.end <= c.end for c in claims) for s in spans}
