"""A letter underlined in a menu or a dialog stands for one thing there: of two with the same one it only chooses."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.commands import MENUS, menu_keys
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.window import Window
from app.workspaces.registry import ENTRIES

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
def window(qapp, tmp_path_factory):
    made = Window(Session(), Settings(), Theme.light())
    assert made.session.create(tmp_path_factory.mktemp("letters") / "p.pressmark", ("Anna Lindqvist", "AL"))
    yield made
    made.session.shut_down()
    made.deleteLater()


@pytest.mark.parametrize("menu", MENUS)
def test_no_letter_stands_for_two_commands_of_a_menu(window, menu):
    (shown,) = [action.menu() for action in window.menuBar().actions() if action.text() == MENUS[menu]]
    assert not twice([action.text() for action in shown.actions()])


def test_each_menu_has_a_letter_of_its_own_that_is_no_commands_key(window):
    assert not twice(list(MENUS.values()))
    assert len(menu_keys()) == len(MENUS)
    assert not {name for command in window.commands for name in command.names} & set(menu_keys())


def test_no_letter_of_a_menu_stands_for_a_part_of_the_window(window):
    for entry in ENTRIES:
        window.workspaces.show(entry.id)
    marked = [label for label in window.findChildren(QLabel) if label.buddy()]
    marked += window.findChildren(QAbstractButton)
    ours = [part.text() for part in marked if part.window() is window]
    assert len(ours) > len(ENTRIES)
    letters_of_menus = {sequence.removeprefix("Alt+") for sequence in menu_keys()}
    assert not letters(ours).keys() & letters_of_menus


def texts(node):
    """The short texts written in a class."""
    values = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
    return sorted({value for value in values if isinstance(value, str) and len(value) < 80})


def windows():
    """The classes of dialogs and of their parts, by where they stand."""
    for path in sorted(APP.rglob("*.py")):
        if "actions" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)) if MARKED.search(source) else ():
            if isinstance(node, ast.ClassDef) and letters(texts(node)):
                yield pytest.param(node, id=f"{path.stem}-{node.name}")


@pytest.mark.parametrize("node", list(windows()))
def test_no_letter_stands_for_two_parts_of_a_dialog(node):
    assert not [letter for letter in twice(texts(node)) if (node.name, letter) not in ALTERNATELY]
