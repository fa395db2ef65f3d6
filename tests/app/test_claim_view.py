"""How claims look: whose tags count, what gives the colour, and that not coded never looks like a value."""

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from annotations.claims import CheckState, Claim, Tagging
from annotations.codebook import Codebook, Dimension, Kind, Role, Tag
from annotations.project import Project
from annotations.sample import write_sample
from annotations.spans import Anchor, Span
from app.claim_view import BY_CODER, ClaimView, scale_text
from app.reader.marks import Card, Chip, Look, Mark

AGREED, ANNA, BORIS = 1, 2, 3

FRAMING = Dimension("Framing", Kind.MANY, "f", "framing", id=1)
ACTORS = Dimension("Actors", Kind.ACTORS, "a", "actors", id=2, roles=tuple(Role))
SENTIMENT = Dimension("Sentiment", Kind.SCALE, "s", "sentiment", id=3)
URGENCY = Dimension("Urgency", Kind.SCALE, "u", "urgency", id=4)

MONOPOLY = Tag("Monopoly", colour="blue", id=10, dimension_id=1, position=1)
PRIDE = Tag("Pride", colour="green", id=11, dimension_id=1, position=2)
NONE = Tag("None of these", key="none", id=12, dimension_id=1, position=3)
LEADER, WEST, FIRMS = (Tag(n, id=20 + i, dimension_id=2, position=i) for i, n in enumerate(["Leader", "West", "Firms"]))
MINUS, ZERO = (
    Tag("Critical", value=-1, id=30, dimension_id=3),
    Tag("Neutral", value=0, id=31, dimension_id=3, position=1),
)
MIXED = Tag("Mixed", key="mixed", id=32, dimension_id=3, position=2)
SOON = Tag("Soon", value=2, id=40, dimension_id=4)

CODEBOOK = Codebook(
    (FRAMING, ACTORS, SENTIMENT), (MONOPOLY, PRIDE, NONE, LEADER, WEST, FIRMS, MINUS, ZERO, MIXED, SOON)
)
VIEW = ClaimView(CODEBOOK, AGREED, ANNA)


def claim(*taggings: tuple[Tag, int] | tuple[Tag, int, Role], maker: int = ANNA, **more) -> Claim:
    made = tuple(Tagging(t[0].id, t[2] if len(t) > 2 else "", t[1]) for t in taggings)
    return Claim(5, "uid", 12, 1, Anchor(Span(3, 9), "quoted", "", ""), maker, "2026-03-01", taggings=made, **more)


def test_the_first_dimension_gives_the_colour_unless_another_is_chosen() -> None:
    coded = claim((MONOPOLY, ANNA), (MINUS, ANNA))
    assert VIEW.mark(coded) == Mark(5, 12, Span(3, 9), "blue")
    assert replace(VIEW, colour_by="s").mark(coded).colour == "-1"
    assert replace(VIEW, colour_by="gone").mark(coded).colour == "blue"


def test_of_several_tags_the_first_in_the_codebook_gives_the_colour() -> None:
    assert VIEW.mark(claim((PRIDE, ANNA), (MONOPOLY, ANNA))).colour == "blue"


def test_a_claim_not_coded_in_the_dimension_is_open_however_much_else_is_coded() -> None:
    mark = VIEW.mark(claim((MINUS, ANNA), (LEADER, ANNA, Role.SPEAKER)))
    assert (mark.look, mark.colour) == (Look.OPEN, "")


def test_none_of_these_neutral_and_mixed_are_values() -> None:
    assert VIEW.mark(claim((NONE, ANNA))).look is Look.FILLED
    by_sentiment = replace(VIEW, colour_by="s")
    assert by_sentiment.mark(claim((ZERO, ANNA))).look is Look.FILLED
    assert by_sentiment.mark(claim((MIXED, ANNA))).look is Look.MIXED


@pytest.mark.parametrize(
    ("taggings", "colour"),
    [
        ([(MONOPOLY, AGREED), (PRIDE, ANNA), (NONE, BORIS)], "blue"),
        ([(PRIDE, ANNA), (MONOPOLY, BORIS)], "green"),
        ([(MONOPOLY, BORIS)], "blue"),
    ],
)
def test_agreed_tags_go_before_ones_own_and_these_before_the_makers(taggings, colour: str) -> None:
    assert VIEW.mark(claim(*taggings, maker=BORIS)).colour == colour


def test_a_third_coders_tags_are_not_shown() -> None:
    assert VIEW.mark(claim((MONOPOLY, 7), maker=BORIS)).look is Look.OPEN


@pytest.mark.parametrize(
    ("taggings", "maker", "names"),
    [
        ([(MONOPOLY, BORIS), (MINUS, BORIS), (PRIDE, ANNA), (MINUS, ANNA)], BORIS, ("Framing",)),
        ([(LEADER, BORIS, Role.SPEAKER), (LEADER, ANNA, Role.TARGET)], ANNA, ("Actors",)),
        ([(MONOPOLY, BORIS), (PRIDE, ANNA), (PRIDE, AGREED)], BORIS, ()),
        ([(MONOPOLY, BORIS), (MONOPOLY, ANNA)], BORIS, ()),
        ([(MONOPOLY, BORIS), (MINUS, ANNA)], ANNA, ()),
        ([(MONOPOLY, BORIS), (PRIDE, 7)], ANNA, ("Framing",)),
        ([(MONOPOLY, BORIS)], BORIS, ()),
        ([(MONOPOLY, ANNA)], ANNA, ()),
        ([(MONOPOLY, ANNA)], BORIS, ("Framing",)),
    ],
    ids=["values", "roles", "settled", "same", "apart", "third", "maker only", "own", "shown but not counted"],
)
def test_a_card_names_the_dimensions_in_which_coders_differ(taggings, maker: int, names: tuple[str, ...]) -> None:
    assert VIEW.card(claim(*taggings, maker=maker)).differing == names


