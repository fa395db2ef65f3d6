"""What two coders made of an article as marks and cards: each in their lane, with signs, and in words."""

import pytest

from annotations.claims import Claim, Coder, Tagging
from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.comparing import Verdict
from annotations.spans import Anchor, Span
from app.compare_view import CompareView, alone, short
from app.reader.cards import in_words
from app.reader.marks import Look, Stroke

ANNA, BEN = Coder(1, "Anna Lindqvist", "AL"), Coder(2, "Ben Okafor", "BO")
AGREED = Coder(3, "Agreed", "=", agreed=True)
FRAMING, SENTIMENT = Dimension("Framing", Kind.ONE, id=1), Dimension("Sentiment", Kind.SCALE, id=2)
ACTORS = Dimension("Actors", Kind.ACTORS, id=3)
BOOK = Codebook(
    (FRAMING, SENTIMENT, ACTORS),
    (
        Tag("Monopoly", colour="pink", id=10, dimension_id=1),
        Tag("Risk", colour="green", id=11, dimension_id=1),
        Tag("Critical", key="-1", value=-1, id=20, dimension_id=2),
        Tag("Mixed", key="mixed", id=21, dimension_id=2),
        Tag("The Bank", id=30, dimension_id=3),
        Tag("The West", id=31, dimension_id=3),
    ),
)
TEXT = "The West keeps the machines to itself, said the minister in the cold hall of the bank."


def claim(number: int, start: int, end: int, coder: Coder, *tags: tuple[int, Coder] | tuple[int, Coder, str]) -> Claim:
    taggings = tuple(Tagging(tag[0], tag[2] if len(tag) > 2 else "", tag[1].id) for tag in tags)
    return Claim(number, "", number, 1, Anchor.at(TEXT, Span(start, end)), coder.id, "", taggings=taggings)


def compared(*claims: Claim, by: Dimension | None = FRAMING, who: tuple[Coder, Coder] = (ANNA, BEN)):
    view = CompareView(BOOK, *who, by)
    return view.shown(view.pairs(claims))


def lanes(mark):
    return [lane and (lane.label, lane.colour, lane.stroke) for lane in mark.lanes]


def test_what_both_say_is_solid_in_both_lanes() -> None:
    (mark,), (card,) = compared(claim(4, 0, 20, ANNA, (10, ANNA), (10, BEN)))
    assert lanes(mark) == [("= AL 4", "pink", Stroke.SOLID), ("= BO 4", "pink", Stroke.SOLID)]
    assert (card.sign, card.heading) == ("4 =", "the same")
    assert [chip.text for chip in card.chips] == ["AL: Monopoly", "BO: Monopoly"]
    assert in_words(card) == "4  Framing: they agree\nAnna Lindqvist: Monopoly\nBen Okafor: Monopoly"


def test_what_they_say_differently_is_striped_each_in_the_colour_of_what_they_said() -> None:
    (mark,), (card,) = compared(claim(4, 0, 20, ANNA, (10, ANNA), (11, BEN)))
    assert lanes(mark) == [("≠ AL 4", "pink", Stroke.STRIPED), ("≠ BO 4", "green", Stroke.STRIPED)]
    assert (card.sign, card.heading) == ("4 ≠", "different")
    assert in_words(card) == "4  Framing: they differ\nAnna Lindqvist: Monopoly\nBen Okafor: Risk"


def test_two_claims_of_one_passage_have_one_card_and_a_lane_each() -> None:
    marks, (card,) = compared(claim(4, 0, 20, BEN, (10, BEN)), claim(5, 2, 20, ANNA, (10, ANNA)))
    assert {mark.claim_id: lanes(mark) for mark in marks} == {
        5: [("= AL 5", "pink", Stroke.SOLID), None],
        4: [None, ("= BO 4", "pink", Stroke.SOLID)],
    }
    assert (card.claim_id, card.sign) == (4, "4 = 5")
    assert card.compared.claim_id == 5
    assert in_words(card).startswith("4 and 5  Framing: they agree")


