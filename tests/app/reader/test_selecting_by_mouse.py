"""Selecting with the mouse: snapped to words, in code points of the article, whatever stands before."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication
from window_checks import point_at

from annotations.spans import Span
from annotations.text import canonicalise

ALT, SHIFT, CONTROL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
LEFT = Qt.MouseButton.LeftButton

TEXTS = {
    "plain": ("The bank has trained its own model since the spring.", "nk has trai", "bank has trained"),
    "emoji": ("😀😀😀😀 The bank has trained its own model.", "ank has tr", "bank has trained"),
    "crlf": (canonicalise("Head\r\n\r\nThe bank has trained\r\nits own model."), "ank has tr", "bank has trained"),
    "marks": ("Le café de\u0301ja\u0300 ouvert a fermé.", "ja\u0300 ouv", "de\u0301ja\u0300 ouvert"),
    "russian": ("Министр заявил, что банк обучил собственную модель.", "нистр заяв", "Министр заявил"),
    "apostrophe": ("It is the state’s own language-model, he said.", "own langu", "own language"),
    "number": ("They paid 40,000 crowns for 17 machines.", "rowns for 1", "crowns for 17"),
    "hebrew": ("Head\nהבנק אימן מודל משלו והמערב לא עשה זאת.", "ימן מוד", "אימן מודל"),
    "arabic": ("Head\nقال الوزير إن البنك درب نموذجه الخاص.", "لوزير إن ال", "الوزير إن البنك"),
    "mixed": ("The word עברית stands in this line with العربية too.", "tands in th", "stands in this"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_drag_is_snapped_to_whole_words(desk, name: str) -> None:
    text, dragged, expected = TEXTS[name]
    desk.show(text)
    span = desk.span(dragged)
    desk.drag(span.start, span.end)
    assert desk.selected == expected
    assert desk.reader.selected_span() == desk.span(expected)
    assert desk.painted_selection == expected


@pytest.mark.parametrize("name", TEXTS)
def test_a_drag_from_right_to_left_selects_the_same_and_keeps_its_direction(desk, name: str) -> None:
    text, dragged, expected = TEXTS[name]
    desk.show(text)
    span = desk.span(dragged)
    desk.drag(span.end, span.start)
    assert desk.selected == expected
    cursor = desk.reader.textCursor()
    assert cursor.position() < cursor.anchor()


@pytest.mark.parametrize("name", TEXTS)
def test_alt_selects_exactly_what_was_dragged_over(desk, name: str) -> None:
    text, dragged, _ = TEXTS[name]
    desk.show(text)
    span = desk.span(dragged)
    desk.drag(span.start, span.end, ALT)
    assert desk.selected == dragged


def test_white_space_at_the_edges_is_left_out_with_and_without_alt(desk) -> None:
    desk.show("One word\u00a0 and another one.")
    span = Span(3, desk.text.index("another"))
    desk.drag(span.start, span.end)
    assert desk.selected == "word\u00a0 and"
    desk.drag(span.start, span.end, ALT)
    assert desk.selected == "word\u00a0 and"


def test_white_space_alone_is_no_selection(desk) -> None:
    desk.show("One word     and another one.")
    start = desk.text.index("     ")
    desk.drag(start + 1, start + 4)
    assert desk.selected is None


def test_chinese_stays_as_it_was_selected(desk) -> None:
    desk.show("部长说，银行训练了自己的模型，而西方没有这样做。", "zh")
    span = desk.span("训练了自己")
    desk.drag(span.start, span.end)
    assert desk.selected == "训练了自己"


def test_a_selection_may_reach_over_paragraphs(desk, prose: str) -> None:
    desk.show(prose)
    first, last = desk.span("nobody else had done so before.", 3), desk.span("Sentence 4 says")
    desk.drag(first.start + 2, last.end - 2)
    assert desk.selected == "nobody else had done so before.\nSentence 4 says"


def test_shift_and_a_click_extend_the_selection(desk, prose: str) -> None:
    desk.show(prose)
    start = desk.span("Sentence 1 says").start
    desk.drag(start + 1, start + 10)
    end = desk.span("Sentence 2 says")
    desk.click(desk.point(end.end - 1), SHIFT)
    assert desk.selected == desk.text[start : end.end]


def test_a_click_selects_nothing_and_says_where_one_is(desk, prose: str) -> None:
    desk.show(prose)
    desk.drag(desk.span("Sentence 1").start, desk.span("Sentence 1 says that").end)
    desk.click(desk.over("Sentence 6 says"))
    assert desk.selected is None
    assert desk.sentence.startswith("Sentence 6 says")


def test_pressing_on_the_selection_begins_another_one_instead_of_dragging_it_away(desk, prose: str) -> None:
    desk.show(prose)
    span = desk.span("Sentence 4 says that the bank")
    desk.drag(span.start, span.end)
    desk.bot.wait(QGuiApplication.styleHints().mouseDoubleClickInterval() + 50)
    desk.drag(span.start + 9, span.start + 15)
    assert desk.selected == "4 says"


def test_a_double_click_selects_a_word(desk, prose: str) -> None:
    desk.show(prose)
    desk.double_click(desk.over("trained"))
    assert desk.selected == "trained"


def test_a_double_click_on_a_word_with_combining_marks_selects_all_of_it(desk) -> None:
    desk.show("Le café de\u0301ja\u0300 ouvert.")
    desk.double_click(desk.over("ja\u0300"))
    assert desk.selected == "de\u0301ja\u0300"


@pytest.fixture
def unhurried() -> Iterator[None]:
    """A click follows the double click before it, however long it takes to come."""
    before = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(60_000)
    yield
    QApplication.setDoubleClickInterval(before)


def triple_click(desk, place: QPoint) -> None:
    desk.double_click(place)
    desk.click(place)


def test_a_triple_click_selects_the_paragraph_without_its_line_break(desk, prose: str, unhurried: None) -> None:
    desk.show(prose)
    triple_click(desk, desk.over("Sentence 6 says"))
    paragraph = desk.text.split("\n")[3]
    assert desk.selected == paragraph
    assert desk.painted_selection == paragraph


def test_a_triple_click_selects_all_of_a_paragraph_that_the_display_cuts(desk, unhurried: None) -> None:
    text = "Head\n" + " ".join(f"He said so {n} times." for n in range(2_000)) + "\nThe end."
    desk.show(text)
    triple_click(desk, desk.over("He said so 3 times"))
    assert desk.selected == text.split("\n")[1]


def test_clicking_again_after_a_triple_click_selects_nothing(desk, prose: str) -> None:
    desk.show(prose)
    triple_click(desk, desk.over("Sentence 6 says"))
    desk.bot.wait(QGuiApplication.styleHints().mouseDoubleClickInterval() + 50)
    desk.click(desk.over("Sentence 6 says"))
    assert desk.selected is None


def test_the_right_button_leaves_an_exact_selection_as_it_is(desk, prose: str, qt_warnings: list[str]) -> None:
    desk.show(prose)
    span = desk.span("ntence 1 sa")
    desk.drag(span.start, span.end, ALT)
    desk.bot.mouseClick(desk.paper, Qt.MouseButton.RightButton, pos=desk.over("ntence 1 sa"))
    qt_warnings.clear()  # QTest wonders that a text has no use for that button
    assert desk.selected == "ntence 1 sa"


@pytest.mark.parametrize("downwards", [True, False])
def test_dragging_beyond_the_edge_scrolls_and_selects_on(desk, prose: str, *, downwards: bool) -> None:
    desk.show(prose * 3)
    bar = desk.reader.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    desk.settle()
    middle = bar.value()
    start, beyond = QPoint(300, 400), QPoint(300, desk.paper.height() + 60 if downwards else -60)
    desk.bot.mousePress(desk.paper, LEFT, pos=start)
    point_at(desk.bot, desk.paper, QPoint(320, 420))
    desk.bot.mouseMove(desk.paper, beyond)
    QCursor.setPos(desk.paper.mapToGlobal(beyond))  # Qt asks the screen where the mouse is
    desk.bot.waitUntil(lambda: abs(bar.value() - middle) > 200, timeout=5_000)
    assert (bar.value() > middle) is downwards
    desk.bot.mouseRelease(desk.paper, LEFT, pos=beyond)
    assert len(desk.selected) > 500
    assert desk.selected == desk.painted_selection
    here = bar.value()
    desk.bot.wait(250)
    assert bar.value() == here


def test_offsets_stay_the_articles_in_a_paragraph_that_the_display_cuts(desk) -> None:
    text = "😀😀 Head\n" + " ".join(f"He said so {n} times." for n in range(2_000)) + "\nThe end 😀 of it."
    desk.show(text)
    assert desk.reader.document().blockCount() > 6
    for words in ("He said so 700 times.", "He said so 1999 times.", "The end 😀 of it."):
        span = desk.span(words)
        desk.reader.select(span)
        assert desk.reader.selected_span() == span
        assert desk.painted_selection == words
        desk.reader.go_to(span.start + 3)
        assert desk.sentence == words


def test_a_selection_over_a_cut_of_the_display_has_no_break_in_it(desk) -> None:
    text = "Head\n" + " ".join(f"He said so {n} times." for n in range(2_000))
    desk.show(text)
    cut = desk.reader.document().findBlockByNumber(2).text()[:22]
    start = text.index(cut)
    desk.reader.select(Span(start - 29, start + 29))
    assert desk.selected == text[start - 29 : start + 29]
    assert "\n" not in desk.selected
    assert "\n" in desk.painted_selection
