"""The list of a picker: what it offers, filters and makes; what was picked is read from the project."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.codebook import Kind

ENTER, TAB, BACK, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backspace, Qt.Key.Key_Down, Qt.Key.Key_Up
FRAMING, ACTORS, PILLAR, SENTIMENT = range(4)


def test_letters_and_spaces_filter_and_rows_have_no_key_then(bench, press, tags):
    bench.start()
    assert [row.key for row in bench.answers.rows][:2] == ["1", "2"]
    press("drain")
    assert bench.shown() == ["Brain drain", "Create “drain”"]
    assert [row.key for row in bench.answers.rows] == [""]


@pytest.mark.parametrize("name", ["G7", "GPT-4", "Vision 2030", "Plan 0"])
def test_a_name_with_digits_can_be_typed(bench, press, tags, name):
    bench.open(FRAMING)
    press(name)
    assert bench.asked() == "Framing"
    assert bench.field.text() == name
    press(ENTER)
    assert tags()["framing"] == [name]


def test_behind_a_space_a_name_may_begin_with_a_digit(bench, press, tags):
    bench.open(FRAMING)
    press(" 5G", ENTER)
    assert tags()["framing"] == ["5G"]


def test_digits_of_the_keypad_pick_and_are_typed_alike(bench, press, tags):
    keypad = Qt.KeyboardModifier.KeypadModifier
    bench.open(FRAMING)
    press("g")
    QTest.keyClick(bench.field, Qt.Key.Key_7, keypad)
    assert (bench.asked(), bench.field.text()) == ("Framing", "g7")
    press(BACK, BACK)
    QTest.keyClick(bench.field, Qt.Key.Key_7, keypad)
    assert tags()["framing"] == ["Brain drain"]


def test_enter_picks_the_best_match_and_moves_on(bench, press, tags):
    bench.start()
    press("race for")
    assert bench.highlighted() == "Race for supremacy"
    press(ENTER)
    assert tags()["framing"] == ["Race for supremacy"]
    assert bench.asked() == "Actors"


def test_shift_enter_picks_several_and_the_highlight_moves_on(bench, press, tags):
    bench.start()
    press(ENTER, shift=True)
    assert bench.highlighted() == "Western monopoly as threat"
    press(ENTER, shift=True)
    press(ENTER)
    assert len(tags()["framing"]) == 3
    assert bench.asked() == "Actors"


def test_the_arrows_move_and_go_round(bench, press, session):
    bench.start()
    press(UP)
    assert bench.highlighted() == "None of these"
    press(DOWN, DOWN)
    assert bench.highlighted() == "Western monopoly as threat"


def test_0_is_none_of_these_and_takes_the_place_of_all(bench, press, tags):
    bench.start()
    press(ENTER, shift=True)
    press("0")
    assert tags()["framing"] == ["None of these"]
    assert bench.asked() == "Actors"


def test_a_tag_that_is_set_is_taken_away_and_the_picker_stays(bench, press, tags, session):
    bench.open(FRAMING)
    press("3")
    bench.open(FRAMING)
    assert bench.highlighted() == "Technological independence", "Enter alone must not take away what is set"
    press("3")
    assert tags()["framing"] == []
    assert bench.asked() == "Framing"
    assert session.undo_label == "Untag claim 1: Doubt about the strategy"


def test_a_name_that_does_not_exist_becomes_a_tag(bench, press, tags):
    bench.start()
    press("Harbour  pride", ENTER)
    assert tags()["framing"] == ["Harbour pride"]
    assert bench.asked() == "Actors"


def test_the_new_tag_stands_behind_the_matches(bench, press, tags):
    bench.start()
    press("race")
    assert bench.shown()[-1] == "Create “race”"
    press(UP, ENTER)
    assert tags()["framing"] == ["race"]


def test_held_keys_answer_nothing(bench, strike, tags):
    """The Enter that made the claim may still be held down."""
    bench.start()
    strike("\r", 28, held=True, key=ENTER)
    strike("1", 2, held=True)
    strike("\t", 15, held=True, key=TAB)
    assert bench.asked() == "Framing"
    assert tags()["framing"] == []


def test_thirty_tags_are_reached_by_letters(bench, press, tags, session):
    framing = session.codebook.dimensions[FRAMING]

    def many(project):
        for n in range(18):
            project.codebook.add_tag(framing.id, f"Extra {n:02}")

    session.run("Many", many)
    bench.start()
    assert bench.answers.list.count() == 31
    press("extra")
    press(*[DOWN] * 17, ENTER)
    assert tags()["framing"] == ["Extra 17"]


def test_a_dimension_without_tags_offers_none_of_these_and_a_new_one(bench, press, session, tags, tmp_path):
    from annotations.codebook import CodebookFile, Dimension
    from annotations.project import Project

    bare = CodebookFile("bare", "Bare", dimensions=(Dimension("Mood", Kind.MANY, key="mood"),))
    Project.create(tmp_path / "bare.pressmark", bare, coder=("Anna", "A")).close()
    assert session.open(tmp_path / "bare.pressmark", ("Anna", "A"))
    session.claim_id = bench.new_claim()
    bench.start()
    assert bench.shown() == ["None of these"]
    press("grim", ENTER)
    assert tags() == {"mood": ["grim"]}


def test_a_codebook_without_dimensions_has_no_round(bench, session, tmp_path):
    from annotations.codebook import CodebookFile
    from annotations.project import Project

    Project.create(tmp_path / "empty.pressmark", CodebookFile("empty", "Empty"), coder=("Anna", "A")).close()
    assert session.open(tmp_path / "empty.pressmark", ("Anna", "A"))
    session.claim_id = bench.new_claim()
    bench.start()
    assert bench.picker.isHidden()
    assert bench.finished == [True]


def test_tags_beneath_others_follow_them_and_are_indented(bench, session):
    framing = session.codebook.dimensions[FRAMING]
    first = session.codebook.tags_of(framing.id)[0]

    def fill(project):
        project.codebook.add_tag(framing.id, "Beneath", parent_id=first.id)

    session.run("Add", fill)
    bench.open(FRAMING)
    assert [(row.tag.name, row.level, row.key) for row in bench.answers.rows[:2]] == [
        (first.name, 0, "1"),
        ("Beneath", 1, "2"),
    ]


def test_a_definition_is_scrolled_by_keys(bench, press, qapp):
    bench.open(FRAMING)
    bench.picker.resize(bench.picker.width(), 260)
    qapp.processEvents()
    bar = bench.answers.about.verticalScrollBar()
    assert bar.maximum() > 0
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(bench.field, Qt.Key.Key_PageDown, control)
    assert bar.value() > 0
    QTest.keyClick(bench.field, Qt.Key.Key_PageUp, control)
    assert bar.value() == 0
    assert bench.highlighted() == "Technological independence"
