"""Reaching claims: by a click on their words, their bars and cards, with the mouse over them, by keys."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QHelpEvent, QRegion, QTextDocument
from PySide6.QtWidgets import QApplication, QToolTip
from window_checks import point_at

from app.reader.marks import Card, Chip, Look

LEFT = Qt.MouseButton.LeftButton
TEXT = (
    "The headline\nThe bank has trained its own model for the whole state. It is open.\n"
    "Nothing here is marked at all.\nThe end of it."
)


@pytest.fixture
def overlapping(desk):
    """Claims 1, 2, 3 on one sentence, each inside of the one before, and 4 in the last paragraph."""
    desk.show(
        TEXT,
        "en",
        desk_mark(desk, 1, "The bank has trained its own model for the whole state.", "blue"),
        desk_mark(desk, 2, "has trained its own model", "orange"),
        desk_mark(desk, 3, "own model", "green"),
        desk_mark(desk, 4, "The end", "pink"),
    )
    return desk


def desk_mark(desk, claim_id: int, words: str, colour: str, **more):
    desk.text = TEXT
    return desk.mark(claim_id, words, colour, **more)


def card_box(desk, claim_id: int) -> QRect:
    place = next(p for p in desk.margin.places() if p.claim_id == claim_id)
    return QRect(40, round(place.y) - desk.reader.verticalScrollBar().value(), 100, round(place.height))


def test_claims_under_a_point_come_shorter_first(overlapping) -> None:
    at = overlapping.reader.claims_at
    assert at(QPointF(overlapping.over("own model"))) == [3, 2, 1]
    assert at(QPointF(overlapping.over("trained"))) == [2, 1]
    assert at(QPointF(overlapping.over("whole state"))) == [1]
    assert at(QPointF(overlapping.over("It is open"))) == []
    assert at(QPointF(overlapping.over("Nothing here"))) == []
    assert at(QPointF(overlapping.over("The end"))) == [4]


def test_a_bar_is_hit_before_the_words_above_it(overlapping) -> None:
    at = overlapping.reader.claims_at
    words = overlapping.over("own model")
    hit = {
        at(QPointF(words.x() + 20, words.y() + down))[:1][0]
        for down in range(8, 22)
        if at(QPointF(words.x() + 20, words.y() + down))
    }
    assert hit == {1, 2, 3}


def test_clicks_on_one_place_go_through_the_claims_that_overlap(overlapping) -> None:
    place = overlapping.over("own model")
    for _ in range(4):
        overlapping.click(place)
    assert overlapping.heard == [3, 2, 1, 3]
    assert overlapping.reader.active == 3


def test_fast_clicks_on_overlapping_claims_are_clicks_not_double_clicks(overlapping) -> None:
    place = overlapping.over("own model")
    overlapping.double_click(place)
    assert overlapping.heard == [3, 2]
    assert overlapping.selected is None


def test_a_click_on_the_active_claim_alone_keeps_it(overlapping) -> None:
    overlapping.click(overlapping.over("The end"))
    overlapping.click(overlapping.over("The end"))
    assert overlapping.heard == [4, 4]


def test_a_click_where_no_claim_is_changes_nothing(overlapping) -> None:
    overlapping.reader.set_active(2)
    overlapping.click(overlapping.over("Nothing here"))
    assert overlapping.heard == []
    assert overlapping.reader.active == 2


def test_selecting_over_a_claim_is_no_click_on_it(overlapping) -> None:
    span = overlapping.span("own model")
    overlapping.drag(span.start, span.end)
    assert overlapping.heard == []
    assert overlapping.selected == "own model"


def test_a_click_on_a_card_makes_its_claim_active(overlapping) -> None:
    for claim in (4, 1, 3):
        overlapping.bot.mouseClick(overlapping.margin, LEFT, pos=card_box(overlapping, claim).center())
        assert overlapping.reader.active == claim
    assert overlapping.heard == [4, 1, 3]
    assert overlapping.reader.current_sentence().contains(overlapping.span("own model").start)


def test_the_mouse_over_words_and_cards_says_which_claim(overlapping) -> None:
    said: list[object] = []
    overlapping.reader.claim_hovered.connect(said.append)
    for place in (overlapping.over("whole state"), overlapping.over("own model"), overlapping.over("Nothing here")):
        point_at(overlapping.bot, overlapping.paper, place)
    point_at(overlapping.bot, overlapping.margin, card_box(overlapping, 4).center())
    point_at(overlapping.bot, overlapping.margin, QPoint(2, 2))
    assert said == [1, 3, None, 4, None]


def test_leaving_the_reader_ends_the_hovering(overlapping) -> None:
    said: list[object] = []
    point_at(overlapping.bot, overlapping.paper, overlapping.over("own model"))
    overlapping.reader.claim_hovered.connect(said.append)
    overlapping.settle()
    QApplication.sendEvent(overlapping.reader, QEvent(QEvent.Type.Leave))
    assert said == [None]


def test_keys_go_through_the_claims_in_order_and_stop_at_the_ends(overlapping) -> None:
    reader = overlapping.reader
    assert [reader.next_claim() for _ in range(5)] == [1, 2, 3, 4, None]
    assert reader.active == 4
    assert [reader.previous_claim() for _ in range(4)] == [3, 2, 1, None]
    assert overlapping.heard == [1, 2, 3, 4, 3, 2, 1]


def test_going_to_a_claim_takes_the_cursor_along(overlapping) -> None:
    reader = overlapping.reader
    reader.set_active(4)
    assert overlapping.sentence == "The end of it."
    reader.previous_sentence()
    assert overlapping.sentence.startswith("Nothing here")


def test_after_reading_on_the_next_claim_is_the_one_after_the_cursor(overlapping) -> None:
    reader = overlapping.reader
    reader.set_active(1)
    reader.go_to(overlapping.span("Nothing").start)
    assert reader.next_claim() == 4
    reader.go_to(overlapping.span("Nothing").start)
    assert reader.previous_claim() == 3


def test_a_claim_that_is_not_here_cannot_be_active(overlapping) -> None:
    overlapping.reader.set_active(99)
    assert overlapping.reader.active is None
    overlapping.reader.set_active(2)
    overlapping.reader.update_marks(removed=[2])
    assert overlapping.reader.active is None
    assert overlapping.heard == []


def test_marks_come_change_and_go(overlapping) -> None:
    reader, at = overlapping.reader, overlapping.reader.claims_at
    place = QPointF(overlapping.over("Nothing here"))
    new = desk_mark(overlapping, 9, "Nothing here", "violet")
    reader.update_marks([new], [Card(9, 9, "Somebody")])
    assert at(place) == [9]
    assert 9 in [p.claim_id for p in overlapping.margin.places()]
    reader.update_marks([desk_mark(overlapping, 9, "The headline", "violet")])
    assert at(place) == []
    assert at(QPointF(overlapping.over("The headline"))) == [9]
    reader.update_marks(removed=[9, 4])
    assert at(QPointF(overlapping.over("The headline"))) == []
    assert [p.claim_id for p in overlapping.margin.places()] == [1, 2, 3]


def repainted(desk, change) -> QRegion:
    """What of the viewport is painted because of a change."""

    class Watch(QObject):
        region = QRegion()

        def eventFilter(self, _, event):
            if event.type() == QEvent.Type.Paint:
                Watch.region = Watch.region.united(event.region())
            return False

    desk.settle()
    watch = Watch()
    desk.paper.installEventFilter(watch)
    change()
    desk.bot.waitUntil(lambda: not Watch.region.isEmpty())
    desk.settle()
    desk.paper.removeEventFilter(watch)
    return Watch.region


@pytest.mark.parametrize("change", ["add", "alter", "remove", "activate", "hover"])
def test_a_change_repaints_the_paragraph_it_touches_and_no_other(overlapping, change: str) -> None:
    reader = overlapping.reader
    reader.clearFocus()
    reader.update_marks([desk_mark(overlapping, 5, "Nothing here", "sky")], [Card(5, 5)])
    changes = {
        "add": lambda: reader.update_marks([desk_mark(overlapping, 6, "is marked", "sky")], [Card(6, 6)]),
        "alter": lambda: reader.update_marks([desk_mark(overlapping, 5, "Nothing here", "pink", look=Look.OPEN)]),
        "remove": lambda: reader.update_marks(removed=[5]),
        "activate": lambda: reader.set_active(5, reveal=False),
        "hover": lambda: point_at(overlapping.bot, overlapping.paper, overlapping.over("Nothing here")),
    }
    painted = repainted(overlapping, changes[change]).boundingRect()
    assert painted.contains(overlapping.over("Nothing here"))
    assert not painted.contains(overlapping.over("The headline"))
    assert not painted.contains(overlapping.over("own model"))
    assert not painted.contains(overlapping.over("The end"))


def test_a_card_that_is_cut_tells_everything_in_its_tip(overlapping) -> None:
    card = Card(4, 4, "Somebody → the West", tuple(Chip(f"Tag {n}") for n in range(30)), Chip("−2", "-2"), "Why.")
    overlapping.reader.update_marks([desk_mark(overlapping, 4, "The end", "pink")], [card])
    overlapping.settle()
    place = card_box(overlapping, 4).center()
    QApplication.sendEvent(
        overlapping.margin, QHelpEvent(QEvent.Type.ToolTip, place, overlapping.margin.mapToGlobal(place))
    )
    tip = QTextDocument()
    tip.setHtml(QToolTip.text())
    assert tip.toPlainText().splitlines() == ["4  Somebody → the West", *(f"Tag {n}" for n in range(30)), "−2", "Why."]


def test_a_claim_that_becomes_active_or_is_entered_is_announced(overlapping, monkeypatch) -> None:
    said: list[str] = []

    listener = SimpleNamespace(isActive=lambda: True, updateAccessibility=lambda event: said.append(event.message()))
    monkeypatch.setattr("app.reader.view.QAccessible", listener)
    overlapping.reader.set_marks([overlapping.mark(4, "The end", "pink")], [Card(4, 4, "Somebody", (Chip("Pride"),))])
    overlapping.reader.set_active(4, reveal=False)
    overlapping.reader.go_to(overlapping.span("Nothing").start)
    overlapping.reader.go_to(overlapping.span("The end").start)
    overlapping.key(Qt.Key.Key_Right)
    assert said == ["Claim 4  Somebody, Pride"] * 2
