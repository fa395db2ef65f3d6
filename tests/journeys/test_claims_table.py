"""The table of claims as an analyst works in it: filter, recode twenty at once, undo, read on and come back, export."""

import csv
import sqlite3
from contextlib import closing

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from window_checks import bring_up

from annotations.codebook import Role
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.background import Question
from app.fonts import reading_family
from app.workspaces.claims.exporting import ExportDialog
from app.workspaces.claims.naming import NameDialog
from app.workspaces.claims.replacing import ReplaceDialog

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
SENTENCE = "The minister said that sanctions number {n} would not slow the state. "
ARTICLES, CLAIMS = 3, 10


@pytest.fixture
def path(tmp_path):
    """Thirty claims in three articles: the first twenty are framed, every third one has a speaker."""
    path = tmp_path / "table.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:
        project.step("Fill", fill)
    return path


def fill(project):
    codebook = project.codebook.read()
    framing, actors = codebook.by_key("framing"), codebook.by_key("actors")
    speaker = project.codebook.add_tag(actors.id, "Radim Talvesk", type="other")
    sanctions = next(tag for tag in codebook.tags_of(framing.id) if tag.key == "sanctions")
    made = 0
    for article in range(ARTICLES):
        text = "".join(SENTENCE.format(n=n) for n in range(CLAIMS)).strip()
        outlet = ("The Courier", "The Herald", "The Herald")[article]
        draft = Draft(
            f"{article} {text}", headline=f"Article {article}", outlet=outlet, published=f"2026-03-0{article + 1}"
        )
        article_id = project.articles.add(draft)
        for n in range(CLAIMS):
            start = 2 + n * len(SENTENCE.format(n=0))
            claim = project.claims.add(article_id, Span(start, start + 30))
            if made < 20:
                project.claims.tag(claim, sanctions.id)
            if made % 3 == 0:
                project.claims.tag(claim, speaker, Role.SPEAKER)
            made += 1
    for outlet in project.outlets.all():
        project.outlets.update(outlet.id, ownership="state" if "Herald" in outlet.name else "private")


@pytest.fixture
def table(desk, path, keys):
    """The window with the table in front, all rows there and the keyboard in it."""
    window = desk.start(path)
    window.commands.run("go.claims")
    page = window.workspaces["claims"]
    settle(desk, page)
    page.table.setFocus()
    return page


def settle(desk, page):
    """Wait until nothing is asked any more and what is seen was read."""
    desk.qtbot.waitUntil(
        lambda: page.whole and not page._pause.isActive() and not page.bar._pause.isActive() and not asks(page)
    )
    desk.qtbot.waitUntil(lambda: not page.model.missing(range(len(page.model.ids))), timeout=10_000)


def asks(page):
    return any(question.busy for question in page.feed.findChildren(Question))


def rows(path, sql):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def framed(path):
    return dict(rows(path, "SELECT framing, count(*) FROM v_claims GROUP BY framing"))


def numbers(page):
    return [page.model.line(row).claim.number for row in range(len(page.model.ids))]


def add_filter(page, title):
    """Choose an entry of the menu of filters, as by keyboard."""
    page.bar._fill_menu()
    next(action for action in page.bar._menu.actions() if action.text() == f"{title}…").trigger()


def test_filter_recode_twenty_at_once_and_undo(table, desk, keys, path):
    before = framed(path)
    add_filter(table, "Framing")
    keys("sanc")
    keys(Qt.Key.Key_Return)
    settle(desk, table)
    assert len(table.model.ids) == 20
    assert table.bar.sentence == "Claims framed as Sanctions and restrictions"
    keys(Qt.Key.Key_Escape)
    assert table.bar.chips()[0].hasFocus()
    table.table.setFocus()
    keys(Qt.Key.Key_A, CTRL)
    assert "20 of 30 claims in 2 articles · 20 selected" in table._counts.text()
    keys("1")
    keys("brain")
    keys(Qt.Key.Key_Return)
    settle(desk, table)
    assert desk.window.toast.text == "Tagged 20 claims"
    assert desk.window.session.undo_label == "Tag 20 claims: Brain drain"
    both = [count for said, count in framed(path).items() if said and "Brain drain" in said]
    assert both == [20]
    keys(Qt.Key.Key_Z, CTRL)
    settle(desk, table)
    assert framed(path) == before
    assert table.table.selected_count() == 20
    assert table.table.hasFocus()


