"""All figures of a project: which α a dimension has, what is left out, the passages."""

import pytest
from coded_material import (
    ACTOR,
    ADMIRING,
    ANNA,
    BANK,
    BORIS,
    CARLA,
    FRAME,
    HOSTILE,
    LEADER,
    MIXED,
    NEUTRAL,
    NO_FRAME,
    RACE,
    SCALE,
    THREAT,
)

from annotations.agreement.coded import Coded
from annotations.agreement.figures import NOT_APART, Metric, Prevalence, measure
from annotations.agreement.resampling import ALONE, NO_PAIRS


def coded(articles, claims):
    return Coded({a.id: a for a in articles}, tuple(claims))


def of(agreement, dimension_id):
    return next(d for d in agreement.dimensions if d.dimension_id == dimension_id)


@pytest.fixture
def scaled(claim, article):
    """Six claims in six articles: on the scale alike, one step apart, one mixed against a place."""
    said = [(HOSTILE, HOSTILE), (NEUTRAL, NEUTRAL), (ADMIRING, ADMIRING), (HOSTILE, NEUTRAL), (MIXED, HOSTILE)]
    said += [(MIXED, MIXED)]
    claims = [claim(n, ANNA, 0, 50, (a, ANNA), (b, BORIS), article=n) for n, (a, b) in enumerate(said, 1)]
    return coded([article(n) for n in range(1, 7)], claims)


def test_a_scale_has_an_ordinal_alpha_of_its_places_and_a_nominal_one_of_all_answers(codebook, scaled):
    found = of(measure(scaled, codebook), SCALE)
    assert found.metric is Metric.ORDINAL
    assert (found.units, found.answers, found.off_scale) == (6, 12, 3)
    # Ordinal by hand: four pairs on the scale; −2 was said three times, 0 three times, +2 twice (middles 1.5, 4.5, 7).
    between = {(-2, 0): 9.0, (0, 2): 2.5**2, (-2, 2): 5.5**2}
    expected = 2 * (3 * 3 * between[-2, 0] + 3 * 2 * between[0, 2] + 3 * 2 * between[-2, 2]) / (8 - 1)
    assert found.alpha.value == pytest.approx(1 - 2 * between[-2, 0] / expected)
    assert found.nominal.value == pytest.approx(1 - 4 * 11 / (12**2 - 4**2 - 3**2 - 2**2 - 3**2))
    assert found.percent == pytest.approx(100 * 4 / 6)


def test_a_dimension_of_several_tags_compares_sets(codebook, claim, article):
    claims = [
        claim(1, ANNA, 0, 50, (RACE, ANNA), (RACE, BORIS), (THREAT, BORIS)),
        claim(2, ANNA, 60, 90, (THREAT, ANNA), (THREAT, BORIS)),
        claim(3, ANNA, 100, 140, (NO_FRAME, ANNA), (NO_FRAME, BORIS)),
        claim(4, ANNA, 200, 240, (RACE, ANNA)),
    ]
    found = of(measure(coded([article()], claims), codebook), FRAME)
    assert (found.metric, found.units, found.nominal) == (Metric.SETS, 3, None)
    assert found.percent == pytest.approx(100 * 2 / 3)
    assert found.alpha.value > of_nominal(claims, codebook, article), "one frame more is half an agreement"
    assert found.prevalence == (
        Prevalence(THREAT, 3, 0.5),
        Prevalence(RACE, 2, 2 / 6),
        Prevalence(NO_FRAME, 2, 2 / 6),
    )


def of_nominal(claims, codebook, article):
    from annotations.agreement.alpha import Rated, alpha, nominal
    from annotations.agreement.resampling import Resampled
    from annotations.agreement.units import units_of

    units = units_of(coded([article()], claims), codebook)
    answers = [tuple(unit.answers[FRAME].values()) for unit in units]
    return alpha([Rated(0, given) for given in answers], nominal, Resampled(1)).value


def test_an_actor_in_another_role_is_another_answer(codebook, claim, article):
    claims = [
        claim(1, ANNA, 0, 50, (LEADER, "speaker", ANNA), (LEADER, "target", BORIS)),
        claim(2, ANNA, 60, 90, (BANK, "speaker", ANNA), (BANK, "speaker", BORIS)),
    ]
    found = of(measure(coded([article()], claims), codebook), ACTOR)
    assert found.percent == 50
    assert [p.tag_id for p in found.prevalence] == [LEADER, BANK]


def test_without_two_answers_a_dimension_says_why_it_has_no_figures(codebook, claim, article):
    agreement = measure(coded([article()], [claim(1, ANNA, 0, 50, (RACE, ANNA), (RACE, BORIS))]), codebook)
    assert of(agreement, SCALE).alpha.reason == of(agreement, SCALE).kappa.reason == NO_PAIRS
    assert (of(agreement, SCALE).percent, of(agreement, SCALE).units) == (None, 0)
    assert of(agreement, FRAME).alpha.reason == ALONE


def test_nothing_coded_by_two(codebook):
    agreement = measure(Coded(), codebook)
    assert agreement.is_empty
    assert agreement.passages.alpha.reason == NO_PAIRS
    assert (agreement.coders, agreement.disagreements, agreement.pairs) == ((), (), ())


def test_some_coders_of_three(codebook, claim, article):
    claims = [claim(1, ANNA, 0, 50, (RACE, ANNA), (THREAT, BORIS), (RACE, CARLA))]
    read = coded([article(1, (ANNA, BORIS, CARLA))], claims)
    assert of(measure(read, codebook), FRAME).percent == pytest.approx(100 / 3)
    assert of(measure(read, codebook, (ANNA, CARLA)), FRAME).percent == 100
    assert measure(read, codebook, (ANNA, CARLA)).coders == (ANNA, CARLA)


# -- passages


def test_passages_count_only_where_two_marked_them_apart(codebook, claim, article):
    claims = [
        claim(1, ANNA, 0, 50, (RACE, ANNA)),
        claim(2, BORIS, 0, 50, (RACE, BORIS)),
        claim(3, ANNA, 200, 250, (RACE, ANNA)),
        claim(4, ANNA, 0, 50, (RACE, ANNA), (RACE, BORIS), article=2),
    ]
    found = measure(coded([article(1), article(2, apart=(ANNA,))], claims), codebook).passages
    assert (found.articles, found.units, found.shared) == (1, 2, 1)
    assert 0 < found.alpha.value < 1
    assert found.percent == pytest.approx(95)


def test_where_all_saw_the_passages_there_is_no_alpha_for_them(codebook, claim, article):
    read = coded([article(apart=(ANNA,))], [claim(1, ANNA, 0, 50, (RACE, ANNA), (RACE, BORIS))])
    assert measure(read, codebook).passages.alpha.reason == NOT_APART


def test_an_article_without_passages_of_one_coder_is_disagreement(codebook, claim, article):
    both = [claim(1, ANNA, 0, 50), claim(2, BORIS, 0, 50)]
    with_one = [*both, claim(3, ANNA, 0, 50, article=2)]
    articles = [article(1), article(2)]
    assert measure(coded(articles, both), codebook).passages.alpha.value == 1
    assert measure(coded(articles, with_one), codebook).passages.alpha.value < 1
