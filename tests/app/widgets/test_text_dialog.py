"""The dialog about the reading text tells each change at once and stays within the limits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.fonts import reading_font, shipped_family
from app.reader.text_style import TextStyle
from app.widgets.text_dialog import TextDialog


@pytest.fixture
def dialog(qtbot: QtBot):
    """The dialog, with everything it told in `heard`."""
    made = TextDialog(TextStyle())
    qtbot.addWidget(made)
    made.heard = []
    made.changed.connect(made.heard.append)
    return made


def test_showing_how_text_is_set_changes_nothing(dialog) -> None:
    dialog.show_style(TextStyle())
    assert dialog.heard == []
    assert dialog.size_slider.value() == TextStyle().size


def test_keys_on_a_slider_change_the_text_at_once(dialog) -> None:
    QTest.keyClick(dialog.size_slider, Qt.Key.Key_Right)
    QTest.keyClick(dialog.width_slider, Qt.Key.Key_Left)
    QTest.keyClick(dialog.leading_slider, Qt.Key.Key_Right)
    assert dialog.heard == [TextStyle(18), TextStyle(18, 65), TextStyle(18, 65, 150)]


def test_the_shipped_faces_come_first_and_those_of_the_system_after(dialog) -> None:
    box = dialog.face_box
    assert [box.itemData(n) for n in (0, 1)] == ["serif", "sans"]
    assert shipped_family("sans") in box.itemText(1)
    assert box.count() > 3
    box.setCurrentIndex(1)
    assert dialog.heard == [TextStyle(family="sans")]


def test_usual_text_brings_everything_back(dialog) -> None:
    dialog.show_style(TextStyle(22, 90, 180, "sans"))
    dialog.heard.clear()
    dialog.usual_button.click()
    assert dialog.heard[-1] == TextStyle()


def test_a_face_that_is_gone_counts_as_the_shipped_serif(dialog) -> None:
    dialog.show_style(TextStyle(family="A face of another machine"))
    assert dialog.face_box.currentData() == "serif"


@pytest.mark.parametrize(
    ("asked", "possible"),
    [
        (TextStyle(1, 5, 10), TextStyle(12, 30, 130)),
        (TextStyle(99, 999, 999, "sans"), TextStyle(32, 120, 200, "sans")),
        (TextStyle(), TextStyle()),
    ],
)
def test_what_cannot_be_is_kept_within_the_limits(asked: TextStyle, possible: TextStyle) -> None:
    assert asked.possible == possible


@pytest.mark.usefixtures("qapp")
def test_the_sans_that_ships_is_a_face_of_its_own() -> None:
    assert QFontInfo(reading_font(family="sans")).family() == shipped_family("sans") != shipped_family("serif")
