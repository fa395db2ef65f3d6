"""A page that was rewritten is imported again: claims go with their words, and what has no place is listed."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from window_checks import bring_up

from annotations.importers.draft import Draft
from annotations.importers.likeness.versions import REPLACED
from annotations.project import Project
from annotations.spans import Span
from app.dialogs.article_versions import VersionsDialog
from app.dialogs.import_unplaced import UnplacedDialog
from app.dialogs.importing import ImportDialog
from app.models.drafts import Column

CONTROL = Qt.KeyboardModifier.ControlModifier
SENTENCES = (
    "The ferry crossed the strait on Monday with nobody at the wheel, the harbour said.",
    "Two passengers noticed it and went on reading the newspaper of the day before.",
    "The harbour will look into it until the end of the month and then report.",
)
REWRITTEN = (SENTENCES[0], "Nobody has noticed anything, says the owner.", SENTENCES[2])


@pytest.fixture
def path(tmp_path):
    """A project with the article of a page: claims on its first and second sentence."""
    path = tmp_path / "week.pressmark"
    text = "\n".join(["The ferry", *SENTENCES])
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:

        def fill(p):
            draft = Draft(text, "The ferry", outlet="The Courier", url="https://courier.example/ferry")
            article = p.articles.add(draft)
            for words in ("The ferry crossed the strait", "Two passengers noticed it"):
                p.claims.add(article, Span(text.index(words), text.index(words) + len(words)))

        project.step("Import", fill)
    return path


@pytest.fixture
def newer(tmp_path):
    """The page as it is today, saved as a file."""
    file = tmp_path / "ferry.txt"
    head = (
        "Headline: The ferry\nOutlet: The Courier\nURL: http://www.courier.example/ferry?utm_source=mail\nLanguage: en"
    )
    body = "\n\n".join(["The ferry", *REWRITTEN])
    file.write_text(f"{head}\n\n{body}\n", encoding="utf-8")
    return file


@pytest.fixture
def rows(path):
    """What another program reads in the file."""

    def read(sql, *values):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    return read


CLAIMS = (
    "SELECT c.number, c.article_id, c.exact, substr(t.text, c.start + 1, c.end - c.start), c.check_state"
    " FROM claims c JOIN articles a ON a.id = c.article_id JOIN texts t ON t.digest = a.digest ORDER BY c.number"
)
ARTICLES = "SELECT id, replaces_id, status, left_out_reason FROM articles ORDER BY id"
FIRST = "The ferry crossed the strait"
SECOND = "Two passengers noticed it"


def preview(desk, drop, file):
    drop(desk.window, file)
    dialog = next(d for d in desk.window.findChildren(ImportDialog) if d.isVisible())
    desk.qtbot.waitUntil(lambda: not dialog._head.is_reading, timeout=60_000)
    desk.qtbot.waitUntil(lambda: dialog._model.rowCount() == 1)
    bring_up(desk.qtbot, dialog)
    dialog._table.setFocus()
    # Not by a key or the mouse: Qt remembers modifiers that a test before pressed.
    how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    dialog._table.selectionModel().select(dialog._model.index(0, Column.HEADLINE), how)
    return dialog


def accept(desk, dialog):
    desk.qtbot.waitUntil(dialog._import.isEnabled)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    desk.idle()


def shown(dialog):
    return dialog._model.index(0, Column.TWIN).data()


def test_a_rewritten_page_takes_its_claims_along_and_lists_what_has_no_place(desk, drop, answer, path, newer, rows):
    texts = []
    window = desk.start(path)
    dialog = preview(desk, drop, newer)
    assert shown(dialog) == "replaces an older one"
    told = dialog._model.index(0, Column.TWIN).data(Qt.ItemDataRole.ToolTipRole)
    assert "Newer version of “The ferry”, 2 claims" in told
    assert "1 newer version of what the project has" in dialog._head.details.text()
    accept(desk, dialog)
    assert rows(ARTICLES) == [(1, None, "left-out", REPLACED), (2, 1, "in-progress", "")]
    assert rows(CLAIMS) == [(1, 2, FIRST, FIRST, "open"), (2, 1, SECOND, SECOND, "flagged")]
    listed = next(d for d in window.findChildren(UnplacedDialog) if d.isVisible())
    assert listed.list.item(0).text().startswith(f"2   “{SECOND}”")
    bring_up(desk.qtbot, listed)
    QTest.keyClick(listed.list, Qt.Key.Key_Return)
    assert window.reading.article_id == 1
    assert window.reading.active_claim.number == 2
    listed.close()
    desk.read()
    window.commands.refresh()
    assert not window.commands.action("article.before").isEnabled()
    window.commands.run("article.newer")
    assert window.reading.article_id == 2
    answer(VersionsDialog, lambda dialog: (texts.append(dialog.list.item(0).text()), dialog.reject()))
    window.commands.run("article.versions")
    desk.qtbot.waitUntil(lambda: bool(texts))
    assert "replaced at an import" in texts[0]
    tip = window.articles.view.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    assert "Newer version of an article that is left out" in tip
    window.commands.run("article.before")
    assert window.reading.article_id == 1

    desk.read()
    window.commands.run("edit.undo")
    desk.idle()
    assert rows(ARTICLES) == [(1, None, "new", "")]
    assert rows(CLAIMS) == [(1, 1, FIRST, FIRST, "open"), (2, 1, SECOND, SECOND, "open")]
    window.commands.run("edit.redo")
    desk.idle()
    assert rows(CLAIMS) == [(1, 2, FIRST, FIRST, "open"), (2, 1, SECOND, SECOND, "flagged")]


def test_a_key_keeps_both_and_lets_replace_again(desk, keys, drop, path, newer, rows):
    desk.start(path)
    dialog = preview(desk, drop, newer)
    keys(Qt.Key.Key_R, CONTROL)
    assert shown(dialog) == "newer version"
    keys(Qt.Key.Key_R, CONTROL)
    assert shown(dialog) == "replaces an older one"
    keys(Qt.Key.Key_R, CONTROL)
    accept(desk, dialog)
    assert rows(ARTICLES) == [(1, None, "new", ""), (2, None, "new", "")]
    assert [row[1] for row in rows(CLAIMS)] == [1, 1]


def test_the_menu_of_the_table_leaves_the_newer_version_out(desk, drop, path, newer, rows):
    desk.start(path)
    dialog = preview(desk, drop, newer)
    dialog._table.customContextMenuRequested.emit(dialog._table.rect().center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    actions = menu.actions()
    next(action for action in actions if "Leave the newer version out" in action.text().replace("&", "")).trigger()
    menu.close()
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Import 0 articles")
    assert not button.isEnabled()
    next(action for action in actions if "Replace" in action.text().replace("&", "")).trigger()
    accept(desk, dialog)
    assert rows(ARTICLES)[1][1] == 1
    next(d for d in desk.window.findChildren(UnplacedDialog) if d.isVisible()).close()
