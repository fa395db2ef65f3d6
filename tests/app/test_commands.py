"""The registry of commands: each once, in menus, by keys, in lists."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from app.commands import Command, Commands
from app.theme import Theme


@pytest.fixture
def commands(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = Commands(window)
    made.window = window
    made.ran = []
    return made


def command(commands, name, **values):
    made = Command(name, f"&{name}", "Edit", lambda: commands.ran.append(name), **values)
    commands.add(made)
    return made


def test_an_action_runs_its_command(commands):
    command(commands, "copy", shortcut="Ctrl+C Ctrl+Ins")
    commands.action("copy").trigger()
    assert commands.ran == ["copy"]
    assert commands.action("copy").shortcuts() == [QKeySequence("Ctrl+C"), QKeySequence("Ctrl+Ins")]


def test_what_is_not_possible_now_does_not_run_and_is_grey(commands):
    possible = []
    command(commands, "copy", key="C", enabled=lambda: bool(possible))
    commands.refresh()
    assert not commands.action("copy").isEnabled()
    commands.run("copy")
    commands.single_keys()["C"]()
    assert commands.ran == []
    possible.append(True)
    commands.run("copy")
    assert commands.ran == ["copy"]
    assert commands.action("copy").isEnabled()


def test_what_there_is_nothing_for_is_hidden_and_does_not_run(commands):
    command(commands, "fifth", shown=lambda: False)
    commands.refresh()
    assert not commands.action("fifth").isVisible()
    commands.run("fifth")
    assert commands.ran == []


@pytest.mark.parametrize(
    "second",
    [
        {"id": "a"},
        {"id": "b", "key": "C"},
        {"id": "b", "shortcut": "Ctrl+X Ctrl+C"},
        {"id": "b", "shortcut": "ctrl+c"},
    ],
)
def test_an_id_or_key_is_given_once(commands, second):
    commands.add(Command("a", "A", "Edit", print, "Ctrl+C", key="C"))
    with pytest.raises(ValueError, match="taken"):
        commands.add(Command(**({"title": "B", "menu": "Edit", "run": print} | second)))


def test_a_title_that_changes_is_brought_up_to_date(commands):
    words = ["&Undo"]
    commands.add(Command("undo", lambda: words[0], "Edit", print, "Ctrl+Z"))
    words[0] = "&Undo Tag claim 3: R&&D"
    commands.refresh()
    assert commands.action("undo").text() == "&Undo Tag claim 3: R&&D"
    assert next(iter(commands)).name == "Undo Tag claim 3: R&D"


def test_a_single_key_stands_in_the_menu(commands):
    command(commands, "mark", key="Enter")
    commands.refresh()
    assert commands.action("mark").text() == "&mark\tEnter"
    assert next(iter(commands)).keys == "Enter"


def test_a_switch_shows_whether_it_is_on_even_if_running_it_fails(commands):
    on = []

    def fail():
        on.append(True)
        raise RuntimeError

    commands.add(Command("switch", "Switch", "View", fail, checked=lambda: bool(on)))
    with pytest.raises(RuntimeError):
        commands.run("switch")
    assert commands.action("switch").isChecked()


def test_icons_are_drawn_when_their_menu_opens_and_follow_the_theme(commands, use_theme):
    command(commands, "edit.find")
    command(commands, "plain")
    action = commands.action("edit.find")
    menu = commands.get("edit.find").menu
    assert action.icon().isNull(), "drawing all of them would hold up the start"
    commands.show_icons("Another menu")
    assert action.icon().isNull()
    commands.show_icons(menu)
    before = action.icon().pixmap(16, 16).toImage()
    use_theme(Theme.dark())
    commands.dress()
    commands.show_icons(menu)
    assert action.icon().pixmap(16, 16).toImage() != before
    assert commands.action("plain").icon().isNull()
