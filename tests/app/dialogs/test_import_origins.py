"""Where values of the import preview are from: corrected before, typed, or as they were read."""

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from import_preview import button, edit, part, said, table
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QPushButton

from app.dialogs.import_columns import ColumnsDialog
from app.dialogs.import_origins import MemoryBar
from app.models.draft_cells import Column
from app.settings import Settings


def test_a_correction_is_remembered_for_the_next_import_from_the_site(opened, site, qtbot):
    settings = Settings()
    first = opened([site(1)], settings=settings)
    assert said(first, "1 value") is None
    edit(qtbot, first, 0, Column.OUTLET, "Northern Courier")
    first.accept()
    dialog = opened([site(2), site(3)], settings=settings)
    model = table(dialog).model()
    assert [model.index(row, Column.OUTLET).data() for row in range(2)] == ["Northern Courier"] * 2
    assert said(dialog, "2 values") == "2 values as you corrected them before."
    qtbot.mouseClick(button(dialog, "&Take back"), Qt.MouseButton.LeftButton)
    assert model.index(0, Column.OUTLET).data() == "courier.example | Home"
    assert said(dialog, "2 values") == "2 values that you corrected before were left as read."
    qtbot.mouseClick(button(dialog, "Pu&t in again"), Qt.MouseButton.LeftButton)
    assert model.index(1, Column.OUTLET).data() == "Northern Courier"
    qtbot.mouseClick(button(dialog, "&Forget them"), Qt.MouseButton.LeftButton)
    assert said(dialog, "2 values") is None
    assert settings.corrections == {}
    dialog.reject()


def test_delete_brings_back_what_was_read_in_all_selected_cells(opened, site, qtbot):
    dialog = opened([site(1), site(2)])
    view = table(dialog)
    edit(qtbot, dialog, 0, Column.OUTLET, "Northern Courier")
    edit(qtbot, dialog, 1, Column.OUTLET, "Northern Courier")
    view.selectAll()
    assert next(a for a in view.menu().actions() if a.text().startswith("Outlet as &read")).isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert [view.model().index(row, Column.OUTLET).data() for row in range(2)] == ["courier.example | Home"] * 2
    assert not next(a for a in view.menu().actions() if a.text().startswith("Outlet as &read")).isEnabled()


def test_the_remembered_sign_follows_the_theme(qtbot, qapp):
    bar = MemoryBar()
    qtbot.addWidget(bar)
    bar.say(1, recalls=True)
    before = qapp.palette()

    def seen():
        return bar.findChildren(QLabel)[0].pixmap().toImage()

    first = seen()
    other = QPalette(before)
    other.setColor(QPalette.ColorRole.Link, QColor("#c04000"))
    qapp.setPalette(other)
    qtbot.waitUntil(lambda: seen() != first)
    qapp.setPalette(before)
    qtbot.waitUntil(lambda: seen() == first)


def test_what_is_taken_back_or_forgotten_stays_so_when_a_table_is_read_anew(opened, write, qtbot):
    settings = Settings()
    page = "Headline,Outlet,Text\nQuay {0},courier.example | Home,The quay {0} was sold.\n"
    first = opened([write("1.csv", page.format(1))], settings=settings)
    edit(qtbot, first, 0, Column.OUTLET, "Northern Courier")
    first.accept()
    dialog = opened([write("2.csv", page.format(2))], settings=settings)
    model = table(dialog).model()

    def read_anew():
        qtbot.mouseClick(button(dialog, "&Columns"), Qt.MouseButton.LeftButton)
        dialog.findChild(ColumnsDialog).accept()
        qtbot.waitUntil(lambda: not part(dialog, QPushButton, "Stop reading files").isVisible(), timeout=60_000)
        return model.index(0, Column.OUTLET).data()

    assert read_anew() == "Northern Courier"
    qtbot.mouseClick(button(dialog, "&Take back"), Qt.MouseButton.LeftButton)
    assert read_anew() == "courier.example | Home"
    assert said(dialog, "1 value") == "1 value that you corrected before was left as read."
    qtbot.mouseClick(button(dialog, "&Forget them"), Qt.MouseButton.LeftButton)
    assert read_anew() == "courier.example | Home"
    assert said(dialog, "1 value") is None
    dialog.reject()
