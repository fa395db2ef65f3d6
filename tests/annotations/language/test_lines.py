"""Speakers that the layout of a line names, and lines beside them that name none."""

import pytest

from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import CueClass
from annotations.language.lines import second_speakers, speaker_lines
from annotations.spans import Span


def told(text: str) -> list[tuple[str, str]]:
    return [(one.source.of(text), one.content.of(text)) for one in speaker_lines(text) if one.source]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # transcripts: a name in capitals, wherever the line stands and however it ends
        ("HOLM: You did not answer the question.", [("HOLM", "You did not answer the question.")]),
        ("MR. HOLM: You did not answer.", [("MR. HOLM", "You did not answer.")]),
        ("PRESIDENT ORLIN: The road is open.", [("PRESIDENT ORLIN", "The road is open.")]),
        ("REYK (in Russian): We will train our own.", [("REYK", "We will train our own.")]),
        ("HOLM, MODERATOR: You did not answer.", [("HOLM, MODERATOR", "You did not answer.")]),
        ("HOLM: No.", []),
        ("HOLM:You did not answer.", []),
        ("He shouted HOLM: You did not answer.", []),
        ("UPDATE: The road is closed again.", []),
        ("QUESTION: Why is the road closed?", []),
        ("A: The road is closed again.", []),
        # conversations: a name that begins two lines or more
        (
            "Anna Holm: Why did you go?\nDr. Reyk (smiling): It had rained.\n"
            "Anna Holm: It was dry.\nDr. Reyk: By then.",
            [
                ("Anna Holm", "Why did you go?"),
                ("Dr. Reyk", "It had rained."),
                ("Anna Holm", "It was dry."),
            ],  # two words are too few
        ),
        ("Anna Holm: Why did you go?\nIt had rained.", []),
        ("Anna Holm: Why did you go?\nDr. Reyk: It had rained.", []),
        ("Price: 20 crowns a head.\nPrice: 30 crowns a head.", []),
        # headlines: short, without a full stop
        ("Orlin: the west is finished", [("Orlin", "the west is finished")]),
        ("Bank of Lorn: prices will fall", [("Bank of Lorn", "prices will fall")]),
        ("The west is finished – Orlin", [("Orlin", "The west is finished")]),
        ("The west is finished - Anna Orlin", [("Anna Orlin", "The west is finished")]),
        ("Orlin: the west is finished.", []),
        ("Orlin: the west is finished, and " + "so on " * 30, []),
        ("Tarn bridge: the long way home", []),
        ("The bridge is long – and old", []),
        ("The west is finished – Orlin said", []),
        ("Lorn – Tarn", []),
        ("Photo: a bridge at night", []),
        ("The road is closed – Video", []),
        ("Remember: the road is closed", []),
    ],
)
def test_who_speaks_in_a_line(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected
    assert {one.pattern for one in speaker_lines(text)} <= {Pattern.SPEAKER}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kolt said that it fell; Brandt, that it rose.", [("Brandt", "it rose")]),
        ("Kolt said that it fell; and the old bank, that it rose.", [("the old bank", "it rose")]),
        (
            "Kolt said that it fell; Brandt, that it rose; Holm, that it slept.",
            [("Brandt", "it rose"), ("Holm", "it slept")],
        ),
        ("Kolt said that it fell; Brandt left.", []),
        ("Kolt said that it fell. Brandt, that old man, rose.", []),
        ("It rained; Brandt, that old man, rose. Kolt said that it fell.", []),  # nobody said anything before
        ("Kolt said that it fell.\nIt rained; Brandt, that old man, rose.", []),  # nor in this paragraph
    ],
)
def test_a_second_speaker_has_the_verb_of_the_first(text: str, expected: list[tuple[str, str]]) -> None:
    said = text.index("said")
    first = Candidate(Span(said + 10, said + 17), Span(0, 4), Span(said, said + 4), Pattern.CLAUSE, CueClass.STRONG)
    found = list(second_speakers(text, [first]))
    assert [(one.source.of(text), one.content.of(text)) for one in found if one.source] == expected
    assert all((one.cue, one.pattern, one.cue_class) == (first.cue, first.pattern, first.cue_class) for one in found)


def test_nobody_is_second_to_a_line_of_a_transcript() -> None:
    text = "HOLM: It fell; Brandt, that it rose."
    assert list(second_speakers(text, list(speaker_lines(text)))) == []
