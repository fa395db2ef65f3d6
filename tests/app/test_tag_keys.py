"""The shortcuts of tags."""

import pytest
from PySide6.QtWidgets import QWidget

from annotations.codebook import Codebook, Dimension, Kind, Tag
from app.commands import Command, Commands
from app.tag_keys import sequence_of, tag_keys


@pytest.mark.parametrize(
    ("shortcut", "sequence"),
    [("m", "Alt+M"), ("5", "Alt+5"), ("ф", "Alt+Ф"), ("Ctrl+Shift+M", "Ctrl+Shift+M"), ("F7", "F7")],
)
def test_a_letter_goes_with_alt_and_a_sequence_stays(shortcut, sequence):
    assert sequence_of(shortcut) == sequence


@pytest.mark.parametrize("shortcut", ["", " ", "?", "mm", "Left", "Ctrl+A, Ctrl+B", "<b>"])
def test_what_is_no_shortcut_stands_for_no_keys(shortcut):
    assert sequence_of(shortcut) == ""


@pytest.fixture
def problems(qtbot):
    def found(*shortcuts):
        window = QWidget()
        qtbot.addWidget(window)
        commands = Commands(window)
        commands.add(Command("find", "&Find", "Edit", print, "Alt+J"))
        tags = tuple(
            Tag(name, id=n, dimension_id=1, position=n, shortcut=key) for n, (name, key) in enumerate(shortcuts)
        )
        codebook = Codebook((Dimension("Framing", Kind.MANY, id=1),), tags)
        return [(key.tag.name, key.problem) for key in tag_keys(codebook, commands, {"Alt+F": "opens the menu File"})]

    return found


def test_commands_and_menus_go_before_tags_and_the_first_tag_before_others(problems):
    found = problems(("Drain", "d"), ("Jobs", "j"), ("Fear", "f"), ("Doubt", "D"), ("Odd", "?"), ("Plain", ""))
    assert found == [
        ("Drain", ""),
        ("Jobs", "is “Find”"),
        ("Fear", "opens the menu File"),
        ("Doubt", "sets “Drain”"),
        ("Odd", "“?” is no letter, digit or sequence"),
    ]
