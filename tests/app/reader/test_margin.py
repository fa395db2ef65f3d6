"""The margin: cards beside their lines, never over one another, and where they go when room is short."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from window_checks import point_at

from app.reader.bands import GAP
from app.reader.canvas import LEAST_CHARACTERS
from app.reader.marks import Card, Chip, Mark
from app.reader.text_style import TextStyle
from app.reader.typesetting import Measures
from app.theme import Theme


def all_cards(desk) -> dict[int, tuple[float, float]]:
    """Upper and lower edges of all cards of the article, collected by scrolling through it."""
    bar = desk.reader.verticalScrollBar()
    found = {}
    for value in range(0, bar.maximum() + 400, 400):
        bar.setValue(value)
        desk.settle()
        for place in desk.margin.places():
            edges = (place.y, place.bottom)
            assert found.setdefault(place.claim_id, edges) == edges, "a card moved while the text was scrolled"
    return found


@pytest.fixture
def sparse(desk, prose: str, full_card):
    """A claim in every tenth sentence, with full cards."""
    desk.text = prose
    marks = [desk.mark(n, f"Sentence {n} says that the bank") for n in range(0, 80, 10)]
    desk.show(prose, "en", *marks, cards=tuple(full_card(mark) for mark in marks))
    return desk


@pytest.fixture
def dense(desk, prose: str, full_card):
    """Two claims in every sentence, with full cards."""
    desk.text = prose
    marks = [desk.mark(n, f"Sentence {n} says that the bank", "blue") for n in range(80)]
    marks += [Mark(n + 100, n + 100, desk.span(f"Sentence {n} says"), "pink") for n in range(80)]
    desk.show(prose, "en", *marks, cards=tuple(full_card(mark) for mark in marks))
    return desk


def test_cards_stand_beside_their_lines_where_there_is_room(sparse) -> None:
    cards = all_cards(sparse)
    assert sorted(cards) == list(range(0, 80, 10))
    for claim, (top, bottom) in cards.items():
        line = sparse.reader._highlights.boxes(claim)[0]
        assert abs(top - line.top()) <= 4
        assert bottom - top > 80


@pytest.mark.parametrize("active", [None, 13, 140])
def test_cards_never_overlap(dense, active: int | None) -> None:
    dense.reader.set_active(active)
    cards = sorted(all_cards(dense).values())
    assert len(cards) > 60
    assert all(lower[0] >= upper[1] + GAP - 1 for upper, lower in pairwise(cards))


def test_the_active_claim_always_has_a_card(dense) -> None:
    for claim in (0, 100, 45, 145, 79):
        dense.reader.set_active(claim)
        dense.settle()
        assert claim in [place.claim_id for place in dense.margin.places()]


def test_every_claim_has_a_card_or_is_counted(dense) -> None:
    bar = dense.reader.verticalScrollBar()
    seen: set[int] = set()
    for value in range(0, bar.maximum() + 400, 400):
        bar.setValue(value)
        dense.settle()
        for place in dense.margin.places():
            seen |= {place.claim_id, *place.waiting}
    assert seen == {*range(80), *range(100, 180)}


def test_clicking_the_count_shows_those_left_out_one_after_the_other(desk) -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    desk.text = "Head\n" + " ".join(words)
    desk.show(desk.text, "en", *(desk.mark(n, word) for n, word in enumerate(words)))
    waiting = desk.margin.places()[-1].waiting
    assert len(waiting) > 2
    for _ in range(2):
        place = desk.margin.places()[-1]
        beside = QPoint(desk.margin.width() - 20, round(place.y + place.height / 2))
        desk.bot.mouseClick(desk.margin, Qt.MouseButton.LeftButton, pos=beside)
        desk.settle()
    assert desk.heard == list(waiting[:2])
    assert waiting[1] in [place.claim_id for place in desk.margin.places()]


def test_a_narrow_reader_has_no_margin_and_a_wide_one_has_it_again(sparse) -> None:
    sparse.reader.resize(500, 800)
    sparse.bot.waitUntil(lambda: not sparse.margin.isVisible())
    sparse.reader.resize(1_000, 800)
    sparse.bot.waitUntil(sparse.margin.isVisible)  # a real screen may still tell of the width before this one
    sparse.reader.set_margin_shown(shown=False)
    assert not sparse.margin.isVisible()


def cards_width(desk) -> float:
    return desk.margin._box(desk.margin.places()[0]).width()


@pytest.mark.parametrize("size", [17, 20])
def test_cards_get_narrower_before_they_go_and_the_text_keeps_its_least_width(sparse, size: int) -> None:
    sparse.reader.set_reading_size(size)
    measures, widths = Measures(TextStyle(size)), []
    for width in range(1_000, 500, -20):
        sparse.reader.resize(width, 800)
        sparse.settle()
        if sparse.margin.isVisible():
            widths.append(cards_width(sparse))
            assert sparse.reader.lineWrapColumnOrWidth() >= measures.column(LEAST_CHARACTERS)
    assert widths == sorted(widths, reverse=True)
    assert widths[0] - widths[-1] > 50
    assert not sparse.margin.isVisible()


def test_a_narrow_card_is_painted_with_its_words_inside(sparse) -> None:
    sparse.reader.resize(560, 800)
    sparse.settle()
    assert sparse.margin.isVisible()
    assert 150 <= cards_width(sparse) < 160
    image, place = sparse.margin.grab().toImage(), sparse.margin.places()[0]
    right = round(sparse.margin._box(place).right())
    beside = {
        image.pixelColor(x, y).name()
        for x in range(right + 2, image.width())
        for y in range(round(place.y), round(place.bottom))
    }
    assert beside == {"#ffffff"}


# -- without a margin


@pytest.fixture
def narrow(sparse):
    """Too narrow for any card, and scrolled to the start."""
    sparse.reader.resize(480, 800)
    sparse.bot.waitUntil(lambda: not sparse.margin.isVisible())
    sparse.settle()
    return sparse


def number_of(desk, claim: int) -> QPoint:
    """The middle of a claim's number, in the viewport."""
    highlights = desk.reader._highlights
    for block in highlights.blocks(0, 2_000):
        for label in highlights.shape(block).labels:
            if claim in label.claims:
                middle = label.box.center() + block.layout().position()
                return (middle - QPointF(0, desk.reader.verticalScrollBar().value())).toPoint()
    raise AssertionError(claim)


