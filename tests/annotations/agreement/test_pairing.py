"""Which claims are of the same passage: largest overlap first, at least half of the longer one."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement.coded import CodedClaim
from annotations.agreement.pairing import nearly_same, paired, shared_length
from annotations.claims import Tagging
from annotations.spans import Span

BOTH = frozenset({1, 2})


def claim(number, coder, start, end, *taggers):
    return CodedClaim(number, number, 1, coder, Span(start, end), tuple(Tagging(7, "", t) for t in taggers))


def numbers(claims, coders=BOTH):
    return [tuple(c.number for c in group) for group in paired(claims, coders)]


def test_half_of_the_longer_passage_is_enough():
    assert nearly_same(Span(0, 10), Span(5, 15))
    assert not nearly_same(Span(0, 10), Span(6, 16))
    assert not nearly_same(Span(0, 100), Span(10, 50)), "a word within a paragraph is not the paragraph"
    assert nearly_same(Span(0, 100), Span(10, 60))


def test_two_coders_claims_of_one_passage_are_one():
    assert numbers([claim(1, 1, 0, 100), claim(2, 2, 5, 100), claim(3, 2, 300, 320)]) == [(1, 2), (3,)]


def test_what_has_most_in_common_comes_together_first():
    wide, narrow, other = claim(1, 1, 0, 100), claim(2, 2, 0, 60), claim(3, 2, 10, 100)
    assert numbers([wide, narrow, other]) == [(1, 3), (2,)]


def test_claims_of_one_coder_stay_apart():
    assert numbers([claim(1, 1, 0, 100), claim(2, 1, 0, 100)]) == [(1,), (2,)]


def test_who_tagged_the_others_claim_meant_that_one():
    assert numbers([claim(1, 1, 0, 100, 2), claim(2, 2, 0, 100)]) == [(1,), (2,)]


def test_three_coders_claims_come_together():
    three = [claim(1, 1, 0, 100), claim(2, 2, 5, 100), claim(3, 3, 0, 95)]
    assert numbers(three, frozenset({1, 2, 3})) == [(1, 2, 3)]


def test_a_chain_of_overlaps_is_no_passage():
    three = [claim(1, 1, 0, 100), claim(2, 2, 50, 150), claim(3, 3, 100, 200)]
    assert numbers(three, frozenset({1, 2, 3})) == [(1, 2), (3,)]


claims_of_an_article = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 60), st.integers(1, 40), st.sets(st.integers(1, 3), max_size=2)),
    max_size=12,
).map(lambda rows: [claim(n, c, s, s + length, *sorted(by)) for n, (c, s, length, by) in enumerate(rows, 1)])


@given(claims_of_an_article, st.randoms())
def test_every_claim_is_in_one_group_and_no_coder_in_it_twice(claims, random):
    coders = frozenset({1, 2, 3})
    groups = paired(claims, coders)
    assert sorted(c.number for group in groups for c in group) == [c.number for c in claims]
    for group in groups:
        held = [coder for c in group for coder in c.holders & coders]
        assert len(held) == len(set(held))
        assert all(nearly_same(a.span, b.span) for a in group for b in group)
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert paired(shuffled, coders) == groups, "the order in which claims are read decides nothing"


@given(claims_of_an_article)
def test_no_pair_is_left_that_could_come_together(claims):
    coders = frozenset({1, 2, 3})
    groups = paired(claims, coders)
    for group in groups:
        for other in groups:
            if group is other:
                continue
            free = all((a.holders & coders).isdisjoint(b.holders & coders) for a in group for b in other)
            near = all(nearly_same(a.span, b.span) for a in group for b in other)
            assert not (free and near)
            assert not (free and near and shared_length(group[0].span, other[0].span))
