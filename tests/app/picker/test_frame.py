"""Where a picker opens: inside the window, and beside the passage."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from annotations.codebook import Dimension, Kind
from app.picker.frame import Head, placed
from app.picker.question import Question
from app.theme import Theme

WINDOW = QRect(0, 0, 1280, 800)


@given(st.integers(860, 2600), st.integers(560, 1600), st.data())
def test_it_is_always_inside_the_window_and_large_enough(width, height, data):
    x, y = data.draw(st.integers(-50, width)), data.draw(st.integers(-50, height))
    window = QRect(0, 0, width, height)
    found = placed(QRect(x, y, 200, 40), window)
    assert window.contains(found)
    assert found.width() == 740
    assert found.height() >= 340


@given(st.integers(60, 700), st.integers(1, 60))
def test_the_passage_stays_in_view_in_a_window_of_common_size(top, height):
    passage = QRect(300, top, 500, height)
    assert not placed(passage, WINDOW).intersects(passage)


def test_it_opens_below_where_there_is_room_and_else_above():
    assert placed(QRect(500, 100, 10, 20), WINDOW).top() > 120
    assert placed(QRect(500, 650, 10, 20), WINDOW).bottom() < 650


def test_it_is_centred_on_the_passage_and_moved_in_at_the_edges():
    assert abs(placed(QRect(590, 100, 100, 20), WINDOW).center().x() - 640) <= 2
    assert placed(QRect(0, 100, 10, 20), WINDOW).left() == 12
    assert placed(QRect(1270, 100, 10, 20), WINDOW).right() <= 1280 - 12


def test_a_long_name_ends_in_an_ellipsis_and_is_told_in_full(qtbot):
    head, name = Head(Theme.light()), "Tone of the passage " * 8
    qtbot.addWidget(head)
    head.show_question(Question(Dimension(name, Kind.ONE), (), steps=(name, "Actors"), step=0), "")
    assert "1 of 2" in head._steps.text()
    assert "…" in head._steps.text()
    assert name.strip() in head._steps.toolTip()
    head.show_question(Question(Dimension("Actors", Kind.ONE), (), steps=("Framing", "Actors"), step=1), "")
    assert "Framing" in head._steps.text()
    assert head._steps.toolTip() == ""
