"""The outer columns give way to the middle one, and come back to the widths a person gave them."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_checks import bring_up

from app.widgets.columns import Columns


@pytest.fixture
def columns(qtbot: QtBot):
    """Columns of 280 and 320 pixels, at least 200 and 240, and a middle one that wishes for 700."""
    frame = QWidget()
    qtbot.addWidget(frame)
    made = Columns(lambda: 700)
    made.setParent(frame)
    for least in (200, 100, 240):
        widget = QWidget()
        widget.setMinimumWidth(least)
        made.addWidget(widget)
    made.setStretchFactor(1, 1)
    made.resize(1402, 400)
    made.setSizes([280, 800, 320])
    frame.resize(1800, 400)
    bring_up(qtbot, frame)
    yield made
    del frame  # kept until here, or the columns would be gone with it


def resized(columns: Columns, width: int) -> list[int]:
    columns.resize(width, 400)
    return columns.sizes()


def test_where_there_is_room_the_outer_columns_keep_their_widths(columns) -> None:
    assert resized(columns, 1402) == [280, 800, 320]
    assert resized(columns, 1702) == [280, 1100, 320]


def test_the_outer_columns_give_way_together_down_to_their_least(columns) -> None:
    assert resized(columns, 1222) == [240, 700, 280]
    assert resized(columns, 1142) == [200, 700, 240]
    assert resized(columns, 1022) == [200, 580, 240]


def test_they_grow_again_with_the_window(columns) -> None:
    resized(columns, 1022)
    assert resized(columns, 1402) == [280, 800, 320]


def test_what_a_person_gave_them_is_what_they_come_back_to(columns) -> None:
    columns.moveSplitter(250, 1)
    assert resized(columns, 1022)[0] == 200
    assert resized(columns, 1402)[0] == 250


def test_a_hidden_column_leaves_its_room_to_the_others(columns) -> None:
    columns.widget(0).hide()
    hidden, middle, right = resized(columns, 1022)
    assert hidden == 0
    assert middle >= 700
    assert right >= 318, "edges take a pixel or two"
    columns.widget(0).show()
    QApplication.processEvents()
    assert columns.sizes()[0] == 200
    columns.widget(2).hide()
    QApplication.processEvents()
    assert columns.sizes()[0] == 280, "there is room for it again"


def test_widths_that_were_saved_are_given_again(columns, qtbot: QtBot) -> None:
    columns.moveSplitter(230, 1)
    state = columns.saveState()
    columns.setSizes([280, 800, 320])
    assert columns.restoreState(state)
    resized(columns, 1022)
    assert resized(columns, 1402)[0] == 230


def test_widths_that_were_saved_are_given_again_before_the_window_is_shown(columns, qtbot: QtBot) -> None:
    columns.setSizes([330, 760, 310])
    state = columns.saveState()
    columns.setSizes([280, 800, 320])
    columns.parentWidget().hide()
    columns.resize(100, 30)
    columns.setSizes([280, 760, 320])
    assert columns.restoreState(state)
    columns.resize(1402, 400)
    columns.parentWidget().show()
    QApplication.processEvents()
    assert columns.sizes() == [330, 760, 310]


def test_what_a_narrow_window_left_of_them_is_not_what_is_saved(columns) -> None:
    columns.moveSplitter(250, 1)
    resized(columns, 1022)
    state = columns.saveState()
    columns.setSizes([280, 500, 320])
    assert columns.restoreState(state)
    assert resized(columns, 1402) == [250, 830, 320]


def test_moving_one_edge_in_a_narrow_window_gives_the_other_column_nothing_else(columns) -> None:
    resized(columns, 1122)
    columns.moveSplitter(230, 1)
    assert resized(columns, 1402)[0] == 230
    assert resized(columns, 1402)[2] == 320


@pytest.mark.parametrize(
    "state",
    [b"", b"null", b"[1]", b"[280, 320, 1]", b'["280", -3]', b"[0, 99999]", b"\x00\x00\x00\xff\x00", b"[" * 99_999],
)
def test_what_is_no_saved_width_changes_nothing(columns, state) -> None:
    columns.restoreState(state)
    assert resized(columns, 1402) == [280, 800, 320]
