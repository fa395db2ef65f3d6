"""Which articles of the list are selected, whatever keys are held."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.articles import Status


def test_several_are_selected_with_shift_and_control(panel, fill):
    ids = fill(5)
    QTest.keyClick(panel.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.selected_ids() == ids[:2]
    where = panel.view.visualRect(panel.model.index(4)).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, pos=where)
    assert panel.selected_ids() == [*ids[:2], ids[4]]
    panel.view.clearSelection()
    assert panel.selected_ids() == [panel.current_id]


@pytest.fixture
def control_held(panel):
    """Ctrl is down, as while Ctrl+Down is at work."""
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyPress(panel.view, Qt.Key.Key_Control, control)
    assert QApplication.keyboardModifiers() == control
    yield
    QTest.keyRelease(panel.view, Qt.Key.Key_Control)


def test_stepping_and_selecting_with_control_held_select_one_article(panel, weeks, session, control_held):
    panel.select(weeks[0][-2])
    for article_id in (weeks[0][-1], weeks[1][0], weeks[1][1]):
        panel.step(1)
        assert panel.selected_ids() == [article_id]
    session.run("Status", lambda p: p.articles.update([weeks[1][1], weeks[1][2]], status=Status.DONE))
    panel.select_next_new()
    assert panel.selected_ids() == [weeks[1][3]]
    panel.select(weeks[0][0])
    assert panel.selected_ids() == [weeks[0][0]]


def test_a_section_opened_with_control_held_is_not_added_to_the_article_selected(panel, weeks, control_held):
    panel.select(weeks[0][1])
    panel.toggle(31)
    assert panel.model.heading_at(31).open
    assert panel.view.selected_rows() == [31]
    assert panel.selected_ids() == [weeks[0][1]]
