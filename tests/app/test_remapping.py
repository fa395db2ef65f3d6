"""Other keys for commands: what may be given, what is taken, what is remembered."""

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from app.commands import Command, Commands
from app.remapping import Press, Remapping
from app.settings import Settings

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def start(qtbot):
    """A registry as a start of the program makes it, with what is remembered."""
    ran = []

    def started(*more):
        window = QWidget()
        qtbot.addWidget(window)
        commands = Commands(window)
        commands.ran = ran
        for name, shortcut, key, fixed in (
            ("next", "", "J", ""),
            ("back", "", "K", ""),
            ("larger", "Ctrl++ Ctrl+=", "", ""),
            ("palette", "Ctrl+K", "", ""),
            ("first", "", "1", "1 is printed on the dimension."),
            ("plain", "", "", ""),
            *more,
        ):
            run = lambda name=name: ran.append(name)  # noqa: E731
            commands.add(Command(name, f"&{name}", "Go", run, shortcut, key=key, fixed=fixed))
        made = Remapping(commands, Settings(), lambda: {"Alt+F": "opens the menu File"})
        made.load()
        made.commands, made.window = commands, window
        return made

    return started


def keys(remapping, name):
    command = remapping.commands.get(name)
    return command.shortcut, command.key


def test_a_command_takes_other_keys_and_keeps_them_over_a_start(start):
    made = start()
    made.give(made.commands.get("next"), Press(key="Shift+U"))
    made.give(made.commands.get("palette"), Press("Ctrl+Shift+P"))
    again = start()
    assert keys(again, "next") == ("", "Shift+U")
    assert again.commands.action("palette").shortcuts() == [QKeySequence("Ctrl+Shift+P")]
    again.commands.single_keys()["Shift+U"]()
    assert again.commands.ran == ["next"]
    assert "J" not in again.commands.single_keys()
    assert "Shift+U" in again.commands.moving_keys()


def test_keys_that_another_command_has_are_taken_from_it_alone(start):
    made = start()
    larger = made.commands.get("larger")
    assert made.holder(made.commands.get("plain"), Press("Ctrl++")).id == "larger"
    assert made.holder(larger, Press("Ctrl++")) is None
    made.give(made.commands.get("plain"), Press("Ctrl++"))
    made.give(made.commands.get("back"), Press(key="J"))
    again = start()
    assert keys(again, "larger") == ("Ctrl+=", "")
    assert keys(again, "plain") == ("Ctrl++", "")
    assert keys(again, "back") == ("", "J")
    assert keys(again, "next") == ("", "")
    assert again.is_changed("next")


def test_one_is_reset_and_takes_its_keys_back(start):
    made = start()
    made.give(made.commands.get("back"), Press(key="J"))
    assert [other.id for other in made.holders_of_usual("next")] == ["back"]
    made.reset("next")
    assert keys(made, "next") == ("", "J")
    assert keys(made, "back") == ("", "")
    made.reset("back")
    assert not any(made.is_changed(command.id) for command in made.commands)
    assert Settings().own_keys == {}


def test_all_are_reset(start):
    made = start()
    made.give(made.commands.get("back"), Press(key="J"))
    made.remove(made.commands.get("palette"))
    made.reset_all()
    assert [keys(made, name) for name in ("next", "back", "palette")] == [("", "J"), ("", "K"), ("Ctrl+K", "")]
    assert Settings().own_keys == {}


@pytest.mark.parametrize(
    ("name", "press", "says"),
    [
        ("first", Press(key="J"), "printed"),
        ("next", Press("Alt+F"), "opens the menu File"),
        ("next", Press("Ctrl+C"), "copies"),
        ("next", Press("Left"), "belongs to the text"),
        ("next", Press(key="Esc"), "belongs to the text"),
    ],
)
def test_what_cannot_be_given_is_refused_with_the_reason(start, name, press, says):
    made = start()
    command = made.commands.get(name)
    assert says in made.refusal(command, press)
    with pytest.raises(ValueError, match=says):
        made.give(command, press)


