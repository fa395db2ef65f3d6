"""Filters as values: written and read back, and said in words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles import Status
from annotations.claim_filter import TEXTS, ClaimFilter, Coding, Match, contains, folded
from annotations.claim_filter_words import Names, phrases, sentence
from annotations.claims import CheckState, Origin, Passage
from annotations.codebook import Codebook, Dimension, Kind, Role, Tag
from annotations.errors import AnnotationError

short = st.text(max_size=20)
some = st.lists(short, max_size=3).map(tuple)
codings = st.builds(
    Coding, short, st.sampled_from(Match), some, st.sampled_from(["", *(role.value for role in Role)]), st.booleans()
)


def of(kind):
    return st.lists(st.sampled_from(kind), max_size=3).map(tuple)


filters = st.builds(
    ClaimFilter,
    codings=st.lists(codings, max_size=3).map(tuple),
    outlets=some,
    countries=some,
    media=some,
    ownerships=some,
    statuses=of(list(Status)),
    since=short,
    until=short,
    coders=some,
    checks=of(list(CheckState)),
    origins=of(list(Origin)),
    tag_origins=of(list(Origin)),
    passages=of(list(Passage)),
    texts=of([*TEXTS, *(f"-{name}" for name in TEXTS)]),
    words=short,
)


@given(filters)
def test_a_filter_is_read_back_as_it_was_written(wanted):
    assert ClaimFilter.from_json(wanted.as_json()) == wanted


@given(filters)
def test_only_what_is_asked_for_is_written(wanted):
    assert all(json.loads(wanted.as_json()).values())
    assert bool(wanted) is (wanted.as_json() != "{}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "7",
        '{"outlets": "x"}',
        '{"outlets": [1]}',
        '{"statuses": ["lost"]}',
        '{"codings": [{}]}',
        '{"codings": [7]}',
        '{"codings": [{"dimension": "d", "role": "king"}]}',
        '{"codings": [{"dimension": "d", "match": "some"}]}',
        '{"words": "' + "x" * 501 + '"}',
        '{"outlets": [' + '"x",' * 2000 + '"x"]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_filter_is_told(text):
    with pytest.raises(AnnotationError, match="cannot be read"):
        ClaimFilter.from_json(text)


def test_a_text_that_claims_do_not_have_is_left_out():
    assert ClaimFilter.from_json('{"texts": ["id; DROP", "-note"]}').texts == ("-note",)


def test_conditions_are_put_in_place_and_taken_away():
    one, two, three = Coding("1"), Coding("2"), Coding("3")
    wanted = ClaimFilter((one, two))
    assert wanted.with_coding(0, three).codings == (three, two)
    assert wanted.with_coding(2, three).codings == (one, two, three)
    assert wanted.with_coding(0, None).codings == (two,)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("uber", "Über alles"),
        ("ÜBER", "u\u0308ber"),
        ("a b", "a\n  b"),
        ("strasse", "STRAẞE"),
        ("МОСКВА", "в москва"),
        ("", "x"),
        ("ecole", "École"),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(words, text):
    assert contains(words, [text])


def test_signs_that_make_another_word_count():
    assert not contains("कल", ["कुल"])


def test_words_are_not_found_where_they_do_not_stand_together():
    assert not contains("a b", ["a", "b", "a, b"])


@given(st.text())
def test_folding_is_done_once(text):
    assert folded(folded(text)) == folded(text)


# -- in words

NAMES = Names(
    Codebook(
        (
            Dimension("Framing", Kind.MANY, uid="f", key="framing", id=1),
            Dimension("Actors", Kind.ACTORS, uid="a", key="actors", id=2),
            Dimension("Sentiment", Kind.SCALE, uid="s", key="sentiment", id=3),
            Dimension("EU policy", Kind.ONE, uid="e", id=4),
        ),
        (
            Tag("Sanctions", uid="f1", id=1, dimension_id=1, position=0),
            Tag("Brain drain", uid="f2", id=2, dimension_id=1, position=1),
            Tag("Radim Talvesk", uid="a1", id=3, dimension_id=2),
            *(Tag(f"{value}", uid=f"s{value}", id=20 + value, dimension_id=3, value=value) for value in range(-2, 3)),
            Tag("Mixed", uid="sm", id=30, dimension_id=3, position=9),
            Tag("Farms", uid="e1", id=40, dimension_id=4),
        ),
    ),
    {"o1": "The Courier", "o2": "The Herald"},
    {"c1": "Anna"},
)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (ClaimFilter(), "All claims"),
        (
            ClaimFilter(
                codings=(
                    Coding("f", tags=("f1",)),
                    Coding("a", tags=("a1",), role="speaker"),
                    Coding("s", tags=("s-2", "s-1")),
                ),
                ownerships=("state",),
                since="2026-03-01",
            ),
            "Claims framed as Sanctions, with Radim Talvesk as speaker, sentiment −2 to −1, "
            "from outlets under state ownership, since 1 Mar 2026",
        ),
        (ClaimFilter((Coding("f", Match.ALL, ("f1", "f2")),)), "Claims framed as Sanctions and Brain drain"),
        (ClaimFilter((Coding("f", Match.NONE, ("f1", "f2")),)), "Claims not framed as Sanctions or Brain drain"),
        (ClaimFilter((Coding("f", Match.NONE),)), "Claims framing not coded yet"),
        (ClaimFilter((Coding("f"),)), "Claims framing coded"),
        (ClaimFilter((Coding("a", Match.NONE, role="speaker"),)), "Claims without a speaker"),
        (ClaimFilter((Coding("a", role="target"),)), "Claims with a target"),
        (ClaimFilter((Coding("a", Match.NONE, ("a1",)),)), "Claims without Radim Talvesk"),
        (ClaimFilter((Coding("s", tags=("s-2", "s0", "s1", "sm")),)), "Claims sentiment −2, 0 to +1 or mixed"),
        (ClaimFilter((Coding("e", tags=("e1",)),)), "Claims EU policy Farms"),
        (ClaimFilter((Coding("f", tags=("gone",)),)), "Claims framed as something no longer in the codebook"),
        (ClaimFilter((Coding("gone"),)), "Claims tagged with something no longer in the codebook"),
        (ClaimFilter(outlets=("o1", "o2")), "Claims from The Courier or The Herald"),
        (ClaimFilter(countries=("", "Orvania")), "Claims from outlets in an unknown country or Orvania"),
        (ClaimFilter(since="2026-03", until="2026-03"), "Claims in Mar 2026"),
        (ClaimFilter(since="2026-03-01", until="2026-03-12"), "Claims from 1 Mar 2026 to 12 Mar 2026"),
        (ClaimFilter(until="2026", coders=("c1",)), "Claims until 2026, made by Anna"),
        (ClaimFilter(checks=(CheckState.FLAGGED, CheckState.OPEN)), "Claims flagged or not checked"),
        (ClaimFilter(texts=("note", "-comment")), "Claims with a note and without a comment"),
        (ClaimFilter(statuses=(Status.IN_PROGRESS,)), "Claims in articles that are in progress"),
        (ClaimFilter(origins=(Origin.ACCEPTED,)), "Claims accepted from suggestions"),
        (
            ClaimFilter(tag_origins=(Origin.TYPED, Origin.CHANGED), since="2026"),
            "Claims since 2026, with tags set by hand or changed from suggestions",
        ),
        (ClaimFilter(passages=(Passage.LEFT_OUT,)), "Claims left out when settled"),
        (ClaimFilter(words="cheap chips"), "Claims that say “cheap chips”"),
        (
            ClaimFilter(countries=tuple("ABCDEFG")),
            "Claims from outlets in A, B, C, D or 3 more",
        ),
    ],
)
def test_a_filter_reads_as_a_sentence(wanted, said):
    assert sentence(wanted, NAMES) == said


@given(filters)
def test_every_condition_is_said_once(wanted):
    told = phrases(wanted, NAMES)
    assert len({(phrase.key, phrase.place) for phrase in told}) == len(told)
    assert all(phrase.text for phrase in told)
    assert bool(told) is bool(wanted)
