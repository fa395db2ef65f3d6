"""Drawing articles for double coding."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import AnnotationError
from annotations.sampling import Amount, Scope, drawn, new_seed

UIDS = st.sets(st.uuids().map(str), max_size=60)
AMOUNTS = st.one_of(
    st.integers(1, 80).map(lambda size: Amount(size=size)),
    st.floats(0.01, 1.0).map(lambda share: Amount(share=share)),
)


@given(UIDS, AMOUNTS, st.text(max_size=12), st.randoms())
def test_the_same_seed_draws_the_same_in_whatever_order_articles_come(uids, amount, seed, random) -> None:
    shuffled = [*uids, *uids]
    random.shuffle(shuffled)
    assert drawn(shuffled, amount, seed) == drawn(uids, amount, seed)


@given(UIDS, AMOUNTS, st.text(max_size=12))
def test_as_many_are_drawn_as_were_asked_for_and_none_twice(uids, amount, seed) -> None:
    found = drawn(uids, amount, seed)
    assert len(found) == len(set(found)) == amount.of(len(uids))
    assert set(found) <= uids
    assert bool(found) == bool(uids)


@given(UIDS, UIDS, st.integers(1, 80), st.text(max_size=12))
def test_articles_added_later_move_none_of_the_others(uids, more, size, seed) -> None:
    before, every = drawn(uids, Amount(size=len(uids) or 1), seed), uids | more
    after = drawn(every, Amount(size=len(every) or 1), seed)
    assert [uid for uid in after if uid in uids] == before
    assert set(drawn(every, Amount(size=size), seed)) & uids <= set(drawn(uids, Amount(size=size), seed))


def test_another_seed_draws_others() -> None:
    uids = [f"article-{n}" for n in range(200)]
    draws = {tuple(drawn(uids, Amount(share=0.1), f"seed {n}")) for n in range(20)}
    assert len(draws) == 20
    often = [sum(uid in found for found in draws) for uid in uids]
    assert max(often) < 12  # about two of twenty: nobody is drawn each time


@pytest.mark.parametrize(
    ("amount", "count", "wanted"),
    [
        (Amount(share=0.15), 100, 15),
        (Amount(share=0.15), 101, 16),
        (Amount(share=0.1), 30, 3),
        (Amount(share=0.01), 5, 1),
        (Amount(share=1.0), 7, 7),
        (Amount(size=20), 5, 5),
        (Amount(size=3), 5, 3),
        (Amount(size=3), 0, 0),
    ],
)
def test_a_share_is_rounded_up_and_at_least_one_is_drawn(amount, count, wanted) -> None:
    assert amount.of(count) == wanted


@pytest.mark.parametrize(("share", "size"), [(0, 0), (0.5, 3), (1.2, 0), (-0.1, 0), (0, -2), (float("nan"), 0)])
def test_what_is_no_amount_is_refused(share, size) -> None:
    with pytest.raises(AnnotationError):
        Amount(share, size)


def test_an_amount_says_itself() -> None:
    assert (Amount(share=0.155).words, Amount(size=1).words, Amount(size=1200).words) == (
        "15.5 %",
        "1 article",
        "1,200 articles",
    )


@given(st.builds(Scope, *(st.text(max_size=9) for _ in range(4)), done=st.booleans()))
def test_a_scope_is_read_back(scope) -> None:
    assert Scope.from_json(scope.to_json()) == scope


@pytest.mark.parametrize("text", ["", "no", "[]", "null", "7", json.dumps({"since": ["x"], "done": 3}), "[" * 100_000])
def test_a_scope_from_a_stranger_does_no_harm(text) -> None:
    assert isinstance(Scope.from_json(text).since, str)


def test_seeds_are_short_and_new() -> None:
    assert len({new_seed() for _ in range(50)}) == 50
    assert len(new_seed()) == 8
