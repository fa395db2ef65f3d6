"""Opening a project that an older version made."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox

from annotations.errors import BackupError, CancelledError
from annotations.store.format import upgrading
from annotations.store.format.schema import VERSION
from app import waiting
from app.dialogs.backups import BackupsDialog
from app.dialogs.waiting import WaitingDialog

FIRST = Path(__file__).parents[1] / "projects" / "version-1.pressmark"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(FIRST, tmp_path / "harbour.pressmark"))


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """The same in a folder that a program keeps in step."""
    folder = tmp_path / "team"
    (folder / ".stfolder").mkdir(parents=True)
    return Path(shutil.copy(FIRST, folder / "harbour.pressmark"))


def version(path: Path) -> int:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def copies(own_folders: Path) -> list[int]:
    return [version(path) for path in own_folders.rglob("backups/*/*.pressmark")]


def test_an_older_project_is_upgraded_told_of_and_worked_in(desk, old, own_folders, answer) -> None:
    window = desk.start(old)
    assert "was brought to the present one" in window.banner.text
    assert str(own_folders) in window.banner.text
    answer(BackupsDialog, lambda dialog: dialog.reject())
    window.banner.action_button.click()
    assert window.session.can_write
    window.session.run("Edit note", lambda p: p.claims.update(p.claims.all()[0].id, note="since"))
    desk.close()
    assert (version(old), copies(own_folders)[0]) == (VERSION, 1)
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT note FROM claims WHERE number = 1").fetchone() == ("since",)
    assert not desk.start(old).banner.text


def test_without_room_for_a_backup_it_is_read_only_and_says_why(desk, old, monkeypatch) -> None:
    def no_room(*_: object, **__: object) -> None:
        raise BackupError("No backup could be made (No room)", "Make room there")

    monkeypatch.setattr(upgrading, "back_up", no_room)
    window = desk.start(old)
    assert "no backup could be made (No room). Make room there" in window.banner.text
    assert not window.session.can_write
    assert window.articles.select(2)
    desk.close()
    assert old.read_bytes() == FIRST.read_bytes()


def test_upgrading_shows_how_far_it_is_and_can_be_cancelled(desk, old, monkeypatch, answer) -> None:
    def slow(*_: object, stop, **__: object) -> None:
        while not stop():
            pass
        raise CancelledError

    monkeypatch.setattr(upgrading, "back_up", slow)
    monkeypatch.setattr(waiting, "_AT_ONCE", 0)
    window = desk.start()

    def cancel(dialog: WaitingDialog) -> None:
        desk.qtbot.waitUntil(lambda: dialog.part.text() == "Making a backup…")
        dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Cancel).click()

    answer(WaitingDialog, cancel)
    assert not window.files.open(old)
    assert window.session.project is None
    assert old.read_bytes() == FIRST.read_bytes()
    assert not list(old.parent.glob("*.lock"))


@pytest.mark.parametrize("works", [False, True])
def test_the_original_in_a_shared_folder_is_upgraded_only_by_publishing(desk, shared, answer, works) -> None:
    window = desk.start()

    def on_a_copy(box: QMessageBox) -> None:
        next(button for button in box.buttons() if button.text() == "Work on a copy").click()

    answer(QMessageBox, on_a_copy)
    assert window.files.open(shared)
    assert "Once it is published, others need" in window.banner.text
    # Anna is known to the project, so that opening it writes nothing.
    if works:
        window.session.run("Edit note", lambda p: p.claims.update(p.claims.all()[0].id, note="since"))
    assert version(shared) == 1
    desk.close()
    assert version(shared) == (VERSION if works else 1)
    assert not list(shared.parent.glob("*.lock"))


def test_an_older_project_opened_for_reading_stays_as_it_is(desk, old) -> None:
    window = desk.start()
    assert window.session.open_read_only(old)
    assert window.articles.select(2)
    desk.close()
    assert old.read_bytes() == FIRST.read_bytes()
