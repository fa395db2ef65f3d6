"""Articles and claims are taken into a brief one by one, or left out of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.brief import gather
from annotations.brief.choosing import (
    ChoosableArticle,
    ChoosableClaim,
    choosable,
    comes_by_itself,
    is_by_hand,
    taken,
    with_choice,
)
from annotations.brief.spec import BriefSpec
from annotations.spans import Span

UIDS = st.sets(st.sampled_from("abcdefghijkl"))


@pytest.fixture
def three(project, add):
    """Three articles, with two claims, one claim and none."""
    text = "Headline\nThe grid grows fast, and the bank pays for it."
    add(text, Span(9, 17), Span(30, 38))
    add(text, Span(13, 22))
    add(text)
    return project


def printed(project, spec: BriefSpec) -> list[int]:
    return [claim.number for claim in gather(project, spec).claims]


def test_everything_with_claims_is_taken_in_where_nothing_was_chosen(three) -> None:
    articles = choosable(three, BriefSpec())
    assert [[claim.number for claim in article.claims] for article in articles] == [[1, 2], [3]]
    assert len(taken(BriefSpec(), articles)) == 3
    assert not is_by_hand(BriefSpec())


def test_a_claim_left_out_stays_out_and_a_new_one_comes_in(three) -> None:
    articles = choosable(three, BriefSpec())
    first = articles[0].claims[0].uid
    spec = replace(
        BriefSpec(), **with_choice(BriefSpec(), articles, taken(BriefSpec(), articles) - {first}, by_itself=True)
    )
    assert printed(three, spec) == [2, 3]
    three.step("Mark", lambda p: p.claims.add(p.articles.ids()[0], Span(0, 8)))
    assert printed(three, spec) == [2, 3, 4]


def test_an_article_left_out_stays_out_with_what_is_marked_in_it_later(three) -> None:
    articles = choosable(three, BriefSpec())
    rest = {claim.uid for claim in articles[1].claims}
    spec = replace(BriefSpec(), **with_choice(BriefSpec(), articles, rest, by_itself=True))
    article = three.claims.all()[0].article_id
    three.step("Mark", lambda p: p.claims.add(article, Span(0, 8)))
    assert printed(three, spec) == [3]
    assert len(gather(three, spec).articles) == 1


def test_only_what_was_chosen_is_in_and_nothing_comes_by_itself(three) -> None:
    articles = choosable(three, BriefSpec())
    spec = replace(BriefSpec(), **with_choice(BriefSpec(), articles, {articles[0].claims[1].uid}, by_itself=False))
    assert not comes_by_itself(spec)
    for article in three.articles.ids():
        three.step("Mark", lambda p, a=article: p.claims.add(a, Span(0, 8)))
    assert printed(three, spec) == [2]
    assert len(gather(three, spec).articles) == 1


def test_the_filter_still_holds_and_what_it_hides_stays_as_it_was_chosen(three) -> None:
    every = choosable(three, BriefSpec())
    hidden = every[0].claims[1].uid
    spec = replace(BriefSpec(), **with_choice(BriefSpec(), every, taken(BriefSpec(), every) - {hidden}, by_itself=True))
    filtered = replace(spec, claim_filter={"words": "grid"})
    shown = choosable(three, filtered)
    assert [claim.number for article in shown for claim in article.claims] == [1, 3]
    again = replace(filtered, **with_choice(filtered, shown, {shown[1].claims[0].uid}, by_itself=True))
    assert printed(three, again) == [3]
    assert printed(three, replace(again, claim_filter=None)) == [3]
    back = replace(
        again, **with_choice(again, shown, {claim.uid for one in shown for claim in one.claims}, by_itself=True)
    )
    assert printed(three, replace(back, claim_filter=None)) == [1, 3]


def test_an_article_without_claims_that_was_named_can_be_taken_out(three) -> None:
    bare = next(article for article in three.articles.rows(three.articles.ids()) if not article.claims)
    spec = BriefSpec(article_uids=(bare.uid,))
    articles = choosable(three, spec)
    assert bare.uid in taken(spec, articles)
    left = replace(spec, **with_choice(spec, articles, (), by_itself=False))
    assert gather(three, left).articles == ()


def test_a_specification_without_a_choice_is_the_one_for_others(three) -> None:
    chosen = BriefSpec(claim_uids=("a",), without=("b",))
    assert BriefSpec.from_json(chosen.to_json()) == chosen
    assert not is_by_hand(chosen.as_template())


@st.composite
def listed(draw) -> tuple[ChoosableArticle, ...]:
    sizes = draw(st.lists(st.integers(0, 3), max_size=4))
    uids = iter("abcdefghijklmnopqrst")
    return tuple(
        ChoosableArticle(next(uids), "", "", "", tuple(ChoosableClaim(next(uids), 1, "") for _ in range(size)))
        for size in sizes
    )


@given(listed(), UIDS, st.booleans(), st.none() | UIDS, st.none() | UIDS, UIDS)
def test_what_is_picked_is_what_is_taken(articles, wanted, by_itself, named, chosen, without) -> None:
    """Whatever was chosen before."""
    before = BriefSpec(
        article_uids=None if named is None else tuple(named),
        claim_uids=None if chosen is None else tuple(chosen),
        without=tuple(without),
    )
    able = {claim.uid for article in articles for claim in article.claims}
    able |= {article.uid for article in articles if not article.claims}
    picked = able & wanted
    made = replace(before, **with_choice(before, articles, picked, by_itself=by_itself))
    assert taken(made, articles) == picked
    assert comes_by_itself(made) == by_itself
