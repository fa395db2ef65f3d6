"""Comments of reviewers are worked through one by one, and what they touch is shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from annotations.brief.reviews import CommentKind, ReviewComment
from annotations.sample import write_sample
from app.dialogs.brief_review import BriefReviewDialog
from app.session import Session
from app.settings import Settings


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.open(write_sample(tmp_path), ("Anna", "A"))
    yield made
    made.shut_down()


@pytest.fixture
def dialog(qtbot, session):
    made = BriefReviewDialog(session, Settings(), 1, "Weekly")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def claim(session):
    return session.project.claims.all()[0]


@pytest.fixture
def commented(session, dialog, claim):
    comments = [
        ReviewComment(CommentKind.REPLY, 3, "Who <b>says</b> so?", "Rita", claim_uid=claim.uid),
        ReviewComment(CommentKind.NOTE, 1, "Too sure", "Rita", judgement=1),
        ReviewComment(CommentKind.TEXT, 9, "Nice", "Rita"),
    ]
    session.run("Read", lambda p: p.reviews.add(1, "reviewed.pdf", comments))
    return dialog


def column(dialog, number):
    return [dialog.view.item(row, number).text() for row in range(dialog.view.rowCount())]


def test_without_comments_only_reading_is_possible(dialog):
    assert not any(widget.isVisible() for widget in (dialog.view, dialog.whole, dialog.answer))
    assert dialog.read_button.isEnabled()
    for button in (dialog.accept_button, dialog.answer_button, dialog.dismiss_button, dialog.claim_button):
        assert not button.isEnabled()


def test_each_stands_beside_what_it_touches(commented, claim, session):
    assert column(commented, 0) == [f"C{claim.number}", "Judgement 1", "Not placed, page 9"]
    assert column(commented, 3) == ["Who <b>says</b> so?", "Too sure", "Nice"]
    assert claim.quote in commented.whole.toPlainText()
    commented.view.selectRow(1)
    assert session.project.briefs.all()[0].spec.judgements[0].statement in commented.whole.toPlainText()
    assert not commented.claim_button.isEnabled()


def test_they_are_accepted_answered_and_dismissed_and_that_is_undone(commented, session):
    commented.accept_button.click()
    commented.view.selectRow(1)
    commented.answer.setText("Less now.")
    commented.answer_button.click()
    commented.view.selectRow(2)
    commented.dismiss_button.click()
    assert column(commented, 2) == ["Accepted", "Answered", "Dismissed"]
    assert commented.view.currentRow() == 2
    session.undo()
    session.undo()
    assert column(commented, 2) == ["Accepted", "Open", "Open"]


def test_the_claim_is_gone_to_until_it_is_deleted(commented, claim, session, qtbot):
    with qtbot.waitSignal(commented.claim_asked) as asked:
        commented.claim_button.click()
    assert asked.args == [claim.uid]
    session.run("Delete", lambda p: p.claims.delete([claim.id]))
    assert column(commented, 0)[0] == "A claim that is gone"
    assert not commented.claim_button.isEnabled()


def test_an_answer_that_was_typed_stays_until_it_is_given(commented, session):
    QTest.keyClicks(commented.answer, "Less now.")
    commented.accept_button.click()
    assert commented.answer.text() == "Less now."
    commented.view.selectRow(1)
    assert commented.answer.text() == ""
    commented.view.selectRow(0)
    assert commented.answer.text() == "Less now."
    commented.answer_button.click()
    session.undo()
    assert commented.answer.text() == ""


def test_enter_gives_an_answer_once(commented, session):
    given = []
    session.changed.connect(lambda changes: given.append(changes.label))
    commented.answer.setFocus()
    QTest.keyClicks(commented.answer, "She does.")
    QTest.keyClick(commented.answer, Qt.Key.Key_Return)
    assert commented.isVisible()
    assert given == ["Answer comment"]
    assert not any(button.autoDefault() for button in commented.findChildren(QPushButton))
