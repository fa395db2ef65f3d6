"""The list of keys."""

import pytest
from PySide6.QtWidgets import QTableWidget, QWidget

from app.commands import Command, Commands
from app.dialogs.keys import KeysDialog


@pytest.fixture
def rows(qtbot):
    def read(*commands):
        window = QWidget()
        qtbot.addWidget(window)
        registry = Commands(window)
        registry.add(*commands)
        dialog = KeysDialog(registry, window)
        table = dialog.findChild(QTableWidget)
        assert table.accessibleName() == "Keys"
        return [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]

    return read


def test_every_command_with_a_key_is_listed(rows):
    found = rows(
        Command("copy", "&Copy", "Edit", print, "Ctrl+C"),
        Command("mark", "&Mark…", "Claim", print, key="Enter"),
        Command("plain", "Plain", "Edit", print),
    )
    assert found[:2] == [["Edit", "Copy", "Ctrl+C"], ["Claim", "Mark", "Enter"]]
    assert "Plain" not in [row[1] for row in found]


def test_titles_that_change_have_a_lasting_name_and_what_is_hidden_is_left_out(rows):
    found = rows(
        Command("undo", lambda: "&Undo Tag claim 3", "Edit", print, "Ctrl+Z", name_in_lists="Undo"),
        Command("fifth", "Fifth", "Claim", print, key="5", shown=lambda: False),
    )
    assert found[0] == ["Edit", "Undo", "Ctrl+Z"]
    assert "Fifth" not in [row[1] for row in found]


def test_the_keys_of_the_pickers_are_listed_too(rows):
    found = rows()
    assert {row[0] for row in found} == {"In a picker"}
    keys = " ".join(row[2] for row in found)
    for key in ("1 … 9", "0", "Shift+Enter", "S T A B M", "8 9 0 1 2", "− or +", "Space", "Tab", "Backspace", "Esc"):
        assert key in keys
    assert "nothing is typed" in next(row[1] for row in found if row[2] == "1 … 9")
