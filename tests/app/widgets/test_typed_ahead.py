"""What is typed before a new window has the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from window_checks import bring_up

from app.widgets.typed_ahead import TypedAhead

CTRL = Qt.KeyboardModifier.ControlModifier


class Window(QWidget):
    """Notes the keys that its field does not want."""

    def __init__(self):
        super().__init__()
        self.left = []

    def keyPressEvent(self, event):
        self.left.append(Qt.Key(event.key()))


@pytest.fixture
def before(qtbot):
    """A window with a field of its own and a shortcut."""
    window = Window()
    window.field = QLineEdit()
    QVBoxLayout(window).addWidget(window.field)
    window.ran = []
    action = QAction("Export", window)
    action.setShortcut("Ctrl+E")
    action.triggered.connect(lambda: window.ran.append("export"))
    window.addAction(action)
    qtbot.addWidget(window)
    bring_up(qtbot, window)
    window.field.setFocus()
    return window


@pytest.fixture
def field(before, qtbot):
    """That of a dialog, which is not shown yet."""
    dialog = QDialog(before)
    made = QLineEdit()
    QVBoxLayout(dialog).addWidget(made)
    qtbot.addWidget(dialog)
    return made


def test_keys_go_to_the_field_and_are_no_commands_until_its_window_has_the_keyboard(before, field):
    ahead = TypedAhead(field)
    ahead.begin()
    QTest.keyClicks(before.field, "sw")
    QTest.keyClick(before, Qt.Key.Key_E, CTRL)
    assert (field.text(), before.field.text(), before.ran) == ("sw", "", [])
    ahead.end()
    QTest.keyClicks(before.field, "it")
    QTest.keyClick(before, Qt.Key.Key_E, CTRL)
    assert (field.text(), before.field.text(), before.ran) == ("sw", "it", ["export"])


def test_what_the_window_does_not_want_comes_back_to_nobody(before, field):
    ahead = TypedAhead(field)
    ahead.begin()
    QTest.keyClick(before.field, Qt.Key.Key_F7)
    assert before.left == []
    ahead.end()
    QTest.keyClick(before.field, Qt.Key.Key_F8)
    assert before.left == [Qt.Key.Key_F8]


def test_a_window_that_has_the_keyboard_keeps_all_else_as_it_is(before, field, qtbot):
    bring_up(qtbot, field.window())
    ahead = TypedAhead(field)
    ahead.begin()
    QTest.keyClicks(before.field, "x")
    field.window().close()
    assert before.field.text() == "x"
