"""What a new user does first: the keyboard is where it is expected, and nothing is lost or replaced unasked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton

from annotations.articles import Status
from annotations.importers.draft import Draft
from annotations.project import Project
from app.dialogs.brief_export import BriefExportDialog
from app.dialogs.importing import ImportDialog

LEFT = Qt.MouseButton.LeftButton
TEXT = "The quay\n\nThe quay was sold in May. The buyer is unknown. Nobody asked."


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "quay.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:

        def fill(opened: Project) -> None:
            opened.articles.add(Draft(TEXT, headline="The quay", published="2026-03-13"))
            opened.articles.add(Draft(TEXT.replace("quay", "crane"), headline="The crane", published="2026-03-12"))

        made.step("Fill", fill)
    return path


def test_the_start_page_has_the_keyboard_on_its_main_button(desk) -> None:
    window = desk.start()
    window.activateWindow()
    button = next(b for b in window.start_page.findChildren(QPushButton) if b.text() == "New project…")
    desk.qtbot.waitUntil(button.hasFocus)


def test_after_an_import_the_keys_read(desk, drop, qtbot, tmp_path) -> None:
    path = tmp_path / "new.pressmark"
    Project.create(path, coder=("Anna Lindqvist", "AL")).close()
    file = tmp_path / "press.txt"
    file.write_text(TEXT)
    window = desk.start(path)
    drop(window, file)
    dialog = window.findChild(ImportDialog)
    button = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Import "))
    qtbot.waitUntil(button.isEnabled, timeout=60_000)
    QTest.mouseClick(button, LEFT)
    desk.idle()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.reading.reader)
    QTest.keyClick(QApplication.focusWidget(), "J")
    text = window.session.project.articles.text(window.reading.article_id)
    assert window.reading.reader.current_sentence().of(text) == "The quay was sold in May."


def test_a_click_in_the_list_and_the_arrows_with_ctrl_lead_into_the_text(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    view = window.articles.view
    row = view.visualRect(window.articles.model.index(1))
    QTest.mouseClick(view.viewport(), LEFT, pos=row.center())
    assert QApplication.focusWidget() is window.reading.reader
    assert window.reading.article_id == window.articles.model.id_at(1)
    keys(Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.reading.reader
    view.setFocus()
    keys(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is view, "who walks through the list with the arrows stays there"
    keys(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is window.reading.reader


def test_the_first_claim_sets_an_article_in_progress_and_undo_takes_both_back(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Escape)
    articles = window.session.project.articles
    assert articles.get(window.reading.article_id).status is Status.IN_PROGRESS
    window.commands.run("edit.undo")
    assert articles.get(window.reading.article_id).status is Status.NEW
    assert window.session.undo_label == "Fill", "it was one step"


def test_reading_goes_on_where_it_stopped(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    keys("JJ")
    place = (window.reading.article_id, window.reading.reader.current_sentence())
    desk.close()
    window = desk.start(project)
    assert (window.reading.article_id, window.reading.reader.current_sentence()) == place


@pytest.mark.parametrize("agreed", [True, False])
def test_a_brief_replaces_another_only_when_asked(desk, answer, monkeypatch, qtbot, project, tmp_path, agreed) -> None:
    window = desk.start(project)
    old = tmp_path / "old.pdf"
    old.write_bytes(b"%PDF-1.7 the brief of last week")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "old"), ""))
    asked = []

    def decide(box: QMessageBox) -> None:
        asked.append(box.text())
        next(b for b in box.buttons() if (b.text() == "Replace") is agreed).click()

    answer(BriefExportDialog, lambda dialog: (answer(QMessageBox, decide), dialog.accept()))
    window.commands.run("file.brief")
    desk.idle()
    assert asked == ["old.pdf is there already. Replace it?"]
    assert (old.read_bytes() == b"%PDF-1.7 the brief of last week") is not agreed
    assert window.session.undo_label == "Fill", "nothing was changed in the brief's fields"


def test_of_several_things_dropped_with_a_project_the_rest_is_told(desk, drop, answer, project, tmp_path) -> None:
    other = tmp_path / "OTHER.PRESSMARK"
    Project.create(other).close()
    (tmp_path / "press.txt").write_text(TEXT)
    window = desk.start(project)
    answer(QMessageBox, lambda box: next(b for b in box.buttons() if b.text() == "&Open").click())
    drop(window, other, tmp_path / "press.txt")
    assert window.session.project.path == other
    assert "What else was dropped was left" in window.banner.text


def test_enter_presses_the_button_that_has_the_keyboard_from_the_start_page_to_the_import(
    desk, keys, monkeypatch, tmp_path
) -> None:
    window = desk.start()
    desk.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPushButton))
    path = tmp_path / "new.pressmark"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **_options: (str(path), ""))
    keys(Qt.Key.Key_Return)
    assert window.session.project.path == path
    button = next(b for b in window.articles.nothing.findChildren(QPushButton) if b.text() == "Import files…")
    desk.qtbot.waitUntil(button.hasFocus)
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **_options: asked.append("files") or ([], ""))
    keys(Qt.Key.Key_Enter)
    assert asked == ["files"]
