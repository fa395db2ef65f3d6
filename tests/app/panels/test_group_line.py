"""What a reader is told of wire copies: above the text, and in the list."""

import pytest
from PySide6.QtCore import Qt

from annotations.articles import Status
from app.models.articles import GROUP
from app.panels.group_line import GroupLine


@pytest.fixture
def ids(session, fill):
    return sorted(fill(4))


@pytest.fixture
def line(qtbot, session, ids):
    made = GroupLine(session)
    qtbot.addWidget(made)
    made.resize(600, 30)
    return made


def grouped(session, lead, copies):
    session.run("Group", lambda p: p.groups.make(lead, copies))


def test_an_article_in_no_group_says_nothing(line, session, ids) -> None:
    line.show_article(ids[0])
    assert line.text == ""
    grouped(session, ids[0], [ids[1]])
    assert line.text == "Carried by 1 wire copy: Вести"
    session.undo()
    assert line.text == ""


def test_a_copy_names_its_lead_and_what_it_adds(qtbot, line, session, ids) -> None:
    session.run("Lead", lambda p: p.articles.update([ids[0]], headline="A very long headline " * 5, outlet="Wire"))
    grouped(session, ids[0], ids[1:])
    line.show_article(ids[1])
    assert line.text.startswith("Copy of “A very long headline A very long headline")
    qtbot.waitUntil(lambda: "adds" in line.text)
    assert line.text.startswith("Copy: adds 1 sentence (marked) to “A very long headline")
    assert line.text.endswith("…” in Wire")
    assert not line.lead_button.isHidden()
    assert not line.added_button.isHidden()
    only = line.addition_after(-1)
    assert only
    assert line.addition_after(only.start) == only
    session.run("Leave out", lambda p: p.articles.update([ids[0]], status=Status.LEFT_OUT))
    assert "which is left out" in line.text


def test_a_lead_names_its_outlets_and_leads_nowhere(line, session, ids) -> None:
    grouped(session, ids[0], ids[1:])
    line.show_article(ids[0])
    assert line.text == "Carried by 3 wire copies: Вести, Courier, Herald"
    assert line.lead_button.isHidden()
    assert line.added_button.isHidden()
    assert not line.has_additions
    session.run("Delete", lambda p: p.articles.delete([ids[0]]))
    assert line.text == ""


def test_the_list_says_who_leads_and_who_carries(panel, session, ids) -> None:
    grouped(session, ids[0], [ids[1], ids[2]])
    model = panel.model
    said = {model.id_at(row): model.index(row).data(GROUP) for row in range(4)}
    assert said == {ids[0]: "+2 outlets", ids[1]: "copy of Herald", ids[2]: "copy of Herald", ids[3]: ""}
    assert "copy of Herald" in model.index(model.row_of(ids[1])).data(Qt.ItemDataRole.AccessibleTextRole)
    assert panel.triage_link.text() == "Triage 2 new"


def test_copies_fold_under_their_lead_and_are_shown_when_one_is_wanted(panel, session, ids) -> None:
    grouped(session, ids[0], [ids[1], ids[2]])
    panel.bar.fold.setChecked(True)
    assert [panel.model.id_at(row) for row in range(panel.model.rowCount())] == [ids[3], ids[0]]
    assert panel.counts.startswith("2 of 4 articles")
    assert panel.select(ids[1])
    assert panel.current_id == ids[1]
    assert panel.bar.fold.isChecked(), "only its own group is opened"
    assert [panel.model.id_at(row) for row in range(panel.model.rowCount())] == [ids[3], ids[0], ids[2], ids[1]]


def test_what_a_copy_adds_stays_told_while_one_works_and_goes_when_the_copy_stands_for_itself(
    qtbot, line, session, ids
) -> None:
    grouped(session, ids[0], ids[1:])
    line.show_article(ids[1])
    qtbot.waitUntil(lambda: line.has_additions)
    heard, told = [], line.text
    line.additions_changed.connect(lambda: heard.append(line.additions))
    session.run("Status", lambda p: p.articles.update([ids[1]], status=Status.DONE))
    assert (line.text, heard) == (told, []), "nothing flickers"
    session.run("Take out", lambda p: p.groups.take_out([ids[1]]))
    assert heard == [()]
    assert line.text == ""
