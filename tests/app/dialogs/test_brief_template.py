"""The dialog of the template: what is typed, loaded, dropped and refused, with the masthead beside."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent
from PySide6.QtTest import QTest

from annotations.brief.spec import BriefSpec
from annotations.brief.template import Template, template_of, write_template
from app.dialogs.brief_template import BriefTemplateDialog

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><rect width="20" height="20" fill="#B2182B"/></svg>'


@pytest.fixture
def dialog(qtbot):
    made = BriefTemplateDialog(BriefSpec(title="Weekly", organisation="Before", handling="TLP:RED"))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def logo(tmp_path) -> Path:
    path = tmp_path / "logo.svg"
    path.write_text(SVG, encoding="utf-8")
    return path


def shown(dialog):
    return dialog.picture.pixmap().toImage()


def colours(image) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 15) for y in range(image.height())}


def test_nothing_chosen_leaves_the_brief_as_it_is(dialog):
    assert dialog.spec() == BriefSpec(title="Weekly", organisation="Before", handling="TLP:RED")


def test_what_is_typed_comes_into_the_specification_and_the_picture(dialog, qtbot):
    QTest.keyClicks(dialog.texts["organisation"], "Media Unit")
    QTest.keyClicks(dialog.texts["footer"], "Example Street 1")
    QTest.keyClicks(dialog.colour, "#7A1F3D")
    spec = dialog.spec()
    assert (spec.organisation, spec.handling) == ("Media Unit", "TLP:RED")
    assert template_of(spec.template) == Template("Media Unit", footer="Example Street 1", accent="#7A1F3D")
    qtbot.waitUntil(lambda: any(QColor(one).hue() == QColor("#7A1F3D").hue() for one in colours(shown(dialog))))


def test_a_colour_that_is_too_light_is_darkened_and_said(dialog):
    dialog.colour.setFocus()
    QTest.keyClicks(dialog.colour, "#FFEE00")
    QTest.keyClick(dialog.colour, Qt.Key.Key_Tab)
    assert "too light" in dialog.told.text()
    assert dialog.colour.text() == dialog.template().accent != "#FFEE00"
    dialog.colour.setFocus()
    dialog.colour.selectAll()
    QTest.keyClicks(dialog.colour, "reddish")
    QTest.keyClick(dialog.colour, Qt.Key.Key_Tab)
    assert "no colour" in dialog.told.text()
    assert dialog.template().accent == ""


def test_a_logo_is_shown_and_can_be_removed(dialog, logo, qtbot):
    dialog.take(logo)
    assert dialog.logo_name.text() == "SVG"
    qtbot.waitUntil(lambda: QColor("#B2182B").name() in colours(shown(dialog)))
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert dialog.template().logo is None
    assert not dialog.remove.isEnabled()


def test_a_picture_that_cannot_be_used_is_said_and_changes_nothing(dialog, logo, tmp_path):
    dialog.take(logo)
    bad = tmp_path / "bad.svg"
    bad.write_text(SVG.replace("<rect", "<script/><rect"), encoding="utf-8")
    dialog.take(bad)
    assert "bad.svg" in dialog.told.text()
    assert "a script" in dialog.told.text()
    dialog.take(tmp_path / "missing.png")
    assert "cannot be read" in dialog.told.text()
    assert dialog.template().logo is not None


def test_a_template_is_loaded_from_a_file_that_is_dropped(dialog, logo, tmp_path):
    path = tmp_path / "unit.pressmark-template"
    write_template(Template("Unit", "TLP:GREEN", accent="#7A1F3D"), path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    dialog.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    assert dialog.template() == Template("Unit", "TLP:GREEN", accent="#7A1F3D")
    assert dialog.told.text() == "Taken from unit.pressmark-template"


def test_it_is_saved_as_a_file(dialog, tmp_path, monkeypatch):
    path = tmp_path / "mine.pressmark-template"
    monkeypatch.setattr("app.dialogs.brief_template.ask_target", lambda *_: path)
    QTest.keyClicks(dialog.texts["footer"], "Street")
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert dialog.told.text() == "Saved as mine.pressmark-template"
    dialog.texts["footer"].clear()
    dialog.take(path)
    assert dialog.template().footer == "Street"
