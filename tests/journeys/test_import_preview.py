"""Pages of one site are dropped twice: what was corrected the first time need not be corrected again."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from window_checks import bring_up

from annotations.project import Project
from app.dialogs.importing import ImportDialog
from app.models.draft_cells import Column

CTRL = Qt.KeyboardModifier.ControlModifier
ITSELF = "northerncourier.example | Home"
FISH = [
    f"The ministry counted {number * 7} fish on quay {number} and entered them in the book." for number in range(12)
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.pressmark"
    Project.create(path, coder=("Anna Lindqvist", "AL")).close()
    return path


@pytest.fixture
def page(tmp_path: Path) -> Any:
    """Save a page of the site, which calls itself oddly and prints no date."""

    def save(name: str, headline: str, *sentences: str) -> Path:
        path = tmp_path / "saved" / f"{name}.html"
        path.parent.mkdir(exist_ok=True)
        body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        path.write_text(
            f"<html><head><title>{headline}</title><link rel='canonical' href='https://northerncourier.example/{name}'>"
            f"<meta property='og:site_name' content='{ITSELF}'><meta property='og:title' content='{headline}'></head>"
            f"<body><article><h1>{headline}</h1>{body}</article></body></html>",
            encoding="utf-8",
        )
        return path

    return save


def stored(path: Path) -> list[tuple[Any, ...]]:
    sql = "SELECT headline, o.name, published FROM articles a LEFT JOIN outlets o ON o.id = outlet_id ORDER BY a.id"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def read(desk: Any) -> ImportDialog:
    """The preview with everything read, and the keyboard in its table."""
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ImportDialog) and w.isVisible())
    desk.qtbot.waitUntil(lambda: not dialog._head.is_reading and dialog._import.isEnabled(), timeout=60_000)
    bring_up(desk.qtbot, dialog)
    dialog._table.setFocus()
    return dialog


def go_to(dialog: ImportDialog, row: int, column: Column) -> None:
    # Not by the mouse: Qt remembers modifiers that a test before pressed.
    how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    dialog._table.selectionModel().setCurrentIndex(dialog._model.index(row, column), how)


def said(dialog: ImportDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_a_correction_is_remembered_dates_are_set_at_once_and_a_group_is_left_out(
    desk: Any, drop: Any, keys: Any, project: Path, page: Any
) -> None:
    window = desk.start(project)
    drop(window, page("1", "The lighthouse", "The lighthouse was painted.", "It is red now."))
    dialog = read(desk)
    go_to(dialog, 0, Column.OUTLET)
    keys("Northern Courier")
    keys(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: dialog._model.corrected)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    desk.idle()
    assert stored(project) == [("The lighthouse", "Northern Courier", "")]

    saved = [
        page("2", "The crane", "Nobody moved the crane this year.", "It stands still."),
        page("3", "Fish counted", *FISH),
        page("4", "The ferry", "The ferry crossed the strait.", "Two passengers were aboard."),
        page("5", "All the fish are counted", *FISH[:-1], "Our reporter saw the last of them herself."),
    ]
    desk.read()
    drop(window, *saved)
    dialog = read(desk)
    assert "4 values as you corrected them before." in said(dialog)
    model = dialog._model
    assert [model.line(row).draft.headline for row in (0, 4)] == ["The crane", "The ferry"]
    assert {row.draft.outlet for row in model.rows_at(range(model.rowCount()))} == {"Northern Courier"}
    told = model.index(0, Column.OUTLET).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Outlet: Northern Courier, as you corrected it last time"

    keys(Qt.Key.Key_A, CTRL)
    bulk = {box.accessibleName(): box for box in [*dialog.findChildren(QComboBox), *dialog.findChildren(QLineEdit)]}
    bulk["Column to change"].setCurrentText("Date")
    bulk["Value for the selected articles"].setFocus()
    keys("12 March 2026")
    keys(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert {row.draft.published for row in model.rows_at(range(model.rowCount()))} == {"2026-03-12"}

    assert model.index(1, Column.HEADLINE).data().startswith("2 near copies · “")
    go_to(dialog, 1, Column.HEADLINE)
    dialog._table.setFocus()
    keys(Qt.Key.Key_Space)
    assert [b.text() for b in dialog.findChildren(QPushButton) if b.text().startswith("Import ")] == [
        "Import 2 articles"
    ]
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    desk.idle()
    assert stored(project) == [
        ("The lighthouse", "Northern Courier", ""),
        ("The crane", "Northern Courier", "2026-03-12"),
        ("The ferry", "Northern Courier", "2026-03-12"),
    ]
    window.commands.run("edit.undo")
    desk.idle()
    assert len(stored(project)) == 1
