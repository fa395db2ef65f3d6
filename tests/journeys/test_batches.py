"""An import that keeps its file, which is given back as it came; its batch is listed, edited, narrowed to, emptied."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QPushButton
from window_checks import bring_up

from annotations.articles import Batch
from annotations.importers.draft import Draft
from annotations.project import Project
from app.dialogs.article_details import ArticleDetailsDialog
from app.dialogs.batches import BatchesDialog
from app.dialogs.importing import ImportDialog

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
PAGE = "The quay\n\nThe quay was sold in May, and nobody in the harbour office had been asked about it.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One article of a batch of its own."""
    path = tmp_path / "harbour.pressmark"
    draft = Draft("The crane\nThe crane stands still.", "The crane", outlet="Post")
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:
        batch = Batch(origin="Post archive", search="crane", retrieved_on="2026-03-12")
        made.step("Import", lambda p: p.articles.add_all([draft], batch))
    return path


@pytest.fixture
def press(tmp_path: Path) -> Path:
    path = tmp_path / "quay.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def shown(kind: type) -> Any:
    """The dialog of a kind that stands on the screen, or None."""
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


def button(dialog: Any, start: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text().startswith(start))


def keeping(dialog: Any) -> QCheckBox:
    return next(box for box in dialog.findChildren(QCheckBox) if box.text().startswith("&Keep"))


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def bring_in(desk: Any, drop: Any, press: Path, *, keep: bool) -> None:
    """Import a file with the keyboard; `keep` presses the key that keeps it."""
    drop(desk.window, press)
    dialog: ImportDialog = shown(ImportDialog)
    desk.qtbot.waitUntil(lambda: not button(dialog, "Stop").isVisible(), timeout=60_000)
    bring_up(desk.qtbot, dialog)
    if keep:
        QTest.keyClick(dialog, Qt.Key.Key_K, ALT)
        desk.qtbot.waitUntil(keeping(dialog).isChecked)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    desk.idle()


def batches(desk: Any) -> BatchesDialog:
    desk.window.commands.run("file.batches")
    dialog: BatchesDialog = shown(BatchesDialog)
    bring_up(desk.qtbot, dialog)
    dialog.view.setFocus()
    return dialog


def test_a_kept_file_is_given_back_as_it_came_and_undo_takes_it_away(
    desk, drop, project, press, tmp_path, monkeypatch
) -> None:
    window = desk.start(project)
    bring_in(desk, drop, press, keep=True)
    came = press.read_bytes()
    press.unlink()
    window.articles.select(_id(project, "The quay"))
    target = tmp_path / "given back.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.commands.refresh()
    assert window.commands.action("article.original").isEnabled()
    window.commands.run("article.original")
    assert target.read_bytes() == came
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(project), ""))
    window.commands.run("article.original")
    assert "open project itself" in window.banner.text
    assert rows(project, "SELECT name FROM origins") == [("quay.txt",)]

    window.commands.run("edit.undo")
    desk.idle()
    window.commands.refresh()
    assert not window.commands.action("article.original").isEnabled()
    press.write_bytes(came)
    drop(window, press)
    dialog = shown(ImportDialog)
    desk.qtbot.waitUntil(lambda: not button(dialog, "Stop").isVisible(), timeout=60_000)
    assert keeping(dialog).isChecked(), "the choice is remembered"
    dialog.reject()


def test_batches_are_listed_edited_by_key_and_narrow_the_list(desk, drop, keys, project, press) -> None:
    window = desk.start(project)
    bring_in(desk, drop, press, keep=False)
    dialog = batches(desk)
    cells = [[dialog.model.index(row, column).data() for column in (0, 1, 5, 6)] for row in range(2)]
    assert cells == [["Post archive", "crane", "1", "1"], ["Post archive", "crane", "1", "1"]]
    dialog.view.setCurrentIndex(dialog.model.index(0, 1))
    QTest.keyClick(dialog.view, Qt.Key.Key_F2)
    keys("quay")
    keys(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: dialog.model.index(0, 1).data() == "quay")
    dialog.view.setCurrentIndex(dialog.model.index(0, 3))
    QTest.keyClick(dialog.view, Qt.Key.Key_F2)
    keys("some day")
    keys(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: "cannot be read as the date" in dialog.note.text())
    assert not dialog.delete_button.isEnabled()
    dialog.show_button.click()
    assert window.articles.model.row_of(_id(project, "The quay")) >= 0
    assert window.articles.model.row_of(_id(project, "The crane")) < 0
    assert "“quay”" in window.articles.bar.only_button.accessibleName()
    window.articles.bar.only_button.click()
    assert window.articles.model.row_of(_id(project, "The crane")) >= 0
    assert rows(project, "SELECT search FROM batches ORDER BY id") == [("crane",), ("quay",)]
    window.commands.run("edit.undo")
    assert rows(project, "SELECT search FROM batches ORDER BY id") == [("crane",), ("crane",)]


def _id(project: Path, headline: str) -> int:
    return rows(project, f"SELECT id FROM articles WHERE headline = '{headline}'")[0][0]


def test_an_article_moves_to_another_batch_and_the_empty_one_is_deleted(
    desk, drop, answer, keys, project, press
) -> None:
    window = desk.start(project)
    bring_in(desk, drop, press, keep=False)
    window.articles.select(_id(project, "The quay"))

    def fill_in(dialog: ArticleDetailsDialog) -> None:
        assert [dialog.batch_box.itemText(n) for n in (0, 2)] == ["None", "Post archive · “crane” · 2026-03-12"]
        bring_up(desk.qtbot, dialog)
        dialog.fields["section"].setFocus()
        keys("Harbour")
        dialog.batch_box.setFocus()
        dialog.batch_box.setCurrentIndex(dialog.batch_box.findData(1))
        keys(Qt.Key.Key_Return)

    answer(ArticleDetailsDialog, fill_in)
    window.commands.run("article.edit")
    assert rows(project, "SELECT section, batch_id FROM articles WHERE headline = 'The quay'") == [("Harbour", 1)]
    dialog = batches(desk)
    dialog.view.selectRow(0)
    assert dialog.delete_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_D, ALT)
    desk.qtbot.waitUntil(lambda: rows(project, "SELECT id FROM batches") == [(1,)])
    assert dialog.model.rowCount() == 1
    assert dialog.selected.id == 1
    dialog.reject()
    window.commands.run("edit.undo")
    window.commands.run("edit.undo")
    assert rows(project, "SELECT section, batch_id FROM articles WHERE headline = 'The quay'") == [("", 2)]
