"""The dialogs of wire copies: deciding on what was found, and changing a group."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.importers.draft import Draft
from annotations.progress import drive
from app.dialogs.groups import GroupDialog
from app.dialogs.groups_found import GroupsFoundDialog
from app.session import Session
from app.theme import Theme

STORY = " ".join(f"word{number} stands there." for number in range(80))
OWN = "Our reporter saw nobody at the harbour."


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.create(tmp_path / "p.pressmark", ("Anna", "A"))
    texts = (STORY, f"{STORY}\n{OWN}", STORY[:900])
    drafts = [
        Draft(text, f"Headline {n}", outlet=f"Outlet {n}", published=f"2026-03-1{n}", language="en")
        for n, text in enumerate(texts)
    ]
    made.ids = made.run("Import", lambda p: drive(p.articles.add_all(drafts)))
    yield made
    made.shut_down()


@pytest.fixture
def found(qtbot, session):
    proposals = drive(session.project.groups.proposed())
    dialog = GroupsFoundDialog(session, proposals, Theme.light())
    qtbot.addWidget(dialog)
    dialog.told = []
    dialog.decided.connect(dialog.told.append)
    dialog.show()
    return dialog


@pytest.fixture
def group(qtbot, session):
    session.run("Group", lambda p: p.groups.make(session.ids[0], session.ids[1:]))
    dialog = GroupDialog(session, session.ids[1], Theme.light())
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.table.item(1, 3).text() != "")
    return dialog


def test_what_is_accepted_is_grouped_and_what_is_no_copy_stands_for_itself(qtbot, session, found) -> None:
    assert found.group_button.text() == "&Group 2 copies"
    found.view.selectRow(2)
    QTest.keyClick(found.view, Qt.Key.Key_N)
    assert found.model.lines[2].fate == "not a copy"
    found.turn_down()
    assert found.model.lines[2].fate == "decide later"
    QTest.mouseClick(found.alone_button, Qt.MouseButton.LeftButton)
    assert found.group_button.text() == "&Group 1 copy"
    QTest.mouseClick(found.group_button, Qt.MouseButton.LeftButton)
    (decided,) = found.told
    session.run("Decide", decided.store)
    copy, alone = (found.model.lines[row].article.id for row in (1, 2))
    assert [each.id for each in session.project.groups.of(session.ids[0]).copies] == [copy]
    assert session.project.articles.get(alone).alone
    assert drive(session.project.groups.proposed()) == []


def test_what_a_copy_adds_is_shown_and_space_ticks(qtbot, session, found) -> None:
    assert "Select a copy" in found.added.toPlainText()
    row = next(n for n, line in enumerate(found.model.lines) if line.article.id == session.ids[1])
    found.view.selectRow(row)
    qtbot.waitUntil(lambda: OWN in found.added.toPlainText())
    assert "adds 1 sentence:" in found.added.toPlainText()
    found.view.setCurrentIndex(found.model.index(row, 0))
    QTest.keyClick(found.view, Qt.Key.Key_Space)
    assert found.group_button.text() == "&Group 1 copy"
    found.model.set_fate([0], found.model.lines[row].fate)
    assert not found.group_button.isEnabled()


def test_an_article_that_was_found_is_read(qtbot, session, found) -> None:
    shown = []
    found.shown.connect(shown.append)
    found.view.selectRow(0)
    QTest.mouseClick(found.show_button, Qt.MouseButton.LeftButton)
    assert shown == [session.ids[0]]
    assert not found.isVisible()


def test_a_project_that_is_only_read_decides_nothing(qtbot, session, monkeypatch) -> None:
    monkeypatch.setattr(type(session), "can_write", property(lambda _: False))
    monkeypatch.setattr(type(session), "why_not", property(lambda _: "It was opened for reading only"))
    dialog = GroupsFoundDialog(session, drive(session.project.groups.proposed()), Theme.light())
    qtbot.addWidget(dialog)
    assert dialog.note.text() == "It was opened for reading only."
    assert not dialog.group_button.isEnabled()
    assert not dialog.alone_button.isEnabled()


def test_a_group_says_who_leads_and_what_each_adds(session, group) -> None:
    assert group.said.text() == "“Headline 0” leads 2 wire copies: coding it covers them."
    told = [[group.table.item(row, column).text() for column in (0, 3)] for row in range(3)]
    assert told == [["Outlet 0", "lead"], ["Outlet 1", "1 sentence"], ["Outlet 2", "nothing"]]
    assert OWN in group.added.toPlainText()
    assert group.selected.id == session.ids[1]


def test_another_one_leads_and_one_is_taken_out(qtbot, session, group) -> None:
    QTest.mouseClick(group.lead_button, Qt.MouseButton.LeftButton)
    assert session.project.groups.lead_of(session.ids[0]) == session.ids[1]
    assert group.selected.id == session.ids[1]
    assert not group.lead_button.isEnabled()
    group.table.setCurrentCell(2, 0)
    taken = group.selected.id
    QTest.mouseClick(group.out_button, Qt.MouseButton.LeftButton)
    assert session.project.articles.get(taken).alone
    assert group.table.rowCount() == 2
    QTest.mouseClick(group.dissolve_button, Qt.MouseButton.LeftButton)
    assert session.project.groups.all() == []
    assert not group.isVisible()


def test_a_group_that_is_gone_closes_its_window(session, group) -> None:
    session.undo()
    assert not group.isVisible()


def test_the_selected_one_is_read(session, group) -> None:
    chosen = []
    group.chosen.connect(chosen.append)
    QTest.mouseClick(group.read_button, Qt.MouseButton.LeftButton)
    assert chosen == [session.ids[1]]
