"""What is offered first, and the reasons that are given."""

import pytest

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.language.actors import Actors
from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import CueClass
from annotations.language.gazetteer import load_gazetteer
from annotations.language.mentions import mentions_in
from annotations.language.ranking import ranked
from annotations.spans import Span

ACTORS = Actors.of(
    Codebook(
        (Dimension("Actors", Kind.ACTORS, id=1),),
        (
            Tag("Pavel Orlin", aliases=("Orlin",), id=1, dimension_id=1),
            Tag("Unnamed", key="unnamed", id=2, dimension_id=1),
        ),
    ),
    load_gazetteer(),
)
TEXT = "Orlin warned that NATO cost 5 crowns. He said it rained. Kolt blamed Orlin. They said so."


def at(content: str, source: str = "", kind: CueClass = CueClass.NEUTRAL) -> Candidate:
    def span(words: str) -> Span:
        return Span(TEXT.index(words), TEXT.index(words) + len(words))

    return Candidate(span(content), span(source) if source else None, None, Pattern.CLAUSE, kind)


def by_actors(candidates: list[Candidate]) -> list[Candidate]:
    return ranked(TEXT, candidates, mentions_in(TEXT, [], ACTORS), ACTORS)


def test_the_more_reasons_the_earlier() -> None:
    plain, full = at("it rained", "He"), at("NATO cost 5 crowns", "Orlin", CueClass.NEGATIVE)
    first, second = by_actors([plain, full])
    assert first.content == full.content
    assert first.reasons == (
        "Pavel Orlin says it",
        "about the West: NATO",
        "said against something",
        "has a number",
    )
    assert 0 < second.score < first.score <= 1
    assert second.reasons == ()


def test_of_equal_ones_the_earlier_passage_comes_first() -> None:
    found = by_actors([at("so", "They"), at("it rained", "He")])
    assert [c.content.of(TEXT) for c in found] == ["it rained", "so"]


@pytest.mark.parametrize(
    ("source", "content", "reason"),
    [("Kolt", "Orlin.", "mentions Pavel Orlin"), ("Kolt", "it rained", "a named speaker")],
)
def test_who_is_named(source: str, content: str, reason: str) -> None:
    assert reason in by_actors([at(content, source)])[0].reasons


def test_an_actor_whom_the_codebook_lacks_counts_less_and_who_is_not_named_least() -> None:
    text = "Putin said it rained. Orlin said it froze. Sources said it thawed."

    def of(source: str, content: str) -> Candidate:
        spans = [Span(text.index(words), text.index(words) + len(words)) for words in (content, source)]
        return Candidate(*spans, None, Pattern.CLAUSE)

    found = [of("Putin", "it rained"), of("Orlin", "it froze"), of("Sources", "it thawed")]
    first, second, third = ranked(text, found, mentions_in(text, [], ACTORS), ACTORS)
    assert [one.reasons for one in (first, second, third)] == [
        ("Pavel Orlin says it",),
        ("Vladimir Putin says it",),
        ("a named speaker",),
    ]
    assert first.score > second.score
