"""Reading: edges of claims moved by keys and by mouse, words found, text and colours chosen."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtTest import QTest
from window_checks import bring_up, point_at

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.claim_view import BY_CODER
from app.reader.edges import Edge
from app.reader.margin import Margin
from app.reader.marks import Look
from app.reader.text_style import TextStyle
from app.settings import Settings
from app.widgets.text_dialog import TextDialog

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = "\U0001f3d7 The quay was sold in May. The buyer, it is said, is unknown."
CLAIM = "quay was sold"


@pytest.fixture
def project(tmp_path) -> Path:
    """One article with one claim behind an emoji."""
    path = tmp_path / "quay.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:

        def fill(opened: Project) -> None:
            opened.coder_id = opened.coders.ensure("Anna Lindqvist", "AL")
            article = opened.articles.add(Draft(TEXT, headline="The quay", outlet="Courier", language="en"))
            start = TEXT.index(CLAIM)
            opened.claims.add(article, Span(start, start + len(CLAIM)))

        made.step("Fill", fill)
    return path


def stored(path: Path) -> str:
    """What the project file says of the claim, read without the program."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        start, end, exact = connection.execute('SELECT start, "end", exact FROM claims').fetchone()
    assert TEXT[start:end] == exact
    return str(exact)


def test_edges_are_moved_word_by_word_with_keys_and_undone_as_one_step(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys("N")
    keys("LLL")
    assert stored(project) == "quay was sold in May."
    keys("L", SHIFT)
    keys("H")
    assert stored(project) == "The quay was sold in May"
    keys("H", SHIFT)
    keys("H", SHIFT)
    assert stored(project) == "was sold in May"
    assert window.session.undo_label == "Change the passage of claim 1"
    keys("Z", CTRL)
    assert stored(project) == CLAIM
    assert window.reading.reader.active_mark.span.of(TEXT) == CLAIM


def test_an_edge_is_dragged_to_another_word_and_undone(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys("N")
    reader = window.reading.reader
    viewport = reader.viewport()
    line = reader.edge_line(reader.active, Edge.END)
    start = TEXT.index("May") + 1
    goal = QPointF(reader.place_of(Span(start, start + 1)).center()).toPoint()
    QTest.mousePress(viewport, LEFT, pos=line.center().toPoint())
    point_at(desk.qtbot, viewport, goal)
    assert stored(project) == CLAIM
    QTest.mouseRelease(viewport, LEFT, pos=goal)
    assert stored(project) == "quay was sold in May"
    keys("Z", CTRL)
    assert stored(project) == CLAIM
    assert window.session.undo_label != "Change the passage of claim 1"


def test_a_drag_given_up_leaves_file_and_history_as_they_were(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys("N")
    reader, before = window.reading.reader, window.session.undo_label
    line = reader.edge_line(reader.active, Edge.START)
    QTest.mousePress(reader.viewport(), LEFT, pos=line.center().toPoint())
    there = line.center().toPoint() + (QPointF(60, 0)).toPoint()
    point_at(desk.qtbot, reader.viewport(), there)
    assert reader.active_mark.span.of(TEXT) != CLAIM
    keys(Qt.Key.Key_Escape)
    QTest.mouseRelease(reader.viewport(), LEFT, pos=there)
    assert stored(project) == CLAIM
    assert window.session.undo_label == before


def test_edges_of_a_project_for_reading_only_stay(desk, keys, project) -> None:
    window = desk.start()
    assert window.session.open_read_only(project)
    desk.read()
    keys("N")
    reader = window.reading.reader
    line = reader.edge_line(reader.active, Edge.END)
    assert reader.grip_at(line.center()) is None
    keys("L")
    assert stored(project) == CLAIM


def test_words_are_found_from_the_keyboard_and_the_sentence_is_marked(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys("F", CTRL)
    keys("unknow")
    assert window.reading.find_bar.said == "1 of 1"
    keys(Qt.Key.Key_Escape)
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Escape)
    quotes = [claim.quote for claim in window.session.project.claims.all()]
    assert quotes == [CLAIM, "The buyer, it is said, is unknown."]


def test_f3_steps_from_hit_to_hit_while_the_text_keeps_the_keyboard(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys("F", CTRL)
    keys("is")
    assert window.reading.find_bar.said == "1 of 2"
    window.reading.reader.setFocus()
    keys(Qt.Key.Key_F3)
    assert window.reading.find_bar.said == "2 of 2"
    keys(Qt.Key.Key_F3, SHIFT)
    assert window.reading.find_bar.said == "1 of 2"
    assert window.reading.reader.hasFocus()


def test_high_contrast_is_chosen_seen_and_remembered(desk, keys, project, use_theme) -> None:
    window = desk.start(project)
    use_theme(window.theme)
    window.commands.run("view.contrast")
    assert window.theme.is_contrast
    assert window.commands.action("view.contrast").isChecked()
    reader = window.reading.reader
    assert reader.palette().color(reader.backgroundRole()) == window.theme.paper
    assert Settings().appearance == "contrast"
    window.commands.run("view.contrast")
    assert not window.theme.is_contrast
    assert Settings().appearance == "system"


def test_the_text_is_set_in_another_way_while_one_looks_at_it_and_stays_so(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys("T", CTRL | SHIFT)
    dialog = window.findChild(TextDialog)
    bring_up(desk.qtbot, dialog)
    dialog.face_box.setFocus()
    keys(Qt.Key.Key_Down)
    dialog.size_slider.setFocus()
    keys(Qt.Key.Key_Right)
    chosen = TextStyle(18, family="sans")
    assert window.reading.reader.text_style == chosen
    assert "Sans" in QFontInfo(window.reading.reader.document().defaultFont()).family()
    keys(Qt.Key.Key_Escape)
    desk.close()
    window = desk.start(project)
    assert window.reading.reader.text_style == chosen
    window.commands.run("view.larger")
    assert Settings().reading_size == 19


def test_marks_are_coloured_by_any_dimension_or_by_coder_from_the_keyboard(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    reader, codebook = window.reading.reader, window.session.codebook
    framing = codebook.dimensions[0]
    tag = next(tag for tag in codebook.tags_of(framing.id) if tag.colour)
    keys("N")
    window.session.run("Tag", lambda opened: opened.claims.tag(window.reading.active_claim.id, tag.id))

    def look() -> tuple[Look, str]:
        return reader.active_mark.look, reader.active_mark.colour

    assert look() == (Look.FILLED, tag.colour)
    window.commands.run("view.colour-3")
    assert look() == (Look.OPEN, "")
    assert window.bar.colour_box.currentData() == codebook.dimensions[2].uid
    window.commands.run("view.colour-0")
    assert look()[0] is Look.FILLED
    assert window.commands.action("view.colour-0").isChecked()
    assert not window.commands.action("view.colour-3").isChecked()
    assert not window.commands.action("view.colour-9").isVisible()
    assert Settings().colour_by == BY_CODER


def test_in_a_small_window_the_columns_beside_give_way_and_cards_stay(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys("N")
    wide = window.articles.width()
    window.resize(1024, 700)
    margin = window.reading.findChild(Margin)
    desk.qtbot.waitUntil(lambda: window.articles.width() < wide)
    assert not window.inspector.isHidden()
    assert margin.isVisible()
    (place,) = margin.places()
    assert margin._box(place).width() >= 150
    window.resize(1280, 800)
    desk.qtbot.waitUntil(lambda: window.articles.width() == wide)
