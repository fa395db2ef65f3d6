"""Articles as a whole: sorted and folded, edited several at once, given to somebody, left out, deleted and back."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.dialogs.article_choice import AssignDialog, LeaveOutDialog
from app.dialogs.article_details import ArticleDetailsDialog

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def path(tmp_path):
    """A project with four articles, the newest of which has two claims."""
    path = tmp_path / "week.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:

        def fill(p):
            for n in range(1, 5):
                draft = Draft(
                    f"Quay number {n}\n\nThe mayor spoke of the quay. The gulls laughed.",
                    f"Quay number {n}",
                    outlet="The Courier",
                    published=f"2026-03-0{n}",
                )
                article = p.articles.add(draft)
            p.claims.add(article, Span(15, 24))
            p.claims.add(article, Span(46, 55))

        project.step("Import", fill)
    return path


@pytest.fixture
def rows(path):
    """What another program reads in the file."""

    def read(sql):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()

    return read


def to_list(desk):
    desk.read()
    desk.window.articles.view.setFocus()
    desk.qtbot.waitUntil(desk.window.articles.view.hasFocus)


def test_three_articles_get_another_outlet_and_date_at_once(desk, keys, answer, path, rows):
    window = desk.start(path)
    to_list(desk)
    keys(Qt.Key.Key_Down, SHIFT)
    keys(Qt.Key.Key_Down, SHIFT)
    assert len(window.articles.selected_ids()) == 3

    def fill_in(dialog):
        assert dialog.windowTitle() == "3 articles"
        dialog.fields["outlet"].setFocus()
        dialog.fields["outlet"].selectAll()
        QTest.keyClicks(dialog.fields["outlet"], "Harbour Post")
        dialog.fields["published"].setFocus()
        QTest.keyClicks(dialog.fields["published"], "31 February")
        QTest.keyClick(dialog.fields["published"], Qt.Key.Key_Return)
        assert dialog.isVisible()
        dialog.fields["published"].selectAll()
        QTest.keyClicks(dialog.fields["published"], "7 April 2026")
        QTest.keyClick(dialog.fields["published"], Qt.Key.Key_Return)

    answer(ArticleDetailsDialog, fill_in)
    keys(Qt.Key.Key_D, CONTROL)
    found = "SELECT o.name, a.published FROM articles a JOIN outlets o ON o.id = a.outlet_id ORDER BY a.id"
    changed = [("Harbour Post", "2026-04-07")] * 3
    assert rows(found) == [("The Courier", "2026-03-01"), *changed]
    assert window.session.undo_label == "Edit details of 3 articles"
    to_list(desk)
    keys(Qt.Key.Key_Z, CONTROL)
    assert rows(found) == [("The Courier", f"2026-03-0{n}") for n in range(1, 5)]


def test_an_article_is_given_to_somebody_and_found_under_mine(desk, keys, answer, path, rows):
    window = desk.start(path)
    to_list(desk)
    keys(Qt.Key.Key_Down)

    def choose(dialog):
        dialog.box.setCurrentText("Anna Lindqvist")
        dialog.accept()

    answer(AssignDialog, choose)
    keys(Qt.Key.Key_A, CONTROL | SHIFT)
    assert rows("SELECT headline FROM articles WHERE assigned_to IS NOT NULL") == [("Quay number 3",)]
    QTest.mouseClick(window.articles.bar.mine, Qt.MouseButton.LeftButton)
    assert [window.articles.model.index(row).data() for row in range(window.articles.model.rowCount())] == [
        "Quay number 3"
    ]
    assert window.articles.counts == "1 of 4 articles"


def test_two_are_left_out_with_a_reason_of_ones_own(desk, keys, answer, path, rows):
    window = desk.start(path)
    to_list(desk)
    keys(Qt.Key.Key_Down)
    keys(Qt.Key.Key_Down, SHIFT)

    def type_reason(dialog):
        QTest.keyClicks(dialog.box.lineEdit(), "old hat")
        QTest.keyClick(dialog.box.lineEdit(), Qt.Key.Key_Return)

    answer(LeaveOutDialog, type_reason)
    keys(Qt.Key.Key_L, CONTROL)
    left_out = "SELECT headline FROM articles WHERE status = 'left-out' AND left_out_reason = 'old hat' ORDER BY id"
    assert rows(left_out) == [("Quay number 2",), ("Quay number 3",)]
    window.commands.run("article.done")
    assert rows("SELECT count(*) FROM articles WHERE status = 'done'") == [(2,)]


def test_an_article_goes_with_its_claims_and_comes_back(desk, keys, answer, path, rows):
    window = desk.start(path)
    to_list(desk)
    told = []

    def say(button):
        def act(box):
            told.append(box.informativeText())
            next(b for b in box.buttons() if b.text().replace("&", "") == button).click()

        return act

    answer(QMessageBox, say("Cancel"))
    keys(Qt.Key.Key_Delete, CONTROL | SHIFT)
    assert rows("SELECT count(*) FROM articles") == [(4,)]
    to_list(desk)
    answer(QMessageBox, say("Delete"))
    keys(Qt.Key.Key_Delete, CONTROL | SHIFT)
    assert told == ["With it go 2 claims. It can be undone."] * 2
    assert rows("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM claims)") == [(3, 0)]
    assert window.reading.header.source.startswith("The Courier · 3 Mar 2026")
    assert window.toast.isVisible()
    to_list(desk)
    keys(Qt.Key.Key_Z, CONTROL)
    assert rows("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM claims)") == [(4, 2)]
    assert window.session.project.check() == []


def test_order_and_folded_weeks_are_as_one_left_them(desk, keys, path):
    window = desk.start(path)

    def old(p):
        for n in range(30):
            p.articles.add(Draft(f"Old {n}", f"Old {n:02}", published="2025-11-03"))

    window.session.run("Import", old)
    titles = [window.articles.model.index(row).data() for row in range(window.articles.model.rowCount())]
    assert titles == [*titles[:1], *(f"Quay number {n}" for n in (4, 3, 2, 1)), "November 2025"]
    to_list(desk)
    keys(Qt.Key.Key_End)
    keys(Qt.Key.Key_Right)
    assert window.articles.model.rowCount() == 36
    window.articles.bar.turn_round()
    desk.close()
    window = desk.start(path)
    titles = [window.articles.model.index(row).data() for row in range(window.articles.model.rowCount())]
    assert titles[0] == "November 2025"
    assert len(titles) == 36
    assert titles[1] == "Old 00"
    to_list(desk)
    keys(Qt.Key.Key_Home)
    keys(Qt.Key.Key_Left)
    assert window.articles.model.rowCount() == 6
    keys(Qt.Key.Key_Down, CONTROL)
    assert window.session.project.articles.get(window.reading.article_id).published


def test_ctrl_down_goes_on_by_one_article_and_the_command_after_it_is_about_that_one(desk, keys, path, rows):
    window = desk.start(path)
    desk.read()
    QTest.keyPress(window.reading.reader, Qt.Key.Key_Control)
    keys(Qt.Key.Key_Down, CONTROL)
    assert QApplication.keyboardModifiers() == CONTROL
    keys(Qt.Key.Key_Down, CONTROL)
    QTest.keyRelease(window.reading.reader, Qt.Key.Key_Control)
    assert window.articles.selected_ids() == [window.reading.article_id]
    window.commands.run("article.done")
    assert rows("SELECT headline FROM articles WHERE status = 'done'") == [("Quay number 2",)]


def test_the_menu_of_the_list_is_about_what_is_selected(desk, keys, path, rows):
    window = desk.start(path)
    to_list(desk)
    keys(Qt.Key.Key_Down, SHIFT)
    place = window.articles.view.visualRect(window.articles.model.index(1)).center()
    window.articles.view.customContextMenuRequested.emit(place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert titles[0] == "Edit details…"
    assert titles[-1] == "Delete with its claims…"
    next(action for action in menu.actions() if "done" in action.text()).trigger()
    menu.close()
    assert rows("SELECT count(*) FROM articles WHERE status = 'done'") == [(2,)]
