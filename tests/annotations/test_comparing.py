"""Two coders side by side: every passage once, the same from either side, what is alike found alike."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement.pairing import nearly_same
from annotations.claims import Claim, Tagging
from annotations.comparing import Pair, Verdict, compare, is_of, next_difference, said_by
from annotations.spans import Anchor, Span

ANNA, BEN, CARO = 1, 2, 3
FRAMING = (10, 11, 12)
TEXT = "x" * 200


def claim(number: int, start: int, end: int, coder: int, *tags: tuple[int, int]) -> Claim:
    """A claim with tags, each a tag and who set it."""
    taggings = tuple(Tagging(tag, "", by) for tag, by in tags)
    return Claim(number, f"u{number}", number, 1, Anchor.at(TEXT, Span(start, end)), coder, "", taggings=taggings)


@st.composite
def articles(draw: st.DrawFn) -> list[Claim]:
    """Claims of three coders all over a short text, so that they overlap, nest and are alike."""
    made = []
    for number in range(1, draw(st.integers(0, 14)) + 1):
        start = draw(st.integers(0, 20))
        tags = st.tuples(st.sampled_from((*FRAMING, 20, 21)), st.sampled_from((ANNA, BEN, CARO)))
        found = draw(st.lists(tags, max_size=3, unique=True))
        end = start + draw(st.integers(1, 9))
        made.append(claim(number, start, end, draw(st.sampled_from((ANNA, BEN, CARO))), *found))
    return made


dimensions = st.sampled_from((None, FRAMING, (20, 21), ()))


def exchanged(pair: Pair) -> Pair:
    return replace(pair, first=pair.second, second=pair.first, verdict=pair.verdict.exchanged)


@given(articles(), dimensions)
def test_every_claim_of_either_coder_is_in_exactly_one_pair_and_on_their_side(claims, tags) -> None:
    pairs = compare(claims, ANNA, BEN, tags)
    for side, coder in (("first", ANNA), ("second", BEN)):
        found = sorted(got.id for pair in pairs if (got := getattr(pair, side)))
        assert found == [c.id for c in claims if is_of(c, coder)]
    assert all(pair.first or pair.second for pair in pairs)


@given(articles(), dimensions)
def test_whoever_is_named_first_the_comparison_is_the_same(claims, tags) -> None:
    assert compare(claims, BEN, ANNA, tags) == [exchanged(pair) for pair in compare(claims, ANNA, BEN, tags)]


@given(articles(), dimensions, st.randoms())
def test_the_order_in_which_claims_come_does_not_matter(claims, tags, chance) -> None:
    mixed = list(claims)
    chance.shuffle(mixed)
    assert compare(mixed, ANNA, BEN, tags) == compare(claims, ANNA, BEN, tags)


@given(articles(), dimensions)
def test_pairs_come_in_the_order_of_the_text_and_share_words(claims, tags) -> None:
    pairs = compare(claims, ANNA, BEN, tags)
    assert [pair.claim.span.start for pair in pairs] == sorted(pair.claim.span.start for pair in pairs)
    for pair in pairs:
        if pair.first and pair.second:
            assert pair.first.span.overlaps(pair.second.span)
            assert (pair.other is None) == (pair.first.id == pair.second.id)


@given(articles(), dimensions, dimensions)
def test_what_is_paired_does_not_depend_on_the_dimension(claims, one, other) -> None:
    def ids(tags):
        return [(p.first and p.first.id, p.second and p.second.id) for p in compare(claims, ANNA, BEN, tags)]

    assert ids(one) == ids(other)


@given(articles(), dimensions)
def test_no_two_claims_of_one_passage_are_left_alone(claims, tags) -> None:
    pairs = compare(claims, ANNA, BEN, tags)
    firsts = [pair.first for pair in pairs if pair.first and not pair.second]
    seconds = [pair.second for pair in pairs if pair.second and not pair.first]
    assert not any(nearly_same(one.span, other.span) for one in firsts for other in seconds)


@given(articles(), st.sampled_from((FRAMING, (20, 21))))
def test_the_verdict_is_what_the_two_said(claims, tags) -> None:
    for pair in compare(claims, ANNA, BEN, tags):
        one = said_by(pair.first, ANNA, tags) if pair.first else frozenset()
        other = said_by(pair.second, BEN, tags) if pair.second else frozenset()
        assert (pair.verdict is Verdict.SAME) == (one == other and bool(one))
        assert (pair.verdict is Verdict.DIFFERENT) == (one != other and bool(one) and bool(other))
        assert (pair.verdict is Verdict.NEITHER) == (not one and not other)


@given(articles(), dimensions)
def test_a_coder_compared_with_a_copy_of_theirs_differs_nowhere(claims, tags) -> None:
    mine = [c for c in claims if c.coder_id == ANNA]
    mine = [replace(c, taggings=tuple(t for t in c.taggings if t.coder_id == ANNA)) for c in mine]
    theirs = [
        replace(
            c,
            id=c.id + 100,
            number=c.number + 100,
            coder_id=BEN,
            taggings=tuple(replace(t, coder_id=BEN) for t in c.taggings),
        )
        for c in mine
    ]
    assert not any(pair.verdict.differs for pair in compare([*mine, *theirs], ANNA, BEN, tags))


@pytest.mark.parametrize(
    ("tags", "verdict"),
    [
        (((10, ANNA), (10, BEN)), Verdict.SAME),
        (((10, ANNA), (11, BEN)), Verdict.DIFFERENT),
        (((10, ANNA), (10, BEN), (11, BEN)), Verdict.DIFFERENT),
        (((10, ANNA), (20, BEN)), Verdict.ONLY_FIRST),
        (((20, ANNA), (10, BEN)), Verdict.ONLY_SECOND),
        (((20, ANNA), (21, BEN)), Verdict.NEITHER),
    ],
)
def test_a_claim_of_both(tags, verdict) -> None:
    (pair,) = compare([claim(1, 0, 9, ANNA, *tags)], ANNA, BEN, FRAMING)
    assert pair.verdict is verdict


def test_a_claim_that_overlaps_two_goes_with_the_one_it_shares_most_of_its_words_with() -> None:
    claims = [claim(1, 0, 100, ANNA), claim(2, 0, 12, ANNA), claim(3, 0, 10, BEN)]
    found = {(p.first and p.first.id, p.second and p.second.id) for p in compare(claims, ANNA, BEN)}
    assert found == {(1, None), (2, 3)}


def test_passages_are_the_same_where_they_begin_and_end_alike() -> None:
    claims = [claim(1, 0, 10, ANNA), claim(2, 0, 10, BEN), claim(3, 20, 30, ANNA), claim(4, 20, 31, BEN)]
    assert [pair.verdict for pair in compare(claims, ANNA, BEN)] == [Verdict.SAME, Verdict.DIFFERENT]


def test_the_work_of_a_third_is_nobodys() -> None:
    assert compare([claim(1, 0, 9, CARO, (10, CARO))], ANNA, BEN, FRAMING) == []


def test_from_difference_to_difference() -> None:
    """From where one stands, or from the claim one is at, whichever of the two of a passage that is."""
    claims = [
        claim(1, 0, 10, ANNA, (10, ANNA), (10, BEN)),
        claim(2, 20, 30, ANNA, (10, ANNA)),
        claim(3, 21, 30, BEN, (11, BEN)),
        claim(4, 40, 50, ANNA),
        claim(5, 60, 70, BEN, (10, BEN)),
    ]
    pairs = compare(claims, ANNA, BEN, FRAMING)

    def goes(offset, at, step):
        found = next_difference(pairs, offset, at, step)
        return found and found.claim.id

    assert [goes(0, None, 1), goes(20, None, 1), goes(21, None, 1), goes(61, None, 1)] == [2, 2, 5, None]
    assert [goes(61, None, -1), goes(60, None, -1), goes(20, None, -1)] == [5, 2, None]
    assert [goes(20, 2, 1), goes(20, 3, 1), goes(60, 5, -1), goes(20, 3, -1)] == [5, 5, 2, None]
    assert goes(20, 99, 1) == 2
