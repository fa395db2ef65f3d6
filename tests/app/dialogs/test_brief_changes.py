"""What changed between two versions of a brief is listed, and told word by word."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.brief import gather
from annotations.brief.freezing import Frozen
from annotations.sample import write_sample
from app.dialogs.brief_changes import BriefChangesDialog
from app.session import Session
from app.settings import Settings


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.open(write_sample(tmp_path), ("Anna", "A"))
    yield made
    made.shut_down()


@pytest.fixture
def make(qtbot, session):
    def made(before=None):
        dialog = BriefChangesDialog(session, Settings(), 1, "Weekly", before)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.found is not None or not dialog.issues)
        return dialog

    return made


def issue(session, version):
    spec = session.project.briefs.all()[0].spec
    frozen = Frozen(spec, gather(session.project, spec))
    session.run("Issue", lambda p: p.issues.add(1, version, frozen, "ab" * 32, "2026-03-12T09:30:00+00:00"))


def rows(dialog):
    return [[dialog.view.item(row, column).text() for column in range(4)] for row in range(dialog.view.rowCount())]


def change(session, **values):
    session.run("Change", lambda p: p.briefs.change(1, **values))


def test_a_brief_that_was_never_issued_is_not_compared(make):
    dialog = make()
    assert not dialog.view.isVisible()
    assert not dialog.pdf_button.isEnabled()


def test_without_changes_it_says_so_and_can_still_be_written(make, session):
    issue(session, 1)
    dialog = make()
    assert not dialog.view.isVisible()
    assert dialog.pdf_button.isEnabled()


def test_rows_and_both_wordings_follow_the_brief(make, session, qtbot):
    issue(session, 1)
    dialog = make()
    before = session.project.briefs.all()[0].spec.bottom_line
    change(session, bottom_line=f"{before} Or not.")
    qtbot.waitUntil(lambda: dialog.view.rowCount() == 1)
    assert dialog.said.text() == "1 difference"
    assert rows(dialog) == [["Bottom line", "", "Edited", f"{before} Or not."]]
    told = dialog.whole.toPlainText()
    assert told == f"Bottom line  {before}\n{before} Or not."
    claim = session.project.claims.all()[0]
    session.run("Comment", lambda p: p.claims.update(claim.id, comment="A <b>remark</b>"))
    qtbot.waitUntil(lambda: dialog.view.rowCount() == 2)
    assert dialog.said.text() == "2 differences"
    QTest.keyClick(dialog.view, Qt.Key.Key_Down)
    assert "A <b>remark</b>" in dialog.whole.toPlainText()
    with qtbot.waitSignal(dialog.claim_asked) as asked:
        dialog.claim_button.click()
    assert asked.args == [claim.number]


def test_two_issues_are_compared_and_each_offers_only_later_ones(make, session, qtbot):
    issue(session, 1)
    change(session, title="Second")
    issue(session, 2)
    change(session, title="Third")
    first, last = reversed(session.project.issues.of_brief(1))
    dialog = make(first)
    assert [dialog.now.itemText(n) for n in range(dialog.now.count())] == ["The brief as it is now", last.name]
    assert rows(dialog)[0][3] == "Second"
    dialog.now.setCurrentIndex(0)
    dialog.now.activated.emit(0)
    qtbot.waitUntil(lambda: bool(rows(dialog)) and rows(dialog)[0][3] == "Third")
    dialog.before.setCurrentIndex(dialog.before.findData(last.id))
    dialog.before.activated.emit(0)
    qtbot.waitUntil(lambda: dialog.now.count() == 1)
    qtbot.waitUntil(lambda: dialog.found is not None and dialog.found.sheet.before.version == "version 2")


def test_nothing_is_written_until_the_two_that_are_chosen_were_compared(make, session, qtbot):
    issue(session, 1)
    issue(session, 2)
    dialog = make()
    assert dialog.pdf_button.isEnabled()
    dialog.before.activated.emit(0)
    with qtbot.assertNotEmitted(dialog.pdf_asked):
        dialog.pdf_button.click()
    qtbot.waitUntil(lambda: dialog.found is not None)
    with qtbot.waitSignal(dialog.pdf_asked) as asked:
        dialog.pdf_button.click()
    assert asked.args == [dialog.found]


def test_an_issue_that_is_damaged_is_told_in_the_dialog(make, session, qtbot):
    issue(session, 1)
    session.run("Damage", lambda p: p._store.update("brief_issues", [1], frozen="[] "))
    dialog = BriefChangesDialog(session, Settings(), 1, "Weekly")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "damaged" in dialog.empty.sentence.lower() or "read" in dialog.empty.sentence.lower())
    assert not dialog.pdf_button.isEnabled()


@pytest.mark.parametrize("what", ["briefs", "issues"])
def test_what_was_deleted_meanwhile_is_told_in_the_dialog(make, session, qtbot, what):
    issue(session, 1)
    dialog = make()
    session.run("Delete", lambda p: getattr(p, what).delete([1]))
    dialog.before.activated.emit(0)
    qtbot.waitUntil(lambda: "deleted" in dialog.empty.sentence)
    assert not dialog.view.isVisible()
    assert not dialog.pdf_button.isEnabled()