def test_one_tag_takes_the_place_of_another(table, desk, keys, answer, path):
    keys(Qt.Key.Key_A, CTRL)

    def choose(dialog):
        dialog.old_box.setCurrentIndex(dialog.old_box.findText("Sanctions and restrictions"))
        dialog.new_box.setCurrentIndex(dialog.new_box.findText("Brain drain"))
        dialog.new_box.activated.emit(dialog.new_box.currentIndex())
        dialog.buttons.accepted.emit()

    answer(ReplaceDialog, choose)
    keys(Qt.Key.Key_R, CTRL)
    settle(desk, table)
    assert framed(path) == {None: 10, "Brain drain": 20}
    assert desk.window.toast.text == "Recoded 20 claims"
    assert desk.window.session.undo_label == "Replace Sanctions and restrictions on 30 claims: Brain drain"


def test_claims_are_flagged_and_deleted_by_key_and_come_back(table, desk, keys, path):
    keys(Qt.Key.Key_Down)
    for _ in range(3):
        keys(Qt.Key.Key_Down, SHIFT)
    chosen = list(table.selected())
    keys("f")
    settle(desk, table)
    assert rows(path, "SELECT count(*) FROM claims WHERE check_state = 'flagged'") == [(len(chosen),)]
    keys(Qt.Key.Key_Delete)
    settle(desk, table)
    assert rows(path, "SELECT count(*) FROM claims") == [(30 - len(chosen),)]
    desk.window.toast._button.click()
    settle(desk, table)
    assert len(table.model.ids) == 30


def test_to_the_passage_and_back_to_the_same_row(table, desk, keys):
    keys(Qt.Key.Key_End)
    keys(Qt.Key.Key_Up)
    desk.qtbot.waitUntil(lambda: table.current is not None)
    here, scrolled = table.current, table.table.verticalScrollBar().value()
    keys(Qt.Key.Key_Return)
    assert desk.window.workspaces.current == "read"
    assert desk.window.reading.active_claim.id == here.id
    desk.window.commands.run("go.back")
    assert desk.window.workspaces.current == "claims"
    assert table.current == here
    assert table.table.verticalScrollBar().value() == scrolled
    assert table.table.selected_count() == 1
    desk.qtbot.waitUntil(table.table.hasFocus)


def test_a_filter_is_kept_by_name_and_is_there_tomorrow(table, desk, keys, path, answer):
    add_filter(table, "Outlet's ownership")
    keys("state")
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Escape)
    add_filter(table, "Actors")
    keys("radim")
    keys(Qt.Key.Key_Return)
    settle(desk, table)
    wanted = table.bar.filter
    assert table.bar.sentence == "Claims with Radim Talvesk, from outlets under state ownership"

    def name(dialog):
        assert dialog.field.selectedText() == "With Radim Talvesk, from outlets under state ownership"
        dialog.field.setText("  ")
        assert not dialog.agree.isEnabled()
        dialog.field.setText("State on  Talvesk ")
        dialog.agree.click()

    answer(NameDialog, lambda dialog: dialog.reject())
    table.saved.keep()
    bring_up(desk.qtbot, desk.window)
    desk.qtbot.waitUntil(table.saved.hasFocus)
    answer(NameDialog, name)
    table.saved.keep()
    bring_up(desk.qtbot, desk.window)
    desk.qtbot.waitUntil(table.table.hasFocus)
    assert rows(path, "SELECT name, kind FROM saved_filters") == [("State on Talvesk", "claims")]
    assert desk.window.session.undo_label == "Keep filter “State on Talvesk”"
    desk.close()
    window = desk.start(path)
    window.commands.run("go.claims")
    page = window.workspaces["claims"]
    settle(desk, page)
    assert not page.bar.filter
    page.saved.setFocus()
    page.saved._fill()
    next(action for action in page.saved.list.actions() if action.text() == "State on Talvesk").trigger()
    settle(desk, page)
    desk.qtbot.waitUntil(page.table.hasFocus)
    assert page.bar.filter == wanted
    assert numbers(page) == [13, 16, 19, 22, 25, 28]


