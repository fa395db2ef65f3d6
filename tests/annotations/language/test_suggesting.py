"""Which candidates are proposed, beside claims, decisions and cuts."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.decided import Decided
from annotations.language.actors import Actors
from annotations.language.candidates import Candidate, Pattern
from annotations.language.found import Found
from annotations.language.suggesting import Suggesting, Taken
from annotations.spans import Anchor, Span

ORLIN = Actors.of(
    Codebook((Dimension("Actors", Kind.ACTORS, id=1),), (Tag("Pavel Orlin", aliases=("Orlin",), id=1, dimension_id=1),))
)
TEXT = "Orlin warned that NATO cost 5 crowns. He said it rained. Kolt said he knew for certain that it rained again."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def candidate(content: str, source: str = "") -> Candidate:
    return Candidate(span(content), span(source) if source else None, None, Pattern.CLAUSE)


def decided(words: str) -> Decided:
    anchor = Anchor.at(TEXT, span(words))
    return Decided(anchor.exact, anchor.prefix, anchor.suffix)


CANDIDATES = (
    candidate("it rained again", "he"),
    candidate("it rained", "He"),
    candidate("that NATO cost 5 crowns", "Orlin"),
    candidate("he knew for certain that it rained again", "Kolt"),
)
NOTHING = Taken()
ALL = Suggesting.of(TEXT, Found("an engine", "en", CANDIDATES), ORLIN)


def words(suggesting: Suggesting, taken: Taken = NOTHING, least: float = 0.0) -> list[str]:
    return [one.content.of(TEXT) for one in suggesting.proposed(taken, least)]


FIRST, SECOND, LAST = "that NATO cost 5 crowns", "it rained", "he knew for certain that it rained again"


def test_they_come_in_the_order_of_the_text_each_passage_once() -> None:
    assert words(ALL) == [FIRST, SECOND, LAST]
    assert ALL.proposed(NOTHING)[0].reasons[0] == "Pavel Orlin says it"


def test_only_those_above_the_threshold() -> None:
    assert words(ALL, least=0.5) == [FIRST]
    assert words(ALL, least=1.0) == []


def test_a_claim_on_half_of_the_shorter_takes_its_place() -> None:
    assert words(ALL, Taken(claims=[span("Orlin warned that NATO cost 5 crowns.")])) == [SECOND, LAST]
    assert words(ALL, Taken(claims=[span("5")])) == [SECOND, LAST]
    assert words(ALL, Taken(claims=[span("Orlin warned that")])) == [FIRST, SECOND, LAST]


def test_where_the_better_of_two_is_turned_down_the_other_is_proposed() -> None:
    assert words(ALL, Taken(decided=[decided(LAST)])) == [FIRST, SECOND, "it rained again"]
    assert words(ALL, Taken(decided=[decided(LAST), decided("it rained again")])) == [FIRST, SECOND]


def test_nothing_is_proposed_that_was_cut_from_the_text() -> None:
    assert words(ALL, Taken(cuts=[span("NATO")])) == [SECOND, LAST]


spans = st.tuples(st.integers(0, 90), st.integers(1, 40)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def same(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and 2 * shared >= min(len(one), len(other))


@given(st.lists(spans, max_size=12), st.lists(spans, max_size=4), st.lists(spans, max_size=2))
def test_no_two_are_the_same_and_none_is_a_claim_or_cut(contents, claims, cuts) -> None:
    text = "x" * 200
    found = Found("an engine", "en", tuple(Candidate(one, None, None, Pattern.NOUN) for one in contents))
    made = Suggesting.of(text, found, ORLIN).proposed(Taken(claims=claims, cuts=cuts))
    kept = [one.content for one in made]
    free = [
        one for one in contents if not any(same(one, c) for c in claims) and not any(one.overlaps(cut) for cut in cuts)
    ]
    assert kept == sorted(set(kept))
    assert set(kept) <= set(free)
    assert not any(same(one, other) for one in kept for other in kept if one != other)
    assert all(any(same(one, other) for other in kept) for one in free)


@given(st.lists(st.tuples(spans, st.integers(0, 10)), max_size=12), st.integers(0, 10))
def test_those_above_a_threshold_are_those_of_all_that_reach_it(scored, least) -> None:
    best_first = sorted(scored, key=lambda pair: -pair[1])
    found = tuple(Candidate(one, None, None, Pattern.CLAUSE, score=score / 10) for one, score in best_first)
    suggesting = Suggesting(TEXT, found, ALL.mentions, ORLIN)
    above = [one for one in suggesting.proposed(NOTHING) if one.score >= least / 10]
    assert suggesting.proposed(NOTHING, least / 10) == above
