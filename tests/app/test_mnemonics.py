"""A letter underlined in a menu or a dialog stands for one thing there: of two with the same one it only chooses."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from app.commands import MENUS, menu_keys
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.window import Window

APP = Path(__file__).parents[2] / "app"
MARKED = re.compile(r"(?<!&)&([A-Za-z])(?![a-z]*;)")
ALTERNATELY = {("MemoryBar", "T")}
"""Classes whose one button says now this, now that, with the letter of both."""


def letters(titles):
    """The letters underlined in titles, capitals; "&&" is an ampersand that is printed."""
    return Counter(found[1].upper() for title in titles if (found := MARKED.search(title.replace("&&", ""))))


def twice(titles):
    return {letter: [t for t in titles if f"&{letter}" in t.upper()] for letter, n in letters(titles).items() if n > 1}


@pytest.fixture(scope="module")
def commands(qapp):
    window = Window(Session(), Settings(), Theme.light())
    yield list(window.commands)
    window.session.shut_down()
    window.deleteLater()


@pytest.mark.parametrize("menu", MENUS)
def test_no_letter_stands_for_two_commands_of_a_menu(commands, menu):
    mine = [command for command in commands if command.menu == menu]
    assert not twice([one.title if isinstance(one.title, str) else one.title() for one in mine])


def test_each_menu_has_a_letter_of_its_own_that_is_no_commands_key(commands):
    assert not twice(list(MENUS.values()))
    assert len(menu_keys()) == len(MENUS)
    assert not {name for command in commands for name in command.names} & set(menu_keys())


def texts(node):
    """The short texts written in a class."""
    values = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
    return sorted({value for value in values if isinstance(value, str) and len(value) < 80})


def windows():
    """The classes of dialogs and of their parts, by where they stand."""
    for path in sorted(APP.rglob("*.py")):
        if "actions" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and letters(texts(node)):
                yield pytest.param(node, id=f"{path.stem}-{node.name}")


@pytest.mark.parametrize("node", list(windows()))
def test_no_letter_stands_for_two_parts_of_a_dialog(node):
    assert not [letter for letter in twice(texts(node)) if (node.name, letter) not in ALTERNATELY]