def test_words_are_found_as_they_are_typed_and_nothing_found_offers_to_clear(table, desk, keys):
    keys("/")
    assert table.bar.words.hasFocus()
    keys("NUMBER 7")
    settle(desk, table)
    assert len(table.model.ids) == 0
    assert table._pages.currentWidget() is not table.table
    keys(Qt.Key.Key_A, CTRL)
    keys("minister said")
    settle(desk, table)
    assert len(table.model.ids) == 30
    keys(Qt.Key.Key_Down)
    assert table.table.hasFocus()
    keys(Qt.Key.Key_F, CTRL)
    assert table.bar.words.hasFocus()
    keys("zzz")
    settle(desk, table)
    button = table._pages.currentWidget().focusProxy()
    assert button.text() == "Clear filter"
    button.click()
    settle(desk, table)
    assert len(table.model.ids) == 30
    assert table.bar.words.text() == ""


def test_the_passage_is_shown_with_what_stands_around_it(table, desk, keys):
    keys(Qt.Key.Key_Down)
    desk.qtbot.waitUntil(lambda: "sanctions number 2" in table.detail.text.toPlainText())
    assert "sanctions number 0" in table.detail.text.toPlainText()
    passage = table.detail.text.document().find("sanctions number 0")
    assert passage.charFormat().fontFamilies() == [reading_family()]
    keys(Qt.Key.Key_Space)
    assert table.detail.isHidden()
    keys(Qt.Key.Key_Space)
    assert table.detail.isVisible()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_is_selected_is_exported_and_read_back(table, desk, keys, answer, tmp_path, monkeypatch, suffix):
    target = tmp_path / f"out{suffix}"
    keys(Qt.Key.Key_Down)
    keys(Qt.Key.Key_Down, SHIFT)
    chosen = [table.model.line(row).claim for row in (1, 2)]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    def choose(dialog):
        assert dialog.selected_only
        (dialog.csv if suffix == ".csv" else dialog.xlsx).setChecked(True)
        dialog.buttons.accepted.emit()

    answer(ExportDialog, choose)
    desk.window.commands.run("table.export")
    desk.idle()
    desk.qtbot.waitUntil(lambda: desk.window.toast.text.startswith("Exported 2 claims"))
    if suffix == ".csv":
        with target.open(encoding="utf-8-sig", newline="") as file:
            read = [(row["Number"], row["Quote"]) for row in csv.DictReader(file)]
    else:
        sheet = openpyxl.load_workbook(target).active
        read = [(str(row[0]), row[1]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert read == [(str(claim.number), claim.quote) for claim in chosen]


def test_a_column_sorts_by_a_click_and_turns_round_by_another(table, desk):
    header = table.table.horizontalHeader()
    date = next(n for n, head in enumerate(table.model.heads) if head.title == "Date")
    for expected in (1, 21):
        header.sectionClicked.emit(date)
        settle(desk, table)
        assert numbers(table)[0] == expected
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_rows_follow_what_happens_elsewhere(table, desk, path):
    window = desk.window
    add_filter(table, "Check")
    table.bar.popover.editor.choosing._toggle(table.bar.popover.editor.choosing.list.item(1))
    table.bar.popover.close_editor()
    settle(desk, table)
    assert len(table.model.ids) == 0
    first = rows(path, "SELECT id FROM claims ORDER BY number LIMIT 1")[0][0]
    window.session.run("Flag", lambda p: p.claims.update(first, check_state="flagged"))
    settle(desk, table)
    assert list(table.model.ids) == [first]
    window.session.undo()
    settle(desk, table)
    assert len(table.model.ids) == 0


def test_the_columns_stay_as_they_were_left(table, desk, path):
    header = table.table.horizontalHeader()
    header.moveSection(header.visualIndex(1), 0)
    table.table.setColumnWidth(1, 411)
    table.table.show_column(4, on=False)
    desk.qtbot.waitUntil(lambda: not table._keep.isActive())
    desk.close()
    window = desk.start(path)
    window.commands.run("go.claims")
    page = window.workspaces["claims"]
    header = page.table.horizontalHeader()
    assert header.logicalIndex(0) == 1
    assert page.table.columnWidth(1) == 411
    assert page.table.isColumnHidden(4)
    settle(desk, page)


def test_its_commands_are_there_only_while_it_is_in_front(table, desk):
    shown = {command.id: command.shown() for command in desk.window.commands if command.id.startswith("table.")}
    assert all(on for name, on in shown.items() if not name.startswith("table.pick-"))
    desk.window.commands.run("go.read")
    assert not any(command.shown() for command in desk.window.commands if command.id.startswith("table."))
    assert QApplication.activePopupWidget() is None
