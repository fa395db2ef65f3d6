"""Finding in all articles: from what is typed to the passage and back, and from hits to claims."""

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from window_checks import bring_up

from annotations.importers.draft import Draft
from annotations.project import Project

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)

TEXTS = (
    ("Bank unveils model", "The Courier", "2026-03-12", "Bank unveils model\nThe state bank spoke. The bank fell."),
    ("Chips are late", "The Herald", "2026-03-10", "Chips are late\nSanctions slow them. A bank waits. Nobody asked."),
    ("Football", "The Herald", "2026-03-09", "Football\nRobots play. Nobody won."),
)


@pytest.fixture
def path(tmp_path):
    """A project of three articles, in which Anna works."""
    path = tmp_path / "week.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:
        drafts = [Draft(text=t, headline=h, outlet=o, published=d, language="en") for h, o, d, t in TEXTS]
        project.step("Import", lambda p: [p.articles.add(draft) for draft in drafts])
    return path


@pytest.fixture
def window(desk, path):
    return desk.start(path)


@pytest.fixture
def page(window):
    """The workspace, gone to by its key."""
    QTest.keyClick(window, Qt.Key.Key_F, CTRL | SHIFT)
    return window.searching.page


@pytest.fixture
def found(page, qtbot, keys):
    """Types what is to be found and waits for the answer; the headlines that are listed."""

    def look(typed):
        page.field.selectAll()
        keys(typed)
        qtbot.waitUntil(lambda: page.field.text() == typed and not page._pause.isActive() and not page._finding.busy)
        return [result.article.headline for result in page.results.results]

    return look


def focus():
    return QApplication.focusWidget()


def test_results_come_as_one_types_and_lead_to_the_passage_and_back(window, page, found, keys, qtbot):
    assert page.field.hasFocus()
    assert found("sanction") == []
    assert found("bank") == ["Bank unveils model", "Chips are late"]
    assert "2 articles" in page.said.text()
    keys(Qt.Key.Key_Down)
    assert focus() is page.list
    keys("nnnn")
    keys("p")
    assert page.results.row(page.list.currentIndex().row()).passage.words.startswith("The state bank")
    keys("n")
    keys(Qt.Key.Key_Return)
    assert window.workspaces.current == "read"
    reading = window.reading
    qtbot.waitUntil(lambda: len(reading.reader._hits) == 1)
    start, end = reading.reader._hits[0]
    assert reading.reader.text[start:end] == "bank"
    assert reading.article_id == page.results.results[1].article.id
    assert reading.reader.current_sentence().of(reading.reader.text) == "A bank waits."
    QTest.keyClick(window, Qt.Key.Key_Up, ALT)
    assert reading.reader.current_sentence().of(reading.reader.text) == "The bank fell."
    qtbot.waitUntil(lambda: len(reading.reader._hits) == 3)
    keys(Qt.Key.Key_Escape)
    assert list(reading.reader._hits) == []
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.workspaces.current == "find"
    qtbot.waitUntil(page.list.hasFocus)
    assert page.results.row(page.list.currentIndex().row()).result.article.headline == "Bank unveils model"


def test_what_is_selected_in_the_text_is_looked_for(window, desk, keys, qtbot):
    desk.read()
    keys(Qt.Key.Key_J)
    reader = window.reading.reader
    reader.go_to(0)
    for _ in range(2):
        QTest.keyClick(reader, Qt.Key.Key_Right, CTRL | SHIFT)
    words = reader.selected_span().of(reader.text)
    QTest.keyClick(window, Qt.Key.Key_F, CTRL | SHIFT)
    assert window.searching.page.field.text() == f'"{words}"'


def test_searches_are_remembered_in_the_project_for_the_next_time(desk, window, page, found, keys, path):
    found("bank")
    keys(Qt.Key.Key_Return)
    window = desk.close() or desk.start(path)
    QTest.keyClick(window, Qt.Key.Key_F, CTRL | SHIFT)
    assert window.settings.recent_searches(window.session.project.uid) == ["bank"]


def test_nothing_found_says_what_may_help(page, found, qtbot):
    assert found("unv") == []
    assert page._nothing.isVisible()
    offered = next(one for one in page._nothing.findChildren(QPushButton) if one.text() == "Look for beginnings: unv*")
    offered.setFocus()
    QTest.keyClick(offered, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.found.ids) == 1)
    assert page.field.text() == "unv*"


