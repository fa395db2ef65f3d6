"""Settling by keys: what is listed, what a key does, and what is shown of the decision."""

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from annotations.claims import counted, said
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.settling import Decision
from annotations.spans import Span
from app.session import Session
from app.theme import Theme

TEXT = "The minister spoke. The West keeps the machines to itself. The hall was cold."


@pytest.fixture
def session(tmp_path):
    path = tmp_path / "two.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:
        article = project.step("Import", lambda p: p.articles.add(Draft(TEXT, headline="In the hall"))).value
        ben = project.step("Coder", lambda p: p.coders.ensure("Ben Okoro", "BO")).value
        for start, end in ((0, 19), (20, 58)):
            claim = project.step("Claim", lambda p, s=start, e=end: p.claims.add(article, Span(s, e))).value
            _tag(project, claim, "framing", "western-monopoly")
            _tag(project, claim, "framing", "sanctions", ben)
        _tag(project, claim, "sentiment", "hostile")
        _tag(project, claim, "sentiment", "neutral", ben)
    made = Session()
    assert made.open(path, ("Anna Lindqvist", "AL"))
    yield made
    made.shut_down()


def _tag(project, claim, dimension, key, coder=None):
    codebook = project.codebook.read()
    tags = codebook.tags_of(codebook.by_key(dimension).id)
    tag = next(t.id for t in tags if t.key == key)
    project.step("Tag", lambda p: p.claims.tag(claim, tag, coder_id=coder))


@pytest.fixture
def area(qtbot, session):
    from app.workspaces.agreement.settle import SettleArea

    window = QWidget()
    window.session, window.theme = session, Theme.light()
    window.resize(1100, 800)
    made = SettleArea(window)
    made.setParent(window)
    made.resize(1100, 800)
    window.show()
    qtbot.waitUntil(lambda: made.sheet.boxes != [])
    made.list.setFocus()
    made.keep = window
    yield made
    window.hide()
    window.deleteLater()


def press(area, key, widget=None):
    QTest.keyClick(widget or area.list, key)


def settled(area):
    return area._session.project.settlements.all()


def shown(area):
    return [label.text() for label in area.sheet.findChildren(QLabel) if label.text() and not label.isHidden()]


def counting(area, number, dimension):
    project = area._session.project
    codebook = project.codebook.read()
    tags = {tag.id: tag for tag in codebook.tags_of(codebook.by_key(dimension).id)}
    found = said(counted(project.claims.by_number(number), tags, project.coders.agreed().id))
    return sorted(tags[tag].key for tag, _ in found)


def test_a_key_takes_a_side_and_the_decision_is_shown(area, qtbot) -> None:
    assert area.model.rowCount() == 3
    assert area.title == "Disagreements 3"
    assert [box.button.text() for box in area.sheet.boxes] == ["1  Anna Lindqvist", "2  Ben Okoro"]
    assert "The minister spoke." in area.sheet.text.toPlainText()
    press(area, "2")
    qtbot.waitUntil(lambda: "Settled: Sanctions and restrictions – as Ben Okoro has it" in shown(area))
    assert counting(area, 1, "framing") == ["sanctions"]
    assert (area.model.rowCount(), area.title) == (3, "Disagreements 2")
    assert not area.sheet.reopen_button.isHidden()


def test_going_on_leaves_what_is_settled_behind(area, qtbot) -> None:
    press(area, "1")
    qtbot.waitUntil(lambda: area.left == 2)
    press(area, "N")
    assert area.current.found.unit.claim.number == 2
    area.read()
    qtbot.waitUntil(lambda: area.model.rowCount() == 2)
    press(area, "P")
    assert area.current.found.unit.claim.number == 2
    area.state_box.setCurrentIndex(0)
    area.state_box.activated.emit(0)
    assert area.model.rowCount() == 3


def test_both_stand_where_they_can_and_the_key_does_nothing_where_they_cannot(area, qtbot) -> None:
    press(area, "3")
    qtbot.waitUntil(lambda: area.left == 2)
    assert counting(area, 1, "framing") == ["sanctions", "western-monopoly"]
    press(area, "N")
    press(area, "N")
    qtbot.waitUntil(lambda: area.sheet.question.text() == "Sentiment toward the West")
    assert area.sheet.both_button.isHidden()
    press(area, "3")
    assert len(settled(area)) == 1


def test_a_reason_goes_with_the_decision_or_is_given_after_it(area, qtbot) -> None:
    press(area, "R")
    QTest.keyClicks(area.sheet.reason, "It is named")
    press(area, Qt.Key.Key_Return, area.sheet.reason)
    assert settled(area) == []
    press(area, "2")
    qtbot.waitUntil(lambda: area.left == 2)
    assert settled(area)[0].reason == "It is named"
    area.sheet.reason.setFocus()
    QTest.keyClicks(area.sheet.reason, " twice")
    press(area, Qt.Key.Key_Return, area.sheet.reason)
    assert settled(area)[0].reason == "It is named twice"
    area.sheet.reason.setFocus()
    QTest.keyClicks(area.sheet.reason, " or not")
    press(area, Qt.Key.Key_Escape, area.sheet.reason)
    assert settled(area)[0].reason == "It is named twice"
    qtbot.waitUntil(lambda: area.sheet.reason.text() == "It is named twice")


