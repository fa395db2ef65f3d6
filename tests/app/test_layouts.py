"""What is printed on the keys: learned from what they type."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.layouts import Layout

CODES = {"Q": 16, "J": 36, "N": 49, ".": 52, "1": 2}
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def layout(qapp, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    made = Layout()
    made.told = []
    made.changed.connect(lambda: made.told.append(True))
    return made


def typed(layout, place, text, modifiers=Qt.KeyboardModifier.NoModifier):
    layout.learn(QKeyEvent(QEvent.Type.KeyPress, ord(text.upper()), modifiers, CODES[place] + 8, 0, 0, text))


def shown(layout, *keys):
    return [layout.caption(key) for key in keys]


def test_before_anything_is_typed_keys_are_those_of_an_english_keyboard(layout):
    assert shown(layout, "J", "Shift+J", ".", "Enter", "1") == ["J", "Shift+J", ".", "Enter", "1"]


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ("J", "о", ["О", "Shift+О", "Т", "Ю"]),
        ("J", "ξ", ["Ξ", "Shift+Ξ", "Ν", "."]),
        ("Q", "a", ["J", "Shift+J", "N", ":"]),
    ],
)
def test_one_letter_tells_the_layout_and_all_others_follow(layout, place, text, expected):
    typed(layout, place, text)
    assert shown(layout, "J", "Shift+J", "N", ".") == expected
    assert layout.told


def test_switching_back_is_seen_at_the_next_key(layout):
    typed(layout, "J", "о")
    typed(layout, "N", "n")
    assert shown(layout, "J", "N") == ["J", "N"]
    typed(layout, "J", "j")
    assert len(layout.told) == 2


def test_of_an_unknown_layout_the_letters_seen_are_shown(layout):
    typed(layout, "J", "h")  # Dvorak
    typed(layout, "N", "b")
    assert shown(layout, "J", "N", "Q") == ["H", "B", "Q"]


def test_what_is_no_letter_of_the_layout_teaches_nothing(layout):
    typed(layout, "J", "о", CONTROL)
    typed(layout, ".", ">", SHIFT)
    typed(layout, "1", "&")
    assert not layout.told
    assert shown(layout, "J", ".", "1") == ["J", ".", "1"]


def test_capital_letters_teach_as_small_ones_do(layout):
    typed(layout, "J", "О", SHIFT)
    assert layout.caption("J") == "О"


def test_the_language_that_the_system_names_is_believed_until_a_key_says_otherwise(layout, monkeypatch):
    monkeypatch.setattr("app.layouts._language_of_system", lambda: "ru")
    layout._follow()
    assert shown(layout, "J", ".") == ["О", "Ю"]
    layout._follow()
    assert len(layout.told) == 1, "nothing new is told once"
    typed(layout, "J", "ξ")
    assert shown(layout, "J", "N") == ["Ξ", "Ν"]
