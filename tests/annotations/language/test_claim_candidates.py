"""Candidates of whole articles: quotations, lines, and texts that are long, empty, foreign or odd."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.language.candidates import Candidate, Pattern
from annotations.language.claim_candidates import claim_candidates
from annotations.language.engine import Engine, load_engine
from annotations.spans import Span

WORDS = [
    "Orlin",
    "said",
    "that",
    "“",
    "”",
    "\n",
    ": ",
    "; ",
    "prices",
    "fell",
    ".",
    ",",
    "who",
    "HOLM:",
    "😀",
    "\t",
    " – ",
]


def told(text: str, engine: Engine) -> list[tuple[str, str]]:
    """Source and content of each candidate, as words."""
    return [(c.source.of(text) if c.source else "", c.content.of(text)) for c in claim_candidates(text, engine)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will not yield,” said Anna Kolt.", [("Anna Kolt", "“We will not yield,”")]),
        ("She said: “It is over. We go home.” Then she left.", [("She", "“It is over. We go home.”")]),
        ("Brandt said prices “will never fall again”.", [("Brandt", "prices “will never fall again”")]),
        (
            "“We go,” she said. “The talks have failed and nobody cares.”",
            [("she", "“We go,”"), ("she", "“The talks have failed and nobody cares.”")],
        ),
        ("Mr Brandt added:\n“The house is on fire. We wait.”", [("Mr Brandt", "“The house is on fire. We wait.”")]),
        ("The list on the door:\nThe house is on fire.", []),
        ("They sell the “green deal” soap here.", []),
        ("HOLM: You did not answer the question.", [("HOLM", "You did not answer the question.")]),
        ("Orlin: the west is finished", [("Orlin", "the west is finished")]),
        ("The west is finished – Orlin", [("Orlin", "The west is finished")]),
        ("UPDATE: the road is closed", []),
        ("Photo: a bridge at night", []),
        ("The bridge is long – and old.", []),
        (
            "Kolt said that it fell; Brandt, that it never rose.",
            [("Kolt", "it fell"), ("Brandt", "it never rose")],
        ),
        ("It fell in May; in June, that was over.", []),
        ("Orlin put it bluntly: “We pay nothing.”", [("Orlin", "“We pay nothing.”")]),
        ("He opened the box: “Tea” was written on it.", []),
        ("REYK (in Russian): We will train our own models.", [("REYK", "We will train our own models.")]),
        (
            "Anna Holm: Why did you leave?\nReyk (smiling): I never left it.\n"
            "Anna Holm: You were seen.\nReyk: By mistake, then.",
            [
                ("Anna Holm", "Why did you leave?"),
                ("Reyk", "I never left it."),
                ("Anna Holm", "You were seen."),
                ("Reyk", "By mistake, then."),
            ],
        ),
        ("Anna Holm: Why did you leave?\nIt rained.", []),
        ("Price: 20 crowns a head.\nPrice: 30 crowns a head.", []),
        (
            "“Three ministries are standing at the gate and ask for the key,” said Gleb Holm.",
            [("Gleb Holm", "“Three ministries are standing at the gate and ask for the key,”")],
        ),
    ],
)
def test_quotations_and_lines(engine: Engine, text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text, engine) == expected


def test_a_quotation_far_from_any_speaker_has_nobody(engine: Engine) -> None:
    text = "Orlin said that prices fell.\n\nIt rained.\n\nA sign hung there.\n“Nobody shall enter this house at night.”"
    assert [content for _, content in told(text, engine)] == ["prices fell"]


def test_passages_of_later_paragraphs_stand_where_they_are(engine: Engine) -> None:
    text = "A headline 😀\n\nIt rained.\n\nOrlin said that prices fell."
    assert told(text, engine) == [("Orlin", "prices fell")]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“", ":", "said", "😀", "“\n”"])
def test_texts_without_words(engine: Engine, plain_engine: Engine, text: str) -> None:
    assert not claim_candidates(text, engine)
    assert not claim_candidates(text, plain_engine)


def test_other_languages_are_left_alone() -> None:
    assert not claim_candidates("Министр заявил: «Цены упали, и это хорошо для всех».", load_engine("ru"))


def test_an_english_article_that_quotes_another_language(engine: Engine) -> None:
    text = "Orlin said that prices fell.\n«Цены упали», – сказал министр.\n部長は言った。\nKolt denied that they rose."
    assert [told for told in told(text, engine) if told[0] in {"Orlin", "Kolt"}] == [
        ("Orlin", "prices fell"),
        ("Kolt", "they rose"),
    ]


def test_without_a_model_the_plainest_are_found(plain_engine: Engine) -> None:
    text = "“We go home,” said Anna Kolt. Orlin said that prices fell. Oil rose, according to the Lorn Bank."
    assert told(text, plain_engine) == [
        ("Anna Kolt", "“We go home,”"),
        ("Orlin", "prices fell"),
        ("the Lorn Bank", "Oil rose"),
    ]
    assert not told("He did not say when. The train left.", plain_engine)


def test_a_megabyte(plain_engine: Engine) -> None:
    line = "Orlin said that prices fell. “They will fall again, whatever anybody does,” he added.\n"
    text = line * (1_000_000 // len(line))
    assert len(claim_candidates(text, plain_engine)) == 2 * text.count("\n")


@pytest.mark.parametrize("unit", [*'“”",.:;A ', "A-", "Ab ", "ab, ", "“a, ", "; a, that b"])
def test_a_hundred_thousand_of_the_same(plain_engine: Engine, unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert [c for c in claim_candidates(text, plain_engine) if c.source] == []
    assert ("Orlin", "prices fell") in told(f"{text}\nOrlin said that prices fell.", plain_engine)


def test_ten_thousand_second_speakers_and_colons(plain_engine: Engine) -> None:
    seconds = "Orlin said that it fell" + "; Brandt, that it rose" * 10_000
    assert sum(source == "Brandt" for source, _ in told(seconds, plain_engine)) == 10_000
    colons = "Orlin said that it rains today:\n\nThe house is on fire and nobody comes.\n" * 10_000
    assert sum(content.startswith("The house") for _, content in told(colons, plain_engine)) == 10_000


def test_a_paragraph_longer_than_is_parsed_at_once(engine: Engine) -> None:
    text = "It rained in Tarn. " * 1_200 + "Orlin said that prices fell. " + "word" * 6_000
    assert told(text, engine) == [("Orlin", "prices fell")]


def faults(text: str, found: list[Candidate]) -> list[str]:
    """What is wrong with candidates, whatever the text."""
    wrong: list[str] = []
    if found != sorted(found, key=lambda c: c.content):
        wrong.append("not in the order of the text")
    if len({c.content for c in found}) != len(found):
        wrong.append("a passage twice")
    for candidate in found:
        if candidate.content.of(text) != candidate.content.of(text).strip():
            wrong.append(f"white space at the edges of {candidate.content}")
        spans = (candidate.content, candidate.source, candidate.cue)
        wrong += [f"{span} beyond the text" for span in spans if span and span.end > len(text)]
    return wrong


@pytest.mark.parametrize(
    ("spans", "fault"),
    [
        ([(5, 9), (0, 4)], "not in the order of the text"),
        ([(0, 4), (0, 4)], "a passage twice"),
        ([(4, 9)], "white space at the edges"),
        ([(5, 20)], "beyond the text"),
    ],
)
def test_a_planted_fault_is_found(spans: list[tuple[int, int]], fault: str) -> None:
    planted = [Candidate(Span(*span), None, None, Pattern.CLAUSE) for span in spans]
    (found,) = faults("Kolt said it fell.", planted)
    assert fault in found


def test_a_planted_source_or_cue_beyond_the_text_is_found() -> None:
    content, beyond = Span(0, 4), Span(10, 19)
    for planted in (
        Candidate(content, beyond, None, Pattern.CLAUSE),
        Candidate(content, None, beyond, Pattern.CLAUSE),
    ):
        assert faults("Kolt said it fell.", [planted]) == [f"{beyond} beyond the text"]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_spans_lie_within_any_text(words: list[str]) -> None:
    text = " ".join(words)
    engine = load_plain()
    assert faults(text, claim_candidates(text, engine)) == []


def load_plain() -> Engine:
    return Engine("none", "0", "en", frozenset())


def test_spans_lie_within_odd_texts(engine: Engine) -> None:
    for turn in range(40):
        text = " ".join(WORDS[(turn * place + place // 3) % len(WORDS)] for place in range(40))
        assert faults(text, claim_candidates(text, engine)) == []


def test_the_pattern_of_the_higher_priority_names_a_passage(engine: Engine) -> None:
    found = claim_candidates("HOLM: Orlin said that prices fell.", engine)
    assert [c.pattern for c in found] == [Pattern.SPEAKER, Pattern.CLAUSE]
