"""Banner and toast: what they say, and that they leave the keyboard where it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from window_checks import bring_up

from annotations.errors import ExportError
from app.widgets.notices import FLOATS, Banner, Toast

LONG = "A sentence that goes on and on. " * 20
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot):
    made = QWidget()
    column = QVBoxLayout(made)
    made.banner, made.field = Banner(), QLineEdit()
    column.addWidget(made.banner)
    column.addWidget(made.field)
    column.addStretch()
    made.toast = Toast(made)
    qtbot.addWidget(made)
    made.resize(800, 500)
    bring_up(qtbot, made)
    made.field.setFocus()
    return made


def test_a_banner_says_file_event_and_remedy_until_it_is_dismissed(window, tmp_path):
    assert window.banner.text == ""
    window.banner.show_error(ExportError("The disk is full", "Free some space", tmp_path / "b.pdf"))
    assert window.banner.text == f"{tmp_path / 'b.pdf'}: The disk is full. Free some space"
    assert window.banner.accessibleName() == window.banner.text
    QTest.mouseClick(window.banner.close_button, LEFT)
    assert window.banner.text == ""


def test_the_next_sentence_takes_the_place_of_the_one_before(window):
    window.banner.say("First")
    window.banner.say("<b>Second</b>")
    assert window.banner.text == "<b>Second</b>"
    assert window.banner._text.textFormat() is Qt.TextFormat.PlainText


def test_a_banner_offers_an_action_as_long_as_it_stands(window):
    ran = []
    window.banner.say("The file is damaged", "Recover…", lambda: ran.append(True))
    QTest.mouseClick(window.banner.action_button, LEFT)
    assert ran == [True]
    assert window.banner.text == "The file is damaged"
    window.banner.say("Nothing to do about this")
    assert not window.banner.action_button.isVisible()
    window.banner.action_button.click()
    assert ran == [True]


def test_a_toast_goes_by_itself(window, qtbot, monkeypatch):
    monkeypatch.setattr("app.widgets.notices._TOAST_TIME", 30)
    window.toast.say("Imported 12 articles")
    assert window.toast.text == "Imported 12 articles"
    qtbot.waitUntil(lambda: window.toast.text == "")


def test_the_action_of_a_toast_runs_once_and_closes_it(window):
    ran = []
    window.toast.say("Deleted claim 3", "Undo", lambda: ran.append(True))
    QTest.mouseClick(window.toast._button, LEFT)
    assert ran == [True]
    assert window.toast.text == ""
    window.toast.say("Nothing to do about this")
    assert not window.toast._button.isVisible()


def test_of_two_actions_each_runs_its_own_and_the_next_notice_has_neither(window):
    ran = []
    for button, wanted in ((window.toast._more, "report"), (window.toast._button, "undo")):
        window.toast.say("Merged", "Undo", lambda: ran.append("undo"), more=("Report", lambda: ran.append("report")))
        QTest.mouseClick(button, LEFT)
        assert ran.pop() == wanted
        assert window.toast.text == ""
    window.toast.say("Copied", "Undo", print)
    assert not window.toast._more.isVisible()


def test_clicks_on_notices_leave_the_keyboard_where_it_is(window):
    window.banner.say("Something")
    window.toast.say("Something", "Undo", print)
    QTest.mouseClick(window.toast._button, LEFT)
    QTest.mouseClick(window.banner.close_button, LEFT)
    assert QApplication.focusWidget() is window.field


def test_a_toast_stays_inside_the_window_and_in_its_middle(window, qtbot):
    def in_its_middle(width):
        return window.width() == width and abs(window.toast.geometry().center().x() - width // 2) <= 1

    window.toast.say("Short")
    for width in (800, 1200, 700):
        window.resize(width, 500)
        # A real screen may still tell of the width before this one.
        qtbot.waitUntil(lambda width=width: in_its_middle(width))
    window.toast.say(LONG, "Undo", print)
    assert window.rect().contains(window.toast.geometry())
    text = window.toast._text
    assert text.heightForWidth(text.width()) <= text.height()


def test_a_long_banner_is_shown_whole(window):
    window.banner.say(LONG)
    QApplication.processEvents()
    text = window.banner._text
    assert text.heightForWidth(text.width()) <= text.height()


def test_what_is_only_to_be_known_is_not_shown_as_a_failure(qtbot):
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say("Some characters are shown as boxes", tone="warn")
    assert banner.property("tone") == "warn"
    banner.say("It failed")
    assert banner.property("tone") == "danger"


def test_a_toast_keeps_away_from_what_lies_over_the_window(window):
    window.toast.say("Accepted as claim 2")
    low = window.toast.geometry()
    picker = QWidget(window)
    picker.setProperty(FLOATS, True)
    picker.setGeometry(100, 250, 600, 250)
    window.toast.say("Accepted as claim 3")
    assert window.toast.geometry() == low
    picker.show()
    window.toast.say("Accepted as claim 3")
    assert not window.toast.geometry().intersects(picker.geometry())
    assert window.rect().contains(window.toast.geometry())
    picker.hide()
    window.toast.say("Accepted as claim 4")
    assert window.toast.y() == low.y()