def test_the_keys_of_a_command_that_keeps_its_own_are_not_taken(start):
    made = start()
    with pytest.raises(ValueError, match="printed"):
        made.give(made.commands.get("next"), Press(key="1"))
    assert keys(made, "first") == ("", "1")


@pytest.mark.parametrize(
    ("name", "shortcut", "key"),
    [
        ("next", "", "Space bar"),
        ("next", "Ctrl+K", ""),
        ("next", "", "K"),
        ("next", "Nonsense", ""),
        ("next", "Ctrl+A, Ctrl+B", ""),
        ("next", "Left", ""),
        ("next", "Alt+F", ""),
        ("first", "Ctrl+J", ""),
    ],
)
def test_what_is_remembered_wrongly_is_left_and_logged(start, caplog, name, shortcut, key):
    Settings().keep_keys(name, (shortcut, key))
    made = start()
    assert not made.is_changed(name)
    assert [record.name for record in caplog.records] == ["app.remapping"]
    caplog.clear()


def test_two_that_are_remembered_with_the_same_keys_do_not_break_the_start(start, caplog):
    settings = Settings()
    settings.keep_keys("next", ("Ctrl+U", ""))
    settings.keep_keys("back", ("Ctrl+U", ""))
    made = start()
    assert sum("Ctrl+U" in keys(made, name) for name in ("next", "back")) == 1
    assert len(caplog.records) == 1
    caplog.clear()


def test_falling_back_may_take_others_along(start, caplog):
    settings = Settings()
    settings.keep_keys("next", ("", "K"))  # good only as long as "back" has gone elsewhere
    settings.keep_keys("back", ("Left", ""))
    made = start()
    assert (keys(made, "next"), keys(made, "back")) == (("", "J"), ("", "K"))
    assert len(caplog.records) == 2
    caplog.clear()


def test_keys_of_a_command_that_is_gone_are_kept_for_the_day_it_comes_back(start):
    Settings().keep_keys("later", ("", "U"))
    start()
    assert keys(start(("later", "", "L", "")), "later") == ("", "U")


def test_damaged_settings_change_no_keys(start):
    settings = Settings()
    settings._store.setValue("keys/next/key", ["a", "b"])
    settings._store.setValue("keys/next/deeper/key", "U")
    settings._store.setValue("keys", "U")
    settings._store.sync()
    assert isinstance(settings._store, QSettings)
    made = start()
    assert keys(made, "next") == ("", "J")


def test_a_new_command_takes_nothing_that_was_given(start, caplog):
    first = start()
    first.give(first.commands.get("next"), Press("Ctrl+U"))
    made = start(("new", "Ctrl+U", "", ""))
    assert keys(made, "new") == ("Ctrl+U", "")
    assert keys(made, "next") == ("", "J")
    caplog.clear()


def event(key, text="", modifiers=NONE):
    return QKeyEvent(QEvent.Type.KeyPress, int(key), modifiers, text)


@pytest.mark.parametrize(
    ("pressed", "expected"),
    [
        (event(Qt.Key.Key_J, "j"), Press(key="J")),
        (event(Qt.Key.Key_J, "J", SHIFT), Press(key="Shift+J")),
        (event(Qt.Key.Key_J, "", CONTROL | SHIFT), Press("Ctrl+Shift+J")),
        (event(Qt.Key.Key_F5), Press("F5")),
        (event(Qt.Key.Key_F5, "", SHIFT), Press("Shift+F5")),
        (event(Qt.Key.Key_Left), Press("Left")),
        (event(Qt.Key.Key_Return, "\r"), Press(key="Enter")),
        (event(Qt.Key.Key_Control, "", CONTROL), None),
        (event(Qt.Key.Key_Shift, "", SHIFT), None),
    ],
)
def test_what_is_pressed_is_a_single_key_or_a_sequence(pressed, expected):
    assert Press.of(pressed) == expected


def test_menus_show_the_keys_that_commands_have_now(start):
    made = start()
    made.give(made.commands.get("next"), Press(key="U"))
    action = made.commands.action("next")
    assert isinstance(action, QAction)
    assert action.text() == "&next\tU"
    made.give(made.commands.get("next"), Press("Ctrl+U"))
    assert action.text() == "&next"