def tip(desk, place: QPoint) -> str:
    """What the tool tip at a place says."""
    QToolTip.hideText()
    desk.bot.waitUntil(lambda: not QToolTip.isVisible())
    event = QHelpEvent(QEvent.Type.ToolTip, place, desk.paper.mapToGlobal(place))
    QApplication.sendEvent(desk.paper, event)
    return QToolTip.text() if QToolTip.isVisible() else ""


def test_without_a_margin_the_number_of_a_claim_is_clicked_and_says_what_the_card_would(narrow) -> None:
    place = number_of(narrow, 10)
    narrow.click(place)
    assert narrow.heard == [10]
    said = tip(narrow, place)
    for words in ("10", "The President → the West", "Western monopoly as threat", "−2", "As in spring."):
        assert words in said
    assert tip(narrow, narrow.point(0)) == ""
    narrow.reader.resize(1_000, 800)
    narrow.bot.waitUntil(narrow.margin.isVisible)
    narrow.settle()
    assert tip(narrow, number_of(narrow, 10)) == "", "its card stands beside it"


def test_the_mouse_shows_that_a_number_can_be_clicked(narrow) -> None:
    point_at(narrow.bot, narrow.paper, number_of(narrow, 10))
    assert narrow.paper.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert narrow.reader._emphasis.hovered == 10
    point_at(narrow.bot, narrow.paper, narrow.point(narrow.span("Sentence 1 says").start + 4))
    assert narrow.paper.cursor().shape() is Qt.CursorShape.IBeamCursor


def test_the_count_of_claims_without_a_lane_leads_to_them(narrow, full_card) -> None:
    words = ["Sentence 0 says that the bank"[n:] for n in range(6)]
    marks = [narrow.mark(n, part) for n, part in enumerate(words)]
    narrow.show(narrow.text, "en", *marks, cards=tuple(full_card(mark) for mark in marks))
    place = number_of(narrow, 5)
    assert narrow.reader.numbers_at(place.toPointF()) == [4, 5]
    narrow.click(place)
    narrow.click(place)
    assert narrow.heard == [4, 5]


def test_the_margin_stands_right_of_the_text_and_left_of_the_scroll_bar(sparse) -> None:
    for width in (760, 1_000, 1_600):
        sparse.reader.resize(width, 500)
        sparse.settle()
        text = sparse.paper.geometry().left() + sparse.reader.lineWrapColumnOrWidth()
        assert sparse.margin.geometry().left() >= text
        assert sparse.margin.geometry().right() <= sparse.reader.width() - sparse.reader.verticalScrollBar().width()


