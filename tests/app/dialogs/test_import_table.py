"""Copies in the table of the import preview: put together, led by another, folded and opened."""

import re

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from import_preview import button, copies, part, table
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from app.models.draft_cells import Column


def test_near_copies_are_told_and_imported_unless_unticked(opened, write):
    words = [f"The witness number {number} told the court what was seen at the quay." for number in range(30)]
    one = write("1.txt", "\n\n".join(["Trial opens", *words]))
    other = write(
        "2.txt", "\n\n".join(["A trial begins at last", *words[:24], "A sentence of our own reporter ends it."])
    )
    third = write(
        "3.txt", "The crane\n\nNobody has moved the crane since the harbour was closed in the spring of last year."
    )
    dialog = opened([one, other, third])
    model = table(dialog).model()
    cells = [model.index(row, Column.TWIN) for row in range(4)]
    assert [cells[0].data(), cells[1].data(), cells[3].data()] == ["", "leads", ""]
    assert re.fullmatch(r"near copy, [89]\d\xa0%", cells[2].data())
    assert "“Trial opens”" in cells[2].data(Qt.ItemDataRole.ToolTipRole)
    assert len(model.chosen()) == 3


def test_a_group_is_left_out_at_once_and_another_copy_leads(opened, site, qtbot):
    dialog = opened(copies(site))
    view = table(dialog)
    assert view.columnSpan(0, Column.HEADLINE) == len(Column) - 1
    view.setFocus()
    view.selectRow(0)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert button(dialog, "Import").text() == "Import 1 article"
    assert button(dialog, "Include").text() == "Include 2"
    qtbot.mouseClick(button(dialog, "Include"), Qt.MouseButton.LeftButton)
    view.setCurrentIndex(view.model().index(2, Column.HEADLINE))
    other = view.model().row(2).draft.headline
    next(action for action in view.menu().actions() if action.text().startswith("Let this one")).trigger()
    assert view.model().row(1).draft.headline == other
    assert view.currentIndex().row() == 1  # the selection goes along
    dialog.accept()
    (accepted,) = dialog.accepted_values
    ((lead, copy),) = accepted.groups
    assert accepted.drafts[lead].headline == other
    assert accepted.drafts[copy].outlet != accepted.drafts[lead].outlet


def test_copies_are_put_together_when_the_cell_that_is_edited_is_left(opened, site, qtbot):
    dialog = opened([*copies(site), *(site(number) for number in range(4, 60))], wait=False)
    view = table(dialog)
    qtbot.waitUntil(lambda: view.model().rowCount() > 0, timeout=120_000)
    view.setCurrentIndex(view.model().index(0, Column.OUTLET))
    view.setFocus()
    qtbot.keyClick(view, "N")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.waitUntil(lambda: not part(dialog, QPushButton, "Stop reading files").isVisible(), timeout=60_000)
    editor.setText("Northern Post")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(view.model().headings()))
    assert "Northern Post" in [row.draft.outlet for row in view.model().rows_at([view.model().headings()[0]])]


def test_a_group_is_folded_and_opened_by_keys_and_by_its_sign(opened, site, qtbot):
    view = table(opened(copies(site)))
    model = view.model()
    view.setFocus()
    view.setCurrentIndex(model.index(0, Column.HEADLINE))
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert (model.rowCount(), view.numbers()) == (2, [0])
    qtbot.keyClick(view, Qt.Key.Key_Left)  # it is folded already: the cursor moves
    assert model.rowCount() == 2
    view.setCurrentIndex(model.index(0, Column.HEADLINE))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert (model.rowCount(), view.currentIndex().row(), view.numbers()) == (4, 0, [0])
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert model.rowCount() == 2
    sign = view.visualRect(model.index(0, Column.HEADLINE)).topLeft() + QPoint(8, 12)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    assert model.rowCount() == 4
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=sign + QPoint(80, 0))
    assert model.rowCount() == 2
    next(action for action in view.menu().actions() if action.text() == "&Open all groups of copies").trigger()
    assert model.rowCount() == 4
