"""What is compared: who coded an article, what each said of a claim, what nobody said."""

from coded_material import ANNA, BORIS, CARLA, FRAME, HOSTILE, LEADER, NO_FRAME, RACE, SCALE, THREAT

from annotations.agreement.coded import Coded
from annotations.agreement.units import units_of


def coded(articles, claims):
    return Coded({a.id: a for a in articles}, tuple(claims))


def test_a_claim_has_each_coders_answers_by_dimension(codebook, claim, article):
    given = claim(1, ANNA, 0, 50, (RACE, ANNA), (THREAT, ANNA), (HOSTILE, ANNA), (RACE, BORIS))
    (unit,) = units_of(coded([article()], [given]), codebook)
    assert unit.answers == {
        FRAME: {ANNA: frozenset({(RACE, ""), (THREAT, "")}), BORIS: frozenset({(RACE, "")})},
        SCALE: {ANNA: frozenset({(HOSTILE, "")})},
    }
    assert unit.holders == (ANNA, BORIS)


def test_none_of_these_is_an_answer_and_not_coded_is_none(codebook, claim, article):
    (unit,) = units_of(coded([article()], [claim(1, ANNA, 0, 50, (NO_FRAME, BORIS))]), codebook)
    assert unit.answers == {FRAME: {BORIS: frozenset({(NO_FRAME, "")})}}


def test_claims_of_one_passage_are_one_unit_with_both_answers(codebook, claim, article):
    one, other = claim(4, ANNA, 0, 50, (RACE, ANNA)), claim(9, BORIS, 3, 50, (THREAT, BORIS))
    (unit,) = units_of(coded([article()], [one, other]), codebook)
    assert unit.claim == one
    assert (unit.claim_of(ANNA), unit.claim_of(BORIS), unit.claim_of(CARLA)) == (one, other, None)
    assert unit.answers[FRAME] == {ANNA: frozenset({(RACE, "")}), BORIS: frozenset({(THREAT, "")})}
    assert unit.unmarked_by == ()


def test_only_articles_that_two_of_those_compared_coded_count(codebook, claim, article):
    articles = [article(1), article(2, (ANNA, CARLA)), article(3, (ANNA, BORIS, CARLA))]
    claims = [claim(n, ANNA, 0, 50, (LEADER, "speaker", ANNA), article=n) for n in (1, 2, 3)]
    read = coded(articles, claims)
    assert [u.article.id for u in units_of(read, codebook)] == [1, 2, 3]
    assert [u.article.id for u in units_of(read, codebook, (ANNA, BORIS))] == [1, 3]
    assert [u.coders for u in units_of(read, codebook, (BORIS, CARLA, ANNA))][2] == (ANNA, BORIS, CARLA)


def test_claims_that_nobody_compared_holds_are_left_out(codebook, claim, article):
    read = coded([article(1, (ANNA, BORIS, CARLA))], [claim(1, CARLA, 0, 50, (RACE, CARLA))])
    assert units_of(read, codebook, (ANNA, BORIS)) == []


def test_a_claim_of_somebody_else_that_both_tagged_counts_for_both(codebook, claim, article):
    given = claim(1, CARLA, 0, 50, (RACE, ANNA), (RACE, BORIS), (THREAT, CARLA))
    (unit,) = units_of(coded([article(1, (ANNA, BORIS, CARLA))], [given]), codebook, (ANNA, BORIS))
    assert unit.answers[FRAME] == {ANNA: frozenset({(RACE, "")}), BORIS: frozenset({(RACE, "")})}


def test_who_saw_the_passages_left_none_unmarked(codebook, claim, article):
    only_anna = [claim(1, ANNA, 0, 50, (RACE, ANNA))]
    (apart,) = units_of(coded([article()], only_anna), codebook)
    (seen,) = units_of(coded([article(apart=(ANNA,))], only_anna), codebook)
    assert (apart.unmarked_by, seen.unmarked_by) == ((BORIS,), ())
