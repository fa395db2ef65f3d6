"""The palette, driven by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_checks import bring_up

from app.dialogs.palette import Entry, Palette

ENTER, DOWN, ESC = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape
NAMES = ("Import files", "Export brief", "Quit", "Élan vital", "Undo import")


@pytest.fixture
def opened(qtbot):
    ran = []

    def entry(name, **values):
        return Entry(name, "Ctrl+X", lambda: ran.append(name), name, **values)

    def make(names=NAMES, **values):
        made = Palette([entry(name) for name in names], **values)
        made.ran, made.asked, made.entry, made.marks = ran, [], entry, []
        made.searched.connect(made.asked.append)
        made.chosen.connect(made.marks.append)
        qtbot.addWidget(made)
        bring_up(qtbot, made)
        return made

    return make


@pytest.fixture
def palette(opened):
    return opened()


def listed(palette):
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def test_everything_at_hand_is_listed_until_something_is_typed(opened, qtbot):
    palette = opened(searches=True)
    assert listed(palette) == list(NAMES)
    qtbot.wait(150)
    assert palette.asked == []


def test_every_word_typed_must_be_there_and_what_begins_so_comes_first(palette):
    QTest.keyClicks(palette.field, "import")
    assert listed(palette) == ["Import files", "Undo import"]
    palette.field.setText("VITAL elan")
    assert listed(palette) == ["Élan vital"]
    palette.field.setText("eb")
    assert listed(palette) == ["Export brief"]


def test_what_was_chosen_lately_comes_first_among_equals(opened):
    palette = opened(lately=["Quit", "Undo import", "Gone"])
    assert listed(palette)[:3] == ["Quit", "Undo import", "Import files"]
    palette.field.setText("import")
    assert listed(palette) == ["Import files", "Undo import"], "what begins so goes before what was chosen lately"
    palette.field.setText("mpor")
    assert listed(palette) == ["Undo import", "Import files"]


def test_what_is_meant_exactly_stands_first_and_once(opened):
    palette = opened(at_once=lambda typed: [palette.entry("Undo import")] if typed == "7" else [])
    palette.field.setText("7")
    assert listed(palette) == ["Undo import"]


def test_articles_are_searched_at_a_pause_and_stand_below(opened, qtbot):
    palette = opened(searches=True)
    QTest.keyClicks(palette.field, "impor")
    QTest.keyClicks(palette.field, "t")
    qtbot.waitUntil(lambda: palette.asked == ["import"])
    palette.add("impor", [palette.entry("Too late")])
    QTest.keyClick(palette.field, DOWN)
    palette.add("import", [palette.entry("Imports fall"), palette.entry("Quit"), palette.entry("Undo import")])
    assert listed(palette) == ["Import files", "Undo import", "Imports fall", "Quit"]
    assert palette.list.currentRow() == 1, "what is highlighted stays"


def test_enter_before_anything_was_found_takes_the_first_that_is(opened, qtbot):
    palette = opened(searches=True)
    QTest.keyClicks(palette.field, "zzz")
    assert palette.note.text() == "Searching…"
    QTest.keyClick(palette.field, ENTER)
    assert palette.isVisible()
    qtbot.waitUntil(lambda: palette.asked == ["zzz"])
    palette.add("zzz", [palette.entry("Zzz in the harbour")])
    assert palette.ran == ["Zzz in the harbour"]
    assert not palette.isVisible()


def test_typing_on_takes_the_enter_back(opened, qtbot):
    palette = opened(searches=True)
    QTest.keyClicks(palette.field, "zzz")
    QTest.keyClick(palette.field, ENTER)
    QTest.keyClicks(palette.field, "z")
    qtbot.waitUntil(lambda: palette.asked == ["zzzz"])
    palette.add("zzzz", [palette.entry("Zzzz")])
    assert palette.ran == []
    assert palette.isVisible()


def test_enter_runs_what_is_highlighted_after_the_palette_is_closed(palette):
    QTest.keyClicks(palette.field, "im")
    QTest.keyClick(palette.field, DOWN)
    open_then = []
    palette.finished.connect(lambda _: open_then.append(list(palette.ran)))
    QTest.keyClick(palette.field, ENTER)
    assert palette.ran == palette.marks == ["Undo import"]
    assert open_then == [[]]
    assert not palette.isVisible()


def test_escape_runs_nothing(palette):
    QTest.keyClick(palette.field, ESC)
    assert palette.ran == []
    assert not palette.isVisible()


def test_with_nothing_found_it_says_so_and_enter_does_nothing(palette):
    QTest.keyClicks(palette.field, "zzz")
    QTest.keyClick(palette.field, ENTER)
    assert palette.isVisible()
    assert palette.ran == []
    assert palette.note.isVisible()
    assert palette.note.text() == "Nothing is called that."


def test_a_click_chooses(palette):
    where = palette.list.visualItemRect(palette.list.item(2)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert palette.ran == ["Quit"]


def test_a_screen_reader_hears_the_hint_and_what_is_highlighted(palette):
    assert palette.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Import files, Ctrl+X"
    QTest.keyClick(palette.field, DOWN)
    assert palette.field.accessibleDescription() == "Export brief, Ctrl+X"


def test_long_lists_are_cut(opened):
    many = opened([f"Tag {n}" for n in range(5000)])
    many.field.setText("tag")
    assert many.list.count() == 50
