"""Each pattern on sentences written for it, with a neighbour that it must leave alone."""

import pytest

from annotations.language import attribution
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

FOUND += [
    (
        Pattern.CLAUSE,
        "The mayor of Tarn hopes that the rain will stay.",
        "The mayor of Tarn",
        "hopes",
        "the rain will stay",
    ),
    (Pattern.CLAUSE, "The court ruled that the law was void.", "The court", "ruled", "the law was void"),
    (Pattern.CLAUSE, "Orlin signalled that talks might resume.", "Orlin", "signalled", "talks might resume"),
    (Pattern.CLAUSE, "The union wants the law to be changed.", "The union", "wants", "the law to be changed"),
    (
        Pattern.CLAUSE,
        "Karst questioned whether the law would pass.",
        "Karst",
        "questioned",
        "whether the law would pass",
    ),
    (Pattern.CLAUSE, "As the minister noted, prices fell in May.", "the minister", "noted", "prices fell in May"),
    (
        Pattern.CLAUSE,
        "Critics say the law is vague, while supporters insist it is clear.",
        "Critics",
        "say",
        "the law is vague",
    ),
    (
        Pattern.CLAUSE,
        "The law is vague, critics say, and its friends agree that it is long.",
        "critics",
        "say",
        "The law is vague",
    ),
    (
        Pattern.ACCORDING,
        "In the words of Karst, the deal is a betrayal.",
        "Karst",
        "In the words",
        "the deal is a betrayal",
    ),
    (
        Pattern.RELATIVE,
        "The minister issued a statement saying that the road was open.",
        "The minister",
        "saying",
        "the road was open",
    ),
    (Pattern.OBJECT, "Orlin ruled out a return to the old contract.", "Orlin", "ruled", "a return to the old contract"),
    (Pattern.OBJECT, "Karst spoke out against the law.", "Karst", "spoke", "the law"),
    (
        Pattern.OBJECT,
        "Orlin described what he called a “technological blockade”.",
        "he",
        "called",
        "a “technological blockade”",
    ),
    (
        Pattern.CONJUNCT,
        "The minister took to the stage to say that the road was open.",
        "The minister",
        "say",
        "the road was open",
    ),
    (Pattern.CONJUNCT, "Castell is right to ask who audits the auditors.", "Castell", "ask", "who audits the auditors"),
    (Pattern.OPINION, "Orlin is convinced that prices will fall.", "Orlin", "convinced", "prices will fall"),
    (Pattern.OPINION, "Orlin was adamant that nothing would change.", "Orlin", "adamant", "nothing would change"),
    (Pattern.OPINION, "Farmers are worried that the rain will stay.", "Farmers", "worried", "the rain will stay"),
    (Pattern.OPINION, "His argument is that the West needs gas.", "His", "argument", "the West needs gas"),
    (
        Pattern.OPINION,
        "The bank’s position is that no rule was broken.",
        "The bank’s",
        "position",
        "no rule was broken",
    ),
    (
        Pattern.OPINION,
        "The minister gave assurances that the road was safe.",
        "The minister",
        "assurances",
        "the road was safe",
    ),
    (Pattern.OPINION, "Karst regards the law as a mistake.", "Karst", "regards", "the law as a mistake"),
    (Pattern.OPINION, "The institute put the figure at forty.", "The institute", "put", "the figure at forty"),
]

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
    "The mayor of Tarn hopped over the rope.",
    "The court ruled on Monday.",
    "He wants a car.",
    "As the minister spoke, prices fell in May.",
    "As he said goodbye, prices fell.",
    "In the garden of Karst, the light is off.",
    "The minister issued a stamp that was blue.",
    "The queen ruled the country for years.",
    "Karst spoke to the driver.",
    "She is unable to ask who pays.",
    "He refused to say whether it was over.",
    "A researcher who asked not to be named left.",
    "Sardovia paid at once; Lorn asked for time.",
    "Orlin is not convinced that prices will fall.",
    "I am convinced that prices will fall.",
    "It is certain that prices fell.",
    "The law is certain to fail.",
    "He was sure when he left.",
    "His house is that of a rich man.",
    "Our argument is that it rains.",
    "The minister gave a lamp that was broken.",
    "Karst views the bridge from his window.",
    "Orlin sees his brother as often as he can.",
    "Karst put the ship at anchor.",
]


