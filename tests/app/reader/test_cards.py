"""How cards are laid out: nothing runs out of a card, nothing is left out in silence."""

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from app.reader.card_layout import NOT_CODED, LaidOut, Measure, Sheet
from app.reader.cards import in_words
from app.reader.inks import Inks
from app.reader.marks import Card, Chip, Look
from app.theme import SMALL, Theme, interface_font

WIDTH = 210

CARD = Card(
    7,
    112,
    "The President → the West, Western firms",
    (Chip("Western monopoly as threat", "vermilion"), Chip("Computing", "violet")),
    Chip("−2", "-2"),
    "The sharpest words on the West in two weeks, and compare with what was said in the spring.",
)

CHIPS = st.builds(Chip, st.text(max_size=40), st.sampled_from(["blue", "", "#123456"]), st.sampled_from(Look))
CARDS = st.builds(
    Card, st.just(1), st.integers(1, 99_999), st.text(max_size=60), st.lists(CHIPS, max_size=6).map(tuple),
    st.one_of(st.none(), CHIPS), st.text(max_size=200), st.booleans(), st.lists(st.text(max_size=9)).map(tuple),
)  # fmt: skip


def sheets(card: Card, colour: str = "blue", width: float = WIDTH) -> list[Sheet]:
    made = LaidOut(card, colour, Measure(Inks(Theme.light(), 17), width))
    found = [made.sheet(size) for size in range(len(made.heights))]
    assert [sheet.height for sheet in found] == list(made.heights)
    return found


def words(sheet: Sheet) -> list[str]:
    return [word.text for word in sheet.words]


def right_edge(sheet: Sheet) -> float:
    metrics = {bold: QFontMetricsF(interface_font(SMALL, bold=bold)) for bold in (True, False)}
    return max(word.at.x() + metrics[word.bold].horizontalAdvance(word.text) for word in sheet.words)


@given(CARDS, st.sampled_from([92, 132, WIDTH]))
@example(Card(1, 10_000, "Heading", flagged=True, differing=("Framing",)), 92)
@example(Card(1, 1, "\t"), 92)
@settings(max_examples=90)
def test_nothing_runs_out_of_a_card_of_any_size(qapp, card: Card, width: int) -> None:
    for sheet in sheets(card, width=width):
        assert right_edge(sheet) <= width - 4
        assert all(10 <= word.at.y() <= sheet.height - 4 for word in sheet.words)
        assert all(dot.box.top() > 0 and dot.box.bottom() < sheet.height for dot in sheet.dots)


@given(CARDS)
@settings(max_examples=60)
def test_the_sizes_get_smaller_and_each_tells_the_number(qapp, card: Card) -> None:
    made = sheets(card)
    heights = [sheet.height for sheet in made]
    assert heights == sorted(heights, reverse=True)
    assert all(words(sheet)[0].startswith(str(card.number)) for sheet in made)


def test_the_largest_size_tells_everything(qapp) -> None:
    said = words(sheets(CARD, "blue")[0])
    assert said[:3] == ["112", "The President", "→ the West, Western firms"]
    assert "Western monopoly as threat" in said
    assert "Computing" in said
    assert "−2" in said
    assert said[-2].startswith("The sharpest words")
    assert said[-1].endswith("…")


def test_the_smallest_size_is_one_line_with_number_heading_and_value(qapp) -> None:
    smallest = sheets(CARD, "blue")[-1]
    assert len({word.at.y() for word in smallest.words}) == 1
    assert [text[:3] for text in words(smallest)] == ["112", "The", "−2"]
    assert smallest.dots == ()


def test_a_heading_breaks_before_its_arrow(qapp) -> None:
    said = words(sheets(replace(CARD, heading="Radim Talvesk → the West"), "blue")[0])
    assert said[1:3] == ["Radim Talvesk", "→ the West"]
    assert "Lena Varesh → us" in words(sheets(replace(CARD, heading="Lena Varesh → us"), "blue")[0])


def test_a_value_of_many_words_stands_among_the_tags_and_leaves_the_speaker_its_room(qapp) -> None:
    card = replace(CARD, heading="Radim Talvesk", badge=Chip("not expressed", "olive"))
    said = words(sheets(card, "blue")[0])
    assert "Radim Talvesk" in said
    assert "not expressed" in said
    assert all(sheet.badge is None for sheet in sheets(card, "blue"))


def test_tags_that_find_no_room_are_counted(qapp) -> None:
    card = replace(CARD, chips=tuple(Chip(f"A tag with a long name {n}") for n in range(30)))
    full, *_, brief, _ = sheets(card, "blue")
    assert "+27" in words(full)
    assert "+29" in words(brief)
    few = replace(CARD, chips=tuple(Chip(f"A tag with a long name {n}") for n in range(3)))
    assert not any(text.startswith("+") for text in words(sheets(few, "blue")[0]))


def test_a_long_tag_has_two_rows_where_there_is_room_and_is_counted_once(qapp) -> None:
    card = replace(CARD, chips=(Chip("Western monopoly as a threat to all"), Chip("Computing")))
    full, second, *_ = sheets(card, "blue", 150)
    said = words(full)
    at = said.index("Western monopoly")
    assert said[at + 1] == "as a threat to all"
    assert len(full.dots) == 2
    assert any(text.startswith("Western") and text.endswith("…") for text in words(second))
    assert not any(text.startswith("+") for text in said)


def test_a_card_without_speaker_is_headed_by_its_first_tag(qapp) -> None:
    said = words(sheets(replace(CARD, heading=""), "blue")[-1])
    assert said[1].startswith("Western")


def test_a_card_of_a_claim_not_coded_says_so_and_an_open_dimension_is_never_its_heading(qapp) -> None:
    opened = (Chip("Framing", look=Look.OPEN), Chip("Pillar", look=Look.OPEN))
    assert words(sheets(Card(1, 5, "", opened), "")[-1]) == ["5", NOT_CODED]
    assert words(sheets(Card(1, 5, "", opened, Chip("0", "+0")), "")[-1]) == ["5", "0"]
    assert words(sheets(Card(1, 5, "", (opened[0], Chip("Computing"), opened[1])), "")[0])[:2] == [
        "5",
        "Computing",
    ]


def test_only_the_first_of_two_tags_of_one_name_becomes_the_heading(qapp) -> None:
    said = words(sheets(Card(1, 5, "", (Chip("None of these"), Chip("None of these"))), "")[0])
    assert said == ["5", "None of these", "None of these"]


def test_a_question_is_shown_behind_the_number(qapp) -> None:
    assert words(sheets(replace(CARD, flagged=True), "blue")[-1])[0] == "112 ?"


def test_where_coders_differ_a_sign_stands_behind_the_number_and_the_words_say_in_what(qapp) -> None:
    differing = replace(CARD, differing=("Framing", "Sentiment"))
    assert all(words(sheet)[0] == "112 ≠" for sheet in sheets(differing))
    assert in_words(differing).endswith("\nCoders differ: Framing, Sentiment")
    assert "differ" not in in_words(CARD)


def test_a_card_in_words_leaves_nothing_out() -> None:
    assert in_words(CARD).splitlines() == [
        "112  The President → the West, Western firms",
        "Western monopoly as threat",
        "Computing",
        "−2",
        CARD.comment,
    ]
    assert in_words(Card(1, 5)) == "5"
