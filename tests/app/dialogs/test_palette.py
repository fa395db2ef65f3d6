"""The palette, driven by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_checks import bring_up

from app.dialogs.palette import Entry, Palette

ENTER, DOWN, ESC = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape


@pytest.fixture
def palette(qtbot):
    ran, asked = [], []

    def find(typed):
        asked.append(typed)
        return [Entry(f"Article about {typed}", "Courier", lambda: ran.append(f"article {typed}"))]

    names = ["Import files", "Export brief", "Quit", "Élan vital", "Undo import"]
    made = Palette([Entry(name, "Ctrl+X", lambda name=name: ran.append(name)) for name in names], find)
    made.ran, made.asked = ran, asked
    qtbot.addWidget(made)
    bring_up(qtbot, made)
    return made


def listed(palette):
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def test_everything_but_articles_is_listed_until_something_is_typed(palette):
    assert listed(palette) == ["Import files", "Export brief", "Quit", "Élan vital", "Undo import"]
    assert palette.asked == []


def test_every_word_typed_must_be_there_and_what_begins_so_comes_first(palette):
    QTest.keyClicks(palette.field, "import")
    assert listed(palette) == ["Import files", "Undo import", "Article about import"]
    palette.field.setText("VITAL elan")
    assert listed(palette)[0] == "Élan vital"


def test_enter_runs_what_is_highlighted_after_the_palette_is_closed(palette):
    QTest.keyClicks(palette.field, "im")
    QTest.keyClick(palette.field, DOWN)
    QTest.keyClick(palette.field, DOWN)
    open_then = []
    palette.finished.connect(lambda _: open_then.append(list(palette.ran)))
    QTest.keyClick(palette.field, ENTER)
    assert palette.ran == ["article im"]
    assert open_then == [[]]
    assert not palette.isVisible()


def test_escape_runs_nothing(palette):
    QTest.keyClick(palette.field, ESC)
    assert palette.ran == []
    assert not palette.isVisible()


def test_with_nothing_found_enter_does_nothing(palette, monkeypatch):
    monkeypatch.setattr(palette, "_find", lambda typed: [])
    QTest.keyClicks(palette.field, "zzz")
    QTest.keyClick(palette.field, ENTER)
    assert palette.isVisible()
    assert palette.ran == []
    palette.reject()


def test_a_click_chooses(palette):
    where = palette.list.visualItemRect(palette.list.item(2)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert palette.ran == ["Quit"]


def test_a_screen_reader_hears_the_hint_too(palette):
    assert palette.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Import files, Ctrl+X"
    palette.reject()


def test_long_lists_are_cut(qtbot):
    many = Palette([Entry(f"Tag {n}", "", print) for n in range(5000)], lambda typed: [])
    qtbot.addWidget(many)
    many.field.setText("tag")
    assert many.list.count() == 50
