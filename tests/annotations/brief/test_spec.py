"""Storing what a brief is to contain."""

import json
from dataclasses import replace

from annotations.brief.spec import CHARTS, BriefSpec, Finding, Judgement, Part

FULL = BriefSpec(
    title="A brief",
    judgements=(Judgement("So it is.", "likely", "low", "Why", "What", ("uid-1", "uid-2")),),
    watch=("one", "two"),
    unknown=("three",),
    parts=(Part.MASTHEAD, Part.ARTICLES),
    article_uids=("a", "b"),
    full_text=False,
    counting="outlets",
    findings=(Finding("uid-d", "heat", "They differ.", "Much is said.", ("uid-1",)),),
    claim_filter={"words": "bank"},
    page_limit=2,
    template="House",
    preset="two-page",
)


def test_a_specification_survives_being_stored() -> None:
    assert BriefSpec.from_json(json.loads(json.dumps(FULL.to_json()))) == FULL
    assert BriefSpec.from_json({}) == BriefSpec()


def test_what_a_newer_program_stored_is_kept_or_passed_over() -> None:
    data = {**FULL.to_json(), "charts": ["bars"], "parts": ["masthead", "holograms", "articles"]}
    read = BriefSpec.from_json(data)
    assert read.parts == FULL.parts
    assert read.extra == {"charts": ["bars"]}
    assert BriefSpec.from_json(read.to_json()) == read


def test_a_specification_of_an_older_program_has_what_came_later_at_its_first_value() -> None:
    later = {"counting", "findings", "claim_filter", "page_limit", "template", "preset"}
    old = {key: value for key, value in FULL.to_json().items() if key not in later}
    assert BriefSpec.from_json(old).to_json() == {**FULL.to_json(), **{k: BriefSpec().to_json()[k] for k in later}}


def test_values_that_cannot_be_meant_are_passed_over() -> None:
    odd = {"counting": "words", "page_limit": "two", "claim_filter": "all", "findings": [{"chart": "pie", "x": 1}]}
    read = BriefSpec.from_json(odd)
    assert (read.counting, read.page_limit, read.claim_filter) == ("texts", 0, None)
    assert read.findings == (Finding(""),)
    assert BriefSpec.from_json({"page_limit": -3}).page_limit == 0
    assert Finding.from_json({"dimension": "d", "chart": CHARTS[0]}) == Finding("d", CHARTS[0])


def test_as_a_template_a_brief_keeps_its_charts_and_loses_what_was_found() -> None:
    template = FULL.as_template()
    assert template.findings == (Finding("uid-d", "heat"),)
    assert (template.claim_filter, template.article_uids) == (None, None)
    assert (template.preset, template.page_limit, template.template) == ("two-page", 2, "House")


def test_every_judgement_gets_a_uid_that_stays_the_same_when_it_is_read_again() -> None:
    stored = BriefSpec(judgements=(Judgement("One."), Judgement("One."), Judgement("Two.", uid="f" * 12)))
    first, again = stored.identified(), stored.identified()
    uids = [judgement.uid for judgement in first.judgements]
    assert uids == [judgement.uid for judgement in again.judgements]
    assert len(set(uids)) == 3
    assert uids[2] == "f" * 12
    moved = replace(first, judgements=(replace(first.judgements[1], statement="Three."), *first.judgements[:1]))
    assert [judgement.uid for judgement in moved.identified().judgements] == [uids[1], uids[0]]


def test_a_uid_that_stands_twice_is_given_once() -> None:
    twice = BriefSpec(judgements=(Judgement("One.", uid="f" * 12), Judgement("Two.", uid="f" * 12)))
    one, two = twice.identified().judgements
    assert one.uid == "f" * 12 != two.uid