def test_others_are_those_who_coded_something_else_the_maker_first() -> None:
    coded = claim((PRIDE, ANNA), (NONE, 7), (PRIDE, 8), (MONOPOLY, 9), maker=9)
    assert list(VIEW.others(coded, FRAMING)) == [9, 7]
    assert VIEW.others(coded, SENTIMENT) == {}


def test_where_what_is_seen_does_not_count_the_maker_is_named_with_nothing_coded() -> None:
    assert VIEW.others(claim((PRIDE, ANNA), maker=BORIS), FRAMING) == {BORIS: ()}
    assert VIEW.others(claim((PRIDE, BORIS), maker=ANNA), FRAMING) == {}, "only one coded, and nothing of it is seen"


def test_colour_by_coder_tells_the_makers_apart_and_knows_nothing_of_tags() -> None:
    view = replace(VIEW, colour_by=BY_CODER)
    anna, boris = view.mark(claim()), view.mark(claim(maker=BORIS))
    assert anna.colour != boris.colour
    assert anna.look is boris.look is Look.FILLED


def test_without_dimensions_the_coder_gives_the_colour() -> None:
    view = ClaimView(Codebook(), AGREED, ANNA)
    assert view.mark(claim()).look is Look.FILLED
    assert view.card(claim()) == Card(5, 12)


def test_a_full_card() -> None:
    coded = claim(
        (PRIDE, ANNA), (MONOPOLY, ANNA), (WEST, ANNA, Role.TARGET), (LEADER, ANNA, Role.SPEAKER), (MINUS, ANNA),
        comment="Why.", check_state=CheckState.FLAGGED, note="internal",
    )  # fmt: skip
    chips = (Chip("Monopoly", "blue"), Chip("Pride", "green"))
    assert VIEW.card(coded) == Card(5, 12, "Leader → West", chips, Chip("−1", "-1"), "Why.", flagged=True)


def test_what_is_not_coded_stands_on_the_card_as_open() -> None:
    chips = tuple(Chip(name, look=Look.OPEN) for name in ("Framing", "Actors", "Sentiment"))
    assert VIEW.card(claim()) == Card(5, 12, "", chips)


def test_a_coded_neutral_differs_from_one_that_is_not_coded() -> None:
    card = VIEW.card(claim((ZERO, ANNA)))
    assert card.badge == Chip("0", "+0")
    assert Chip("Sentiment", look=Look.OPEN) not in card.chips


@pytest.mark.parametrize(
    ("actors", "heading", "chips"),
    [
        ([(LEADER, Role.SPEAKER)], "Leader", []),
        ([(WEST, Role.TARGET)], "→ West", []),
        ([(LEADER, Role.SPEAKER), (WEST, Role.SPEAKER), (FIRMS, Role.TARGET)], "Leader, West → Firms", []),
        ([(LEADER, Role.SPEAKER), (WEST, Role.ADDRESSEE)], "Leader", ["West (addressee)"]),
        ([(FIRMS, Role.MENTIONED)], "", ["Firms (mentioned)"]),
    ],
)
def test_who_speaks_of_whom_heads_the_card_and_nobody_is_left_out(actors, heading: str, chips: list[str]) -> None:
    card = VIEW.card(claim(*((tag, ANNA, role) for tag, role in actors)))
    assert card.heading == heading
    assert [chip.text for chip in card.chips if chip.look is Look.FILLED] == chips


def test_a_second_scale_stands_among_the_tags_with_its_name() -> None:
    view = ClaimView(replace(CODEBOOK, dimensions=(*CODEBOOK.dimensions, URGENCY)), AGREED, ANNA)
    card = view.card(claim((MINUS, ANNA), (SOON, ANNA)))
    assert card.badge == Chip("−1", "-1")
    assert Chip("Urgency +2", "+2") in card.chips


def test_the_note_is_not_on_the_card() -> None:
    assert "secret" not in repr(VIEW.card(claim((MONOPOLY, ANNA), note="secret")))


@pytest.mark.parametrize(("value", "text"), [(-2, "−2"), (0, "0"), (1, "+1"), (None, "not expressed")])
def test_values_are_written_with_a_true_minus(value: int | None, text: str) -> None:
    assert scale_text(Tag("Not expressed", value=value)) == text


def test_every_claim_of_the_sample_has_a_mark_and_a_card(tmp_path: Path) -> None:
    with Project.open(write_sample(tmp_path)) as project:
        codebook, agreed = project.codebook.read(), project.coders.agreed().id
        claims = [c for a in project.articles.ids() for c in project.claims.of_article(a)]
        for uid in [*(d.uid for d in codebook.dimensions), BY_CODER]:
            view = ClaimView(codebook, agreed, project.coder_id, uid)
            assert [view.mark(c).number for c in claims] == [view.card(c).number for c in claims]
        looks = {ClaimView(codebook, agreed, project.coder_id).mark(c).look for c in claims}
    assert {Look.FILLED, Look.OPEN} <= looks
