"""Cohen's κ and percent agreement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement.kappa import kappa, mean_kappa, percent
from annotations.agreement.resampling import ALONE, NO_PAIRS


def test_the_textbook_table():
    """Fifty proposals read by two: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no; po 0.70, pe 0.50, κ 0.40."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs).value == pytest.approx(0.40)


def test_cohens_own_example():
    """J. Cohen 1960, table 1, proportions of three diagnoses by two judges: po 0.29, pe 0.41 and so κ below chance."""
    table = {("a", "a"): 25, ("a", "b"): 13, ("a", "c"): 12, ("b", "a"): 12, ("b", "b"): 2, ("b", "c"): 16}
    table |= {("c", "a"): 3, ("c", "b"): 15, ("c", "c"): 2}
    pairs = [pair for pair, count in table.items() for _ in range(count)]
    observed, expected = 0.29, 0.5 * 0.4 + 0.3 * 0.3 + 0.2 * 0.3
    assert kappa(pairs).value == pytest.approx((observed - expected) / (1 - expected))


def test_of_more_than_two_it_is_the_mean_over_their_pairs():
    units = [{1: "a", 2: "a", 3: "b"}, {1: "b", 2: "b", 3: "b"}, {1: "a", 2: "b", 3: "a"}, {1: "b", 2: "b"}]
    pairs = [[(u[a], u[b]) for u in units if a in u and b in u] for a, b in ((1, 2), (1, 3), (2, 3))]
    assert mean_kappa(units).value == pytest.approx(sum(kappa(each).value for each in pairs) / 3)


def test_where_it_is_not_defined():
    assert kappa([]).reason == NO_PAIRS
    assert mean_kappa([{1: "a"}]).reason == NO_PAIRS
    assert kappa([("a", "a")] * 3).reason == ALONE


def test_a_pair_without_kappa_is_left_out_of_the_mean():
    units = [{1: "a", 2: "a"}, {1: "a", 2: "a"}, {1: "a", 3: "a"}, {1: "b", 3: "b"}]
    assert mean_kappa(units).value == 1


def test_percent_counts_pairs_of_answers():
    assert percent([{1: "a", 2: "a"}, {1: "a", 2: "b"}]) == 50
    assert percent([{1: "a", 2: "a", 3: "b"}]) == pytest.approx(100 / 3)
    assert percent([{1: "a"}]) is None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_it_is_one_at_most_and_the_same_with_the_coders_changed_round(pairs):
    found, turned = kappa(pairs), kappa([(b, a) for a, b in pairs])
    if found.value is None:
        assert turned.value is None
    else:
        assert found.value == pytest.approx(turned.value)
        assert found.value <= 1
        assert (found.value == pytest.approx(1)) == all(a == b for a, b in pairs)
