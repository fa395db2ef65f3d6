"""Disagreements as values, and which tags stand against each other in them."""

from coded_material import ACTOR, ANNA, BANK, BORIS, CARLA, DOUBT, FRAME, LEADER, RACE, SCALE, THREAT

from annotations.agreement.coded import Coded
from annotations.agreement.disagreements import THE_PASSAGE, disagreements, opposed, tag_pairs
from annotations.agreement.units import units_of


def listed(codebook, articles, claims, coders=()):
    return disagreements(units_of(Coded({a.id: a for a in articles}, tuple(claims)), codebook, coders), codebook)


def said(*tags):
    return frozenset((tag, role) for tag, role in (t if isinstance(t, tuple) else (t, "") for t in tags))


def test_what_differs_is_listed_with_what_each_said(codebook, claim, article):
    same = claim(1, ANNA, 0, 50, (RACE, ANNA), (RACE, BORIS))
    differs = claim(2, ANNA, 100, 150, (RACE, ANNA), (THREAT, BORIS), (LEADER, "speaker", ANNA))
    (found,) = listed(codebook, [article()], [same, differs])
    assert (found.unit.claim.number, found.dimension_id) == (2, FRAME)
    assert found.answers == ((ANNA, said(RACE)), (BORIS, said(THREAT)))
    assert not found.about_passage


def test_a_passage_that_only_one_marked_comes_first(codebook, claim, article):
    found = listed(codebook, [article()], [claim(1, BORIS, 0, 50, (RACE, BORIS))])
    assert [(d.dimension_id, d.answers) for d in found] == [(THE_PASSAGE, ())]
    assert (found[0].unit.holders, found[0].unit.unmarked_by) == ((BORIS,), (ANNA,))


def test_two_roles_of_one_actor_stand_against_each_other():
    assert opposed(said((LEADER, "speaker")), said((LEADER, "target"))) == [((LEADER, "speaker"), (LEADER, "target"))]


def test_tags_of_one_role_stand_against_each_other_and_what_is_over_against_nothing():
    one = said((LEADER, "speaker"), (BANK, "target"))
    other = said((BANK, "speaker"))
    # The bank has two roles, so it stands against itself; the leader as a speaker against nothing.
    assert opposed(one, other) == [((BANK, "target"), (BANK, "speaker")), ((LEADER, "speaker"), None)]
    assert opposed(said((LEADER, "speaker")), said((BANK, "speaker"))) == [((LEADER, "speaker"), (BANK, "speaker"))]
    assert opposed(said(RACE), said(RACE, DOUBT)) == [(None, (DOUBT, ""))]
    assert opposed(said(RACE), said(RACE)) == []


def test_pairs_are_counted_by_claims_and_the_frequent_come_first(codebook, claim, article):
    claims = [
        claim(1, ANNA, 0, 50, (RACE, ANNA), (THREAT, BORIS)),
        claim(2, ANNA, 60, 90, (RACE, ANNA), (THREAT, BORIS)),
        claim(3, ANNA, 100, 150, (THREAT, ANNA), (RACE, BORIS)),
        claim(4, ANNA, 200, 250, (LEADER, "speaker", ANNA), (BANK, "speaker", BORIS)),
    ]
    found = listed(codebook, [article()], claims)
    pairs = tag_pairs(found, codebook, two=True)
    assert [(p.dimension_id, p.one, p.other, len(p.found)) for p in pairs] == [
        (FRAME, (RACE, ""), (THREAT, ""), 2),
        (FRAME, (THREAT, ""), (RACE, ""), 1),
        (ACTOR, (LEADER, "speaker"), (BANK, "speaker"), 1),
    ]
    assert [d.unit.claim.number for d in pairs[0].found] == [1, 2]
    first = tag_pairs(found, codebook, two=False)[0]
    assert (first.one, first.other, len(first.found)) == ((RACE, ""), (THREAT, ""), 3)


def test_a_pair_counts_once_in_a_claim_however_many_stand_on_either_side(codebook, claim, article):
    given = claim(1, ANNA, 0, 50, (301, ANNA), (303, BORIS), (303, CARLA))
    found = listed(codebook, [article(1, (ANNA, BORIS, CARLA))], [given])
    (pair,) = tag_pairs(found, codebook, two=False)
    assert (pair.dimension_id, pair.one, pair.other, len(pair.found)) == (SCALE, (301, ""), (303, ""), 1)