def test_what_only_one_says_is_hollow_whether_the_other_marked_the_passage_or_not() -> None:
    marked, alone_ = claim(4, 0, 20, ANNA, (20, ANNA), (11, BEN)), claim(5, 40, 60, ANNA, (10, ANNA))
    marks, cards = compared(marked, alone_)
    assert lanes(marks[0]) == [("AL 4", "", Stroke.DOTTED), ("BO 4", "green", Stroke.HOLLOW)]
    assert lanes(marks[1]) == [("AL 5", "pink", Stroke.HOLLOW), None]
    assert [(card.sign, card.heading) for card in cards] == [("4", "only BO"), ("5", "only AL")]
    assert [chip.text for card in cards for chip in card.chips if chip.look is Look.OPEN] == [
        "AL: not coded",
        "BO: not marked",
    ]
    assert in_words(cards[1]) == "5  Framing: only Anna Lindqvist\nAnna Lindqvist: Monopoly\nBen Okafor: not marked"


def test_what_nobody_coded_in_the_dimension_is_dotted() -> None:
    (mark,), (card,) = compared(claim(4, 0, 20, ANNA, (20, BEN)))
    assert {lane.stroke for lane in mark.lanes} == {Stroke.DOTTED}
    assert card.heading == "not coded"


def test_passages_alone_are_compared_by_where_they_begin_and_end() -> None:
    marks, cards = compared(claim(4, 0, 20, ANNA, (10, ANNA)), claim(5, 0, 24, BEN), claim(6, 40, 60, BEN), by=None)
    assert {lane.stroke for mark in marks[:2] for lane in mark.lanes if lane} == {Stroke.STRIPED}
    assert lanes(marks[2]) == [None, ("BO 6", "orange", Stroke.HOLLOW)]
    assert [card.heading for card in cards] == ["different", "only BO"]
    assert [chip.text for chip in cards[0].chips] == ["AL: 5 words", "BO: 5 words"]


def test_scales_and_actors_are_said_as_everywhere() -> None:
    of_scale = claim(4, 0, 20, ANNA, (20, ANNA), (21, BEN))
    _, (card,) = compared(of_scale, by=SENTIMENT)
    assert [(chip.text, chip.look) for chip in card.chips] == [("AL: −1", Look.FILLED), ("BO: mixed", Look.MIXED)]
    of_actors = claim(4, 0, 20, ANNA, (31, ANNA, "target"), (30, ANNA, "speaker"), (30, BEN, "target"))
    _, (card,) = compared(of_actors, by=ACTORS)
    assert [chip.text for chip in card.chips] == [
        "AL: The Bank (speaker)",
        "AL: The West (target)",
        "BO: The Bank (target)",
    ]


def test_agreed_is_called_so_and_not_by_a_sign_that_says_something_else() -> None:
    assert (short(AGREED), short(ANNA), short(Coder(4, "Caro", ""))) == ("Agreed", "AL", "Caro")
    (mark,), _ = compared(claim(4, 0, 20, ANNA, (10, ANNA), (11, AGREED)), who=(ANNA, AGREED))
    assert mark.lanes[1].label == "≠ Agreed 4"


def test_claims_of_neither_are_open() -> None:
    (mark,) = alone([claim(4, 0, 20, BEN)])
    assert (mark.look, mark.lanes) == (Look.OPEN, (None, None))


@pytest.mark.parametrize("by", [None, FRAMING, SENTIMENT])
def test_passages_are_counted_by_kind(by) -> None:
    view = CompareView(BOOK, ANNA, BEN, by)
    claims = [claim(4, 0, 20, ANNA, (10, ANNA), (11, BEN)), claim(5, 40, 60, ANNA, (10, ANNA))]
    counts = view.counts(view.pairs(claims))
    assert sum(counts.values()) == 2
    assert (
        counts
        == {
            None: {Verdict.SAME: 1, Verdict.ONLY_FIRST: 1},
            FRAMING: {Verdict.DIFFERENT: 1, Verdict.ONLY_FIRST: 1},
            SENTIMENT: {Verdict.NEITHER: 2},
        }[by]
    )
