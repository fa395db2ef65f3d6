"""Who works: name and initials."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox
from window_checks import bring_up

from app.dialogs.person import PersonDialog


@pytest.fixture
def dialog(qtbot):
    made = PersonDialog()
    qtbot.addWidget(made)
    bring_up(qtbot, made)
    return made


def ok(dialog):
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def test_the_initials_follow_the_name_until_they_are_typed(dialog):
    QTest.keyClicks(dialog.name_field, "anna maria lindqvist")
    assert dialog.initials_field.text() == "AML"
    dialog.initials_field.clear()
    QTest.keyClicks(dialog.initials_field, "al")
    QTest.keyClicks(dialog.name_field, " berg")
    assert dialog.person == ("anna maria lindqvist berg", "al")
    dialog.reject()


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Анна Линд", "АЛ"),
        ("Ødegård", "Ø"),
        ("a b c d e f", "ABCD"),
        ("  Anna   Lind ", "AL"),
        ("ß s", "SSS"),
        ("Mara <b>Voss (2)", "MB"),
    ],
)
def test_names_of_all_scripts_have_initials(dialog, name, initials):
    dialog.name_field.setText(name)
    assert dialog.initials_field.text() == initials
    dialog.reject()


def test_both_are_needed(dialog):
    assert not ok(dialog).isEnabled()
    dialog.name_field.setText("   ")
    assert not ok(dialog).isEnabled()
    dialog.name_field.setText("Anna")
    assert ok(dialog).isEnabled()
    dialog.initials_field.setText("")
    assert not ok(dialog).isEnabled()
    dialog.reject()


def test_enter_accepts_and_escape_does_not(dialog):
    dialog.name_field.setText("Anna  Lindqvist ")
    QTest.keyClick(dialog.initials_field, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.person == ("Anna Lindqvist", "AL")
    dialog.show()
    QTest.keyClick(dialog.name_field, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_known_person_keeps_their_initials(qtbot):
    dialog = PersonDialog("Anna Lindqvist", "X")
    qtbot.addWidget(dialog)
    dialog.name_field.setText("Anna Berg")
    assert dialog.person == ("Anna Berg", "X")


def test_a_known_coder_is_chosen_with_their_initials_and_a_new_one_typed(qtbot):
    dialog = PersonDialog(known={"Anna Lindqvist": "AnL", "Boris Okafor": "BO"})
    qtbot.addWidget(dialog)
    bring_up(qtbot, dialog)
    assert dialog.windowTitle() == "Switch coder"
    box = dialog.findChild(QComboBox)
    assert [box.itemText(row) for row in range(box.count())] == ["Anna Lindqvist", "Boris Okafor"]
    assert dialog.person == ("", "")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert dialog.person == ("Anna Lindqvist", "AnL")
    dialog.name_field.clear()
    QTest.keyClicks(dialog.name_field, "Anna")
    assert dialog.person == ("Anna", "A")
    dialog.reject()


def test_the_first_start_offers_nobody(dialog):
    assert dialog.windowTitle() == "Your name"
    assert dialog.findChild(QComboBox) is None
    dialog.reject()
