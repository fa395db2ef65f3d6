"""Each pattern on sentences written for it, with a neighbour that it must leave alone."""

import pytest

from annotations.language.attribution import attributions
from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import CueClass
from annotations.language.engine import Engine
from annotations.language.syntax import clause
from annotations.spans import Span

FOUND = [
    (Pattern.CLAUSE, "Orlin said that prices fell.", "Orlin", "said", "prices fell"),
    (Pattern.CLAUSE, "Prices will fall, the bank announced.", "the bank", "announced", "Prices will fall"),
    (Pattern.CLAUSE, "The plan, he said, would fail.", "he", "said", "The plan, he said, would fail"),
    (Pattern.CLAUSE, "The minister promised to build a bridge.", "The minister", "promised", "to build a bridge"),
    (Pattern.CLAUSE, "Smith said it fell; Jones said it rose.", "Jones", "said", "it rose"),
    (Pattern.CLAUSE, "Many farmers fear that the rain will stay.", "Many farmers", "fear", "the rain will stay"),
    (Pattern.ACCORDING, "Oil will fall, according to the ministry.", "the ministry", "according to", "Oil will fall"),
    (Pattern.ACCORDING, "According to the bank, prices rose.", "the bank", "According to", "prices rose"),
    (Pattern.ACCORDING, "In his view, the age is over.", "his", "In his view", "the age is over"),
    (Pattern.PASSIVE, "The plan was rejected by Moscow.", "Moscow", "rejected", "The plan"),
    (Pattern.RELATIVE, "The mayor, who said the plan was dead, left.", "The mayor", "said", "the plan was dead"),
    (Pattern.OBJECT, "The Kremlin blamed Brussels for the war.", "The Kremlin", "blamed", "Brussels for the war"),
    (Pattern.OBJECT, "Karst called for talks.", "Karst", "called", "talks"),
    (Pattern.OBJECT, "Karst called on the mayor to resign.", "Karst", "called", "the mayor to resign"),
    (Pattern.OBJECT, "Deputies rejected the plan.", "Deputies", "rejected", "the plan"),
    (Pattern.OBJECT, "Zorin called the note “absurd” and said it was late.", "Zorin", "called", "the note “absurd”"),
    (Pattern.NOUN, "The minister's claim that prices fell was false.", "The minister's", "claim", "prices fell"),
    (Pattern.NOUN, "A warning from Brussels that gas may run out came late.", "Brussels", "warning", "gas may run out"),
    (Pattern.CONJUNCT, "He left the room, saying the talks had failed.", "He", "saying", "the talks had failed"),
    (Pattern.CONJUNCT, "Orlin stood up and said that it was over.", "Orlin", "said", "it was over"),
]  # fmt: skip

NOT_FOUND = [
    "Orlin said goodbye.",
    "It was thought that prices fell.",
    "He did not say when it would end.",
    "The ministry must admit that it failed.",
    "The seats were filled according to rank and age.",
    "In his house, the lights are off.",
    "The plan was carried by two porters.",
    "The mayor, who opened the bridge, left.",
    "Karst called his brother on Monday.",
    "Deputies entered the hall.",
    "The minister's house is old.",
    "A letter from Brussels came late.",
    "He left the room, closing the door.",
    "I think it will rain.",
    "Asked whether he would resign, Orlin said no.",
    "The company refused to comment.",
    "The men charged the gate.",
]


def all_of(engine: Engine, text: str) -> list[Candidate]:
    return list(attributions(engine.pipeline(text)))


@pytest.mark.parametrize(("pattern", "text", "source", "cue", "content"), FOUND)
def test_what_a_pattern_finds(engine: Engine, pattern: Pattern, text: str, source: str, cue: str, content: str) -> None:
    found = [
        (c.pattern, c.source.of(text), c.cue.of(text), c.content.of(text))
        for c in all_of(engine, text)
        if c.source and c.cue
    ]
    assert (pattern, source, cue, content) in found


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_attribution(engine: Engine, text: str) -> None:
    assert not all_of(engine, text)


def test_a_cue_has_one_candidate(engine: Engine) -> None:
    found = all_of(engine, " ".join(text for _, text, *_ in FOUND))
    assert len({c.cue for c in found}) == len(found) > len(FOUND) - 4


@pytest.mark.parametrize(
    ("verb", "kind"),
    [
        ("said", CueClass.NEUTRAL),
        ("insisted", CueClass.STRONG),
        ("claimed", CueClass.DOUBTING),
        ("warned", CueClass.NEGATIVE),
        ("assured", CueClass.POSITIVE),
        ("believes", CueClass.BELIEF),
    ],
)
def test_the_cue_tells_how_it_was_put(engine: Engine, verb: str, kind: CueClass) -> None:
    assert [c.cue_class for c in all_of(engine, f"Orlin {verb} that prices fell.")] == [kind]


def test_what_follows_a_semicolon_belongs_to_the_next_speaker(engine: Engine) -> None:
    text = "Smith said that the plan would fail; Jones said that it would succeed."
    assert [c.content.of(text) for c in all_of(engine, text)] == ["the plan would fail", "it would succeed"]


def test_who_stands_for_the_noun_before_it(engine: Engine) -> None:
    text = "The minister, who warned of a war and said that it was near, left."
    assert [c.source.of(text) for c in all_of(engine, text) if c.source] == ["The minister", "The minister"]


def test_a_clause_reaches_to_its_last_word_where_branches_cross(engine: Engine) -> None:
    text = ". prices fell that said prices fell"
    assert clause(engine.pipeline(text)[2]) == Span(2, len(text))


@pytest.mark.parametrize("step", [-1, 1])
def test_a_clause_of_the_deepest_tree_is_its_whole_text(engine: Engine, step: int) -> None:
    from spacy.tokens import Doc

    words = [f"w{place}" for place in range(3_000)]
    heads = [min(max(0, place + step), len(words) - 1) for place in range(len(words))]
    doc = Doc(engine.pipeline.vocab, words=words, heads=heads, deps=["dep"] * len(words), pos=["NOUN"] * len(words))
    root = doc[0 if step < 0 else len(words) - 1]
    assert clause(root) == Span(0, len(doc.text) - 1)
    middle = doc[1_500]
    without = Span(0, middle.idx - 1) if step < 0 else Span(doc[1_501].idx, len(doc.text) - 1)
    assert clause(root, [middle]) == without
    assert clause(root, [root]) is None


def test_a_sentence_of_a_thousand_speakers(engine: Engine) -> None:
    text = "Kolt said that " * 1_000 + "prices fell."
    assert len(all_of(engine, text)) > 900
