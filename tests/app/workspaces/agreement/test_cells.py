"""Tables of cells: sorted by numbers, what stays stays, copied as spreadsheets take it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.workspaces.agreement.cells import LAST, Cell, CellsTable, Column, Row

DOWN, UP = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def table(qtbot):
    made = CellsTable("Figures", (Column("Name", 120), Column("Number", 80, right=True)))
    qtbot.addWidget(made)
    rows = [Row((Cell(name), Cell(str(number), number)), name) for name, number in (("b", 9), ("a", 10), ("c", 2))]
    made.show_rows([*rows, Row((Cell("all"), Cell("0", 0)), "all", LAST)])
    return made


def names(table):
    return [table.listed.index(n, 0).data() for n in range(table.listed.rowCount())]


def test_numbers_are_sorted_as_numbers_and_what_stays_comes_last_both_ways(table):
    table.sort_by(1)
    assert names(table) == ["c", "b", "a", "all"]
    table.sortByColumn(1, UP)
    assert names(table) == ["a", "b", "c", "all"]


def test_the_chosen_row_stays_when_other_rows_are_shown(table, qtbot):
    table.sort_by(0)
    table.selectRow(2)
    table.show_rows([Row((Cell(name), Cell("1", 1)), name) for name in "xcy"])
    assert table.current == "c"


def test_enter_and_a_click_go_on_with_a_row(table, qtbot):
    found = []
    table.opened.connect(found.append)
    table.sort_by(0)
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.listed.index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert found == ["b", "c"]


def test_copying_takes_the_rows_as_they_stand(table, qtbot):
    table.sort_by(1)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Name\tNumber\nc\t2\nb\t9\na\t10\nall\t0"


def test_a_screen_reader_hears_a_row_with_its_headings(table):
    said = table.listed.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Name b, Number 9"


def test_tool_tips_show_what_others_wrote_letter_for_letter(table):
    table.show_rows([Row((Cell("<b>bold</b>"), Cell("1", 1)), 1)])
    assert "&lt;b&gt;" in table.listed.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
