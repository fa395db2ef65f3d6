"""A folder with a thousand files falls on the window: all arrive, what is left out is told, one undo takes all."""

import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from window_checks import bring_up

from annotations.project import Project
from app.dialogs.importing import ImportDialog

CTRL = Qt.KeyboardModifier.ControlModifier
MANY = 1000


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.pressmark"
    Project.create(path, coder=("Anna Lindqvist", "AL")).close()
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A thousand articles in ten folders; besides, an archive with one bad file, a saved page with its pictures."""
    top = tmp_path / "week"
    for number in range(MANY):
        place = top / f"day {number % 10}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.txt").write_text(f"Ship {number}\nShip {number} left the harbour.", encoding="utf-8")
    (top / "page_files").mkdir()
    (top / "page_files" / "advert.html").write_text("<p>Buy this now</p>", encoding="utf-8")
    (top / "page.html").write_text("<h1>The quay</h1><p>The quay was sold in May.</p>", encoding="utf-8")
    (top / "empty.txt").touch()
    with zipfile.ZipFile(top / "pack.zip", "w") as archive:
        archive.writestr("crane.txt", "The crane\nThe crane stands still.")
        archive.writestr("bad.txt", "")
    return top


def count(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        (found,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    connection.close()
    return int(found)


def preview(desk: Any) -> tuple[ImportDialog, QPushButton]:
    """The preview with everything read, and its button that imports."""
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ImportDialog) and w.isVisible())
    agree = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Import "))
    desk.qtbot.waitUntil(agree.isEnabled, timeout=120_000)
    return dialog, agree


def test_a_thousand_files_of_a_folder_are_imported_and_taken_back_as_one(desk, drop, keys, project, folder) -> None:
    window = desk.start(project)
    drop(window, folder)
    dialog, agree = preview(desk)
    assert agree.text() == f"Import {MANY + 2:,} articles"
    told = next(
        box for box in dialog.findChildren(QPlainTextEdit) if box.accessibleName() == "Files that were not read"
    )
    lines = told.toPlainText().splitlines()
    assert [line for line in lines if "empty.txt" in line] == ["“empty.txt” is empty. Save or download it again."]
    assert any("page_files" in line and "saved page" in line for line in lines)
    bring_up(desk.qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    desk.idle()
    assert sum(window.session.project.articles.counts().values()) == MANY + 2
    desk.read()
    keys(Qt.Key.Key_Z, CTRL)
    desk.idle()
    assert sum(window.session.project.articles.counts().values()) == 0
    keys(Qt.Key.Key_Y, CTRL)
    desk.idle()
    desk.close()
    assert count(project) == MANY + 2