def test_claims_without_a_card_have_a_mark_all_the_same(desk, prose: str) -> None:
    desk.text = prose
    desk.show(prose, "en", desk.mark(1, "Sentence 2 says"), cards=())
    assert desk.margin.places() == []
    assert desk.reader.claims_at(desk.over("Sentence 2 says").toPointF()) == [1]


def test_a_card_that_got_more_to_say_pushes_the_next_one_down(desk, prose: str) -> None:
    desk.text = prose
    desk.show(prose, "en", desk.mark(1, "Sentence 0 says"), desk.mark(2, "Sentence 1 says"))
    before = {place.claim_id: place.y for place in desk.margin.places()}
    more = Card(1, 1, "Somebody", tuple(Chip(f"A tag with a long name {n}") for n in range(5)), None, "A comment. " * 9)
    desk.reader.update_marks([desk.mark(1, "Sentence 0 says")], [more])
    after = {place.claim_id: place.y for place in desk.margin.places()}
    assert after[1] == before[1]
    assert after[2] > before[2]


def test_a_card_is_painted_where_it_is_said_to_stand(sparse) -> None:
    image = sparse.margin.grab().toImage()
    place = sparse.margin.places()[0]
    middle = round(place.y + place.height / 2)
    stripe = {image.pixelColor(x, middle).name() for x in range(image.width())}
    assert Theme.light().tag_colour("blue").name() in stripe
    below = {image.pixelColor(x, round(place.bottom) + 20).name() for x in range(30, image.width())}
    assert below == {"#ffffff"}


@pytest.mark.parametrize("active", [None, 13, 140])
def test_cards_are_in_the_order_of_their_lines_so_that_connecting_lines_never_cross(dense, active: int | None) -> None:
    dense.reader.set_active(active)
    dense.settle()
    places = dense.margin.places()
    tops = [dense.reader._highlights.boxes(place.claim_id)[0].top() for place in places]
    assert len(places) > 5
    assert [place.y for place in places] == sorted(place.y for place in places)
    assert tops == sorted(tops)


def test_cards_of_one_line_come_in_the_order_of_the_keys(dense) -> None:
    shown = [place.claim_id for place in dense.margin.places()]
    index = dense.reader._opened.index
    places = [(index.marks[claim].span.start, -index.marks[claim].span.end) for claim in shown]
    assert places == sorted(places)


def test_the_card_of_the_active_claim_goes_to_its_line_and_the_other_makes_room(desk, prose: str, full_card) -> None:
    desk.text = prose
    marks = [desk.mark(1, "The headline"), desk.mark(2, "What the article"), desk.mark(3, "Sentence 2 says")]
    desk.show(prose, "en", *marks, desk.mark(4, "Sentence 3 says"), cards=tuple(full_card(m) for m in marks))
    desk.reader.set_active(3)
    desk.settle()
    place = next(place for place in desk.margin.places() if place.claim_id == 3)
    assert abs(place.y - desk.reader._highlights.boxes(3)[0].top()) <= 4


def test_mark_and_card_light_up_together_wherever_the_mouse_is(sparse) -> None:
    theme = Theme.light()
    place = sparse.margin.places()[0]
    claim, box = place.claim_id, sparse.margin._box(place)
    words = sparse.reader._highlights.boxes(claim)[0].center().toPoint()
    ground = QPoint(round(box.right()) - 12, round(place.bottom) - 5)
    plain = theme.tag_fill("blue")
    assert colours_of(sparse, words, ground)[1] == theme.raised
    for widget, there in ((sparse.paper, words), (sparse.margin, box.center().toPoint())):
        point_at(sparse.bot, widget, there)
        sparse.settle()
        mark, card = colours_of(sparse, words, ground)
        assert card == theme.hover
        assert mark != plain
        sparse.reader._hover(None)
        point_at(sparse.bot, sparse.margin, QPoint(2, 2))


def colours_of(desk, words: QPoint, card: QPoint) -> tuple[QColor, QColor]:
    """The colour of a mark's ground near some words, and of a place on a card."""
    paper, margin = desk.paper.grab().toImage(), desk.margin.grab().toImage()
    grounds = [paper.pixelColor(x, words.y() + 8) for x in range(words.x(), words.x() + 60)]
    names = [ground.name() for ground in grounds]
    return QColor(max(names, key=names.count)), margin.pixelColor(card)
