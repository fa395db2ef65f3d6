"""Every word that the rules know, with a sentence where it makes a claim and one where it stands and makes none.

A word that is added to a table has no sentences yet and fails `test_every_word_has_its_sentences`. One that does
nothing fails its own test, which takes the word out of its table and wants to see what it did.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from annotations.language import attribution, cues, lines, objects, opinions, speaking, syntax, unsaid
from annotations.language.claim_candidates import claim_candidates
from annotations.language.engine import Ability, Engine
from tests.annotations.language.cue_sentences import (
    exclusions,
    nouns_and_adjectives,
    verbs_of_clauses,
    verbs_of_objects,
)
from tests.annotations.language.cue_sentences.marked import Marked, read

Sentences = Mapping[Any, tuple[str, str]]
"""Of each word: a marked sentence in which a claim is proposed, and one in which none is."""

PROPOSING: Mapping[str, Sentences] = {
    "CLAUSE_VERBS": verbs_of_clauses.SENTENCES,
    "INFINITIVE_VERBS": verbs_of_objects.INFINITIVES,
    "OBJECT_VERBS": verbs_of_objects.OBJECTS,
    "PREPOSITIONS": verbs_of_objects.PREPOSITIONS,
    "JUDGING_VERBS": nouns_and_adjectives.JUDGING_VERBS,
    "LIGHT_VERBS": nouns_and_adjectives.LIGHT_VERBS,
    "ADJECTIVES": nouns_and_adjectives.ADJECTIVES,
    "NOUNS": nouns_and_adjectives.NOUNS,
    "PREDICATES": nouns_and_adjectives.PREDICATES,
    "VIEWS": nouns_and_adjectives.VIEWS,
    "ISSUED": exclusions.ISSUED,
    "FORCED": exclusions.FORCED,
    "HEARERS": exclusions.HEARERS,
    "IT_SAYS": exclusions.IT_SAYS,
}
"""Tables of `cues` without whose words the claim would not be proposed, or not as it should be."""

EXCLUDING: Mapping[str, Sentences] = {
    "REFUSALS": exclusions.REFUSALS,
    "PLANS": exclusions.PLANS,
    "NOT_ASKED": exclusions.NOT_ASKED,
    "NOT_SPEAKERS": exclusions.NOT_SPEAKERS,
    "FIRST_PERSON": exclusions.FIRST_PERSON,
    "NO_SOURCES": exclusions.NO_SOURCES,
    "NAMING_VERBS": exclusions.NAMING_VERBS,
    "PARTICLES": exclusions.PARTICLES,
    "ASKED_OF": exclusions.ASKED_OF,
}
"""Tables without whose words something would be proposed that should not be."""

BY_FRAMES = {"DURATIONS", "DATES", "NO_NAMES", "NO_AGENTS", "OPENERS"}
"""Tables whose words all stand in the same sentences: below, and in `test_attribution_words`."""

CLASSES = {"PREPOSITION_CLASSES"}
"""Tables that only tell the class of verbs that another table has."""

RULES = (cues, attribution, lines, objects, opinions, speaking, syntax, unsaid)
EVERY = [(table, word) for tables in (PROPOSING, EXCLUDING) for table, words in tables.items() for word in words]


class Parsed:
    """A pipeline that parses each sentence once."""

    def __init__(self, pipeline: Any, sentences: Collection[str]) -> None:
        parsed = pipeline.pipe(sentences, batch_size=64, disable=["ner"])
        self._docs = dict(zip(sentences, parsed, strict=True))

    def pipe(self, cut: Iterator[tuple[str, int]], **_: Any) -> Iterator[tuple[Any, int]]:
        return ((self._docs[text], start) for text, start in cut)


@pytest.fixture(scope="module")
def parsed(engine: Engine) -> Engine:
    """The engine, with all sentences of this module parsed already."""
    assert engine.can(Ability.GRAMMAR), engine.note
    pairs = [PROPOSING.get(table, {}) | EXCLUDING.get(table, {}) for table in (*PROPOSING, *EXCLUDING)]
    sentences = {text for words in pairs for one, other in words.values() for text in (read(one).text, other)}
    return replace(engine, pipeline=Parsed(engine.pipeline, sorted(sentences)))


def told(text: str, engine: Engine) -> list[Marked]:
    """What is proposed in a sentence, without the class."""
    return [
        Marked(text, *(span.of(text) if span else "" for span in (c.source, c.cue, c.content)))
        for c in claim_candidates(text, engine)
    ]


def words_of(table: str) -> set[Any]:
    """The words of a table that it does not have from another one."""
    words = getattr(cues, table)
    if table == "PREPOSITIONS":
        return {(verb, preposition) for verb, listed in words.items() for preposition in listed}
    return {*words} - ({*cues.NOUNS} if table == "PREDICATES" else set())


def take_out(monkeypatch: pytest.MonkeyPatch, table: str, word: Any) -> None:
    """Let the rules not know a word."""
    words = getattr(cues, table)
    if table == "PREPOSITIONS":
        left: Any = words | {word[0]: words[word[0]] - {word[1]}}
    elif isinstance(words, dict):
        left = {known: kind for known, kind in words.items() if known != word}
    else:
        left = words - {word}
    for module in RULES:
        if hasattr(module, table):
            monkeypatch.setattr(module, table, left)


@pytest.mark.parametrize("table", [*PROPOSING, *EXCLUDING])
def test_every_word_has_its_sentences(table: str) -> None:
    assert words_of(table) == {*(PROPOSING | EXCLUDING)[table]}


def test_every_table_is_tested() -> None:
    tables = {name for name, value in vars(cues).items() if name.isupper() and isinstance(value, (dict, frozenset))}
    assert tables == {*PROPOSING, *EXCLUDING} | BY_FRAMES | CLASSES
    assert {*cues.PREPOSITION_CLASSES} <= {*cues.PREPOSITIONS}


@pytest.mark.parametrize(("table", "word"), EVERY, ids=lambda part: part if isinstance(part, str) else " ".join(part))
def test_a_word_is_told_from_its_other_uses(
    parsed: Engine, monkeypatch: pytest.MonkeyPatch, table: str, word: Any
) -> None:
    sentence, other = (PROPOSING | EXCLUDING)[table][word]
    wanted = read(sentence)
    assert wanted in told(wanted.text, parsed)
    assert told(other, parsed) == []
    take_out(monkeypatch, table, word)
    if table in PROPOSING:
        assert wanted not in told(wanted.text, parsed), "it makes no difference whether the table has the word"
    else:
        assert told(other, parsed), "it makes no difference whether the table has the word"


@pytest.mark.parametrize(
    ("table", "word"), [(table, word) for table in ("DURATIONS", "DATES") for word in sorted(getattr(cues, table))]
)
def test_how_long_and_when_is_nothing_that_is_wanted(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, table: str, word: str
) -> None:
    when = f"argued for one {word}" if table == "DURATIONS" else f"insisted on {word.capitalize()}"
    text = f"The brothers {when}."
    assert told(text, engine) == []
    take_out(monkeypatch, table, word)
    assert told(text, engine) != []


@pytest.mark.parametrize("word", sorted(cues.DURATIONS))
def test_a_time_of_something_is_wanted(engine: Engine, word: str) -> None:
    text = f"The bishop called for one {word} of rest."
    assert [one.content for one in told(text, engine)] == [f"one {word} of rest"]


@pytest.mark.parametrize("word", sorted(cues.NO_AGENTS))
def test_by_what_nothing_is_done(engine: Engine, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    text, other = f"The plan was rejected by one {word}.", f"The plan was rejected by one {word} officer."
    assert told(text, engine) == []
    assert [one.source for one in told(other, engine)] == [f"one {word} officer"]
    take_out(monkeypatch, "NO_AGENTS", word)
    assert told(text, engine) != []


@pytest.mark.parametrize("word", sorted(cues.NO_NAMES))
def test_what_stands_before_a_colon_and_is_no_speaker(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    line, speaker = f"{word.upper()}: the road is closed", f"Anna {word.capitalize()}"
    assert told(line, engine) == []
    assert [one.source for one in told(f"{speaker}: the road is closed", engine)] == [speaker]
    take_out(monkeypatch, "NO_NAMES", word)
    assert told(line, engine) != []
