"""The picker's looks: what it says, what a screen reader hears, colours."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.codebook import Dimension, Kind, Role, Tag
from app.picker.question import Question
from app.theme import Theme


def test_the_steps_and_the_claim_stand_above(bench):
    bench.start()
    head = bench.picker.head
    assert "<b" in head._steps.text()
    assert head._steps.text().index("Framing") < head._steps.text().index("Actors")
    assert head._title.text() == "Claim 1"


def test_a_codebook_of_many_dimensions_shows_the_place_instead():
    names = tuple(f"Dimension {n}" for n in range(9))
    question = Question(Dimension("Mood", Kind.MANY), (), steps=names, step=4)
    from app.picker.frame import Head

    head = Head(Theme.light())
    head.show_question(question, "")
    assert "5 of 9" in head._steps.text()


def test_names_from_a_strangers_codebook_are_shown_as_they_are_written(bench, session):
    framing = session.codebook.dimensions[0]
    hostile = '<img src="file:///etc/passwd">'
    session.run("Tag", lambda p: p.codebook.add_tag(framing.id, hostile, definition="<b>x</b>"))
    bench.start()
    bench.field.setText("img")
    bench.field.textEdited.emit("img")
    assert "<img" not in bench.answers.about.html
    assert "&lt;img" in bench.answers.about.html
    assert "&lt;b&gt;x" in bench.answers.about.html


def test_the_definition_stands_beside_the_list(bench, session):
    bench.start()
    first = session.codebook.tags_of(session.codebook.dimensions[0].id)[0]
    for words in (first.short, first.definition, first.use, first.dont_use, first.example):
        assert words.split(".")[0][:40].replace("'", "&#x27;") in bench.answers.about.html


def test_a_screen_reader_hears_the_dimension_and_what_is_highlighted(bench):
    bench.start()
    assert bench.field.accessibleName() == "Framing"
    assert bench.field.accessibleDescription() == "Technological independence"
    assert bench.answers.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Technological independence, key 1"
    bench.open(3)
    assert bench.answers.boxes._boxes[0].accessibleName() == "−2, Hostile, key 8"


def test_it_keeps_inside_when_the_window_becomes_smaller(bench):
    bench.start()
    bench.window.resize(860, 560)
    assert bench.window.rect().contains(bench.picker.geometry())


@pytest.mark.parametrize("theme", [Theme.light(), Theme.dark()], ids=["light", "dark"])
@pytest.mark.parametrize("dimension", [0, 1, 3])
def test_it_is_painted_in_the_colours_of_the_theme(bench, use_theme, theme, dimension):
    use_theme(theme)
    bench.open(dimension)
    bench.picker.set_theme(theme)
    image = bench.picker.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert {theme.raised.name(), theme.accent.name()} <= colours
    other = Theme.dark() if theme == Theme.light() else Theme.light()
    assert other.raised.name() not in colours or not theme.is_dark


def test_nothing_is_cut_off_in_the_smallest_window(bench):
    bench.window.resize(860, 560)
    bench.start()
    for widget in (bench.picker.foot, bench.picker.head, bench.field):
        assert widget.height() >= widget.minimumSizeHint().height()
        assert bench.picker.rect().contains(widget.geometry())
    bench.open(3)
    QApplication.processEvents()
    boxes = bench.answers.boxes
    assert all(box.width() >= box.sizeHint().width() for box in boxes._boxes)
    assert boxes.height() >= boxes.sizeHint().height()


def test_the_keyboards_highlight_can_be_seen_on_boxes(bench):
    bench.open(1)
    QTest.keyClick(bench.field, Qt.Key.Key_1)
    boxes = bench.answers.boxes
    assert boxes.current == 0
    QApplication.processEvents()  # lays the boxes out
    accent = Theme.light().accent.name()
    edge = QPoint(boxes._boxes[0].width() // 2, 1)
    assert boxes._boxes[0].grab().toImage().pixelColor(edge).name() == accent
    assert boxes._boxes[1].grab().toImage().pixelColor(edge).name() != accent


def test_a_default_role_that_the_dimension_has_not_gives_way_to_its_first():
    dimension = Dimension("Voices", Kind.ACTORS, roles=(Role.MENTIONED, Role.TARGET))
    assert Question(dimension, (), default_role=Role.SPEAKER).role is Role.MENTIONED
    assert Question(dimension, (), default_role=Role.TARGET).role is Role.TARGET


def test_only_the_roles_of_the_dimension_are_offered(bench):
    from PySide6.QtCore import QRect

    dimension = Dimension("Voices", Kind.ACTORS, roles=(Role.SPEAKER, Role.TARGET), id=1)
    given = []
    bench.picker.picked.connect(lambda tag, role, stay: given.append(role))
    bench.round.claim_id = 0
    bench.picker.ask(Question(dimension, (Tag("A", id=7),)), QRect(500, 60, 1, 1))
    QTest.keyClicks(bench.field, "1")
    assert [face.name for face in bench.answers.boxes.faces] == ["Speaker", "Target"]
    QTest.keyClicks(bench.field, "m")
    assert given == []


def test_enter_is_offered_only_where_it_would_take_something(bench):
    bench.start()
    pick = bench.picker.foot.pick
    assert pick.isVisible()
    for _ in range(3):
        QTest.keyClick(bench.field, Qt.Key.Key_Tab)
    assert bench.answers.current() is None
    assert not pick.isVisible()
    QTest.keyClick(bench.field, Qt.Key.Key_Right)
    assert bench.answers.current() is not None
    assert pick.isVisible()
