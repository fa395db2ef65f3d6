"""A line that gives way where there is no room."""

from PySide6.QtCore import Qt

from app.plain import plain_tip
from app.widgets.elided import ElidedLabel

WORDS = "Who pays when the machine is wrong? Parliament hears experts on liability"


def test_what_fits_is_shown_whole_and_without_a_tool_tip(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(WORDS)
    label.resize(label.sizeHint())
    label.grab()
    assert label.shown == WORDS
    assert label.toolTip() == ""


def test_what_does_not_fit_is_elided_and_told_by_the_tool_tip(qtbot):
    label = ElidedLabel(Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    label.setText(WORDS)
    label.resize(200, 20)
    label.grab()
    assert label.shown.startswith("Who")
    assert label.shown.endswith("liability")
    assert label.toolTip() == plain_tip(WORDS)
    assert label.minimumSizeHint().width() <= 40
    label.resize(2000, 20)
    label.grab()
    assert label.toolTip() == ""
    label.setText(40 * WORDS)
    assert label.toolTip() == plain_tip(40 * WORDS)


def test_what_else_is_to_be_said_stands_below_what_does_not_fit(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(WORDS)
    label.set_more("origin.txt")
    label.resize(100, 20)
    label.grab()
    assert label.toolTip() == plain_tip(f"{WORDS}\norigin.txt")
    label.resize(2000, 20)
    label.grab()
    assert label.toolTip() == plain_tip("origin.txt")


def test_larger_letters_that_do_not_fit_are_told(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(WORDS)
    label.resize(label.sizeHint())
    label.grab()
    label.setStyleSheet("font-size: 40px")
    label.ensurePolished()
    assert label.toolTip() == plain_tip(WORDS)


def test_markup_is_no_markup(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("<b>bold</b>")
    assert label.sizeHint().width() > label.fontMetrics().horizontalAdvance("bold") * 1.5
