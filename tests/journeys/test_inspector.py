"""A claim's form by keyboard alone, from the text into it and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.claims import CheckState
from annotations.importers.draft import Draft
from annotations.project import Project

ENTER, ESC, TAB, DELETE, DOWN = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Down,
)
TEXT = "The quay was sold in May. The buyer is unknown."


@pytest.fixture
def window(desk, keys, tmp_path):
    """A claim with two frames, a speaker and a target."""
    path = tmp_path / "quay.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:
        made.step("Fill", lambda opened: opened.articles.add(Draft(TEXT, headline="The quay")))
    window = desk.start(path)
    desk.read()
    keys(ENTER)
    keys(ENTER, Qt.KeyboardModifier.ShiftModifier)
    keys("2")
    keys("1S")
    keys(ESC)
    return window


def go_to(keys, name):
    """Press Tab until something of this name has the keyboard."""
    for _ in range(60):
        keys(TAB)
        if QApplication.focusWidget().accessibleName().startswith(name):
            return
    raise AssertionError(f"Tab does not lead to {name}")


def taggings(window):
    (claim,) = window.session.project.claims.all()
    codebook = window.session.codebook
    return sorted((codebook.tag(t.tag_id).name, t.role) for t in claim.taggings)


def test_chips_are_changed_by_keys_and_each_change_is_one_step(window, keys) -> None:
    speaker = next(name for name, role in taggings(window) if role == "speaker")
    go_to(keys, f"{speaker} · speaker")
    keys("T")
    assert (speaker, "target") in taggings(window)
    keys("B")
    assert (speaker, "beneficiary") in taggings(window)
    keys(DELETE)
    assert [role for _, role in taggings(window)] == ["", ""]
    assert QApplication.focusWidget().accessibleName() == "Add to Actors"
    window.commands.run("edit.undo")
    window.commands.run("edit.undo")
    assert (speaker, "target") in taggings(window)


def test_enter_on_a_chip_opens_the_picker_at_it_and_esc_leads_to_the_text(window, keys) -> None:
    frames = [name for name, role in taggings(window) if not role]
    go_to(keys, frames[1])
    keys(ENTER)
    picker = window.coding.round.picker
    assert picker.isVisible()
    assert picker.answers.current().tag.name == frames[1]
    keys(ENTER)  # it is set: taken away, and the picker stays
    keys(ESC)
    assert [name for name, role in taggings(window) if not role] == [frames[0]]
    assert QApplication.focusWidget() is window.reading.reader


def test_a_scale_is_answered_and_a_check_is_made_by_keys(window, keys, desk) -> None:
    go_to(keys, "−1 Critical")
    keys(Qt.Key.Key_Space)
    assert ("Critical", "") in taggings(window)
    go_to(keys, "Check state")
    keys(DOWN)
    popup = window.inspector.texts.state_box.view()
    assert popup.isVisible()
    for key in (DOWN, DOWN, ENTER):
        QTest.keyClick(popup, key)
    (claim,) = window.session.project.claims.all()
    assert claim.check_state is CheckState.CHECKED
    assert window.session.undo_label == "Check claim 1", "nothing was stored in passing"
    desk.qtbot.waitUntil(lambda: "checked by Anna Lindqvist on " in window.inspector._made.text())
    window.commands.run("claim.check")
    assert window.session.project.claims.all()[0].check_state is CheckState.OPEN
    window.commands.run("claim.check")
    (claim,) = window.session.project.claims.all()
    assert (claim.check_state, claim.checked_by) == (CheckState.CHECKED, claim.coder_id)


def test_repeat_flag_comment_translate_and_delete_without_the_mouse(window, keys) -> None:
    before = taggings(window)
    keys("J")
    keys(ENTER)
    keys(ESC)
    keys(".")
    project, codebook = window.session.project, window.session.codebook
    second = project.claims.all()[1]
    assert sorted((codebook.tag(t.tag_id).name, t.role) for t in second.taggings) == before
    keys("F")
    keys("Who bought it?")
    keys(ESC)
    keys("C")
    keys("Not in the register")
    keys(ESC)
    keys("T")
    keys("Der Kaeufer ist unbekannt.")
    keys(ESC)
    second = project.claims.get(second.id)
    assert (second.check_state, second.question, second.comment) == (
        CheckState.FLAGGED,
        "Who bought it?",
        "Not in the register",
    )
    assert (second.translation, second.translation_by) == ("Der Kaeufer ist unbekannt.", "AL")
    assert window.inspector.texts.translated_by.text() == "by AL"
    keys(DELETE)
    assert project.claims.count() == 1
    assert window.toast.text == f"Deleted claim {second.number}"
    window.toast._button.click()
    assert project.claims.get(second.id).question == "Who bought it?"


def test_a_codebook_without_dimensions_marks_claims_all_the_same(desk, keys, tmp_path) -> None:
    from annotations.codebook import CodebookFile

    path = tmp_path / "bare.pressmark"
    with Project.create(path, CodebookFile("bare", "Bare"), coder=("Anna Lindqvist", "AL")) as made:
        made.step("Fill", lambda opened: opened.articles.add(Draft(TEXT, headline="The quay")))
    window = desk.start(path)
    desk.read()
    keys(ENTER)
    assert window.coding.round.picker.isHidden()
    assert window.session.project.claims.count() == 1
    assert window.inspector._nothing_to_tag.isVisible()
