"""What only may, must, should or will not be said, and beside it what is said: by each verb that the rules know."""

import pytest

from annotations.language.attribution import attributions
from annotations.language.cues import CLAUSE_VERBS
from annotations.language.engine import Engine

FRAMES = [
    ("Orlin must {} that prices fell.", "Orlin will {} that prices fell."),
    ("Orlin should {} that prices fell.", "Orlin would {} that prices fell."),
    ("Orlin may {} that prices fell.", "Orlin can {} that prices fell."),
    ("Orlin might {} that prices fell.", "Orlin will {} that prices fell."),
    ("Orlin could {} that prices fell.", "Orlin can {} that prices fell."),
    ("Orlin ought to {} that prices fell.", "Orlin used to {} that prices fell."),
    ("Orlin has to {} that prices fell.", "Orlin had to {} that prices fell."),
    ("Orlin needs to {} that prices fell.", "Orlin had to {} that prices fell."),
    ("Two ministers have to {} that prices fell.", "Two ministers had to {} that prices fell."),
    ("Two ministers need to {} that prices fell.", "Two ministers will {} that prices fell."),
    ("Did Orlin {} that prices fell?", "Why did Orlin {} that prices fell?"),
    ("If ministers {} that prices fell, Karst will leave.", "When ministers {} that prices fell, Karst will leave."),
    (
        "Unless ministers {} that prices fell, Karst will leave.",
        "When ministers {} that prices fell, Karst will leave.",
    ),
    ("Karst asked whether ministers {} that prices fell.", "Some ministers {} that prices fell."),
    ("No ministers {} that prices fell.", "Some ministers {} that prices fell."),
    ("None of them {} that prices fell.", "Both of them {} that prices fell."),
    ("Orlin plans to {} that prices fell.", "Orlin used to {} that prices fell."),
    ("Orlin refused to {} that prices fell.", "Orlin had to {} that prices fell."),
    ("Orlin promised to {} that prices fell.", "Orlin had to {} that prices fell."),
    ("Orlin urged the bank to {} that prices fell.", "The leak forced the bank to {} that prices fell."),
    ("Karst wants the bank to {} that prices fell.", "The leak forced the bank to {} that prices fell."),
    ("The bank was urged to {} that prices fell.", "The leak forced the bank to {} that prices fell."),
    ("To {} that prices fell is easy.", "Orlin will {} that prices fell."),
]
VERBS = sorted(CLAUSE_VERBS)
ALSO_DENIED = ["believe", "doubt", "expect", "fear", "hope", "know", "think", "want", "wish"]
"""Verbs by which something is said about it, too, where they are denied."""
MOST = 0.85
"""Of the verbs, how many the parser takes for verbs in any of these sentences: “ministers hail that …” is odd."""


def proposing(engine: Engine, frame: str, verbs: list[str]) -> list[str]:
    """The verbs by which something is proposed in a sentence."""
    docs = engine.pipeline.pipe([frame.format(verb) for verb in verbs], batch_size=64, disable=["ner"])
    cues = [{one.cue.of(doc.text) for one in attributions(doc) if one.cue} for doc in docs]
    return [verb for verb, found in zip(verbs, cues, strict=True) if verb in found]


@pytest.mark.parametrize(("unsaid", "said"), FRAMES)
def test_what_is_not_said_is_not_proposed_and_what_is_said_is(engine: Engine, unsaid: str, said: str) -> None:
    assert proposing(engine, unsaid, VERBS) == []
    assert len(proposing(engine, said, VERBS)) > MOST * len(VERBS)


def test_what_is_denied_is_not_proposed_where_it_is_not_thought_either(engine: Engine) -> None:
    assert proposing(engine, "Orlin did not {} that prices fell.", VERBS) == ALSO_DENIED


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Nor did Orlin say that prices fell.", ""),
        ("Orlin neither confirmed nor denied that prices fell.", ""),
        ("Orlin neither confirmed nor denied the sale.", ""),
        ("Karst neither slept nor ate, and said that prices fell.", "Karst"),
        ("Only then did Orlin say that prices fell.", "Orlin"),
        ("Did it rain? Orlin said that prices fell.", "Orlin"),
        ("The plan was not rejected by Moscow.", ""),
        ("The plan might be rejected by Moscow.", ""),
        ("Was the plan rejected by Moscow?", ""),
        ("The plan will be rejected by Moscow.", "Moscow"),
        ("If Orlin is convinced that prices fell, Karst will leave.", ""),
        ("Had Orlin said that prices fell, Karst would have left.", ""),
        ("Orlin had said that prices fell, so Karst left.", "Orlin"),
        ("Now that Orlin is convinced that prices fell, Karst will leave.", "Orlin"),
        ("Karst asked who called for talks.", "Karst"),
        ("No 10 said that prices fell.", "No 10"),
        ("“Did it rain?” Orlin asked whether prices fell.", "Orlin"),
        ("Orlin was wrong to say that prices fell.", "Orlin"),
    ],
)
def test_who_says_it_where_it_is_said(engine: Engine, text: str, source: str) -> None:
    found = [one.source.of(text) for one in attributions(engine.pipeline(text)) if one.source]
    assert found == [source] * bool(source)
