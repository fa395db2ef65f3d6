"""The report of a merge, driven by keys and clicks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from window_checks import bring_up

from annotations.merging_sections import Line, Part, Section
from app.dialogs.merge_report import MergeReportDialog
from app.settings import Settings

ENTER, DOWN, UP, ESC = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape
LEFT = Qt.MouseButton.LeftButton
HOSTILE = "<b>loud</b> & \u202eturned"
CONFLICTS = Section(
    Part.BOTH,
    "Changed on both sides",
    "The later value wins.",
    (Line("Claim 1 · note", HOSTILE, "", "Boris’s is later", 0, claim="c1"),),
    1,
)
LOST = Section(Part.UNPLACED, "No place", "Mark them anew.", (Line("Claim 3", words="the very words", article="a"),), 1)
TWICE = Section(Part.TWICE, "Exists twice", "", (Line("Herald", outcome="both stay", kind="outlets", uids=("a", "b")),))
NEW = Section(Part.COMES_IN, "Comes in", "New here.", tuple(Line(f"Claim {n}", claim=f"n{n}") for n in range(300)), 300)


@pytest.fixture
def report(qtbot):
    def make(*sections, agree="", kept=False, there=True, careful=False):
        told = []

        def go_to(line):
            told.append(("go", line.claim or line.article))
            return there

        title, other = "Merge “Boris”", "“Boris”"
        led = go_to if kept else None
        dialog = MergeReportDialog(
            Settings(), title, "It is a merge.", sections, other, agree, careful=careful, go_to=led
        )
        dialog.told = told
        dialog.taken.connect(lambda line: dialog.told.append(("take", line.conflict)))
        dialog.together.connect(lambda line: dialog.told.append(("together", line.uids)))
        qtbot.addWidget(dialog)
        bring_up(qtbot, dialog)
        return dialog

    return make


def seen(dialog):
    buttons = (dialog.go_button, dialog.take_button, dialog.together_button, dialog.copy_button, dialog.merge_button)
    return [button.text().replace("&", "") for button in buttons if button.isVisible()]


def test_both_sides_of_a_conflict_stand_beside_one_another_letter_for_letter(report) -> None:
    dialog = report(CONFLICTS, agree="Merge 3 claims")
    assert dialog.sides.left.toPlainText() == HOSTILE
    assert dialog.sides.right.toPlainText() == "(nothing)"
    assert dialog.sides.heading.text() == "Claim 1 · note"
    assert dialog.sides.outcome.text() == "Boris’s is later"
    assert seen(dialog) == ["Merge 3 claims"]


def test_enter_in_the_list_does_not_merge_the_button_does_and_escape_leaves(report) -> None:
    dialog = report(CONFLICTS, NEW, agree="Merge 3 claims")
    accepted = []
    dialog.accepted.connect(lambda: accepted.append(True))
    QTest.keyClick(dialog.view, ENTER)
    assert dialog.isVisible()
    QTest.keyClick(dialog.view, DOWN)
    assert dialog.line is None
    assert not dialog.view.isExpanded(dialog.view.currentIndex())
    QTest.keyClick(dialog.view, ENTER)
    assert dialog.view.isExpanded(dialog.view.currentIndex())
    QTest.mouseClick(dialog.merge_button, LEFT)
    assert accepted == [True]
    other = report(CONFLICTS, agree="Merge 3 claims")
    QTest.keyClick(other.view, ESC)
    assert not other.isVisible()


def test_what_is_only_to_be_known_is_folded_and_a_section_explains_itself(report) -> None:
    dialog = report(CONFLICTS, NEW, agree="Merge")
    first, last = dialog.model.index(0, 0), dialog.model.index(1, 0)
    assert (dialog.view.isExpanded(first), dialog.view.isExpanded(last)) == (True, False)
    dialog.view.setCurrentIndex(last)
    assert dialog.sides.left.toPlainText() == "New here."


def test_where_nothing_asks_for_a_look_all_is_unfolded(report) -> None:
    few = replace(NEW, lines=NEW.lines[:3])
    dialog = report(few, replace(few, part=Part.CHANGES), agree="Merge")
    assert all(dialog.view.isExpanded(dialog.model.index(row, 0)) for row in range(2))
    assert dialog.line is few.lines[0]


def test_nothing_to_merge_is_said_and_there_is_nothing_to_press_but_close(report) -> None:
    dialog = report()
    assert seen(dialog) == []
    assert dialog.close_button.text() == "Close"
    assert not dialog.view.isVisible()
    QTest.keyClick(dialog, ESC)
    assert not dialog.isVisible()


def test_a_kept_report_leads_by_double_click_and_by_enter_and_says_what_is_gone(report) -> None:
    dialog = report(CONFLICTS, LOST, kept=True)
    QTest.keyClick(dialog.view, ENTER)
    dialog.view.setCurrentIndex(dialog.model.index(0, 0, dialog.model.index(1, 0)))
    place = dialog.view.visualRect(dialog.view.currentIndex()).center()
    for press in (QTest.mouseClick, QTest.mouseDClick):  # as a person does, who cannot press twice at once
        press(dialog.view.viewport(), LEFT, pos=QPoint(place.x(), place.y()))
    assert dialog.told == [("go", "c1"), ("go", "a")]
    assert dialog.isVisible()
    gone = report(CONFLICTS, kept=True, there=False)
    gone.go_button.click()
    assert gone.note.text() == "What this line tells of is no longer here."


def test_a_kept_report_offers_what_fits_the_line(report) -> None:
    dialog = report(CONFLICTS, TWICE, kept=True)
    assert seen(dialog) == ["Go there", "Take the other value"]
    dialog.take_button.click()
    dialog.view.setCurrentIndex(dialog.model.index(0, 0, dialog.model.index(1, 0)))
    assert seen(dialog) == ["Make them one…"]
    dialog.together_button.click()
    assert dialog.told == [("take", 0), ("together", ("a", "b"))]


def test_what_stands_since_is_shown_and_nothing_can_be_changed_where_nothing_can_be_written(report) -> None:
    dialog = report(CONFLICTS, kept=True)
    dialog.show_since(({0: "yours stands"}, []), can_write=True)
    assert dialog.sides.outcome.text() == "yours stands"
    assert dialog.take_button.isEnabled()
    dialog.show_since(({0: "yours stands"}, []), can_write=False)
    assert not dialog.take_button.isEnabled()


def test_the_words_of_a_claim_without_a_place_can_be_copied(report) -> None:
    dialog = report(LOST)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "the very words"
    assert dialog.note.text() == "Copied."


def test_size_and_columns_are_as_they_were_left(report) -> None:
    dialog = report(CONFLICTS)
    dialog.resize(760, 480)
    dialog.view.setColumnWidth(1, 133)
    dialog.close_button.click()
    again = report(CONFLICTS, kept=True)
    assert (again.width(), again.height(), again.view.columnWidth(1)) == (760, 480, 133)


@pytest.mark.parametrize("careful", [False, True])
def test_what_is_to_be_read_first_stands_out_and_is_not_merged_by_enter(report, careful) -> None:
    dialog = report(NEW, agree="&Merge", careful=careful)
    assert dialog.merge_button.isDefault() is not careful
    assert dialog.close_button.isDefault() is careful
    assert (dialog.summary.property("tone") == "warn") is careful


def test_what_stands_on_one_side_says_on_which(report) -> None:
    lines = (Line("Claim 9", "worked on", "deleted", "stays", claim="c9"),)
    dialog = report(Section(Part.STAYS, "Deleted on one side", "It stays.", lines, 1))
    assert dialog.sides.left.toPlainText() == "Claim 9\nHere: worked on\n“Boris”: deleted\nstays"