BY_PATTERN = {
    "_by_clause": ("Orlin said that prices fell.", "Orlin said goodbye."),
    "_by_according": ("Oil will fall, according to the ministry.", "The seats were filled according to rank."),
    "_by_passive": ("The plan was rejected by Moscow.", "The plan was rejected by a large majority."),
    "_by_relative": ("The mayor, who said the plan was dead, left.", "The mayor, who opened the bridge, left."),
    "by_object": ("Deputies rejected the plan.", "Deputies entered the hall."),
    "_by_noun": ("The minister's claim that prices fell was false.", "The claim that prices fell was false."),
    "_by_conjunct": ("Orlin stood up and said that it was over.", "Orlin stood up and closed the door."),
    "_by_gerund": ("Orlin was quoted as saying that prices fell.", "Orlin left without saying that prices fell."),
    "by_adjective": ("Orlin is convinced that prices will fall.", "Orlin is certain to fall."),
    "by_predicate": ("His argument is that the West needs gas.", "His house is that of a rich man."),
    "by_light_verb": ("Orlin made the claim that prices fell.", "Orlin made a lamp that was red."),
    "by_judging": ("The institute put the figure at forty.", "Karst put the ship at anchor."),
}
"""A sentence that only this pattern finds, and one much like it that none does."""


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


def test_each_pattern_has_its_sentences() -> None:
    assert [look.__name__ for _, look in getattr(attribution, "_PATTERNS")] == [*BY_PATTERN]  # noqa: B009


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Orlin was quoted as saying that prices fell.", "Orlin"),
        ("The Tarn Courier quoted Orlin as saying that prices fell.", "Orlin"),
        ("Karst criticised Orlin for saying that prices fell.", "Orlin"),
        ("Orlin was fined for saying that prices fell.", "Orlin"),
        ("Orlin opened the meeting by saying that prices fell.", "Orlin"),
        ("Orlin resigned after saying that prices fell.", "Orlin"),
        ("Orlin was not quoted as saying that prices fell.", ""),
        ("Orlin may be quoted as saying that prices fell.", ""),
        ("Orlin stopped short of saying that prices fell.", ""),
        ("Orlin was accused of saying that prices fell.", ""),
        ("It was quoted as saying that prices fell.", ""),
        ("Orlin was the first to say that prices fell.", "Orlin"),
        ("Orlin was the only deputy to say that prices fell.", "Orlin"),
        ("The first to say that prices fell was Orlin.", "The first"),
        ("This was the first report to say that prices fell.", "the first report"),
        ("That was a man saying that prices fell.", "a man"),
        ("It was a mistake to say that prices fell.", ""),
        ("It is wrong to say that prices fell.", ""),
        ("It went on to say that prices fell.", "It"),
        ("It cut rates, saying that prices fell.", "It"),
    ],
)
def test_who_says_what_is_named_by_another_verb(engine: Engine, text: str, source: str) -> None:
    found = [
        one.source.of(text) for one in all_of(engine, text) if one.source and one.content.of(text) == "prices fell"
    ]
    assert found == [source] * bool(source)


@pytest.mark.parametrize("name", BY_PATTERN)
def test_a_pattern_finds_what_no_other_does(engine: Engine, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    sentence, other = BY_PATTERN[name]
    found, patterns = all_of(engine, sentence), getattr(attribution, "_PATTERNS")  # noqa: B009
    assert len(found) == 1
    assert not all_of(engine, other)
    monkeypatch.setattr(attribution, "_PATTERNS", [pair for pair in patterns if pair[1].__name__ != name])
    assert not all_of(engine, sentence)


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
