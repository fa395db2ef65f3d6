"""Wire copies among articles: who leads, what is sure, and what is no copy at all."""

import random
from array import array

from hypothesis import given
from hypothesis import strategies as st

from annotations.importers.likeness.similarity import sketch
from annotations.near_copies import Candidate, likeness, proposals

WORDS = [f"{a}{b}" for a in ("ba", "mo", "ki", "tu", "re", "sa", "no") for b in ("nk", "del", "rt", "ll", "pe", "sh")]


def words(seed, count=400):
    return random.Random(seed).choices(WORDS, k=count)


def text(seed, count=400):
    return " ".join(words(seed, count))


def one(number, body, outlet="", **values):
    values = {"published": "2026-03-12", "length": len(body), "outlet": outlet or f"Outlet {number}", **values}
    return Candidate(id=number, hashes=array("Q", sketch(body)), names=(values["outlet"].casefold(),), **values)


def told(found):
    return [(each.lead_id, [copy.article_id for copy in each.copies], each.reason) for each in found]


def test_the_earliest_leads_and_others_carry_it() -> None:
    whole = text(1)
    cut, edited = " ".join(whole.split()[:200]), f"Another headline\n{whole} With a sentence of its own at the end."
    found = proposals(
        [one(1, cut, published="2026-03-13"), one(2, whole), one(3, edited, published="2026-03-14"), one(4, text(2))]
    )
    assert told(found) == [(2, [1, 3], "the earliest")]
    assert found[0].sure_ids == (1, 3)


def test_an_agency_that_others_name_leads_whenever_it_came() -> None:
    body = text(1)
    named = one(1, body, credit="by our staff and kessel wire, torv", published="2026-03-11")
    agency = one(2, body, outlet="Kessel Wire", published="2026-03-12")
    assert told(proposals([named, agency, one(3, body)])) == [(2, [1, 3], "named as source by others")]
    inside_a_word = one(1, body, credit="kessel wireless", published="2026-03-11")
    assert told(proposals([inside_a_word, agency])) == [(1, [2], "the earliest")]
    known = one(2, body, outlet="Kessel Wire", published="2026-03-12", agency=True)
    assert told(proposals([inside_a_word, known])) == [(2, [1], "an agency")]


def test_work_already_done_leads_before_anything_else() -> None:
    body = text(1)
    agency = one(2, body, agency=True)
    assert told(proposals([one(1, body, work=3), agency])) == [(1, [2], "coded already")]
    assert told(proposals([one(1, body, decided=True), agency])) == [(1, [2], "read already")]
    assert told(proposals([one(1, body, leads=True, published=""), agency])) == [(1, [2], "leads already")]


def test_two_groups_are_never_made_one() -> None:
    body = text(1)
    found = proposals([one(1, body, leads=True), one(2, body, leads=True), one(3, body)])
    assert told(found) == [(1, [3], "leads already")]


def test_articles_of_one_outlet_are_no_copies_but_unknown_outlets_may_be() -> None:
    body = text(1)
    assert proposals([one(1, body, outlet="A"), one(2, body, outlet="A")]) == []
    nameless = [Candidate(id=n, hashes=tuple(sketch(body)), published="2026-03-12") for n in (1, 2)]
    assert told(proposals(nameless)) == [(1, [2], "the longest of the earliest")]


def test_every_copy_shares_with_its_lead_itself() -> None:
    whole = words(1, 800)
    halves = " ".join(whole[:400]), " ".join(whole[400:])
    found = proposals([one(1, halves[0], published="2026-03-10"), one(2, " ".join(whole)), one(3, halves[1])])
    assert told(found) == [(1, [2], "the earliest")], "the second half is no copy of the first"


def test_a_round_up_and_what_is_alike_much_later_are_asked_about() -> None:
    stories = [text(n) for n in range(5)]
    round_up = "\n".join(stories)
    found = proposals([one(n, story) for n, story in enumerate(stories)] + [one(9, round_up, published="2026-03-13")])
    assert [each.sure_ids for each in found] == [()]
    later = proposals([one(1, stories[0]), one(2, stories[0], published="2026-05-12")])
    assert [(each.lead_id, each.sure_ids) for each in later] == [(1, ())]
    vague = proposals([one(1, stories[0]), one(2, stories[0], published="2026-05")])
    assert [each.sure_ids for each in vague] == [(2,)]


def test_texts_too_short_to_tell_are_no_copies() -> None:
    assert proposals([one(1, "The bank said no."), one(2, "The bank said no.")]) == []


def test_a_footer_that_all_have_makes_no_group() -> None:
    foot = text(99, 30)
    assert proposals([one(n, f"{text(n, 300)} {foot}") for n in range(1, 60)]) == []


def test_what_a_hundred_outlets_carry_is_one_group() -> None:
    body = text(3)
    found = proposals([one(n, f"{body} {text(100 + n, 40)}") for n in range(1, 101)])
    assert [(len(each.copies), len(each.sure_ids), each.reason) for each in found] == [
        (99, 99, "the longest of the earliest")
    ]


@given(st.integers(0, 9), st.integers(60, 400), st.integers(0, 300))
def test_likeness_is_the_same_from_both_sides(seed, kept, added) -> None:
    whole = words(seed)
    other = " ".join([*whole[:kept], *words(seed + 50, added)])
    a, b = sketch(" ".join(whole)), sketch(other)
    assert likeness(a, b) == likeness(b, a)
    shared, covered = likeness(a, b)
    assert 0 <= covered <= shared <= 1


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.booleans(), st.integers(0, 1)), max_size=12))
def test_each_article_has_one_place(given_) -> None:
    made = [
        one(n, text(story), outlet=f"Paper {outlet}", leads=leads, work=work)
        for n, (story, outlet, leads, work) in enumerate(given_, 1)
    ]
    found = proposals(made)
    copies = [copy.article_id for each in found for copy in each.copies]
    leads = [each.lead_id for each in found]
    assert len(copies) == len(set(copies))
    assert len(leads) == len(set(leads))
    assert not set(copies) & set(leads)
    assert not set(copies) & {each.id for each in made if each.leads}
    by_id = {each.id: each for each in made}
    for each in found:
        assert all(by_id[copy.article_id].outlet != by_id[each.lead_id].outlet for copy in each.copies)
