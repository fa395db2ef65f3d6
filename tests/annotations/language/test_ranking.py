"""What is offered first, and the reasons that are given."""

import pytest

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import CueClass
from annotations.language.ranking import Actors, ranked, unclaimed
from annotations.spans import Span

ORLIN = Actors.named({"Orlin": "Pavel Orlin", "Pavel Orlin": "Pavel Orlin"})
TEXT = "Orlin warned that NATO cost 5 crowns. He said it rained. Kolt blamed Orlin. They said so."


def at(content: str, source: str = "", kind: CueClass = CueClass.NEUTRAL) -> Candidate:
    def span(words: str) -> Span:
        return Span(TEXT.index(words), TEXT.index(words) + len(words))

    return Candidate(span(content), span(source) if source else None, None, Pattern.CLAUSE, kind)


def test_the_more_reasons_the_earlier() -> None:
    plain, full = at("it rained", "He"), at("NATO cost 5 crowns", "Orlin", CueClass.NEGATIVE)
    first, second = ranked(TEXT, [plain, full], ORLIN)
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
    found = ranked(TEXT, [at("so", "They"), at("it rained", "He")], ORLIN)
    assert [c.content.of(TEXT) for c in found] == ["it rained", "so"]


@pytest.mark.parametrize(
    ("source", "content", "reason"),
    [("Kolt", "Orlin.", "mentions Pavel Orlin"), ("Kolt", "it rained", "a named speaker")],
)
def test_who_is_named(source: str, content: str, reason: str) -> None:
    assert reason in ranked(TEXT, [at(content, source)], ORLIN)[0].reasons


def test_actors_are_the_tags_of_actor_dimensions_by_whole_words() -> None:
    dimensions = (Dimension("Actors", Kind.ACTORS, id=1), Dimension("Frames", Kind.MANY, id=2))
    tags = (
        Tag("United Nations", aliases=("UN",), id=1, dimension_id=1),
        Tag("Order", id=2, dimension_id=2),
    )
    actors = Actors.of(Codebook(dimensions, tags))
    assert actors.first_in("the UN said") == "United Nations"
    assert not actors.first_in("UNESCO and an Order")
    assert not Actors.of(Codebook()).first_in("anything")


def test_what_is_claimed_is_not_offered_again() -> None:
    rained, so = at("it rained"), at("so")
    same, touching = Span(rained.content.start, rained.content.end + 30), Span(so.content.end - 1, so.content.end + 40)
    assert unclaimed([rained], [same]) == []
    assert unclaimed([rained], [Span(rained.content.end, rained.content.end + 5)]) == [rained]
    assert unclaimed([so], [touching]) == []
