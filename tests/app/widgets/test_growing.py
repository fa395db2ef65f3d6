"""Windows grow with what they say."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.plain import PlainLabel
from app.widgets.growing import grow


def test_a_window_gets_higher_for_long_words_and_never_lower(qtbot):
    window, label = QWidget(), PlainLabel("Short")
    qtbot.addWidget(window)
    label.setWordWrap(True)
    QVBoxLayout(window).addWidget(label)
    window.resize(200, 40)
    window.show()
    label.setText("words " * 100)
    grow(window)
    high = window.height()
    assert label.height() >= label.heightForWidth(label.width())
    label.setText("Short")
    grow(window)
    assert window.height() == high


def test_a_window_that_is_not_shown_yet_finds_its_size_by_itself(qtbot):
    window, label = QWidget(), PlainLabel("words " * 100)
    qtbot.addWidget(window)
    label.setWordWrap(True)
    QVBoxLayout(window).addWidget(label)
    before = window.size()
    grow(window)
    assert window.size() == before
