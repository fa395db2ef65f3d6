"""The list of issues: empty at first, followed while they are made, and what can be asked of each."""

import pytest

from annotations.brief import gather
from annotations.brief.freezing import Frozen
from annotations.brief.spec import BriefSpec
from app.dialogs.brief_issues import BriefIssuesDialog
from app.session import Session
from app.settings import Settings


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.create(tmp_path / "p.pressmark", ("Anna", "A"))
    made.run("Add", lambda p: p.briefs.add("Weekly", BriefSpec(number="12", cut_off="2026-03-11T18:00")))
    yield made
    made.shut_down()


@pytest.fixture
def dialog(qtbot, session):
    made = BriefIssuesDialog(session, Settings(), 1, "Weekly")
    qtbot.addWidget(made)
    made.show()
    return made


def issue(session, version):
    spec = session.project.briefs.all()[0].spec
    frozen = Frozen(spec, gather(session.project, spec))
    session.run("Issue", lambda p: p.issues.add(1, version, frozen, "ab" * 32, "2026-03-12T09:30:00+00:00"))


def shown(dialog):
    return [[dialog.view.item(row, column).text() for column in range(4)] for row in range(dialog.view.rowCount())]


def test_a_brief_that_was_never_issued_can_only_be_issued(dialog):
    assert not dialog.view.isVisible()
    assert dialog.issue_button.isEnabled()
    assert not dialog.again_button.isEnabled()
    assert not dialog.next_button.isEnabled()


def test_issues_are_listed_as_they_are_made_and_taken_back(dialog, session):
    for version in (1, 2):
        issue(session, version)
    cut_off = "11 Mar 2026, 18:00"
    assert shown(dialog) == [["12", "2", "Issued", cut_off], ["12", "1", "Superseded", cut_off]]
    assert "ab" * 32 in dialog.note.text()
    session.undo()
    assert shown(dialog) == [["12", "1", "Issued", cut_off]]


def test_the_selected_one_is_written_again_and_the_last_is_followed(dialog, session, qtbot):
    for version in (1, 2):
        issue(session, version)
    asked = []
    dialog.again_asked.connect(lambda one: asked.append(one.version))
    dialog.next_asked.connect(lambda one: asked.append(one.version))
    dialog.view.selectRow(1)
    dialog.again_button.click()
    dialog.next_button.click()
    assert asked == [1, 2]


def test_size_and_columns_are_as_they_were_left(qtbot, session, dialog):
    dialog.resize(700, 450)
    dialog.view.setColumnWidth(1, 123)
    dialog.reject()
    again = BriefIssuesDialog(session, Settings(), 1, "Weekly")
    qtbot.addWidget(again)
    assert again.view.columnWidth(1) == 123
    assert (again.width(), again.height()) == (700, 450)


def test_what_changed_is_asked_of_the_chosen_issue(qtbot, session, dialog):
    assert not dialog.changes_button.isEnabled()
    issue(session, 1)
    with qtbot.waitSignal(dialog.changes_asked) as asked:
        dialog.changes_button.click()
    assert asked.args == [dialog.issues[0]]