def test_another_value_is_asked_for_by_the_picker(area, qtbot) -> None:
    press(area, "0")
    assert area.picker.isVisible()
    QTest.keyClicks(area.picker.field, "brain")
    press(area, Qt.Key.Key_Return, area.picker.field)
    qtbot.waitUntil(lambda: area.left == 2)
    assert not area.picker.isVisible()
    assert counting(area, 1, "framing") == ["brain-drain"]
    assert settled(area)[0].decision is Decision.OTHER
    press(area, "O")
    press(area, Qt.Key.Key_Escape, area.picker.field)
    assert len(settled(area)) == 1


def test_undo_opens_it_and_a_coder_who_changes_a_tag_flags_it(area, qtbot) -> None:
    press(area, "1")
    qtbot.waitUntil(lambda: area.left == 2)
    area._session.undo()
    qtbot.waitUntil(lambda: area.left == 3)
    area._session.redo()
    qtbot.waitUntil(lambda: area.left == 2)
    project = area._session.project
    ben = next(coder.id for coder in project.coders.all() if coder.name.startswith("Ben"))
    codebook = project.codebook.read()
    tag = next(t.id for t in codebook.tags if t.key == "brain-drain")
    area._session.run("Tag", lambda p: p.claims.tag(1, tag, coder_id=ben))
    qtbot.waitUntil(lambda: not area.sheet.changed.isHidden())
    area.sheet.reopen_button.click()
    qtbot.waitUntil(area.sheet.changed.isHidden)
    assert settled(area) == []


def test_the_list_is_filtered_by_dimension_and_says_where_nothing_is_left(area, qtbot) -> None:
    box = area.dimension_box
    box.setCurrentIndex(box.findText("Sentiment toward the West"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: area.sheet.question.text() == "Sentiment toward the West")
    assert area.model.rowCount() == 1
    box.setCurrentIndex(box.findText("Passages"))
    box.activated.emit(box.currentIndex())
    assert area._pages.currentWidget() is area.nothing
    area._show_all()
    assert area.model.rowCount() == 3


def test_rows_are_said_letter_for_letter(area) -> None:
    index = area.model.index(0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Claim 1  Framing, AL: Western monopoly as threat  ≠  BO: Sanctions")
    assert said.endswith("open")


def test_who_says_the_same_is_named_together_in_the_list(area, session, qtbot) -> None:
    cem = session.run("Add Cem", lambda p: p.coders.ensure("Cem Aydin", "CA"))
    _tag(session.project, session.project.claims.by_number(1).id, "framing", "western-monopoly", cem)
    area._read_all()
    sides = "Claim 1  Framing, AL, CA: Western monopoly as threat  ≠  BO: Sanctions and restrictions"
    qtbot.waitUntil(lambda: area.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith(sides))
    qtbot.waitUntil(lambda: len(area.sheet.boxes) == 3)  # the keys are of what the sheet shows
    press(area, "4")
    together = "Settled: Western monopoly as threat, Sanctions and restrictions – what all say, together"
    qtbot.waitUntil(lambda: together in shown(area))


def test_many_sides_of_long_names_stand_in_rows_and_nothing_is_beyond_the_edge(area, session, qtbot) -> None:
    for name in ("Maximiliana von und zu Hohenfels & Sons (Northern Bureau)", "Cem Aydin"):
        coder = session.run("Add", lambda p, name=name: p.coders.ensure(name, name[:2]))
        _tag(session.project, session.project.claims.by_number(1).id, "framing", "western-monopoly", coder)
    area._read_all()
    qtbot.waitUntil(lambda: len(area.sheet.boxes) == 4)
    area.resize(820, 700)
    shown_in = area.sheet.findChild(QScrollArea).viewport()
    qtbot.waitUntil(lambda: area.sheet._sides.columns == 2)
    qtbot.waitUntil(lambda: area.sheet.text.parentWidget().width() <= shown_in.width())
    area.resize(1300, 700)
    qtbot.waitUntil(lambda: area.sheet._sides.columns == 4)


def test_tab_goes_from_the_passage_through_the_sides_to_what_else_can_be_said(area) -> None:
    area.sheet.text.setFocus()
    for button in (*(box.button for box in area.sheet.boxes), area.sheet.both_button):
        press(area, Qt.Key.Key_Tab, QApplication.focusWidget())
        assert QApplication.focusWidget() is button


def test_it_says_which_digits_decide_what_is_shown(area, session, qtbot):
    assert area.keys.text().startswith("1 2 a side · 3 both · 0 another value · R why")
    carla = session.project.step("Coder", lambda p: p.coders.ensure("Carla Voss", "CV")).value
    claim = area.current.found.unit.claim.id
    codebook = session.project.codebook.read()
    tag = codebook.tags_of(codebook.by_key("framing").id)[0].id
    session.run("Tag", lambda p: p.claims.tag(claim, tag, coder_id=carla))
    qtbot.waitUntil(lambda: area.keys.text().startswith("1 2 3 a side · 4 all · 0 another value"))
