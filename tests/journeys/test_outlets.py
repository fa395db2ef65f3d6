"""Outlets: described once, used everywhere; two that are one are merged, and imports find the one that stayed."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_checks import bring_up

from annotations.importers.draft import Draft
from annotations.project import Project

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def path(tmp_path):
    """A project with articles of three outlets, two of which are one."""
    path = tmp_path / "week.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:
        outlets = ("Courier", "The Courier", "The Courier", "Herald")
        drafts = [Draft(text=f"Text {n} is here.", headline=f"Text {n}", outlet=o) for n, o in enumerate(outlets)]
        project.step("Import", lambda p: [p.articles.add(draft) for draft in drafts])
        project.step("Outlet", lambda p: p.outlets.ensure("Unused Gazette"))
    return path


@pytest.fixture
def window(desk, path):
    return desk.start(path)


@pytest.fixture
def page(window, qtbot):
    """The workspace, gone to by its key, once it is read."""
    QTest.keyClick(window, Qt.Key.Key_6, ALT)
    page = window.workspaces["outlets"]
    qtbot.waitUntil(lambda: page.model.rowCount() == 4 and not page._question.busy)
    return page


def shown(page):
    return [page.listed.outlet(row).name for row in range(page.listed.rowCount())]


def stored(path, sql):
    with closing(sqlite3.connect(path)) as outside:
        return outside.execute(sql).fetchall()


def test_an_outlet_is_described_by_keys_and_its_articles_show_it(window, page, keys, path, qtbot):
    assert QApplication.focusWidget() is page.table
    assert page.selected[0].name == "Courier"
    keys(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.form.name_field
    page.form.name_field.selectAll()
    keys("Courier Daily")
    keys(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Courier Daily" in shown(page))
    keys(Qt.Key.Key_Tab)
    keys(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.form.boxes["country"]
    keys("Torvania")
    keys(Qt.Key.Key_Tab)
    assert stored(path, "SELECT name, aliases, country FROM outlets WHERE name LIKE 'Courier D%'") == [
        ("Courier Daily", "Courier", "Torvania")
    ]
    keys(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.table
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert stored(path, "SELECT country FROM outlets WHERE name = 'Courier'") == [("",)]
    qtbot.waitUntil(lambda: page.form.name_field.text() == "Courier")


def test_what_was_said_of_one_is_offered_for_the_next(window, page, qtbot):
    window.session.run("Edit", lambda p: p.outlets.edit([page.selected[0].id], medium="daily paper"))
    qtbot.waitUntil(lambda: page.form.boxes["medium"].findText("daily paper") >= 0)


def test_several_are_described_at_once(window, page, keys, path, qtbot):
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_A, CTRL)
    assert len(page.selected) == 4
    assert not page.form.name_field.isEnabled()
    page.form.boxes["ownership"].setFocus()
    keys("private")
    keys(Qt.Key.Key_Tab)
    assert stored(path, "SELECT DISTINCT ownership FROM outlets") == [("private",)]
    assert window.commands.action("edit.undo").text().startswith("&Undo Edit 4 outlets")


def test_a_name_that_another_outlet_has_is_refused_with_the_remedy(window, page, keys, path):
    keys(Qt.Key.Key_Return)
    page.form.name_field.selectAll()
    keys("herald")
    keys(Qt.Key.Key_Return)
    assert "“Herald” is called “herald” already" in window.banner.text
    assert page.form.name_field.text() == "Courier"
    assert len(stored(path, "SELECT 1 FROM outlets WHERE name = 'Herald'")) == 1


def test_two_that_are_one_are_merged_undone_and_found_by_imports(window, page, answer, path, qtbot):
    from app.workspaces.outlets.merging import MergeDialog

    assert "“Courier” and “The Courier”" in page.alike_label.text()
    offered = []

    def choose(dialog):
        offered.append(dialog.stays.name)
        dialog.buttons[0].setChecked(True)
        dialog.accept()

    answer(MergeDialog, choose)
    qtbot.mouseClick(page.alike_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2 articles went to Courier" in window.toast.text)
    assert offered == ["The Courier"]  # it has more articles
    qtbot.waitUntil(lambda: shown(page) == ["Courier", "Herald", "Unused Gazette"])
    assert [outlet.name for outlet in page.selected] == ["Courier"]
    assert not page.alike_button.isVisible()
    assert stored(path, "SELECT aliases FROM outlets WHERE name = 'Courier'") == [("The Courier",)]
    window.session.run("Import", lambda p: p.articles.add(Draft(text="Late news.", outlet="THE COURIER")))
    counts = "SELECT o.name, count(*) FROM articles a JOIN outlets o ON o.id = a.outlet_id GROUP BY 1 ORDER BY 1"
    assert stored(path, counts) == [("Courier", 4), ("Herald", 1)]
    bring_up(qtbot, window)
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert stored(path, counts) == [("Courier", 1), ("Herald", 1), ("The Courier", 2)]
    qtbot.waitUntil(page.alike_button.isVisible)
    qtbot.mouseClick(page.apart_button, Qt.MouseButton.LeftButton)
    assert not page.alike_button.isVisible()


def test_selected_ones_are_merged_by_key(window, page, answer, path, qtbot):
    from app.workspaces.outlets.merging import MergeDialog

    flags = QItemSelectionModel.SelectionFlag
    page.table.selectionModel().select(page.listed.index(1, 0), flags.Select | flags.Rows)
    assert [outlet.name for outlet in page.selected] == ["Courier", "Herald"]
    answer(MergeDialog, lambda dialog: dialog.accept())
    QTest.keyClick(window, Qt.Key.Key_U, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(shown(page)) == 3)
    assert stored(path, "SELECT aliases FROM outlets WHERE name = 'Courier'") == [("Herald",)]


def test_only_an_unused_outlet_can_be_deleted(window, page, keys, path, qtbot):
    assert not page.delete_button.isEnabled()
    keys(Qt.Key.Key_Delete)
    page.table.selectRow(3)
    assert page.delete_button.isEnabled()
    keys(Qt.Key.Key_Delete)
    assert "Deleted outlet Unused Gazette" in window.toast.text
    assert len(stored(path, "SELECT 1 FROM outlets")) == 3


def test_typing_filters_and_columns_sort(window, page, keys, qtbot):
    page.field.setFocus()
    keys("cour")
    assert shown(page) == ["Courier", "The Courier"]
    assert page.said.text() == "2 of 4 outlets"
    keys(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.table
    page.field.clear()
    page.table.sortByColumn(7, Qt.SortOrder.DescendingOrder)
    assert shown(page)[0] == "The Courier"


def test_elsewhere_the_commands_of_outlets_are_not_offered(window, page):
    assert window.commands.action("outlets.merge").isVisible()
    window.commands.run("go.read")
    assert not window.commands.action("outlets.merge").isVisible()


def test_tab_goes_from_the_list_through_the_form_in_the_order_in_which_it_is_seen(window, page, keys):
    names = []
    for _ in range(9):
        keys(Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName())
    fields = ["Name", "Other names", "Country", "Medium", "Ownership", "Reach", "Language", "Note"]
    assert names == ["Width of the form", *fields]


def test_many_articles_are_moved_behind_the_window(desk, window, page, answer, path, qtbot, monkeypatch):
    from app.workspaces.outlets.merging import MergeDialog

    monkeypatch.setattr("app.actions.outlets._FEW", 1)
    answer(MergeDialog, lambda dialog: dialog.accept())
    window.commands.run("outlets.merge-alike")
    qtbot.waitUntil(lambda: "1 article went to The Courier" in window.toast.text)
    desk.idle()
    qtbot.waitUntil(lambda: shown(page) == ["Herald", "The Courier", "Unused Gazette"])
    assert [outlet.name for outlet in page.selected] == ["The Courier"]


def test_in_a_project_that_is_only_read_outlets_are_seen_and_not_edited(desk, path, qtbot):
    window = desk.start()
    assert window.session.open_read_only(path)
    window.workspaces.show("outlets")
    page = window.workspaces["outlets"]
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    page.table.selectAll()
    assert not page.form.boxes["country"].isEnabled()
    assert not page.merge_button.isEnabled()
    assert not page.alike_button.isVisible()
