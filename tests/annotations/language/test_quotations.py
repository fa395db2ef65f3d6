"""What stands between quotation marks, and whose words it is taken for: each rule with what it must leave alone."""

import pytest

from annotations.language.claim_candidates import claim_candidates
from annotations.language.engine import Engine
from annotations.language.quotations import grown, is_phrase, is_sentence, is_title, joined, quotations
from annotations.spans import Span

NIGHT = "“Nobody shall enter this house at night.”"
DOG = "“They would wake the dog, and the dog is old.”"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ("He said «no» and „yes“ and „so”.", ["«no»", "„yes“", "„so”"]),
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ('A 5" pipe and a 6" pipe.', []),
        ("It is Anna’s, and ‘so’ on.", []),
        ("“This goes on\n“and on.” He left.", ["“This goes on", "“and on.”"]),
        ("He left.” She stayed.", []),
        ("«This is open\nand not closed.", []),
        ("“”", []),
    ],
)
def test_which_marks_make_a_quotation(text: str, marked: list[str]) -> None:
    assert [mark.of(text) for mark in quotations(text)] == marked


def test_spans_that_touch_are_joined_and_others_are_not() -> None:
    assert joined([Span(5, 8), Span(0, 3), Span(3, 4), Span(6, 9)]) == [Span(0, 4), Span(5, 9)]
    assert joined([]) == []


def test_a_passage_grows_to_the_marks_but_not_over_its_cue() -> None:
    text = "He said prices “will never” fall, “he” says."
    first, second = quotations(text)
    passage, cue = Span(text.index("prices"), text.index(" never")), Span(3, 7)
    assert grown(passage, [first], cue).of(text) == "prices “will never”"
    assert grown(passage, [second], cue) == passage
    around = Span(0, text.index(" fall"))  # a quotation in which the cue itself stands
    assert grown(Span(text.index("prices"), text.index(" “will")), [around], cue).of(text) == "prices"


@pytest.mark.parametrize(
    ("quotation", "phrase", "sentence", "title"),
    [
        ("“no”", False, False, False),
        ("“a new age”", True, False, False),
        ("“a wonder of the world”", True, False, False),
        ("“We will not yield”", True, True, False),
        ("“will never fall again”", True, False, False),
        ("“a wonder of the modern world”", True, True, False),
        ("“The Return of the Old King”", True, True, False),  # two long words only: it may be a name in a sentence
        ("“The Return of the Last King”", True, True, True),
        ("“The return of the last king”", True, True, False),
        ("“THEY LEFT THEM ALONE”", True, True, False),
    ],
)
def test_how_much_a_quotation_is(quotation: str, *, phrase: bool, sentence: bool, title: bool) -> None:
    mark = Span(0, len(quotation))
    assert (is_phrase(quotation, mark), is_sentence(quotation, mark), is_title(quotation, mark)) == (
        phrase,
        sentence,
        title,
    )


@pytest.mark.parametrize(
    ("lines", "speakers"),
    [
        # in the paragraph, in the one before, with empty lines between
        (["Orlin said that prices fell. " + NIGHT], ["Orlin"]),
        (["Orlin said that prices fell.", NIGHT], ["Orlin"]),
        (["Orlin said that prices fell.", "", "", NIGHT], ["Orlin"]),
        # a paragraph of telling between: whose it is, is left open
        (["Orlin said that prices fell.", "A sign hung there.", NIGHT], [""]),
        (["Orlin said that prices fell.", "", "A sign hung there.", "", NIGHT], [""]),
        (["Orlin said that prices fell.", "A sign hung there.", "It rained.", NIGHT], []),
        # a speech that goes on
        (["Orlin said that prices fell.", NIGHT, DOG], ["Orlin", "Orlin"]),
        (["Orlin said that prices fell.", NIGHT[:-1], DOG], ["Orlin", "Orlin"]),
        (["Orlin said that prices fell.", *[NIGHT] * 7], ["Orlin"] * 7),
        (["Orlin said that prices fell.", NIGHT, "It rained.", DOG], ["Orlin", ""]),
        # the last who spoke, not who was quoted, nor who only came in
        (["Orlin said that prices fell. Kolt said that they rose.", NIGHT], ["Kolt"]),
        (["“Kolt said that they rose,” Orlin said.", NIGHT], ["Orlin"]),
        (["Orlin, a baker, came in.", NIGHT], []),
        (["Orlin refused to say why.", NIGHT], []),
        # titles and single words
        (["Orlin said that prices fell.", "The play is “The Return of the Last King”."], []),
        (["Orlin said that prices fell.", "They sell the “green deal” soap here."], []),
    ],
)
def test_whose_words_a_quotation_is(engine: Engine, lines: list[str], speakers: list[str]) -> None:
    text = "\n".join(lines)
    found = [one for one in claim_candidates(text, engine) if one.content.of(text)[:2] in {"“N", "“T"}]
    assert [one.source.of(text) if one.source else "" for one in found] == speakers
