"""What an analyst writes in a brief, and the references to claims."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMessageBox
from window_checks import bring_up

from annotations.brief.spec import BriefSpec, Judgement
from app.dialogs.brief_fields import BriefFieldsDialog

CLAIMS = {number: f"uid-{number}" for number in (1, 2, 12)}
SPEC = BriefSpec(
    title="Harbour week",
    bottom_line="The harbour will get its machines.",
    judgements=(
        Judgement("It opens in June.", "likely", "low", "One outlet.", "Wait.", ("uid-12", "uid-1")),
        Judgement("The grid will fail.", "unlikely", "high"),
    ),
    watch=("The grid", "The council"),
    extra={"kept": "as it was"},
)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(qtbot):
    made = BriefFieldsDialog(SPEC, CLAIMS)
    # Closed as if saved, or it would ask what becomes of what a test typed.
    qtbot.addWidget(made, before_close_func=lambda dialog: QDialog.done(dialog, 0))
    bring_up(qtbot, made)
    return made


def test_what_was_not_touched_comes_back_as_it_was(dialog) -> None:
    assert dialog.spec() == SPEC


def test_typed_values_arrive_in_the_specification(dialog) -> None:
    dialog.bottom_line.setPlainText("  A new line.\n")
    dialog.watch.setPlainText("One\n\n  Two  ")
    dialog.fields["issued"].setText("14 March 2026")
    dialog.judgements.statement.setPlainText("It opens\nin July.")
    spec = dialog.spec()
    assert (spec.bottom_line, spec.watch, spec.issued) == ("A new line.", ("One", "Two"), "2026-03-14")
    assert spec.judgements[0].statement == "It opens in July."
    assert dialog.judgements.list.item(0).text() == "It opens in July."


def test_references_are_shown_and_read_as_numbers(dialog) -> None:
    field = dialog.judgements.refs
    assert field.text() == "C12, C1"
    field.setText("c2; 12 C2")
    assert dialog.spec().judgements[0].refs == ("uid-2", "uid-12")


@pytest.mark.parametrize(("typed", "named"), [("C3", "C3"), ("C1, twelve", "twelve")])
def test_a_reference_to_nothing_is_refused_and_named(dialog, typed, named) -> None:
    dialog.tabs.setCurrentIndex(2)
    dialog.judgements.refs.setText(typed)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.tabs.currentIndex() == 0
    assert f"refers to {named}, and there is no such claim" in dialog._message.text()


def test_a_date_that_cannot_be_read_is_refused_on_its_page(dialog) -> None:
    dialog.fields["period_from"].setText("last week")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.tabs.currentIndex() == 2
    assert "“last week” cannot be read as a date" in dialog._message.text()


def test_judgements_are_added_ordered_and_removed(dialog) -> None:
    editor = dialog.judgements
    QTest.mouseClick(editor.add_button, LEFT)
    editor.statement.setPlainText("Third.")
    editor.refs.setText("C1")
    QTest.mouseClick(editor.up_button, LEFT)
    QTest.mouseClick(editor.up_button, LEFT)
    assert [j.statement for j in dialog.spec().judgements] == ["Third.", "It opens in June.", "The grid will fail."]
    assert not editor.up_button.isEnabled()
    editor.list.setCurrentRow(2)
    QTest.mouseClick(editor.remove_button, LEFT)
    assert [j.refs for j in dialog.spec().judgements] == [("uid-1",), ("uid-12", "uid-1")]
    for _ in range(2):
        QTest.mouseClick(editor.remove_button, LEFT)
    assert dialog.spec().judgements == ()
    assert not editor.remove_button.isEnabled()
    assert not editor.form.isEnabled()


def test_a_judgement_without_a_statement_is_asked_for_one(dialog) -> None:
    QTest.mouseClick(dialog.judgements.add_button, LEFT)
    assert dialog.judgements.problem() == "", "an empty one is left out"
    dialog.judgements.reason.setPlainText("Because.")
    assert "Judgement 3 has no statement" in dialog.judgements.problem()


def test_the_words_of_the_bottom_line_are_counted(dialog) -> None:
    assert dialog._words.text() == "6 of 30 words"
    dialog.bottom_line.setPlainText("word " * 33)
    assert dialog._words.text() == "33 of 30 words, 3 more than a reader takes in"


def test_a_project_for_reading_shows_the_fields_without_letting_them_change(qtbot) -> None:
    dialog = BriefFieldsDialog(SPEC, CLAIMS, writable=False)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.bottom_line, "x")
    assert dialog.spec() == SPEC


@pytest.mark.parametrize("discard", [True, False])
def test_what_was_typed_is_not_thrown_away_without_a_question(dialog, qtbot, discard) -> None:
    dialog.bottom_line.setPlainText("An hour's work.")

    def answer() -> None:
        box = dialog.findChild(QMessageBox)
        next(b for b in box.buttons() if b.text() == ("Discard" if discard else "Go on writing")).click()

    QTimer.singleShot(50, answer)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() is not discard
    assert dialog.bottom_line.toPlainText() == "An hour's work."


def test_an_untouched_brief_closes_without_a_question(dialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_claim_named_in_a_sentence_must_be_there(dialog) -> None:
    dialog.bottom_line.setPlainText("See C12 and C77.")
    dialog.accept()
    assert "The bottom line refers to C77" in dialog._message.text()
    dialog.bottom_line.setPlainText("See C12.")
    dialog.judgements.reason.setPlainText("Because of C3.")
    dialog.accept()
    assert "Judgement 1 refers to C3" in dialog._message.text()
    assert dialog.isVisible()


def test_a_period_that_ends_before_it_begins_is_refused(dialog) -> None:
    dialog.fields["period_from"].setText("2026-03-22")
    dialog.fields["period_to"].setText("9 March 2026")
    dialog.accept()
    assert dialog.isVisible()
    assert "ends before it begins" in dialog._message.text()
    dialog.fields["period_to"].setText("2026-03")
    assert dialog._problem() == (0, "")


def test_a_judgement_with_a_likelihood_alone_is_not_lost(dialog) -> None:
    QTest.mouseClick(dialog.judgements.add_button, LEFT)
    dialog.judgements.likelihood.setCurrentText("likely")
    assert "Judgement 3 has no statement" in dialog.judgements.problem()
