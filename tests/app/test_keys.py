"""Keys by their place: under every layout and on every system."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from window_checks import bring_up

from app.keys import ReaderKeys, letter, place

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, KEYPAD = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.KeypadModifier


def key(number, text="", *, scan=0, virtual=0, native=0, modifiers=NONE, held=False):
    return QKeyEvent(QEvent.Type.KeyPress, int(number), modifiers, scan, virtual, native, text, held)


@pytest.fixture
def on(monkeypatch):
    return lambda platform: monkeypatch.setattr(sys, "platform", platform)


@pytest.mark.parametrize(
    ("platform", "native"),
    [
        ("linux", {"scan": 44}),
        ("win32", {"scan": 36}),
        ("darwin", {"virtual": 38, "native": 0x100}),
    ],
)
def test_the_j_of_a_russian_keyboard_is_j(on, platform, native):
    on(platform)
    assert place(key(0x041E, "о", **native)) == "J"
    assert letter(key(0x041E, "о", **native)) == "J"


def test_on_a_mac_the_place_of_a_is_0_and_so_is_that_of_no_key(on):
    on("darwin")
    assert place(key(0x0424, "ф", virtual=0, native=0x100)) == "A"
    assert place(key(Qt.Key.Key_S, "s")) == "S"


@pytest.mark.parametrize(("text", "scan", "digit"), [("&", 2, "1"), ("é", 3, "2"), ("à", 11, "0"), ("ç", 10, "9")])
def test_the_digits_of_azerty_need_no_shift(on, text, scan, digit):
    on("win32")
    assert place(key(ord(text.upper()), text, scan=scan)) == digit


def test_where_the_system_tells_no_place_the_letter_counts(on):
    on("linux")
    assert place(key(Qt.Key.Key_J, "j")) == "J"
    assert place(key(Qt.Key.Key_7, "7")) == "7"
    assert place(key(0x041E, "о")) == ""


def test_named_keys_have_their_names_whatever_their_place(on):
    on("linux")
    assert [place(key(k, scan=36)) for k in (Qt.Key.Key_Return, Qt.Key.Key_Delete)] == ["Enter", "Delete"]
    assert place(key(Qt.Key.Key_Enter, "\r", modifiers=KEYPAD)) == "Enter"


def test_the_keypad_gives_digits_only():
    assert place(key(Qt.Key.Key_5, "5", scan=84, modifiers=KEYPAD)) == "5"
    assert place(key(Qt.Key.Key_Up, "", scan=80, modifiers=KEYPAD)) == ""


def test_for_words_the_latin_letter_typed_counts_before_the_place(on):
    on("win32")
    assert letter(key(Qt.Key.Key_A, "a", scan=16)) == "A"  # AZERTY: where an English keyboard has its Q
    assert place(key(Qt.Key.Key_A, "a", scan=16)) == "Q"
    assert letter(key(Qt.Key.Key_Return, "\r", scan=28)) == "Enter"


# -- the reader's keys


@pytest.fixture
def field(qtbot):
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    bring_up(qtbot, made)
    made.ran = []
    bindings = {name: lambda name=name: made.ran.append(name) for name in ("J", "Shift+J", ".", "Enter")}
    made.installEventFilter(ReaderKeys(bindings, made))
    return made


def test_bound_keys_run_and_are_swallowed(field):
    QTest.keyClicks(field, "jx.")
    QTest.keyClick(field, Qt.Key.Key_J, SHIFT)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.ran == ["J", ".", "Shift+J", "Enter"]
    assert field.toPlainText() == "x"


def test_with_another_modifier_a_key_is_not_bound(field):
    QTest.keyClick(field, Qt.Key.Key_J, CONTROL)
    assert field.ran == []


def test_a_bound_key_runs_under_a_cyrillic_layout(field):
    offset = 8 if sys.platform.startswith("linux") else 0
    QApplication.sendEvent(field, key(0x041E, "о", scan=36 + offset))
    assert field.ran == ["J"]
    assert field.toPlainText() == ""


@pytest.mark.parametrize(
    ("number", "text", "modifiers", "times"),
    [
        (Qt.Key.Key_J, "j", NONE, 3),
        (Qt.Key.Key_J, "J", SHIFT, 3),
        (Qt.Key.Key_Period, ".", NONE, 1),
        (Qt.Key.Key_Return, "\r", NONE, 1),
    ],
)
def test_a_key_held_down_moves_on_but_does_nothing_twice(field, number, text, modifiers, times):
    for held in (False, True, True):
        QApplication.sendEvent(field, key(number, text, modifiers=modifiers, held=held))
    assert len(field.ran) == times
    assert field.toPlainText() == ""
