"""Text that turns out dirty: a passage cut and put back, a typing error corrected, with the claims where they were."""

import sqlite3
from contextlib import closing

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotations.brief import gather, write_brief
from annotations.brief.spec import BriefSpec
from annotations.importers.draft import Draft
from annotations.progress import drive
from annotations.project import Project
from annotations.spans import Span
from app.dialogs.article_correction import CorrectionDialog
from app.dialogs.article_versions import VersionsDialog

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = "Quay sold\n\nThe mayer spoke of the quay. Read also: news from the harbour. The gulls laughed at her."


@pytest.fixture
def path(tmp_path):
    """A project with one article and a claim on its first and last sentence."""
    path = tmp_path / "week.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:

        def fill(p):
            article = p.articles.add(Draft(TEXT, "Quay sold", outlet="The Courier", published="2026-03-01"))
            for words in ("The mayer spoke", "The gulls laughed"):
                p.claims.add(article, Span(TEXT.index(words), TEXT.index(words) + len(words)))

        project.step("Import", fill)
    return path


@pytest.fixture
def rows(path):
    """What another program reads in the file."""

    def read(sql, *values):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    return read


def hits(rows, word):
    return rows("SELECT count(*) FROM article_fts WHERE article_fts MATCH ?", word)[0][0]


def printed(project, target):
    spec = BriefSpec(title="Week 10")
    drive(write_brief(gather(project, spec), spec, target))
    with pypdfium2.PdfDocument(target) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_a_passage_is_cut_found_no_more_printed_no_more_and_put_back(desk, keys, path, rows, tmp_path):
    window = desk.start(path)
    desk.read()
    keys("j")
    keys("j")
    assert window.reading.passage().of(TEXT).startswith("Read also")
    keys(Qt.Key.Key_X, CONTROL | SHIFT)
    assert hits(rows, "harbour") == 0
    assert [cut.of(TEXT) for cut in window.reading.cuts] == ["Read also: news from the harbour."]
    text = printed(window.session.project, tmp_path / "brief.pdf")
    assert "harbour" not in text
    assert "[…]" in text
    assert "The gulls laughed" in text

    keys("k")
    keys("j")
    assert window.reading.passage().of(TEXT).startswith("The gulls"), "what was cut is stepped over"
    window.reading.reader.select(Span(TEXT.index("news"), TEXT.index("news") + 4))
    keys(Qt.Key.Key_Return)
    assert window.banner.text.startswith("This passage was cut from the text")
    assert rows("SELECT count(*) FROM claims") == [(2,)]
    keys(Qt.Key.Key_R, CONTROL | SHIFT)
    assert window.reading.cuts == []
    assert hits(rows, "harbour") == 1
    keys(Qt.Key.Key_Z, CONTROL)
    assert hits(rows, "harbour") == 0
    assert len(window.reading.cuts) == 1


def test_words_with_a_claim_are_not_cut_and_the_claim_is_named(desk, keys, path, rows):
    window = desk.start(path)
    desk.read()
    keys("j")
    keys(Qt.Key.Key_X, CONTROL | SHIFT)
    assert "Claim 1 is marked in this passage" in window.banner.text
    assert rows("SELECT count(*) FROM cuts") == [(0,)]


def test_the_menu_of_the_text_restores_what_was_cut(desk, path, rows):
    window = desk.start(path)
    desk.read()
    article = window.reading.article_id
    span = Span(TEXT.index("Read"), TEXT.index(" The gulls"))
    window.session.run("Cut", lambda p: p.cuts.add(article, span))
    reader = window.reading.reader
    reader.go_to(span.start)
    reader.customContextMenuRequested.emit(reader.cursorRect().center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if "Restore" in action.text()).trigger()
    menu.close()
    assert rows("SELECT count(*) FROM cuts") == [(0,)]


def test_a_typing_error_is_corrected_and_the_claim_kept_on_what_is_meant(desk, keys, answer, path, rows):
    window = desk.start(path)
    desk.read()

    def correct(dialog):
        cursor = dialog.editor.textCursor()
        cursor.setPosition(TEXT.index("mayer") + 3)
        dialog.editor.setTextCursor(cursor)
        QTest.keyClick(dialog.editor, Qt.Key.Key_Delete)
        QTest.keyClicks(dialog.editor, "o")
        QTest.keyClick(dialog.editor, Qt.Key.Key_Tab)
        dialog.next_button.click()
        assert dialog.said.text() == "1 claim stays on the same words; 1 claim on the words that you chose."
        assert dialog.lost.list.item(0).text() == "1  →  “The mayor spoke”"
        dialog.store_button.click()

    answer(CorrectionDialog, correct)
    keys(Qt.Key.Key_T, CONTROL)
    new = TEXT.replace("mayer", "mayor")
    claims = "SELECT exact, substr(t.text, c.start + 1, c.end - c.start) FROM claims c JOIN articles a"
    claims += " ON a.id = c.article_id JOIN texts t ON t.digest = a.digest ORDER BY c.number"
    assert rows(claims) == [("The mayor spoke",) * 2, ("The gulls laughed",) * 2]
    assert window.reading.reader.text == new
    assert (hits(rows, "mayer"), hits(rows, "mayor")) == (0, 1)
    assert len(window.articles.model._rows) == 1
    assert window.session.undo_label == "Correct the text of “Quay sold”"
    assert window.session.project.check() == []

    seen = []

    def look(dialog):
        desk.qtbot.waitUntil(lambda: bool(dialog.whole.toPlainText()))
        seen.append((dialog.list.count(), dialog.whole.toPlainText()))
        dialog.reject()

    answer(VersionsDialog, look)
    window.commands.run("article.versions")
    desk.qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(1, TEXT)]
    desk.read()
    keys(Qt.Key.Key_Z, CONTROL)
    assert rows(claims) == [("The mayer spoke",) * 2, ("The gulls laughed",) * 2]
    assert window.reading.reader.text == TEXT
    assert not window.commands.action("article.versions").isEnabled()
    keys(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert window.reading.reader.text == new
    assert window.session.project.check() == []
