"""The dialog of backups: what it lists, and the wishes it gives back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox

from annotations.backups import Backup, BackupWishes
from app.dialogs.backups import BackupsDialog

WISHES = BackupWishes()
MADE = [
    Backup(Path("b.pressmark"), datetime(2026, 3, 12, 9, 30, tzinfo=UTC), "week", 7_340_032),
    Backup(Path("a.pressmark"), datetime(2026, 3, 11, 9, 30, tzinfo=UTC), "week", 5_000),
]


@pytest.fixture
def shown(qtbot):
    """Show the dialog on these backups."""

    def show(backups, folder=Path("backups")):
        dialog = BackupsDialog(WISHES, backups, folder)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show


def test_backups_are_listed_the_newest_first_and_chosen(shown):
    dialog = shown(MADE)
    assert dialog.table.item(0, 0).text() == f"12 Mar 2026, {MADE[0].at.astimezone():%H:%M}"
    assert [dialog.table.item(row, 1).text() for row in range(2)] == ["week", "week"]
    asked = []
    dialog.copy_asked.connect(asked.append)
    dialog.table.selectRow(1)
    dialog.copy_button.click()
    assert asked == [MADE[1]]
    assert not dialog.isVisible()


def test_without_backups_there_is_nothing_to_open(shown):
    dialog = shown([], None)
    assert not dialog.copy_button.isEnabled()
    assert not dialog.folder_button.isEnabled()


def test_wishes_are_given_back_as_chosen(shown):
    dialog = shown(MADE)
    assert dialog.wishes() == WISHES
    dialog.numbers["number"].setValue(3)
    dialog.numbers["days"].setValue(7)
    dialog.numbers["minutes"].setValue(0)
    assert dialog.wishes() == BackupWishes(True, 3, 7, 1)
    dialog.made_box.click()
    assert not dialog.wishes().made
    assert not dialog.numbers["days"].isEnabled()
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close).click()
    assert not dialog.isVisible()
