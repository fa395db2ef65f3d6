"""Dragging an edge of the active claim: shown as it goes, snapped to words, given up by Esc."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_checks import point_at

from annotations.spans import Span
from app.reader.edges import Edge

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
TEXT = "The minister said that the bank had trained its own model, and that the West had not."


@pytest.fixture
def marked(desk):
    """A text with an active claim and another one inside of it; what is dragged is heard."""
    desk.text = TEXT
    desk.show(TEXT, "en", desk.mark(1, "bank had trained its own"), desk.mark(2, "trained"))
    desk.reader.set_active(1)
    desk.settle()
    desk.heard.clear()
    desk.reader.edges_moved.connect(lambda claim, span: desk.heard.append((claim, span.of(desk.text))))
    return desk


def shown(desk, claim: int = 1) -> str:
    return desk.reader._opened.index.marks[claim].span.of(desk.text)


def take(desk, offset: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    desk.bot.mousePress(desk.paper, LEFT, modifier, desk.point(offset))


def move(desk, offset: int) -> None:
    point_at(desk.bot, desk.paper, desk.point(offset))


def release(desk, offset: int) -> None:
    desk.bot.mouseRelease(desk.paper, LEFT, Qt.KeyboardModifier.NoModifier, desk.point(offset))


def test_the_end_is_dragged_and_the_mark_follows_before_the_button_is_released(marked) -> None:
    start, goal = marked.span("own").end, marked.span("and that").start + 2
    take(marked, start)
    move(marked, goal)
    assert shown(marked) == "bank had trained its own model, and"
    assert marked.heard == []
    move(marked, marked.span("model").start + 2)
    assert shown(marked) == "bank had trained its own model"
    release(marked, marked.span("model").start + 2)
    assert marked.heard == [(1, "bank had trained its own model")]
    assert marked.selected is None


def test_the_start_is_dragged_and_stops_at_the_last_word(marked) -> None:
    take(marked, marked.span("bank").start)
    move(marked, marked.span("said that").start + 1)
    assert shown(marked) == "said that the bank had trained its own"
    move(marked, len(TEXT))
    release(marked, len(TEXT))
    assert marked.heard == [(1, "own")]


def test_alt_lets_the_edge_go_between_two_letters(marked) -> None:
    take(marked, marked.span("own").end)
    goal = marked.point(marked.span("model").start + 3)
    where = QPointF(goal), QPointF(marked.paper.mapToGlobal(goal))
    QApplication.sendEvent(marked.paper, QMouseEvent(QEvent.Type.MouseMove, *where, Qt.MouseButton.NoButton, LEFT, ALT))
    assert shown(marked) == "bank had trained its own mod"
    release(marked, marked.span("model").start + 3)
    assert marked.heard == [(1, "bank had trained its own mod")]


def test_escape_puts_the_passage_back_and_nothing_is_told(marked) -> None:
    take(marked, marked.span("own").end)
    move(marked, marked.span("West").end)
    assert shown(marked).endswith("West")
    marked.key(Qt.Key.Key_Escape)
    assert shown(marked) == "bank had trained its own"
    move(marked, marked.span("model").end)
    release(marked, marked.span("model").end)
    assert shown(marked) == "bank had trained its own"
    assert marked.heard == []


def test_other_keys_do_nothing_while_an_edge_is_held(marked) -> None:
    take(marked, marked.span("own").end)
    move(marked, marked.span("West").end)
    marked.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert marked.selected is None
    release(marked, marked.span("West").end)
    marked.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert marked.selected is not None


def test_a_click_on_an_edge_is_a_click(marked) -> None:
    place = marked.point(marked.span("own").end) - QPoint(2, 0)
    marked.click(place)
    assert marked.heard == [1]
    assert shown(marked) == "bank had trained its own"


def test_the_mouse_says_where_an_edge_can_be_taken(marked) -> None:
    def shape(offset: int) -> Qt.CursorShape:
        point_at(marked.bot, marked.paper, marked.point(offset))
        return marked.paper.cursor().shape()

    assert shape(marked.span("own").end) == Qt.CursorShape.SizeHorCursor
    assert shape(marked.span("bank").start) == Qt.CursorShape.SizeHorCursor
    assert shape(marked.span("its").start) == Qt.CursorShape.IBeamCursor
    assert shape(marked.span("trained").end) == Qt.CursorShape.IBeamCursor, "the edge of a claim that is not active"


def test_where_nothing_can_be_stored_no_edge_is_taken(marked) -> None:
    marked.reader.set_edges_movable(movable=False)
    marked.drag(marked.span("own").end, marked.span("model").end)
    assert marked.selected == "model"
    assert marked.heard == []


def test_an_edge_let_go_by_another_article_is_not_told(marked) -> None:
    take(marked, marked.span("own").end)
    move(marked, marked.span("West").end)
    marked.show("Another text of which nothing is marked.")
    marked.bot.mouseRelease(marked.paper, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(300, 60))
    assert marked.heard == []


def test_held_below_the_text_the_edge_goes_on_while_it_scrolls(desk, prose: str) -> None:
    desk.text = prose
    desk.show(prose, "en", desk.mark(1, "Sentence 9 says"))
    desk.reader.set_active(1)
    told: list[Span] = []
    desk.reader.edges_moved.connect(lambda _, span: told.append(span))
    desk.settle()
    desk.bot.mousePress(desk.paper, LEFT, Qt.KeyboardModifier.NoModifier, desk.point(desk.span("Sentence 9 says").end))
    bar, below = desk.reader.verticalScrollBar(), QPoint(300, desk.paper.height() + 60)
    before = bar.value()
    QCursor.setPos(desk.paper.mapToGlobal(below))
    QTest.mouseMove(desk.paper, below)
    desk.bot.waitUntil(lambda: bar.value() > before + 200)
    desk.bot.mouseRelease(desk.paper, LEFT, Qt.KeyboardModifier.NoModifier, below)
    assert told[0].start == desk.span("Sentence 9 says").start
    assert told[0].end > desk.span("Sentence 20 says").end


MIXED = {
    "arabic": ("Head\nقال الوزير إن البنك درب نموذجه الخاص.", "البنك درب", "نموذجه", "البنك درب نموذجه"),
    "hebrew in english": ("The word עברית מודל stands in this line.", "word עברית", "מודל", "word עברית מודל"),
    "chinese": ("部长说，银行训练了自己的模型，而西方没有。", "训练了", "自己", "训练了自己"),
    "emoji": ("😀😀 The bank 😀 has trained 😀😀 its model.", "bank 😀 has", "trained", "bank 😀 has trained"),
}


@pytest.mark.parametrize("name", MIXED)
def test_edges_are_taken_where_the_words_end_in_every_direction(desk, name: str) -> None:
    text, claim, goal, expected = MIXED[name]
    desk.text = text
    desk.show(text, "", desk.mark(1, claim), desk.mark(2, goal))
    desk.reader.set_active(1)
    desk.reader.edges_moved.connect(lambda _, span: desk.heard.append(span.of(desk.text)))
    desk.settle()
    line = desk.reader.edge_line(1, Edge.END)
    place = desk.reader._highlights.boxes(2)[0]
    assert line is not None
    # in scripts without spaces every character is a word: there it is the far end of the goal
    there = QPointF(place.right() if name == "chinese" else place.center().x(), place.top() + 8).toPoint()
    desk.bot.mousePress(desk.paper, LEFT, Qt.KeyboardModifier.NoModifier, line.center().toPoint())
    point_at(desk.bot, desk.paper, there)
    desk.bot.mouseRelease(desk.paper, LEFT, Qt.KeyboardModifier.NoModifier, there)
    assert desk.heard == [expected]
