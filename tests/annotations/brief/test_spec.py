"""Storing what a brief is to contain."""

import json

from annotations.brief.spec import BriefSpec, Judgement, Part

FULL = BriefSpec(
    title="A brief",
    judgements=(Judgement("So it is.", "likely", "low", "Why", "What", ("uid-1", "uid-2")),),
    watch=("one", "two"),
    unknown=("three",),
    parts=(Part.MASTHEAD, Part.ARTICLES),
    article_uids=("a", "b"),
    full_text=False,
)


def test_a_specification_survives_being_stored() -> None:
    assert BriefSpec.from_json(json.loads(json.dumps(FULL.to_json()))) == FULL
    assert BriefSpec.from_json({}) == BriefSpec()


def test_what_a_newer_program_stored_is_kept_or_passed_over() -> None:
    data = {**FULL.to_json(), "charts": ["bars"], "parts": ["masthead", "findings", "articles"]}
    read = BriefSpec.from_json(data)
    assert read.parts == FULL.parts
    assert read.extra == {"charts": ["bars"]}
    assert BriefSpec.from_json(read.to_json()) == read
