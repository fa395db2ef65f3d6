"""The list of keys, and giving commands other ones in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from window_checks import bring_up

from app.commands import Command, Commands
from app.dialogs.fixed_keys import FIXED_KEYS
from app.dialogs.keys import KeysDialog
from app.remapping import Remapping
from app.settings import Settings

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COMMANDS = (
    Command("copy", "&Copy", "Edit", print, "Ctrl+C"),
    Command("mark", "&Mark…", "Claim", print, key="Enter"),
    Command("next", "&Next claim", "Go", print, key="N"),
    Command("plain", "Plain", "Edit", print),
    Command("first", "Framing", "Claim", print, key="1", fixed="1 is printed on the dimension."),
)


@pytest.fixture
def opened(qtbot):
    """The dialog on these commands; without `change` it only lists."""

    def make(*commands, change=True, tags=tuple):
        window = QWidget()
        qtbot.addWidget(window)
        registry = Commands(window)
        registry.add(*commands)
        dialog = KeysDialog(registry, remapping=Remapping(registry, Settings()) if change else None, tags=tags)
        dialog.registry, dialog.window_kept = registry, window
        qtbot.addWidget(dialog)
        bring_up(qtbot, dialog)
        return dialog

    return make


def listed(dialog):
    """Heading, action and keys of each line that is shown."""
    return [
        (group.text(0), line.text(0), line.text(1))
        for group, lines in dialog._groups()
        for line in lines
        if not line.isHidden()
    ]


def choose(dialog, what):
    found = [line for _, lines in dialog._groups() for line in lines if line.text(0) == what]
    dialog.tree.setCurrentItem(found[0])


def strike(key, modifiers=Qt.KeyboardModifier.NoModifier):
    target = QGuiApplication.focusObject()
    QTest.keyClick(target, key, modifiers)


def test_every_command_with_a_key_is_listed_under_its_menu(opened):
    found = listed(opened(*COMMANDS, change=False))
    assert found[:4] == [
        ("Edit", "Copy", "Ctrl+C"),
        ("Claim", "Mark", "Enter"),
        ("Claim", "Framing", "1"),
        ("Go", "Next claim", "N"),
    ]
    assert "Plain" not in [line[1] for line in found]


def test_commands_without_keys_are_listed_where_they_can_be_given_some(opened):
    assert ("Edit", "Plain", "") in listed(opened(*COMMANDS))


def test_titles_that_change_have_a_lasting_name_and_what_is_hidden_is_left_out(opened):
    found = listed(
        opened(
            Command("undo", lambda: "&Undo Tag claim 3", "Edit", print, "Ctrl+Z", name_in_lists="Undo"),
            Command("fifth", "Fifth", "Claim", print, key="5", shown=lambda: False),
        )
    )
    assert found[0] == ("Edit", "Undo", "Ctrl+Z")
    assert "Fifth" not in [line[1] for line in found]


def test_the_keys_of_text_pickers_and_tags_are_listed_too(opened):
    found = listed(opened(change=False, tags=lambda: [("Framing: Brain drain", "Alt+D")]))
    assert {line[0] for line in found} == {*FIXED_KEYS, "Tags of this project"}
    keys = " ".join(line[2] for line in found)
    for key in ("1 … 9", "0", "Shift+Enter", "S T A B M", "8 9 0 1 2", "− or +", "Space", "Tab", "Backspace", "Esc"):
        assert key in keys
    assert found[-1] == ("Tags of this project", "Framing: Brain drain", "Alt+D")


def test_the_list_is_searched_by_words_headings_and_keys(opened):
    dialog = opened(*COMMANDS)
    for typed, expected in (("claim next", ["Next claim"]), ("ctrl+c", ["Copy"]), ("edit", ["Copy", "Plain"])):
        dialog.field.setText(typed)
        assert [line[1] for line in listed(dialog)] == expected
    dialog.field.setText("zzz")
    assert listed(dialog) == []
    assert not dialog.change_button.isEnabled()


def test_a_new_key_is_pressed_by_keyboard_alone(opened):
    dialog = opened(*COMMANDS)
    dialog.field.setFocus()
    QTest.keyClicks(dialog.field, "next")
    strike(Qt.Key.Key_Return)
    assert dialog.catcher.words.startswith("Press the new keys for “Next claim”")
    strike(Qt.Key.Key_U, SHIFT)
    assert dialog.catcher.isHidden()
    assert listed(dialog) == [("Go", "Next claim", "Shift+U   (usually N)")]
    assert dialog.registry.get("next").key == "Shift+U"
    assert "Shift+U" in dialog.said.text()


def test_escape_leaves_the_keys_and_the_dialog_as_they_are(opened):
    dialog = opened(*COMMANDS)
    choose(dialog, "Next claim")
    dialog.change()
    strike(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.catcher.isHidden()
    assert dialog.registry.get("next").key == "N"


def test_keys_of_another_command_are_shown_with_its_name_and_taken_or_left(opened):
    dialog = opened(*COMMANDS)
    choose(dialog, "Next claim")
    for take in (False, True):
        dialog.change()
        strike(Qt.Key.Key_Return)
        assert dialog.catcher.words == "Enter is “Mark”, which would have no keys then."
        (dialog.catcher.take_button if take else dialog.catcher.cancel_button).click()
        assert (dialog.registry.get("next").key == "Enter") == take
    assert dialog.registry.get("mark").names == []


def test_escape_takes_back_the_question_whether_keys_are_to_be_taken(opened):
    dialog = opened(*COMMANDS)
    choose(dialog, "Next claim")
    dialog.change()
    strike(Qt.Key.Key_Return)
    strike(Qt.Key.Key_Escape)
    assert (dialog.isVisible(), dialog.catcher.isHidden()) == (True, True)
    assert dialog.registry.get("mark").key == "Enter"
    strike(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_cannot_be_given_is_refused_and_asked_again(opened):
    dialog = opened(*COMMANDS)
    choose(dialog, "Next claim")
    dialog.change()
    strike(Qt.Key.Key_1)
    assert "1 is “Framing”. 1 is printed" in dialog.catcher.words
    strike(Qt.Key.Key_Tab)
    assert "Tab belongs to the text" in dialog.catcher.words
    strike(Qt.Key.Key_U, CONTROL)
    assert dialog.registry.get("next").shortcut == "Ctrl+U"


def test_what_keeps_its_keys_says_why(opened):
    dialog = opened(*COMMANDS)
    choose(dialog, "Framing")
    dialog.change()
    assert dialog.catcher.isHidden()
    assert dialog.said.text() == "1 is printed on the dimension."
    assert not dialog.remove_button.isEnabled()


def test_keys_are_taken_away_and_given_back(opened):
    dialog = opened(*COMMANDS)
    choose(dialog, "Next claim")
    assert not dialog.reset_button.isEnabled()
    dialog.remove_button.click()
    assert ("Go", "Next claim", "no keys   (usually N)") in listed(dialog)
    dialog.reset_button.click()
    assert ("Go", "Next claim", "N") in listed(dialog)


def test_giving_back_asks_where_another_command_has_the_keys_now(opened):
    dialog = opened(*COMMANDS)
    choose(dialog, "Plain")
    dialog.change()
    strike(Qt.Key.Key_N)
    dialog.catcher.take_button.click()
    choose(dialog, "Next claim")
    dialog.reset_button.click()
    assert "N of “Next claim” is “Plain” now" in dialog.catcher.words
    dialog.catcher.take_button.click()
    assert dialog.registry.get("next").key == "N"
    assert dialog.registry.get("plain").names == []
    choose(dialog, "Copy")
    dialog.remove_button.click()
    dialog.reset_all_button.click()
    assert dialog.registry.get("copy").shortcut == "Ctrl+C"
    assert not dialog.reset_all_button.isEnabled()


def test_the_list_is_copied_as_text(opened):
    dialog = opened(*COMMANDS)
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(
        "Edit\nCopy\tCtrl+C\n\nClaim\nMark\tEnter\nFraming\t1\n\nGo\nNext claim\tN\n\nIn the text\n"
    )
    dialog.field.setText("next claim")
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "Go\nNext claim\tN"


def test_other_letters_on_the_keys_are_shown_at_once(opened):
    dialog = opened(*COMMANDS)
    dialog.registry.layout._seen = {"N": "Т"}
    dialog.registry.layout.changed.emit()
    assert ("Go", "Next claim", "Т") in listed(dialog)
