"""The bar that finds words in an article: counted as one types, marked apart from claims, left at the hit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from window_checks import bring_up

from app.reader.find_bar import FindBar
from app.theme import Theme

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bar(desk, qtbot, prose: str):
    """A bar above a reader with an article of eighty numbered sentences."""
    frame = QWidget()
    qtbot.addWidget(frame)
    column = QVBoxLayout(frame)
    made = FindBar(desk.reader)
    column.addWidget(made)
    column.addWidget(desk.reader)
    frame.resize(1000, 800)
    bring_up(qtbot, frame)
    desk.show(prose)
    yield made
    del frame  # kept until here, or the bar would be gone with it


def type_in(bar: FindBar, words: str) -> None:
    bar.field.selectAll()
    QTest.keyClicks(bar.field, words)


def test_hits_are_counted_while_one_types_and_the_first_comes_into_view(bar, desk) -> None:
    bar.open()
    type_in(bar, "sentence 4")
    assert bar.said == "1 of 11"
    type_in(bar, "SENTENCE 78 ")
    assert bar.said == "1 of 1"
    box = desk.reader.place_of(desk.span("Sentence 78"))
    assert desk.paper.rect().toRectF().contains(box.center())


def test_enter_goes_on_and_shift_with_enter_back_round_the_end(bar) -> None:
    bar.open()
    type_in(bar, "Sentence 7")
    assert bar.said == "1 of 11"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.said == "2 of 11"
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert bar.said == "11 of 11"
    QTest.keyClick(bar.field, Qt.Key.Key_Enter)
    assert bar.said == "1 of 11"


def test_whole_words_are_a_switch(bar) -> None:
    bar.open()
    type_in(bar, "sentence 7")
    bar.whole_button.click()
    assert bar.said == "1 of 1"
    bar.whole_button.click()
    assert bar.said == "1 of 11"


def test_escape_leads_to_the_sentence_with_the_hit_and_takes_the_marks_away(bar, desk) -> None:
    bar.open()
    type_in(bar, "sentence 33")
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert desk.reader.hasFocus()
    assert desk.sentence.startswith("Sentence 33 says")
    assert not desk.reader._hits


def test_escape_in_the_text_closes_the_bar_as_well(bar, desk) -> None:
    bar.open()
    type_in(bar, "sentence 3")
    desk.reader.setFocus()
    desk.key(Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_the_search_begins_where_one_reads(bar, desk) -> None:
    desk.reader.go_to(desk.span("Sentence 40 says").start)
    bar.open()
    type_in(bar, "sentence 3")
    assert bar.said == "1 of 11"
    type_in(bar, "sentence 4")
    assert bar.said == "2 of 11"


def test_a_selection_is_what_is_looked_for(bar, desk) -> None:
    desk.reader.select(desk.span("Sentence 12 says"))
    bar.open()
    assert bar.field.text() == "Sentence 12 says"
    assert bar.said == "1 of 1"


def test_nothing_found_says_so_and_nothing_to_find_says_nothing(bar) -> None:
    bar.open()
    type_in(bar, "zebra")
    assert bar.said == "No hits"
    assert not bar.next_button.isEnabled()
    bar.field.clear()
    assert bar.said == ""


def test_f3_repeats_the_last_search_and_asks_for_words_where_there_was_none(bar, desk) -> None:
    bar.go(1)
    assert bar.field.hasFocus()
    type_in(bar, "sentence 2")
    bar.leave()
    bar.go(1)
    assert not bar.isHidden()
    assert desk.reader.hasFocus()
    assert bar.said == "1 of 11"


def test_another_article_is_looked_through_at_once_and_stays_where_it_is(bar, desk) -> None:
    bar.open()
    type_in(bar, "sentence 7")
    desk.show("Sentence 7 of another article.\n" + "A line.\n" * 200 + "Sentence 70.")
    bar.follow()
    assert bar.said == "1 of 2"
    assert desk.reader.verticalScrollBar().value() == 0


def test_what_was_cut_from_the_text_is_not_found(bar, desk) -> None:
    desk.reader.set_cuts([desk.span("Sentence 7 says")])
    bar.open()
    type_in(bar, "sentence 7")
    assert bar.said == "1 of 10"


def test_hits_are_outlined_and_the_current_one_more_heavily(bar, desk) -> None:
    bar.open()
    type_in(bar, "headline")
    desk.settle()
    image, theme = desk.paper.grab().toImage(), Theme.light()
    box = desk.reader.place_of(desk.span("headline")).toAlignedRect().adjusted(-3, -3, 3, 3)
    seen = {
        image.pixelColor(x, y).name() for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom())
    }
    assert theme.found.name() in seen
    edge = [image.pixelColor(box.center().x(), y) for y in range(box.top(), box.top() + 8)]
    assert edge.count(theme.ink) >= 1
    assert image.pixelColor(box.center().x(), box.top() + 5) == theme.found
    QTest.keyClicks(bar.field, " no")
    desk.settle()
    image = desk.paper.grab().toImage()
    assert image.pixelColor(box.center().x(), box.top() + 5) != theme.found


def test_hits_behind_emoji_and_in_a_paragraph_the_display_cuts_are_where_they_are(bar, desk) -> None:
    long = "😀 A sentence of the endless paragraph. " * 400 + "The needle stands here."
    desk.show("Head\n" + long)
    bar.open()
    type_in(bar, "needle")
    assert bar.said == "1 of 1"
    bar.leave()
    assert desk.sentence == "The needle stands here."


def test_the_count_is_told_to_assistive_technology(bar, monkeypatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    bar.open()
    type_in(bar, "sentence 33")
    assert told[-1] == "1 of 1"
