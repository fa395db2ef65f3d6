"""Krippendorff's α: published examples, the library `krippendorff` on random data, where it is not defined."""

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.agreement.alpha import Rated, alpha, interval, masi, nominal, ordinal_alpha
from annotations.agreement.resampling import ALONE, NO_PAIRS, Resampled, Verdict

# Reliability data of four observers with missing values, from Krippendorff 2011, section C.
_ = None
FOUR = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3),
    (_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _),
)
# Two observers, ten units, from section A of the same paper.
TWO = ((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0))


def rated(observers):
    columns = zip(*observers, strict=True)
    return [Rated(n, tuple(v for v in column if v is not None)) for n, column in enumerate(columns)]


def drawn(units):
    return Resampled(len(units))


@pytest.mark.parametrize(("difference", "published"), [(nominal, 0.743), (interval, 0.849)])
def test_four_observers_with_missing_values(difference, published):
    units = rated(FOUR)
    assert alpha(units, difference, drawn(units)).value == pytest.approx(published, abs=0.0005)


def test_four_observers_on_an_ordinal_scale():
    units = rated(FOUR)
    assert ordinal_alpha(units, drawn(units)).value == pytest.approx(0.815, abs=0.0005)


def test_two_observers_binary_data():
    units = rated(TWO)
    assert alpha(units, nominal, drawn(units)).value == pytest.approx(0.095, abs=0.0005)


def test_masi_as_published():
    sets = [frozenset("ab"), frozenset("abc"), frozenset("bc"), frozenset("d")]
    found = 1 - masi(sets)(slice(None))
    assert found[0, 0] == 1
    assert found[0, 1] == pytest.approx(2 / 3 * 2 / 3), "contained: Jaccard 2/3, monotonicity 2/3"
    assert found[0, 2] == pytest.approx(1 / 3 * 1 / 3), "overlapping: Jaccard 1/3, monotonicity 1/3"
    assert found[0, 3] == 0
    assert np.allclose(found, found.T)


def test_a_frame_more_weighs_less_than_another_frame():
    race, both, threat = frozenset("r"), frozenset("rt"), frozenset("t")
    more = [Rated(n, (race, both)) for n in range(3)] + [Rated(n, (threat, threat)) for n in range(3, 6)]
    other = [Rated(n, (race, threat)) for n in range(3)] + [Rated(n, (threat, threat)) for n in range(3, 6)]
    assert alpha(more, masi, Resampled(6)).value > alpha(other, masi, Resampled(6)).value


def test_without_a_unit_of_two_answers_it_is_not_defined():
    for found in (alpha([Rated(0, (1,))], nominal, Resampled(1)), ordinal_alpha([], Resampled(0))):
        assert (found.value, found.reason, found.verdict) == (None, NO_PAIRS, Verdict.UNKNOWN)


def test_with_one_value_only_it_is_not_defined():
    units = [Rated(n, ("a", "a")) for n in range(9)]
    assert alpha(units, nominal, drawn(units)).reason == ALONE
    assert ordinal_alpha([Rated(n, (1, 1)) for n in range(9)], Resampled(9)).value is None


def test_a_value_in_units_without_a_second_answer_does_not_count():
    units = [Rated(0, (1, 1)), Rated(1, (1, 1)), Rated(2, (2,))]
    assert alpha(units, nominal, drawn(units)).reason == ALONE


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(0.80, Verdict.RELIABLE), (0.79, Verdict.TENTATIVE), (0.667, Verdict.TENTATIVE), (0.66, Verdict.NOT)],
)
def test_thresholds(value, verdict):
    from annotations.agreement.resampling import Estimate

    assert Estimate(value).verdict is verdict


observers = st.integers(2, 4).flatmap(
    lambda m: st.lists(
        st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=m, max_size=m), min_size=1, max_size=15
    )
)


def by_library(columns, level):
    data = np.array([[np.nan if v is None else v for v in row] for row in zip(*columns, strict=True)], dtype=float)
    return krippendorff.alpha(reliability_data=data, level_of_measurement=level)


