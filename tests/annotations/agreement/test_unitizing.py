"""α for unitizing: whether the same passages were marked."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.agreement.alpha import Rated, alpha, nominal
from annotations.agreement.resampling import NO_PAIRS, Resampled
from annotations.agreement.unitizing import ALL_MARKED, NO_PASSAGES, Marked, same_places, united, unitizing_alpha
from annotations.spans import Span

LENGTH = 40
spans = st.builds(
    lambda start, length: Span(start, min(LENGTH, start + length)), st.integers(0, 39), st.integers(1, 15)
)
articles = st.lists(
    st.dictionaries(st.integers(1, 3), st.lists(spans, max_size=4), min_size=2).map(
        lambda found: Marked(LENGTH, found)
    ),
    min_size=1,
    max_size=4,
)


def found(*marked):
    return unitizing_alpha(marked, Resampled(len(marked)))


def both(length, one, other):
    return Marked(length, {1: [Span(*s) for s in one], 2: [Span(*s) for s in other]})


def by_points(marked):
    """The formula of 2019, section 12.6, with matrices and code points one by one."""
    pairs = {(a, b): 0.0 for a in (0, 1) for b in (0, 1)}
    themselves = 0.0
    for article in marked:
        coders = [united(each) for each in article.passages.values()]
        places = [[any(s.contains(n) for s in each) for n in range(article.length)] for each in coders]
        for i, one in enumerate(places):
            for j, other in enumerate(places):
                if i != j:
                    for a, b in zip(one, other, strict=True):
                        pairs[int(a), int(b)] += 1 / (len(coders) - 1)
        themselves += sum(len(s) ** 2 for each in coders for s in each)
        themselves += sum(not place for each in places for place in each)
    whole = sum(pairs.values())
    gaps, inside = pairs[0, 0] + pairs[0, 1], pairs[1, 0] + pairs[1, 1]
    observed = pairs[0, 1] + pairs[1, 0]
    expected = 2 * gaps * inside / (whole - themselves / whole)
    return 1 - observed / expected


@given(articles)
def test_as_the_matrices_of_the_formula_have_it(marked):
    value = found(*marked).value
    assume(value is not None)
    assert value == pytest.approx(by_points(marked))


@given(st.lists(st.tuples(st.sets(st.integers(0, 39)), st.sets(st.integers(0, 39))), min_size=1, max_size=3))
def test_passages_of_one_code_point_give_the_alpha_of_single_code_points(marked):
    points = [
        Marked(LENGTH, {1: [Span(n, n + 1) for n in one], 2: [Span(n, n + 1) for n in other]}) for one, other in marked
    ]
    units = [Rated(0, (n in one, n in other)) for one, other in marked for n in range(LENGTH)]
    assert found(*points).value == pytest.approx(alpha(units, nominal, Resampled(1)).value)


def test_the_same_passages_agree_fully_and_none_in_common_less_than_by_chance():
    assert found(both(1000, [(10, 60), (200, 300)], [(10, 60), (200, 300)])).value == 1
    assert found(both(1000, [(10, 60)], [(500, 560)])).value < 0


def test_nearer_passages_agree_more():
    far, near = (found(both(1000, [(100, 200)], [(start, start + 100)])).value for start in (180, 110))
    assert far < near < 1


def test_overlapping_passages_of_one_coder_are_one_and_touching_ones_are_not():
    assert united([Span(30, 40), Span(0, 10), Span(5, 20), Span(20, 25)]) == [Span(0, 20), Span(20, 25), Span(30, 40)]
    overlapping = both(100, [(0, 20), (10, 30)], [(0, 30)])
    assert found(overlapping).value == 1


def test_where_it_is_not_defined():
    assert found().reason == NO_PAIRS
    assert found(both(100, [], [])).reason == NO_PASSAGES
    assert found(both(100, [(0, 100)], [(0, 100)])).reason == ALL_MARKED


def test_an_article_in_which_nobody_marked_anything_is_agreement():
    """The same disagreement in a larger continuum of gaps is less of it."""
    one = both(1000, [(100, 200)], [(150, 260)])
    assert found(one, both(1000, [], [])).value > found(one).value


def test_share_of_places_on_which_coders_agree():
    assert same_places([both(100, [(0, 10)], [(5, 10)])]) == pytest.approx(95)
    assert same_places([]) is None


def test_articles_are_drawn_for_the_interval():
    marked = [both(500, [(10, 90)], [(10 + n, 90 + n)]) for n in range(30)]
    estimate = found(*marked)
    assert estimate.low < estimate.value < estimate.high
