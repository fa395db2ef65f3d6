"""A table whose columns nobody knows: the person says which is which, once, with the keyboard, and imports it."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from window_checks import bring_up

from annotations.project import Project
from app.dialogs.import_columns import ColumnsDialog
from app.dialogs.importing import ImportDialog
from app.models.drafts import Column

CTRL = Qt.KeyboardModifier.ControlModifier
TAB = Qt.Key.Key_Tab
TABLE = "Kopf,Inhalt,Reach\nThe quay,The quay was sold in May.,12\nThe crane,The crane stands still.,7\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.pressmark"
    Project.create(path, coder=("Anna Lindqvist", "AL")).close()
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "monitoring.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def shown(desk: Any, kind: type) -> Any:
    """The dialog of a kind that stands on the screen, or None."""
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


def button(dialog: Any, start: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text().startswith(start))


def read(desk: Any) -> ImportDialog:
    """The preview with everything read."""
    dialog: ImportDialog = shown(desk, ImportDialog)
    desk.qtbot.waitUntil(lambda: not button(dialog, "Stop").isVisible(), timeout=60_000)
    return dialog


def columns(desk: Any) -> ColumnsDialog:
    desk.qtbot.waitUntil(lambda: shown(desk, ColumnsDialog) is not None, timeout=60_000)
    dialog: ColumnsDialog = shown(desk, ColumnsDialog)
    bring_up(desk.qtbot, dialog)
    return dialog


def stored(path: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT headline, text FROM articles JOIN texts USING (digest) ORDER BY articles.id")
        found = rows.fetchall()
    connection.close()
    return found


def test_unknown_columns_are_asked_for_by_key_and_known_the_next_time(desk, drop, keys, project, table) -> None:
    window = desk.start(project)
    drop(window, table)
    asked = columns(desk)
    assert not button(asked, "Apply").isEnabled()
    keys("H")
    keys(TAB)
    keys("T")
    assert asked.mapping() == {"Kopf": "headline", "Inhalt": "text"}
    keys(Qt.Key.Key_Return)
    dialog = read(desk)
    desk.qtbot.waitUntil(button(dialog, "Import 2 articles").isEnabled)
    bring_up(desk.qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    desk.idle()
    desk.close()
    assert stored(project) == [
        ("The quay", "The quay\nThe quay was sold in May."),
        ("The crane", "The crane\nThe crane stands still."),
    ]

    table.write_text(TABLE.replace("quay", "lock"), encoding="utf-8")
    window = desk.start(project)
    drop(window, table)
    dialog = read(desk)
    assert shown(desk, ColumnsDialog) is None
    assert button(dialog, "Import 1 article").isEnabled()  # the crane is there already
    dialog.reject()


def test_a_field_moves_to_the_column_chosen_last(desk, drop, project, table) -> None:
    window = desk.start(project)
    drop(window, table)
    asked = columns(desk)
    first, second, third = asked.findChildren(QComboBox)
    second.setCurrentText("Text of the article")
    third.setCurrentText("Headline")
    first.setCurrentText("Headline")
    assert asked.mapping() == {"Kopf": "headline", "Inhalt": "text"}
    assert third.currentText() == "Not used"
    asked.reject()
    read(desk).reject()


def test_known_columns_are_not_asked_for_but_can_be_changed(desk, drop, keys, project, table) -> None:
    table.write_text(TABLE.replace("Kopf,Inhalt", "Title,Body"), encoding="utf-8")
    window = desk.start(project)
    drop(window, table)
    dialog = read(desk)
    assert shown(desk, ColumnsDialog) is None
    bring_up(desk.qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    asked = columns(desk)
    assert asked.mapping() == {"Title": "headline", "Body": "text"}
    asked.findChildren(QComboBox)[0].setCurrentText("Standfirst")
    button(asked, "Apply").click()
    dialog = read(desk)
    desk.qtbot.waitUntil(button(dialog, "Import 2 articles").isEnabled)
    button(dialog, "Import 2 articles").click()
    desk.idle()
    desk.close()
    assert [headline for headline, _ in stored(project)] == ["The quay was sold in May.", "The crane stands still."]


def test_a_file_that_is_no_table_offers_no_columns(desk, drop, project, tmp_path) -> None:
    path = tmp_path / "press.txt"
    path.write_text("The quay\n\nIt was sold.", encoding="utf-8")
    window = desk.start(project)
    drop(window, path)
    dialog = read(desk)
    assert not button(dialog, "&Columns").isVisible()
    dialog.reject()


def test_a_table_that_is_read_anew_is_no_copy_of_what_it_was(desk, drop, project, table) -> None:
    sentence = "The witness of case {} told the court what was seen at the quay that night in the spring."
    body = " ".join(sentence.format(number) for number in range(9))
    table.write_text(f"Title,Body,Other\nOne,{body} A.,x\nTwo,{body} B.,y\n", encoding="utf-8")
    window = desk.start(project)
    drop(window, table)
    dialog = read(desk)
    model = dialog._model
    before = [model.index(row, Column.TWIN).data() for row in range(3)]
    assert before[:2] == ["", "leads"]
    assert before[2].startswith("near copy, ")
    button(dialog, "&Columns").click()
    button(columns(desk), "Apply").click()
    dialog = read(desk)
    desk.qtbot.waitUntil(lambda: model.rowCount() == 3)
    assert [model.index(row, Column.TWIN).data() for row in range(3)] == before
    dialog.reject()