@given(observers)
def test_as_the_library_finds_it(columns):
    units = [Rated(n, tuple(v for v in column if v is not None)) for n, column in enumerate(columns)]
    pairable = {v for unit in units if len(unit.answers) > 1 for v in unit.answers}
    assume(len(pairable) > 1)
    whole = Resampled(len(units))
    assert alpha(units, nominal, whole).value == pytest.approx(by_library(columns, "nominal"))
    assert alpha(units, interval, whole).value == pytest.approx(by_library(columns, "interval"))
    assert ordinal_alpha(units, whole).value == pytest.approx(by_library(columns, "ordinal"))


SETS = [frozenset(s) for s in ("a", "b", "ab", "abc", "cd", "d")]


@given(observers)
def test_sets_as_the_library_finds_them_with_the_same_distance(columns):
    places = [[None if v is None else v - 1 for v in column] for column in columns]
    units = [Rated(n, tuple(SETS[v] for v in column if v is not None)) for n, column in enumerate(places)]
    assume(len({v for unit in units if len(unit.answers) > 1 for v in unit.answers}) > 1)
    distances = np.array([[_masi(a, b) for b in SETS] for a in SETS])

    def metric(v1, v2, i1, i2, n_v, dtype=float):
        return distances[v1.astype(int), v2.astype(int)]

    assert alpha(units, masi, Resampled(len(units))).value == pytest.approx(by_library(places, metric))


def _masi(one, other):
    """MASI's distance, written as in the paper."""
    if one == other:
        monotonicity = 1
    elif one < other or other < one:
        monotonicity = 2 / 3
    else:
        monotonicity = 1 / 3 if one & other else 0
    return 1 - len(one & other) / len(one | other) * monotonicity


# -- intervals


def test_the_interval_holds_the_value_and_is_the_same_each_time():
    units = [Rated(n % 20, ("a" if n % 3 else "b", "b" if n % 5 == 0 else "a" if n % 3 else "b")) for n in range(200)]
    first, again = (alpha(units, nominal, Resampled(20)) for _ in range(2))
    assert first == again
    assert first.low < first.value < first.high
    assert first.high - first.low < 0.5


def test_more_articles_of_the_same_kind_make_it_narrower():
    def width(articles):
        units = [Rated(n % articles, (n % 2, (n + (n % 7 == 0)) % 2)) for n in range(articles * 7)]
        found = alpha(units, nominal, Resampled(articles))
        return found.high - found.low

    assert width(80) < width(10)


def test_claims_of_one_article_are_drawn_together():
    """All disagreement in one article: which articles are drawn decides; were claims drawn, it would be narrow."""
    alike = [Rated(n // 20, (n % 2, n % 2)) for n in range(180)]
    apart = [Rated(9, (n % 2, 1 - n % 2)) for n in range(20)]
    clustered = alpha(alike + apart, nominal, Resampled(10))
    spread = alpha([Rated(n, unit.answers) for n, unit in enumerate(alike + apart)], nominal, Resampled(200))
    assert clustered.value == pytest.approx(spread.value)
    assert clustered.high - clustered.low > 2 * (spread.high - spread.low)


def test_from_few_articles_there_is_no_interval():
    units = [Rated(n % 4, (n % 2, n % 3 % 2)) for n in range(60)]
    found = alpha(units, nominal, Resampled(4))
    assert found.value is not None
    assert (found.low, found.high) == (None, None)


def test_many_articles_and_few_give_the_same_value_by_either_way_of_adding_up():
    units = [Rated(n, (n % 3, (n + (n % 4 == 0)) % 3)) for n in range(1500)]
    many = alpha(units, nominal, Resampled(1500))
    few = alpha([Rated(n % 50, unit.answers) for n, unit in enumerate(units)], nominal, Resampled(50))
    assert many.value == pytest.approx(few.value)
    assert many.low < many.value < many.high
