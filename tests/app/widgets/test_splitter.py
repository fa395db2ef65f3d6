"""Edges of columns that are moved by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from window_checks import bring_up

from app.widgets.splitter import Splitter

SHIFT = Qt.KeyboardModifier.ShiftModifier
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


@pytest.fixture
def made(qtbot):
    def make(orientation):
        splitter = Splitter(orientation, ("Width of the left one",))
        for _ in range(2):
            part = QWidget()
            part.setMinimumSize(200, 200)
            splitter.addWidget(part)
        window = QWidget()
        QVBoxLayout(window).addWidget(splitter)
        window.resize(800, 800)
        qtbot.addWidget(window)
        bring_up(qtbot, window)
        splitter.kept = window
        splitter.setSizes([400, 400])
        return splitter

    return make


@pytest.mark.parametrize(
    ("orientation", "less", "more"),
    [(ACROSS, Qt.Key.Key_Left, Qt.Key.Key_Right), (DOWN, Qt.Key.Key_Up, Qt.Key.Key_Down)],
)
def test_the_arrows_move_an_edge_and_shift_moves_it_further(made, orientation, less, more):
    splitter = made(orientation)
    handle, before = splitter.handle(1), splitter.sizes()[0]
    QTest.keyClick(handle, more)
    by_one = splitter.sizes()[0] - before
    QTest.keyClick(handle, less)
    assert splitter.sizes()[0] == before
    QTest.keyClick(handle, more, SHIFT)
    assert splitter.sizes()[0] - before > by_one > 0


@pytest.mark.parametrize("modifier", [SHIFT, Qt.KeyboardModifier.NoModifier])
def test_a_part_is_never_closed_by_the_arrows(made, modifier):
    splitter = made(ACROSS)
    for _ in range(60):
        QTest.keyClick(splitter.handle(1), Qt.Key.Key_Left, modifier)
    assert splitter.sizes()[0] == 200


def test_the_edge_shows_that_it_has_the_keyboard_and_has_a_name(made):
    splitter = made(ACROSS)
    handle = splitter.handle(1)
    line = handle.line
    handle.clearFocus()
    assert line.isHidden()
    handle.setFocus()
    assert line.isVisible()
    QTest.keyClick(handle, Qt.Key.Key_Right)
    assert line.geometry().contains(handle.mapTo(handle.window(), handle.rect().center()))
    handle.clearFocus()
    assert line.isHidden()
    assert splitter.count() == 2, "a splitter takes what is put into it for a part"
    assert handle.accessibleName() == "Width of the left one"
