"""Which claims and articles a brief takes in, by the filter of its specification."""

import json

import pytest

from annotations.brief import gather
from annotations.brief.spec import BriefSpec
from annotations.claim_filter import ClaimFilter
from annotations.errors import AnnotationError
from annotations.spans import Span


@pytest.fixture
def two_articles(project, add):
    """Claims 1 and 2 in an article, claim 3 in another."""
    add("Headline\nThe bank said so. The grid may fail.", Span(9, 26), Span(27, 41), headline="One")
    add("Headline\nNobody knows of the bank.", Span(9, 34), headline="Two")
    return project


def numbers(project, wanted: ClaimFilter | None, **values) -> list[int]:
    asked = None if wanted is None else json.loads(wanted.as_json())
    return [claim.number for claim in gather(project, BriefSpec(claim_filter=asked, **values)).claims]


def test_without_a_filter_every_claim_is_in(two_articles) -> None:
    assert numbers(two_articles, None) == [1, 2, 3]
    assert numbers(two_articles, ClaimFilter()) == [1, 2, 3]


def test_claims_that_do_not_meet_the_filter_are_left_out_and_articles_without_any(two_articles) -> None:
    content = gather(two_articles, BriefSpec(claim_filter={"words": "grid"}))
    assert [claim.number for claim in content.claims] == [2]
    assert [article.headline for article in content.articles] == ["One"]
    assert (content.reading.claims, content.reading.kept) == (1, 2)
    assert numbers(two_articles, ClaimFilter(words="bank")) == [1, 3]


def test_chosen_articles_stay_in_with_those_of_their_claims_that_meet_the_filter(two_articles) -> None:
    uids = tuple(article.uid for article in two_articles.articles.rows(two_articles.articles.ids()))
    content = gather(two_articles, BriefSpec(claim_filter={"words": "grid"}, article_uids=uids))
    assert [len(article.claims) for article in content.articles] == [1, 0]


def test_a_filter_that_cannot_be_read_is_told(two_articles) -> None:
    with pytest.raises(AnnotationError, match="cannot be read"):
        gather(two_articles, BriefSpec(claim_filter={"words": 7}))