def test_lines_have_the_hits_in_a_column_and_can_be_sorted_and_copied(window, page, found, keys, qtbot, tmp_path):
    found("bank")
    QTest.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.waitUntil(lambda: page.lines.rowCount() == 4)
    assert "4 hits in 2 articles" in page.said.text()
    header = page.table.horizontalHeader()
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=_middle_of(header, 2))
    qtbot.waitUntil(lambda: [line.before.split()[-1:] for line in page.lines.shown] == [[], ["A"], ["state"], ["The"]])
    page.table.setFocus()
    page.table.selectRow(1)
    keys(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().startswith("The Herald\t2026-03-10\tChips are late\t")
    job = window.searching.write(tmp_path / "hits.csv")
    assert job.running, "the window does not wait for it"
    qtbot.waitUntil(lambda: window.toast.text == "Saved 4 hits: hits.csv")
    assert len((tmp_path / "hits.csv").read_text(encoding="utf-8-sig").splitlines()) == 5
    keys(Qt.Key.Key_Return)
    assert window.workspaces.current == "read"
    QTest.keyClick(window, Qt.Key.Key_Down, ALT)
    assert window.reading.reader.current_sentence().of(window.reading.reader.text) == "The state bank spoke."


def test_hits_that_cannot_be_written_leave_what_stood_there(window, page, found, qtbot, tmp_path, monkeypatch):
    found("bank")
    page.show_lines(wanted=True)
    qtbot.waitUntil(lambda: page.lines.rowCount() == 4)
    path = tmp_path / "hits.csv"
    path.write_text("before")

    def full(self, target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    window.searching.write(path)
    qtbot.waitUntil(lambda: "The table cannot be written" in window.banner.text)
    assert [(one.name, one.read_text()) for one in tmp_path.glob("*.csv")] == [("hits.csv", "before")]


def _middle_of(header, section):
    from PySide6.QtCore import QPoint

    return QPoint(header.sectionViewportPosition(section) + header.sectionSize(section) // 2, header.height() // 2)


def test_hits_become_claims_after_a_look_as_one_step(desk, window, page, found, keys, answer, path, qtbot):
    from app.workspaces.find.marking import MarkHitsDialog

    found("bank")
    seen = []

    def look(dialog):
        qtbot.waitUntil(lambda: dialog.model.rowCount() == 4)
        seen.append([candidate.exact for candidate in dialog.chosen])
        dialog.tags_field.add("Framing: Western monopoly as threat")
        bring_up(qtbot, dialog)
        dialog.list.setFocus()
        dialog.list.setCurrentIndex(dialog.model.index(0))
        keys(Qt.Key.Key_Space)
        assert dialog.mark_button.text() == "Mark 3 claims"
        qtbot.mouseClick(dialog.mark_button, Qt.MouseButton.LeftButton)

    answer(MarkHitsDialog, look)
    QTest.keyClick(window, Qt.Key.Key_M, CTRL | SHIFT)
    qtbot.waitUntil(lambda: "Made 3 claims" in window.toast.text)
    assert seen == [["Bank unveils model", "The state bank spoke.", "The bank fell.", "A bank waits."]]
    with closing(sqlite3.connect(path)) as outside:
        quotes = [row[0] for row in outside.execute("SELECT exact FROM claims ORDER BY number")]
        tagged = outside.execute("SELECT count(*) FROM claim_tags").fetchone()[0]
    assert quotes == ["The state bank spoke.", "The bank fell.", "A bank waits."]
    assert tagged == 3
    bring_up(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.session.project.claims.count() == 0


def test_what_is_in_a_claim_already_is_left_out_unless_asked_for(window, page, found, answer, qtbot):
    from annotations.spans import Span
    from app.workspaces.find.marking import MarkHitsDialog

    article = next(a for a in window.session.project.articles.rows([1, 2, 3]) if a.headline == "Chips are late")
    text = window.session.project.articles.text(article.id)
    start = text.index("A bank waits.")
    window.session.run("Mark", lambda p: p.claims.add(article.id, Span(start, start + 13)))
    found("waits")
    rows = []

    def look(dialog):
        qtbot.waitUntil(lambda: not dialog._reading.busy)
        rows.append(dialog.model.rowCount())
        qtbot.mouseClick(dialog.skip_box, Qt.MouseButton.LeftButton, pos=dialog.skip_box.rect().center())
        dialog.skip_box.setChecked(False)
        rows.append(dialog.model.rowCount())
        dialog.reject()

    answer(MarkHitsDialog, look)
    QTest.keyClick(window, Qt.Key.Key_M, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(rows) == 2)
    assert rows == [0, 1]


def test_filters_narrow_what_is_found(window, page, found, qtbot):
    found("bank")
    page.scope_bar.since_field.setText("2026-03-11")
    qtbot.waitUntil(lambda: len(page.found.ids) == 1)
    page.scope_bar.clear()
    qtbot.waitUntil(lambda: len(page.found.ids) == 2)
    page.scope_bar.outlet_box.setCurrentText("The Herald")
    qtbot.waitUntil(lambda: [r.article.headline for r in page.results.results] == ["Chips are late"])


def test_what_changes_in_the_project_changes_what_is_found(window, page, found, qtbot):
    found("bank")
    window.session.run("Delete", lambda p: p.articles.delete([page.found.ids[0]]))
    qtbot.waitUntil(lambda: len(page.found.ids) == 1)


def test_another_project_begins_with_an_empty_field(window, page, found, tmp_path):
    found("bank")
    assert window.session.create(tmp_path / "other.pressmark", ("Anna Lindqvist", "AL"))
    assert (page.field.text(), page.found.ids) == ("", ())


def test_the_next_hit_may_be_in_an_article_that_is_not_listed_yet(desk, tmp_path, keys, qtbot):
    path = tmp_path / "large.pressmark"
    with Project.create(path) as project:
        drafts = [Draft(text=f"Text {n}\nA bank.", headline=f"Text {n}") for n in range(60)]
        project.step("Import", lambda p: [p.articles.add(draft) for draft in drafts])
    window = desk.start(path)
    QTest.keyClick(window, Qt.Key.Key_F, CTRL | SHIFT)
    page = window.searching.page
    page.look_for("bank")
    qtbot.waitUntil(lambda: len(page.results.results) == 50)
    keys(Qt.Key.Key_Return)
    seen = set()
    for _ in range(60):
        keys("n")
        qtbot.waitUntil(lambda: not page._paging.busy and page._place is not None and page._place[0] not in seen)
        seen.add(page._place[0])
    assert len(seen) == 60
    keys("n")
    assert page._place[0] in seen


def test_tab_goes_through_the_page_in_the_order_in_which_it_is_seen(window, page, found, keys):
    found("bank")
    names = []
    for _ in range(9):
        keys(Qt.Key.Key_Tab)
        names.append(focus().accessibleName() or focus().text())
    filters = ["From this date", "Until this date", "Outlet", "Status", "Language", "In or outside claims"]
    assert names == ["Articles", "Mark as claims", *filters, "Articles found, with passages"]


def test_many_hits_become_claims_behind_the_window(desk, window, page, found, answer, path, qtbot, monkeypatch):
    from app.workspaces.find.marking import MarkHitsDialog

    monkeypatch.setattr("app.actions.find._FEW", 1)
    found("bank")

    def look(dialog):
        qtbot.waitUntil(lambda: dialog.model.rowCount() == 4)
        dialog.words_button.setChecked(True)
        qtbot.waitUntil(lambda: not dialog._reading.busy)
        dialog.accept()

    answer(MarkHitsDialog, look)
    QTest.keyClick(window, Qt.Key.Key_M, CTRL | SHIFT)
    qtbot.waitUntil(lambda: "Made 4 claims" in window.toast.text)
    desk.idle()
    with closing(sqlite3.connect(path)) as outside:
        quotes = [row[0] for row in outside.execute("SELECT exact FROM claims ORDER BY number")]
    assert quotes == ["Bank", "bank", "bank", "bank"]
    assert window.commands.action("edit.undo").text().startswith("&Undo Mark 4 hits as claims")


def test_a_project_that_is_only_read_can_be_searched_and_not_marked(desk, path, qtbot):
    window = desk.start()
    assert window.session.open_read_only(path)
    window.commands.run("find.open")
    window.searching.page.look_for("bank")
    qtbot.waitUntil(lambda: len(window.searching.page.found.ids) == 2)
    assert not window.searching.page.mark_button.isEnabled()
    assert not window.commands.action("find.mark").isEnabled()


def test_all_filters_stand_in_one_line_in_a_narrow_window(window, page, qtbot):
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: page.width() <= 1024)
    bar = page.scope_bar
    shown = (bar.outlet_box, bar.status_box, bar.language_box, bar.claimed_box, bar.clear_button)
    assert len({one.y() for one in shown}) == 1


def test_a_link_that_does_nothing_now_is_not_drawn_as_a_box(page):
    button = page.scope_bar.clear_button
    assert not button.isEnabled()
    picture = button.grab().toImage()
    middle = picture.height() // 2
    assert picture.pixelColor(0, middle) == picture.pixelColor(3, middle)
